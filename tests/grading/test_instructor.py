"""What an instructor does: release, grade late work, regrade, report, export."""

import csv
import io
from datetime import datetime
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from course.grading import cli, export, grade, lint, report
from course.grading.classroom import Classroom
from course.grading.late import LatePolicy
from course.grading.pool import Pool
from course.grading.regrade import regrade
from course.grading.release import check, release
from course.grading.rows import Row
from tests.grading import small
from tests.grading.conftest import marks, released

run = CliRunner().invoke
STUBS = {name: f"def {name}(*given):\n    raise NotImplementedError()" for name in small.SOLUTIONS}


def with_source(root: Path, **cells: str) -> Classroom:
    """A class whose source has these texts in some cells."""
    small.make_class(root)
    path = root / "source" / "doses" / "doses.ipynb"
    nb = nbformat.read(path, 4)
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        cell.source = cells.get(name, cell.source)
    nbformat.write(nb, path)
    return Classroom(root, "doses")


# ---- release


def test_a_sound_assignment_gets_full_marks_and_its_stub_none(tmp_path: Path, pool: Pool) -> None:
    found = check(Classroom(small.make_class(tmp_path), "doses"), pool)
    assert (found.problems, found.points, found.by_hand) == ([], 12, 2)


def test_what_is_handed_out_holds_no_solution_and_no_hidden_test(tmp_path: Path) -> None:
    text = (release(with_source(tmp_path)) / "doses.ipynb").read_text()
    assert "HIDDEN" not in text and "142000000" not in text and "assign(total" not in text


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"total_dose": "def total_dose(a, b): return a"},
            "gets 0 of 1 points in total_dose_visible",
        ),
        ({"heaviest_visible": "assert True"}, "gives 1 points to the untouched stub"),
        (
            {"rounded_hidden": "rounded(lambda v: v)\n1.0"},
            "cannot be given to a student's function",
        ),
        ({"rounded": "class Doses: pass\nrounded = Doses"}, "is a class"),
        ({"heaviest_visible": "%timeit 1"}, "plain Python only"),
    ],
)
def test_an_unfair_assignment_is_refused(
    cells: dict[str, str], message: str, tmp_path: Path, pool: Pool
) -> None:
    assert message in "\n".join(check(with_source(tmp_path, **cells), pool).problems)


def row(grade_id: str, source: str, kind: str) -> Row:
    flags = {"grade": kind == "test", "solution": kind == "solution", "locked": kind != "solution"}
    points = 1.0 if kind == "test" else 0.0
    return Row(
        grade_id=grade_id,
        source=source,
        cell_type="code",
        task=False,
        points=points,
        checksum=None,
        **flags,
    )


@pytest.mark.parametrize(
    ("answer", "test", "message"),
    [
        ("patients = patients.dropna()", "f", "belongs to a locked cell"),
        ("patients['x'] = 1", "f", "changes patients of a locked cell"),
        ("sum = 3", "f", "a name of Python's own"),
        ("made = 3", "made = f(1)", "also bound in the test cell"),
        ("def f(): return expected", "expected = 3", "which only the test t makes"),
        ("class Model: pass", "Model()", "ask for values or functions"),
        ("def f(): pass", "import inspect; inspect.getsource(f)", "does not see the source"),
        ("def f(): pass", "f(", "does not parse"),
    ],
)
def test_the_lint_says(answer: str, test: str, message: str) -> None:
    rows = [
        row("s", "import pandas as pd\npatients = pd.DataFrame()", "locked"),
        row("a", answer, "solution"),
        row("t", test, "test"),
    ]
    assert message in "\n".join(lint.problems(rows, {"a": answer}))


def test_the_lint_is_silent_about_a_fair_assignment() -> None:
    rows = [
        row("a", "def f(x):\n    total = x\n    return total", "solution"),
        row("t", "assert f(1)", "test"),
    ]
    assert lint.problems(rows, {}) == []


# ---- a class of three


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory, pool: Pool) -> Classroom:
    made = released(tmp_path_factory.mktemp("three"))
    small.hand_in(made.root, "Ada", small.solved())
    wrong = {"total_dose": "def total_dose(a, b): return a", "heaviest": "heaviest = 62"}
    small.hand_in(made.root, "Ben", small.solved(**wrong))
    small.hand_in(
        made.root,
        "Cleo",
        small.solved(**STUBS),
    )
    (made.root / "submitted" / "Ben" / "doses" / "timestamp.txt").write_text(
        "2026-03-02 13:00:00 UTC"
    )
    (made.root / "submitted" / "Ben" / "doses" / "submission_secret.txt").write_text("s3cr3t")
    with made.gradebook() as gradebook:
        gradebook.update_or_create_assignment("doses", duedate=datetime(2026, 3, 1, 12))
        gradebook.update_or_create_student(
            "Ada", first_name="Ada", last_name="Byron", email="ada@example.org", lms_user_id="77"
        )
        gradebook.db.commit()
    made.config.AssignLatePenalties.plugin_class = LatePolicy
    made.config.LatePolicy.percent_per_day = 10
    assert not grade.grade(made, pool).failed
    return made


def test_handing_in_two_days_late_costs_a_fifth(classroom: Classroom) -> None:
    table = export.scores(classroom).set_index("student")
    assert table.loc["Ben", "late_penalty"] == pytest.approx(0.2 * 8)
    assert table.loc["Ben", "score"] == pytest.approx(0.8 * 8)
    assert table.loc["Ada", "late_penalty"] == 0


@pytest.mark.parametrize(
    ("seconds", "penalty"), [(0, None), (600, None), (901, 1.0), (86400 + 901, 2.0), (1e9, 5.0)]
)
def test_the_late_policy_has_grace_and_a_limit(seconds: float, penalty: float | None) -> None:
    policy = LatePolicy(percent_per_day=10, grace_minutes=15, at_most_percent=50)
    assert policy.late_submission_penalty("Ada", 10.0, seconds) == penalty


def test_the_report_finds_the_hard_question_and_the_misconception(classroom: Classroom) -> None:
    found = report.collect(classroom)
    assert found.questions.loc["dose_table_hidden", "share"] == pytest.approx(2 / 3)
    assert found.questions["share"].idxmin() == "total_dose_visible"
    assert "dose per kilogram" in found.mistakes["what was found"].str.cat()
    assert "3 students got" in report.describe(found)


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    table = pd.DataFrame({"a": [1, 1, 0, 0], "b": [1, 1, 0, 0], "c": [0, 1, 0, 1.0]})
    found = report.questions(table, pd.Series({"a": 1, "b": 1, "c": 1}))["discrimination"]
    assert found["a"] == pytest.approx(np.corrcoef([1, 1, 0, 0], [1, 2, 0, 1])[0, 1])
    assert found["c"] == pytest.approx(0)


def test_the_reports_page_has_four_plots_with_names(classroom: Classroom, tmp_path: Path) -> None:
    page = report.save(classroom, report.collect(classroom), tmp_path / "r.html").read_text()
    assert page.count('role="img" aria-label=') == 4
    assert "<script" not in page and "Ada" not in page


def test_canvas_gets_its_columns_and_its_row_of_points(
    classroom: Classroom, tmp_path: Path
) -> None:
    export.save(classroom, "canvas", tmp_path / "c.csv", "Doses (4711)")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "c.csv").read_text())))
    assert list(rows[0]) == [
        "Student",
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "Section",
        "Doses (4711)",
    ]
    assert (rows[0]["Student"], rows[0]["Doses (4711)"]) == ("    Points Possible", "14")
    assert (rows[1]["Student"], rows[1]["ID"], rows[1]["SIS Login ID"]) == (
        "Byron, Ada",
        "77",
        "Ada",
    )
    assert rows[1]["Doses (4711)"] == "12"


def test_moodle_gets_a_column_that_names_the_user(classroom: Classroom, tmp_path: Path) -> None:
    export.save(classroom, "moodle", tmp_path / "m.csv", "Doses")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "m.csv").read_text())))
    assert rows[0]["ID number"] == "Ada" and rows[0]["Email address"] == "ada@example.org"
    assert [r["Assignment: Doses"] for r in rows] == ["12", "6.4", "0"]


def test_a_name_that_is_a_formula_stays_a_text(classroom: Classroom, tmp_path: Path) -> None:
    assert export._not_a_formula("=HYPERLINK()") == "'=HYPERLINK()"


def test_feedback_says_what_was_asked_what_came_and_what_it_means(classroom: Classroom) -> None:
    page = (classroom.folder("feedback", "Ben") / "doses.html").read_text()
    assert "total_dose(1e+06, 62)" in page
    assert "That is the dose per kilogram, not for the patient" in page
    assert "total_dose with other values" in page and "142000000" not in page
    assert "1.6 taken off for handing in late" in page


def test_feedback_has_beside_it_what_the_exchange_needs_to_hand_it_back(
    classroom: Classroom,
) -> None:
    folder = classroom.folder("feedback", "Ben")
    assert (folder / "submission_secret.txt").read_text() == "s3cr3t"
    assert (folder / "timestamp.txt").read_text() == "2026-03-02 13:00:00 UTC"
    assert [p.name for p in classroom.folder("feedback", "Ada").iterdir()] == ["doses.html"]


def test_feedback_tells_a_blank_answer_that_the_stub_is_there(classroom: Classroom) -> None:
    page = (classroom.folder("feedback", "Cleo") / "doses.html").read_text()
    assert "The stub is still there" in page


# ---- regrade (changes the class: last)


def test_regrading_one_question_changes_that_one_only(classroom: Classroom, pool: Pool) -> None:
    before = marks(classroom)
    path = classroom.folder("source") / "doses.ipynb"
    nb = nbformat.read(path, 4)
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name == "heaviest_visible":
            cell.source = "assert heaviest in (90, 62)"
        if name == "rounded_hidden":
            cell.source = "assert False"
    nbformat.write(nb, path)
    release(classroom)
    table, _ = regrade(classroom.open(), pool, "heaviest_visible")
    changed = table[table["before"] != table["after"]]
    assert changed[["student", "before", "after"]].values.tolist() == [["Ben", 0, 1]]
    before["Ben"]["heaviest_visible"] = 1
    assert marks(classroom) == before


# ---- the command line


def test_the_commands_work_one_after_the_other(tmp_path: Path) -> None:
    root = small.make_class(tmp_path)
    assert run(cli.app, ["grade", "doses", "--class", str(root)]).exit_code == 2  # not released
    assert "12 of 12 points" in run(cli.app, ["release", "doses", "--class", str(root)]).output
    assert run(cli.app, ["grade", "doses", "--class", str(root)]).exit_code == 1  # nobody
    small.hand_in(root, "Ada", small.solved())
    done = run(cli.app, ["grade", "doses", "--class", str(root), "--workers", "1"])
    assert done.exit_code == 0 and "1 graded" in done.output, done.output
    assert run(cli.app, ["report", "doses", "--class", str(root)]).exit_code == 0
    to = tmp_path / "grades.csv"
    assert run(cli.app, ["export", "doses", "--class", str(root), "--to", str(to)]).exit_code == 0
    assert "Ada" in to.read_text()
    wrong = run(cli.app, ["regrade", "doses", "nothing", "--class", str(root)])
    assert wrong.exit_code == 2 and "total_dose_hidden" in wrong.output


def test_a_faulty_assignment_is_not_released(tmp_path: Path) -> None:
    root = with_source(tmp_path, heaviest="heaviest = 1").root
    done = run(cli.app, ["release", "doses", "--class", str(root)])
    assert done.exit_code == 1 and "Nothing was released" in done.output
    assert not (root / "release").exists()
