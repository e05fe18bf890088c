"""The twenty-four invented people of the demonstration class, and what each of them hands in."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who does not exist. Their surname is Example, so that nobody can be meant.

    kind: what their work is an instance of, one of `KINDS`
    mistakes: questions that are answered by a named misconception
    another: right answers are written in another way than the reference
    answered: share of the questions that are answered at all
    essay: which sample of the rubric they wrote: strong, middling, weak, or nothing
    hours: when they handed in (hours after the due date; below zero is in time)
    """

    first: str
    kind: str
    mistakes: int = 0
    another: bool = False
    answered: float = 1.0
    essay: str = "middling"
    hours: float = -20.0

    @property
    def last(self) -> str:
        return "Example"

    @property
    def name(self) -> str:
        """The folder of their work, nbgrader's identifier."""
        return f"{self.first.lower()}_example"


KINDS = {
    "right": "everything right, some in ways of their own",
    "mistakes": "one to four questions answered by a typical mistake",
    "unfinished": "stopped half-way",
    "blank": "handed in as it was handed out",
    "late": "handed in after the due date",
    "not Python": "one answer that is not Python",
    "renamed": "one function under another name",
    "altered check": "a check rewritten so that it agrees",
    "wrong file name": "a file called “(1)”",
    "deleted cells": "cells for grading deleted",
    "not a notebook": "a PDF called .ipynb",
}

CAST = (
    Person(first="Ada", kind="right", essay="strong", hours=-70),
    Person(first="Bao", kind="right", essay="strong", another=True, hours=-3),
    Person(first="Chidi", kind="right", essay="middling", another=True, hours=-28),
    Person(first="Dana", kind="right", essay="middling", hours=-1.5),
    Person(first="Emre", kind="mistakes", mistakes=1, essay="strong", hours=-9),
    Person(first="Farah", kind="mistakes", mistakes=1, another=True, hours=-26),
    Person(first="Goran", kind="mistakes", mistakes=1, hours=-50),
    Person(first="Hana", kind="mistakes", mistakes=1, essay="strong", hours=-4),
    Person(first="Ines", kind="mistakes", mistakes=2, hours=-2),
    Person(first="Jomo", kind="mistakes", mistakes=2, another=True, hours=-0.7),
    Person(first="Kim", kind="mistakes", mistakes=3, essay="weak", hours=-0.2),
    Person(first="Mina", kind="mistakes", mistakes=4, essay="weak", hours=-1),
    Person(first="Nuno", kind="unfinished", answered=0.5, essay="", hours=-0.1),
    Person(first="Olga", kind="unfinished", answered=0.5, mistakes=1, essay="weak", hours=-0.1),
    Person(first="Pavel", kind="blank", answered=0.0, essay="", hours=-90),
    Person(first="Quy", kind="late", essay="strong", hours=0.1),
    Person(first="Rosa", kind="late", mistakes=1, hours=26),
    Person(first="Sami", kind="late", mistakes=2, essay="weak", hours=75),
    Person(first="Tove", kind="not Python", mistakes=1, hours=-6),
    Person(first="Uma", kind="renamed", mistakes=1, hours=-7),
    Person(first="Vito", kind="altered check", mistakes=2, essay="weak", hours=-0.5),
    Person(first="Wafa", kind="wrong file name", mistakes=1, hours=-12),
    Person(first="Xeni", kind="deleted cells", essay="strong", hours=-8),
    Person(first="Yuki", kind="not a notebook", essay="", hours=-11),
)


def counts() -> dict[str, int]:
    """How many there are of each kind, in the order of `KINDS`."""
    found = Counter(person.kind for person in CAST)
    return {kind: found[kind] for kind in KINDS}
