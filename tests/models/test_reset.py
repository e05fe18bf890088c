"""Depletion, return and the switch: limits, monotony, and what ends in reset or relapse."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from course.models.autoimmunity_flare import Flare
from course.models.autoimmunity_flare import rates as flare_rates
from course.models.reset import (
    MONTH,
    Reset,
    b_cells,
    disease,
    outcome,
    rates,
    shortest_length,
    simulate,
    vaccine,
)
from course.models.reset_antibody import Antibody, fraction_left
from course.models.switch import Switch, smallest_depletion, steady_states


def ends(**changes):
    return outcome(simulate(Reset(**changes)))[0]


def test_the_switch_without_a_push_from_the_antibody_is_that_of_lecture_2():
    p = Reset(drive=0)
    assert disease(p) == pytest.approx(steady_states(Switch())["activity"].max())
    assert smallest_depletion(p) == pytest.approx(0.6889465255700795)


def test_cells_and_damage_change_as_in_the_flare_of_lecture_2():
    p, state = Reset(drive=0), (0.7, 1.1)
    mine = rates(0, np.array([*state, 0.3, 0.4]), p, False, 1.0)[:2]
    theirs = flare_rates(0, state, Flare(healing=p.healing))
    assert np.array(mine) * MONTH == pytest.approx(theirs)


def test_untreated_disease_stays_as_it_is():
    p = replace(Reset(), long_lived=0.0)
    high = disease(p)
    assert rates(0, np.array([high, high, 1.0, 1.0]), p, False, high) == pytest.approx([0] * 4)


def test_without_any_b_cells_the_antibody_falls_as_by_its_sources():
    p = Reset(depth=1, length=365, long_lived=0.3)
    days = np.array([0, 30, 90, 180, 365])
    expected = fraction_left(days, Antibody(long_lived=0.3))
    np.testing.assert_allclose(simulate(p, days=days)["autoantibody"], expected, rtol=1e-4)


def test_agrees_with_another_solver_across_the_return():
    p = Reset(long_lived=0.5)
    high = disease(p)
    state = [0.01 * high, high, 0.5, 1.0]
    for held, span in ((True, (0, p.length)), (False, (p.length, 700))):
        run = solve_ivp(rates, span, state, args=(p, held, high), method="Radau", rtol=1e-8)
        state = run.y[:, -1]
    row = simulate(p, days=[0, 400, 700]).loc[700]
    assert state[1] / high == pytest.approx(row["activity"], rel=1e-4)
    assert state[3] == pytest.approx(row["autoantibody"], rel=1e-4)


def test_b_cells_are_away_for_the_length_and_then_return_to_normal():
    p = Reset(depth=0.95, length=100)
    assert b_cells([0, 50, 100], p) == pytest.approx([0.05] * 3)
    assert b_cells([160, 3000], p) == pytest.approx([1 - 0.95 / np.e, 1])


def test_deep_and_long_depletion_resets_and_the_antibody_stays_low():
    result = simulate(Reset())
    assert outcome(result)[0] == "reset"
    assert result["activity"].iloc[-1] < 0.1
    assert result["b_cells"].iloc[-1] == pytest.approx(1)


@pytest.mark.parametrize("changes", [{"depth": 0.9}, {"length": 60.0}, {"long_lived": 0.5}])
def test_shallower_shorter_or_longer_lived_makers_bring_a_relapse(changes):
    assert ends(**changes) == "relapse"


def test_half_of_the_b_cells_away_for_eight_months_is_no_response():
    assert ends(depth=0.5, length=240) == "no response"


def test_killing_long_lived_cells_turns_relapse_into_reset_and_costs_vaccine_antibody():
    spared, killed = (Reset(long_lived=0.8, plasma_cells_killed=k) for k in (0, 0.9))
    assert (outcome(simulate(spared))[0], outcome(simulate(killed))[0]) == ("relapse", "reset")
    assert vaccine(365, killed) < 0.12 < 0.8 < vaccine(365, spared)


def test_the_more_long_lived_cells_the_earlier_the_relapse():
    days = [outcome(simulate(Reset(long_lived=s)))[1] for s in (0.5, 0.6, 0.8, 1)]
    assert days == sorted(days, reverse=True)


def test_a_shallower_depletion_must_last_longer():
    lengths = [shortest_length(Reset(depth=d)) for d in (0.99, 0.95, 0.9)]
    assert lengths == [86, 107, 163]
    assert np.isnan(shortest_length(Reset(depth=0.8)))


def test_no_length_within_a_year_resets_when_long_lived_cells_make_half():
    assert np.isnan(shortest_length(Reset(long_lived=0.5)))


def test_vaccine_antibody_does_not_depend_on_the_disease():
    assert vaccine(0, Reset()) == pytest.approx(1)
    first, other = Reset(), Reset(long_lived=0.9, drive=0, loss=0.3)
    assert vaccine(200, first) == vaccine(200, other)


@pytest.mark.parametrize("depth", [0.3, 1])
@pytest.mark.parametrize("length", [5, 365])
@pytest.mark.parametrize("long_lived", [0, 1])
@pytest.mark.parametrize("killed", [0, 1])
def test_shares_stay_finite_and_within_reach_at_every_corner(depth, length, long_lived, killed):
    p = Reset(depth=depth, length=length, long_lived=long_lived, plasma_cells_killed=killed)
    result = simulate(p)
    assert np.isfinite(result).all(axis=None)
    assert (result >= -1e-6).all(axis=None) and (result < 1.1).all(axis=None)
