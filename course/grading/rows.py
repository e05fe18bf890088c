"""What the instructor's version says of each cell, and cells made from it."""

import ast
import contextlib
import sys
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict

from course.grading.files import read_json

KINDS = ("code", "markdown", "raw")
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


def grade_id_of(cell: NotebookNode) -> str | None:
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def rows_of(notebook: Any) -> list[Row]:
    """The cells of a notebook of the gradebook, in order."""
    grades = {cell.name: cell for cell in notebook.grade_cells}
    tasks = {cell.name: cell for cell in notebook.task_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    points = {name: float(cell.max_score) for name, cell in {**grades, **tasks}.items()}
    return [
        Row(
            grade_id=cell.name,
            source=cell.source,
            cell_type=cell.cell_type,
            grade=cell.name in grades,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            locked=bool(cell.locked),
            points=points.get(cell.name, 0.0),
            checksum=cell.checksum,
        )
        for cell in notebook.source_cells
    ]


def modules_of(rows: list[Row]) -> tuple[str, ...]:
    """What the instructor's cells import: the warm process imports it once for all."""
    return _imported(row.source for row in rows if row.cell_type == "code")


def modules_of_source(root: Path, assignment: str) -> tuple[str, ...]:
    """The same from the source notebooks, before nbgrader was imported (which takes seconds)."""
    notebooks = (read_json(path) for path in sorted((root / "source" / assignment).glob("*.ipynb")))
    cells = (cell for nb in notebooks if nb for cell in nb["cells"])
    return _imported("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def _imported(sources: Iterable[str]) -> tuple[str, ...]:
    found: set[str] = set()
    for source in sources:
        with contextlib.suppress(SyntaxError):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Import):
                    found |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module)
    return tuple(
        sorted(name for name in found if name.split(".")[0] not in sys.stdlib_module_names)
    )
