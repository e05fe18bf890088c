"""Rules about what is stored with a lecture: outputs, sizes, traces of the machine."""

import base64
import copy
import re

import nbformat
from nbformat import NotebookNode

from course.notebooks import normalise
from course.rules.reading import Lecture

PICTURE_LIMIT = 80_000
NOTEBOOK_LIMIT = 1_000_000
TRACES = re.compile(
    r"/home/|/Users/|/tmp/|/work/|/root/|/usr/|[A-Z]:\\|site-packages|\b0x[0-9a-f]{6,}"
    r"|Wall time|CPU times|\d ?(?:ms|µs|s) ±|it/s\b|ipykernel_\d"
)


def is_executed_in_order(lecture: Lecture) -> list[str]:
    """Every code cell was run once, from the first to the last."""
    counts = [cell.execution_count for cell in lecture.code]
    if counts == list(range(1, len(counts) + 1)):
        return []
    return [f"the cells were run in the order {counts}; run them all again from the start"]


def has_no_errors_or_warnings(lecture: Lecture) -> list[str]:
    """No output is an error, none went to stderr."""
    return [
        f"{output.get('ename', 'stderr')}: {output.get('evalue', output.get('text', ''))[:80]}"
        for output in _outputs(lecture)
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def is_small(lecture: Lecture) -> list[str]:
    """A picture has at most 80 kB, a notebook at most 1 MB."""
    sizes = [
        len(base64.b64decode(output.data["image/png"]))
        for output in _outputs(lecture)
        if "image/png" in output.get("data", {})
    ]
    wrong = [f"a picture has {n / 1000:.0f} kB, more than 80" for n in sizes if n > PICTURE_LIMIT]
    whole = len(nbformat.writes(lecture.notebook).encode())
    return (
        wrong if whole <= NOTEBOOK_LIMIT else [*wrong, f"it has {whole / 1e6:.1f} MB, more than 1"]
    )


def holds_no_trace_of_the_machine(lecture: Lecture) -> list[str]:
    """No path, address in memory, or timing of the machine that ran it."""
    texts = [cell.source for cell in lecture.cells] + [_text(out) for out in _outputs(lecture)]
    return [
        f"“{match[0]}” is a trace of the machine" for t in texts for match in TRACES.finditer(t)
    ]


def figures_are_said_in_words(lecture: Lecture) -> list[str]:
    """Each picture that code draws has its finding as text beside it or in the next code cell."""
    wrong = []
    for cell, following in zip(lecture.code, [*lecture.code[1:], None], strict=True):
        drawn = any("image/png" in out.get("data", {}) for out in cell.outputs)
        if drawn and not _says_something(cell) and not _says_something(following):
            wrong.append(f"no words for the figure of “{cell.source.strip()[-50:]}”")
    return wrong


def figures_are_stored(lecture: Lecture) -> list[str]:
    """A cell that draws on new Axes has its picture among its outputs."""
    return [
        f"no picture under “{cell.source.strip()[-50:]}”"
        for cell in lecture.code
        if "draw(axes(" in cell.source
        and not any("image/png" in out.get("data", {}) for out in cell.outputs)
    ]


def is_stored_normalised(lecture: Lecture) -> list[str]:
    """Nothing is stored that `python -m course execute` would not store."""
    stored = nbformat.writes(lecture.notebook)
    if nbformat.writes(normalise(copy.deepcopy(lecture.notebook))) == stored:
        return []
    return [f"run `python -m course execute {lecture.name}` to store it without noise"]


def _outputs(lecture: Lecture) -> list[NotebookNode]:
    return [output for cell in lecture.code for output in cell.outputs]


def _text(output: NotebookNode) -> str:
    data = output.get("data", {})
    return "\n".join(
        [output.get("text", ""), data.get("text/plain", ""), data.get("text/html", "")]
    )


def _says_something(cell: NotebookNode | None) -> bool:
    texts = [_text(output).strip() for output in (cell.outputs if cell else [])]
    return any(len(text.split()) >= 5 and not text.startswith("<") for text in texts)
