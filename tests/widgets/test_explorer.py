import gzip
import json
import struct
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from course.parameters import Parameters, param
from course.widgets import bake
from course.widgets.explorer import Explorer
from course.widgets.frame import from_bytes
from course.widgets.testing import PROMISES


@dataclass(frozen=True, kw_only=True)
class Decay(Parameters):
    dose: float = param(100.0, "cells", (1, 1e4), "cells on day 0", log=True)
    lifetime: float = param(14.0, "days", (1, 90), "mean life", "LeonTriana2021")
    boost: bool = param(False, "", None, "a second dose")
    route: str = param("vein", "", None, "route", choices=("vein", "skin"))


def simulate(p):
    day = np.arange(60)
    if p.lifetime == 1 and p.boost:
        raise RuntimeError("the cells are gone before the second dose.")
    dose = p.dose * (0.5 if p.route == "skin" else 1) * (2 if p.boost else 1)
    return pd.DataFrame({"cells": dose * np.exp(-day / p.lifetime)}, index=day)


def draw(ax, result):
    ax.plot(result.index, result["cells"], label="cells")
    ax.set(xlim=(0, 60), ylim=(0.1, 1e5), yscale="log", xlabel="Day", ylabel="Cells")
    ax.legend(loc="upper right")


def describe(result):
    return f"Of {result['cells'].iloc[0]:.0f} cells, {result['cells'].iloc[-1]:.2g} are left."


def make(**more) -> Explorer:
    options = {
        "controls": ("dose", "lifetime"),
        "title": "Decay",
        "presets": {"A large dose": {"dose": 7777.0}},
    }
    return Explorer(Decay, simulate, draw, describe, **options | more)


ALL = ("dose", "lifetime", "boost", "route")


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_an_explorer_keeps(promise):
    promise(make)


def test_moving_a_control_changes_picture_and_words():
    widget = make()
    before = widget.frame
    widget.positions = [0, *widget.positions[1:]]
    assert widget.frame != before
    assert from_bytes(widget.frame)[0]["words"].startswith("Of 1 cells")


def test_a_combination_without_result_says_so_and_the_next_one_works():
    widget = make(controls=ALL)
    widget.positions = [0, 0, 1, 0]
    head, _ = from_bytes(widget.frame)
    assert head["words"].startswith("This combination has no result: the cells are gone")
    assert head["items"] == []
    widget.positions = widget.start
    assert from_bytes(widget.frame)[0]["items"]


def test_the_twin_is_shown_with_its_words_beside_it(capsys):
    make()._ipython_display_()
    assert capsys.readouterr().out.startswith("At the start: Of 100 cells, 1.5 are left.\n")


def test_the_table_of_parameters_names_basis_and_source():
    row = make().setup["parameters"][1]
    assert (row["value"], row["basis"]) == ("14 days", "published")
    assert row["source"] == "León-Triana et al. 2021"
    assert row["link"] == "https://doi.org/10.1016/j.cnsns.2020.105570"


def test_other_values_can_be_fixed():
    widget = make(fixed={"route": "skin"})
    assert widget.values(widget.start).route == "skin"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"controls": ("dosis",)}, "Decay has no field dosis"),
        ({"controls": ()}, "one to 4 controls, not 0"),
        ({"presets": {"No dose": {"dose": 0.0}}}, "must lie between 1 and 10000"),
        ({"presets": {"Boosted": {"boost": True}}}, "A preset sets boost, which no control"),
    ],
)
def test_mistakes_of_an_author_are_named(wrong, message):
    with pytest.raises(ValueError, match=message):
        make(**wrong)


def opened(baked: bytes) -> dict:
    raw = gzip.decompress(baked)
    return json.loads(raw[4 : 4 + struct.unpack("<I", raw[:4])[0]])


def test_baked_frames_hold_the_grid_and_the_presets():
    widget = make().bake([3, 4])
    head = opened(widget.baked)
    assert [len(places) for places in head["places"]] == [3, 4]
    assert all(start in places for start, places in zip(widget.start, head["places"], strict=True))
    for at in ([0, 0], widget.start, widget.preset("A large dose")):
        assert head["frames"][",".join(map(str, at))][0] == widget.look(at)[1]


def test_many_choices_are_stored_whole_and_the_sliders_moved_alone(monkeypatch):
    monkeypatch.setattr(bake, "MOST", 10)
    monkeypatch.setattr(bake, "ALONE", 5)
    widget = make(controls=ALL).bake()
    stored = {tuple(map(int, at.split(","))) for at in opened(widget.baked)["frames"]}
    dose, lifetime, _, _ = widget.start
    assert {(dose, lifetime, boost, route) for boost in (0, 1) for route in (0, 1)} <= stored
    assert (0, lifetime, 0, 0) in stored and (0, lifetime, 1, 0) not in stored
    assert len(stored) == 4 + 2 * 4 + 4 + 1  # choices, sliders from the start, and from the preset


def test_the_grid_is_as_fine_as_the_limit_allows(monkeypatch):
    monkeypatch.setattr(bake, "MOST", 100)
    coarse, fine = (make().bake(limit=limit).baked for limit in (1_700, 4_000))
    assert len(coarse) <= 1_700 < len(fine) <= 4_000


def test_a_limit_too_small_for_any_grid_is_refused():
    with pytest.raises(ValueError, match="Even 2 places a slider"):
        bake.fitting(lambda count: bytes(100 * count), 199, 1)


def test_colour_bars_are_laid_out_anew_and_do_not_shrink_the_picture():
    def with_bar(ax, result):
        mesh = ax.pcolormesh(result["cells"].to_numpy().reshape(6, 10))
        ax.figure.colorbar(mesh, ax=ax, label="cells")

    widget = Explorer(Decay, simulate, with_bar, describe, ("dose",), title="Map")
    before = widget.picture.axes.get_position().bounds
    widget.look([3])
    widget.look(widget.start)
    assert widget.picture.axes.get_position().bounds == pytest.approx(before)


def test_hatching_is_shown_as_an_image():
    def hatched(ax, result):
        draw(ax, result)
        ax.axvspan(0, 10, hatch="//")

    widget = Explorer(Decay, simulate, hatched, describe, ("dose",), title="Hatched")
    [(style, _)] = widget.look(widget.start)[0]
    assert style["href"].startswith("data:image/png;base64,")
