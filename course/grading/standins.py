"""What a student's name means in a test: a plain value, or a function called over there."""

import builtins
import inspect
import math
import operator
import statistics
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.grading import frames, plots, unwire, wire
from course.grading.mirror import Missing, StudentCodeError, lost, mirrored, raised
from course.grading.words import brief, sort_of

LENT = {m.__name__: m for m in (builtins, math, operator, statistics, np)}
RECORDED = 50  # calls kept for the feedback
MALFORMED = (frames.Gone, LookupError, TypeError, ValueError, AttributeError, ArithmeticError)


class Function:
    """A function of the student: name, docstring, signature, and the call. No more is here."""

    def __init__(self, side: "Side", node: dict[str, Any]) -> None:
        self._side, self._number = side, int(node["n"])
        self.__name__ = self.__qualname__ = str(node["name"])[:100]
        self.__doc__ = str(node["doc"])[:20_000]
        if node["signature"] is not None:
            self.__signature__ = inspect.Signature([_parameter(*p) for p in node["signature"]])

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._side.call(self, arguments, keywords)

    def __repr__(self) -> str:
        return f"<the student's function {self.__name__}>"


def _parameter(name: str, kind: int, default: str | None) -> inspect.Parameter:
    value = inspect.Parameter.empty if default is None else Default(default)
    return inspect.Parameter(name, inspect._ParameterKind(kind), default=value)


class Default(str):
    """The text of a default value; its value stays over there."""

    __repr__ = str.__str__


class Side:
    """The judge's end of the wire. `exchange` sends a frame and returns its answer."""

    def __init__(self, exchange: Callable[[bytes], bytes]) -> None:
        self.exchange = exchange
        self.kinds: dict[str, str] = {}  # what the names are in the reference solution
        self.seen: dict[str, str] = {}
        self.known: dict[str, Any] = {}  # values of names, until a call may have changed them
        self.functions: dict[int, Function] = {}
        self.calls: list[dict[str, str]] = []
        self.unbound: set[str] = set()

    def fetch(self, name: str) -> Any:
        """The student's value of that name. Raises Missing, or TypeError for another kind."""
        if name not in self.known:
            value = self.ask("fetch", name=name)
            kind = self.seen[name] = kind_of(value)
            expected = self.kinds.get(name, kind)
            if kind != expected:
                raise TypeError(f"{name} should be {expected}; yours is {kind}")
            self.known[name] = value
        return self.known[name]

    def unbind(self, name: str) -> None:
        self.known.pop(name, None)
        self.ask("unbind", name=name)
        self.unbound.add(name)

    def bind(self, name: str, value: Any) -> None:
        self.ask("bind", name=name, target=value)
        self.unbound.discard(name)

    def call(self, function: Function, arguments: tuple, keywords: dict[str, Any]) -> Any:
        """Call by value; what the function did to its arguments is then done to ours."""
        given = [*map(brief, arguments), *(f"{k}={brief(v)}" for k, v in keywords.items())]
        record = {"call": f"{function.__name__}({', '.join(given)})", "name": function.__name__}
        self.calls = [*self.calls[-RECORDED:], record]
        passed = [*arguments, *keywords.values()]
        keep = {k: v for k, v in self.known.items() if any(v is p for p in passed)}
        self.known = {k: v for k, v in self.known.items() if isinstance(v, Function)} | keep
        try:
            value = self.ask("call", arguments, keywords, target=function)
        except Exception as error:
            record |= {
                "gave": f"{type(error).__name__}: {error}"[:300],
                "kind": type(error).__name__,
            }
            raise
        record |= {"gave": brief(value), "kind": sort_of(value)}
        return value

    def ask(
        self,
        do: str,
        arguments: tuple = (),
        keywords: dict[str, Any] | None = None,
        target: Any = None,
        name: str = "",
    ) -> Any:
        keywords, blanks = keywords or {}, list[Axes]()
        encode = self._encoder(blanks)
        head: dict[str, Any] = {"do": do, "name": name, "names": list(keywords)}
        head |= {"a": [encode(v) for v in arguments], "k": [encode(v) for v in keywords.values()]}
        head["target"] = encode(target)
        raw = self.exchange(frames.pack(b"R", head, encode.buffers))
        try:
            kind, reply, buffers = frames.unpack(raw)
            if kind == b"D":
                problem: Exception | None = lost(reply)
            else:
                decode = self._decoder(buffers, blanks)
                problem = self._effects(reply, decode, [*arguments], keywords, blanks)
                if problem is None and reply.get("missing"):
                    problem = Missing(f"name '{name}' is not defined")
                value = decode(reply["v"]) if problem is None else None
        except MALFORMED as error:
            text = str(error) or "it came back in a form that is not allowed"
            raise StudentCodeError(f"the answer cannot be used: {text}"[:400]) from None
        if problem:
            raise problem
        return value

    def _effects(
        self,
        reply: dict,
        decode: unwire.Decoder,
        arguments: list,
        keywords: dict,
        blanks: list[Axes],
    ) -> Exception | None:
        """Do here what the call did there: to arguments, to Axes, in print. What it raised."""
        for key, node in reply.get("changed", []):
            unwire.put_back(arguments[key] if type(key) is int else keywords[key], decode(node))
        for number, node in reply.get("drawn", []):
            plots.rebuild(blanks[number], decode(node))
        sys.stdout.write(str(reply.get("printed", ""))[:200_000])
        for names, text in reply.get("warned", [])[:50]:
            warnings.warn(mirrored(names, Warning)(str(text)[:2000]), stacklevel=5)
        return raised(reply["error"]) if "error" in reply else None

    def _encoder(self, blanks: list[Axes]) -> wire.Encoder:
        def special(value: Any) -> Any:
            if isinstance(value, Function):
                return {"@": "function", "n": value._number}
            if isinstance(value, Axes):
                return _blank(value, blanks)
            if callable(value):
                return _library(value)
            return None

        return wire.Encoder(special)

    def _decoder(self, buffers: list[bytes], blanks: list[Axes]) -> unwire.Decoder:
        def function(node: dict) -> Function:
            return self.functions.setdefault(int(node["n"]), Function(self, node))

        def figure(node: dict) -> Figure:
            drawn = decode.value(node["v"])[:16]
            axes = plots.blank(max(1, len(drawn)))
            for ax, one in zip(axes, drawn, strict=False):
                plots.rebuild(ax, one)
            return axes[0].figure

        special = {
            "function": function,
            "figure": figure,
            "axes": lambda node: figure(node).axes[0],
            "blank": lambda node: blanks[node["n"]],
        }
        decode = unwire.Decoder(buffers, special)
        return decode


def _blank(ax: Axes, blanks: list[Axes]) -> dict[str, Any]:
    if ax.has_data() or ax.texts:
        raise wire.Refused("only empty Axes can be given to a student's function")
    if not any(ax is known for known in blanks):
        blanks.append(ax)
    return {"@": "blank", "n": next(k for k, known in enumerate(blanks) if known is ax)}


def _library(value: Any) -> dict[str, str]:
    """A function that the student's side has too goes by its name; others stay here."""
    name = getattr(value, "__name__", "")
    for module, found in LENT.items():
        if getattr(found, name, None) is value:
            return {"@": "library", "module": module, "name": name}
    raise wire.Refused(
        f"{name or 'this'} cannot be given to a student's function: a test may give plain values "
        "and functions of NumPy and Python, not functions or classes of its own"
    )


def kind_of(value: Any) -> str:
    """Coarse on purpose: numbers of any type are one kind."""
    if isinstance(value, Function):
        return "a function"
    return "a plot" if isinstance(value, Axes | Figure) else "a value"


class Namespace(dict):
    """Globals of the test cells. A name that neither we nor Python define is the student's.

    `exec` asks `__missing__` before the builtins, so their names must raise KeyError here.
    """

    side: Side

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name) or name.startswith("__"):
            raise KeyError(name)
        try:
            return self.side.fetch(name)
        except Missing:
            raise KeyError(name) from None

    def __contains__(self, name: object) -> bool:
        try:
            self[name]
        except KeyError:
            return False
        return True

    def __delitem__(self, name: str) -> None:
        if dict.__contains__(self, name):
            dict.__delitem__(self, name)
        else:
            self.side.unbind(name)

    def __setitem__(self, name: str, value: Any) -> None:
        if name in self.side.unbound:
            self.side.bind(name, value)
        else:
            dict.__setitem__(self, name, value)
