"""The explorer on a page without a kernel: frames computed beforehand, or a word that none come."""

import base64
import json
import re

import pytest

from course.widgets import targets
from course.widgets.explorer import Explorer
from course.widgets.kinetics import explorer

# What a saved page gives the widget: the stored state, and nobody who answers.
HOST = """
const bytes = (text) => new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
const state = STATE;
for (const name of ["frame", "baked"]) state[name] = bytes(state[name]);
const model = {
  get: (name) => state[name], set: (name, value) => { state[name] = value; },
  on() {}, off() {}, save_changes() {}, send() { throw new Error("no kernel"); },
};
widget.render({ model, el: document.querySelector("#place") });
"""


def open_page(page, widget: Explorer) -> None:
    state = {"setup": widget.setup, "positions": widget.positions}
    state |= {n: base64.b64encode(getattr(widget, n)).decode() for n in ("frame", "baked")}
    code = widget._esm.replace("export default", "const widget =").replace("export ", "")
    page.set_content(f"<html lang=en><style>{widget._css}</style><main id=place></main></html>")
    page.add_script_tag(type="module", content=code + HOST.replace("STATE", json.dumps(state)))
    page.wait_for_selector(".explorer[data-frames]")


@pytest.fixture(scope="module")
def baked():
    return explorer().bake([3, 1, 1, 1])


def test_the_page_steps_through_the_stored_frames(page, baked):
    open_page(page, baked)
    page.wait_for_selector(".explorer[data-baked]")
    page.get_by_role("slider", name="Dose").focus()
    page.keyboard.press("End")
    last = [len(baked.controls[0].places) - 1, *baked.start[1:]]
    assert page.locator(".ex-words").inner_text() == baked.look(last)[1]
    assert page.locator("output").first.inner_text() == "10 billion cells"


def test_a_preset_is_exact_and_leaving_it_says_that_the_nearest_is_shown(page, baked):
    open_page(page, baked)
    page.wait_for_selector(".explorer[data-baked]")
    name = next(iter(baked.presets))
    page.get_by_role("button", name=name).click()
    assert page.locator(".ex-words").inner_text() == baked.look(baked.preset(name))[1]
    assert page.locator(".ex-note").inner_text() == ""
    page.get_by_role("slider", name="Dose").focus()
    page.keyboard.press("Home")
    assert "the nearest of them" in page.locator(".ex-note").inner_text()


def test_of_choices_that_are_not_stored_together_the_nearest_is_shown_and_named(page):
    widget = targets.explorer().bake([2, 2, 2, 2])
    open_page(page, widget)
    page.wait_for_selector(".explorer[data-baked]")
    page.get_by_role("combobox", name="First antigen").select_option("CD7")
    assert page.locator(".ex-note").inner_text() == ""
    page.get_by_role("combobox", name="Second antigen").select_option("CD33")
    assert re.search(
        "nearest of them: (First antigen CD20|Second antigen BCMA)",
        page.locator(".ex-note").inner_text(),
    )
    chosen = page.locator("select").evaluate_all("all => all.map((one) => Number(one.value))")
    assert page.locator(".ex-words").inner_text() == widget.look([*chosen, widget.start[3]])[1]


def test_without_frames_the_page_says_that_no_kernel_answers(page):
    open_page(page, explorer())
    page.get_by_role("slider", name="Dose").focus()
    page.keyboard.press("End")
    page.get_by_text("no kernel answers").wait_for(timeout=10_000)


def test_axe_finds_nothing_wrong_on_a_phone(page, baked, broken_rules):
    page.set_viewport_size({"width": 375, "height": 800})
    open_page(page, baked)
    page.get_by_text("About this model").click()
    page.wait_for_timeout(200)
    assert broken_rules(page, "main") == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 375


def test_thin_pale_lines_and_dark_colours_can_be_seen_on_dark_paper(page, baked):
    open_page(page, baked)
    page.evaluate("() => document.documentElement.setAttribute('data-theme', 'dark')")
    strokes = page.locator(".ex-picture path").evaluate_all(
        "all => all.map((p) => getComputedStyle(p).stroke).filter((s) => s !== 'none')"
    )
    lightest = [max(float(v) for v in s.strip("rgb()").split(",")) for s in set(strokes)]
    assert len(lightest) > 3 and min(lightest) > 40  # the paper is 20
