"""The student's side: runs cells in IPython and answers requests about names and calls.

Nothing that it says is trusted: all of this code can be patched by the student's.
"""

import base64
import importlib
import inspect
import io
import json
import linecache
import os
import signal
import socket
import subprocess
import sys
import types
import warnings
from typing import Any

from course.grading import frames, plots, wire

ROOM = 64 << 10  # characters of printed text kept per cell or call

shell: Any = None
functions: list[Any] = []  # those that crossed; their place is their number
caught: dict[str, Any] = {}
results: list[tuple[dict, dict]] = []


class Capped(io.TextIOBase):
    """Keeps the first characters of what is printed, and counts the rest."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.room, self.lost = ROOM, 0

    def write(self, text: str) -> int:
        text = str(text)
        self.parts.append(text[: self.room])
        self.lost += max(0, len(text) - self.room)
        self.room -= min(self.room, len(text))
        return len(text)

    def text(self) -> str:
        note = f"\n... {self.lost} more characters not kept ...\n" if self.lost else ""
        return "".join(self.parts) + note


class Printed:
    """While it is entered, prints go to `out` and `err`."""

    def __enter__(self) -> "Printed":
        self.out, self.err = Capped(), Capped()
        self._before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self.out, self.err
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdout, sys.stderr = self._before


# ---- cells


def prepare() -> None:
    """In the warm process: a shell that keeps its outputs, and one figure: the first is slow."""
    global shell
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import CapturingDisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from matplotlib_inline.backend_inline import configure_inline_support
    from matplotlib_inline.config import InlineBackend
    from traitlets.config import Config

    class Hook(DisplayHook):
        def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
            results.append((format_dict, md_dict or {}))

        def write_output_prompt(self) -> None:
            pass

    class Shell(InteractiveShell):
        displayhook_class = Hook

        def enable_gui(self, gui: str | None = None) -> None:
            pass

        def system(self, command: str) -> None:
            done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
            print(done.stdout + done.stderr, end="")  # IPython's own way needs a terminal

        def _showtraceback(self, kind: type, value: BaseException, lines: list[str]) -> None:
            text = [str(line)[:20_000] for line in lines]
            caught.update(ename=kind.__name__, evalue=str(value)[:4000], traceback=text)

    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    main = types.ModuleType("__main__")
    shell = Shell.instance(config=settings, user_module=main)
    sys.modules["__main__"] = main
    shell.display_pub = CapturingDisplayPublisher(parent=shell)
    shell.display_formatter.active_types = ["text/plain", "image/png"]
    shell.enable_matplotlib("inline")
    configure_inline_support(shell, "inline")
    once: dict[str, Any] = {"bbox_inches": None}  # "tight" would draw each figure twice
    InlineBackend.instance(parent=shell).print_figure_kwargs = once
    run_cell("import matplotlib.pyplot as p; p.subplots()[1].plot([1, 2], label='a'); p.legend()")
    run_cell("del p")
    shell.execution_count = 1


def run_cell(code: str) -> list[dict[str, Any]]:
    """The notebook outputs of a cell."""
    caught.clear()
    results.clear()
    shell.display_pub.outputs.clear()
    with Printed() as printed:
        shell.run_cell(code, store_history=True)
    outputs: list[dict[str, Any]] = []
    for name, stream in (("stdout", printed.out), ("stderr", printed.err)):
        if stream.text():
            outputs.append({"output_type": "stream", "name": name, "text": stream.text()})
    for shown in shell.display_pub.outputs[:50]:
        outputs.append({"output_type": "display_data", "data": _texts(shown["data"])})
    for data, _ in results[-1:]:
        outputs.append({"output_type": "execute_result", "data": _texts(data)})
    if caught:
        outputs.append({"output_type": "error", **caught})
    return outputs


def _texts(data: dict[str, Any]) -> dict[str, str]:
    kept = {k: data[k] for k in ("text/plain", "image/png") if k in data}
    return {k: base64.b64encode(v).decode() if isinstance(v, bytes) else v for k, v in kept.items()}


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


def _decoder(buffers: list[bytes], blanks: dict[int, Any]) -> wire.Decoder:
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
    return wire.Decoder(buffers, special)


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
    names = shell.user_ns
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
        if trace.tb_frame.f_globals is shell.user_ns:
            text = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            lines.append(f"{code.co_name}: {text}"[:300])
        trace = trace.tb_next
    plain = isinstance(error, KeyError) and len(error.args) == 1
    key = error.args[0] if plain and isinstance(error.args[0], str | int) else None
    return {"kinds": _names(type(error)), "text": str(error)[:4000], "key": key, "at": lines[-8:]}


def answer(head: dict[str, Any], buffers: list[bytes]) -> bytes:
    try:
        if head["do"] == "cell":
            return frames.pack(b"R", {"outputs": run_cell(head["code"])})
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
