"""A decision room: `room("safety")` shows a case that unfolds by the hour, and as one chooses.

Like a quiz, a room is a page of HTML that can be read where nothing runs: every moment stands there
with its grade and its choices folded, and each reply says at which moment one reads on. `room.js`
turns that page into a case that shows one moment at a time. On a web page: `enhance(document)`.
"""

from html import escape

import anywidget
import traitlets

from course.rooms.cases import OPEN, Case, Choice, Ending, Moment, load
from course.widgets.quiz import HERE, LETTERS, bare, inline
from course.widgets.twin import beside


class Room(anywidget.AnyWidget):
    """A case to be lived through.

    `went` tells Python how it went, moment by moment: {"moment": "night", "grade": "2",
    "right": True, "mistake": ""}, where the mistake is that of the choice, empty for the best.
    """

    _esm = (HERE / "room.js").read_text("utf-8")
    _css = "\n".join((HERE / name).read_text("utf-8") for name in ("quiz.css", "room.css"))
    page = traitlets.Unicode().tag(sync=True)
    went: traitlets.List = traitlets.List().tag(sync=True)

    def __init__(self, case: Case):
        self.case = case
        super().__init__(page=page(case))

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """One output: the live widget, and for readers without a kernel the page and the words."""
        return beside(self, {"text/html": self.page, "text/plain": plain(self.case)}), {}


def room(topic: str) -> Room:
    """The decision room of a topic."""
    return Room(load(topic))


def page(case: Case) -> str:
    """The case in HTML that needs neither script nor style, grades and replies folded."""
    times = {m.name: m.time for m in case.moments} | {e.name: e.time for e in case.endings}
    return "\n".join(
        [
            f'<div class="room" data-title="{escape(case.title)}">',
            f'<p class="room-opening">{inline(case.opening)}</p>',
            *(_moment(moment, times) for moment in case.moments),
            *(_ending(ending) for ending in case.endings),
            "</div>",
        ]
    )


def _moment(moment: Moment, times: dict[str, str]) -> str:
    choices = [_choice(*pair, times) for pair in zip(LETTERS, moment.choices, strict=False)]
    return "\n".join(
        [
            f'<div data-moment="{moment.name}">',
            f'<p class="room-time"><strong>{moment.time}</strong></p>',
            f'<p class="room-story">{inline(moment.story)}</p>',
            f"<ul>{''.join(f'<li>{inline(words)}</li>' for words in moment.findings)}</ul>",
            f'<details data-scale="{moment.scale}" data-grade="{moment.grade}">'
            f"<summary>Which grade of {moment.scale}? Decide, then open.</summary>"
            f"<p><strong>{said(moment)}.</strong> {inline(moment.why)}</p></details>",
            f'<p class="room-ask">{inline(moment.ask)}</p>',
            *choices,
            "<br></div>",
        ]
    )


def said(moment: Moment) -> str:
    """The grade of a moment in words.

    >>> said(load("safety").moments[0])
    'CRS of grade 1'
    """
    known = moment.grade != OPEN
    return f"{moment.scale} of grade {moment.grade}" if known else f"The grade {OPEN}"


def _choice(letter: str, choice: Choice, times: dict[str, str]) -> str:
    mistake = escape(choice.mistake)
    verdict = f"✗ Not the best: {mistake}." if mistake else "✓ So it is recommended."
    known = f' data-mistake="{mistake}"' if mistake else ""
    return (
        f'<details data-next="{choice.next}"{known}><summary>{letter}. {inline(choice.option)}'
        f"</summary><p><strong>{verdict}</strong> {inline(choice.reply)}</p>"
        f"<p><em>Read on at “{times[choice.next]}”.</em></p></details>"
    )


def _ending(ending: Ending) -> str:
    return (
        f'<div data-ending="{ending.name}"><p class="room-time"><strong>{ending.time}</strong></p>'
        f'<p class="room-story">{inline(ending.story)}</p></div>'
    )


def plain(case: Case) -> str:
    """The case as text, the grades and the letters of the best choices in the last line."""
    lines, best = [bare(case.opening)], []
    for moment in case.moments:
        lines += [f"{moment.time}. {bare(moment.story)} {'; '.join(moment.findings)}."]
        lines += [f"   Which grade of {moment.scale}? {bare(moment.ask)}"]
        for letter, choice in zip(LETTERS, moment.choices, strict=False):
            lines.append(f"   {letter}. {bare(choice.option)}")
            if not choice.mistake:
                best.append(f"{moment.time}: grade {moment.grade}, {letter}")
    return "\n".join([*lines, f"Answers: {'; '.join(best)}"])
