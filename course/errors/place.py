"""Where an error arose: the last step in the reader's own code, and what its names stood for."""

import ast
import linecache
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import TracebackType
from typing import Any


@dataclass(frozen=True)
class Place:
    """A piece of the reader's code.

    node: the expression that failed, if it can be told; names: what every name stood for there.
    """

    node: ast.expr | None = None
    names: Mapping[str, Any] = field(default_factory=dict)

    def value(self, node: ast.AST | None) -> Any:
        """What a bare name stood for; LookupError for whatever is more than a name."""
        if isinstance(node, ast.Name) and node.id in self.names:
            return self.names[node.id]
        raise LookupError

    def visible(self) -> list[str]:
        """The names that a reader may have meant."""
        hidden = {"In", "Out", "exit", "quit", "get_ipython", "open"}
        return [name for name in self.names if not name.startswith("_") and name not in hidden]


def place(error: BaseException) -> Place:
    """Where in the reader's own code the error arose; an empty place if nowhere."""
    steps = list(walk(error.__traceback__))
    own = [step for step in steps if step.tb_frame.f_globals.get("__name__") == "__main__"]
    if not own:
        return Place()
    frame = own[-1].tb_frame
    return Place(_node(own[-1]), {**frame.f_globals, **frame.f_locals})


def walk(step: TracebackType | None):
    """The steps of a traceback from the outermost to the innermost."""
    while step is not None:
        yield step
        step = step.tb_next


def _node(step: TracebackType) -> ast.expr | None:
    """The expression at which a step stood."""
    code = step.tb_frame.f_code
    spot = next(islice(code.co_positions(), step.tb_lasti // 2, None), (None,) * 4)
    first, last, start, end = spot
    lines = linecache.getlines(code.co_filename)
    if first is None or last is None or start is None or end is None or last > len(lines):
        return None
    piece = [line.encode() for line in lines[first - 1 : last]]
    piece[-1] = piece[-1][:end]
    piece[0] = piece[0][start:]
    try:
        return ast.parse(b"(" + b"".join(piece) + b")", mode="eval").body
    except (SyntaxError, ValueError):
        return None
