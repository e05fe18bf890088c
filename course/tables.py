"""Read a CSV table against its dictionary, and say plainly what does not fit.

The dictionary is the `schema` of a Frictionless resource. Only pandas is needed, so the same check
runs in the browser; the tests hold the tables to the full standard besides.
"""

import csv
import datetime
import math
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

SHOWN = 5


class TableError(ValueError):
    """A table that does not fit its dictionary; the message names line, column, cell, and rule."""


def read(path: Path, schema: dict) -> pd.DataFrame:
    """The table at `path` with the types of `schema`; empty cells are missing values.

    Raises TableError with up to five problems, each by line, column and what is allowed.
    """
    header, rows = _cells(path)
    fields = schema["fields"]
    wrong = _header_problems(header, [field["name"] for field in fields])
    wrong += [
        f"line {number}: {len(row)} cells, but the header has {len(header)}"
        for number, row in enumerate(rows, 2)
        if len(row) != len(header)
    ]
    if wrong:
        raise _error(path, wrong)
    missing = set(schema.get("missingValues", [""]))
    columns = {}
    for position, field in enumerate(fields):
        column = [None if row[position] in missing else row[position] for row in rows]
        columns[field["name"]], problems = _column(column, field)
        wrong += problems
    wrong += _key_problems(columns, schema.get("primaryKey", []))
    if wrong:
        raise _error(path, wrong)
    return pd.DataFrame({f["name"]: _series(columns[f["name"]], f) for f in fields})


def _cells(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file)) or [[]]
    return header, rows


def _header_problems(found: list[str], expected: list[str]) -> list[str]:
    if found == expected:
        return []
    return [f"line 1: the columns are {', '.join(found)}; they should be {', '.join(expected)}"]


def _column(cells: list[str | None], field: dict) -> tuple[list, list[str]]:
    """The cells as values, and one sentence for each that its rules do not allow."""
    values: list[object] = []
    wrong = []
    for line, cell in enumerate(cells, 2):
        value, problem = _value(cell, field)
        values.append(value)
        if problem:
            wrong.append(f"line {line}, column {field['name']}: {problem}")
    if field.get("constraints", {}).get("unique"):
        wrong += _repeats(values, field["name"])
    return values, wrong


def _value(cell: str | None, field: dict) -> tuple[object, str | None]:
    rules = field.get("constraints", {})
    if cell is None:
        return None, "empty, but a value is required here" if rules.get("required") else None
    kind = field["type"]
    try:
        value = _READERS[kind](cell)
    except ValueError:
        return None, f"{cell!r} is not {_WORDS[kind]}"
    return value, _broken_rule(cell, value, rules)


def _broken_rule(cell: str, value: object, rules: dict) -> str | None:
    if "enum" in rules and value not in rules["enum"]:
        return f"{cell!r} is not allowed; allowed are {', '.join(map(str, rules['enum']))}"
    if "minimum" in rules and value < rules["minimum"]:
        return f"{cell} is below the smallest allowed value, {rules['minimum']}"
    if "maximum" in rules and value > rules["maximum"]:
        return f"{cell} is above the largest allowed value, {rules['maximum']}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
        return f"{cell!r} does not have the form {rules['pattern']}"
    return None


def _repeats(values: list, name: str) -> list[str]:
    seen: dict[object, int] = {}
    wrong = []
    for line, value in enumerate(values, 2):
        if value is not None and value in seen:
            wrong.append(f"line {line}, column {name}: {value!r} stands in line {seen[value]} too")
        seen.setdefault(value, line)
    return wrong


def _key_problems(columns: dict[str, list], key: list[str] | str) -> list[str]:
    names = [key] if isinstance(key, str) else key
    if not names:
        return []
    rows = list(zip(*(columns[name] for name in names), strict=True))
    return _repeats(rows, " + ".join(names))


def _series(values: list, field: dict) -> pd.Series:
    complete = None not in values
    if field["type"] in ("integer", "year"):
        return pd.Series(values, dtype="int64" if complete else "Int64")
    if field["type"] == "number":
        return pd.Series(values, dtype="float64")
    if field["type"] == "boolean":
        return pd.Series(values, dtype="bool" if complete else "boolean")
    if field["type"] == "date":
        return pd.to_datetime(pd.Series(values))
    return pd.Series(values, dtype="object" if not any(values) else None)


def _number(cell: str) -> float:
    value = float(cell)
    if not math.isfinite(value):
        raise ValueError(cell)
    return value


def _boolean(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(cell)
    return cell == "true"


def _error(path: Path, wrong: list[str]) -> TableError:
    more = f"\n  and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    listed = "\n  ".join(wrong[:SHOWN])
    return TableError(f"{path.name} does not fit its dictionary:\n  {listed}{more}")


_READERS: dict[str, Callable] = {
    "string": str,
    "integer": int,
    "year": int,
    "number": _number,
    "boolean": _boolean,
    "date": datetime.date.fromisoformat,
}
_WORDS = {
    "integer": "a whole number",
    "year": "a year",
    "number": "a number (write 0.5 or 1.0e6, without a unit or a thousands separator)",
    "boolean": "true or false",
    "date": "a date such as 2026-10-31",
}
