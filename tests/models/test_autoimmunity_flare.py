"""A flare and a treatment in the switch with a memory of damage."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from course.models.autoimmunity_flare import (
    Flare,
    border,
    fate,
    follow,
    nullclines,
    rates,
    runge_kutta,
    simulate,
)
from course.models.switch import steady_states


def last(p: Flare, phase: str) -> float:
    return simulate(p).query("phase == @phase")["cells"].iloc[-1]


def test_the_steady_states_are_those_of_the_switch():
    for state in steady_states(Flare())["activity"]:
        np.testing.assert_allclose(rates(0, (state, state), Flare()), 0, atol=1e-12)


def test_steps_agree_with_an_adaptive_solver():
    for healing in (1.0, 3.0, 24.0):
        p = Flare(healing=healing)
        run = solve_ivp(rates, (0, 42), [2.05, 0.05], args=(p,), rtol=1e-10, atol=1e-12)
        np.testing.assert_allclose(
            runge_kutta(p, (2.05, 0.05), 0.25, 168)[-1], run.y[:, -1], rtol=1e-5
        )


def test_a_small_flare_dies_out_and_a_large_one_stays():
    assert last(Flare(flare=0.6), "flare") < 0.1
    assert last(Flare(flare=2.0), "flare") > 1.5


def test_depletion_must_be_deep_and_long_enough():
    assert last(Flare(depletion=0.9, months_away=4), "after") < 0.1
    assert last(Flare(depletion=0.9, months_away=1), "after") > 1
    assert last(Flare(depletion=0.5, months_away=12), "after") > 1


def test_cells_are_held_while_antigen_falls():
    held = simulate(Flare()).query("phase == 'treatment'")
    assert held["cells"].nunique() == 1 and (np.diff(held["antigen"]) < 0).all()


def test_nullclines_cross_in_the_steady_states():
    states = steady_states(Flare())["activity"]
    lines = nullclines(Flare(), states)
    np.testing.assert_allclose(lines["cells_stay"], lines["antigen_stays"], rtol=1e-9)


def test_the_border_parts_the_two_fates():
    line = border(Flare())
    for antigen in (0.1, 0.4, 0.7):
        cells = np.interp(antigen, line["antigen"], line["cells"])
        for side, name in ((0.97, "tolerance"), (1.03, "disease")):
            end = runge_kutta(Flare(), (side * cells, antigen), 0.25, 1600)[-1][0]
            assert fate(Flare(), side * cells, antigen, line) == name
            assert (end > 1) == (name == "disease")


@pytest.mark.parametrize(("loss", "name"), [(0.6, "tolerance"), (0.27, "disease")])
def test_with_one_steady_state_there_is_no_border(loss, name):
    p = Flare(loss=loss)
    assert border(p).empty
    assert fate(p, 0.01, 0.01, border(p)) == fate(p, 4, 4, border(p)) == name


def test_every_corner_is_finite_and_positive():
    for loss in (0.27, 0.45, 0.65):
        for flare in (0, 2.5):
            for depletion in (0, 1):
                for away in (0, 12):
                    p = Flare(loss=loss, flare=flare, depletion=depletion, months_away=away)
                    state = simulate(p)[["cells", "antigen"]].to_numpy()
                    assert np.isfinite(state).all() and (state >= 0).all()


def test_the_fates_agree_with_where_the_path_goes():
    for flare in (0.5, 1.0, 2.0, 2.5):
        for away in (0, 1, 6, 12):
            p = Flare(flare=flare, months_away=away)
            course, end = follow(p), last(p, "after")
            assert (course.after_treatment == "disease") == (end > 0.526), (flare, away, end)
