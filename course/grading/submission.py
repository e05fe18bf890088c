"""Read what was handed in, whatever it is, and repair it: our cells are ours again, in our order.

A submission is a notebook or a wreck. `read` never raises for a wreck: it gives an empty notebook
and a note for the instructor. `repair` goes by the cells' ids and takes the text of locked and test
cells from the instructor's version, so nothing that was done to them counts.
"""

import json
import os
import re
import stat
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict

LARGEST, FILES_LARGEST = 20 << 20, 32 << 20
KINDS = ("code", "markdown", "raw")
RUNS = re.compile(r"<(?=[a-zA-Z/!])|(?:java|vb)script\s*:|data\s*:\s*text", re.IGNORECASE)
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@dataclass(frozen=True)
class Row:
    """What the instructor's version says of one cell. `points` is 0 where it is not graded."""

    grade_id: str
    source: str
    cell_type: str
    grade: bool
    solution: bool
    task: bool
    locked: bool
    points: float
    checksum: str | None

    @property
    def ours(self) -> bool:
        """Its text is the instructor's, whatever the submission says."""
        return self.task or self.locked or (self.grade and not self.solution)

    @property
    def is_test(self) -> bool:
        return self.grade and not self.solution and self.cell_type == "code"

    def metadata(self) -> dict[str, Any]:
        kept = ("grade_id", "cell_type", "grade", "solution", "task", "locked", "checksum")
        points = {"points": self.points} if self.grade or self.task else {}
        return {**{k: getattr(self, k) for k in kept}, **points, "schema_version": 3}


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


def empty(cells: list[NotebookNode] | None = None) -> NotebookNode:
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return from_dict(
        {"cells": cells or [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    )


def new_cell(kind: str, source: str, metadata: dict[str, Any]) -> NotebookNode:
    """A cell of nbformat 4.5. (nbformat's own functions check each against the schema: slow.)"""
    cell: dict[str, Any] = {
        "cell_type": kind,
        "id": uuid.uuid4().hex[:8],
        "metadata": metadata,
        "source": source,
    }
    if kind == "code":
        cell |= {"outputs": [], "execution_count": None}
    return from_dict(cell)


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


def grade_id_of(cell: NotebookNode) -> str | None:
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def repair(nb: NotebookNode, rows: list[Row]) -> tuple[NotebookNode, set[str], list[str]]:
    """The notebook as it was handed out, with the student's answers in it.

    Of a duplicated cell the last counts, as in nbgrader; a cell of ours that stands in another
    place goes back; a deleted one is put in again. Returns the notebook, the ids that were missing,
    notes.
    """
    by_id = {row.grade_id: row for row in rows}
    last = {grade_id_of(cell): k for k, cell in enumerate(nb.cells)}
    doubled = len([c for c in nb.cells if grade_id_of(c) in by_id]) - len(set(last) & set(by_id))
    altered = 0
    blocks: dict[str | None, list[NotebookNode]] = {None: []}  # our cell and what follows it
    at: str | None = None
    for k, cell in enumerate(nb.cells):
        row = by_id.get(grade_id_of(cell) or "")
        if row and last[row.grade_id] == k:
            at = row.grade_id
            altered += row.ours and cell.source != released(row)
            blocks[at] = [_ours(row, row.source if row.ours else _theirs(row, cell.source))]
        else:
            cell.metadata.pop("nbgrader", None)
            if cell.cell_type == "markdown":
                cell.source = harmless(cell.source)
            blocks[at].append(cell)
    missing = [row.grade_id for row in rows if row.grade_id not in blocks]
    moved = [i for i in blocks if i] != [row.grade_id for row in rows if row.grade_id in blocks]
    blocks |= {i: [_ours(by_id[i], by_id[i].source)] for i in missing}
    order = [None, *(row.grade_id for row in rows)]
    cells = [cell for grade_id in order for cell in blocks[grade_id]]
    notes = [
        f"{number} {what} put right"
        for number, what in (
            (len(missing), "deleted cells were"),
            (doubled, "duplicated cells were"),
            (altered, "altered test or locked cells were"),
            (int(moved), "wrong order of cells was"),
        )
        if number
    ]
    return empty(cells), set(missing), notes


def _theirs(row: Row, source: str) -> str:
    return harmless(source) if row.cell_type == "markdown" and source != row.source else source


def harmless(text: str) -> str:
    """A student's text without what could run where a person reads it (Formgrader, feedback)."""
    return RUNS.sub(lambda found: found[0].replace("<", "&lt;").replace(":", "&#58;"), text)


def released(row: Row) -> str:
    """What stood in the student's copy of a cell of ours: the text without the hidden tests."""
    kept, hidden = [], False
    for line in row.source.split("\n"):
        hidden = hidden or "BEGIN HIDDEN TESTS" in line
        if not hidden:
            kept.append(line)
        hidden = hidden and "END HIDDEN TESTS" not in line
    return "\n".join(kept)


def _ours(row: Row, source: str) -> NotebookNode:
    return new_cell(row.cell_type, source, {"nbgrader": row.metadata()})
