"""Which cell of the notebook makes a name, and whether it has been run."""

import ast
import json
import os
from collections.abc import Collection
from pathlib import Path

RUN_ABOVE = "Choose *Run, Run All Above Selected Cell* in the menu, and then run your cell again."


def advice(name: str, cell: str, ran: dict[str, bool]) -> str:
    """A sentence on the cell that makes a name; nothing if none is found.

    cell: the code that asked for the name; ran: the code that was run, and whether to its end.
    """
    codes = notebook(ran)
    here = codes.index(cell) if cell in codes else len(codes)
    makers = [n for n, code in enumerate(codes) if name in made(code) and code != cell]
    if not makers:
        return ""
    place = max((n for n in makers if n < here), default=makers[0])
    begins = codes[place].strip().partition("\n")[0][:50]
    side = "a cell above" if place < here else "a cell further down"
    start = f"`{name}` is made in {side}, which begins with `{begins}`"
    if ran.get(codes[place]) is False:
        return f"{start} and has stopped with an error: look at that one first."
    if codes[place] in ran:
        return f"{start}. It was run, but the name is gone since: run it again."
    if place > here:
        return f"{start}: run that one first."
    return f"{start} and has not been run since the kernel was started. {RUN_ABOVE}"


def notebook(ran: Collection[str]) -> list[str]:
    """The code cells of the notebook that this kernel runs, as it was last saved.

    Jupyter names it; where it does not, it is the one that holds most of what was run.
    """
    named = Path(os.environ.get("JPY_SESSION_NAME", ""))
    if named.suffix == ".ipynb" and named.is_file():
        return codes_of(named)
    known = [codes_of(path) for path in sorted(Path.cwd().glob("*.ipynb"))]
    best = max(known, key=lambda codes: len(set(codes) & set(ran)), default=[])
    return best if set(best) & set(ran) else []


def codes_of(path: Path) -> list[str]:
    """The code cells of a notebook; none if it cannot be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    except (OSError, ValueError, LookupError, TypeError):
        return []


def made(code: str) -> set[str]:
    """The names to which a cell gives a value, outside of its functions."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return set()
    names: set[str] = set()
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.alias):
            names.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        waiting += ast.iter_child_nodes(node)
    return names
