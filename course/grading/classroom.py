"""A class's folder, in nbgrader's own layout, and what of an assignment is to be graded.

nbgrader_config.py  gradebook.db  source/  release/  submitted/  autograded/  feedback/
rubrics/ASSIGNMENT.md  the mark scheme of the written question, for Formgrader
.grading/ASSIGNMENT/   results of submissions that were executed, kept until they change
"""

import contextlib
import fnmatch
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from course.grading import sandbox, submission
from course.grading.execution import Task
from course.grading.files import WrongUse, digest, find_programs, quietly, read_json, write
from course.grading.rows import Row, modules_of, rows_of
from course.grading.session import Limits

VERSION = 1  # of the results: a change of it has everything executed anew


class Classroom:
    """One assignment of a class. `root` is the folder that holds `source` and `submitted`."""

    def __init__(self, root: Path, assignment: str, limits: Limits | None = None) -> None:
        find_programs()
        with quietly():
            from nbgrader.coursedir import CourseDirectory

        self.root, self.assignment = Path(root).resolve(), assignment
        if inside := sandbox.exposed(self.root):
            raise WrongUse(
                f"{self.root} lies in {inside}, which students' code may read. Move the class."
            )
        self.config = configuration(self.root)
        self.nbgrader = CourseDirectory(config=self.config)
        self.state, self.limits = self.root / ".grading" / assignment, limits
        self.notebooks: dict[str, list[Row]] = {}
        self.identity = self.scheme = ""  # of the assignment in the gradebook; of its mark scheme

    def folder(self, step: str, student: str = ".") -> Path:
        """`source`, `release`, `submitted`, `autograded` or `feedback` of this assignment."""
        named = getattr(self.nbgrader, f"{step}_directory")
        return Path(self.nbgrader.format_path(named, student, self.assignment))

    @contextlib.contextmanager
    def gradebook(self) -> Iterator[Any]:
        """nbgrader's gradebook, open."""
        with quietly():
            from nbgrader.api import Gradebook

            with Gradebook(self.nbgrader.db_url, self.nbgrader.course_id) as gradebook:
                yield gradebook

    def open(self) -> "Classroom":
        """Read the instructor's version of every cell. Raises WrongUse if there is none."""
        with self.gradebook() as gradebook:
            from nbgrader.api import MissingEntry

            try:
                found = gradebook.find_assignment(self.assignment)
            except MissingEntry:
                found = None
            if found is None or not found.notebooks:
                raise WrongUse(
                    f"{self.assignment} was not released yet. "
                    f"First: python -m course release {self.assignment}"
                )
            self.identity = found.id
            path = self.root / "rubrics" / f"{self.assignment}.md"
            self.scheme = digest(path.read_text(encoding="utf-8")) if path.is_file() else ""
            self.notebooks = {nb.name: rows_of(nb) for nb in found.notebooks}
        return self

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """One writer: a second one that comes meanwhile is sent away."""
        import fcntl

        self.state.mkdir(parents=True, exist_ok=True)
        with (self.state / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise WrongUse(f"{self.assignment} is being graded already; wait for it.") from None
            yield

    def students(self, pattern: str = "*") -> list[str]:
        """Those who handed in something, sorted."""
        base = self.root / "submitted"
        everyone = sorted(p.name for p in base.iterdir() if p.is_dir()) if base.is_dir() else []
        named = [s for s in everyone if self.folder("submitted", s).is_dir()]
        return [s for s in named if fnmatch.fnmatchcase(s, pattern)]

    def own_files(self) -> dict[str, bytes]:
        """The files that were handed out with the notebook: tables, pictures."""
        return submission.files_in(self.folder("source"))

    def reference_task(self, notebook: str, rows: list[Row] | None = None) -> Task:
        """The instructor's own solution, as if it had been handed in."""
        path = self.folder("source") / f"{notebook}.ipynb"
        if not path.exists():
            raise WrongUse(f"{path.relative_to(self.root)} is not there: nothing to grade against")
        rows = rows if rows is not None else self.notebooks[notebook]
        return self._task("(reference)", notebook, rows, path.read_bytes(), {})

    def tasks(self, student: str, calibration: dict[str, Any]) -> list[Task]:
        """One task for each notebook of the assignment."""
        folder = self.folder("submitted", student)
        files = submission.files_in(folder)
        tasks = []
        for notebook, rows in self.notebooks.items():
            path, note = submission.find(folder, notebook, {row.grade_id for row in rows})
            if len(self.notebooks) > 1 and path and path.name != f"{notebook}.ipynb":
                path, note = None, f"{notebook}.ipynb was not handed in"
            content = submission.load(path) if path else None
            task = self._task(student, notebook, rows, content, files, calibration.get(notebook))
            tasks.append(replace(task, notes=(note,) if note else ()))
        return tasks

    def _task(
        self,
        student: str,
        notebook: str,
        rows: list[Row],
        content: bytes | None,
        files: dict[str, bytes],
        calibration: dict[str, Any] | None = None,
    ) -> Task:
        own, calibration = self.own_files(), calibration or {}
        cell = min(60.0, max(10.0, 20 * calibration.get("slowest", 1.0)))
        kinds = calibration.get("kinds", {})
        parts = [VERSION, content, files, own, [asdict(row) for row in rows], kinds]
        return Task(
            student=student,
            notebook=notebook,
            key=digest(parts),
            content=content,
            files=files,
            own_files=own,
            rows=rows,
            kinds=kinds,
            modules=modules_of(rows),
            limits=self.limits or Limits(cell=cell),
        )

    # ---- results

    def result_path(self, student: str, notebook: str, ending: str = "json") -> Path:
        return self.state / student / f"{notebook}.{ending}"

    def result(self, task: Task) -> dict[str, Any] | None:
        """What was found when this very submission was executed, if it was."""
        found = read_json(self.result_path(task.student, task.notebook))
        return found if found and found.get("key") == task.key else None

    def keep(self, task: Task, result: dict[str, Any]) -> None:
        write(self.result_path(task.student, task.notebook), json.dumps(result))

    def recorded(self, task: Task) -> bool:
        """Whether the gradebook that is there now has the result of this task."""
        done = self.result_path(task.student, task.notebook, "done")
        there = self.folder("autograded", task.student) / f"{task.notebook}.ipynb"
        return there.exists() and done.exists() and done.read_text() == self._mark(task)

    def set_recorded(self, task: Task) -> None:
        write(self.result_path(task.student, task.notebook, "done"), self._mark(task))

    def _mark(self, task: Task) -> str:
        return f"{self.identity} {task.key} {self.scheme}"


def configuration(root: Path) -> Any:
    """nbgrader's configuration of the class (`nbgrader_config.py`), if there is one."""
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    config = Config()
    if (root / "nbgrader_config.py").exists():
        config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.CourseDirectory.root = str(root)
    return config
