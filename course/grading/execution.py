"""Grade one submission: a task goes in, a result comes out, both plain data."""

import json
import math
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from course.grading import submission
from course.grading.outputs import Allowance, failure
from course.grading.repair import repair
from course.grading.rows import Row, grade_id_of
from course.grading.session import Limits, Session
from course.grading.zygote import Zygote


@dataclass(frozen=True)
class Task:
    """One notebook of one student, with all that it takes to grade it."""

    student: str
    notebook: str
    key: str
    content: bytes | None
    files: dict[str, bytes]
    own_files: dict[str, bytes]
    rows: list[Row]
    kinds: dict[str, str]
    modules: tuple[str, ...]
    limits: Limits = field(default_factory=Limits)
    notes: tuple[str, ...] = ()
    unsafe: bool = False


def execute(task: Task, zygote: Zygote) -> dict[str, Any]:
    """The result: graded notebook, a record for each test cell, notes for the instructor."""
    start = time.perf_counter()
    read, problems = submission.read(task.content)
    nb, missing, repairs = repair(read, task.rows)
    unread = task.content is None or not read.cells
    notes = [*task.notes, *problems, *([] if unread else repairs)]
    session = Session(
        zygote,
        {**task.files, **task.own_files},
        task.own_files,
        limits=task.limits,
        kinds=task.kinds,
    )
    if unread:
        records, slowest = _nothing(nb, task.rows), 0.0
    else:
        with session:
            records, slowest = _run(session, nb, task.rows, missing, notes)
    return {
        "student": task.student,
        "key": task.key,
        "nb": nb,
        "records": records,
        "notes": notes,
        "kinds": session.seen,
        "slowest": round(slowest, 3),
        "seconds": round(time.perf_counter() - start, 3),
    }


def _nothing(nb: NotebookNode, rows: list[Row]) -> dict[str, Any]:
    """Where there is no answer, no test may pass by itself."""
    tests = {row.grade_id for row in rows if row.is_test}
    text = "there is no answer: the notebook could not be read"
    for cell in nb.cells:
        if grade_id_of(cell) in tests:
            cell.outputs = [NotebookNode(failure("NoAnswer", text))]
    record = {"passed": False, "hidden": True, "error": "NoAnswer", "message": text, "lines": []}
    return dict.fromkeys(tests, record)


def _run(
    session: Session, nb: NotebookNode, rows: list[Row], missing: set[str], notes: list[str]
) -> tuple[dict[str, Any], float]:
    by_id = {row.grade_id: row for row in rows}
    records: dict[str, Any] = {}
    room, number, slowest = Allowance(), 0, 0.0
    for cell in nb.cells:
        row = by_id.get(grade_id_of(cell) or "")
        if cell.cell_type != "code" or (row and row.grade_id in missing and not row.ours):
            continue  # the stub of a deleted answer must not come over what stands elsewhere
        start = time.perf_counter()
        if row and row.is_test:
            outputs, records[row.grade_id] = session.test_cell(row.source)
            if clamp(outputs, row.points):
                notes.append(f"{row.grade_id} asked for more than its {row.points:g} points")
        elif row and row.ours:
            outputs = session.locked_cell(row.source)
        else:
            outputs = session.student_cell(cell.source)
        slowest = max(slowest, time.perf_counter() - start)
        number += 1
        cell.outputs, cell.execution_count = _placed(room.fit(outputs), number), number
        notes += _deaths(outputs)
    return records, slowest


def _placed(outputs: list[dict[str, Any]], number: int) -> list[NotebookNode]:
    for output in outputs:
        if output["output_type"] == "execute_result":
            output |= {"execution_count": number, "metadata": {}}
    return [NotebookNode(output) for output in json.loads(json.dumps(outputs))]


def _deaths(outputs: list[dict[str, Any]]) -> list[str]:
    """What the instructor should hear of: Python ended, or time ran out."""
    named = ("DeadKernel", "OutOfTime", "NotRun", "TestDidNotFinish")
    return [
        f"{o['evalue']}" for o in outputs if o["output_type"] == "error" and o["ename"] in named
    ]


def clamp(outputs: list[dict[str, Any]], points: float) -> bool:
    """Keep a partial score between 0 and the points; whether it was outside.

    Stock nbgrader drops a submission whose partial score is too high.
    """
    outside = False
    for output in outputs:
        if output["output_type"] == "execute_result":
            shown = output["data"]["text/plain"]
            try:
                score = float(shown)
            except ValueError:
                continue
            kept = 0.0 if math.isnan(score) else min(points, max(0.0, score))
            if kept != score:
                output["data"]["text/plain"], outside = repr(kept), True
    return outside


_warm: dict[tuple, Zygote] = {}
_lock = threading.Lock()


def execute_here(task: Task) -> dict[str, Any]:
    """On another machine or process: with a warm process of its own, made at the first task."""
    with _lock:
        kind = (task.modules, task.unsafe)
        if kind not in _warm or _warm[kind].process.poll() is not None:
            _warm[kind] = Zygote(task.modules, unsafe=task.unsafe)
    return execute(task, _warm[kind])  # a scheduler runs it again if this machine is lost
