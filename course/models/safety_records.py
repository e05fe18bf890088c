"""Read the fields of a record at a bedside: absent, None and nan are missing, nonsense is refused.

Each grade that a field gives comes as a pair, the lowest and the highest that is possible: equal
when the field is known, apart when it is missing.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

Record = Mapping[str, Any]
Grades = tuple[int, int]


def worst(*parts: Grades) -> Grades:
    return max(low for low, _ in parts), max(high for _, high in parts)


def given(record: Record, name: str) -> Any:
    """The value of a field, or None when it is missing."""
    value = record.get(name)
    return None if pd.api.types.is_scalar(value) and pd.isna(value) else value


def needed(value: Any, name: str) -> Any:
    if value is None:
        raise ValueError(f"`{name}` is missing; without it there is no grade.")
    return value


def word(record: Record, name: str, grades: Mapping[str, int], *, extra: str = "") -> Grades:
    value = given(record, name)
    if value is None:
        return min(grades.values()), max(grades.values())
    if not isinstance(value, str) or value not in grades:
        allowed = ", ".join([*grades, extra]).strip(", ")
        raise ValueError(f"`{name}` was given as {value!r}; it must be one of: {allowed}.")
    return grades[value], grades[value]


def yes(record: Record, name: str, grade: int) -> Grades:
    value = flag(record, name)
    return (0, grade) if value is None else (grade * value, grade * value)


def flag(record: Record, name: str) -> bool | None:
    value = given(record, name)
    if value is None:
        return None
    if isinstance(value, str) or value not in (0, 1):
        raise ValueError(f"`{name}` was given as {value!r}; it must be True or False.")
    return bool(value)


def number_of(record: Record, name: str, low: float, high: float) -> float | None:
    value = given(record, name)
    if value is None:
        return None
    if isinstance(value, bool | str) or not low <= value <= high:
        raise ValueError(f"`{name}` was given as {value!r}; it must lie from {low:g} to {high:g}.")
    return float(value)


def whole(record: Record, name: str, most: int) -> int | None:
    value = number_of(record, name, 0, most)
    if value is not None and value != int(value):
        raise ValueError(f"`{name}` was given as {value:g}; it must be a whole number.")
    return None if value is None else int(value)
