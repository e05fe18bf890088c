"""Plans: what is needed comes before or is named, sums are right, no date lies before the first."""

import itertools
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from typer.testing import CliRunner

import course.__main__ as cli
from course.plan import compose, dates, material, page
from course.plan.compose import Unit, closure, for_minutes, for_weeks, needed

run = CliRunner()
WORDS = [*compose.KEPT_FIRST[:6], "capstone", "later", "newer", "other"]


@st.composite
def courses(draw):
    """Up to ten topics, each of which may need some of those before it."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, unique=True))
    made = []
    for number, word in enumerate(words, 1):
        earlier = [unit.word for unit in made]
        needs = draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else []
        minutes, homework = draw(st.integers(30, 90)), draw(st.integers(0, 120))
        made.append(
            Unit(
                name=f"{number:02d}_{word}",
                title=word.title(),
                minutes=minutes,
                homework=homework,
                needs=tuple(needs),
                sections=(("One", minutes // 2), ("Two", minutes - minutes // 2)),
                task="A task" if homework else "",
            )
        )
    return made


WEEKS = st.integers(1, 20)
STARTS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
DAYS = st.lists(st.integers(0, 6), max_size=3, unique=True)
TIMES = st.builds(time, st.integers(6, 20), st.integers(0, 59))


def held(plan):
    """Everything that a student has met before each lecture, lecture by lecture."""
    before = {unit.word for unit in (*plan.read, *plan.skim)}
    for unit in plan.taught:
        yield unit, set(before)
        before.add(unit.word)


@given(courses(), WEEKS)
def test_what_a_lecture_needs_comes_before_it_or_is_to_be_read(units, weeks):
    plan = for_weeks(units, weeks)
    for unit, before in held(plan):
        assert set(unit.needs) <= before
    known = {unit.word: unit for unit in units}
    assert closure(plan.taught, known) <= {u.word for u in (*plan.taught, *plan.read, *plan.skim)}


@given(courses(), WEEKS)
def test_every_topic_is_taught_or_left_out_or_a_project_and_only_once(units, weeks):
    plan = for_weeks(units, weeks)
    assert sorted(u.name for u in (*plan.taught, *plan.left_out, *plan.projects)) == sorted(
        u.name for u in units
    )


@given(courses(), WEEKS)
def test_no_week_holds_more_than_the_limit_and_nothing_is_left_out_for_nothing(units, weeks):
    plan = for_weeks(units, weeks)
    assert len(plan.weeks) == weeks
    assert max(map(len, plan.weeks)) <= compose.MOST_A_WEEK
    if plan.left_out:
        assert len(plan.taught) == compose.MOST_A_WEEK * weeks


@given(courses(), st.integers(100, 600))
def test_a_single_day_holds_what_its_minutes_say(units, minutes):
    lectures = [unit for unit in units if unit.word != "capstone"]
    if not lectures:
        return
    plan = for_minutes(units, minutes)
    assert needed(plan.taught) <= minutes
    assert all(needed([*plan.taught, unit]) > minutes for unit in plan.left_out)
    for unit, before in held(plan):
        assert set(unit.needs) <= before


@given(courses(), WEEKS, STARTS, DAYS, TIMES)
def test_no_date_lies_before_the_first_and_classes_do_not_overlap(units, weeks, start, days, at):
    plan = for_weeks(units, weeks)
    found = dates.meetings(plan, start, days, at)
    assert [meeting.unit for meeting in found] == plan.taught
    for meeting in found:
        assert meeting.begins >= datetime.combine(start, at)
        assert meeting.due > meeting.ends
        week = (meeting.begins.date() - start).days // 7 + 1
        assert week == meeting.week
        assert not days or meeting.begins.weekday() in days
    for one, next_one in itertools.pairwise(found):
        assert next_one.begins >= one.ends


@given(courses(), WEEKS, STARTS, DAYS, TIMES)
def test_a_parser_finds_in_the_calendar_what_was_planned(units, weeks, start, days, at):
    plan = for_weeks(units, weeks)
    found = dates.meetings(plan, start, days, at)
    if not found:
        return
    text = dates.calendar(found, plan.projects)
    events = {str(event["uid"]): event for event in Calendar.from_ical(text).walk("VEVENT")}
    tasks = [meeting for meeting in found if meeting.unit.task]
    assert len(events) == 2 * len(found) + 2 * len(tasks) + len(plan.projects)
    for meeting in found:
        event = events[f"{found[0].begins:%Y%m%d}-class-{meeting.unit.name}@resetting-immunity"]
        assert (event["dtstart"].dt, event["dtend"].dt) == (meeting.begins, meeting.ends)
    for event in events.values():
        day = event["dtstart"].dt
        assert (day.date() if isinstance(day, datetime) else day) >= start
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))


@given(courses(), WEEKS, STARTS)
def test_a_run_sheet_fills_its_lecture(units, weeks, start):
    for meeting in dates.meetings(for_weeks(units, weeks), start, [], time(10)):
        rows = dates.run_sheet(meeting)
        assert rows[0][0] == meeting.begins
        assert sum(minutes for _, minutes, _ in rows) == meeting.unit.minutes


@given(courses(), WEEKS)
def test_the_page_names_every_topic(units, weeks):
    text = page.syllabus(for_weeks(units, weeks), track="full")
    assert [unit.name for unit in units if unit.name not in text] == []


def test_topics_that_need_each_other_in_a_circle_are_named():
    circle = [
        Unit(name="01_hen", title="Hen", minutes=50, needs=("egg",)),
        Unit(name="02_egg", title="Egg", minutes=50, needs=("hen",)),
    ]
    with pytest.raises(ValueError, match="circle: egg, hen"):
        for_weeks(circle, 2)


def test_the_minutes_of_sections_are_those_of_each_lecture():
    for unit in material.units():
        assert sum(minutes for _, minutes in unit.sections) == unit.minutes
        assert unit.task and unit.homework and unit.paper


def test_without_code_the_exercises_fall_away_and_the_written_questions_stay():
    for full, clinical in zip(material.units(), material.units("clinical"), strict=True):
        assert "Try it" not in dict(clinical.sections)
        assert clinical.minutes < full.minutes and 0 < clinical.homework < full.homework / 2


def planned(tmp_path, *words):
    shown = run.invoke(cli.app, ["plan", *words, "--out", str(tmp_path)])
    assert shown.exit_code == 0, shown.output
    return " ".join(shown.output.split()), (tmp_path / "syllabus.md").read_text("utf-8")


def test_half_a_day_holds_kinetics_reset_and_safety_and_says_what_to_read(tmp_path):
    said, text = planned(tmp_path, "--minutes", "240")
    assert "8 kinetics, 9 reset, 11 safety" in said
    read = text.partition("## To be read beforehand")[2].partition("##")[0]
    assert "07_manufacturing" in read and "10_evidence" in read
    assert not (tmp_path / "calendar.ics").exists()


def test_a_short_clinical_course_keeps_safety_evidence_and_access(tmp_path):
    _, text = planned(tmp_path, "--weeks", "2", "--track", "clinical")
    table = text.partition("## Weeks")[2].partition("##")[0]
    for name in ("09_reset", "10_evidence", "11_safety", "12_access"):
        assert name in table


def test_three_weeks_do_not_fit_and_the_load_is_said(tmp_path):
    said, text = planned(tmp_path, "--weeks", "3")
    assert "Not everything fits" in said and "a week if all of it" in said
    assert "## Left out" in text


def test_a_plan_with_a_start_has_a_calendar_and_due_dates(tmp_path):
    words = ["--weeks", "6", "--start", "2027-01-11", "--day", "tue,thu", "--time", "14:00"]
    _, text = planned(tmp_path, *words)
    assert "Tue 12 Jan 2027, 14:00" in text and "Bank holidays" in text
    assert Calendar.from_ical((tmp_path / "calendar.ics").read_bytes()).walk("VEVENT")
    assert "2027-01-19 14:00" in (tmp_path / "due.csv").read_text("utf-8")


def test_the_engineering_track_has_its_six_lectures(tmp_path):
    _, text = planned(tmp_path, "--weeks", "6", "--track", "engineering")
    table = text.partition("## Weeks")[2].partition("##")[0]
    assert [
        row.split("notebooks/")[1][3:].split(".")[0]
        for row in table.splitlines()
        if "notebooks/" in row
    ] == list(compose.ENGINEERING)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "either --weeks 6 or --minutes 240"),
        ("--weeks 6 --minutes 240", "either --weeks 6 or --minutes 240"),
        ("--weeks 0", "0 weeks cannot be planned"),
        ("--minutes 30", "Nothing fits into 30 minutes"),
        ("--minutes 9000", "more than a day holds"),
        ("--weeks 6 --track medical", "not a track"),
        ("--weeks 6 --start 11.1.2027", "Write it as 2027-01-11"),
        ("--weeks 6 --start 2027-01-11 --day someday", "not a weekday"),
        ("--weeks 6 --day tue", "needs a first day"),
        ("--weeks 6 --start 2027-01-11 --time 25:00", "not a time"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_2(words, said):
    shown = run.invoke(cli.app, ["plan", *words.split()])
    assert shown.exit_code == 2
    assert said in " ".join(shown.output.replace("│", " ").split())
