"""Kill and regrowth after a safety switch, against its reference results."""

import numpy as np
import pytest

from course.models.safety_switch import Switch, days_to_return, fraction_left, kill_rate, simulate


def test_reference_fractions_by_hour():
    expected = [0.10900481468077285, 0.01990963167966083, 0.010118272636246982, 0.01023373891996775]
    np.testing.assert_allclose(fraction_left([0.5, 1, 2, 24], Switch()), expected, rtol=1e-9)


def test_reference_rates_and_return():
    rates = [kill_rate(Switch(killed=killed)) for killed in (0.90, 0.85, 0.95)]
    np.testing.assert_allclose(rates, [4.605170185988092, 3.7942399697717626, 5.991464547107982])
    assert days_to_return(Switch()) == pytest.approx(199.31568569324176, rel=1e-9)


def test_zhou_2016_eight_times_as_many_after_90_days():
    p = Switch()
    assert fraction_left(90 * 24, p) / p.resistant == pytest.approx(8, rel=1e-9)


def test_a_cell_that_resists_not_at_all_never_returns():
    assert days_to_return(Switch(resistant=0)) == float("inf")
    assert fraction_left(24, Switch(resistant=0)) < 1e-40


def test_before_the_drug_all_cells_are_there():
    assert simulate(Switch())["left"].iloc[0] == 1
