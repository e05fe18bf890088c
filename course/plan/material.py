"""What the notebooks say about themselves, as units of a plan."""

import json
import re
from collections import Counter
from typing import Any

from course.citations import papers
from course.facts import links_in
from course.plan.compose import Unit
from course.topics import Topic, topics

SECTION = re.compile(r"^## (.+?) \((\d+) minutes\)[ \t]*$", re.M)
WITHOUT_CODE = "Try it"  # the section that the clinical track leaves out
DOI = "https://doi.org/"


def units(track: str = "full") -> list[Unit]:
    """Every topic that has a lecture. In the clinical track no one writes code: without the section
    "Try it", and of an assignment only the written question, timed by its share of the points."""
    return [unit_of(topic, track) for topic in topics() if topic.notebook.exists()]


def unit_of(topic: Topic, track: str) -> Unit:
    text = markdown(read(topic.notebook))
    sections = [(m[1], int(m[2])) for m in SECTION.finditer(text)]
    if track == "clinical":
        sections = [part for part in sections if part[0] != WITHOUT_CODE]
    task, homework = assignment(topic, track)
    return Unit(
        name=topic.name,
        title=topic.title,
        minutes=sum(minutes for _, minutes in sections) or topic.minutes,
        homework=homework,
        needs=topic.needs,
        sections=tuple(sections),
        task=task,
        paper=most_cited(text),
    )


def assignment(topic: Topic, track: str) -> tuple[str, int]:
    """Title and minutes of the topic's assignment; nothing if there is none."""
    if not topic.assignment.exists():
        return "", 0
    notebook = read(topic.assignment)
    about = notebook["metadata"].get("course", {})
    title, minutes = about.get("title", topic.title), int(about.get("minutes", 0))
    if track != "clinical":
        return title, minutes
    marked = [c["metadata"]["nbgrader"] for c in notebook["cells"] if "nbgrader" in c["metadata"]]
    marked = [cell for cell in marked if cell.get("grade")]
    total = sum(cell.get("points", 0) for cell in marked)
    written = sum(cell.get("points", 0) for cell in marked if cell.get("solution"))
    by_hand = round(minutes * written / total / 5) * 5 if total else 0
    return (f"{title} (written question only)", by_hand) if written else ("", 0)


def read(path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def markdown(notebook: dict[str, Any]) -> str:
    cells = (cell for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return "\n\n".join("".join(cell["source"]) for cell in cells)


def most_cited(text: str) -> str:
    """The address of the paper of references.csv that a lecture links to most often."""
    known = (link.url for link in links_in(text) if link.url.startswith(DOI))
    found = Counter(url for url in known if url.lower() in papers() and "zenodo" not in url)
    return found.most_common(1)[0][0] if found else ""
