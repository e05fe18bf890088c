"""The decision room in a browser: by keyboard alone, announced, alive without a kernel."""

import pytest

from course.rooms.cases import load
from course.widgets.quiz import HERE
from course.widgets.room import page as page_of

CELLS = ("from course.widgets.room import room", 'shown = room("safety")\nshown')
LISTENER = """
import ipywidgets
told = ipywidgets.Label()
shown.observe(lambda change: setattr(told, "value", f"heard {change['new'][-1]}"), "went")
told
"""
CASE = load("safety")
GRADES = ["0", "1", "2", "3", "4", "cannot be said"]


def moments_of(choose):
    """The moments that one meets, with the place of the choice made there."""
    places = {m.name: m for m in CASE.moments}
    at = CASE.moments[0]
    while at:
        number = next(n for n, c in enumerate(at.choices) if choose(c, at))
        yield at, number
        at = places.get(at.choices[number].next)


def best(choice, moment):
    return not choice.mistake


def worst(moment):
    """The wrong choice that leads to the worst hour."""
    bad = ("morning", "seizure", "late", "slow")
    return max((c for c in moment.choices if c.mistake), key=lambda c: c.next in bad)


def press(page, form, number):
    """Choose with the arrow keys and Enter; returns what is announced."""
    form.locator("input").first.focus()
    page.keyboard.press("Space")
    for _ in range(number):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    return form.get_by_role("status").inner_text()


def live(page, moment, number, grade):
    """One moment: the grade, the choice, and on; returns the two replies."""
    forms = page.locator(".room-live form")
    replies = [press(page, forms.nth(0), GRADES.index(grade)), press(page, forms.nth(1), number)]
    assert page.evaluate("document.activeElement.textContent").startswith("Go on: ")
    page.keyboard.press("Enter")
    return replies


@pytest.fixture(scope="module")
def notebook(opened):
    with opened(*CELLS) as page:
        page.wait_for_selector(".room-live")
        yield page


@pytest.fixture
def site(page):
    """The folded page and the script on a web page without a kernel."""
    style = "".join((HERE / name).read_text("utf-8") for name in ("quiz.css", "room.css"))
    script = (HERE / "room.js").read_text("utf-8")
    page.set_content(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Room</title>'
        f"<style>{style}</style><main><h2>A case</h2>{page_of(CASE)}</main>"
        f'<script type="module">{script}\nenhance(document);</script>'
    )
    page.wait_for_selector(".room-live")
    return page


def test_the_case_is_lived_through_with_the_keyboard_alone(site):
    for moment, number in moments_of(best):
        graded, decided = live(site, moment, number, moment.grade)
        assert graded.startswith("✓") and decided.startswith("✓ So it is recommended.")
        assert site.evaluate("document.activeElement.tagName") == "H3"
    assert "You graded 6 of 6 moments right, and 6 of 6 choices" in site.inner_text(".quiz-end")
    assert CASE.endings[0].story in site.inner_text(".room-live")
    site.get_by_role("button", name="Begin again").press("Enter")
    assert site.locator("h3").inner_text() == "Day 4, 22:00"
    assert site.locator(".room-path li").count() == 0


def test_other_choices_have_other_consequences(site):
    met = []
    for moment, number in moments_of(lambda c, m: c.mistake and c == worst(m)):
        graded, decided = live(site, moment, number, "0")
        assert graded.startswith("✓" if moment.grade == "0" else "✗")
        assert decided.startswith("✗ Not the best: ")
        met.append(moment.name)
    assert met == ["evening", "morning", "mind", "seizure", "home"]
    assert "✗ (it was 3)" in site.inner_text(".room-path")
    assert "You graded 1 of 5 moments right, and 0 of 5" in site.inner_text(".quiz-end")


def test_choices_stand_open_only_after_the_grade(site):
    assert site.locator(".room-live form").count() == 1
    site.get_by_role("button", name="Grade").press("Enter")
    assert site.get_by_role("status").inner_text() == "Choose an answer first."
    press(site, site.locator("form").first, 1)
    assert site.evaluate("document.activeElement.type") == "radio"
    assert site.locator(".room-live form").count() == 2


def test_a_room_keeps_the_rules_of_accessibility_in_both_themes(notebook, broken_rules):
    _, number = next(moments_of(best))
    press(notebook, notebook.locator(".room-live form").nth(0), 0)
    press(notebook, notebook.locator(".room-live form").nth(1), number)
    assert broken_rules(notebook, ".room-live") == []
    notebook.evaluate(
        "jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
    )
    notebook.wait_for_selector("[data-jp-theme-light='false']", state="attached")
    assert broken_rules(notebook, ".room-live") == []


def test_the_keys_of_a_room_do_not_reach_the_notebook(notebook):
    cells = notebook.locator(".jp-Cell").count()
    notebook.locator(".room-live button").last.focus()
    for key in ("a", "b", "d", "d"):
        notebook.keyboard.press(key)
    assert notebook.locator(".jp-Cell").count() == cells


def test_python_hears_what_was_done(run):
    page = run(*CELLS, LISTENER)
    moment, number = next(moments_of(best))
    live(page, moment, number, "3")
    heard = page.locator(".jupyter-widgets.widget-label", has_text="heard").inner_text()
    assert "'moment': 'evening', 'grade': '3', 'right': False, 'mistake': ''" in heard
