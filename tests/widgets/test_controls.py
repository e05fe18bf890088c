from dataclasses import dataclass, fields

import pytest

from course.parameters import Parameters, param
from course.widgets.controls import control


@dataclass(frozen=True, kw_only=True)
class Example(Parameters):
    dose: float = param(3.3e7, "cells", (1e5, 1e10), "dose", log=True)
    lifetime: float = param(14.0, "days", (1, 90), "lifetime")
    share: float = param(0.5, "none", (0, 1), "share")
    visits: int = param(3, "visits", (1, 12), "visits")
    route: str = param("vein", "", None, "route", choices=("vein", "skin"))
    steroid: bool = param(False, "", None, "steroid")
    free: float = param(1.0, "days", None, "no bounds")


FIELD = {field.name: field for field in fields(Example)}


@pytest.mark.parametrize("name", ["dose", "lifetime", "share", "visits"])
def test_a_slider_reaches_both_bounds_and_the_default_exactly(name):
    slider, bounds = control(FIELD[name]), FIELD[name].metadata["bounds"]
    assert (slider.places[0], slider.places[-1]) == bounds
    assert slider.places[slider.position(slider.start)] == FIELD[name].default
    assert list(slider.places) == sorted(set(slider.places)) and len(slider.places) <= 105


def test_steps_are_round_numbers():
    assert control(FIELD["lifetime"]).places[:4] == (1, 2, 3, 4)
    assert {1.2e5, 1e6, 2.5e9} < set(control(FIELD["dose"]).places)
    assert 0.29 in control(FIELD["share"]).places


def test_values_of_presets_are_places():
    assert 12.5 in control(FIELD["lifetime"], [12.5]).places


def test_whole_numbers_step_by_one_and_stay_whole():
    places = control(FIELD["visits"]).places
    assert places == tuple(range(1, 13)) and all(isinstance(p, int) for p in places)


def test_words_become_a_choice_and_truth_a_switch():
    assert control(FIELD["route"]).setup()["texts"] == ["vein", "skin"]
    assert control(FIELD["steroid"]).setup()["kind"] == "switch"


def test_a_field_without_bounds_cannot_become_a_slider():
    with pytest.raises(ValueError, match="`free` needs bounds"):
        control(FIELD["free"])
