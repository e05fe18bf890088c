"""System 1 of Alexander and Wahl against cross-checked results, its threshold and its limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.models.autoimmunity import (
    Autoimmunity,
    chronic_state,
    r0,
    rates,
    regulation_needed,
    simulate,
)

WITHOUT = Autoimmunity(background_regulation=0)
# Presenters, regulators, effectors, antigen by day: LSODA, checked with libRoadRunner's CVODE.
TOLERANT = {
    1: (4.036052858530368, 842.1583122136096, 3639.4586899666256, 1846784.459870729),
    10: (1.2918211996138034, 1789.2178982409582, 6010.134345135593, 2419760.60764399),
    50: (0.32147899679281366, 340.4908824349448, 1490.8373557405675, 600159.8917002364),
    200: (0.001936206556509538, 1.7945850242003138, 8.965292147946323, 3608.87666520078),
}
CHRONIC = {
    1: (4.952030227566017, 950.9641598269756, 4049.9040004596977, 1957441.028837036),
    10: (5.090255857529041, 6916.579584883306, 16601.30039327732, 6562499.903246968),
    50: (12.501642785790919, 48484.11612906537, 49560.68063906794, 19805121.5630273),
    200: (12.49074232078481, 49933.36664882278, 49962.96927877853, 19975200.113047402),
}
EQUILIBRIUM = (12.490742320781175, 49933.36665000834, 49962.9692831247, 19975200.11319328)


@pytest.mark.parametrize(("p", "expected"), [(Autoimmunity(), TOLERANT), (WITHOUT, CHRONIC)])
def test_alexander_wahl_2011_cells_by_day(p, expected):
    result = simulate(p).loc[list(expected)]
    np.testing.assert_allclose(result, list(expected.values()), rtol=1e-4)


def test_r0_with_and_without_background_regulation():
    assert r0(Autoimmunity()) == pytest.approx(0.79960019990005, rel=1e-9)
    assert r0(WITHOUT) == pytest.approx(1.5992003998001, rel=1e-9)


def test_the_regulation_that_tolerance_needs():
    needed = regulation_needed(Autoimmunity())
    assert needed == pytest.approx(0.14980009995002502, rel=1e-9)
    assert r0(Autoimmunity(background_regulation=needed)) == pytest.approx(1, rel=1e-12)
    assert regulation_needed(Autoimmunity(release=1000)) == 0


def test_the_chronic_state_is_where_nothing_changes():
    state = chronic_state(WITHOUT)
    np.testing.assert_allclose(state, EQUILIBRIUM, rtol=1e-9)
    np.testing.assert_allclose(rates(0, state, WITHOUT), 0, atol=1e-6)


def test_below_the_threshold_there_is_no_chronic_state_however_large_the_flare():
    assert (chronic_state(Autoimmunity()) == 0).all()
    for antigen in (1e6, 1e8, 1e11):
        assert simulate(Autoimmunity(), antigen=antigen, days=[0, 900])["effectors"].iloc[-1] < 1


def test_above_the_threshold_every_flare_ends_in_the_same_place():
    for presenters, antigen in ((1, 0), (1, 1e8), (300, 1e10)):
        last = simulate(WITHOUT, presenters=presenters, antigen=antigen, days=[0, 3000]).iloc[-1]
        np.testing.assert_allclose(last, EQUILIBRIUM, rtol=1e-5)


def test_specific_regulators_do_not_move_the_threshold_but_lower_the_chronic_state():
    strong = Autoimmunity(background_regulation=0, suppression=3e-5)
    assert r0(strong) == r0(WITHOUT)
    assert chronic_state(strong)["effectors"] < chronic_state(WITHOUT)["effectors"] / 2


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 0.4), st.floats(500, 5000))
def test_every_flare_ends_in_the_state_that_r0_decides(regulation, release):
    p = Autoimmunity(background_regulation=regulation, release=release)
    if abs(r0(p) - 1) > 0.05:
        end = simulate(p, antigen=0, days=[0, 3000])["effectors"].iloc[-1]
        assert end == pytest.approx(chronic_state(p)["effectors"], rel=1e-3, abs=1)
        assert (end > 100) == (r0(p) > 1)


def test_a_flare_without_an_end_is_refused_in_words():
    with pytest.raises(ValueError, match="nothing ends this flare"):
        chronic_state(Autoimmunity(background_regulation=0, suppression=0))
    with pytest.raises(ValueError, match="No specific regulators"):
        chronic_state(
            Autoimmunity(
                background_regulation=0, regulators_per_presenter=0, regulators_per_effector=0
            )
        )
