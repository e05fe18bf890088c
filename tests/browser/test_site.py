"""The web site: its pages, explorers that move without a kernel, and the version for the browser.

The site is built once, with few pictures for each explorer. What Pyodide does in the browser
version is tried in `test_pyodide.py`.
"""

import itertools
import json
import os
import re
from importlib import resources

import pytest
from jsonschema import Draft7Validator

from course.bench.browser import served
from course.site import lite
from course.site.build import build
from course.topics import ROOT, topics

LECTURES = [topic for topic in topics() if topic.notebook.exists()]
NAMES = [topic.name for topic in LECTURES]
DOCUMENTS = {
    path.relative_to(ROOT).with_suffix("").as_posix()
    for path in (ROOT / "docs").rglob("*.md")
    if not path.name.startswith("template_")
} - {"docs/coverage", "docs/help"}  # they stand at the top
PAGES = [
    "index", "glossary", "references", "facts", "coverage", "help", "notebooks/00_start_here",
    *(f"notebooks/{name}" for name in NAMES), *sorted(DOCUMENTS),
]  # fmt: skip
COLOURED = ("index", "facts", "glossary", "help", "notebooks/05_targets", "docs/guide/00_course")
DESCRIPTION = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
# What the two profiles of Bioschemas want of the properties that we give: bioschemas.org/profiles
TEXT, TEXTS = {"type": "string", "minLength": 3}, {"type": "array", "items": {"type": "string"}}
PROFILE = {
    "type": "object",
    "required": ["@context", "@type", "dct:conformsTo", "name", "description", "keywords"],
    "properties": {
        "name": TEXT, "description": TEXT, "keywords": TEXT, "educationalLevel": TEXT,
        "license": {"type": "string", "pattern": "^https://"},
        "inLanguage": {"const": "en"}, "teaches": TEXTS, "learningResourceType": TEXT,
        "timeRequired": {"type": "string", "pattern": r"^PT(\d+H)?(\d+M)?$"},
        "audience": {"type": "object", "required": ["@type", "audienceType"]},
        "hasPart": {"type": "array", "items": {"type": "object", "required": ["@type", "name"]}},
        "dct:conformsTo": {"type": "object", "required": ["@id"]},
    },
}  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    return build(tmp_path_factory.mktemp("web") / "site", quick=True)


@pytest.fixture(scope="session")
def address(site):
    with served(site) as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_there_small_and_needs_no_other_host(site, name):
    text = (site / f"{name}.html").read_text("utf-8")
    assert len(text) < 2_000_000
    needed = re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="(https?://[^"]+)"', text)
    assert [url for url in needed if "canonical" not in url] == []


@pytest.mark.parametrize("name", ["index", *(f"notebooks/{name}" for name in NAMES)])
def test_search_engines_are_told_what_a_page_is_as_bioschemas_wants_it(site, name):
    (found,) = DESCRIPTION.findall((site / f"{name}.html").read_text("utf-8"))
    about = json.loads(found)
    wanted = ("Course", "Course") if name == "index" else ("LearningResource", "TrainingMaterial")
    assert (about["@type"], about["dct:conformsTo"]["@id"].split("/")[-2]) == wanted
    assert [error.message for error in Draft7Validator(PROFILE).iter_errors(about)] == []


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


AXE = """async ([where, scheme, rules]) => {
    document.documentElement.dataset.theme = scheme;
    const found = await axe.run(where, { resultTypes: ["violations"], ...rules });
    return found.violations.map((v) => `${scheme}: ${v.id} ${v.nodes[0].html.slice(0, 200)}`);
}"""


def test_axe_finds_nothing_on_any_page(chromium, address):
    """Colours are slow to look at, and the pages share them: on some pages, and in the workflow

    `site.yml`, with COURSE_COLOURS=1, on all. Those of code are left to the test below.
    """
    coloured = PAGES if os.environ.get("COURSE_COLOURS") == "1" else COLOURED
    where = {
        "include": ["article"],
        "exclude": [".highlight pre", ".ex-picture", ".ledger tr:nth-child(n+10)"],
    }
    context = chromium.new_context(color_scheme="light", reduced_motion="reduce")
    context.add_init_script(
        resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    )
    page, found = context.new_page(), []
    for name in PAGES:
        page.goto(f"{address}/{name}.html")
        asked = [("light", {"rules": {"color-contrast": {"enabled": name in coloured}}})]
        if name in coloured:
            asked.append(("dark", {"runOnly": ["color-contrast"]}))
        for scheme, rules in asked:
            found += [f"{name}, {w}" for w in page.evaluate(AXE, [where, scheme, rules])]
    context.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_whole_lecture_with_all_round_it_is_accessible(page, address, broken_rules, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/notebooks/08_kinetics.html")
    page.wait_for_function("() => document.querySelector('.explorer').dataset.baked")
    assert broken_rules(page, "body") == []


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_by_one_step_and_pictures_have_words(site, name):
    text = (site / f"{name}.html").read_text("utf-8")
    article = text[text.index("<article") : text.index("</article>")]
    steps = [int(level) for level in re.findall(r"<h([1-6])", article)]
    assert steps[0] == 1 and steps.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(steps))
    for picture in re.findall(r"<img [^>]*>", article):
        alt = re.search(r'alt="([^"]*)"', picture)
        assert alt and len(alt[1].split()) >= 5, picture[:300]


def test_a_page_fits_a_phone(page, address):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{address}/notebooks/08_kinetics.html")
    page.evaluate("window.scrollTo(200, 0)")
    assert page.evaluate("window.scrollX") == 0


def test_the_browser_version_opens_a_lecture_and_says_that_python_cannot_be_fetched(
    chromium, address
):
    page = chromium.new_page()  # the console complains that Pyodide cannot be fetched here
    page.goto(f"{address}/notebooks/08_kinetics.html")
    page.get_by_role("link", name="in this browser").click()
    page.locator(".jp-RenderedMarkdown", has_text="version for the browser").wait_for()
    page.locator(".jp-RenderedMarkdown", has_text="How does a dose").first.wait_for()
    page.get_by_role("alert").filter(has_text="Python could not be fetched").wait_for()
    page.get_by_role("link", name="Read on here").click()
    page.get_by_role("heading", name="What happens after infusion?").wait_for()
    page.close()


def test_the_browser_version_carries_the_course_and_its_tables(site):
    (wheel,) = (site / "lite").rglob("resetting_immunity-*.whl")
    assert wheel.stat().st_size < 3_000_000


@pytest.mark.parametrize("topic", LECTURES, ids=NAMES)
def test_a_lecture_fetches_in_the_browser_what_it_imports(topic):
    wanted = lite.install(topic.notebook)
    for module, package in lite.PACKAGES.items():
        assert (package in wanted) == lite.imports(module, lite.sources(topic.notebook))


@pytest.mark.parametrize("name", ["00_course", *NAMES])
def test_a_page_of_the_guide_prints_on_one_sheet_to_hold(address, page, name):
    page.goto(f"{address}/docs/guide/{name}.html")
    printed = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
