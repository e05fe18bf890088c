"""Intervals against derived results and other implementations, and what they promise."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom, binomtest

from course.data import load
from course.models.evidence import (
    METHODS,
    Evidence,
    chance_without_effect,
    counted,
    difference,
    interval,
    intervals,
    reported_share,
    rule_of_three,
    simulate,
    with_intervals,
)

# Wilson's limits computed elsewhere, to three digits: remissions, CRS, relapses, infections.
WILSON = {
    (5, 5): (0.566, 1),
    (8, 8): (0.676, 1),
    (11, 15): (0.48, 0.891),
    (0, 15): (0, 0.204),
    (12, 15): (0.548, 0.93),
    (11, 12): (0.646, 0.985),
    (11, 11): (0.741, 1),
    (2, 11): (0.051, 0.477),
    (45, 64): (0.582, 0.801),
    (50, 56): (0.785, 0.95),
    (81, 145): (0.477, 0.637),
    (1, 145): (0.001, 0.038),
    (4, 145): (0.011, 0.069),
    (11, 145): (0.043, 0.131),
    (30, 39): (0.617, 0.874),
}
COUNTS = pytest.mark.parametrize("counts", WILSON)


@pytest.mark.parametrize(("counts", "limits"), WILSON.items())
def test_wilson_agrees_with_the_limits_derived_elsewhere(counts, limits):
    assert interval(*counts, method="Wilson") == pytest.approx(limits, abs=6e-4)


@COUNTS
def test_exact_and_wilson_agree_with_scipy(counts):
    for method, name in (("Clopper-Pearson", "exact"), ("Wilson", "wilson")):
        other = binomtest(*counts).proportion_ci(method=name)
        assert interval(*counts, method=method) == pytest.approx(tuple(other), abs=1e-9)


@COUNTS
def test_exact_limits_leave_two_and_a_half_per_cent_on_each_side(counts):
    events, patients = counts
    low, high = interval(*counts)
    if events:
        assert binom.sf(events - 1, patients, low) == pytest.approx(0.025)
    if events < patients:
        assert binom.cdf(events, patients, high) == pytest.approx(0.025)


@COUNTS
def test_exact_intervals_hold_wilsons_and_the_share(counts):
    table = intervals(*counts)
    exact, wilson = table.loc["Clopper-Pearson"], table.loc["Wilson"]
    assert exact["low"] <= wilson["low"] + 0.02 and exact["high"] >= wilson["high"] - 0.02
    assert table["low"].max() <= counts[0] / counts[1] + 1e-9


@pytest.mark.parametrize("method", METHODS)
def test_turning_event_into_no_event_mirrors_the_interval(method):
    low, high = interval(3, 20, method=method)
    assert interval(17, 20, method=method) == pytest.approx((1 - high, 1 - low))


def test_five_of_five_has_no_width_by_wald_and_reaches_down_to_48_per_cent_exactly():
    assert interval(5, 5, method="Wald") == (1, 1)
    assert interval(5, 5)[0] == pytest.approx(0.025 ** (1 / 5))


def test_more_patients_or_less_confidence_make_intervals_narrower():
    def width(*counts, **options):
        return np.diff(interval(*counts, **options))[0]

    assert width(80, 100) < width(8, 10) < width(4, 5)
    assert width(8, 10, level=0.8) < width(8, 10)


def test_wald_holds_the_truth_less_often_than_it_says_and_the_exact_interval_more_often():
    truth, n, events = 0.9, 15, np.arange(16)
    weights = binom.pmf(events, n, truth)

    def coverage(method):
        held = [
            low <= truth <= high for low, high in (interval(k, n, method=method) for k in events)
        ]
        return weights[held].sum()

    assert coverage("Wald") < 0.82
    assert coverage("Clopper-Pearson") >= 0.95


def test_without_patients_everything_is_possible():
    assert interval(0, 0) == (0, 1)
    assert simulate(Evidence(responders=0, others=0)).notna()["low"].all()


def test_more_events_than_patients_are_refused():
    with pytest.raises(ValueError, match="6 of 5 cannot"):
        interval(6, 5)


def test_the_rule_of_three_is_close_to_the_exact_one_sided_limit_from_thirty_patients_on():
    for n in (30, 100, 1000):
        assert rule_of_three(n) == pytest.approx(1 - 0.05 ** (1 / n), rel=0.06)
    assert rule_of_three(2) == 1


def test_a_table_gets_a_share_and_limits_for_each_row():
    table = with_intervals(pd.DataFrame({"events": [5, 12], "patients": [5, 15]}))
    assert table["share"].tolist() == [1, 0.8]
    assert tuple(table.loc[1, ["low", "high"]]) == pytest.approx(interval(12, 15))


def test_luck_alone_makes_five_of_five_rare_when_one_in_five_responds_anyway():
    assert chance_without_effect(5, 5, 0.2) == pytest.approx(0.2**5)
    assert chance_without_effect(0, 5, 0.2) == 1


def test_reporting_only_good_series_flatters_and_reporting_all_does_not():
    assert reported_share(0.5, 6, 0) == pytest.approx(0.5)
    assert 0.5 < reported_share(0.5, 6, 3) < reported_share(0.5, 6, 6) == 1


def test_the_company_report_of_ten_of_fourteen_against_three_of_twelve():
    share, low, high, p_value = difference(10, 14, 3, 12)
    assert share == pytest.approx(0.464, abs=5e-4)
    assert 0.07 < low < high < 0.71 and 0.02 < p_value < 0.06


def test_a_control_arm_that_does_as_well_leaves_no_difference():
    table = simulate(Evidence(responders=6, others=4, control_share=0.6))
    assert table.loc["Difference", "share"] == 0
    assert table.loc["Difference", "probability"] == pytest.approx(1)
    assert table.loc["Difference", "low"] == pytest.approx(-table.loc["Difference", "high"])


def test_each_counted_series_has_enough_patients_and_its_own_limits():
    table = counted(load("car_t_series"))
    assert (table["patients"] >= 5).all() and table.index.is_unique
    row = table.loc["Feng 2025 (SLE)"]
    assert (row["low"], row["high"]) == pytest.approx(interval(12, 15))
    assert (table["kind"] == "company").sum() == 2
