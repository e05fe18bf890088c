"""Read what was handed in, whatever it is.

A submission is a notebook or a wreck. `read` never raises for a wreck: it gives an empty notebook
and a note for the instructor.
"""

import json
import os
import stat
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from course.grading.rows import KINDS, empty, new_cell

LARGEST, FILES_LARGEST = 20 << 20, 32 << 20


def find(folder: Path, name: str, ids: set[str]) -> tuple[Path | None, str]:
    """The notebook of that name, or the one that must be meant, and a note if it is another."""
    if folder.is_symlink():
        return None, "the folder is a link to elsewhere: it was not followed"
    right = folder / f"{name}.ipynb"
    if regular(right):
        return right, ""
    others = [path for path in sorted(folder.rglob("*")) if _looks_right(path) and regular(path)][
        :50
    ]
    if not others:
        return None, f"no notebook was handed in (looked for {right.name})"
    best = max(
        others, key=lambda path: (sum(i in _peek(path) for i in ids), path.suffix == ".ipynb")
    )
    return best, f"the file is called {best.name}, not {right.name}; it was graded all the same"


def regular(path: Path) -> bool:
    """A plain file of its own: no link to elsewhere, no pipe that would hold us."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _looks_right(path: Path) -> bool:
    return path.suffix in (".ipynb", ".json", ".txt", "") and path.name != "timestamp.txt"


def _peek(path: Path) -> str:
    return load(path).decode(errors="replace") if path.stat().st_size <= LARGEST else ""


def load(path: Path) -> bytes:
    """The bytes of a regular file; a link is not followed."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        return file.read(LARGEST + 1)


def files_in(folder: Path) -> dict[str, bytes]:
    """What lies beside the notebook, by name, as far as it is regular and not too much."""
    found: dict[str, bytes] = {}
    paths = sorted(folder.rglob("*")) if folder.is_dir() and not folder.is_symlink() else []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        linked = any((folder / p).is_symlink() for p in Path(name).parents if str(p) != ".")
        wanted = regular(path) and not linked and path.suffix != ".ipynb"
        if wanted and name != "timestamp.txt" and ".ipynb_checkpoints" not in name:
            content = load(path)
            if sum(map(len, found.values())) + len(content) <= FILES_LARGEST and len(found) < 200:
                found[name] = content
    return found


def read(content: bytes | None) -> tuple[NotebookNode, list[str]]:
    """A notebook of well-formed cells without outputs, and what was wrong with it."""
    if content is None:
        return empty(), []
    if len(content) > LARGEST:
        return empty(), [f"the notebook is larger than {LARGEST >> 20} MB: it was not read"]
    try:
        data = json.loads(content.decode("utf-8-sig"))
        cells = data["cells"] if "cells" in data else data["worksheets"][0]["cells"]
        good = [cell for cell in map(_cell, cells) if cell is not None]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return empty(), [f"the file is {_kind(content)}: it could not be read"]
    lost = len(cells) - len(good)
    return empty(good), [f"{lost} damaged cells were left out"] if lost else []


def _kind(content: bytes) -> str:
    if not content.strip():
        return "empty"
    if content.lstrip()[:1] == b"{":
        return "a damaged notebook (broken JSON)"
    return "a PDF" if content[:4] == b"%PDF" else "not a notebook"


def _cell(raw: Any) -> NotebookNode | None:
    """A clean copy of one cell: its type, text, nbgrader's id, pictures pasted into the text."""
    if not isinstance(raw, dict) or raw.get("cell_type") not in (*KINDS, "heading"):
        return None
    source = raw.get("source", raw.get("input"))
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        return None
    text = "".join(map(str, lines)).encode("utf-8", "replace").decode()
    marked = (
        raw.get("metadata", {}).get("nbgrader") if isinstance(raw.get("metadata"), dict) else None
    )
    grade_id = marked.get("grade_id") if isinstance(marked, dict) else None
    kept = {"nbgrader": {"grade_id": grade_id}} if isinstance(grade_id, str) else {}
    kind = raw["cell_type"] if raw["cell_type"] in KINDS else "markdown"
    return new_cell(kind, text, kept)
