"""The table of contents, made from what the lectures say of themselves, with their states."""

import tomllib
from typing import Any

from IPython.display import display

from course import progress
from course.standing import Standing, following, standing
from course.topics import ROOT, Topic, topics

PARTS = {
    "1": "Part 1. Autoimmunity: the problem",
    "2": "Part 2. Engineering a CAR T cell",
    "3": "Part 3. In the clinic: promise and challenges",
}


README = """# The lectures

Each can be read here with its pictures. To run one without installing anything, follow its badge:
Binder starts a machine for you, which takes from seconds to minutes, ends after ten idle minutes
and keeps nothing, so download what you want to keep. If it is slow, install the course (two
commands, on the [first page](../README.md)) or see [what to do](../docs/help.md). This list is made
by `python -m course coverage`.

| | lecture | question | minutes | run |
|--:|---|---|--:|---|"""


class Contents:
    """Shows itself as a list of lectures by part, with links, questions, times and states.

    Beneath it stands the panel that saves and loads the record, and that keeps the list fresh.
    """

    def __init__(self, lectures: list[Topic]):
        self.lectures = lectures

    def standings(self) -> list[Standing]:
        """How far the learner is, by the file as it is now."""
        known = progress.read()
        return [standing(topic, known) for topic in self.lectures]

    def bundle(self) -> dict[str, str]:
        """The list in Markdown and as text."""
        states = self.standings()
        return {"text/markdown": self.markdown(states), "text/plain": self.plain(states)}

    def markdown(self, states: list[Standing]) -> str:
        lines = [first_line(states)]
        for part, title in PARTS.items():
            mine = [s for s in states if s.topic.part == part]
            if mine:
                minutes = sum(s.topic.minutes for s in mine)
                lines += [f"\n**{title}** ({minutes // 60} h {minutes % 60:02d} min)\n"]
                lines += [line(s) for s in mine]
        return "\n".join(lines)

    def plain(self, states: list[Standing]) -> str:
        return "\n".join(
            f"{s.topic.number:2d}  {s.topic.title} ({s.topic.minutes} minutes)  {s.words}".rstrip()
            for s in states
        )

    def _repr_markdown_(self) -> str:
        return self.markdown(self.standings())

    def __repr__(self) -> str:
        return self.plain(self.standings())

    def _ipython_display_(self, **kwargs: Any) -> None:
        from course.widgets.progress import Panel

        handle = display(self.bundle(), raw=True, display_id=True)
        display(Panel(self, handle))


def line(state: Standing) -> str:
    """One lecture of the list."""
    t = state.topic
    known = f" **{state.words}**" if state.words else ""
    return f"{t.number}. [{t.title}]({t.name}.ipynb) {t.question} *{t.minutes} minutes*{known}"


def first_line(states: list[Standing]) -> str:
    """What comes next."""
    after = following(states)
    if after is None:
        return "**All lectures are done.**" if states else "No lecture stands in this folder."
    word = "Go on with" if any(s.times for s in states) else "Begin with"
    t = after.topic
    return f"**{word}** [lecture {t.number}, {t.title}]({t.name}.ipynb)"


def contents() -> Contents:
    """All lectures that are there."""
    return Contents([t for t in topics() if t.notebook.exists()])


def readme() -> str:
    """`notebooks/README.md`: every lecture with its question and its badge of Binder."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        address = tomllib.load(file)["project"]["urls"]["Repository"]
    place = address.replace("https://github.com/", "https://mybinder.org/v2/gh/")
    rows = [
        f"| {t.number} | [{t.title}]({t.name}.ipynb) | {t.question} | {t.minutes} "
        f"| [![Open lecture {t.number} in Binder](https://mybinder.org/badge_logo.svg)]"
        f"({place}/HEAD?urlpath=lab/tree/notebooks/{t.name}.ipynb) |"
        for t in contents().lectures
    ]
    return "\n".join([README, *rows, ""])
