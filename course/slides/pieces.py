"""The forms that a slide can have, each made from what a lecture holds."""

import re
from dataclasses import dataclass, field, replace
from html import escape

from nbformat import NotebookNode

from course.citations import cited, short
from course.quizzes.questions import load
from course.rules.reading import Lecture, Section, code_lines, items, word_count
from course.site.lectures import EXPLORER
from course.slides.text import (
    Block,
    blocks_of,
    first_words,
    html,
    inline,
    sentences,
    sources,
)

CODE_LINES = 6  # longer code is for the speaker
TABLE_ROWS = 6  # so is the code of a longer table
READING_WORDS = (26, 12)  # of what reads an answer; of what reads a figure, which needs the room
LEAD_WORDS = 32  # and a longer sentence that asks nothing
QUIZ = re.compile(r"quiz\(\"(\w+)\"(?:, (\d+))?\)")
FOLD = re.compile(r"<details><summary>(.*?)</summary>(.*?)</details>", re.S)


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide: its heading, what is seen (HTML), what is said (HTML), sources, and its kind."""

    heading: str
    body: str
    notes: str = ""
    kind: str = "prose"
    sources: tuple[str, ...] = ()
    seconds: int = 0


@dataclass
class Middle:
    """What a slide is built around, with the paragraphs that stand before it."""

    blocks: list[Block] = field(default_factory=list)
    cell: NotebookNode | None = None
    whole: bool = False
    before: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)  # for the speaker: silent code, own notes


def opening(lecture: Lecture) -> list[Slide]:
    """Title and question; then what a listener will be able to do."""
    first = lecture.cells[0].source
    about = lecture.about
    line = next((p for p in first.split("\n\n") if p.startswith("Lecture ")), "")
    title = (
        f'<p class="question">{inline(about["question"])}</p><p class="small">{inline(line)}</p>'
    )
    aims = items(first.partition("After this lecture you can")[2])
    needs = first.partition("You need: ")[2].partition("\n")[0]
    can = "".join(f"<li>{inline(aim)}</li>" for aim in aims)
    said = f"<p>You need: {inline(needs)}</p>" if needs else ""
    return [
        Slide(heading=about["title"], body=title, notes=said, kind="title"),
        Slide(heading="After this lecture you can", body=f"<ul>{can}</ul>", notes=said),
    ]


def around(heading: str, middle: Middle, lead: str, said: str) -> list[Slide]:
    """The slide, or for a quiz the slides, around a middle; `lead` is the sentence that asks."""
    words = "\n\n".join([*middle.before, *(b.text for b in middle.blocks)])
    first = Slide(heading=heading, body="", notes=said, sources=tuple(sources(words)))
    fits = word_count(lead) <= LEAD_WORDS or lead.endswith("?")
    asks = f'<p class="lead">{inline(lead)}</p>' if lead and fits else ""
    cell = middle.cell
    if cell is None:
        body = "".join(f'<div class="{b.kind}">{html(b.text)}</div>' for b in middle.blocks)
        return [replace(first, body=asks + body, kind=middle.blocks[0].kind)]
    if found := QUIZ.search(cell.source):
        made = questions(heading, found[1], found[2])
        return [replace(made[0], notes=said + made[0].notes), *made[1:]]
    if EXPLORER.search(cell.source) and "explorer()" in cell.source:
        return [
            replace(first, body=explorer(cell), notes=said + code(cell.source), kind="explorer")
        ]
    shown, kind = answer(cell)
    if kind == "room":
        return [replace(first, body=shown, kind=kind)]
    typed = code(cell.source)
    if kind == "figure":
        said += f"<p>{escape(printed(cell))}</p>"
    if kind == "figure" or code_lines(cell) > CODE_LINES or shown.count("<tr") > TABLE_ROWS + 1:
        first, typed = replace(first, notes=said + typed), ""
    waits = ' class="fragment"' if "?" in lead else ""
    return [replace(first, body=f"{asks}{typed}<div{waits}>{shown}</div>", kind=kind)]


def with_reading(slide: Slide, text: str) -> Slide:
    """The slide with the first sentence that reads its answer, the whole of it in the notes."""
    parts = sentences(text)
    parts = parts[:1] + [part for part in parts[1:] if not part.endswith("?")]
    words = first_words(parts, most=READING_WORDS[slide.kind == "figure"])
    if slide.kind in ("explorer", "room"):
        return replace(slide, notes=slide.notes + html(text))
    body = f'{slide.body}<p class="reading fragment">{inline(words)}</p>'
    found = tuple(dict.fromkeys([*slide.sources, *sources(text)]))
    return replace(slide, body=body, notes=slide.notes + html(text), sources=found)


def code(source: str) -> str:
    """Code without its blank lines."""
    lines = "\n".join(line for line in source.splitlines() if line.strip())
    return f"<pre><code>{escape(lines)}</code></pre>"


def answer(cell: NotebookNode) -> tuple[str, str]:
    """What a cell has put out, as HTML, and what it is: a figure, a table, a room or text."""
    for output in cell.outputs:
        data = output.get("data", {})
        if "image/png" in data:
            alt = output.metadata.get("image/png", {}).get("alt") or printed(cell)
            picture = f'<img alt="{escape(alt, quote=True)}" src="data:image/png;base64,'
            return f'{picture}{data["image/png"].strip()}">', "figure"
        if data.get("text/html", "").startswith('<div class="room"'):
            return data["text/html"], "room"
        if "text/html" in data:
            return f'<div class="frame">{breakable(data["text/html"])}</div>', "table"
    words = "".join(f"<p>{escape(line)}</p>" for line in said_by(cell))
    values = "".join(f'<pre class="out">{escape(text)}</pre>' for text in values_of(cell))
    return f'<div class="words">{words}</div>{values}' if words else values, "text"


def breakable(table: str) -> str:
    """A table whose headings may be broken at an underscore."""
    return re.sub(r"<th[ >][^<]*_[^<]*", lambda m: m[0].replace("_", "_<wbr>"), table)


def printed(cell: NotebookNode) -> str:
    """All that a cell has printed, in one line."""
    return " ".join("".join(o.text for o in cell.outputs if o.output_type == "stream").split())


def said_by(cell: NotebookNode) -> list[str]:
    """The lines that a cell has printed; long ones that were broken are made whole."""
    lines = "".join(o.text for o in cell.outputs if o.output_type == "stream")
    return re.sub(r"(?m)^(.{70,}[^.\n])\n", r"\1 ", lines).strip().splitlines()


def values_of(cell: NotebookNode) -> list[str]:
    """The values that a cell has answered with, as text."""
    return [o.data["text/plain"].strip() for o in cell.outputs if "text/plain" in o.get("data", {})]


def explorer(cell: NotebookNode) -> str:
    """What `build` has put in place of the cell's output: the explorer, alive without a kernel."""
    return next((o.data["text/html"] for o in cell.outputs if "text/html" in o.get("data", {})), "")


def questions(heading: str, topic: str, number: str | None) -> list[Slide]:
    """A slide for each question; one key later, the right answer and the names of the mistakes."""
    chosen = load(topic)
    chosen = chosen if number is None else [chosen[int(number) - 1]]
    slides = []
    for count, question in enumerate(chosen, 1):
        rows, said = "", ""
        for letter, option in zip("ABCDE", question.options, strict=False):
            kind = "wrong" if option.misconception else "right"
            verdict = f"✗ {option.misconception}" if option.misconception else "✓ right"
            rows += (
                f'<li class="{kind}"><span>{letter}. {inline(option.text)}</span>'
                f'<em class="fragment" data-fragment-index="0">{escape(verdict)}</em></li>'
            )
            said += f"<p><strong>{letter}. {escape(verdict)}.</strong> {inline(option.reply)}</p>"
        body = f'<p class="lead">{inline(question.prompt)}</p><ul class="options">{rows}</ul>'
        title = f"{heading}: {count} of {len(chosen)}" if len(chosen) > 1 else heading
        slides.append(Slide(heading=title, body=body, notes=said, kind="quiz"))
    return slides


def exercises(heading: str, section: Section) -> list[Slide]:
    """A slide for each exercise: the task and the function to fill; hints are for the speaker."""
    slides: list[Slide] = []
    for cell in section.cells:
        if cell.cell_type == "code":
            if slides and "def " in cell.source and "<pre>" not in slides[-1].body:
                slides[-1] = replace(slides[-1], body=slides[-1].body + code(cell.source.strip()))
            continue
        found = blocks_of(cell.source)
        parts = [b for b in found if b.kind == "paragraph"]
        if begins(found, parts):
            title = next((b.text.lstrip("# ") for b in found if b.text.startswith("###")), heading)
            asks = parts[-1].text if parts else ""
            body = f'<p class="lead">{inline(title)}</p><p>{inline(last_words(asks))}</p>'
            notes = "".join(html(b.text) for b in parts)
            slides.append(Slide(heading=heading, body=body, notes=notes, kind="exercise"))
        elif slides:
            folded = "".join(unfolded(b.text) for b in found if b.kind == "folded")
            slides[-1] = replace(slides[-1], notes=slides[-1].notes + folded)
    return slides or [Slide(heading=heading, body="")]


def begins(found: list[Block], parts: list[Block]) -> bool:
    """Whether a cell begins an exercise: a heading of its own, or a bold first word such as One."""
    own = any(b.text.startswith("###") for b in found)
    return own or any(b.text.startswith("**") for b in parts)


def last_words(paragraph: str, most: int = 45) -> str:
    """The last sentences of a task, whole: what is to be written stands at its end."""
    chosen: list[str] = []
    for part in reversed(sentences(paragraph)):
        if chosen and word_count(" ".join([part, *chosen])) > most:
            break
        chosen.insert(0, part)
    return " ".join(chosen)


def unfolded(text: str) -> str:
    """Folded hints and solutions, open."""
    return "".join(f"<p><strong>{m[1]}.</strong></p>{html(m[2])}" for m in FOLD.finditer(text))


def summary(heading: str, section: Section) -> list[Slide]:
    """The five lines; the terms; what comes next."""
    text = section.text.partition("\n")[2]
    lines, _, rest = text.partition("**Key terms.**")
    terms, _, then = rest.partition("**Next.**")
    names = re.findall(r"\*{1,2}([^*\n]+?)\*{1,2}:", terms)
    listed = "".join(f"<li>{inline(name)}</li>" for name in names)
    points = "".join(f"<li>{inline(line)}</li>" for line in items(lines))
    return [
        Slide(heading=heading, body=f"<ol>{points}</ol>", kind="list"),
        Slide(heading="Can you say what these are?", body=f'<ul class="terms">{listed}</ul>',
              notes=html(terms.strip()), kind="terms"),
        Slide(heading="Next", body=f"<p>{inline(then.strip())}</p>"),
    ]  # fmt: skip


def references(heading: str, lecture: Lecture) -> list[Slide]:
    """Every paper in a few words; its whole entry is for the speaker."""
    table, _ = cited(lecture.text)
    rows = sorted((short(row), row["journal"]) for _, row in table.iterrows())
    listed = "".join(f"<li>{escape(' · '.join(filter(None, row)))}</li>" for row in rows)
    said = html(lecture.section("References").text.partition("\n")[2])
    return [
        Slide(heading=heading, body=f'<ul class="papers">{listed}</ul>', notes=said, kind="papers")
    ]
