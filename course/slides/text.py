"""The words of a lecture, cut for slides: blocks, sentences, sources, HTML."""

import base64
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from course.citations import papers
from course.rules.reading import FOLDED, blocks, word_count
from course.site.formulas import mathml
from course.topics import NOTEBOOKS

LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(((?:[^\s()]|\([^\s()]*\))+)(?:\s+\"[^\"]*\")?\)"
)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)")
SENTENCE = re.compile(r"(?<=[.?!])(?<!al\.)(?<!vs\.)(?<!e\.g\.)([”\"')*]*)\s+(?=[A-Z“\"(*$\[\d])")
KINDS = (
    ("heading", re.compile(r"#{1,6} ")),
    ("picture", re.compile(r"!\[")),
    ("formula", re.compile(r"\$\$")),
    ("table", re.compile(r"\|")),
    ("folded", re.compile(r"<details")),
    ("fence", re.compile(r"```|~~~")),
    ("list", re.compile(r"(?:\d+\.|[-*]) ")),
)


@dataclass(frozen=True)
class Block:
    """A paragraph, list, formula, table, picture, heading or folded part of Markdown."""

    kind: str
    text: str


def blocks_of(markdown: str) -> list[Block]:
    """The blocks of a Markdown text, in order, each with its kind; else it is a paragraph."""
    return [Block(kind_of(text), text) for text in blocks(markdown)]


def kind_of(text: str) -> str:
    return next((kind for kind, start in KINDS if start.match(text)), "paragraph")


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph, with their links.

    >>> sentences("Almost twelve. Spread over [9.3](https://x.org) days, how long? Guess.")
    ['Almost twelve.', 'Spread over [9.3](https://x.org) days, how long?', 'Guess.']
    """
    whole = SENTENCE.sub(lambda m: m[1] + "\x00", " ".join(paragraph.split()))
    return [part for part in whole.split("\x00") if part]


def unlinked(markdown: str) -> str:
    """The same text with the words of each link in place of the link."""
    return LINK.sub(r"\1", markdown)


def first_words(parts: list[str], most: int = 30) -> str:
    """As many whole sentences from the first on as hold `most` words; one at least."""
    chosen: list[str] = []
    for part in parts:
        if chosen and word_count(" ".join([*chosen, part])) > most:
            break
        chosen.append(part)
    return " ".join(chosen)


def key_words(paragraph: str, most: int) -> str:
    """What stands for a paragraph: from its first bold sentence on, else from its first, in words.

    Whole sentences, as many as hold `most` words, and one at least; a first one that is longer
    gives way to the first that is not.
    """
    parts = sentences(paragraph)
    fits = [i for i, part in enumerate(parts) if word_count(part) <= most]
    bold = [i for i in fits if "**" in parts[i]]
    start = (bold or fits or [0])[0]
    return first_words(parts[start:], most)


def sources(markdown: str) -> list[str]:
    """What a text cites, in short: `Stein 2019` for a known paper, else the name of the host."""
    found = []
    for address in (m[2] for m in LINK.finditer(markdown)):
        if address.startswith("http"):
            host = re.sub(r"^https?://(www\.)?|/.*", "", address)
            found.append(papers().get(address.lower(), host))
    return list(dict.fromkeys(found))


def html(markdown: str) -> str:
    """The text as HTML: no links, formulas as MathML, pictures inside."""
    return _markdown().render(PICTURE.sub(_picture, unlinked(FOLDED.sub("", markdown))))


def inline(markdown: str) -> str:
    """One paragraph as HTML without its tags around it."""
    return _markdown().renderInline(unlinked(markdown))


@cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": True}).enable("table")
    return made.use(
        dollarmath_plugin,
        renderer=lambda text, options: mathml(text, block=options["display_mode"]),
    )


def _picture(match: re.Match) -> str:
    return f'<img alt="{match[1]}" src="{as_data(NOTEBOOKS / match[2])}">'


def as_data(path: Path) -> str:
    """The address of a picture that holds the picture itself."""
    kind = mimetypes.guess_type(path.name)[0] or "image/png"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
