"""Decks as single files: `build(topics)` writes one for each lecture, all that it needs inside.

reveal.js (MIT licence) comes from the package sphinx-revealjs, whose files are pinned and hashed
like all others, so that a deck needs no network when it is made and none when it is shown.
"""

import importlib.util
import os
import re
from concurrent.futures import ProcessPoolExecutor
from html import escape
from multiprocessing import get_context
from pathlib import Path

from course.rules.reading import Lecture
from course.site.lectures import animate
from course.slides.deck import Slide, slides_of
from course.topics import ROOT, Topic

HERE = Path(__file__).parent
WIDGETS = ROOT / "course" / "widgets"
OWN = (WIDGETS / "picture.js", WIDGETS / "explorer.js", HERE / "deck.js")
FOLDER = ROOT / "_build" / "slides"


def build(topics: list[Topic], folder: Path = FOLDER, *, quick: bool = False) -> list[Path]:
    """Write a deck for each lecture and a page that lists those in the folder; returns the decks.

    quick: explorers of which only the first control and the choices move, each alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if len(topics) == 1:
        return [write(topics[0], folder, quick=quick)]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(write, topic, folder, quick=quick) for topic in topics]
        made = [job.result() for job in jobs]
    (folder / "index.html").write_text(index(topics), encoding="utf-8")
    return made


def write(topic: Topic, folder: Path, *, quick: bool = False) -> Path:
    """Write the deck of one lecture."""
    lecture = Lecture.read(topic.notebook)
    for cell in lecture.code:
        animate(cell, quick)
    path = folder / f"{topic.name}.html"
    path.write_text(page(topic.title, slides_of(lecture)), encoding="utf-8")
    return path


def page(title: str, slides: list[Slide]) -> str:
    """A whole deck as one page of HTML."""
    sections = "\n".join(section(slide, count) for count, slide in enumerate(slides, 1))
    reveal = reveal_files()
    styles = [
        reveal / "dist" / "reset.css",
        reveal / "dist" / "reveal.css",
        *(WIDGETS / f"{name}.css" for name in ("explorer", "quiz", "room")),
        HERE / "deck.css",
    ]
    scripts = [reveal / "dist" / "reveal.js", reveal / "plugin" / "notes" / "notes.js"]
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<style>{"".join(path.read_text("utf-8") for path in styles)}</style>
</head>
<body>
<div class="reveal"><div class="slides">
{sections}
</div></div>
{"".join(f"<script>{script(path)}</script>" for path in scripts)}
<script type="module">{module(WIDGETS / "room.js")}enhance(document);</script>
<script type="module">{module(*OWN)}</script>
</body>
</html>
"""


def section(slide: Slide, count: int) -> str:
    """One slide; the heading of the lecture stands on the first one only."""
    level = "h1" if slide.kind == "title" else "h2"
    cites = " · ".join(map(escape, slide.sources[:4]))
    more = f" and {len(slide.sources) - 4} more in the notes" if len(slide.sources) > 4 else ""
    foot = f'<p class="sources">{cites}{more}</p>'
    said = slide.notes
    if len(slide.sources) > 4:
        said += f"<p>Sources: {escape('; '.join(slide.sources))}.</p>"
    if slide.kind in ("explorer", "room"):
        said += "<p>Tab leads to the controls, Esc gives the arrow keys back to the slides.</p>"
    return (
        f'<section data-timing="{slide.seconds}"><div class="slide of-{slide.kind}">'
        f"<{level}>{escape(slide.heading)}</{level}>"
        f'<div class="body">{slide.body}</div>{foot}</div>'
        f'<aside class="notes">{said}</aside></section>'
    )


def reveal_files() -> Path:
    """Where reveal.js lies in this environment. Raises RuntimeError with the way to get it."""
    found = importlib.util.find_spec("sphinx_revealjs")
    if found is None or found.origin is None:
        raise RuntimeError(
            "reveal.js is not installed here. `python3 start.py slides` installs what slides need."
        )
    return Path(found.origin).parent / "_static" / "revealjs"


def script(path: Path) -> str:
    """A script that may stand inside a page, without the address of its map."""
    text = path.read_text("utf-8").replace("</script", "<\\/script")
    return "\n".join(line for line in text.splitlines() if "sourceMappingURL" not in line)


def module(*paths: Path) -> str:
    """Scripts of the course as one module of a page, which exports nothing."""
    whole = "\n".join(path.read_text("utf-8") for path in paths).replace("</script", "<\\/script")
    return re.sub(r"^export (default .*$)?", "", whole, flags=re.M)


def index(topics: list[Topic]) -> str:
    """A page that leads to all decks."""
    rows = "".join(
        f'<li><a href="{t.name}.html">{t.number}. {escape(t.title)}</a></li>' for t in topics
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Slides</title>'
        f"<h1>Slides of Resetting Immunity</h1><ul>{rows}</ul></html>"
    )
