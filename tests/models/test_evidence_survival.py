"""Kaplan and Meier by hand, in limits, and on the synthetic cohort."""

import numpy as np
import pandas as pd
import pytest

from course.data import load
from course.models.evidence_survival import at, crude_share, kaplan_meier, sample_cohort


def test_five_patients_by_hand():
    curve = kaplan_meier([2, 4, 4, 7, 9], [True, False, True, True, False])
    assert at(curve, 2)["in_remission"] == pytest.approx(4 / 5)
    assert at(curve, 6)["in_remission"] == pytest.approx(4 / 5 * 3 / 4)
    assert at(curve, 7)["in_remission"] == pytest.approx(4 / 5 * 3 / 4 * 1 / 2)


def test_when_everyone_is_watched_to_the_end_it_is_the_plain_share():
    months, relapsed = [3, 6, 12, 12, 12], [True, True, False, False, False]
    curve = kaplan_meier(months, relapsed)
    assert at(curve, 12)["in_remission"] == pytest.approx(crude_share(months, relapsed, 12))


def test_counting_all_as_watched_is_too_good():
    cohort = sample_cohort()
    curve = kaplan_meier(cohort["months"], cohort["relapsed"])
    assert crude_share(cohort["months"], cohort["relapsed"], 24) > at(curve, 24)["in_remission"]


def test_it_starts_at_one_never_rises_and_stays_within_its_limits():
    cohort = sample_cohort(60, seed=3)
    curve = kaplan_meier(cohort["months"], cohort["relapsed"])
    assert curve["in_remission"].iloc[0] == 1 and curve.index[0] == 0
    assert (np.diff(curve["in_remission"]) <= 0).all()
    assert (curve["low"] <= curve["in_remission"]).all()
    assert (curve["in_remission"] <= curve["high"]).all()


def test_without_relapse_the_curve_is_flat():
    curve = kaplan_meier([3, 9, 14], [False, False, False])
    assert (curve["in_remission"] == 1).all()


def test_the_stored_cohort_is_the_one_that_the_model_makes():
    pd.testing.assert_frame_equal(load("synthetic_drug_free_remission"), sample_cohort())


def test_months_reasons_and_relapses_fit_together():
    cohort = sample_cohort(200, seed=1)
    assert ((cohort["reason"] == "relapse") == cohort["relapsed"]).all()
    assert (cohort["months"] > 0).all() and cohort["months"].max() <= 36
    assert not (cohort["b_cells_back"] >= cohort["months"]).any()
