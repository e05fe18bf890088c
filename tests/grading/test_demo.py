"""The demonstration class: what each invented student did shows, and nothing else is touched."""

import csv
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import course.__main__ as command_line
from course.grading import cli as grading
from course.grading import rubric
from course.grading.classroom import Classroom
from course.grading.demo import build, cast, work
from course.topics import ROOT
from tests.grading.conftest import marks

NAME = "08_kinetics"


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(command_line.app, ["demo", *words])
    return done.exit_code, re.sub(r"\s+", " ", done.output)


def everything(folder: Path) -> dict[str, tuple[int, int]]:
    """Each file with its size and time, but for what Python compiles."""
    paths = [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in paths}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The class, and what the command said."""
    folder = tmp_path_factory.mktemp("around") / "demo"
    before = everything(ROOT / "assignments")
    code, said = run("kinetics", "--into", str(folder))
    assert code == 0, said
    assert everything(ROOT / "assignments") == before
    assert list(folder.parent.iterdir()) == [folder]
    return folder, said


@pytest.fixture(scope="module")
def classroom(made: tuple[Path, str]) -> Classroom:
    return Classroom(made[0], NAME).open()


@pytest.fixture(scope="module")
def scores(classroom: Classroom) -> dict[str, dict[str, float]]:
    """Marks of the test cells by person and question."""
    found: dict[str, dict[str, float]] = {}
    for person, cells in marks(classroom).items():
        of = found.setdefault(person, {})
        for cell, mark in cells.items():
            question = cell.partition("-")[0]
            of[question] = of.get(question, 0) + (mark or 0)
    return found


FULL = {
    "doubling_time": 3,
    "level": 4,
    "exposure": 3,
    "who_expands": 4,
    "fit_decline": 4,
    "draw_decline": 3,
    "first_samples": 0,
}


def of_kind(kind: str) -> list[cast.Person]:
    return [person for person in cast.CAST if person.kind == kind]


def test_there_are_twenty_four_with_different_names_and_nobody_is_meant():
    assert len({person.name for person in cast.CAST}) == len(cast.CAST) == 24
    assert all(person.last == "Example" for person in cast.CAST)
    assert all(number >= 1 for number in cast.counts().values())
    assert {person.kind for person in cast.CAST} == set(cast.KINDS)


def test_the_command_says_how_many_there_are_of_each_kind(made):
    for kind, number in cast.counts().items():
        assert f"{cast.KINDS[kind]} │ {number}" in made[1]


def test_right_work_gets_full_marks_however_it_is_written(scores):
    whole = of_kind("right") + of_kind("deleted cells")
    assert {person.name: scores[person.name] for person in whole} == {
        person.name: FULL for person in whole
    }


def test_mistakes_cost_their_own_questions_and_no_others(scores):
    for person in [*of_kind("mistakes"), *of_kind("late"), *of_kind("wrong file name")]:
        lost = [name for name in FULL if scores[person.name][name] < FULL[name]]
        assert len(lost) == person.mistakes, person.name


def test_half_of_the_work_earns_at_most_half_and_none_earns_nothing(scores):
    for person in of_kind("unfinished"):
        assert [scores[person.name][name] for name in list(FULL)[3:]] == [0, 0, 0, 0]
        assert sum(scores[person.name].values()) > 0
    for person in of_kind("blank") + of_kind("not a notebook"):
        assert not any(scores[person.name].values())


def test_a_rewritten_check_gives_no_points(scores):
    for person in of_kind("altered check"):
        lost = [name for name in FULL if scores[person.name][name] < FULL[name]]
        assert len(lost) == person.mistakes


@pytest.mark.parametrize("kind", ["not Python", "renamed"])
def test_an_answer_that_cannot_be_found_earns_nothing(scores, kind):
    for person in of_kind(kind):
        assert scores[person.name]["doubling_time"] == 0
        assert scores[person.name]["level"] + scores[person.name]["exposure"] > 0


def test_the_instructor_is_told_of_damaged_work(made):
    said = made[1]
    assert f"wafa_example: the file is called {NAME} (1).ipynb" in said
    assert "yuki_example: the file is a PDF" in said
    assert "xeni_example: " in said


def test_lateness_costs_beyond_the_grace(made):
    with (made[0] / "grades-csv.csv").open() as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    late = {name for name, row in rows.items() if float(row["late_penalty"])}
    assert late == {"rosa_example", "sami_example"}
    assert int(rows["quy_example"]["seconds_late"]) > 0
    assert len(rows) == 24


def test_formgrader_has_essays_that_wait_and_essays_that_are_marked(classroom):
    with classroom.gradebook() as gradebook:
        states = [
            (bool(notebook.needs_manual_grade), notebook.written_score)
            for submission in gradebook.find_assignment(NAME).submissions
            for notebook in submission.notebooks
        ]
    waiting = [score for waits, score in states if waits]
    assert len(waiting) >= 8 and not any(waiting)
    assert {score for waits, score in states if not waits} == {0, 1, 2, 4}


def test_a_comment_by_hand_is_in_the_feedback(made):
    page = (made[0] / "feedback" / "kim_example" / NAME / f"{NAME}.html").read_text()
    assert "names no result and no act" in page


def test_the_mark_scheme_stands_under_the_answer_and_students_do_not_see_it(made):
    folder = made[0]
    notebook = json.loads(
        (folder / "autograded" / "kim_example" / NAME / f"{NAME}.ipynb").read_text()
    )
    ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    scheme = notebook["cells"][ids.index("first_samples") + 1]["source"]
    assert "a first sample whose day follows from the kinetics" in scheme
    for words in ("strong: 4 of 4", "middling: 2 of 4", "weak: 1 of 4", "flow cytometry"):
        assert words in scheme
    for place in (
        f"feedback/kim_example/{NAME}",
        f"release/{NAME}",
        f"submitted/bao_example/{NAME}",
    ):
        for path in (folder / place).iterdir():
            assert "Mark scheme" not in path.read_text(), path


def test_a_new_mark_scheme_reaches_formgrader_without_running_anything_again(made):
    folder = made[0]
    path = folder / "rubrics" / f"{NAME}.md"
    path.write_text(path.read_text().replace("Several plans are right.", "Many plans are right."))
    classroom = Classroom(folder, NAME).open()
    task = classroom.tasks(
        "ada_example",
        json.loads((folder / ".grading" / NAME / "reference.json").read_text())["notebooks"],
    )[0]
    assert classroom.result(task) is not None
    assert not classroom.recorded(task)


def test_a_folder_that_it_did_not_make_is_left_alone(tmp_path):
    (tmp_path / "gradebook.db").write_text("mine")
    code, said = run("kinetics", "--into", str(tmp_path))
    assert code == 2 and "Nothing was touched" in said
    assert [p.name for p in tmp_path.iterdir()] == ["gradebook.db"]


@pytest.mark.parametrize("command", ["demo", "variant"])
def test_a_lecture_without_an_assignment_is_said_to_have_none(tmp_path, monkeypatch, command):
    monkeypatch.setattr(grading, "CLASS", tmp_path / "none")
    option = {"demo": "--into", "variant": "--class"}[command]
    words = [command, "kinetics", option, str(tmp_path / "new")]
    done = CliRunner().invoke(command_line.app, words)
    assert done.exit_code == 2 and "08_kinetics has no assignment yet" in done.output
    assert not (tmp_path / "new").exists()


def test_an_earlier_demonstration_is_replaced(tmp_path):
    build.empty_folder(tmp_path / "demo")
    (tmp_path / "demo" / "old").write_text("old")
    build.empty_folder(tmp_path / "demo")
    assert [p.name for p in (tmp_path / "demo").iterdir()] == [build.MADE]


@pytest.mark.parametrize("path", sorted((ROOT / "assignments" / "rubrics").glob("*.md")), ids=str)
def test_every_rubric_has_three_samples_with_reasons(path):
    found = rubric.read(ROOT / "assignments", path.stem)
    assert [sample.name for sample in found.samples] == ["strong", "middling", "weak"]
    points = [sample.points for sample in found.samples]
    assert points == sorted(points, reverse=True) and points[0] == found.samples[0].of
    assert all(len(s.text.split()) > 40 and s.why for s in found.samples)


@pytest.mark.parametrize("path", sorted((ROOT / "assignments" / "source").iterdir()), ids=str)
def test_every_assignment_has_what_the_demonstration_needs(path):
    source = path / f"{path.name}.ipynb"
    stuff = work.material(source, source, rubric.read(ROOT / "assignments", path.name))
    assert list(stuff.reference) == list(stuff.right) == list(stuff.wrong)
    for person in cast.CAST:
        assert work.notebook(person, stuff)


@pytest.fixture
def lab(made: tuple[Path, str]) -> Iterator[str]:
    """The address that `lab --class` prints."""
    command = [sys.executable, "-m", "course", "lab", "--no-browser", "--class", str(made[0])]
    log = made[0].parent / "lab.log"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env=os.environ)
    try:
        for _ in range(240):
            found = re.search(r"http://\S+formgrader\?token=\S+", log.read_text())
            if found or server.poll() is not None:
                break
            time.sleep(0.25)
        assert found, log.read_text()
        yield found[0]
    finally:
        server.terminate()
        server.wait(20)
        log.unlink()


def test_formgrader_opens_on_the_class(lab):
    address, _, token = lab.partition("/formgrader?token=")
    asked = urllib.request.Request(f"{address}/formgrader/api/assignments")
    asked.add_header("Authorization", f"token {token}")
    with urllib.request.urlopen(asked, timeout=60) as answer:
        (found,) = json.load(answer)
    assert (found["name"], found["num_submissions"]) == (NAME, 24)


def test_lab_says_what_is_not_a_class(tmp_path):
    done = CliRunner().invoke(command_line.app, ["lab", "--class", str(tmp_path)])
    assert done.exit_code == 1
    assert "python -m course demo" in str(done.exception)
