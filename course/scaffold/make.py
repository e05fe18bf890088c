"""The first files of a new lecture: a small topic that runs, to be replaced piece by piece.

The notebook comes from `docs/template_lecture.md`, the rest from the texts beside this file.
"""

import re
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course.topics import ROOT

HERE = Path(__file__).parent
PLACES = {
    "model": "course/models/WORD.py",
    "figure": "course/figures/WORD.py",
    "widget": "course/widgets/WORD.py",
    "check": "course/checks/WORD.py",
    "quiz": "course/quizzes/WORD.toml",
    "test_model": "tests/models/test_WORD.py",
    "test_figure": "tests/figures/test_WORD.py",
    "test_widget": "tests/widgets/test_WORD.py",
}
NAME = re.compile(r"(\d\d)_([a-z][a-z_]*[a-z])")
TIME = re.compile(r"^## .+ \((\d+) minutes\)$", re.M)
PART = 3


def make(name: str, root: Path = ROOT) -> list[Path]:
    """Write the files of a topic named like `15_ageing`, and return them.

    Raises ValueError, and writes nothing, for another kind of name or one that is in use.
    """
    match = NAME.fullmatch(name)
    if not match:
        raise ValueError(f"“{name}” is no name of a topic. Give number and word, as in 15_ageing.")
    number, word = match[1], match[2]
    texts = {root / place.replace("WORD", word): HERE / f"{t}.txt" for t, place in PLACES.items()}
    notebook = root / "notebooks" / f"{name}.ipynb"
    taken = [path for path in (notebook, *texts) if path.exists()]
    taken += sorted((root / "notebooks").glob(f"{number}_*.ipynb"))
    if taken:
        raise ValueError(f"{taken[0].relative_to(root)} is there already; nothing was written.")
    template = (root / "docs" / "template_lecture.md").read_text("utf-8")
    nbformat.write(lecture(template, name), notebook)
    noun = "".join(part.title() for part in word.split("_"))
    for path, text in texts.items():
        path.write_text(text.read_text("utf-8").replace("WORD", word).replace("NOUN", noun))
    return [notebook, *texts]


def lecture(template: str, name: str) -> nbformat.NotebookNode:
    """The part of the template under its line, as a notebook of that name."""
    number, word = int(name[:2]), name[3:]
    text = template.partition("\n---\n")[2].strip()
    minutes = sum(map(int, TIME.findall(text)))
    title, question = "The title, as in the metadata", "The question, as in the metadata?"
    text = re.sub(
        r"^Lecture 8 of 14, part 2\. About \d+",
        f"Lecture {number}. About {minutes}",
        text,
        flags=re.M,
    )
    text = text.replace("08_kinetics", name)
    text = re.sub(r"(?<!zuma1_)(?<!pictures/)\bkinetics\b", word, text)
    notebook = new_notebook(cells=cells(text))
    for place, cell in enumerate(notebook.cells):
        cell.id = f"{word}-{place}"
    notebook.metadata["course"] = {
        "topic": word, "number": number, "part": PART, "title": title, "question": question,
        "minutes": minutes, "needs": [], "assignment": name,
    }  # fmt: skip
    return notebook


def cells(text: str) -> list[nbformat.NotebookNode]:
    """Markdown and code in turn: a fence that stands in no folded part is code."""
    found = []
    for part in re.split(r"(^<details>.*?^</details>$)", text, flags=re.M | re.S):
        if part.startswith("<details>"):
            found.append(new_markdown_cell(part))
            continue
        for piece in re.split(r"^(```python\n.*?^```)$", part, flags=re.M | re.S):
            for chunk in re.split(r"^(?=## )", piece, flags=re.M):
                if chunk.startswith("```python"):
                    found.append(new_code_cell(chunk.removeprefix("```python\n")[:-3].strip()))
                elif chunk.strip():
                    found.append(new_markdown_cell(chunk.strip()))
    return joined(found)


def joined(found: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Neighbouring folded parts, and the text before them, in one cell."""
    whole: list[nbformat.NotebookNode] = []
    for cell in found:
        if cell.source.startswith("<details>") and whole[-1].cell_type == "markdown":
            whole[-1].source += f"\n\n{cell.source}"
        else:
            whole.append(cell)
    return whole
