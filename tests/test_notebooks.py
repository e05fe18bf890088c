"""Every lecture keeps the rules, and every rule catches the lecture that breaks it."""

import base64
import copy
import io
from collections import Counter
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from course import citations, notebooks, rules
from course.rules.reading import Lecture, first_sentence, word_count

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
STORED = sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))
FOLD = "https://doi.org/10.1002/psp4.12388"


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        pytest.param(path, rule, id=f"{path.stem}-{rule.__name__}")
        for path in STORED
        for rule in rules.rules_for(path.stem)
    ],
)
def test_lecture_keeps_the_rule(path, rule):
    assert rule(Lecture.read(path)) == []


def test_no_two_lectures_open_with_the_same_sentence():
    openings = Counter(first_sentence(Lecture.read(path)) for path in STORED)
    assert [sentence for sentence, count in openings.items() if count > 1] == []


# A made-up lecture that keeps every rule, to be broken in one place at a time.

ABOUT = {
    "topic": "tolerance",
    "number": 1,
    "part": 1,
    "title": "A made-up lecture",
    "question": "How many?",
    "minutes": 55,
    "needs": [],
    "assignment": "01_tolerance",
}
TITLE = """# A made-up lecture

**How many?**

Lecture 1. About 55 minutes.

After this lecture you can

- count the cells;
- compare two counts;
- say what is unknown.

You need: nothing."""
FILLER = "Five patients came to the clinic and their cells were counted with care again. " * 6
SUMMARY = """## Summary

1. One line.
2. Two lines.
3. Three lines.
4. Four lines.
5. Five lines.

**Key terms.** *Cells, patients*: who is counted. *Clinic*: where. *Five*: how many. *Care*: how.

**Next.** The assignment asks more."""
EXERCISE = """Now it is your turn to count.

<details><summary>Hint 1</summary>Look again.</details>

<details><summary>Solution</summary>

```python
answer = 1
```

</details>"""
FACT = f'They rose [3,900-fold]({FOLD} "fact: kinetics.fold_expansion") within days.'


def code(source: str = "1 + 1", text: str = "2", **data):
    output = new_output("display_data", data={"text/plain": text, **data}) if text else None
    return new_code_cell(source, outputs=[output] if output else [])


def section(title: str, *cells):
    return [new_markdown_cell(f"## {title}\n\n{FILLER}"), *cells]


def good() -> Lecture:
    say = lambda words=FILLER: new_markdown_cell(words)  # noqa: E731
    questions = say("Ask yourself first.\n\n1. Does it rise?\n2. Does it fall?\n\nNow move it.")
    cells = [
        new_markdown_cell(TITLE),
        *section("Day one (8 minutes)", code(), say(FACT)),
        *section("What it is (10 minutes)", code(), say(), code(), say(), code(), say()),
        *section("Why it is (10 minutes)", code(), say(), code(), say()),
        *section("Predict, move, read (10 minutes)", questions, code("explorer()"), say()),
        *section("Against the counts (5 minutes)", code(), say(), code(), say()),
        *section("What the model cannot say (4 minutes)"),
        *section("Check yourself (3 minutes)", code('quiz("tolerance")')),
        *section("Try it (5 minutes)", say(EXERCISE), code("one.check(1)"), say()),
        *[say(EXERCISE), code("two.check(1)"), say()],
        new_markdown_cell(SUMMARY),
        new_markdown_cell("## References\n\nREFERENCES"),
    ]
    for place, cell in enumerate(cells):
        cell.id = f"cell-{place}"
    counted = [cell for cell in cells if cell.cell_type == "code"]
    for count, cell in enumerate(counted, 1):
        cell.execution_count = count
    notebook = notebooks.normalise(new_notebook(cells=cells, metadata={"course": dict(ABOUT)}))
    lecture = Lecture("01_tolerance", notebook)
    cells[-1].source = citations.listed(lecture.text)
    return lecture


def find(lecture: Lecture, words: str):
    return next(cell for cell in lecture.cells if words in cell.source)


def replaced(old: str, new: str, *, everywhere: bool = False):
    """A fault: other words in the first cell that holds the old ones, or in all."""

    def change(lecture: Lecture) -> None:
        cells = lecture.cells if everywhere else [find(lecture, old)]
        for cell in cells:
            cell.source = cell.source.replace(old, new)

    return change


def described(**changes):
    return lambda lecture: lecture.about.update(changes)


def in_code(place: int = 0, **changes):
    def change(lecture: Lecture) -> None:
        for key, value in changes.items():
            lecture.code[place][key] = value

    return change


def output(place: int = 0, **data):
    return in_code(place, outputs=[new_output("display_data", data=data)])


def stream(text: str, name: str = "stdout"):
    return in_code(outputs=[new_output("stream", name=name, text=text)])


def added(cell):
    return lambda lecture: lecture.cells.insert(4, cell)


def without(words: str):
    return lambda lecture: lecture.cells.remove(find(lecture, words))


def cut(lecture: Lecture) -> None:
    del lecture.cells[5:]


PICTURE = "iVBORw0KGgo" + "A" * 150_001
FAULTS = {
    "headings_do_not_jump": [
        replaced("## Day one", "#### Day one"),
        replaced("## Day one", "# Day one"),
        replaced("# A made-up lecture", "A made-up lecture"),
        replaced("## Summary", "## Summary\n\n## Summary"),
    ],
    "nothing_is_hidden": [
        in_code(metadata={"jupyter": {"source_hidden": True}}),
        in_code(metadata={"tags": ["hide-input"]}),
    ],
    "code_is_plain_python": [in_code(source="%matplotlib inline"), in_code(source="!ls")],
    "facts_agree_with_the_ledger": [
        replaced("3,900-fold", "4,000-fold"),
        replaced("fold_expansion", "fold_expansions"),
        replaced(FOLD, "https://doi.org/10.1038/s41591-022-02017-5"),
    ],
    "pictures_have_alt_text": [
        replaced("Five patients", "![](pictures/kinetics.svg) Five patients"),
        replaced("Five patients", "![A picture of nothing](pictures/none.svg) Five patients"),
        replaced("Five patients", '<img src="pictures/kinetics.svg"> Five patients'),
    ],
    "local_links_lead_somewhere": [replaced("Five patients", "[Five](../docs/none.md) patients")],
    "language_is_sober": [
        replaced("with care", "with groundbreaking care"),
        replaced("with care", "in an exciting way"),
    ],
    "is_executed_in_order": [in_code(execution_count=None), in_code(execution_count=7)],
    "has_no_errors_or_warnings": [
        stream("DeprecationWarning: old", "stderr"),
        in_code(outputs=[new_output("error", ename="ValueError", evalue="no", traceback=[])]),
    ],
    "is_small": [
        output(**{"text/plain": "a long enough description here", "image/png": PICTURE}),
        output(**{"text/plain": "x" * 1_000_001}),
    ],
    "holds_no_trace_of_the_machine": [
        stream("reads /home/ada/course/file.csv"),
        stream("<object at 0x7f3a2b1c9d>"),
        stream("CPU times: user 1 s"),
        replaced("Five patients", r"C:\course Five patients"),
    ],
    "figures_are_said_in_words": [
        lambda lecture: [
            output(place, **{"text/plain": "<Figure size 1x1 with 1 Axes>", "image/png": "iVBO"})(
                lecture
            )
            for place in (0, 1)
        ]
    ],
    "figures_are_stored": [in_code(source="_ = draw(axes(), result)", outputs=[])],
    "is_stored_normalised": [
        lambda lecture: lecture.notebook.metadata.update(widgets={}),
        in_code(metadata={"execution": {"iopub.status.busy": "now"}}),
        output(**{"text/plain": "x", notebooks.WIDGET_VIEW: {"model_id": "1"}}),
    ],
    "describes_itself": [
        described(topic="reset"),
        described(minutes="55"),
        lambda lecture: lecture.about.pop("question"),
    ],
    "title_cell_is_complete": [
        replaced("**How many?**", "**How much?**"),
        replaced("About 55 minutes", "An hour"),
        replaced("- say what is unknown.", ""),
        replaced("You need", "Bring"),
        described(title="Another title"),
    ],
    "sections_follow_the_template": [
        replaced("Check yourself (3 minutes)", "Quiz (3 minutes)"),
        replaced("Day one (8 minutes)", "Day one"),
        without("## What the model cannot say"),
        without("## Against the counts"),
        lambda lecture: lecture.cells.append(lecture.cells.pop(1)),
    ],
    "times_add_up": [
        replaced("(8 minutes)", "(9 minutes)"),
        lambda lecture: (replaced("(10 minutes)", "(30 minutes)")(lecture), described(minutes=75)),
    ],
    "length_is_right": [cut, replaced("Five patients", "Five " * 200, everywhere=True)],
    "code_cells_are_short": [
        in_code(source="\n".join(f"a{n} = {n}" for n in range(13))),
        lambda lecture: [in_code(n, source="a = 1\n" * 4)(lecture) for n in range(8)],
    ],
    "prose_outweighs_code": [
        lambda lecture: [in_code(n, source="a = 1\n" * 20)(lecture) for n in range(12)]
    ],
    "code_cells_stand_between_sentences": [
        added(code()),
        lambda lecture: lecture.cells.insert(3, new_markdown_cell("### Only a heading")),
    ],
    "defines_functions_only_in_try_it": [
        in_code(source="def double(x):\n    return 2 * x"),
        in_code(source="f = lambda x: x"),
    ],
    "predicts_before_it_moves": [
        replaced("2. Does it fall?", ""),
        replaced("explorer()", "1 + 1"),
    ],
    "asks_and_checks": [
        replaced('quiz("tolerance")', "1 + 1"),
        replaced("two.check(1)", "1 + 1"),
        replaced("<summary>Hint 1", "<summary>Look"),
        replaced("<summary>Solution", "<summary>Answer"),
    ],
    "ends_with_terms_and_next": [
        replaced("**Next.**", "Then."),
        replaced("The assignment asks more.", "That is all."),
    ],
    "opens_with_something_that_happened": [
        replaced("Five patients came", "In this notebook, we explore how patients came"),
        replaced("**How many?**", "Welcome to this lecture."),
    ],
    "references_are_those_cited": [
        replaced("Stein AM", "Stone AM"),
        lambda lecture: find(lecture, "Stein AM").update(source="## References\n\nnone"),
        replaced("Five patients", "[Five](https://doi.org/10.9999/none) patients"),
        replaced("Five patients", "[Five](https://doi.org/10.1038/s41591-022-02017-5) patients"),
    ],
    "key_terms_are_used": [
        replaced("*Clinic*", "*Titre*"),
        replaced("*Cells, patients*", "*Cells*"),
    ],
    "summary_has_five_lines": [replaced("5. Five lines.\n", "")],
}


def test_the_made_up_lecture_keeps_every_rule():
    assert {rule.__name__: rule(good()) for rule in rules.LECTURE if rule(good())} == {}


def test_every_rule_has_a_lecture_that_breaks_it():
    assert {rule.__name__ for rule in rules.LECTURE} == {*FAULTS, "says_it_is_education"}


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        pytest.param(rule, fault, id=f"{rule.__name__}-{number}")
        for rule in rules.LECTURE
        for number, fault in enumerate(FAULTS.get(rule.__name__, []))
    ],
)
def test_the_rule_catches_a_lecture_that_breaks_it(rule, fault):
    lecture = good()
    fault(lecture)
    assert rule(lecture)


def test_a_clinical_lecture_must_say_that_it_is_education():
    assert rules.prose.says_it_is_education(Lecture("08_kinetics", good().notebook))


def test_a_clinical_lecture_that_says_it_is_education_passes():
    lecture = good()
    replaced("About 55 minutes.", "About 55 minutes. Education, not medical advice.")(lecture)
    assert rules.prose.says_it_is_education(Lecture("08_kinetics", lecture.notebook)) == []


def test_words_are_counted_without_code_formulas_links_and_tags():
    text = (
        "## Two words\n\n[three](https://x.org/a_b) $a+b$ <b>*four*</b>\n\n```python\nx = 1\n```\n"
    )
    assert word_count(text) == 4


def test_normalising_twice_is_normalising_once():
    notebook = good().notebook
    notebook.metadata["widgets"] = {"state": {}}
    notebook.cells[2].execution_count = 41
    notebook.cells[2].outputs = [
        new_output("stream", name="stdout", text="a\n"),
        new_output("stream", name="stdout", text="b\n"),
        new_output("stream", name="stderr", text="running over TCP without encryption.\n"),
        new_output(
            "execute_result",
            data={"text/plain": "x", "image/png": "iVBO", notebooks.WIDGET_VIEW: {}},
            execution_count=41,
        ),
    ]
    once = nbformat.writes(notebooks.normalise(notebook))
    assert nbformat.writes(notebooks.normalise(copy.deepcopy(notebook))) == once
    assert "widget" not in once and "encryption" not in once
    assert notebook.cells[2].execution_count == 1
    assert [out.get("text") for out in notebook.cells[2].outputs] == ["a\nb\n", None]


def test_a_real_warning_is_not_swept_away():
    notebook = good().notebook
    notebook.cells[2].outputs = [new_output("stream", name="stderr", text="UserWarning: look\n")]
    assert notebooks.normalise(notebook).cells[2].outputs


def test_running_a_lecture_stores_what_it_printed(tmp_path):
    path = tmp_path / "01_tolerance.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("import course\nprint(6 * 7)")]), path)
    first = notebooks.execute(path, timeout=60)
    assert first.cells[0].outputs[0].text == "42\n"
    stored = path.read_bytes()
    notebooks.execute(path, timeout=60)
    assert path.read_bytes() == stored


def test_a_lecture_that_fails_is_left_as_it_was(tmp_path):
    from nbclient.exceptions import CellExecutionError

    path = tmp_path / "01_tolerance.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1 / 0")]), path)
    before = path.read_bytes()
    with pytest.raises(CellExecutionError):
        notebooks.execute(path, timeout=60)
    assert path.read_bytes() == before


def test_a_large_picture_is_stored_with_fewer_colours_once():
    dice = np.random.default_rng(1).integers(0, 256, (200, 200, 3), np.uint8)
    stored = io.BytesIO()
    Image.fromarray(dice).save(stored, "PNG")
    large = base64.b64encode(stored.getvalue()).decode()
    small = notebooks.fewer_colours(large)
    assert len(large) * 3 / 4 > notebooks.LARGE > len(small) * 3 / 4
    assert len(Image.open(io.BytesIO(base64.b64decode(small))).getcolors()) <= notebooks.COLOURS
