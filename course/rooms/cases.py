"""Read the case of a decision room, and say what is wrong with a file of one.

    title = "..."                       # then opening = "...", who it is and how it works
    [[moment]]                          # the first one begins the case
    name = "night"                      # a word of its own
    time = "Day 5, 04:00"
    story = "What is seen and said."
    more = ["Neutrophils 300 per µL"]   # findings that no grade asks for
    grade = "CRS"                       # or "ICANS": what is asked first
    record = { temperature = 38.6 }     # a record as `safety_grading` grades it
    why = "Why this is the grade."
    ask = "What do you do?"
    [[moment.choice]]                   # two to four; one of them is `best = true`
    option = "Fluid"
    mistake = "leaking vessels taken for empty ones"    # of the others: a noun phrase
    next = "morning"                    # the moment or the ending to which it leads
    reply = "What comes of it, with a source."
    [[ending]]                          # name, time, story

The right grade is not written down: the functions of the lecture compute it from the record.
Texts may hold the marks that those of a quiz may hold.
"""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.models.safety_grading import ICE, crs_grade, icans_grade, ice_score

FOLDER = Path(__file__).parent
GRADES = {"CRS": crs_grade, "ICANS": icans_grade}
OPEN = "cannot be said"
NUMBERS = ("No vasopressor", "One vasopressor", "Two vasopressors", "Three vasopressors")


class CaseError(ValueError):
    """A case breaks the rules; the message has one sentence per mistake."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What may be done, what comes of it, and where it leads; `mistake` is empty for the best."""

    option: str
    reply: str
    next: str
    mistake: str = ""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """An hour of the case: what is found, its grade in words, and the choices."""

    name: str
    time: str
    story: str
    findings: tuple[str, ...]
    scale: str
    grade: str
    why: str
    ask: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How the case goes on after the last choice."""

    name: str
    time: str
    story: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case by the hour; it begins at its first moment."""

    title: str
    opening: str
    moments: tuple[Moment, ...]
    endings: tuple[Ending, ...]


def load(topic: str) -> Case:
    """The case of a topic. Raises LookupError where there is none, CaseError for a faulty file."""
    path = FOLDER / f"{topic}.toml"
    if not path.is_file():
        names = ", ".join(sorted(path.stem for path in FOLDER.glob("*.toml")))
        raise LookupError(f"There is no decision room for “{topic}”, only for {names}.")
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> Case:
    """The case in the text of a TOML file. Raises CaseError."""
    try:
        data = _tidy(tomllib.loads(text))
        dice = random.Random(data["title"])
        moments = tuple(_moment(moment, dice) for moment in data["moment"])
        endings = tuple(Ending(**ending) for ending in data["ending"])
        case = Case(title=data["title"], opening=data["opening"], moments=moments, endings=endings)
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise CaseError(f"A field is missing, unknown or of the wrong kind: {error}.") from None
    if wrong := problems(case):
        raise CaseError("\n".join(wrong))
    return case


def problems(case: Case) -> list[str]:
    """What is wrong with a case, one sentence each; none if it keeps the rules."""
    places = [m.name for m in case.moments] + [e.name for e in case.endings]
    wrong = []
    reached = {case.moments[0].name}
    for number, moment in enumerate(case.moments):
        later = {m.name for m in case.moments[number + 1 :]} | {e.name for e in case.endings}
        if not 2 <= len(moment.choices) <= 4:
            wrong.append(f"“{moment.name}” has {len(moment.choices)} choices; give two to four.")
        if [choice.mistake for choice in moment.choices].count("") != 1:
            wrong.append(f"“{moment.name}” needs one best choice, and a mistake for each other.")
        for choice in moment.choices:
            if choice.next not in places:
                wrong.append(f"“{moment.name}” leads to “{choice.next}”, which is nowhere.")
            elif choice.next not in later:
                wrong.append(f"“{moment.name}” leads back to “{choice.next}”.")
            reached.add(choice.next)
    return wrong + [f"Nothing leads to “{name}”." for name in places if name not in reached]


def _moment(data: dict[str, Any], dice: random.Random) -> Moment:
    record = data["record"]
    if set(ICE) <= set(record):
        record = {**record, "ice": ice_score(record)}
    grade = GRADES[data["grade"]](record)
    choices = [_choice(choice) for choice in data["choice"]]
    dice.shuffle(choices)
    return Moment(
        **{word: data[word] for word in ("name", "time", "story", "why", "ask")},
        findings=(*found(record), *data["more"]),
        scale=data["grade"],
        grade=OPEN if grade is None else str(grade),
        choices=tuple(choices),
    )


def _choice(data: dict[str, Any]) -> Choice:
    best = data.pop("best", False)
    return Choice(**data) if best else Choice(**{"mistake": "", **data})


def found(record: dict[str, Any]) -> list[str]:
    """The findings of a record of CRS in words; those of ICANS stand in the story.

    >>> found({"temperature": 39.4, "vasopressors": 0, "oxygen": "nasal cannula", "flow": 2})
    ['Temperature 39.4 °C', 'No vasopressor', 'Oxygen 2 L/min by nasal cannula']
    """
    words = []
    if "temperature" in record:
        words.append(f"Temperature {record['temperature']:.1f} °C")
    if "vasopressors" in record:
        words.append(NUMBERS[record["vasopressors"]])
    if "oxygen" in record:
        flow = f" {record['flow']} L/min" if "flow" in record else ""
        air = record["oxygen"] == "room air"
        words.append("Room air" if air else f"Oxygen{flow} by {record['oxygen']}")
    return words


def _tidy(data: Any) -> Any:
    """The same data with every run of white space in its texts made one space."""
    if isinstance(data, dict):
        return {key: _tidy(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_tidy(value) for value in data]
    return " ".join(data.split()) if isinstance(data, str) else data
