"""A new term: the old one stays whole and usable, the new one begins empty with its dates."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.grading import term
from course.grading.classroom import Classroom
from course.grading.files import WrongUse
from course.grading.release import release
from tests.grading import small

run = CliRunner().invoke
DUE = datetime(2027, 1, 19, 14)


@pytest.fixture
def ended(tmp_path):
    """A class at the end of its term: released, and handed in by one student."""
    root = small.make_class(tmp_path / "class")
    release(Classroom(root, "doses"))
    with Classroom(root, "doses").gradebook() as gradebook:
        gradebook.add_student("ada")
    handed_in = root / "submitted" / "ada" / "doses"
    handed_in.mkdir(parents=True, exist_ok=True)
    (handed_in / "doses.ipynb").write_text("her work")
    return root


def people(root):
    with Classroom(root, "doses").gradebook() as gradebook:
        return [student.id for student in gradebook.students]


def everything(root):
    return {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def due_table(tmp_path, *rows):
    path = tmp_path / "due.csv"
    path.write_text("\n".join(["assignment,due", *rows]))
    return path


def test_the_old_term_is_a_class_of_its_own_and_the_new_gradebook_is_empty(ended):
    said = run(term.app, ["autumn-2026", "--class", str(ended)])
    assert said.exit_code == 0, said.output
    old = ended / "archive" / "autumn-2026"
    assert people(old) == ["ada"] and people(ended) == []
    assert (old / "submitted" / "ada" / "doses" / "doses.ipynb").read_text() == "her work"
    assert Classroom(old, "doses").open().notebooks
    assert not (ended / "submitted").exists() and (ended / "source" / "doses").is_dir()


def test_due_dates_stand_in_the_gradebook_and_outlast_a_release(ended, tmp_path):
    run(term.app, ["autumn-2026", "--class", str(ended)])
    table = due_table(tmp_path, "doses,2027-01-19 14:00")
    said = run(term.app, ["--due", str(table), "--class", str(ended)])
    assert said.exit_code == 0, said.output
    release(Classroom(ended, "doses"))
    with Classroom(ended, "doses").gradebook() as gradebook:
        found = gradebook.find_assignment("doses").duedate
    assert found.replace(tzinfo=UTC) == DUE.astimezone(UTC)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["../outside"], "no name for a folder"),
        (["taken"], "is there already"),
        (["new", "--due", "none.csv"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_moves(ended, words, message):
    (ended / "archive" / "taken").mkdir(parents=True)
    before = everything(ended)
    said = run(term.app, [*words, "--class", str(ended)])
    assert said.exit_code == 2 and message in " ".join(said.output.split())
    assert everything(ended) == before


@pytest.mark.parametrize(
    ("row", "message"),
    [("doses,soon", "line 2: “soon” is not a date"), ("pills,2027-01-19", "no assignment “pills”")],
)
def test_a_wrong_due_date_is_named_by_its_line(ended, tmp_path, row, message):
    said = run(term.app, ["--due", str(due_table(tmp_path, row)), "--class", str(ended)])
    assert said.exit_code == 2 and message in " ".join(said.output.split())


def test_a_class_without_work_has_nothing_to_put_away(tmp_path):
    root = small.make_class(tmp_path)
    with pytest.raises(WrongUse, match="nothing to put away"):
        term.archive(root, "empty")


def test_a_class_that_is_being_graded_is_left_alone(ended):
    with Classroom(ended, "doses").alone(), pytest.raises(WrongUse, match="doses is being graded"):
        term.archive(ended, "early")


def test_a_failure_half_way_puts_everything_back(ended, monkeypatch):
    before, rename = everything(ended), Path.rename

    def fail_late(path, target):
        if path.name.startswith("gradebook") and "archive" not in path.parts:
            raise OSError("the disk is full")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail_late)
    with pytest.raises(OSError, match="disk is full"):
        term.archive(ended, "unlucky")
    assert everything(ended) == before


def test_without_a_name_or_dates_the_command_says_what_to_give():
    said = run(term.app, [])
    assert said.exit_code == 2 and "a name for the term" in said.output
