"""Which cell makes a name, and what a shell says beside a traceback."""

import json
import re
from types import SimpleNamespace

import pytest
from IPython.core.interactiveshell import InteractiveShell

from course.checks.plain import plain
from course.errors import beside, cells

FIRST = "import numpy as np\ndays = np.arange(9)"
SECOND = "level, half = 3, [d for d in days]"
THIRD = "print(level)"
LAST = "def growth(x):\n    inside = 3\n    return x"


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """A saved notebook that Jupyter names, among others."""
    path = tmp_path / "08_kinetics.ipynb"
    store(path, FIRST, SECOND, THIRD, LAST)
    store(tmp_path / "09_reset.ipynb", "level = 9")
    (tmp_path / "broken.ipynb").write_text("{")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    return path


def store(path, *sources):
    made = [{"cell_type": "code", "source": source.splitlines(keepends=True)} for source in sources]
    text = {"cells": [{"cell_type": "markdown", "source": ["level = 1"]}, *made]}
    path.write_text(json.dumps(text), encoding="utf-8")


def test_the_names_that_a_cell_makes():
    assert cells.made(FIRST) == {"np", "days"}
    assert cells.made(SECOND) == {"level", "half", "d"}
    assert cells.made(LAST) == {"growth"}
    assert cells.made("for a in b: pass\nwith f() as g: pass\nimport os.path\n(h := 1)") == {
        *("a", "g", "os", "h")
    }
    assert cells.made("x = lambda y: (z := y)") == {"x"}
    assert cells.made("no python") == set()


@pytest.mark.parametrize(
    ("name", "ran", "words"),
    [
        ("level", {}, "a cell above, which begins with `level, half = 3"),
        ("level", {}, "has not been run since the kernel was started. Choose *Run, Run All Above"),
        ("level", {SECOND: False}, "has stopped with an error: look at that one first"),
        ("level", {SECOND: True}, "It was run, but the name is gone since"),
        ("growth", {}, "a cell further down, which begins with `def growth(x):`: run that one"),
    ],
)
def test_the_cell_that_makes_a_name_is_pointed_out(notebook, name, ran, words):
    assert words in cells.advice(name, THIRD, ran)


def test_a_name_that_no_cell_makes_is_not_explained_by_cells(notebook):
    assert cells.advice("dose", THIRD, {}) == ""
    assert cells.advice("inside", THIRD, {}) == ""


def test_without_jupyters_word_the_notebook_is_the_one_whose_cells_were_run(notebook, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert cells.notebook({THIRD: True}) == [FIRST, SECOND, THIRD, LAST]
    assert cells.notebook({"level = 9": True}) == ["level = 9"]
    assert cells.notebook({"something": True}) == []


@pytest.fixture
def shell(notebook):
    """A shell with the extension, and what it has shown."""
    shell = InteractiveShell()
    beside.load_ipython_extension(shell)
    beside.load_ipython_extension(shell)
    yield shell
    beside.unload_ipython_extension(shell)
    shell.history_manager.end_session()


@pytest.fixture
def said(shell, monkeypatch):
    """said(code): what stands beside the traceback, in the order in which it was shown."""
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda words: shown.append(words))

    def said(code):
        shown.clear()
        shell.run_cell(code)
        return [words.words for words in shown]

    return said


def test_each_failed_cell_is_explained_once_and_no_other(said):
    assert said("x = 3") == []
    (words,) = said("1 / 0")
    assert words == "Something is divided by zero: `0` is 0 here."
    (words,) = said("if x = 3: pass")
    assert "write two: `==`" in words
    for code in ("days = [1, 2", "def f(x):"):
        (words,) = said(code)
        assert re.search("never closed|before it is complete|moved to the right", words)


def test_a_missing_name_points_to_its_cell_and_else_to_the_spelling(said):
    (words,) = said(THIRD)
    assert "has not been run since the kernel was started" in words
    said("dose = 3")
    (words,) = said("doze + 1")
    assert words == "Python knows nothing by the name `doze`. Is `dose` meant?"


def test_what_the_course_says_itself_stands_alone(said):
    assert said("from course.data import load\nload('nothing')") == []
    error = plain("Write a number.")
    assert beside.spoken(error)


def test_an_error_in_the_explanation_stays_silent(said, monkeypatch):
    monkeypatch.setattr(beside, "explained", lambda error: 1 / 0)
    assert said("1 / 0") == []


def test_the_box_and_the_text_say_the_same():
    words = beside.Words("`a < b`: choose *Run, Run All*.")
    assert repr(words) == "In plain words: `a < b`: choose *Run, Run All*."
    html = words._repr_html_()
    assert "<code>a &lt; b</code>: choose <em>Run, Run All</em>." in html
    assert 'role="status"' in html


def test_a_result_without_its_cell_is_survived():
    listener = beside.Beside()
    listener.after(None)
    listener.after(SimpleNamespace(error_in_exec=ValueError("?")))
    assert listener.ran == {"": False}
