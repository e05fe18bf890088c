"""Effect measures of trials against the table of derived results and against SciPy."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats.contingency import odds_ratio, relative_risk

from course.models.treatments_trials import COUNTS, effects, patients_per_arm

# Difference, its interval, ratio, its interval, odds ratio, number needed: computed elsewhere.
DERIVED = {
    (96, 223, 72, 223): (0.1076, 0.0182, 0.197, 1.333, 1.046, 1.7, 1.585, 9.3),
    (73, 179, 40, 178): (0.1831, 0.0885, 0.2777, 1.815, 1.311, 2.512, 2.376, 5.5),
    (41, 72, 33, 72): (0.1111, -0.0511, 0.2734, 1.242, 0.901, 1.714, 1.563, 9.0),
    (50, 169, 25, 88): (0.0118, -0.1049, 0.1284, 1.041, 0.695, 1.562, 1.059, 85.0),
    (19, 116, 36, 111): (-0.1605, -0.2706, -0.0504, 0.505, 0.309, 0.825, 0.408, 6.2),
    (3, 96, 20, 47): (-0.3943, -0.5399, -0.2487, 0.073, 0.023, 0.235, 0.044, 2.5),
}
NAMES = [
    "risk_difference", "rd_low", "rd_high", "risk_ratio", "rr_low", "rr_high",
    "odds_ratio", "number_needed",
]  # fmt: skip


def one(*counts):
    return effects(pd.DataFrame([counts], columns=COUNTS)).iloc[0]


@pytest.mark.parametrize(("counts", "expected"), DERIVED.items())
def test_effects_agree_with_those_derived_elsewhere(counts, expected):
    digits = [4, 4, 4, 3, 3, 3, 3, 1]
    found = [round(one(*counts)[name], n) for name, n in zip(NAMES, digits, strict=True)]
    assert found == pytest.approx(expected, abs=1e-9)


def test_ratios_agree_with_scipy():
    a, n1, c, n2 = 29, 89, 17, 88
    found = one(a, n1, c, n2)
    assert found["risk_ratio"] == pytest.approx(relative_risk(a, n1, c, n2).relative_risk)
    table = [[a, c], [n1 - a, n2 - c]]
    assert found["odds_ratio"] == pytest.approx(odds_ratio(table, kind="sample").statistic)


def test_the_crude_odds_ratio_of_aurora_1_is_not_the_published_one():
    assert one(73, 179, 40, 178)["odds_ratio"] == pytest.approx(2.38, abs=0.005)


def test_the_number_needed_has_limits_only_where_the_interval_excludes_zero():
    assert one(41, 72, 33, 72)[["nn_low", "nn_high"]].isna().all()
    clear = one(96, 223, 72, 223)
    assert clear["nn_low"] == pytest.approx(1 / 0.197, rel=1e-3)
    assert clear["nn_low"] < clear["number_needed"] < clear["nn_high"]


def test_exchanging_the_arms_turns_the_difference_and_inverts_the_ratio():
    there, back = one(41, 72, 30, 60), one(30, 60, 41, 72)
    assert there["risk_difference"] == pytest.approx(-back["risk_difference"])
    assert there["risk_ratio"] == pytest.approx(1 / back["risk_ratio"])


def test_without_events_there_is_a_difference_and_no_ratio():
    found = one(11, 136, 0, 126)
    assert found["risk_difference"] == pytest.approx(0.0809, abs=1e-4)
    assert np.isnan(found[["risk_ratio", "rr_low", "odds_ratio"]].astype(float)).all()
    assert np.isnan(one(5, 10, 5, 10)["number_needed"])


def test_a_smaller_difference_needs_more_patients():
    assert patients_per_arm(0.57, 0.46) < patients_per_arm(0.51, 0.46)
    assert patients_per_arm(0.5, 0.3) == 91  # 93 by the usual formula with a pooled variance
