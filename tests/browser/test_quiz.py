"""The quiz in a browser: keyboard alone, announced replies, alive on a page without kernel."""

import functools
import http.server
import threading

import pytest

from course.quizzes.questions import load
from course.widgets.quiz import HERE, Quiz, page

CELLS = ("from course.widgets.quiz import quiz", 'shown = quiz("kinetics")\nshown')

LISTENER = """
import ipywidgets
told = ipywidgets.Label()
shown.observe(lambda change: setattr(told, "value", f"heard {change['new']}"), "answered")
told
"""
TARGETS = "[...document.querySelectorAll('.quiz-option, .quiz button:not([hidden])')]"


@pytest.fixture(scope="module")
def notebook(opened):
    with opened(*CELLS) as page:
        page.wait_for_selector(".quiz-live")
        yield page


@pytest.fixture
def site(tmp_path, page):
    """A web page with the folded questions and the script, as the web site has them."""
    handler = functools.partial(Quiet, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def show(html):
            (tmp_path / "quiz.js").write_text((HERE / "quiz.js").read_text("utf-8"), "utf-8")
            (tmp_path / "index.html").write_text(html, "utf-8")
            page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
            return page

        yield show
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


def web_page(body, answered="{}"):
    style = (HERE / "quiz.css").read_text("utf-8")
    return (
        '<!doctype html><html lang="en" data-theme="dark"><meta charset="utf-8"><title>Quiz</title>'
        f"<style>body {{ background: #141414 }}{style}</style><main>{body}</main>"
        '<script type="module">import { enhance } from "./quiz.js"; '
        f"enhance(document, {answered});</script>"
    )


def answer(page, question, right):
    """Choose with the arrow keys and press Enter; returns what is announced."""
    options = load("kinetics")[question].options
    wanted = next(n for n, o in enumerate(options) if (not o.misconception) == right)
    form = page.locator(".quiz-live form").nth(question)
    form.locator("input").first.focus()
    page.keyboard.press("Space")
    for _ in range(wanted):
        page.keyboard.press("ArrowDown")
    assert form.get_by_role("status").inner_text() == ""
    page.keyboard.press("Enter")
    return form.get_by_role("status").inner_text()


def test_a_quiz_is_worked_with_the_keyboard_alone(notebook):
    assert "✗ Not this one:" in answer(notebook, 0, right=False)
    assert "✓ Right." in answer(notebook, 0, right=True)
    assert notebook.locator(".quiz-progress").inner_text().endswith("1 of 5 done")


def test_checking_without_a_choice_asks_for_one(notebook):
    form = notebook.locator(".quiz-live form").nth(4)
    form.get_by_role("button").press("Enter")
    assert form.get_by_role("status").inner_text() == "Choose an answer first."


def test_the_keys_of_a_quiz_do_not_reach_the_notebook(notebook):
    cells = notebook.locator(".jp-Cell").count()
    notebook.locator(".quiz-live input").nth(5).focus()
    for key in ("a", "b", "d", "d"):
        notebook.keyboard.press(key)
    assert notebook.locator(".jp-Cell").count() == cells
    assert notebook.locator(".quiz-live input").nth(5).evaluate("e => e === document.activeElement")


def test_a_quiz_keeps_the_rules_of_accessibility_in_both_themes(notebook, broken_rules):
    assert broken_rules(notebook, ".quiz-live") == []
    notebook.evaluate(
        "jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
    )
    notebook.wait_for_selector("[data-jp-theme-light='false']", state="attached")
    assert broken_rules(notebook, ".quiz-live") == []


def test_python_hears_what_was_answered(run):
    page = run(*CELLS, LISTENER)
    answer(page, 3, right=False)
    answer(page, 3, right=True)
    heard = page.locator(".jupyter-widgets.widget-label", has_text="True").inner_text()
    assert "'footprint': {'right': True, 'misconceptions': ['" in heard


def test_a_web_page_without_kernel_is_answered_to_the_end(site):
    shown = site(web_page(page(load("kinetics"))))
    shown.wait_for_selector(".quiz-live")
    answer(shown, 0, right=False)
    assert all("✓ Right." in answer(shown, n, right=True) for n in range(5))
    assert "All 5 done, 4 at the first try." in shown.locator(".quiz-end").inner_text()
    shown.get_by_role("button", name="Start again").press("Enter")
    assert shown.locator(".quiz-progress").inner_text().endswith("0 of 5 done")
    assert shown.evaluate("document.activeElement.type") == "radio"


def test_a_web_page_keeps_the_rules_of_accessibility(site, broken_rules):
    shown = site(web_page(page(load("kinetics"))))
    shown.wait_for_selector(".quiz-live")
    answer(shown, 0, right=False)
    answer(shown, 1, right=True)
    assert broken_rules(shown, "main") == []


def test_what_was_answered_before_is_shown_again(site):
    before = '{dose: {right: true, misconceptions: ["number taken for rate"]}}'
    shown = site(web_page(page(load("kinetics")), before))
    shown.wait_for_selector(".quiz-live")
    assert shown.locator(".quiz-mark:not(:empty)").count() == 2
    assert shown.locator(".quiz-progress").inner_text().endswith("1 of 5 done")


def test_a_phone_shows_the_quiz_without_scrolling_sideways(site):
    shown = site(web_page(page(load("kinetics"))))
    shown.set_viewport_size({"width": 340, "height": 700})
    shown.wait_for_selector(".quiz-live")
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert min(shown.evaluate(f"{TARGETS}.map(e => e.offsetHeight)")) >= 32


def test_without_script_every_answer_opens_its_reply(site):
    shown = site(f"<!doctype html>{Quiz(load('kinetics')).page}")
    shown.locator("summary").first.press("Enter")
    assert shown.locator("details[open] p").first.is_visible()
