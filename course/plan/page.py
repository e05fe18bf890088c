"""The syllabus of a plan in Markdown."""

from collections.abc import Sequence

from course.citations import papers
from course.plan.compose import BEGINNING, BREAK, MOST_A_WEEK, Plan, Unit
from course.plan.dates import WEEK, Meeting, run_sheet
from course.site.build import repository
from course.topics import ROOT

HOUR = 60
WHAT = {
    "full": "",
    "clinical": " No one writes code: explorers are moved, quizzes answered, and of each assignment"
    " the written question is worked. The section “Try it” is left out, and its minutes with it.",
    "engineering": " The engineering track: how a receptor is built, aimed, tuned and made, what"
    " the cells do, and how a first trial is designed.",
}


def hours(minutes: int) -> str:
    """Minutes as people say them.

    >>> hours(145), hours(60), hours(45)
    ('2 h 25 min', '1 h', '45 min')
    """
    full, rest = divmod(minutes, HOUR)
    return " ".join(part for part in (f"{full} h" * (full > 0), f"{rest} min" * (rest > 0)) if part)


def syllabus(plan: Plan, *, track: str, minutes: int = 0, found: Sequence[Meeting] = ()) -> str:
    """The whole page; without meetings it has weeks and no dates."""
    length = f"{hours(minutes)} in one day" if minutes else counted(len(plan.weeks), "week")
    parts = [
        f"# Resetting Immunity: {length}, {track} track",
        verdict(plan, minutes) + WHAT[track],
        *missing(plan),
        *before(plan),
        *timetable(plan, found, bool(minutes)),
        *project(plan, found),
        *sheets(plan, found, minutes),
        *unknown(found),
    ]
    return "\n\n".join(parts) + "\n"


def counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def listed(units: Sequence[Unit]) -> str:
    return ", ".join(f"{unit.number} {unit.word}" for unit in units)


def verdict(plan: Plan, minutes: int = 0) -> str:
    """Whether all of it fits, with the load that results, in a sentence or two."""
    taught, lectures = plan.taught, [*plan.taught, *plan.left_out]
    whole = sum(unit.minutes for unit in lectures)
    work = sum(unit.homework for unit in lectures)
    if minutes:
        used = sum(u.minutes for u in taught) + BEGINNING + BREAK * (len(taught) - 1)
        return (
            f"{hours(minutes)} hold {counted(len(taught), 'lecture')}: {listed(taught)}. They take"
            f" {hours(used)} with {BEGINNING} minutes until every machine runs and {BREAK} for each"
            f" break; {hours(minutes - used) or 'nothing'} is left for questions."
        )
    weeks = len(plan.weeks)
    if plan.left_out:
        enough = -(-len(lectures) // MOST_A_WEEK)
        each = (whole + work) // weeks
        return (
            f"**Not everything fits.** The {len(lectures)} lectures of this track take"
            f" {hours(whole)} in class and {hours(work)} for assignments: {hours(each)} a week if"
            f" all of it had to go into {counted(weeks, 'week')}. This plan keeps to"
            f" {MOST_A_WEEK} lectures a week, a limit of our own, so it holds {len(taught)} and"
            f" leaves out {len(plan.left_out)}. {counted(enough, 'week')} would hold all."
        )
    most = max(plan.load(week) for week in range(weeks))
    free = sum(not week for week in plan.weeks)
    spare = (
        f" {counted(free, 'week')} at the end {'stays' if free == 1 else 'stay'} free."
        if free
        else ""
    )
    return (
        f"Everything fits: {counted(len(taught), 'lecture')} of {hours(whole)} in class and"
        f" {hours(work)} for assignments, at most {hours(most)} of both in a week.{spare}"
    )


def missing(plan: Plan) -> list[str]:
    """What is left out, and why just that."""
    if not plan.left_out:
        return []
    rows = [f"- {unit.number}. {link(unit)} ({hours(unit.minutes)})" for unit in plan.left_out]
    why = (
        "Kept were, as far as they fit, the lectures that a class of this track can least do"
        " without, in an order of our own choice, and these come later in it. Students can work"
        " each of them by themselves:"
    )
    return ["## Left out", why, "\n".join(rows)]


def before(plan: Plan) -> list[str]:
    """What students read before the course begins, since it is not taught before it is needed."""
    if not plan.read:
        return []
    rows = [f"- {unit.number}. {link(unit)} ({hours(unit.minutes)})" for unit in plan.read]
    text = [
        "## To be read beforehand",
        "The lectures of this plan build on these, which are not taught before they are needed:",
        "\n".join(rows),
    ]
    if plan.skim:
        text.append(f"Behind these stand {listed(plan.skim)}: of them, the summary of five lines.")
    return text


def link(unit: Unit) -> str:
    return f"[{unit.title}]({repository()}/blob/main/notebooks/{unit.name}.ipynb)"


def timetable(plan: Plan, found: Sequence[Meeting], one_day: bool) -> list[str]:
    """The table of classes, reading, assignments and due dates."""
    if one_day:
        return []
    rows = ["| week | class | read before | assignment | due | work |", "|--:|---|---|---|---|--:|"]
    when = {meeting.unit.name: meeting for meeting in found}
    for week, lectures in enumerate(plan.weeks, 1):
        if not lectures:
            rows.append(f"| {week} | free | | | | |")
        for unit in lectures:
            meeting = when.get(unit.name)
            day = f"{meeting.begins:%a %d %b %Y, %H:%M}: " if meeting else ""
            due = f"{meeting.due:%a %d %b %Y, %H:%M}" if meeting else f"week {week + 1}"
            task = f"{unit.task} ({hours(unit.homework)})" if unit.task else "none"
            work = hours(unit.minutes + unit.homework)
            rows.append(
                f"| {week} | {day}{unit.number}. {link(unit)} | {reads(unit)} | {task} |"
                f" {due if unit.task else ''} | {work} |"
            )
    text = "An assignment is given out in its class and is due a week later, as that class begins."
    return ["## Weeks", "\n".join(rows), text]


def reads(unit: Unit) -> str:
    """The summaries that a lecture stands on, and the paper that it cites most."""
    parts = [f"summary of {', '.join(unit.needs)}"] if unit.needs else []
    parts += (
        [f"[{papers().get(unit.paper.lower(), 'a paper')}]({unit.paper})"] if unit.paper else []
    )
    return "; ".join(parts) or "nothing"


def project(plan: Plan, found: Sequence[Meeting]) -> list[str]:
    """What is worked at home in the place of an examination."""
    if not plan.projects:
        return []
    end = max(meeting.due for meeting in found) + WEEK if found else None
    due = f"due {end:%a %d %b %Y, %H:%M}" if end else "due two weeks later"
    rows = [
        f"- {link(unit)} ({hours(unit.minutes + unit.homework)}):"
        f" given out in the last class, {due}."
        for unit in plan.projects
    ]
    return ["## Instead of an examination", "\n".join(rows)]


def sheets(plan: Plan, found: Sequence[Meeting], minutes: int) -> list[str]:
    """By the minute, what happens in each class."""
    text = ["## By the minute"]
    when = {meeting.unit.name: meeting for meeting in found}
    clock = BEGINNING if minutes else 0
    if minutes:
        text.append(f"The first {BEGINNING} minutes: everyone opens the first lecture and runs it.")
    for unit in plan.taught:
        meeting = when.get(unit.name)
        guide = f"docs/guide/{unit.name}.md"
        more = (
            f" What to say and ask: [guide]({repository()}/blob/main/{guide})."
            if (ROOT / guide).exists()
            else ""
        )
        day = f", {meeting.begins:%a %d %b %Y}" if meeting else ""
        text.append(f"### {unit.number}. {unit.title}{day}")
        rows = ["| from | minutes | section |", "|--:|--:|---|"]
        if meeting:
            rows += [f"| {now:%H:%M} | {n} | {title} |" for now, n, title in run_sheet(meeting)]
        else:
            start = clock
            for title, n in unit.sections:
                rows.append(f"| {start} | {n} | {title} |")
                start += n
            clock = start + BREAK if minutes else 0
        text += ["\n".join(rows) + (f"\n\n{more.strip()}" if more else "")]
    return text


def unknown(found: Sequence[Meeting]) -> list[str]:
    """What a person still has to look at."""
    dates = (
        "Bank holidays, vacations and examination weeks are not known here: look through the dates"
        " and move what falls on one. Times are those of your clock; the calendar has no time zone."
        if found
        else "No dates were asked for. With --start 2027-01-11 the plan has them, and a calendar."
    )
    own = (
        "How long people need was estimated for each section and assignment by its authors and has"
        " not been measured in a class. Where a paper is named, it is the one that the lecture"
        " cites most often; some publishers ask for a subscription."
    )
    return ["## What this plan does not know", dates, own]
