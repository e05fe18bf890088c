"""The instructor guide agrees with the lectures, and every rule catches the page that breaks it."""

import dataclasses
import functools
import re

import pytest

from course.quizzes import questions
from course.rules import guide, guide_truth
from course.rules.guide import FOLDER, Guide
from course.topics import NOTEBOOKS, ROOT

RULES = (*guide.RULES, *guide_truth.RULES)
PAGES = sorted(FOLDER.glob("[0-9][0-9]_*.md"))
LECTURES = sorted(path.stem for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))[1:]
read = functools.cache(Guide.read)  # each page with its lecture once
KINETICS = read(FOLDER / "08_kinetics.md")
SHOWN = [*sorted((ROOT / "docs").glob("*.md")), *PAGES, ROOT / "README.md"]


def test_each_lecture_has_its_page_and_no_page_is_without_lecture():
    assert [path.stem for path in PAGES] == ["00_course", *LECTURES]


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        pytest.param(path, rule, id=f"{path.stem}-{rule.__name__}")
        for path in PAGES[1:]
        for rule in RULES
    ],
)
def test_page_keeps_the_rule(path, rule):
    assert rule(read(path)) == []


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_commands_shown_can_be_typed(path):
    assert guide_truth.wrong_commands(path.read_text("utf-8")) == []


ROW = re.compile(r"^\| \[\d+ (\w+)\]\((\S+)\) \| \[page\]\((\S+)\) \| (\d+) \|.*\| (.+) \|$", re.M)


def test_the_course_in_a_page_has_each_lecture_with_its_minutes_and_a_number_of_it():
    rows = ROW.findall((FOLDER / "00_course.md").read_text("utf-8"))
    named = [(link, page) for _, link, page, _, _ in rows]
    assert named == [(f"../../notebooks/{name}.ipynb", f"{name}.md") for name in LECTURES]
    for word, _, page, minutes, number in rows:
        lecture = read(FOLDER / page).lecture
        assert (word, int(minutes)) == (lecture.about["topic"], lecture.about["minutes"])
        said = guide_truth.numbers(guide_truth.lecture_words(lecture))
        strange = guide_truth.numbers(number) - said
        assert not strange, f"{strange} do not stand in lecture {page}"


def test_each_of_the_six_is_named_in_the_lectures_that_carry_the_question():
    text = (FOLDER / "00_course.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w+), \d+ \|.*\| ([\d, ]+) \|$", text, re.M)
    assert len(rows) == 6
    for name, numbers in rows:
        for lecture in (n for n in LECTURES if int(n[:2]) in map(int, numbers.split(","))):
            assert name in read(FOLDER / f"{lecture}.md").lecture.text, (name, lecture)


BROKEN = {
    "has_its_headings": [
        ("# Lecture 8:", "# Lecture 9:"),
        ("## What is hard", "## Misconceptions"),
        ("## Discussion", "## Quiz"),
    ],
    "run_sheet_keeps_the_times": [
        ("| 5 | 9 | What the blood shows |", "| 5 | 10 | What the blood shows |"),
        ("| 14 | 11 |", "| 15 | 11 |"),
        ("| What the blood shows |", "| What the blood says |"),
        ("Run sheet (60 minutes)", "Run sheet (55 minutes)"),
    ],
    "every_wrong_option_is_answered": [
        ("| 4 D | B-cell aplasia taken for cure |", "| 4 D | aplasia taken for remission |"),
        ("| 4 D | B-cell", "| 4 C | B-cell"),
        ("Right: 1 B", "Right: 1 C"),
    ],
    "every_prediction_is_answered": [("\n2. Higher.", "\nHigher.")],
    "demonstrations_show_what_they_say": [
        ("| Dose: 100 million cells |", "| Dose: 101 million cells |"),
        ("| Dose: 100 million cells |", "| Doses: 100 million cells |"),
        ("| button “Cells too weak to expand” |", "| button “Cells too weak” |"),
        ("peak at 2.3 billion on day 25.", "peak at 2.3 billion on day 26."),
    ],
    "numbers_are_those_of_the_lecture": [
        ("gives 15 billion on day 49", "gives 15 billion on day 51")
    ],
    "commands_can_be_typed": [
        ("## Discussion", "`python -m course gradeit 8`\n\n## Discussion"),
        ("## Discussion", "`python3 start.py facts --dew`\n\n## Discussion"),
    ],
    "length_is_right": [("## Discussion", "word " * 600 + "\n\n## Discussion")],
}


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        pytest.param(rule, old, new, id=f"{rule.__name__}-{n}")
        for rule in RULES
        for n, (old, new) in enumerate(BROKEN[rule.__name__])
    ],
)
def test_the_rule_catches_a_page_that_breaks_it(rule, old, new):
    assert old in KINETICS.text
    assert rule(dataclasses.replace(KINETICS, text=KINETICS.text.replace(old, new, 1))) != []


def test_letters_are_those_of_the_quiz():
    from course.widgets.quiz import LETTERS

    assert guide.LETTERS == LETTERS
    assert all(len(q.options) <= len(LETTERS) for q in questions.load("kinetics"))


@pytest.mark.parametrize(
    "line", ["python -m course list", "python3 start.py", "python3 start.py facts --due"]
)
def test_a_command_that_can_be_typed_is_left_alone(line):
    assert guide_truth.wrong_commands(f"Type `{line}` and look.") == []
