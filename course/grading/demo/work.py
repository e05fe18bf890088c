"""The work of the demonstration class: notebooks filled from the released one.

Right answers are the reference, or one of those that the tests of the assignment hold; wrong ones
are their named misconceptions; written ones are the samples of the rubric.
"""

import copy
import importlib
import random
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from course.grading.demo.cast import Person
from course.grading.files import WrongUse
from course.grading.rubric import Rubric
from course.topics import ROOT

MARKERS = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION\n?", re.M)
PDF = b"%PDF-1.7\n% the printed page instead of the notebook\n"


@dataclass
class Material:
    """What answers can be made of. `right` and `wrong` hold code by question, `wrong` by name."""

    released: Any
    reference: dict[str, str]
    right: dict[str, list[str]]
    wrong: dict[str, dict[str, str]]
    rubric: Rubric | None
    rng: random.Random = field(default_factory=lambda: random.Random(24))


def material(source: Path, released: Path, rubric: Rubric | None) -> Material:
    """Read the source notebook, the released one, and the answers of the tests.

    Raises WrongUse if this copy of the course has no tests of that assignment.
    """
    word = source.stem.partition("_")[2]
    sys.path.insert(0, str(ROOT))
    try:
        questions = importlib.import_module(f"tests.assignments.{word}").QUESTIONS
    except ImportError as error:
        raise WrongUse(
            f"The demonstration takes its mistakes from tests/assignments/{word}.py, which cannot "
            f"be read ({error}). Use a whole copy of the course."
        ) from None
    finally:
        sys.path.remove(str(ROOT))
    solved = {
        cell.metadata.nbgrader.grade_id: MARKERS.sub("", cell.source)
        for cell in nbformat.read(source, 4).cells
        if is_answer(cell)
    }
    return Material(
        released=nbformat.read(released, 4),
        reference=solved,
        right={name: list(about.right) for name, about in questions.items()},
        wrong={name: {w.name: w.code for w in about.wrong} for name, about in questions.items()},
        rubric=rubric,
    )


def is_answer(cell: Any) -> bool:
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("solution")) and cell.cell_type == "code"


def is_essay(cell: Any) -> bool:
    marks = cell.metadata.get("nbgrader", {})
    return bool(marks.get("solution") and marks.get("grade")) and cell.cell_type == "markdown"


def answers(person: Person, stuff: Material) -> dict[str, str]:
    """Code by question; a question that they left out is not there."""
    names = list(stuff.reference)[: round(person.answered * len(stuff.reference))]
    # Later questions are harder, and the first misconception of a list is the most common.
    harder = sorted(names, key=lambda name: stuff.rng.random() * (2 + names.index(name)))
    mistaken = harder[-person.mistakes :] if person.mistakes else []
    given = {}
    for name in names:
        ways = stuff.right[name] if person.another else [stuff.reference[name]]
        given[name] = stuff.rng.choice(ways)
        if name in mistaken:
            codes = list(stuff.wrong[name].values())
            weights = [1 / (place + 1) for place in range(len(codes))]
            given[name] = stuff.rng.choices(codes, weights)[0]
    return given


def notebook(person: Person, stuff: Material) -> bytes:
    """What they hand in, as the bytes of a file."""
    if person.kind == "not a notebook":
        return PDF
    nb, given = copy.deepcopy(stuff.released), answers(person, stuff)
    first = next(iter(given), "")
    if person.kind == "not Python":
        given[first] = re.sub(r"^(def .*):$", r"\1", given[first], count=1, flags=re.M)
    if person.kind == "renamed":
        given[first] = given[first].replace(f"def {first}(", f"def my_{first}(")
    for cell in nb.cells:
        if is_answer(cell):
            cell.source = given.get(cell.metadata.nbgrader.grade_id, cell.source)
        elif is_essay(cell) and person.essay and stuff.rubric:
            cell.source = stuff.rubric.sample(person.essay).text
        elif person.kind == "altered check" and is_test(cell, "-check"):
            cell.source = 'print("Right.")'
    if person.kind == "deleted cells":
        lost = [cell for cell in nb.cells if is_test(cell, "")][1:4]
        nb.cells = [cell for cell in nb.cells if cell not in lost]
    return nbformat.writes(nb).encode()


def is_test(cell: Any, ending: str) -> bool:
    marks = cell.metadata.get("nbgrader", {})
    test = bool(marks.get("grade") and not marks.get("solution"))
    return test and marks["grade_id"].endswith(ending)


def file_name(person: Person, assignment: str) -> str:
    return f"{assignment} (1).ipynb" if person.kind == "wrong file name" else f"{assignment}.ipynb"
