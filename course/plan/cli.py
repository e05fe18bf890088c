"""The command that composes a syllabus."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from course.plan.compose import TRACKS, in_track
from course.plan.dates import DAYS
from course.topics import ROOT

app = typer.Typer(rich_markup_mode="markdown")
LONGEST, LONGEST_DAY = 52, 600  # weeks; minutes


@app.command(
    epilog="Examples: `python -m course plan --weeks 6 --start 2027-01-11 --day tue,thu`, "
    "`plan --minutes 240`, `plan --weeks 13 --track clinical --out my_term`"
)
def plan(
    weeks: Annotated[int | None, typer.Option(help="A course of so many weeks.")] = None,
    minutes: Annotated[
        int | None, typer.Option(help="A single meeting of so many minutes.")
    ] = None,
    track: Annotated[str, typer.Option(help=", ".join(TRACKS))] = "full",
    start: Annotated[str, typer.Option(metavar="DATE", help="First day, as 2027-01-11.")] = "",
    day: Annotated[str, typer.Option(help="Weekdays of classes: `tue` or `tue,thu`.")] = "",
    clock: Annotated[str, typer.Option("--time", help="When a class begins.")] = "10:00",
    out: Annotated[Path | None, typer.Option(help="Folder for the files.")] = None,
) -> None:
    """Compose a syllabus with run sheets, and with `--start` a calendar, from times and needs."""
    if (weeks is None) == (minutes is None):
        raise typer.BadParameter("Say how long: either --weeks 6 or --minutes 240.")
    if minutes is not None and minutes > LONGEST_DAY:
        raise typer.BadParameter(f"{minutes} minutes are more than a day holds: use --weeks.")
    if minutes is not None and day:
        raise typer.BadParameter("--day is for --weeks; a single meeting is on the day of --start.")
    if weeks is not None and not 1 <= weeks <= LONGEST:
        raise typer.BadParameter(f"{weeks} weeks cannot be planned; 1 to {LONGEST} can.")
    if track not in TRACKS:
        raise typer.BadParameter(f"“{track}” is not a track. The tracks: {', '.join(TRACKS)}.")
    if day and not start:
        raise typer.BadParameter("--day needs a first day: add --start 2027-01-11.")
    first, at, days = day_of(start), time_of(clock), days_of(day)

    from course.plan import compose, dates, page
    from course.plan.material import units

    known = units(track)
    try:
        mine = in_track(known, track)
        made = (
            compose.for_minutes(mine, minutes, known, track)
            if minutes is not None
            else compose.for_weeks(mine, weeks or 1, known, track)
        )
    except ValueError as problem:
        raise typer.BadParameter(str(problem)) from None
    found = []
    if first:
        found = (
            dates.workshop(made, first, at) if minutes else dates.meetings(made, first, days, at)
        )
    text = page.syllabus(made, track=track, minutes=minutes or 0, found=found)
    print(page.verdict(made, minutes or 0).replace("**", ""))
    folder = out or ROOT / "_build" / "plan"
    folder.mkdir(parents=True, exist_ok=True)
    keep(folder / "syllabus.md", text.encode())
    if found:
        keep(folder / "calendar.ics", dates.calendar(found, made.projects))
        keep(folder / "due.csv", dates.due_table(found).encode())
    else:
        print("For dates and a calendar add --start, as in --start 2027-01-11.")


def keep(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    print(path)


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a date. Write it as 2027-01-11.") from None


def time_of(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a time. Write it as 14:00.") from None


def days_of(text: str) -> list[int]:
    names = [name.strip().lower()[:3] for name in text.split(",") if name.strip()]
    if wrong := [name for name in names if name not in DAYS]:
        raise typer.BadParameter(f"“{wrong[0]}” is not a weekday. Those: {', '.join(DAYS)}.")
    return [DAYS.index(name) for name in names]
