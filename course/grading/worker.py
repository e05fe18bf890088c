"""The student's side: answers requests about names and calls, and has cells run (`cells`).

Nothing that it says is trusted: all of this code can be patched by the student's.
"""

import importlib
import inspect
import json
import linecache
import os
import signal
import socket
import sys
import warnings
from typing import Any

from course.grading import cells, frames, plots, unwire, wire
from course.grading.cells import Printed

functions: list[Any] = []  # those that crossed; their place is their number


# ---- values


def _encoder(blanks: dict[int, Any] | None = None) -> wire.Encoder:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    given = {id(ax): number for number, ax in (blanks or {}).items()}

    def special(value: Any) -> Any:
        if isinstance(value, Axes):
            if id(value) in given:
                return {"@": "blank", "n": given[id(value)]}
            return {"@": "axes", "v": encoder([plots.describe(value)])}
        if isinstance(value, Figure):
            return {"@": "figure", "v": encoder([plots.describe(ax) for ax in value.axes])}
        if inspect.isclass(value):
            raise wire.Refused(f"{value.__name__} is a class: answers are {wire.CROSSES}")
        return _function(value) if callable(value) else None

    encoder = wire.Encoder(special)
    return encoder


def _function(value: Any) -> dict[str, Any]:
    number = next((k for k, f in enumerate(functions) if f is value), len(functions))
    functions[number:] = [value] if number == len(functions) else functions[number:]
    about = {"name": getattr(value, "__name__", "function"), "doc": inspect.getdoc(value) or ""}
    try:
        parameters = inspect.signature(value).parameters.values()
        signature = [[p.name, int(p.kind), _default(p)] for p in parameters]
    except (ValueError, TypeError):
        signature = None
    return {"@": "function", "n": number, "signature": signature, **about}


def _default(parameter: inspect.Parameter) -> str | None:
    return None if parameter.default is parameter.empty else repr(parameter.default)[:200]


def _decoder(buffers: list[bytes], blanks: dict[int, Any]) -> unwire.Decoder:
    def blank(node: dict) -> Any:
        import matplotlib.pyplot as plt

        if node["n"] not in blanks:
            blanks[node["n"]] = plt.subplots()[1]
        return blanks[node["n"]]

    def library(node: dict) -> Any:
        found = importlib.import_module(node["module"])
        for part in node["name"].split("."):
            found = getattr(found, part)
        return found

    special = {"function": lambda o: functions[o["n"]], "blank": blank, "library": library}
    return unwire.Decoder(buffers, special)


# ---- requests


def perform(head: dict[str, Any], buffers: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Answer one request: fetch, bind or unbind a name, or call a function."""
    blanks: dict[int, Any] = {}
    decode = _decoder(buffers, blanks)
    target, arguments = decode(head.get("target")), decode(head.get("a", []))
    keywords = dict(zip(head.get("names", []), decode(head.get("k", [])), strict=True))
    watched = [(k, v) for k, v in [*enumerate(arguments), *keywords.items()] if _mutable(v)]
    before = [_snapshot(v) for _, v in watched]
    reply: dict[str, Any] = {}
    encode = _encoder(blanks)
    with Printed() as printed, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            if head["do"] == "call":
                reply["v"] = encode(target(*arguments, **keywords))
            else:
                reply.update(_name(head["do"], head["name"], target, encode))
        except (KeyboardInterrupt, SystemExit, Exception) as error:
            reply["error"] = _problem(error)
    changed = [(k, v) for (k, v), old in zip(watched, before, strict=True) if _snapshot(v) != old]
    reply["changed"] = [[k, encode(v)] for k, v in changed]
    reply["drawn"] = [[number, encode(plots.describe(ax))] for number, ax in blanks.items()]
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")  # or they would show under the next cell
    reply["printed"] = printed.out.text() + printed.err.text()
    reply["warned"] = [[_names(w.category), str(w.message)[:2000]] for w in warned[:50]]
    return reply, encode.buffers


def _name(do: str, name: str, target: Any, encode: wire.Encoder) -> dict[str, Any]:
    names = cells.shell.user_ns
    if do == "bind":
        names[name] = target
    elif name not in names:
        return {"missing": True}
    elif do == "unbind":
        del names[name]
    else:
        return {"v": encode(names[name])}
    return {"v": None}


def _mutable(value: Any) -> bool:
    return isinstance(value, wire.MUTABLE)


def _snapshot(value: Any) -> Any:
    """What an argument holds, to see afterwards whether the call changed it."""
    encoder = wire.Encoder(_other)
    try:
        return json.dumps(encoder(value)), encoder.buffers
    except (wire.Refused, RecursionError):
        return None


def _other(value: Any) -> Any:
    plot = type(value).__module__.startswith("matplotlib")
    return {"@": "other"} if plot or callable(value) else None


def _names(kind: type) -> list[str]:
    return [f"{c.__module__}.{c.__qualname__}" for c in kind.__mro__[:20]]


def _problem(error: BaseException) -> dict[str, Any]:
    """What was raised, and through which of the student's lines."""
    lines, trace = [], error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        if trace.tb_frame.f_globals is cells.shell.user_ns:
            text = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            lines.append(f"{code.co_name}: {text}"[:300])
        trace = trace.tb_next
    plain = isinstance(error, KeyError) and len(error.args) == 1
    key = error.args[0] if plain and isinstance(error.args[0], str | int) else None
    return {"kinds": _names(type(error)), "text": str(error)[:4000], "key": key, "at": lines[-8:]}


def answer(head: dict[str, Any], buffers: list[bytes]) -> bytes:
    try:
        if head["do"] == "cell":
            return frames.pack(b"R", {"outputs": cells.run_cell(head["code"])})
        return frames.pack(b"R", *perform(head, buffers))
    except (KeyboardInterrupt, SystemExit, Exception) as error:
        return frames.pack(b"R", {"error": _problem(error)})


def main(sock: socket.socket, files: list[str]) -> None:
    """Answer until the grader closes."""
    first = os.getpid()
    sys.path.insert(0, "")  # as a kernel has it: modules beside the notebook can be imported
    signal.signal(signal.SIGINT, signal.default_int_handler)
    while True:
        try:
            _, head, buffers = frames.unpack(frames.receive(sock))
        except KeyboardInterrupt:
            continue
        except frames.Gone:
            return
        raw = answer(head, buffers)
        if os.getpid() != first:
            os._exit(0)  # the student's code forked: only the original speaks
        frames.send(sock, raw)
