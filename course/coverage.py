"""Where each item that the course must not leave out is taught: `datasets/coverage.csv`.

A row names the item, the lecture and words that stand in it. `page()` is `docs/coverage.md`.
"""

import nbformat

from course.data import load
from course.topics import NOTEBOOKS

HEAD = """# Where everything is taught

What a course on CAR T cells in autoimmune disease must not leave out, by group, with the lecture
that teaches it. Made from `datasets/coverage.csv` by `python -m course coverage`; a test looks for
each item's words in its lecture.
"""


def missing() -> list[str]:
    """Items whose words do not stand in their lecture, one sentence each; none if all do."""
    table, texts = load("coverage"), {}
    for name in table["lecture"].unique():
        path = NOTEBOOKS / f"{name}.ipynb"
        texts[name] = prose(path) if path.exists() else ""
    return [
        f"{row['item']}: lecture {row['lecture']} does not hold “{row['words']}”"
        for _, row in table.iterrows()
        if row["words"].casefold() not in texts[row["lecture"]]
    ]


def prose(path) -> str:
    """The words of a notebook, cell by cell, in one line, in small letters."""
    cells = nbformat.read(path, as_version=4).cells
    return " ".join(" ".join(cell.source.split()) for cell in cells).casefold()


def page() -> str:
    """The table as a page in Markdown."""
    table = load("coverage")
    lines = [HEAD]
    for group, rows in table.groupby("group", sort=False):
        lines += [f"## {group}", "", "| item | lecture | look for |", "|---|---|---|"]
        lines += [
            f"| {row['item']} | {link(row['lecture'])} | “{row['words']}” |"
            for _, row in rows.iterrows()
        ]
        lines.append("")
    return "\n".join(lines)


def link(name: str) -> str:
    """A lecture by its name, as a link from the folder of documents."""
    number, _, word = name.partition("_")
    return f"[{int(number)} {word}](../notebooks/{name}.ipynb)"
