"""Which topics a plan holds, in which order and week, and what must be read beforehand.

Pure: numbers and names in, a `Plan` out. What is our own choice stands in capitals below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_A_WEEK = 2  # lectures; with their assignments five hours of work
BEGINNING, BREAK = 10, 15  # minutes until every machine runs; between two lectures on one day
# Kept first when not all fit; a topic that does not stand here comes after these, by its number.
KEPT_FIRST = (
    "kinetics", "reset", "safety", "evidence", "receptor", "targets", "autoimmunity", "tolerance",
    "treatments", "access", "future", "manufacturing", "activation",
)  # fmt: skip
# Without code the argument is carried by these, as the instructor guide has it.
KEPT_FIRST_CLINICAL = ("reset", "safety", "evidence", "access", "treatments", "tolerance")
ENGINEERING = ("receptor", "targets", "activation", "manufacturing", "kinetics", "future")
TRACKS = ("full", "clinical", "engineering")
PROJECTS = ("capstone",)  # worked at home in the place of an examination, and not held as a class


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A topic as a plan sees it; times in minutes, `needs` as words such as `kinetics`."""

    name: str
    title: str
    minutes: int
    homework: int = 0
    needs: tuple[str, ...] = ()
    sections: tuple[tuple[str, int], ...] = ()
    task: str = ""
    paper: str = ""

    @property
    def word(self) -> str:
        return self.name.partition("_")[2]

    @property
    def number(self) -> int:
        return int(self.name.partition("_")[0])


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Lectures by week, projects, what is left out, and what is read before it begins.

    weeks: the lectures of each week, in order; `read` are lectures that a taught one needs directly
    and that are not taught before it; `skim` are those that these need in turn.
    """

    weeks: tuple[tuple[Unit, ...], ...]
    left_out: tuple[Unit, ...] = ()
    read: tuple[Unit, ...] = ()
    skim: tuple[Unit, ...] = ()
    projects: tuple[Unit, ...] = ()

    @property
    def taught(self) -> list[Unit]:
        return [unit for week in self.weeks for unit in week]

    def load(self, week: int) -> int:
        """Minutes of class and assignments that a week gives to a student, counted from 0."""
        return sum(unit.minutes + unit.homework for unit in self.weeks[week])


def in_track(units: Sequence[Unit], track: str) -> list[Unit]:
    """The units of a track: engineering has its own list, the others have all."""
    return [u for u in units if track != "engineering" or u.word in ENGINEERING]


def ordered(units: Sequence[Unit]) -> list[Unit]:
    """By number, but each after what it needs of the others. Raises ValueError for a circle."""
    waiting = sorted(units, key=lambda unit: unit.number)
    done: list[Unit] = []
    while waiting:
        words = {unit.word for unit in waiting}
        ready = next((unit for unit in waiting if not words & set(unit.needs)), None)
        if ready is None:
            raise ValueError(f"These need each other in a circle: {', '.join(sorted(words))}.")
        waiting.remove(ready)
        done.append(ready)
    return done


def preferred(units: Sequence[Unit], track: str = "full") -> list[Unit]:
    """Those first that a short course should keep."""
    words = (*(KEPT_FIRST_CLINICAL if track == "clinical" else ()), *KEPT_FIRST)
    places = {word: place for place, word in enumerate(dict.fromkeys(words))}
    return sorted(units, key=lambda unit: (places.get(unit.word, len(places)), unit.number))


def for_weeks(
    units: Sequence[Unit], weeks: int, everything: Sequence[Unit] = (), track: str = "full"
) -> Plan:
    """A plan of so many weeks, with at most MOST_A_WEEK lectures in each, evenly spread."""
    projects = [unit for unit in units if unit.word in PROJECTS]
    lectures = [unit for unit in units if unit.word not in PROJECTS]
    chosen = ordered(preferred(lectures, track)[: MOST_A_WEEK * weeks])
    count = len(chosen)
    if count <= weeks:
        parts = [tuple(chosen[i : i + 1]) for i in range(weeks)]
    else:
        edges = [-(-i * count // weeks) for i in range(weeks + 1)]
        parts = [tuple(chosen[a:b]) for a, b in pairwise(edges)]
    return finished(parts, lectures, projects, everything or units)


def for_minutes(
    units: Sequence[Unit], minutes: int, everything: Sequence[Unit] = (), track: str = "full"
) -> Plan:
    """A single meeting of so many minutes, with time to begin and breaks between lectures.

    Raises ValueError if not even one lecture fits.
    """
    lectures = [unit for unit in units if unit.word not in PROJECTS]
    chosen: list[Unit] = []
    for unit in preferred(lectures, track):
        if needed([*chosen, unit]) <= minutes:
            chosen.append(unit)
    if not chosen:
        shortest = min((needed([unit]) for unit in lectures), default=0)
        raise ValueError(
            f"Nothing fits into {minutes} minutes: the shortest lecture takes {shortest}, with "
            f"{BEGINNING} to begin. Give --minutes {shortest} or more."
        )
    return finished([tuple(ordered(chosen))], lectures, [], everything or units)


def needed(units: Sequence[Unit]) -> int:
    """Minutes of one meeting that holds these."""
    return BEGINNING + sum(u.minutes for u in units) + BREAK * max(len(units) - 1, 0)


def finished(
    parts: Sequence[tuple[Unit, ...]],
    lectures: Sequence[Unit],
    projects: Sequence[Unit],
    everything: Sequence[Unit],
) -> Plan:
    taught = [unit for part in parts for unit in part]
    by_word = {unit.word: unit for unit in everything}
    direct = beforehand(taught, by_word)
    deeper = closure(direct, by_word) - {u.word for u in direct} - {u.word for u in taught}
    return Plan(
        weeks=tuple(parts),
        left_out=tuple(unit for unit in ordered(lectures) if unit not in taught),
        read=tuple(direct),
        skim=tuple(sorted((by_word[word] for word in deeper), key=lambda unit: unit.number)),
        projects=tuple(projects),
    )


def beforehand(taught: Sequence[Unit], by_word: dict[str, Unit]) -> list[Unit]:
    """What a taught unit needs directly and no earlier one brings."""
    held: set[str] = set()
    found: dict[str, Unit] = {}
    for unit in taught:
        for word in unit.needs:
            if word not in held and word in by_word:
                found[word] = by_word[word]
        held.add(unit.word)
    return sorted(found.values(), key=lambda unit: unit.number)


def closure(units: Sequence[Unit], by_word: dict[str, Unit]) -> set[str]:
    """The words of all that these need, however far back."""
    found: set[str] = set()
    waiting = [word for unit in units for word in unit.needs]
    while waiting:
        word = waiting.pop()
        if word not in found and word in by_word:
            found.add(word)
            waiting += by_word[word].needs
    return found
