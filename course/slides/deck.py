"""Slides from a lecture, by rules alone: what is shown, and what is said.

Each cell that answers, each formula, diagram, list and table is the middle of a slide. Above it
stands the sentence that asks, under it the first that reads the answer; answer and reading come one
key later, so that a class can commit itself first. Everything else of the prose is a note for the
speaker. A stretch of prose becomes a slide with one sentence of each paragraph.

An author may steer by nbconvert's cell metadata `slideshow.slide_type`: `skip` leaves a cell out,
`notes` keeps it for the speaker, `slide` and `subslide` show all of its text on a slide of its own.
"""

import re
from dataclasses import replace
from math import ceil

from nbformat import NotebookNode

from course.rules.reading import Lecture, Section, word_count
from course.slides import pieces
from course.slides.pieces import Middle, Slide
from course.slides.text import Block, blocks_of, html, inline, key_words, sentences, sources

TIME = re.compile(r" \((\d+) minutes\)$")
MIDDLES = ("formula", "table", "picture", "list")
A_STORY = 30  # words before the question, from which on they get a slide of their own
ON_A_SLIDE = 3  # paragraphs of a slide of prose
SHOWN_WORDS = 66  # of all of them together


def slides_of(lecture: Lecture) -> list[Slide]:
    """All slides of a lecture, in order, each with its share of the section's time in seconds."""
    made = pieces.opening(lecture)
    for section in lecture.sections:
        heading = TIME.sub("", section.title)
        minutes = int(found[1]) if (found := TIME.search(section.title)) else 0
        slides = of_section(lecture, section, heading)
        made += [replace(s, seconds=round(60 * minutes / len(slides))) for s in slides]
    return made


def of_section(lecture: Lecture, section: Section, heading: str) -> list[Slide]:
    """The slides of a section: fixed sections have their own form, others follow the rules."""
    if heading == "Try it":
        return pieces.exercises(heading, section)
    if heading == "Summary":
        return pieces.summary(heading, section)
    if heading == "References":
        return pieces.references(heading, lecture)
    return by_rules(heading, middles(section))


def middles(section: Section) -> list[Middle]:
    """What the slides of a section are built around; the last one may hold prose alone."""
    found = [Middle()]
    for cell in section.cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "")
        if kind == "skip":
            continue
        if cell.cell_type == "code":
            take_code(found, cell, kind)
        elif kind in ("slide", "subslide", "notes"):
            take_whole(found, cell.source, kind)
        else:
            for block in blocks_of(cell.source):
                take(found, block)
    return found


def take_code(found: list[Middle], cell: NotebookNode, kind: str) -> None:
    if kind == "notes" or not (cell.outputs or "explorer()" in cell.source):
        found[-1].asides.append(pieces.code(cell.source))
        return
    found[-1].cell = cell
    found.append(Middle())


def take_whole(found: list[Middle], text: str, kind: str) -> None:
    body = re.sub(r"^## .*\n?", "", text).strip()
    if kind == "notes":
        found[-1].asides.append(html(body))
    else:
        found.append(Middle([Block("whole", body)], whole=True))
        found.append(Middle())


def take(found: list[Middle], block: Block) -> None:
    last = found[-1]
    if block.kind in MIDDLES:
        before = found[-2] if len(found) > 1 else Middle()
        joins = before.blocks and not last.before and {block.kind, before.blocks[-1].kind} <= {
            "formula", "table",
        }  # fmt: skip
        if joins:
            before.blocks.append(block)
        else:
            last.blocks.append(block)
            found.append(Middle())
    elif block.kind == "paragraph":
        last.before.append(block.text)
    elif block.kind == "heading" and not block.text.startswith("## "):
        last.before.append(block.text.lstrip("# ") + ".")
    elif block.kind == "folded":
        last.asides.append(pieces.unfolded(block.text))


def by_rules(heading: str, found: list[Middle]) -> list[Slide]:
    """Slides around the middles; a text between two is shared out between them."""
    slides: list[Slide] = []
    reading_to: Middle | None = None  # the cell that the next words read
    for middle in found:
        reads, rest, lead = shared(middle, after_cell=reading_to is not None)
        if reading_to is not None and reads:
            slides[-1] = pieces.with_reading(slides[-1], reads)
        whole = " ".join(rest)
        if rest and (word_count(whole) >= A_STORY or not is_shown(middle)):
            slides += prose(heading, rest)
            rest = []
        if is_shown(middle):
            said = html("\n\n".join([*rest, lead]))
            slides += pieces.around(heading, middle, lead, said + "".join(middle.asides))
        elif slides and middle.asides:
            slides[-1] = replace(slides[-1], notes=slides[-1].notes + "".join(middle.asides))
        reading_to = (
            middle if middle.cell is not None and "quiz(" not in middle.cell.source else None
        )
    return slides or [Slide(heading=heading, body="")]


def is_shown(middle: Middle) -> bool:
    return bool(middle.blocks) or middle.cell is not None


def shared(middle: Middle, *, after_cell: bool) -> tuple[str, list[str], str]:
    """The paragraphs before a middle: what reads the cell before, what is told, what asks.

    Without a middle to ask for, nothing asks; without a cell before, nothing reads.
    """
    paragraphs = list(middle.before)
    lead = ""
    if paragraphs and is_shown(middle):
        rest, lead = asking(paragraphs.pop())
        paragraphs += [rest] if rest else []
    reads = paragraphs.pop(0) if after_cell and paragraphs else ""
    return reads, paragraphs, lead


def asking(paragraph: str) -> tuple[str, str]:
    """A paragraph parted before its last question, or before its last sentence.

    >>> asking("It rose. How often did it double? Guess before you run the cell.")
    ('It rose.', 'How often did it double? Guess before you run the cell.')
    """
    parts = sentences(paragraph)
    questions = [i for i, part in enumerate(parts) if part.endswith("?")]
    at = questions[-1] if questions and len(parts) - questions[-1] <= 3 else len(parts) - 1
    while at and word_count(" ".join(parts[at:])) < 5:  # "Why?" needs the words before it
        at -= 1
    return " ".join(parts[:at]), " ".join(parts[at:])


def prose(heading: str, paragraphs: list[str]) -> list[Slide]:
    """A sentence or two of each paragraph on slides, the whole of them for the speaker."""
    slides = []
    count = ceil(len(paragraphs) / ON_A_SLIDE)
    for part in range(count):
        some = paragraphs[part * len(paragraphs) // count : (part + 1) * len(paragraphs) // count]
        most = round(SHOWN_WORDS / (len(some) + 0.5))
        body = "".join(f'<p class="key">{inline(key_words(p, most))}</p>' for p in some)
        text = "\n\n".join(some)
        slides.append(
            Slide(heading=heading, body=body, notes=html(text), sources=tuple(sources(text)))
        )
    return slides
