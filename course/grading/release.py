"""Make the student version of an assignment, and refuse one that cannot be graded fairly.

The reference solution goes through the very path that submissions will take; it must get full
marks, and the released version, handed in as it comes, none.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from course.grading import lint
from course.grading.classroom import Classroom
from course.grading.execution import Task
from course.grading.files import WrongUse, quietly
from course.grading.pool import Pool
from course.grading.rows import Row, grade_id_of

SECRETS = ("BEGIN HIDDEN TESTS", "BEGIN SOLUTION", "BEGIN MARK SCHEME")


@dataclass
class Checked:
    """What the check of an assignment found."""

    problems: list[str] = field(default_factory=list)
    points: float = 0.0
    by_hand: float = 0.0
    seconds: float = 0.0


def check(classroom: Classroom, pool: Pool) -> Checked:
    """Lint, grade the reference, grade the stubs. Touches neither gradebook nor release."""
    found = Checked()
    for path in sources(classroom):
        rows, answers = instructors_rows(path, classroom)
        found.problems += [f"{path.stem}: {text}" for text in lint.problems(rows, answers)]
        task = classroom.reference_task(path.stem, rows)
        result = pool.run(task)
        found.seconds += result["seconds"]
        found.points += sum(row.points for row in rows if row.is_test)
        found.by_hand += sum(row.points for row in rows if not row.is_test)
        found.problems += _not_full(task, result)
        stubs = nbformat.writes(student_version(path, classroom)).encode()
        found.problems += _not_empty(pool, classroom, path.stem, rows, stubs)
    return found


def sources(classroom: Classroom) -> list[Path]:
    paths = sorted(classroom.folder("source").glob("*.ipynb"))
    if not paths:
        raise WrongUse(f"There is no notebook in {classroom.folder('source')}.")
    return paths


def instructors_rows(path: Path, classroom: Classroom) -> tuple[list[Row], dict[str, str]]:
    """What the gradebook will hold of the source's cells, and the reference answers, by id."""
    source = nbformat.read(path, 4)
    answers = {c.metadata.nbgrader["grade_id"]: c.source for c in source.cells if _marked(c)}
    with_tests = _processed(path, classroom, before="SaveCells")
    return [_row(cell) for cell in with_tests.cells if _marked(cell)], answers


def student_version(path: Path, classroom: Classroom) -> Any:
    return _processed(path, classroom, before=None)


def _processed(path: Path, classroom: Classroom, before: str | None) -> Any:
    """The source after nbgrader's own preprocessors, up to one of them, without the gradebook."""
    with quietly():
        from nbgrader.converters import GenerateAssignment

        steps = GenerateAssignment(
            coursedir=classroom.nbgrader, config=classroom.config
        ).preprocessors
        nb, resources = nbformat.read(path, 4), {"nbgrader": {"notebook": path.stem}}
        for step in steps:
            if step.__name__ == before:
                break
            if step.__name__ not in ("SaveCells", "InstantiateTests"):
                nb, resources = step(config=classroom.config).preprocess(nb, resources)
    return nb


def _marked(cell: Any) -> bool:
    marks = cell.metadata.get("nbgrader", {})
    return any(marks.get(key) for key in ("grade", "solution", "locked", "task"))


def _row(cell: Any) -> Row:
    marks = cell.metadata.nbgrader
    grade, solution, task = (bool(marks.get(key)) for key in ("grade", "solution", "task"))
    return Row(
        grade_id=marks["grade_id"],
        source=cell.source,
        cell_type=cell.cell_type,
        grade=grade,
        solution=solution,
        task=task,
        locked=not solution and (grade or bool(marks.get("locked"))),
        points=float(marks.get("points", 0)) if grade or task else 0.0,
        checksum=marks.get("checksum"),
    )


def marks(nb: Any, rows: list[Row]) -> dict[str, float]:
    """Marks of the test cells of a graded notebook."""
    from nbgrader.utils import determine_grade

    tests = {row.grade_id for row in rows if row.is_test}
    cells = {grade_id_of(cell): cell for cell in nbformat.from_dict(nb).cells}
    return {name: float(determine_grade(cells[name])[0] or 0) for name in cells if name in tests}


def _not_full(task: Task, result: dict[str, Any]) -> list[str]:
    got, problems = marks(result["nb"], task.rows), []
    for row in task.rows:
        if row.is_test and got[row.grade_id] < row.points:
            record = result["records"][row.grade_id]
            why = record.get("message") or record.get("test") or "it does not pass"
            problems.append(
                f"{task.notebook}: the reference gets {got[row.grade_id]:g} of {row.points:g} "
                f"points in {row.grade_id}: {why}"
            )
    return problems


def _not_empty(
    pool: Pool, classroom: Classroom, notebook: str, rows: list[Row], stubs: bytes
) -> list[str]:
    text = stubs.decode()
    problems = [
        f"{notebook}: the released version holds {word}" for word in SECRETS if word in text
    ]
    task = classroom.reference_task(notebook, rows)
    result = pool.run(Task(**{**vars(task), "content": stubs, "student": "(stub)"}))
    got = marks(result["nb"], rows)
    return problems + [
        f"{notebook}: {name} gives {score:g} points to the untouched stub"
        for name, score in got.items()
        if score
    ]


def release(classroom: Classroom) -> Path:
    """The student version, made by nbgrader itself, which also notes it in the gradebook."""
    with quietly():
        from nbgrader.converters import GenerateAssignment

        classroom.nbgrader.assignment_id = classroom.assignment
        maker = GenerateAssignment(
            coursedir=classroom.nbgrader, config=classroom.config, force=True
        )
        maker.log.setLevel(logging.ERROR)
        maker.start()
    return classroom.folder("release")
