"""An exercise of "Try it": a function to write, checked at once, with a message that teaches.

The answer is called with inputs drawn from a seeded generator, and compared with the truth, a
function of the course. Mistakes are wrong formulas with the words that answer them.
"""

import inspect
import io
import re
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np

from course import progress
from course.checks.compare import TOLERANCE, agrees, difference, scale
from course.checks.kinds import described, is_numeric
from course.checks.stops import plain_words

SIGNS = {
    "right": ("✓", "Right.", "#0a8f63"),
    "wrong": ("✗", "Not yet.", "#d9750d"),
    "stopped": ("!", "It stopped.", "#d9750d"),
    "begin": ("○", "Not begun.", "#7f7f7f"),
}
PRINTS = "Your function prints its result and returns nothing: write `return` in place of `print`."
CASES = 5
SEED = 8


@dataclass(frozen=True)
class Reply:
    """What a check says: shown as a box in a notebook, as the same words everywhere else."""

    verdict: str
    words: str

    def __repr__(self) -> str:
        sign, title, _ = SIGNS[self.verdict]
        return f"{sign} {title} {self.words}"

    def _repr_html_(self) -> str:
        sign, title, colour = SIGNS[self.verdict]
        words = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(self.words, quote=False))
        return (
            f'<div role="status" style="max-width: 740px; border-left: 4px solid {colour}; '
            f'padding: 6px 12px"><strong>{sign} {title}</strong> {words}</div>'
        )


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """A function to write.

    truth: the right function; its first parameters are the inputs, in their order.
    draw: makes the inputs of one case from a NumPy generator.
    begin: how to begin, for whom has not; why: what a right answer is good for, one sentence.
    mistakes: wrong functions of the same inputs, each with the words that answer it.
    """

    truth: Callable[..., Any]
    draw: Callable[[np.random.Generator], Sequence[Any]]
    what: str
    unit: str
    begin: str
    why: str
    mistakes: Mapping[Callable[..., Any], str]
    tolerance: float = TOLERANCE

    def cases(self) -> list[tuple]:
        """The inputs, the same every time."""
        rng = np.random.default_rng(SEED)
        return [tuple(self.draw(rng)) for _ in range(CASES)]

    def check(self, answer: Any) -> Reply:
        """What is to be said about an answer, whatever it is; that it was right is kept."""
        reply = self._reply(answer)
        if reply.verdict != "right" or not (name := self._name()):
            return reply
        topic, word = name
        trouble = progress.record(topic, f"exercise {word}")
        return replace(reply, words=f"{reply.words} {trouble}") if trouble else reply

    def _name(self) -> tuple[str, str] | None:
        """The topic and the name under which this exercise stands in `course.checks`."""
        modules = [(n, m) for n, m in list(sys.modules.items()) if n.startswith("course.checks.")]
        for module, content in modules:
            for name, value in list(vars(content).items()):
                if value is self:
                    return module.rpartition(".")[2], name
        return None

    def _reply(self, answer: Any) -> Reply:
        if _empty(answer):
            return Reply("begin", self.begin)
        try:
            return self._unusable(answer) or self._tried(answer)
        except (Exception, SystemExit) as error:  # an answer that breaks even the comparison
            return Reply("wrong", f"Your answer cannot be compared ({type(error).__name__}).")

    def _unusable(self, answer: Any) -> Reply | None:
        names = list(inspect.signature(self.truth).parameters)
        if not callable(answer):
            return Reply(
                "wrong",
                f"This is {described(answer)}, and not your function. Give the function itself, "
                "its name without brackets: then it can be tried with several inputs.",
            )
        try:
            inspect.signature(answer).bind(*names)
        except (TypeError, ValueError):
            wanted = f"{len(names)} inputs, in this order: {', '.join(names)}"
            return Reply("wrong", f"Your function must take {wanted}.")
        return None

    def _tried(self, answer: Callable) -> Reply:
        given, printed = [], io.StringIO()
        for case in self.cases():
            try:
                with redirect_stdout(printed), warnings.catch_warnings(action="ignore"):
                    given.append(answer(*case))
            except NotImplementedError:
                return Reply("begin", self.begin)
            except (Exception, SystemExit) as error:
                return Reply("stopped", f"{self._for(case)}: {plain_words(error, answer)}")
        if all(_empty(value) for value in given):
            return Reply("wrong", PRINTS) if printed.getvalue() else Reply("begin", self.begin)
        return self._judged(given)

    def _judged(self, given: list) -> Reply:
        said = [
            difference(
                value, self.truth(*case), what=self.what, unit=self.unit, tolerance=self.tolerance
            )
            for value, case in zip(given, self.cases(), strict=True)
        ]
        if not any(said):
            return Reply("right", self.why)
        first = next(n for n, words in enumerate(said) if words)
        named = ""
        if all(is_numeric(value) and np.ndim(value) == 0 for value in given):
            named = self._named(np.array(given, float), first)
        words = named or said[first] + _partly(said)
        return Reply("wrong", f"{self._for(self.cases()[first])}: {words}")

    def _named(self, given: np.ndarray, first: int) -> str:
        """What is to be said if all values come from one wrong formula, or differ by one factor."""
        seen = f"you returned {given[first]:.4g} {self.unit}"
        for formula, words in self.mistakes.items():
            if agrees(given, self._all(formula), self.tolerance):
                return f"{seen}. {words}"
        said = scale(given, self._all(self.truth), self.tolerance)
        return f"{seen}, {said}" if said else ""

    def _all(self, function: Callable) -> np.ndarray:
        return np.array([function(*case) for case in self.cases()], float)

    def _for(self, case: tuple) -> str:
        names = inspect.signature(self.truth).parameters
        return "For " + ", ".join(f"{n} = {_short(v)}" for n, v in zip(names, case, strict=True))


def _empty(value: Any) -> bool:
    return value is None or value is Ellipsis or value is NotImplemented


def _short(value: Any) -> str:
    """An input as one would type it."""
    return re.sub(r"e\+?(-?)0*", r"e\1", f"{value:g}") if isinstance(value, float) else repr(value)


def _partly(said: list[str]) -> str:
    right = said.count("")
    return f" ({right} of {len(said)} tries agree.)" if right else ""
