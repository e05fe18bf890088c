"""Plain words beside the traceback of any cell: an extension of IPython.

Kernels of the course load it (`jupyter_config/kernels`), the browser version in its first cell;
anywhere else: `%load_ext course.errors.beside`. It speaks only when a cell has
failed, changes nothing in what the cell did, and stays silent where the course itself has spoken.
"""

import os
import re
from html import escape
from typing import Any

from course.errors import cells
from course.errors.place import walk
from course.errors.words import explained
from course.topics import NOTEBOOKS

HELP = NOTEBOOKS.parent / "docs" / "help.md"
COLOUR = "#d9750d"


class Words:
    """The explanation, as a box in a notebook and as the same words elsewhere."""

    def __init__(self, words: str):
        self.words = words

    def __repr__(self) -> str:
        return f"In plain words: {self.words}"

    def _repr_html_(self) -> str:
        words = escape(self.words, quote=False)
        words = re.sub(r"`([^`]+)`", r"<code>\1</code>", words)
        words = re.sub(r"\*([A-Z][^*]+)\*", r"<em>\1</em>", words)
        return (
            f'<div role="status" style="max-width: 740px; border-left: 4px solid {COLOUR}; '
            f'padding: 6px 12px"><strong>In plain words.</strong> {words}{_more()}</div>'
        )


def _more() -> str:
    """A link to the page Help, if it is there."""
    try:
        way = os.path.relpath(HELP).replace(os.sep, "/") if HELP.is_file() else ""
    except (OSError, ValueError):  # no folder any more, or another drive
        way = ""
    return f' <a href="{escape(way)}">More help</a>' if way else ""


class Beside:
    """Listens to one shell."""

    def __init__(self) -> None:
        self.ran: dict[str, bool] = {}

    def after(self, result: Any) -> None:
        """Say it in plain words if the cell has failed; nothing is raised from here."""
        try:
            words = self.hear(result)
        except Exception:
            return
        if words:
            from IPython.display import display

            display(Words(words))

    def hear(self, result: Any) -> str:
        """The words on a finished cell; nothing if it came to its end."""
        error = getattr(result, "error_before_exec", None) or getattr(result, "error_in_exec", None)
        cell = getattr(getattr(result, "info", None), "raw_cell", None) or ""
        if error is None:
            self.ran[cell] = True
            return ""
        self.ran[cell] = False
        if spoken(error):
            return ""
        name = getattr(error, "name", None)
        if isinstance(error, NameError) and not isinstance(error, UnboundLocalError) and name:
            return cells.advice(name, cell, self.ran) or explained(error)
        return explained(error)


def spoken(error: BaseException) -> bool:
    """Whether the course raised this itself, in words meant for the reader."""
    if hasattr(error, "_render_traceback_"):
        return True
    last = [step.tb_frame.f_globals.get("__name__", "") for step in walk(error.__traceback__)][-1:]
    return any(name.startswith("course.") for name in last)


def load_ipython_extension(shell: Any) -> None:
    """Called by IPython; a second time changes nothing."""
    if not hasattr(shell, "_course_beside"):
        shell._course_beside = Beside()
        shell.events.register("post_run_cell", shell._course_beside.after)


def unload_ipython_extension(shell: Any) -> None:
    """Called by IPython on `%unload_ext`."""
    if hasattr(shell, "_course_beside"):
        shell.events.unregister("post_run_cell", shell._course_beside.after)
        del shell._course_beside
