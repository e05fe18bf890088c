"""Days and clock times of a plan, and its calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from course.plan.compose import BEGINNING, BREAK, Plan, Unit

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK = timedelta(days=7)
READ_AHEAD = timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One lecture in class: its week (from 1), when it begins, and when its task is due."""

    unit: Unit
    week: int
    begins: datetime
    due: datetime

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.unit.minutes)


def meetings(
    plan: Plan, start: date, days: Sequence[int], at: time, *, after: int = 0
) -> list[Meeting]:
    """Every lecture with its times, none before `start`; days are 0 (Monday) to 6.

    Several lectures on one day follow each other after a break. A task is due a week after its
    lecture, when the class of that day begins. after: minutes before the first lecture of a day.
    """
    found = []
    for week, lectures in enumerate(plan.weeks):
        chosen = days_of_week(start + week * WEEK, days or usual(start, len(lectures)))
        for place, part in enumerate(shares(lectures, len(chosen))):
            begins = datetime.combine(chosen[place], at) + timedelta(minutes=after)
            due = begins + WEEK
            for unit in part:
                found.append(Meeting(unit=unit, week=week + 1, begins=begins, due=due))
                begins = found[-1].ends + timedelta(minutes=BREAK)
    return found


def workshop(plan: Plan, start: date, at: time) -> list[Meeting]:
    """The lectures of a single day, after the minutes that it takes to begin."""
    return meetings(plan, start, [start.weekday()], at, after=BEGINNING)


def usual(start: date, lectures: int) -> list[int]:
    """The weekday of `start`, and for a second lecture one two working days later."""
    first = start.weekday()
    second = (first + 2) % 7
    return [first] if lectures < 2 else [first, second if second < 5 else 0]


def days_of_week(begins: date, days: Sequence[int]) -> list[date]:
    """The dates of these weekdays in the seven days that begin on a date."""
    return sorted(begins + timedelta(days=(day - begins.weekday()) % 7) for day in set(days))


def shares(lectures: Sequence[Unit], days: int) -> list[tuple[Unit, ...]]:
    """The lectures of a week dealt out to its days, in order, as evenly as may be."""
    count = min(days, len(lectures))
    edges = [-(-i * len(lectures) // count) for i in range(count + 1)] if count else [0]
    return [tuple(lectures[a:b]) for a, b in pairwise(edges)]


def due_table(found: Sequence[Meeting]) -> str:
    """Assignments and when each is due, as a table that `python -m course term` reads."""
    rows = [f"{m.unit.name},{m.due:%Y-%m-%d %H:%M}" for m in found if m.unit.task]
    return "\n".join(["assignment,due", *rows]) + "\n"


def calendar(found: Sequence[Meeting], projects: Sequence[Unit] = ()) -> bytes:
    """The plan as an iCalendar file (RFC 5545): reading, classes, assignments, due dates.

    Times are those of the wall clock, without a zone: a calendar shows them as they stand here.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Resetting Immunity//plan//EN")
    made.add("version", "2.0")
    first = min(meeting.begins for meeting in found).date()
    for meeting in found:
        unit = meeting.unit
        ahead = max(meeting.begins.date() - READ_AHEAD, first)
        what = f"{unit.number}. {unit.title}"
        add(made, first, f"read-{unit.name}", f"Read for class {what}", ahead, text=reading(unit))
        add(
            made, first, f"class-{unit.name}", what, meeting.begins, meeting.ends, run_text(meeting)
        )
        if unit.task:
            task = f"Assignment {unit.number}: {unit.task}"
            day = meeting.begins.date()
            add(made, first, f"task-{unit.name}", f"{task} is given out", day)
            add(made, first, f"due-{unit.name}", f"{task} is due", meeting.due, meeting.due)
    end = max(meeting.due for meeting in found)
    for unit in projects:
        add(made, first, f"due-{unit.name}", f"Project {unit.title} is due", end + WEEK, end + WEEK)
    return made.to_ical()


def add(made, first: date, key: str, what: str, begins, ends=None, text: str = "") -> None:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{first:%Y%m%d}-{key}@resetting-immunity")
    event.add("dtstamp", datetime.combine(first, time(), tzinfo=UTC))
    event.add("summary", what)
    event.add("dtstart", begins)
    if ends is not None and ends != begins:
        event.add("dtend", ends)
    if text:
        event.add("description", text)
    made.add_component(event)


def reading(unit: Unit) -> str:
    """What is read before a lecture, in plain words."""
    needs = ", ".join(unit.needs)
    parts = [f"The summary of: {needs}."] if needs else []
    parts += [f"The paper: {unit.paper}"] if unit.paper else []
    return "\n".join(parts)


def run_sheet(meeting: Meeting) -> list[tuple[datetime, int, str]]:
    """When each section of a lecture begins, how many minutes it has, and its title."""
    now, rows = meeting.begins, []
    for title, minutes in meeting.unit.sections:
        rows.append((now, minutes, title))
        now += timedelta(minutes=minutes)
    return rows


def run_text(meeting: Meeting) -> str:
    return "\n".join(f"{now:%H:%M} {title} ({n} min)" for now, n, title in run_sheet(meeting))
