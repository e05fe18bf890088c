"""What a file tests/assignments/TOPIC.py says about each question."""

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Wrong:
    """A named misconception: the answer that it leads to, and words that the tests must say.

    Its answer loses all marks of the question, unless `keeps` says how many it keeps.
    """

    name: str
    code: str
    says: str
    keeps: float = 0


@dataclass(frozen=True)
class Question:
    """Right answers, wrong answers, and random inputs that tell a sound function from another.

    `inputs(rng)` gives the arguments of one call by name. `see` makes something comparable of
    what the function returns, for instance of Axes.
    """

    right: Iterable[str]
    wrong: Iterable[Wrong]
    inputs: Callable[[np.random.Generator], dict[str, Any]]
    see: Callable[[Any], Any] = field(default=lambda value: value)


def code(text: str) -> str:
    """A triple-quoted answer without its indentation."""
    return textwrap.dedent(text).strip()
