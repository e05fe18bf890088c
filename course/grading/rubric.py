"""The mark scheme of a written question: its rows, and three sample answers with the reasons.

It stands in `rubrics/ASSIGNMENT.md`. Graded notebooks, which Formgrader shows, get it in a cell of
its own under the student's answer. What students see does not hold it: neither the released
version nor their feedback.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEADING = re.compile(
    r"^## (The|A) (?P<name>\w+) answer: (?P<points>[\d.]+) of (?P<of>[\d.]+)$", re.M
)
MODEL = re.compile(r"^BEGIN SOLUTION\n(.*?)^END SOLUTION", re.M | re.S)
OPENS = '<summary style="display: list-item">'  # Formgrader's styles hide the triangle
CELL = "mark-scheme"  # the id of the cell in a graded notebook


@dataclass(frozen=True)
class Sample:
    """An answer as someone might give it, its points, and why it gets them."""

    name: str
    points: float
    of: float
    text: str
    why: str


@dataclass(frozen=True)
class Rubric:
    """`scheme`: title, rows and remarks as Markdown; `samples`: strong, middling, weak."""

    scheme: str
    samples: tuple[Sample, ...]

    def sample(self, name: str) -> Sample:
        return next(sample for sample in self.samples if sample.name == name)


def read(root: Path, assignment: str) -> Rubric | None:
    """The rubric of an assignment of the class in `root`, if it has one.

    The text of the strong answer is the model answer of the source notebook.
    """
    path = root / "rubrics" / f"{assignment}.md"
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    heads = list(HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    samples = []
    for head, end in zip(heads, ends, strict=True):
        quoted, why = _parts(text[head.end() : end])
        if head["name"] == "strong":
            quoted, why = model_answer(root, assignment), quoted
        samples.append(Sample(head["name"], float(head["points"]), float(head["of"]), quoted, why))
    return Rubric(text[: heads[0].start() if heads else len(text)].strip(), tuple(samples))


def _parts(text: str) -> tuple[str, str]:
    """What is quoted, and what is said about it."""
    lines = text.strip().splitlines()
    quoted = [line.removeprefix(">").removeprefix(" ") for line in lines if line.startswith(">")]
    return "\n".join(quoted), "\n".join(ln for ln in lines if not ln.startswith(">")).strip()


def model_answer(root: Path, assignment: str) -> str:
    """The answers that the author wrote into the written questions of the source."""
    found = []
    for path in sorted((root / "source" / assignment).glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            marks = cell["metadata"].get("nbgrader", {})
            if marks.get("grade") and marks.get("solution") and cell["cell_type"] == "markdown":
                found += MODEL.findall("".join(cell["source"]))
    return "\n\n".join(answer.strip() for answer in found)


def for_marker(rubric: Rubric) -> str:
    """The mark scheme as one Markdown cell; the samples unfold."""
    title, _, rows = rubric.scheme.partition("\n")
    parts = [
        f"---\n\n**Mark scheme: {title.lstrip('# ')}** (students do not see this cell)\n{rows}"
    ]
    for sample in rubric.samples:
        head = f"Sample, {sample.name}: {sample.points:g} of {sample.of:g}"
        quoted = "\n".join(f"> {line}".rstrip() for line in sample.text.splitlines())
        parts.append(
            f"<details>{OPENS}<b>{head}</b></summary>\n\n{quoted}\n\n{sample.why}\n\n</details>"
        )
    return "\n\n".join([*parts, "---"])


def with_scheme(nb: dict[str, Any], rubric: Rubric | None) -> dict[str, Any]:
    """The graded notebook with the scheme under its last written question (a new one)."""
    written = [i for i, cell in enumerate(nb["cells"]) if _by_hand(cell)]
    if rubric is None or not written:
        return nb
    cell = {
        "cell_type": "markdown",
        "id": CELL,
        "metadata": {"editable": False},
        "source": for_marker(rubric),
    }
    at = written[-1] + 1
    return {**nb, "cells": [*nb["cells"][:at], cell, *nb["cells"][at:]]}


def _by_hand(cell: dict[str, Any]) -> bool:
    marks = cell["metadata"].get("nbgrader", {})
    return bool(marks.get("grade") and marks.get("solution"))
