"""The one writer: puts a result into nbgrader's gradebook and `autograded` folder.

It does what stock `nbgrader autograde` does after the cells have run (`SaveAutoGrades`,
`AssignLatePenalties`, the writer), with one open gradebook for the class. Doing it twice changes
nothing. A manual mark is never touched.
"""

import json
import time
from pathlib import Path
from typing import Any

import nbformat

from course.grading import rubric, submission
from course.grading.classroom import Classroom
from course.grading.execution import Task
from course.grading.files import quietly, write
from course.grading.rows import grade_id_of


class Recorder:
    """Keeps the gradebook open. `only` names the one test cell whose mark may change."""

    def __init__(self, classroom: Classroom, gradebook: Any, only: str | None = None) -> None:
        with quietly():
            from nbgrader.preprocessors import AssignLatePenalties

        self.classroom, self.gradebook, self.only = classroom, gradebook, only
        self.late = AssignLatePenalties(config=classroom.config)
        self.late.init_plugin()
        self.scheme = rubric.read(classroom.root, classroom.assignment)

    def record(self, task: Task, result: dict[str, Any]) -> None:
        with quietly():
            self._patiently(task, nbformat.from_dict(result["nb"]))
        if not self.only:
            self.classroom.set_recorded(task)

    def _patiently(self, task: Task, nb: nbformat.NotebookNode) -> None:
        """Formgrader may hold the gradebook for a moment."""
        from sqlalchemy.exc import OperationalError

        for wait in (0.5, 2, 8, None):
            try:
                return self._record(task, nb)
            except OperationalError:
                self.gradebook.db.rollback()
                if wait is None:
                    raise
                time.sleep(wait)

    def _record(self, task: Task, nb: nbformat.NotebookNode) -> None:
        gradebook, assignment = self.gradebook, self.classroom.assignment
        gradebook.update_or_create_student(task.student)
        stamp = timestamp(self.classroom.folder("submitted", task.student))
        given = {"timestamp": stamp} if stamp else {}
        handed_in = gradebook.update_or_create_submission(assignment, task.student, **given)
        notebook = gradebook.find_submission_notebook(task.notebook, assignment, task.student)
        self._marks(notebook, nb)
        gradebook.db.commit()
        self._late_penalty(handed_in, notebook, task.student)
        gradebook.db.commit()
        self._write(task, nb)

    def _marks(self, notebook: Any, nb: nbformat.NotebookNode) -> None:
        from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

        grades = {grade.name: grade for grade in notebook.grades}
        comments = {comment.name: comment for comment in notebook.comments}
        for cell in nb.cells:
            name = grade_id_of(cell)
            if name is None or (self.only and name != self.only):
                continue
            if is_grade(cell):
                grade = grades[name]
                grade.auto_score = determine_grade(cell)[0]
                by_hand = grade.manual_score is not None
                grade.needs_manual_grade = by_hand or grade.auto_score is None
            if is_solution(cell) or is_task(cell):
                same = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
                comments[name].auto_comment = "No response." if same and not is_task(cell) else None

    def _late_penalty(self, handed_in: Any, notebook: Any, student: str) -> None:
        notebook.late_submission_penalty = None
        if handed_in.total_seconds_late > 0:
            plugin, score = self.late.plugin_inst, notebook.score
            penalty = plugin.late_submission_penalty(student, score, handed_in.total_seconds_late)
            if penalty is not None:
                notebook.late_submission_penalty = min(score, max(0.0, penalty))

    def _write(self, task: Task, nb: nbformat.NotebookNode) -> None:
        folder = self.classroom.folder("autograded", task.student)
        stamp = self.classroom.folder("submitted", task.student) / "timestamp.txt"
        files = {**task.files, **task.own_files}
        if submission.regular(stamp):
            files["timestamp.txt"] = submission.load(stamp)[:200]
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(content)
            path.chmod(0o444)
        shown = rubric.with_scheme(nb, self.scheme)
        write(folder / f"{task.notebook}.ipynb", json.dumps(shown, indent=1) + "\n", mode=0o444)


def timestamp(folder: Path) -> Any:
    """When it was handed in (UTC), or None where `timestamp.txt` is missing or says no time."""
    from nbgrader.utils import parse_utc

    path = folder / "timestamp.txt"
    if not submission.regular(path):
        return None
    try:
        return parse_utc(submission.load(path)[:200].decode().strip())
    except (ValueError, TypeError, OverflowError):
        return None
