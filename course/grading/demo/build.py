"""Build the demonstration class, from an empty folder to reports and exports."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from course.grading import export, grade, release, report, rubric
from course.grading.classroom import Classroom
from course.grading.demo import work
from course.grading.demo.cast import CAST, Person
from course.grading.files import WrongUse
from course.grading.pool import Pool
from course.topics import ROOT

MADE = ".made_by_demo"
DUE = datetime(2026, 10, 2, 16)  # UTC, as nbgrader keeps it
POLICY = """
c.AssignLatePenalties.plugin_class = "course.grading.late.LatePolicy"
c.LatePolicy.percent_per_day = 10
c.LatePolicy.grace_minutes = 15
c.LatePolicy.at_most_percent = 50
"""
Step = Callable[[str], None]
Watch = Callable[[int, int], None]


def empty_folder(folder: Path) -> None:
    """Make the folder, or empty it if an earlier demonstration made it. Else raise WrongUse."""
    if folder.exists() and not (folder / MADE).is_file() and any(folder.iterdir()):
        raise WrongUse(
            f"{folder} holds something that no demonstration made. Nothing was touched. "
            "Name a folder that is not there yet: --into FOLDER"
        )
    if (folder / MADE).is_file():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MADE).write_text("Made by: python -m course demo. May be deleted.\n")


def copy_assignment(folder: Path, assignment: str) -> None:
    """Source, rubric and settings of the course's own assignment; lateness has a price here."""
    own = ROOT / "assignments"
    shutil.copytree(own / "source" / assignment, folder / "source" / assignment)
    (folder / "rubrics").mkdir()
    shutil.copy(own / "rubrics" / f"{assignment}.md", folder / "rubrics")
    settings = (own / "nbgrader_config.py").read_text(encoding="utf-8")
    (folder / "nbgrader_config.py").write_text(settings + POLICY, encoding="utf-8")


def enrol(classroom: Classroom) -> None:
    """The due date, and the names of everyone."""
    with classroom.gradebook() as gradebook:
        gradebook.update_or_create_assignment(classroom.assignment, duedate=DUE)
        for number, person in enumerate(CAST, 1):
            gradebook.update_or_create_student(
                person.name,
                first_name=person.first,
                last_name=person.last,
                email=f"{person.name}@example.org",
                lms_user_id=f"demo{number:02d}",
            )
        gradebook.db.commit()


def hand_in(classroom: Classroom) -> None:
    """Everyone's work, each with the time at which it came."""
    name = classroom.assignment
    stuff = work.material(
        classroom.folder("source") / f"{name}.ipynb",
        classroom.folder("release") / f"{name}.ipynb",
        rubric.read(classroom.root, name),
    )
    for person in CAST:
        folder = classroom.folder("submitted", person.name)
        folder.mkdir(parents=True)
        (folder / work.file_name(person, name)).write_bytes(work.notebook(person, stuff))
        came = DUE + timedelta(hours=person.hours)
        (folder / "timestamp.txt").write_text(f"{came:%Y-%m-%d %H:%M:%S} UTC\n")


def marked_by_hand(number: int, person: Person) -> bool:
    """Every second essay has been read, so that Formgrader shows both states."""
    return bool(person.essay) and number % 2 == 0


def mark_essays(classroom: Classroom) -> int:
    """Marks and comments as the rubric has them for its samples; returns how many."""
    scheme, marked = rubric.read(classroom.root, classroom.assignment), 0
    with classroom.gradebook() as gradebook:
        for number, person in enumerate(CAST):
            if scheme is None or not marked_by_hand(number, person):
                continue
            sample = scheme.sample(person.essay)
            handed_in = gradebook.find_submission(classroom.assignment, person.name)
            for notebook in handed_in.notebooks:
                comments = {comment.name: comment for comment in notebook.comments}
                for mark in notebook.grades:
                    if mark.auto_score is None:
                        mark.manual_score, mark.needs_manual_grade = sample.points, False
                        comments[mark.name].manual_comment = sample.why
                        marked += 1
        gradebook.db.commit()
    return marked


def build(folder: Path, assignment: str, pool: Pool, step: Step, watch: Watch) -> grade.Report:
    """The whole class; `step` is told what begins, `watch` how many are graded."""
    classroom = Classroom(folder, assignment)
    step("Releasing the assignment")
    release.release(classroom)
    classroom.open()
    step("Twenty-four students work on it")
    enrol(classroom)
    hand_in(classroom)
    step("Grading")
    found = grade.grade(classroom, pool, watch=watch)
    step("Reading every second essay")
    mark_essays(classroom)
    grade.grade(classroom, pool)  # nothing is executed again: the feedback pages get the marks
    step("Report and exports")
    report.save(classroom, report.collect(classroom), folder / "report.html")
    for kind in export.FORMATS:
        export.save(classroom, kind, folder / f"grades-{kind}.csv", assignment)
    return found
