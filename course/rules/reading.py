"""A lecture as its rules see it: sections, words, lines of code."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.M | re.S)
FOLDED = re.compile(r"^<details.*?</details>", re.M | re.S)
HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*$", re.M)


@dataclass(frozen=True)
class Section:
    """A part of a lecture under one heading of the second level."""

    title: str
    cells: list[NotebookNode]

    @property
    def text(self) -> str:
        return markdown_of(self.cells)


@dataclass(frozen=True)
class Lecture:
    """A notebook with the name of its file, without the ending."""

    name: str
    notebook: NotebookNode

    @classmethod
    def read(cls, path: Path) -> "Lecture":
        return cls(path.stem, nbformat.read(path, as_version=4))

    @property
    def about(self) -> dict:
        return self.notebook.metadata.get("course", {})

    @property
    def number(self) -> int:
        return int(self.name[:2])

    @property
    def cells(self) -> list[NotebookNode]:
        return self.notebook.cells

    @property
    def code(self) -> list[NotebookNode]:
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @property
    def text(self) -> str:
        return markdown_of(self.cells)

    @property
    def sections(self) -> list[Section]:
        """The parts under headings of the second level; the title cell belongs to none."""
        found: list[Section] = []
        for cell in self.cells:
            title = section_title(cell)
            if title:
                found.append(Section(title, [cell]))
            elif found:
                found[-1].cells.append(cell)
        return found

    def section(self, start: str) -> Section:
        """The first section whose title starts so; an empty one if there is none."""
        fitting = (part for part in self.sections if part.title.startswith(start))
        return next(fitting, Section(start, []))


Rule = Callable[[Lecture], list[str]]


def markdown_of(cells: list[NotebookNode]) -> str:
    """The text of the Markdown cells, joined."""
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def headings(text: str) -> list[tuple[int, str]]:
    """Level and words of each heading outside code."""
    return [(len(m[1]), m[2]) for m in HEADING.finditer(FENCE.sub("", text))]


def section_title(cell: NotebookNode) -> str:
    """The heading of the second level in the cell, if there is one."""
    levels = headings(cell.source) if cell.cell_type == "markdown" else []
    return next((title for level, title in levels if level == 2), "")


def plain(text: str) -> str:
    """Markdown as it is read aloud: no code, formulas, tags, addresses, or marks."""
    text = FENCE.sub("", text)
    text = re.sub(r"\$\$.*?\$\$|\$[^$\n]+\$", " ", text, flags=re.S)
    text = re.sub(r"<!--.*?-->|</?[a-zA-Z][^>]*>", " ", text, flags=re.S)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", " ", text)
    text = re.sub(r"\]\((?:[^\s()]|\([^\s()]*\))+(?:\s+\"[^\"]*\")?\)", "]", text)
    return re.sub(r"[*_`#>|\[\]]", " ", text)


def word_count(text: str) -> int:
    """Words of prose: tokens with a letter or a digit, code and formulas left out."""
    return sum(any(c.isalnum() for c in token) for token in plain(text).split())


def code_lines(cell: NotebookNode) -> int:
    """Lines of code, without blank lines and comments."""
    lines = (line.strip() for line in cell.source.splitlines())
    return sum(bool(line) and not line.startswith("#") for line in lines)


def blocks(text: str) -> list[str]:
    """Paragraphs, lists, headings and folded parts of a Markdown text, in order."""
    text = FOLDED.sub(lambda folded: re.sub(r"\n\s*\n", "\n", folded[0]), text)
    return [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]


def is_sentence(block: str) -> bool:
    """Whether the block is prose, open or folded, and not only a heading, picture or formula."""
    if block.startswith("<details"):
        return True
    return not re.match(r"#{1,6} ", block) and word_count(block) >= 3


def first_sentence(lecture: Lecture) -> str:
    """The sentence with which the first section opens."""
    body = [b for b in blocks(lecture.sections[0].text) if b[0] != "#"] if lecture.sections else []
    words = " ".join(plain(body[0]).split()) if body else ""
    return re.split(r"(?<=[.?!])\s", words)[0]


def items(text: str) -> list[str]:
    """The items of the lists in a text, numbered or not."""
    return re.findall(r"^(?:[-*]|\d+\.)[ \t]+(.+(?:\n[ \t]+\S.*)*)", text, re.M)
