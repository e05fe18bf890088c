"""B cells under rituximab against cross-checked results and limits."""

import numpy as np
import pandas as pd
import pytest

from course.models.treatments import (
    Treatments,
    days_to_return,
    deplete,
    lowest_share,
    schedule,
    simulate,
)
from course.models.two_compartment import RITUXIMAB_CHILD, concentration

CHEN_2024 = {
    8: (196.69387430388798, 4.040454987761498),
    14: (83.69950424312806, 4.192814622639542),
    28: (33.90785331702466, 4.591493914477266),
    60: (9.15069136265316, 6.373302203128185),
    90: (2.727674513542943, 11.92964123106056),
    120: (0.8130883342523278, 28.769115615357983),
    150: (0.24237226565417863, 71.71301169132968),
    180: (0.07224838027288566, 150.9865435213209),
    240: (0.0064197556782975545, 321.70947663738815),
    365: (4.142763576454463e-05, 393.9285941830158),
}
CHILD = [(0, 337.5), (7, 337.5)]


def child(days):
    shares = deplete(Treatments(), RITUXIMAB_CHILD, CHILD, days, [1.0])[:, 0]
    return pd.Series(shares, days)


def test_chen_2024_drug_and_b_cells_by_day():
    days = [0, *CHEN_2024]
    level, cells = np.array(list(CHEN_2024.values())).T
    np.testing.assert_allclose(concentration(RITUXIMAB_CHILD, CHILD, days[1:]), level, rtol=1e-7)
    np.testing.assert_allclose(395 * child(days).iloc[1:], cells, rtol=1e-4)


def test_chen_2024_nadir_and_return_of_half():
    course = child(np.arange(0, 300, 0.01))
    assert course.idxmin() == pytest.approx(7.87, abs=0.02)
    assert 395 * course.min() == pytest.approx(4.0397547732246855, rel=1e-4)
    assert days_to_return(course) == pytest.approx(194.4979936080227, rel=1e-4)


def test_chen_2024_lowest_level_at_saturating_drug():
    assert 395 * lowest_share(Treatments()) == pytest.approx(3.926441351888668, rel=1e-9)


def test_without_drug_effect_b_cells_stay_where_they_are():
    result = simulate(Treatments(e_max=0))
    np.testing.assert_allclose(result[["blood", "node"]], 1, rtol=1e-6)


def test_a_node_as_open_as_the_blood_has_the_course_of_the_blood():
    result = simulate(Treatments(node_effect=1))
    np.testing.assert_allclose(result["node"], result["blood"], rtol=1e-5)


def test_the_weaker_the_effect_in_the_node_the_more_b_cells_are_left():
    lowest = [simulate(Treatments(node_effect=e))["node"].min() for e in (0.001, 0.01, 0.1, 1)]
    assert lowest == sorted(lowest, reverse=True)


def test_twice_the_dose_delays_return_by_one_half_life_and_no_more():
    one, two = (
        days_to_return(simulate(Treatments(courses=1, dose=d))["blood"]) for d in (1000, 2000)
    )
    assert two - one == pytest.approx(18.73, abs=0.05)


def test_b_cells_never_leave_the_range_from_the_lowest_share_to_one():
    for p in (Treatments(dose=4000, clearance=0.1, courses=4, interval=12), Treatments(dose=50)):
        result = simulate(p)
        assert result["blood"].min() >= lowest_share(p) - 1e-6
        assert result[["blood", "node"]].max(axis=None) <= 1 + 1e-6


def test_the_schedule_is_that_of_lunar_to_a_day():
    days = [day for day, _ in schedule(Treatments())]
    np.testing.assert_allclose(days, np.array([1, 15, 168, 182]) - 1, atol=1)


def test_return_is_counted_after_the_depletion_and_not_on_the_way_down():
    share = pd.Series([1, 0.1, 0.1, 0.4, 0.6, 1], [0, 1, 2, 10, 20, 30])
    assert days_to_return(share) == 15
    assert days_to_return(share, after=2) == 13
    assert np.isnan(days_to_return(share.iloc[:4]))
    assert np.isnan(days_to_return(share + 1))
