"""Small numbers: upper limits, number needed to harm, Bayesian stopping."""

import pytest

from course.models.safety_risk import (
    highest_rate,
    number_needed_to_harm,
    probability_above,
    stops_at,
)


@pytest.mark.parametrize("patients", [10, 24, 145, 1000])
def test_none_in_n_rules_out_no_more_than_about_three_in_n(patients):
    assert highest_rate(0, patients) == pytest.approx(1 - 0.05 ** (1 / patients), rel=1e-9)
    assert highest_rate(0, patients) == pytest.approx(3 / patients, rel=0.15)


@pytest.mark.parametrize(
    ("prior", "events", "patients", "expected"),
    [
        ((1, 1), 1, 3, 0.73828125),
        ((1, 1), 2, 3, 0.94921875),
        ((1, 1), 5, 12, 0.9197874069213867),
        ((0.5, 0.5), 4, 10, 0.8624063248302153),
        ((0.25, 0.75), 5, 12, 0.8761046083417142),
    ],
)
def test_reference_posteriors_above_a_quarter(prior, events, patients, expected):
    result = probability_above(0.25, events, patients, prior=prior)
    assert result == pytest.approx(expected, rel=1e-9)


def test_a_monitor_stops_at_the_fewest_events_that_convince_it():
    assert stops_at(0.25, 3) == 2
    assert stops_at(0.25, 12) == 5
    assert stops_at(0.9, 3, sure=0.99) is None


def test_number_needed_to_harm_has_a_sign_and_a_limit():
    assert number_needed_to_harm(0.3, 0.2) == pytest.approx(10)
    assert number_needed_to_harm(0.2, 0.3) == pytest.approx(-10)
    assert number_needed_to_harm(0.2, 0.2) == float("inf")


def test_more_events_than_patients_are_refused():
    with pytest.raises(ValueError, match="no more events than patients"):
        highest_rate(4, 3)
