"""Killed at any moment, started again, it goes on where it was; what a person gave stays."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from course.grading import grade
from course.grading.classroom import Classroom
from course.grading.release import release
from course.topics import ROOT
from tests.grading import small
from tests.grading.conftest import marks, pool_for, released
from tests.grading.test_gallery import command_lines

STUDENTS = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"]


def started(classroom: Classroom) -> subprocess.Popen:
    command = [sys.executable, "-m", "course", "grade", "doses", "--class", str(classroom.root)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(classroom.root)}
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen([*command, "--workers", "2"], cwd=ROOT, env=environment, **quiet)


def results(classroom: Classroom, ending: str) -> list[Path]:
    return sorted(classroom.state.glob(f"*/doses.{ending}"))


def kill_after(process: subprocess.Popen, classroom: Classroom, ending: str, number: int) -> None:
    """SIGKILL as soon as there are so many files of that kind."""
    deadline = time.monotonic() + 90
    while len(results(classroom, ending)) < number and process.poll() is None:
        assert time.monotonic() < deadline, "nothing was graded within 90 s"
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)


def gone(root: Path) -> bool:
    """Whether all processes of a class have ended (they notice within moments)."""
    for _ in range(100):
        if not [line for line in command_lines() if f"{root}/course-grading-" in line]:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def classroom(tmp_path: Path) -> Classroom:
    made = released(tmp_path / "class", limits=None)
    for k, student in enumerate(STUDENTS):
        answers = {} if k % 2 else {"total_dose": "def total_dose(a, b): return a"}
        small.hand_in(made.root, student, small.solved(**answers))
    return made


def test_killed_three_times_it_loses_and_repeats_nothing(classroom: Classroom) -> None:
    for ending, number in (("json", 1), ("done", 2), ("json", 5)):
        kill_after(started(classroom), classroom, ending, number)
        assert gone(classroom.root), "a process outlived the grader"
    kept = {path: path.stat().st_mtime_ns for path in results(classroom, "json")}
    last = started(classroom)
    said = last.communicate(timeout=120)[0].decode()
    assert last.returncode == 0, said
    assert {path: path.stat().st_mtime_ns for path in kept} == kept  # not executed again
    got = {
        student: sum(v or 0 for v in cells.values()) for student, cells in marks(classroom).items()
    }
    assert got == {s: float(12 if k % 2 else 9) for k, s in enumerate(STUDENTS)}
    assert all((classroom.folder("feedback", s) / "doses.html").exists() for s in STUDENTS)


def test_interrupted_it_ends_at_once_and_says_how_to_go_on(classroom: Classroom) -> None:
    endless = {"heaviest": "while True: pass"}
    for student in STUDENTS:
        small.hand_in(classroom.root, student, small.solved(**endless))
    process = started(classroom)
    deadline = time.monotonic() + 60
    while not list(classroom.state.glob("reference.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=8)[0].decode()
    assert process.returncode == 130 and "goes on where it was" in said, said
    assert gone(classroom.root)


def test_a_mark_given_by_hand_is_never_overwritten(classroom: Classroom) -> None:
    with pool_for(classroom) as pool:
        grade.grade(classroom, pool, students="Ada")
        by_hand(classroom, "Ada", total_dose_hidden=1.5, why=2.0)
        small.hand_in(classroom.root, "Ada", small.solved())
        assert grade.grade(classroom, pool, students="Ada").graded == 1
        assert grade.grade(classroom, pool, students="Ada", again=True).graded == 1
    with classroom.gradebook() as gradebook:
        find = lambda cell: gradebook.find_grade(cell, "doses", "doses", "Ada")  # noqa: E731
        assert (find("total_dose_hidden").auto_score, find("total_dose_hidden").score) == (2, 1.5)
        assert find("why").score == 2
        assert find("total_dose_hidden").needs_manual_grade  # nbgrader asks to look again


def by_hand(classroom: Classroom, student: str, **given: float) -> None:
    with classroom.gradebook() as gradebook:
        for cell, score in given.items():
            mark = gradebook.find_grade(cell, "doses", "doses", student)
            mark.manual_score, mark.needs_manual_grade = score, False
        gradebook.db.commit()


def test_a_comment_by_hand_reaches_the_feedback(classroom: Classroom) -> None:
    with pool_for(classroom) as pool:
        grade.grade(classroom, pool, students="Ben")
        by_hand(classroom, "Ben", why=1.5)
        with classroom.gradebook() as gradebook:
            comment = gradebook.find_comment("why", "doses", "doses", "Ben")
            comment.manual_comment = "Well argued <3"
            gradebook.db.commit()
        assert grade.grade(classroom, pool, students="Ben").unchanged == 1
    page = (classroom.folder("feedback", "Ben") / "doses.html").read_text()
    assert "Well argued &lt;3" in page
    assert "13.5 of 14" in page


def test_a_new_gradebook_is_filled(classroom: Classroom) -> None:
    with pool_for(classroom) as pool:
        grade.grade(classroom, pool, students="[AB]*")
    (classroom.root / "gradebook.db").unlink()
    release(classroom)
    with pool_for(classroom.open()) as pool:
        assert grade.grade(classroom, pool, students="[AB]*").graded == 2
    assert set(marks(classroom)) == {"Ada", "Ben"}
