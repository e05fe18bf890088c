"""The explorer in JupyterLab: keyboard, words, presets, reset, accessibility, failure."""

import pytest

MODEL = """
from dataclasses import dataclass
import numpy as np, pandas as pd
from course.parameters import Parameters, param
from course.widgets.explorer import Explorer

@dataclass(frozen=True, kw_only=True)
class Decay(Parameters):
    dose: float = param(1e7, "cells", (1e5, 1e10), "cells on day 0", log=True)
    lifetime: float = param(14.0, "days", (1, 90), "mean life", "LeonTriana2021")
    route: str = param("vein", "", None, "route", choices=("vein", "skin"))
    boost: bool = param(False, "", None, "a second dose", label="Second dose")

def simulate(p):
    if p.route == "skin" and p.boost:
        raise ValueError("nobody gives a second dose under the skin.")
    day = np.arange(90)
    cells = p.dose * (1 + p.boost) * np.exp(-day / p.lifetime)
    return pd.DataFrame({"cells": cells / (2 if p.route == "skin" else 1)}, index=day)

def draw(ax, result):
    ax.plot(result.index, result["cells"], color="#0072B2", label="CAR T cells")
    ax.axhline(1e4, color="#d9d9d9", lw=0.6, label="limit of detection")
    ax.set(yscale="log", ylim=(1, 1e11), xlim=(0, 89), xlabel="Day", ylabel="Cells", title="Decay")
    ax.legend(loc="upper right")

def describe(result):
    first, last = result["cells"].iloc[[0, -1]]
    return f"Of {first:,.0f} cells, {last:,.0f} are left."

def explorer():
    return Explorer(Decay, simulate, draw, describe, ("dose", "lifetime", "route", "boost"),
                    title="Decay of a dose", presets={"A small dose": {"dose": 1e5}},
                    about={"Assumed": "Every cell has the same chance to die."})
"""
START = "Of 10,000,000 cells"
CELLS = (MODEL, "explorer()")


@pytest.fixture(scope="module")
def shared(opened):
    with opened(*CELLS) as page:
        page.wait_for_selector(".explorer[data-frames]")
        yield page


@pytest.fixture
def explorer(shared):
    """The page, with the explorer at its start."""
    shared.get_by_role("button", name="Back to the start").click()
    shared.wait_for_function(
        "t => document.querySelector('.ex-words').innerText.includes(t)", arg=START
    )
    return shared


def words(page):
    return page.locator(".ex-words").inner_text()


def press_until_words_change(page, key, times=6):
    before = words(page)
    for _ in range(times):
        page.keyboard.press(key)
    page.wait_for_function("b => document.querySelector('.ex-words').innerText !== b", arg=before)
    return words(page)


def test_an_arrow_key_on_a_slider_changes_picture_and_words(explorer):
    page = explorer
    assert START in words(page)
    picture = page.locator(".ex-picture").inner_html()
    page.get_by_role("slider", name="Dose").focus()
    press_until_words_change(page, "ArrowRight")
    assert page.locator(".ex-picture").inner_html() != picture
    assert (
        page.get_by_role("slider", name="Dose").get_attribute("aria-valuetext")
        == "40 million cells"
    )


def test_presets_and_reset_work_from_the_keyboard(explorer):
    page = explorer
    start = words(page)
    page.get_by_role("button", name="A small dose").focus()
    assert "Of 100,000 cells" in press_until_words_change(page, "Enter", times=1)
    page.get_by_role("button", name="Back to the start").focus()
    assert press_until_words_change(page, "Enter", times=1) == start


def test_the_newest_position_wins_when_the_slider_is_moved_fast(explorer):
    page = explorer
    page.get_by_role("slider", name="Dose").focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.wait_for_function(
        "() => document.querySelector('.ex-words').innerText.includes('Of 10,000,000,000 ')"
    )
    assert int(page.locator(".explorer").get_attribute("data-frames")) < 20


def test_a_choice_and_a_switch_change_the_words(explorer):
    page = explorer
    page.get_by_label("Route").select_option("skin")
    page.get_by_text("Of 5,000,000 cells").wait_for()
    page.get_by_label("Route").select_option("vein")
    page.get_by_label("Second dose").check()
    page.get_by_text("Of 20,000,000 cells").wait_for()


def test_a_combination_without_result_is_said_and_the_next_one_works(explorer):
    page = explorer
    page.get_by_label("Second dose").check()
    page.get_by_label("Route").select_option("skin")
    page.get_by_text("This combination has no result: nobody gives a second dose").wait_for()
    page.get_by_label("Route").select_option("vein")
    page.get_by_text("Of 20,000,000 cells").wait_for()


def test_the_words_are_announced_once_the_slider_rests(explorer):
    page = explorer
    page.get_by_label("Lifetime").focus()
    said = press_until_words_change(page, "ArrowLeft", times=1)
    page.wait_for_function("t => document.querySelector('.ex-announced').innerText === t", arg=said)


def test_about_this_model_opens_with_its_parameters(explorer):
    page = explorer
    page.get_by_text("About this model").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("cell", name="10 million cells").is_visible()
    link = page.get_by_role("link", name="León-Triana et al. 2021").first
    assert link.get_attribute("href").startswith("https://doi.org/")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_wrong(explorer, broken_rules, theme):
    page = explorer
    page.evaluate("t => jupyterapp.commands.execute('apputils:change-theme', {theme: t})", theme)
    page.wait_for_timeout(500)
    page.locator(".explorer summary").click()
    assert broken_rules(page, ".explorer") == []


@pytest.mark.parametrize("width", [360, 600])
def test_the_explorer_fits_a_narrow_page(explorer, width):
    page = explorer
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("() => jupyterapp.shell.collapseLeft()")
    page.wait_for_timeout(300)
    wide, room = page.locator(".explorer").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide <= room


def test_a_dead_kernel_is_said(run):
    page = run(*CELLS)
    page.wait_for_selector(".explorer[data-frames]")
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.get_by_role("slider", name="Dose").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("no kernel answers").wait_for(timeout=10_000)


def test_the_explorer_of_kinetics_runs_in_jupyterlab(run, broken_rules):
    page = run("from course.widgets.kinetics import explorer", "explorer()")
    page.get_by_role("slider", name="Dose").focus()
    press_until_words_change(page, "End", times=1)
    assert broken_rules(page, ".explorer") == []
