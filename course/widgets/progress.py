"""The panel under the contents: tick what was read, save and load the record, print it.

Saving, and the certificate, happen in the browser, from what the kernel has told it: the name that
is typed there reaches neither the kernel nor the file.
"""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course import certificate, progress
from course.standing import Standing
from course.widgets.twin import beside

HERE = Path(__file__).parent
TWIN = (
    "When this cell is run, the list above shows what you have done, and here are a tick for each"
    " lecture that you have read and buttons to save the record, to load it, and to print a"
    " certificate."
)


class Panel(anywidget.AnyWidget):
    """For a list of contents and the handle of its output, which is renewed when something changes.

    From the page come {"look": true}, {"read": word, "is": bool} and {"load": text of a file}.
    """

    _esm = (HERE / "progress.js").read_text("utf-8")
    _css = (HERE / "progress.css").read_text("utf-8")
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, contents: Any, handle: Any = None):
        self.contents, self.handle = contents, handle
        super().__init__(state=self.now())
        self.on_msg(self.hear)

    def now(self) -> dict[str, Any]:
        """All that the page shows."""
        states = self.contents.standings()
        return {
            "words": summary(states),
            "troubles": progress.troubles(),
            "lectures": [
                [s.topic.word, f"{s.topic.number}. {s.topic.title}", bool(s.read)] for s in states
            ],
            "file": progress.text(progress.read()),
            "certificate": certificate.page(states),
            "mark": certificate.NAME,
        }

    def hear(self, widget: Any, message: Any, buffers: Any) -> None:
        """Do what the page asks for, and answer with a sentence."""
        said = ""
        if "read" in message and message["is"]:
            said = progress.record(message["read"], "read")
        elif "read" in message:
            said = progress.forget(message["read"], "read")
        elif "load" in message:
            said = load(message["load"])
        new = self.now()
        if new != self.state:
            self.state = new
            if self.handle:
                self.handle.update(self.contents.bundle(), raw=True)
        self.send({"said": said})

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict]:
        """The live panel, and for readers without a kernel a sentence."""
        return beside(self, {"text/html": f"<p>{TWIN}</p>", "text/plain": TWIN}), {}


def load(text: str) -> str:
    """Add the text of a saved file to the record; a sentence on what came of it."""
    try:
        saved = progress.parse(text)
    except ValueError as error:
        return f"Nothing was loaded. {error}"
    before = progress.read()
    trouble = progress.keep(saved)
    new = sum(len(set(done) - set(before.get(topic, {}))) for topic, done in saved.items())
    found = f"{new} {'thing' if new == 1 else 'things'} new" if new else "nothing new"
    return f"Loaded: {found}. {trouble}".strip()


def summary(states: list[Standing]) -> str:
    """Where the learner stands, in a sentence."""
    done = sum(s.done for s in states)
    solved = sum(bool(time) for s in states for time in s.exercises.values())
    answered = sum(bool(time) for s in states for time in s.quiz.values())
    if not any(s.times for s in states):
        return "Nothing is kept yet. What you answer and solve in a lecture appears here by itself."
    return (
        f"Lectures done: {done} of {len(states)}. Questions answered: {answered}. "
        f"Exercises solved: {solved}."
    )
