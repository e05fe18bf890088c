"""One warm process and one graded class for all tests of a file."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from course.grading import grade, sandbox
from course.grading.classroom import Classroom
from course.grading.pool import Pool
from course.grading.release import release
from course.grading.rows import modules_of
from course.grading.session import Limits
from tests.grading import gallery, small

QUICK = Limits(cell=4, call=3, test=10, total=60)


def pytest_runtest_setup(item: pytest.Item) -> None:
    problem = sandbox.obstacle()
    if problem:
        pytest.fail(f"These tests need the sandbox. {problem}", pytrace=False)


@dataclass
class Graded:
    """A class after grading."""

    classroom: Classroom
    report: grade.Report
    deserved: dict[str, float]
    scratch: str  # stands in the command line of all its processes

    def marks(self) -> dict[str, dict[str, float | None]]:
        return marks(self.classroom)

    def score(self, student: str) -> float:
        return sum(mark or 0.0 for mark in self.marks()[student].values())

    def feedback(self, student: str) -> str:
        return (self.classroom.folder("feedback", student) / "doses.html").read_text()

    def notebook(self, student: str) -> str:
        return (self.classroom.folder("autograded", student) / "doses.ipynb").read_text()


def marks(classroom: Classroom) -> dict[str, dict[str, float | None]]:
    """Automatic marks of everyone, by cell."""
    with classroom.gradebook() as gradebook:
        found = gradebook.find_assignment(classroom.assignment).submissions
        return {
            s.student_id: {g.name: g.auto_score for nb in s.notebooks for g in nb.grades}
            for s in found
        }


def released(root: Path, limits: Limits | None = QUICK) -> Classroom:
    """A fresh class with the small assignment released."""
    classroom = Classroom(small.make_class(root), small.ASSIGNMENT, limits)
    release(classroom)
    return classroom.open()


def pool_for(classroom: Classroom, workers: int = 2) -> Pool:
    rows = [row for rows in classroom.notebooks.values() for row in rows]
    return Pool(modules_of(rows), workers=workers)


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graded]:
    """The whole gallery, graded once."""
    classroom = released(tmp_path_factory.mktemp("class"))
    deserved: dict[str, float] = {}
    for name, (nb, mark) in {**gallery.HOSTILE, **gallery.DAMAGED}.items():
        small.hand_in(classroom.root, name, nb)
        deserved[name] = mark
    deserved |= gallery.odd_files(classroom.root, small.ASSIGNMENT)
    os.environ["SECRET_TOKEN"] = "open sesame"
    with pool_for(classroom) as pool:
        report = grade.grade(classroom, pool)
        scratch = pool.zygote.scratch
    yield Graded(classroom, report, deserved, scratch)


@pytest.fixture(scope="session")
def pool() -> Iterator[Any]:
    with Pool(("course.models.kinetics",)) as warm:
        yield warm
