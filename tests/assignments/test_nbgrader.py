"""A class with stock nbgrader: six students hand in, and get exactly what they deserve."""

import csv

import bs4
import pytest

from tests.assignments import harness
from tests.assignments.classroom import hand_in, nbgrader, new_class
from tests.assignments.harness import Assignment
from tests.assignments.kinetics import QUESTIONS

NAME = "08_kinetics"
PATH = harness.SOURCE / NAME / f"{NAME}.ipynb"
ASSIGNMENT = Assignment.read(PATH)
FULL = sum(ASSIGNMENT.full_marks().values())
REFERENCE = {question: ASSIGNMENT.solution(question) for question in ASSIGNMENT.questions}


def mistake(question, name):
    (found,) = [wrong for wrong in QUESTIONS[question].wrong if wrong.name == name]
    return REFERENCE | {question: found.code}


STUDENTS = {
    "perfect": REFERENCE,
    "another_way": {question: about.right[1] for question, about in QUESTIONS.items()},
    "blank": {},
    "dose_per_kg": mistake("doubling_time", "dose per kg taken for the dose"),
    "linear_fit": mistake("fit_decline", "fit on the linear scale"),
    "raises": REFERENCE | {"exposure": "def exposure(day, cells, until=28):\n    return 1 / 0"},
}
LOST = {"blank": FULL, "dose_per_kg": 3, "linear_fit": 4, "raises": 3}


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory):
    """A copy of `assignments`, after release, submission, autograding and feedback."""
    folder = new_class(tmp_path_factory.mktemp("class") / "assignments", NAME)
    for student, answers in STUDENTS.items():
        hand_in(folder, NAME, student, answers)
    nbgrader(folder, "autograde", NAME)
    nbgrader(folder, "generate_feedback", NAME)
    nbgrader(folder, "export", "--to=grades.csv")
    return folder


def test_each_student_gets_what_the_work_deserves(class_folder):
    with (class_folder / "grades.csv").open(encoding="utf-8") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {student: FULL - LOST.get(student, 0) for student in STUDENTS}


def test_feedback_names_the_mistake(class_folder):
    said = {student: feedback(class_folder, student) for student in STUDENTS}
    assert "days. The dose per kilogram was taken for the dose" in said["dose_per_kg"]
    assert "days. You fitted the counts themselves" in said["linear_fit"]
    assert "ZeroDivisionError: division by zero" in said["raises"]
    assert "Error" not in said["perfect"].replace("NotImplementedError", "")


def feedback(folder, student):
    """The words of a student's feedback page."""
    page = folder / "feedback" / student / NAME / f"{NAME}.html"
    return bs4.BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text()


def test_the_release_holds_no_answer_and_no_hidden_test(class_folder):
    released = (class_folder / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    assert "BEGIN SOLUTION" not in released
    assert "HIDDEN TESTS" not in released
    assert "polyfit" not in released
    assert "2.282149" not in released
    assert released.count("raise NotImplementedError()") > len(QUESTIONS) - 1


def test_only_the_written_answers_wait_for_a_person(class_folder):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{class_folder / 'gradebook.db'}") as gradebook:
        waiting = {
            student: gradebook.find_submission(NAME, student).needs_manual_grade
            for student in STUDENTS
        }
    assert waiting == {student: student != "blank" for student in STUDENTS}
