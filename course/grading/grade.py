"""Grade a class: executed side by side, recorded by one writer, one after the other.

Each result is stored before it is recorded, and marked when it is. Killed at any moment and started
again, it goes on: nothing is executed twice that was finished, and what was cut off runs again.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from course.grading import feedback
from course.grading.classroom import Classroom
from course.grading.execution import Task
from course.grading.files import digest, read_json, write
from course.grading.pool import DaskPool, Pool
from course.grading.record import Recorder

Watch = Callable[[int, int], None]


@dataclass
class Report:
    """What became of the submissions."""

    graded: int = 0
    unchanged: int = 0
    notes: dict[str, list[str]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def calibrate(classroom: Classroom, pool: Pool | DaskPool) -> dict[str, Any]:
    """What the reference solution is like: the kinds of its names, its slowest cell. Kept."""
    path = classroom.state / "reference.json"
    tasks = [classroom.reference_task(notebook) for notebook in classroom.notebooks]
    key = digest([task.key for task in tasks])
    kept = read_json(path)
    if kept and kept["key"] == key:
        return kept["notebooks"]
    found = {}
    for task in tasks:
        result = pool.run(task)
        found[task.notebook] = {"kinds": result["kinds"], "slowest": result["slowest"]}
    write(path, json.dumps({"key": key, "notebooks": found}))
    return found


def grade(
    classroom: Classroom,
    pool: Pool | DaskPool,
    *,
    students: str = "*",
    again: bool = False,
    only: str | None = None,
    watch: Watch = lambda done, total: None,
) -> Report:
    """Grade those who handed in. `again` executes all anew; `only` records one question."""
    report, calibration = Report(), calibrate(classroom, pool)
    names = classroom.students(students)
    tasks = [task for student in names for task in classroom.tasks(student, calibration)]
    fresh = {id(task) for task in tasks if again or classroom.result(task) is None}
    to_record = [t for t in tasks if id(t) in fresh or only or not classroom.recorded(t)]
    report.unchanged = len(tasks) - len(to_record)
    watch(0, len(to_record))
    with classroom.alone(), classroom.gradebook() as gradebook:
        writer = Recorder(classroom, gradebook, only)
        for task in [t for t in to_record if id(t) not in fresh]:
            _record(classroom, writer, task, classroom.result(task), report)
            watch(report.graded, len(to_record))
        for task, result in pool.results([t for t in to_record if id(t) in fresh]):
            if isinstance(result, Exception):
                report.failed[task.student] = f"{type(result).__name__}: {result}"
            else:
                classroom.keep(task, result)
                _record(classroom, writer, task, result, report)
            watch(report.graded + len(report.failed), len(to_record))
        feedback.write_all(classroom, gradebook, tasks)
    for task in tasks:
        found = classroom.result(task)
        if found and found["notes"]:
            report.notes.setdefault(task.student, []).extend(found["notes"])
    return report


def _record(
    classroom: Classroom, writer: Recorder, task: Task, result: Any, report: Report
) -> None:
    writer.record(task, result)
    feedback.write_one(classroom, writer.gradebook, task, result)
    report.graded += 1
