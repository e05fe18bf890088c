"""Runs a student's cells in IPython, in the worker, and keeps what they put out.

Nothing that it says is trusted: all of this code can be patched by the student's.
"""

import base64
import io
import subprocess
import sys
import types
from typing import Any

ROOM = 64 << 10  # characters of printed text kept per cell or call

shell: Any = None
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
