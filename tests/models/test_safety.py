"""The toy of cytokine release: limits, monotony, and tocilizumab."""

import numpy as np
import pytest

from course.models.safety import MOST, Safety, simulate
from course.models.two_compartment import TOCILIZUMAB
from course.models.two_compartment import simulate as level

STORM = {"antigen": 5.0, "tocilizumab": 0.0}
TREATED = {"antigen": 5.0, "tocilizumab": 8.0}


def test_without_antigen_to_speak_of_there_is_no_fever():
    result = simulate(Safety(antigen=0.1))
    assert result["grade"].max() == 0 and result["temperature"].max() < 37.5


def test_a_usual_dose_at_a_usual_load_gives_a_fever_that_ends():
    result = simulate(Safety(tocilizumab=0.0))
    assert result["grade"].max() == 1 and result["grade"].iloc[-1] == 0


def test_more_antigen_never_lowers_the_peak_or_the_grade():
    runs = [simulate(Safety(antigen=load, tocilizumab=0.0)) for load in (0.3, 1.0, 3.0, 10.0)]
    assert np.all(np.diff([run["il6"].max() for run in runs]) > 0)
    assert [run["grade"].max() for run in runs] == [0, 1, 2, 4]


def test_a_larger_dose_brings_the_peak_forward():
    days = [
        simulate(Safety(dose=dose, tocilizumab=0.0))["il6"].idxmax()
        for dose in (1e6, 1e7, 1e8, 1e9)
    ]
    assert np.all(np.diff(days) < 0)


def test_tocilizumab_raises_il6_and_lowers_the_fever():
    without = simulate(Safety(**STORM)).loc[7.0]
    given = simulate(Safety(**TREATED, tocilizumab_day=5.0)).loc[7.0]
    assert given["il6"] > 2 * without["il6"]
    assert given["temperature"] < without["temperature"] - 2


def test_tocilizumab_leaves_the_car_t_cells_alone():
    without, given = (simulate(Safety(**drug)) for drug in (STORM, TREATED))
    np.testing.assert_allclose(given["car_t"], without["car_t"], rtol=1e-4)


def test_before_its_day_tocilizumab_changes_nothing():
    without, given = (simulate(Safety(**drug)) for drug in (STORM, TREATED))
    np.testing.assert_allclose(given["il6"][:5.9], without["il6"][:5.9], rtol=1e-5)


def test_earlier_tocilizumab_means_a_lower_worst_grade():
    worst = [
        simulate(Safety(**TREATED, tocilizumab_day=day))["grade"].max()
        for day in (3.0, 4.0, 5.0, 9.0)
    ]
    assert worst == sorted(worst) and worst[0] < worst[-1] == 3


def test_frey_2010_levels_are_those_of_the_two_compartments():
    days = np.array([6.0, 7.0, 13.0, 20.0])
    ours = simulate(Safety(tocilizumab=8.0, weight=70.0), days=days)["tocilizumab"]
    theirs = level(TOCILIZUMAB, [(6, 560)], days=days)["central"]
    np.testing.assert_allclose(ours, theirs, rtol=1e-4)


def test_frey_2010_reference_levels():
    days = [1, 7, 14, 21, 28, 42]
    expected = [137.01848, 56.33428646, 21.38667964, 7.92521056, 2.68604725, 0.62322425]
    result = level(TOCILIZUMAB, [(0, 560)], days=days)["central"]
    np.testing.assert_allclose(result, expected, rtol=1e-4)


def test_no_one_is_given_more_than_800_mg():
    heavy = simulate(Safety(tocilizumab=12.0, weight=150.0), days=[6.0])["tocilizumab"]
    assert heavy.iloc[0] == pytest.approx(MOST / TOCILIZUMAB.central_volume, rel=1e-6)


def test_days_may_be_any_points_in_order():
    every, few = simulate(Safety()), simulate(Safety(), days=[0, 5, 10])
    np.testing.assert_allclose(few["il6"], every["il6"].loc[[0, 5, 10]], rtol=1e-4, atol=1e-6)
