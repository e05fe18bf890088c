"""The quiz of a lecture: `quiz("kinetics")` shows all its questions, `quiz("kinetics", 1)` one.

A quiz is a page of HTML in which every answer is folded over its reply, so that it can be read and
worked where nothing runs: on GitHub, in print, before a notebook is trusted. `quiz.js` turns that
page into questions to answer. On a web page: `enhance(document)`, from the same file.
"""

import re
from html import escape
from pathlib import Path

import anywidget
import traitlets

from course import progress
from course.quizzes.questions import Option, Question, load
from course.widgets.twin import beside

HERE = Path(__file__).parent
LETTERS = "ABCDE"


class Quiz(anywidget.AnyWidget):
    """Questions to answer.

    `answered` tells Python what was answered, by the names of the questions:
    {"footprint": {"right": True, "misconceptions": ["aplasia taken for cure"]}}, where the list
    holds what was chosen before the right answer. What was answered right is kept as progress, if
    the topic is given; what was chosen is not.
    """

    _esm = (HERE / "quiz.js").read_text("utf-8")
    _css = (HERE / "quiz.css").read_text("utf-8")
    page = traitlets.Unicode().tag(sync=True)
    answered = traitlets.Dict().tag(sync=True)

    def __init__(self, questions: list[Question], topic: str = ""):
        self.questions, self.topic = questions, topic
        super().__init__(page=page(questions))
        if topic:
            self.observe(self._keep, "answered")

    def _keep(self, change) -> None:
        for name, reply in change["new"].items():
            before = change["old"].get(name, {})
            if reply.get("right") and not before.get("right"):
                progress.record(self.topic, f"quiz {name}")

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """One output: the live widget, and for readers without a kernel the page and the words."""
        twin = {"text/html": self.page, "text/plain": plain(self.questions)}
        return beside(self, twin), {}


def quiz(topic: str, number: int | None = None) -> Quiz:
    """The quiz of a topic, or one question of it, counted from 1."""
    questions = load(topic)
    if number is None:
        return Quiz(questions, topic)
    if number not in range(1, len(questions) + 1):
        raise LookupError(f"“{topic}” has questions 1 to {len(questions)}, and no {number}.")
    return Quiz([questions[number - 1]], topic)


def page(questions: list[Question]) -> str:
    """The questions in HTML that needs neither script nor style, every answer folded."""
    many = "questions" if len(questions) > 1 else "question"
    return "\n".join(
        [
            '<div class="quiz">',
            f'<p class="quiz-how">{len(questions)} {many}. Decide on an answer, then open it.</p>',
            *(_question(n, q) for n, q in enumerate(questions, 1)),
            "</div>",
        ]
    )


def _question(number: int, question: Question) -> str:
    prompt = f'<p class="quiz-prompt"><strong>{number}.</strong> {inline(question.prompt)}</p>'
    options = [_option(*pair) for pair in zip(LETTERS, question.options, strict=False)]
    return "\n".join([f'<div data-name="{question.name}">', prompt, *options, "<br></div>"])


def _option(letter: str, option: Option) -> str:
    mistake = escape(option.misconception)
    verdict = f"✗ Not this one: {mistake}." if mistake else "✓ Right."
    known = f' data-misconception="{mistake}"' if mistake else ""
    return (
        f"<details{known}><summary>{letter}. {inline(option.text)}</summary>"
        f"<p><strong>{verdict}</strong> {inline(option.reply)}</p></details>"
    )


def inline(text: str) -> str:
    """HTML of a text with *emphasis*, **strong words**, `code` and [links](address "title")."""
    html = escape(text, quote=False)
    html = re.sub(
        r'\[([^\]]+)\]\((\S+?)(?:\s+"([^"]*)")?\)',
        lambda m: f'<a href="{m[2]}" title="{m[3] or ""}">{m[1]}</a>',
        html,
    )
    html = re.sub(r"`([^`]+)`", r"<code>\1</code>", html)
    html = re.sub(r"\*\*(\S|\S.*?\S)\*\*", r"<strong>\1</strong>", html)
    return re.sub(r"\*(\S|\S.*?\S)\*", r"<em>\1</em>", html)


def plain(questions: list[Question]) -> str:
    """The questions as text, the letters of the right answers in the last line."""
    lines, answers = [], []
    for number, question in enumerate(questions, 1):
        lines += [f"{number}. {bare(question.prompt)}"]
        for letter, option in zip(LETTERS, question.options, strict=False):
            lines.append(f"   {letter}. {bare(option.text)}")
            if not option.misconception:
                answers.append(f"{number} {letter}")
    return "\n".join([*lines, f"Answers: {', '.join(answers)}"])


def bare(text: str) -> str:
    """A text without its marks and addresses."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(r"`|\*+(?=\S)|(?<=\S)\*+", "", text)
