"""The synthetic cohort: as stored, near what was published, and sound in itself."""

import numpy as np
import pandas as pd
import pytest

from course.data import about, load
from course.models.reset_antibody import Antibody, fraction_left
from course.models.reset_cohort import left, sample_cohort


@pytest.fixture(scope="module")
def cohort():
    return load("synthetic_sledai")


def test_the_stored_table_is_what_the_model_makes(cohort):
    pd.testing.assert_frame_equal(sample_cohort(), cohort, check_dtype=False, rtol=1e-6)


def test_it_says_synthetic_in_name_title_and_kind():
    told = about("synthetic_sledai")
    assert "SYNTHETIC" in told["title"] and told["kind"] == "synthetic"


@pytest.mark.parametrize(
    ("target", "month", "published", "within"),
    [("CD19", 0, 13.1, 1), ("CD19", 6, 2.3, 0.8), ("CD19", 12, 1.4, 1),
     ("BCMA and CD19", 0, 10.6, 1), ("BCMA and CD19", 3, 2.7, 0.5)],
)  # fmt: skip
def test_mean_scores_lie_near_the_published_ones(cohort, target, month, published, within):
    rows = cohort.query("target == @target and month == @month")
    assert rows["sledai"].mean() == pytest.approx(published, abs=within)


def test_the_score_holds_the_clinical_score_and_up_to_four_points_of_serology(cohort):
    serology = cohort["sledai"] - cohort["clinical_sledai"]
    assert set(serology) <= {0, 2, 4}


def test_licats_falls_into_aplasia_only(cohort):
    assert cohort["licats"].any()
    assert (cohort.loc[cohort["licats"], "b_cells"] == 0).all()


def test_b_cells_are_there_before_gone_after_a_month_and_back_after_half_a_year(cohort):
    level = cohort.groupby("month")["b_cells"]
    assert level.min()[0] > 0 and level.max()[1] == 0 and level.min()[6] > 0


def test_only_against_bcma_is_vaccine_antibody_lost(cohort):
    last = cohort.query("month == 12").groupby("target")["tetanus"].mean()
    assert last["BCMA and CD19"] < 0.3 * last["CD19"]


def test_patients_and_visits_are_in_order_and_at_most_six(cohort):
    assert cohort["patient"].nunique() == 48
    assert cohort.groupby("patient")["month"].is_monotonic_increasing.all()
    assert (cohort.groupby("patient")["month"].first() == 0).all()


def test_killing_no_maker_leaves_what_the_sources_leave():
    days = np.array([0.0, 90.0, 300.0])
    expected = fraction_left(days, Antibody(long_lived=0.3))
    assert [left(d, 0.3, 0.0) for d in days] == pytest.approx(list(expected))
    assert left(300, 0.3, 1.0) < 0.01
