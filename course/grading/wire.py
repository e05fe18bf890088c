"""Plain values to JSON and raw buffers, and back. No pickle, no eval, no import by name.

What crosses: numbers, texts, bytes, lists, tuples, dicts, sets, ranges, dates; NumPy scalars,
arrays and generators; pandas Series, DataFrames, indexes and timestamps; dataclasses of `course`.
Subclasses of plain types cross as the plain type. Anything else raises Refused, with the sentence
that a student or an author needs. `special` hooks in what is neither: functions and plots.
"""

import dataclasses
import datetime as dt
import re
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

DTYPE = re.compile(r"^[<>|=]?([biufc]\d{1,2}|[SU]\d{1,5}|[mM]8(\[\d*[a-zA-Zμ]{1,2}\])?)$")
NULLABLE = {"str", "string", "boolean", "Float32", "Float64"} | {
    f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)
}
MUTABLE = (list, dict, set, np.ndarray, pd.DataFrame, pd.Series, np.random.Generator)
CROSSES = "plain values, arrays, tables, plots (Axes), functions, and dataclasses of the course"


class Refused(TypeError):
    """The value is not of a kind that can be graded."""


def course_dataclass(name: str) -> type | None:
    """The dataclass `course.module.Class`, if that module is imported already and defines it."""
    module, _, kind = name.rpartition(".")
    if not module.startswith("course."):
        return None
    found = vars(sys.modules.get(module, object)).get(kind)
    right = isinstance(found, type) and dataclasses.is_dataclass(found)
    return found if right and found.__module__ == module else None


class Encoder:
    """Call it with a value; the buffers that belong to the result are in `buffers`."""

    def __init__(self, special: Callable[[Any], Any] = lambda value: None) -> None:
        self.buffers: list[bytes] = []
        self.special = special

    def __call__(self, value: Any) -> Any:
        if value is None or type(value) in (bool, int, float, str):
            return value
        if type(value) is list:
            return [self(item) for item in value]
        found = self.special(value)
        if found is not None:
            return found
        kind = type(value)
        name = f"{kind.__module__}.{kind.__qualname__}"
        if course_dataclass(name) is kind:
            values = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.init}
            return {"@": "course", "name": name, "v": self(values)}
        for kinds, encode in ENCODERS:
            if isinstance(value, kinds):
                return encode(self, value)
        raise Refused(f"a {kind.__name__} cannot be graded: answers are {CROSSES}")

    def tagged(self, tag: str, value: Any) -> dict[str, Any]:
        return {"@": tag, "v": self(value)}

    def buffer(self, data: bytes) -> int:
        self.buffers.append(bytes(data))
        return len(self.buffers) - 1

    def dictionary(self, value: dict) -> dict[str, Any]:
        return {"@": "dict", "k": [self(k) for k in value], "v": [self(v) for v in value.values()]}

    def array(self, value: np.ndarray) -> dict[str, Any]:
        shape = list(value.shape)
        if value.dtype == object:
            return {"@": "objects", "shape": shape, "v": [self(item) for item in value.ravel()]}
        if value.dtype.names or not DTYPE.match(value.dtype.str):
            raise Refused(
                f"an array of {value.dtype} cannot be graded: use numbers, texts or dates"
            )
        data = self.buffer(np.ascontiguousarray(value).tobytes())
        return {"@": "array", "dtype": value.dtype.str, "shape": shape, "b": data}

    def column(self, value: Any) -> dict[str, Any]:
        kind = value.dtype
        if isinstance(kind, pd.CategoricalDtype):
            value = pd.Categorical(value)
            codes, categories = self.array(value.codes), self.index(value.categories)
            return {"c": "category", "v": codes, "of": categories, "ordered": bool(value.ordered)}
        if isinstance(kind, pd.DatetimeTZDtype):
            utc = pd.Series(value).dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
            return {"c": "zoned", "v": self.array(utc), "zone": str(kind.tz)}
        if isinstance(kind, np.dtype):
            return {"c": "array", "v": self.array(np.asarray(value))}
        if str(kind) in NULLABLE:
            items = [
                None if pd.isna(x) else self(getattr(x, "item", lambda x=x: x)()) for x in value
            ]
            return {"c": "nullable", "dtype": str(kind), "v": items}
        raise Refused(
            f"a column of {kind} cannot be graded: use numbers, texts, dates or categories"
        )

    def index(self, value: pd.Index) -> dict[str, Any]:
        if type(value) is pd.RangeIndex:
            return {"range": [value.start, value.stop, value.step], "name": self(value.name)}
        if isinstance(value, pd.MultiIndex):
            levels = range(value.nlevels)
            return {"levels": [self.index(value.get_level_values(k)) for k in levels]}
        return {"v": self.column(value), "name": self(value.name)}

    def frame(self, value: pd.DataFrame) -> dict[str, Any]:
        columns = [self.column(value.iloc[:, k]) for k in range(value.shape[1])]
        return {"@": "frame", "columns": self.index(value.columns)} | {
            "index": self.index(value.index),
            "v": columns,
        }

    def series(self, value: pd.Series) -> dict[str, Any]:
        name, index = self(value.name), self.index(value.index)
        return {"@": "series", "name": name, "index": index, "v": self.column(value)}

    def generator(self, value: np.random.Generator) -> dict[str, Any]:
        bits = value.bit_generator
        return {"@": "generator", "of": type(bits).__name__, "v": self(bits.state)}


VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
ENCODERS: list[tuple[Any, Callable[[Encoder, Any], Any]]] = [
    (tuple, lambda e, v: e.tagged("tuple", list(v))),
    (dict, Encoder.dictionary),
    (np.ndarray, Encoder.array),
    (np.generic, lambda e, v: {"@": "scalar", "v": e.array(np.asarray(v))}),
    (pd.DataFrame, Encoder.frame),
    (pd.Series, Encoder.series),
    (pd.Index, lambda e, v: {"@": "index", "v": e.index(v)}),
    (type(pd.NaT), lambda e, v: {"@": "NaT"}),
    (type(pd.NA), lambda e, v: {"@": "NA"}),
    (pd.Timestamp, lambda e, v: {"@": "timestamp", "v": v.isoformat(), "zone": str(v.tz or "")}),
    (pd.Timedelta, lambda e, v: {"@": "timedelta64", "v": v.value}),
    (dt.datetime, lambda e, v: {"@": "datetime", "v": v.isoformat()}),
    (dt.date, lambda e, v: {"@": "date", "v": v.isoformat()}),
    (dt.timedelta, lambda e, v: {"@": "timedelta", "v": [v.days, v.seconds, v.microseconds]}),
    (complex, lambda e, v: {"@": "complex", "v": [v.real, v.imag]}),
    (bytes, lambda e, v: {"@": "bytes", "b": e.buffer(v)}),
    (set, lambda e, v: e.tagged("set", list(v))),
    (frozenset, lambda e, v: e.tagged("frozenset", list(v))),
    (range, lambda e, v: {"@": "range", "v": [v.start, v.stop, v.step]}),
    (np.random.Generator, Encoder.generator),
    ((list, *VIEWS), lambda e, v: [e(item) for item in v]),
    (int, lambda e, v: int(v)),
    (float, lambda e, v: float(v)),
    (str, lambda e, v: str(v)),
]
