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
BIT_GENERATORS = {"PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"}
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


class Decoder:
    """Strict: an unknown tag, a wrong size or a wrong type raises Refused."""

    def __init__(self, buffers: list[bytes], special: dict[str, Callable] | None = None) -> None:
        self.buffers, self.special = buffers, special or {}

    def __call__(self, node: Any) -> Any:
        try:
            return self.value(node)
        except Refused:
            raise
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise Refused(f"a reply of the wrong form ({type(error).__name__})") from None
        except RecursionError:
            raise Refused("a reply that is nested too deeply") from None

    def value(self, node: Any) -> Any:
        if node is None or type(node) in (bool, int, float, str):
            return node
        if type(node) is list:
            return [self.value(item) for item in node]
        tag = node["@"]
        return self.special[tag](node) if tag in self.special else DECODERS[tag](self, node)

    def array(self, node: dict) -> np.ndarray:
        if node["@"] != "array" or not DTYPE.match(node["dtype"]):
            raise Refused("a reply with a dtype that is not allowed")
        dtype, shape, raw = np.dtype(node["dtype"]), self.shape(node), self.buffers[node["b"]]
        size = 1
        for k in shape:
            size *= k
        if size * dtype.itemsize != len(raw):
            raise Refused("a reply whose sizes do not agree")
        return (
            np.frombuffer(bytearray(raw), dtype).reshape(shape) if size else np.empty(shape, dtype)
        )

    def objects(self, node: dict) -> np.ndarray:
        out = np.empty(len(node["v"]), object)
        out[:] = [self.value(item) for item in node["v"]]
        return out.reshape(self.shape(node))

    def shape(self, node: dict) -> tuple[int, ...]:
        shape = node["shape"]
        if len(shape) > 32 or not all(type(k) is int and 0 <= k < 1 << 40 for k in shape):
            raise Refused("a reply with a bad shape")
        return tuple(shape)

    def column(self, node: dict) -> Any:
        kind = node["c"]
        if kind == "array":
            return self.value(node["v"])
        if kind == "zoned":
            series = pd.Series(self.array(node["v"])).dt.tz_localize("UTC")
            return series.dt.tz_convert(str(node["zone"])[:64]).array
        if kind == "category":
            codes, categories = self.array(node["v"]), self.index(node["of"])
            return pd.Categorical.from_codes(codes, categories, ordered=bool(node["ordered"]))
        if kind == "nullable" and node["dtype"] in NULLABLE:
            return pd.array([self.value(item) for item in node["v"]], dtype=node["dtype"])
        raise Refused("a column of unknown kind")

    def index(self, node: dict) -> pd.Index:
        if "range" in node:
            return pd.RangeIndex(*map(int, node["range"]), name=self.value(node["name"]))
        if "levels" in node:
            names = [self.value(level["name"]) for level in node["levels"]]
            return pd.MultiIndex.from_arrays([self.index(x) for x in node["levels"]], names=names)
        return pd.Index(self.column(node["v"]), name=self.value(node["name"]))

    def frame(self, node: dict) -> pd.DataFrame:
        index = self.index(node["index"])
        columns = {k: pd.Series(self.column(c), index=index) for k, c in enumerate(node["v"])}
        frame = pd.DataFrame(columns, index=index)
        frame.columns = self.index(node["columns"])
        return frame

    def series(self, node: dict) -> pd.Series:
        index, name = self.index(node["index"]), self.value(node["name"])
        return pd.Series(self.column(node["v"]), index=index, name=name)

    def dataclass(self, node: dict) -> Any:
        kind = course_dataclass(str(node["name"]))
        if kind is None:
            raise Refused("a dataclass that the assignment does not use")
        return kind(**self.value(node["v"]))

    def generator(self, node: dict) -> np.random.Generator:
        if node["of"] not in BIT_GENERATORS:
            raise Refused("a generator of unknown kind")
        bits = getattr(np.random, node["of"])()
        bits.state = self.value(node["v"])
        return np.random.Generator(bits)

    def timestamp(self, node: dict) -> pd.Timestamp:
        stamp = pd.Timestamp(str(node["v"])[:64])
        return stamp.tz_convert(str(node["zone"])[:64]) if node["zone"] else stamp


DECODERS: dict[str, Callable[[Decoder, dict], Any]] = {
    "tuple": lambda d, o: tuple(d.value(o["v"])),
    "dict": lambda d, o: dict(zip(d.value(o["k"]), d.value(o["v"]), strict=True)),
    "array": Decoder.array,
    "objects": Decoder.objects,
    "scalar": lambda d, o: d.array(o["v"]).reshape(())[()],
    "frame": Decoder.frame,
    "series": Decoder.series,
    "index": lambda d, o: d.index(o["v"]),
    "NaT": lambda d, o: pd.NaT,
    "NA": lambda d, o: pd.NA,
    "timestamp": Decoder.timestamp,
    "timedelta64": lambda d, o: pd.Timedelta(int(o["v"]), "ns"),
    "datetime": lambda d, o: dt.datetime.fromisoformat(o["v"]),
    "date": lambda d, o: dt.date.fromisoformat(o["v"]),
    "timedelta": lambda d, o: dt.timedelta(*o["v"]),
    "complex": lambda d, o: complex(*o["v"]),
    "bytes": lambda d, o: d.buffers[o["b"]],
    "set": lambda d, o: set(d.value(o["v"])),
    "frozenset": lambda d, o: frozenset(d.value(o["v"])),
    "range": lambda d, o: range(*o["v"]),
    "generator": Decoder.generator,
    "course": Decoder.dataclass,
}


def put_back(old: Any, new: Any) -> None:
    """Make `old`, in place, what the function left of it, so that the caller sees it."""
    if type(old) is not type(new):
        return
    if isinstance(old, list):
        old[:] = [_kept(a, b) for a, b in zip(old, new, strict=False)] + new[len(old) :]
    elif isinstance(old, dict):
        kept = {key: _kept(old.get(key), value) for key, value in new.items()}
        old.clear()
        old.update(kept)
    elif isinstance(old, set):
        old.clear()
        old.update(new)
    elif isinstance(old, np.ndarray):
        if old.shape == new.shape and old.flags.writeable:
            old[...] = new
    elif isinstance(old, pd.DataFrame | pd.Series):
        old._mgr = new._mgr  # as the in-place methods of pandas do
        if isinstance(old, pd.Series):
            old.name = new.name
    elif isinstance(old, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state


def _kept(old: Any, new: Any) -> Any:
    """The old object with the new content where it can hold it, so that aliases see it too."""
    if type(old) is type(new) and isinstance(old, MUTABLE):
        put_back(old, new)
        if not isinstance(old, np.ndarray) or old.shape == new.shape:
            return old
    return new
