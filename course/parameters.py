"""One place for what a parameter is: default, unit, bounds, meaning, source.

A model's parameters are a frozen, keyword-only dataclass that inherits from `Parameters` and makes
each field once with `param`. Sliders, tables and range tests are made from what stands there.
"""

from dataclasses import Field, dataclass, field, fields
from numbers import Real
from typing import Any, Literal

import numpy as np
import pandas as pd

Basis = Literal["measured", "fitted", "published", "derived", "chosen"]


def param(
    default: Any,
    unit: str,
    bounds: tuple[float, float] | None,
    about: str,
    source: str = "own",
    *,
    label: str | None = None,
    log: bool = False,
    basis: Basis | None = None,
    choices: tuple[str, ...] | None = None,
) -> Any:
    """A dataclass field that knows its unit, bounds, meaning and source.

    `source` is a key of `datasets/references.csv`, or "own" for a teaching value of this course.
    `basis` says how the value came about; without it, "chosen" for own values, else "published".
    `log` asks for a slider by equal factors; `choices` lists the allowed words of a text field.
    """
    return field(
        default=default,
        metadata={
            "unit": unit,
            "bounds": bounds,
            "about": about,
            "source": source,
            "label": label,
            "log": log,
            "basis": basis or ("chosen" if source == "own" else "published"),
            "choices": choices,
        },
    )


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Base of every model's parameters: refuses values out of bounds, shows itself as a table."""

    def __post_init__(self) -> None:
        for f in fields(self):
            check(f, getattr(self, f.name))

    @classmethod
    def table(cls, **columns: "Parameters") -> pd.DataFrame:
        """Rows: parameters; columns: default, unit, lowest, highest, meaning, basis, source.

        Named instances add a column each: `Kinetics.table(mine=Kinetics(dose=1e6))`.
        """
        rows = {f.name: row(f) for f in fields(cls)}
        table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("parameter")
        for name, instance in columns.items():
            table.insert(1, name, [getattr(instance, f.name) for f in fields(cls)])
        return table


def label_of(f: Field) -> str:
    """The words that stand beside a slider."""
    words = f.name.replace("_", " ").replace("car t ", "CAR T cell ").replace("b cell", "B cell")
    return f.metadata["label"] or words[0].upper() + words[1:]


def row(f: Field) -> dict[str, Any]:
    """One parameter as a row of a table."""
    low, high = f.metadata["bounds"] or (None, None)
    meta = {key: f.metadata[key] for key in ("unit", "about", "basis", "source")}
    return {"default": f.default, "lowest": low, "highest": high} | meta


def check(f: Field, value: Any) -> None:
    """Raise ValueError or TypeError, in one sentence, when a value is not allowed for a field."""
    about, unit = f.metadata["about"], f.metadata["unit"].replace("none", "")
    if f.metadata["choices"] is not None:
        if value not in f.metadata["choices"]:
            allowed = ", ".join(f.metadata["choices"])
            raise ValueError(f"`{f.name}` was given as {value!r}; it must be one of: {allowed}.")
        return
    if isinstance(f.default, bool) and isinstance(value, bool | np.bool_):
        return
    if isinstance(value, bool) or not isinstance(value, Real):
        needed = f"a number, in {unit}" if unit else "a number"
        raise TypeError(f"`{f.name}` ({about}) must be {needed}; it was given as {value!r}.")
    low, high = f.metadata["bounds"]
    if not low <= value <= high:  # also refuses nan
        raise ValueError(
            f"`{f.name}` ({about}) was given as {value:g}; it must lie between {low:g} and {high:g}"
            f" {unit}".rstrip()
            + "."
        )
