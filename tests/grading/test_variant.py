"""A class's own version is fair to whoever solves it, and does not fit what is found elsewhere."""

import doctest
import io
import json
from itertools import product

import nbformat
import pytest
from typer.testing import CliRunner

from course.grading import cli, variant
from course.grading.files import WrongUse
from course.topics import ROOT
from tests.assignments.harness import SOURCE, Assignment, function, mark, released

NAMES = sorted(path.stem for path in (ROOT / "assignments" / "variants").glob("*.toml"))


def notebook(name: str) -> dict:
    return json.loads((SOURCE / name / f"{name}.ipynb").read_text(encoding="utf-8"))


def assignment_with(name: str, values: list) -> Assignment:
    made = variant.varied(notebook(name), variant.changes(name), values)
    return Assignment(name, nbformat.reads(json.dumps(made), as_version=4).cells)


def each_value(name: str) -> list[list]:
    """Values such that each one of each change occurs at least once."""
    listed = [change["values"] for change in variant.changes(name)]
    longest = max(map(len, listed))
    return [[values[k % len(values)] for values in listed] for k in range(longest)]


CASES = [pytest.param(n, v, id=f"{n}-{k}") for n in NAMES for k, v in enumerate(each_value(n))]


@pytest.mark.parametrize(("name", "values"), CASES)
def test_its_own_reference_gets_full_marks_and_the_public_one_loses_some(name, values):
    own = assignment_with(name, values)
    marked = mark(own, {})
    assert marked.said == dict.fromkeys(marked.marks, "")
    assert marked.marks == own.full_marks()
    public = Assignment.read(SOURCE / name / f"{name}.ipynb")
    found = mark(own, {question: public.solution(question) for question in public.questions})
    lost = [q for q in own.questions if found.marks[q] < own.points(q)]
    assert len(lost) == len(variant.changes(name))
    assert sum(found.marks.values()) <= 0.7 * sum(own.full_marks().values())


@pytest.mark.parametrize(("name", "values"), CASES)
def test_the_examples_in_its_stubs_hold(name, values):
    own, runner = assignment_with(name, values), doctest.DocTestRunner(optionflags=0)
    for question in own.questions:
        solved = function(own, own.solution(question), question)
        said = io.StringIO()
        for example in doctest.DocTestFinder().find(solved, question, globs=solved.__globals__):
            runner.run(example, out=said.write)
        assert said.getvalue() == "", question


@pytest.mark.parametrize(("name", "values"), CASES)
def test_students_are_told_of_each_change_in_the_task_or_the_stub(name, values):
    shown = variant._by_name({"cells": released(assignment_with(name, values)).cells})
    for change, value in zip(variant.changes(name), values, strict=True):
        cells = {edit["cell"] for edit in change["edits"]}
        told = " ".join(
            shown[cell].source for cell in cells if not cell.endswith(("-check", "-hidden"))
        )
        words = value.values() if isinstance(value, dict) else [value]
        assert any(str(word) in told for word in words), change["about"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_else_changes_and_no_placeholder_is_left(name):
    listed = variant.changes(name)
    before, after = notebook(name), variant.varied(notebook(name), listed, each_value(name)[0])
    assert "<<" not in json.dumps(after)
    edited = {edit["cell"] for change in listed for edit in change["edits"]}
    named = variant._by_name(after)
    touched = [id(named[cell]) for cell in edited]
    for old, new in zip(before["cells"], after["cells"], strict=True):
        assert old["metadata"] == new["metadata"]
        assert (old == new) == (id(new) not in touched)


def test_the_seed_decides_and_seeds_differ():
    listed = variant.changes("08_kinetics")
    assert variant.draw("08_kinetics", "a", listed) == variant.draw("08_kinetics", " a\n", listed)
    drawn = {str(variant.draw("08_kinetics", str(k), listed)) for k in range(300)}
    assert len(drawn) == len(list(product(*(change["values"] for change in listed)))) == 28


def test_an_edit_that_no_longer_fits_is_named():
    listed = [{"about": "x", "values": [1], "edits": [{"cell": "level", "old": "é", "new": "e"}]}]
    with pytest.raises(WrongUse, match="“é” stands 0 times in level"):
        variant.varied(notebook("08_kinetics"), listed, [1])


# ---- the command


def run(*words: str):
    return CliRunner().invoke(cli.app, list(words))


def test_a_class_gets_its_own_version_and_can_release_it(tmp_path):
    root = tmp_path / "autumn"
    before = (SOURCE / "08_kinetics" / "08_kinetics.ipynb").read_bytes()
    done = run("variant", "kinetics", "--class", str(root))
    assert done.exit_code == 0, done.output
    assert "the unit in which the dose is given" in done.output
    assert (root / "seed.txt").stat().st_mode & 0o077 == 0
    again = run("variant", "kinetics", "--class", str(root))
    assert again.output == done.output
    said = run("release", "08_kinetics", "--class", str(root))
    assert "21 of 21 points" in said.output, said.output
    text = (root / "release" / "08_kinetics" / "08_kinetics.ipynb").read_text()
    assert "it counts on expansion only where" in text and "BEGIN SOLUTION" not in text
    assert (SOURCE / "08_kinetics" / "08_kinetics.ipynb").read_bytes() == before


def test_a_secret_can_come_from_a_file_of_its_own(tmp_path):
    (tmp_path / "secret").write_text("open sesame\n")
    made = [
        run("variant", "8", "--class", str(tmp_path / k), "--seed-file", str(tmp_path / "secret"))
        for k in "ab"
    ]
    assert [done.exit_code for done in made] == [0, 0]
    places = [tmp_path / k / "source" / "08_kinetics" / "08_kinetics.ipynb" for k in "ab"]
    assert places[0].read_bytes() == places[1].read_bytes()
    assert not (tmp_path / "a" / "seed.txt").exists()


def test_what_an_instructor_changed_is_not_overwritten(tmp_path):
    assert run("variant", "8", "--class", str(tmp_path)).exit_code == 0
    path = tmp_path / "source" / "08_kinetics" / "08_kinetics.ipynb"
    path.write_text(path.read_text().replace("Amara's first month", "Amara's month"))
    done = run("variant", "8", "--class", str(tmp_path))
    assert done.exit_code == 2 and "Nothing was touched" in done.output
    assert "Amara's month" in path.read_text()


def test_the_public_source_is_refused_as_a_class():
    done = run("variant", "8", "--class", str(ROOT / "assignments"))
    assert done.exit_code == 2 and "a folder of" in done.output


def test_an_assignment_without_variants_is_copied_as_it_is(tmp_path):
    done = run("variant", "10_evidence", "--class", str(tmp_path))
    assert done.exit_code == 0 and "no variants yet" in done.output
    made = json.loads((tmp_path / "source" / "10_evidence" / "10_evidence.ipynb").read_text())
    assert made == notebook("10_evidence")
