"""A learner's record in JupyterLab: from a passed check to the first page and a certificate."""

import json

import pytest

from course import progress

RECORD = 'import os; os.environ["COURSE_PROGRESS"] = {!r}'
LECTURE = (
    "import numpy as np\nfrom course.checks import kinetics as exercises\n"
    "def days_to_grow(a, b, c): return np.log2(b / a) * c",
    "exercises.growth.check(days_to_grow)",
)
CONTENTS = "from course.contents import contents\ncontents()"
STATE = ".jp-RenderedMarkdown li:has-text('What happens after infusion') strong"


@pytest.fixture
def file(tmp_path, monkeypatch):
    place = tmp_path / "progress.json"
    monkeypatch.setenv("COURSE_PROGRESS", str(place))
    return place


@pytest.fixture
def first_page(run, file):
    """The contents and their panel, for a learner with this file."""

    def open_it():
        page = run(RECORD.format(str(file)), CONTENTS)
        page.wait_for_selector(".course-progress .pg-words")
        return page

    return open_it


def come_back(page):
    """What happens when the tab of the first page is chosen again."""
    for shown in ("none", ""):
        page.evaluate("s => document.querySelector('.course-progress').style.display = s", shown)
        page.wait_for_timeout(200)


def test_a_check_passed_in_a_lecture_stands_on_the_first_page(run, file, first_page):
    lecture = run(RECORD.format(str(file)), *LECTURE)
    lecture.wait_for_selector("text=Right.")
    page = first_page()
    assert page.locator(STATE).inner_text() == "◐ begun: exercises 1 of 2"
    progress.record("kinetics", "exercise decline")
    come_back(page)
    page.wait_for_selector(f"{STATE}:has-text('exercises 2 of 2')")


def test_a_record_is_ticked_saved_lost_and_loaded_by_keyboard(first_page, file, tmp_path):
    page = first_page()
    page.locator(".course-progress summary").press("Enter")
    page.get_by_label("8. What happens after infusion?").press("Space")
    page.wait_for_selector(f"{STATE}:has-text('✓ read')")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").press("Enter")
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    assert download.value.suggested_filename == "progress.json"
    assert list(json.loads(saved.read_text("utf-8"))["lectures"]["kinetics"]) == ["read"]
    file.unlink()
    come_back(page)
    page.wait_for_selector(".pg-words:has-text('Nothing is kept yet')")
    page.get_by_label("Load a copy").set_input_files(saved)
    page.wait_for_selector(".pg-said:has-text('Loaded: 1 thing new')")
    page.wait_for_selector(f"{STATE}:has-text('✓ read')")
    page.get_by_label("Load a copy").set_input_files(
        {"name": "photo.json", "mimeType": "application/json", "buffer": b"\xff\xd8"}
    )
    page.wait_for_selector(".pg-said:has-text('Nothing was loaded. It is damaged')")


def test_the_certificate_opens_in_a_tab_in_the_name_that_was_typed(first_page, broken_rules):
    progress.record("kinetics", "read")
    page = first_page()
    page.get_by_role("button", name="Open certificate").press("Enter")
    assert page.locator(".pg-said").inner_text() == "Write your name first."
    page.keyboard.type("Ada <Lovelace> $&")
    with page.expect_popup() as tab:
        page.get_by_role("button", name="Open certificate").press("Enter")
    shown = tab.value
    assert shown.locator(".name").inner_text() == "Ada <Lovelace> $&"
    assert shown.locator("h1").inner_text() == "Record of work so far"
    assert "This is not an examination." in shown.locator(".note").inner_text()
    assert broken_rules(shown, "html") == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Save certificate").press("Enter")
    assert "Ada &lt;Lovelace&gt; $&amp;" in download.value.path().read_text("utf-8")


def test_the_panel_keeps_the_rules_of_accessibility_in_both_themes(first_page, broken_rules):
    page = first_page()
    page.locator(".course-progress summary").press("Enter")
    assert broken_rules(page, ".course-progress") == []
    page.evaluate(
        "jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
    )
    page.wait_for_selector("[data-jp-theme-light='false']", state="attached")
    assert broken_rules(page, ".course-progress") == []


def test_an_error_is_said_in_plain_words_beside_its_traceback(run, broken_rules):
    page = run("days = 3", "print(dyas)")
    box = page.locator(".jp-OutputArea [role=status]")
    box.wait_for()
    assert box.inner_text().startswith("In plain words. Python knows nothing by the name dyas.")
    assert "Is days meant?" in box.inner_text()
    assert "NameError" in page.locator(".jp-OutputArea-output").first.inner_text()
    assert broken_rules(page, ".jp-OutputArea [role=status]") == []
