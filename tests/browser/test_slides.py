"""Decks in a browser, opened as files: nothing runs over, keys do what a speaker expects."""

import pytest

from course.slides.build import write
from course.topics import find, topics

NAMES = [topic.name for topic in topics() if topic.notebook.exists()]
SIZES = """() => {
  const slide = Reveal.getCurrentSlide().querySelector(".slide");
  const body = slide.querySelector(".body");
  const over = (node) =>
    Math.max(node.scrollHeight - node.clientHeight, node.scrollWidth - node.clientWidth);
  return [over(slide), over(body), parseFloat(getComputedStyle(body).fontSize)];
}"""
AT = "() => Reveal.getState().indexh"
PICTURE = "() => Reveal.getCurrentSlide().querySelector('.ex-picture').innerHTML"


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("slides")


@pytest.fixture(scope="session")
def deck(folder):
    """deck("08_kinetics") -> the address of its file, made once."""
    made = {}

    def address(name):
        if name not in made:
            made[name] = write(find(name), folder, quick=True).as_uri()
        return made[name]

    return address


@pytest.fixture
def show(page, deck):
    """show(name, query) -> the page with that deck; a request to any host is noted."""
    page.set_viewport_size({"width": 1280, "height": 720})
    asked = []
    page.on("request", lambda r: asked.append(r.url) if r.url.startswith("http") else None)

    def shown(name, query=""):
        page.goto(deck(name) + query)
        page.wait_for_function("() => document.documentElement.dataset.ready")
        return page

    yield shown
    assert asked == []


def to_explorer(page):
    place = page.evaluate(
        "() => Reveal.getSlides().findIndex(slide => slide.querySelector('.of-explorer'))"
    )
    page.evaluate("place => Reveal.slide(place)", place)
    page.wait_for_function(
        "() => Reveal.getCurrentSlide().querySelector('.explorer').dataset.baked"
    )
    return place


@pytest.mark.parametrize("name", NAMES)
def test_no_slide_runs_over_and_all_can_be_read_from_the_back(show, name):
    page = show(name)
    for count in range(page.evaluate("() => Reveal.getTotalSlides()")):
        page.evaluate("count => Reveal.slide(count, 0, 99)", count)
        slide, body, size = page.evaluate(SIZES)
        assert max(slide, body) <= 1, (count + 1, slide, body)
        assert size >= 18, (count + 1, size)


def test_a_slider_keeps_the_arrows_and_the_remote_turns_the_slide(show):
    page = show("08_kinetics")
    place = to_explorer(page)
    before = page.evaluate(PICTURE)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.type") == "range"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(AT) == place and page.evaluate(PICTURE) != before
    page.keyboard.press("PageDown")
    assert page.evaluate(AT) == place + 1
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(AT) == place


def test_escape_gives_the_arrows_back_to_the_slides(show):
    page = show("08_kinetics")
    place = to_explorer(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(AT) == place + 1
    assert not page.evaluate("() => Reveal.isOverview()")


def test_a_preset_is_pressed_with_the_space_bar(show):
    page = show("08_kinetics")
    place = to_explorer(page)
    page.locator(".present .ex-buttons button", has_text="too weak").focus()
    page.keyboard.press("Space")
    assert page.evaluate(AT) == place
    assert "do not expand" in page.locator(".present .ex-words").inner_text()


def test_the_speaker_sees_notes_in_a_window_of_their_own(show):
    page = show("08_kinetics")
    page.evaluate("() => Reveal.slide(3)")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    notes = opened.value.locator(".speaker-controls-notes .value")
    notes.filter(has_text="How many cells will the bag hold?").wait_for()
    opened.value.close()


def test_on_paper_each_slide_is_a_page_with_its_picture(show):
    page = show("08_kinetics", "?print-pdf")
    pages = page.locator(".pdf-page")
    assert pages.count() == page.evaluate("() => Reveal.getTotalSlides()")
    assert page.locator(".pdf-page .ex-picture path").count() > 5
    assert b"%PDF" in page.pdf(prefer_css_page_size=True)[:8]


def test_a_slide_is_accessible(show, broken_rules):
    page = show("08_kinetics")
    for place in (0, 3, 5, to_explorer(page)):
        page.evaluate("place => Reveal.slide(place, 0, 99)", place)
        assert broken_rules(page, ".present") == []
