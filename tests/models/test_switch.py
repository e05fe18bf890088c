"""The course's switch: steady states, threshold, depletion, limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.models.switch import (
    Switch,
    rates,
    simulate,
    smallest_depletion,
    steady_states,
    threshold,
)

STATES = [0.049982213593260404, 0.5259185946958316, 1.6907658583775749]


def test_three_steady_states_of_which_the_middle_one_is_unstable():
    states = steady_states(Switch())
    np.testing.assert_allclose(states["activity"], STATES, rtol=1e-9)
    assert states["stable"].tolist() == [True, False, True]


def test_nine_tenths_removed_resets_and_six_tenths_do_not():
    for share, end in ((0.9, 0.04998221359331864), (0.6, 1.6907658583686913)):
        start = STATES[2] * (1 - share)
        last = simulate(Switch(), start, months=[0, 400]).iloc[-1]
        assert last == pytest.approx(end, rel=1e-4)


def test_the_smallest_depletion_lies_between_relapse_and_reset():
    least = smallest_depletion(Switch())
    assert least == pytest.approx(0.6889465255700795, rel=1e-9)
    for share, last in ((least - 0.01, STATES[2]), (least + 0.01, STATES[0])):
        end = simulate(Switch(), STATES[2] * (1 - share), months=[0, 400]).iloc[-1]
        assert end == pytest.approx(last, rel=1e-4)


def test_strong_regulation_leaves_tolerance_and_weak_regulation_disease_only():
    assert steady_states(Switch(loss=0.55))["activity"].tolist() == pytest.approx([0.03914550])
    assert steady_states(Switch(loss=0.27))["activity"].tolist() == pytest.approx([3.49794995])
    assert np.isnan(threshold(Switch(loss=0.55))) and np.isnan(smallest_depletion(Switch(loss=0.6)))


def test_more_regulation_lifts_the_threshold_and_eases_the_way_back():
    losses = np.linspace(0.3, 0.51, 8)
    heights = [threshold(Switch(loss=loss)) for loss in losses]
    shares = [smallest_depletion(Switch(loss=loss)) for loss in losses]
    assert (np.diff(heights) > 0).all() and (np.diff(shares) < 0).all()


@given(st.floats(0, 0.2), st.floats(0, 3), st.floats(0.1, 10), st.floats(0.27, 0.65))
def test_nothing_changes_in_a_steady_state_and_stable_ones_alternate(leak, feedback, half, loss):
    p = Switch(leak=leak, feedback=feedback, half_point=half, loss=loss)
    states = steady_states(p)
    assert len(states) >= 1
    np.testing.assert_allclose(rates(0, states["activity"].to_numpy(), p), 0, atol=1e-6)


def test_without_feedback_there_is_one_state_where_leak_and_loss_balance():
    states = steady_states(Switch(feedback=0))
    assert states["activity"].tolist() == pytest.approx([0.02 / 0.45])
