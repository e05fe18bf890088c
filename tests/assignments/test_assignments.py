"""Every assignment grades what is right as right, names what is wrong, and gives nothing away.

An assignment joins by itself: its notebook in assignments/source, its answers in tests/assignments.
"""

import ast
import builtins
import doctest
import importlib
import importlib.util
import io
import re
from functools import cache

import nbformat
import numpy as np
import pytest

from tests.assignments import harness
from tests.assignments.harness import HIDDEN, SOLUTION, Assignment, mark, settings
from tests.assignments.mutants import mutants

PATHS = sorted(harness.SOURCE.glob("[0-9][0-9]_*/*.ipynb"))
CAUGHT = 0.95  # of the mutants that change behaviour
TRIES = 40  # random inputs that decide whether a mutant changes behaviour


@cache
def assignment(name: str) -> Assignment:
    return Assignment.read(harness.SOURCE / name / f"{name}.ipynb")


@cache
def questions(name: str) -> dict:
    module = f"tests.assignments.{name.partition('_')[2]}"
    if not importlib.util.find_spec(module):
        return {}  # one test then says so, and the other assignments are tested all the same
    return importlib.import_module(module).QUESTIONS


NAMES = [path.stem for path in PATHS]
each_assignment = pytest.mark.parametrize("name", NAMES)
each_question = pytest.mark.parametrize(
    ("name", "question"),
    [pytest.param(n, q, id=f"{n}-{q}") for n in NAMES for q in assignment(n).questions],
)
each_right = pytest.mark.parametrize(
    ("name", "question", "code"),
    [
        pytest.param(n, q, code, id=f"{n}-{q}-{k}")
        for n in NAMES
        for q, about in questions(n).items()
        for k, code in enumerate(about.right, 1)
    ],
)
each_wrong = pytest.mark.parametrize(
    ("name", "question", "wrong"),
    [
        pytest.param(n, q, wrong, id=f"{n}-{q}-{wrong.name}")
        for n in NAMES
        for q, about in questions(n).items()
        for wrong in about.wrong
    ],
)


@each_assignment
def test_the_reference_gets_full_marks(name):
    marked = mark(assignment(name), {})
    assert marked.said == dict.fromkeys(marked.marks, "")
    assert marked.marks == assignment(name).full_marks()


@each_right
def test_a_right_answer_written_another_way_gets_full_marks(name, question, code):
    marked = mark(assignment(name), {question: code})
    assert marked.said[question] == ""
    assert marked.marks == assignment(name).full_marks()


@each_wrong
def test_a_named_mistake_loses_its_question_only_and_is_named(name, question, wrong):
    marked = mark(assignment(name), {question: wrong.code})
    assert marked.marks == assignment(name).full_marks() | {question: wrong.keeps}
    assert wrong.says in marked.said[question]


@each_assignment
def test_each_question_has_enough_right_and_wrong_answers(name):
    word = name.partition("_")[2]
    assert questions(name), f"tests/assignments/{word}.py, with QUESTIONS, is missing"
    assert list(questions(name)) == assignment(name).questions
    for question, about in questions(name).items():
        assert len(about.right) >= 2, question
        assert len(about.wrong) >= 3, question
        assert len({wrong.name for wrong in about.wrong}) == len(about.wrong), question


@each_question
def test_machine_made_mistakes_are_caught(name, question):
    survived, counted = [], 0
    for what, code in mutants(assignment(name).solution(question)):
        try:
            caught = mark(assignment(name), {question: code}, only=question).marks[question]
        except SyntaxError:
            continue
        if caught < assignment(name).points(question):
            counted += 1
        elif changes_behaviour(name, question, code):
            counted += 1
            survived.append(what)
    print(f"{name} {question}: {counted - len(survived)} of {counted} mutants caught", survived)
    assert counted
    assert 1 - len(survived) / counted >= CAUGHT, survived


def changes_behaviour(name, question, code):
    about = questions(name)[question]
    pair = [
        harness.function(assignment(name), source, question)
        for source in (assignment(name).solution(question), code)
    ]
    for attempt in range(TRIES):
        first, second = (
            harness.outcome(
                function,
                about.inputs(np.random.default_rng([attempt, harness.seed(question)])),
                about.see,
            )
            for function in pair
        )
        if not harness.same(first, second):
            return True
    return False


@each_assignment
def test_the_release_gives_nothing_away(name):
    released = "\n".join(cell.source for cell in harness.released(assignment(name)).cells)
    shown = {line.strip() for line in released.split("\n")}
    solutions, tests = (
        [
            line.strip()
            for cell in assignment(name).cells
            for part in pattern.findall(cell.source)
            for line in part.split("\n")
        ]
        for pattern in (SOLUTION, HIDDEN)
    )
    secret = [line for line in solutions if len(line) > 12]
    secret += [line for line in tests if len(line) > 12 and re.search(r"\d", line)]
    assert secret
    assert [line for line in secret if line in shown] == []
    assert not re.search("(BEGIN|END) (SOLUTION|HIDDEN)", released)


@each_assignment
def test_the_release_as_it_comes_raises_only_not_implemented_and_gets_nothing(name):
    fresh = harness.released(assignment(name))
    assert set(mark(fresh, {}).errors) == {"NotImplementedError"}
    stubs = {question: cell.source for question, cell in fresh.graded("solution").items()}
    marks = mark(assignment(name), stubs).marks
    assert marks == dict.fromkeys(assignment(name).questions, 0)


@each_question
def test_hidden_tests_ask_for_other_numbers_than_the_visible_ones(name, question):
    visible, hidden = (
        calls(assignment(name).graded(kind)[question].source, question)
        for kind in ("check", "hidden")
    )
    assert visible and hidden
    assert not visible & hidden
    expected = numbers(assignment(name).graded("check")[question].source)
    assert not expected & numbers(assignment(name).graded("hidden")[question].source)


def calls(source, name):
    """The calls of that function, as text, that hold numbers of their own."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {ast.unparse(node) for node in found if getattr(node.func, "id", "") == name}


def numbers(source):
    """The numbers with three digits or more, by which an answer could be known."""
    found = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    return {v for v in found if isinstance(v, float) and len(re.sub(r"\D", "", f"{v:g}")) > 3}


@each_question
def test_the_worked_example_is_true(name, question):
    function = harness.function(assignment(name), assignment(name).solution(question), question)
    tests = doctest.DocTestFinder().find(function, question, globs=function.__globals__)
    out = io.StringIO()
    results = [doctest.DocTestRunner().run(test, out=out.write) for test in tests]
    assert sum(result.attempted for result in results) > 0
    assert out.getvalue() == ""


@each_assignment
def test_points_add_up_and_there_is_one_written_question(name):
    about = nbformat.read(harness.SOURCE / name / f"{name}.ipynb", as_version=4).metadata["course"]
    (written,) = assignment(name).graded("written").values()
    total = sum(settings(cell).get("points", 0) for cell in assignment(name).cells)
    assert total == about["points"]
    assert 20 <= total <= 25
    assert 60 <= about["minutes"] <= 90
    assert 4 <= len(assignment(name).questions) <= 6
    assert "BEGIN SOLUTION" in written.source


@each_assignment
def test_sample_answers_stand_beside_the_rubric(name):
    """The rubric's rows are those of the notebook; three samples get marks that fit."""
    rubric = (harness.SOURCE.parent / "rubrics" / f"{name}.md").read_text(encoding="utf-8")
    text = "\n".join(cell.source for cell in assignment(name).cells)
    rows = re.findall(r"^\| (\d) \| .+$", text, re.M)
    (written,) = assignment(name).graded("written").values()
    points = settings(written)["points"]
    assert sum(map(int, rows)) == points
    assert all(line in rubric for line in re.findall(r"^\| \d \| .+$", text, re.M))
    marks = re.findall(r"^## .*?(strong|middling|weak).*?: (\d) of (\d)", rubric, re.M | re.I)
    assert [word.lower() for word, *_ in marks] == ["strong", "middling", "weak"]
    assert {int(of) for *_, of in marks} == {points}
    got = [int(mark) for _, mark, _ in marks]
    assert got == sorted(got, reverse=True)
    assert len(set(got)) == 3


@each_assignment
def test_answers_and_tests_leave_each_others_names_alone(name):
    """What is graded outside the student's process must not depend on shared names."""
    ours, theirs, used = set(dir(builtins)), set(), set()
    for cell in assignment(name).cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        if settings(cell).get("solution"):
            theirs |= bound(tree)
            used |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
        elif settings(cell):
            ours |= bound(tree)
            mine = {n for n in bound(tree) if settings(cell)["grade"] and n[0] != "_"}
            assert not mine, f"{mine}: a student's helper may have this name; put _ before it"
            assert "inspect" not in cell.source and "__code__" not in cell.source
    assert theirs & ours == set()
    assert theirs == set(assignment(name).questions)


def bound(tree):
    """Names that a cell binds outside of functions."""
    names = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(a.asname or a.name).partition(".")[0] for a in node.names}
        else:
            within = [n.target for n in ast.walk(node) if isinstance(n, ast.comprehension)]
            inner = {n for target in within for n in ast.walk(target)}
            stored = {n for n in ast.walk(node) if isinstance(n, ast.Name)} - inner
            names |= {n.id for n in stored if isinstance(n.ctx, ast.Store)}
    return names


@each_assignment
def test_the_source_is_stored_without_outputs_and_machine_names(name):
    path = harness.SOURCE / name / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in code] == [[]] * len(code)
    assert [cell.execution_count for cell in code] == [None] * len(code)
    assert notebook.metadata["kernelspec"]["name"] == "python3"
