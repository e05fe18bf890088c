"""The table of contents, made from what the lectures say about themselves."""

from course.topics import Topic, topics

PARTS = {
    "1": "Part 1. Autoimmunity: the problem",
    "2": "Part 2. Engineering a CAR T cell",
    "3": "Part 3. In the clinic: promise and challenges",
}


class Contents:
    """Shows itself as a list of lectures by part, with links, questions and times."""

    def __init__(self, lectures: list[Topic]):
        self.lectures = lectures

    def _repr_markdown_(self) -> str:
        lines = []
        for part, title in PARTS.items():
            mine = [t for t in self.lectures if t.part == part]
            if mine:
                minutes = sum(t.minutes for t in mine)
                lines += [f"\n**{title}** ({minutes // 60} h {minutes % 60:02d} min)\n"]
                lines += [
                    f"{t.number}. [{t.title}]({t.name}.ipynb) {t.question} *{t.minutes} minutes*"
                    for t in mine
                ]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return "\n".join(f"{t.number:2d}  {t.title} ({t.minutes} minutes)" for t in self.lectures)


def contents() -> Contents:
    """All lectures that are there."""
    return Contents([t for t in topics() if t.notebook.exists()])
