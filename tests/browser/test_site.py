"""The web site: its pages, explorers that move without a kernel, and the version for the browser.

The site is built once, with two places for each control. That a whole lecture runs in the browser
needs Pyodide's packages from the network; the workflow `browser.yml` does it, and nothing here.
"""

import functools
import json
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from course.site import lite
from course.site.build import build
from course.topics import topics

LECTURES = [topic for topic in topics() if topic.notebook.exists()]
NAMES = [topic.name for topic in LECTURES]
PAGES = [
    "index", "glossary", "references", "facts", "coverage", "help", "notebooks/00_start_here",
    "docs/instructors", "docs/grading", *(f"notebooks/{name}" for name in NAMES),
]  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    return build(tmp_path_factory.mktemp("web") / "site", places=2)


@pytest.fixture(scope="session")
def address(site):
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_there_small_and_needs_no_other_host(site, name):
    text = (site / f"{name}.html").read_text("utf-8")
    assert len(text) < 2_000_000
    needed = re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="(https?://[^"]+)"', text)
    assert [url for url in needed if "canonical" not in url] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_lecture_says_what_it_is_to_search_engines(site, name):
    text = (site / f"notebooks/{name}.html").read_text("utf-8")
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    about = json.loads(found)
    assert about["@type"] == "LearningResource" and about["description"]
    for needed in ("dct:conformsTo", "name", "keywords", "license", "timeRequired"):
        assert about[needed], needed


def test_every_lecture_stands_in_the_contents_with_its_question(site):
    text = (site / "index.html").read_text("utf-8")
    for topic in LECTURES:
        assert f"notebooks/{topic.name}.html" in text and f"{topic.minutes} minutes" in text


def test_every_fact_has_a_row_with_its_dates(site):
    text = (site / "facts.html").read_text("utf-8")
    assert 'id="kinetics.fold_expansion"' in text and "2026-10" in text


def test_key_terms_stand_in_the_glossary(site):
    assert "Predation pressure" in (site / "glossary.html").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_explorer_of_a_page_moves_without_a_kernel(page, address, name):
    page.goto(f"{address}/notebooks/{name}.html")
    control = page.locator(".explorer :is(input, select)").first
    control.wait_for()
    before = page.locator(".explorer .ex-picture").first.inner_html()
    page.wait_for_function("() => document.querySelector('.explorer').dataset.baked")
    control.focus()
    seen = {before}
    for key in ("End", "Home"):
        page.keyboard.press(key)
        seen.add(page.locator(".explorer .ex-picture").first.inner_html())
    assert len(seen) > 1
    assert page.locator(".explorer .ex-words").first.inner_text()


def test_a_quiz_of_a_page_answers(page, address):
    page.goto(f"{address}/notebooks/08_kinetics.html")
    page.locator(".quiz-live input").first.check()
    page.locator(".quiz-live button", has_text="Check").first.click()
    assert re.search("Right|Not this one", page.locator(".quiz-live").inner_text())


def test_the_network_may_go_when_a_page_is_loaded(page, address):
    page.goto(f"{address}/notebooks/08_kinetics.html")
    page.wait_for_function("() => document.querySelector('.explorer').dataset.baked")
    page.context.set_offline(True)
    page.locator(".explorer button", has_text="too weak").click()
    assert "do not expand" in page.locator(".explorer .ex-words").inner_text()
    page.context.set_offline(False)


def test_search_finds_a_term(page, address):
    page.goto(f"{address}/search.html?q=lymphodepletion")
    page.locator("#search-results li").first.wait_for()


@pytest.mark.parametrize("name", ["index", "notebooks/08_kinetics", "facts", "glossary", "help"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible(page, address, broken_rules, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/{name}.html")
    page.wait_for_timeout(300)
    assert broken_rules(page, "article") == []


def test_a_page_fits_a_phone(page, address):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{address}/notebooks/08_kinetics.html")
    page.evaluate("window.scrollTo(200, 0)")
    assert page.evaluate("window.scrollX") == 0


def test_the_browser_version_opens_a_lecture_with_its_stored_words(chromium, address):
    page = chromium.new_page()  # the console complains that Pyodide cannot be fetched here
    page.goto(f"{address}/lite/lab/index.html?path=notebooks/08_kinetics.ipynb")
    page.locator(".jp-RenderedMarkdown", has_text="version for the browser").wait_for()
    page.locator(".jp-RenderedMarkdown", has_text="How does a dose").first.wait_for()
    page.close()


def test_the_browser_version_carries_the_course_and_its_tables(site):
    (wheel,) = (site / "lite").rglob("resetting_immunity-*.whl")
    assert wheel.stat().st_size < 3_000_000


@pytest.mark.parametrize("topic", LECTURES, ids=NAMES)
def test_a_lecture_fetches_in_the_browser_what_it_imports(topic):
    wanted = lite.install(topic.notebook)
    for module, package in lite.PACKAGES.items():
        assert (package in wanted) == lite.imports(module, lite.sources(topic.notebook))
