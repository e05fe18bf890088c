"""What came over the wire, made into values again; and what a call did to its arguments."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from course.grading.wire import DTYPE, MUTABLE, NULLABLE, Refused, course_dataclass

BIT_GENERATORS = {"PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"}


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
