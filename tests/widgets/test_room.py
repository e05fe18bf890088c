"""The decision room's page can be read, and lived through, without a kernel or a script."""

import re

from course.rooms.cases import load
from course.widgets.room import page, plain, room

CASE = load("safety")


def test_every_grade_and_every_reply_is_folded():
    html = page(CASE)
    choices = sum(len(m.choices) for m in CASE.moments)
    assert html.count("<details") == html.count("<summary>") == choices + len(CASE.moments)
    for moment in CASE.moments:
        start = html.index(f'data-moment="{moment.name}"')
        assert html.index("<details", start) < html.index("of grade", start)


def test_the_page_says_after_each_reply_where_to_read_on():
    html = page(CASE)
    times = re.findall(r"Read on at “([^”]+)”\.", html)
    assert len(times) == sum(len(m.choices) for m in CASE.moments)
    assert all(html.count(f"<strong>{time}</strong>") == 1 for time in times)


def test_the_text_holds_the_answers_in_its_last_line():
    text = plain(CASE)
    assert text.splitlines()[-1].startswith("Answers: Day 4, 22:00: grade 1, ")
    assert "](" not in text and "**" not in text


def test_one_output_holds_the_live_room_and_its_twin():
    bundle, _ = room("safety")._repr_mimebundle_()
    assert set(bundle) == {
        "application/vnd.jupyter.widget-view+json",
        "text/html",
        "text/plain",
    }
