"""Dose finding against reference results, closed forms and limits."""

import time

import numpy as np
import pytest
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import roc_auc_score

from course.models.future import (
    Escalation,
    boundaries,
    boundary_table,
    probability_to_escalate,
    true_rates,
)
from course.models.future_biomarker import auc, patients_to_see, roc, single_arm, synthetic_cohort
from course.models.future_trials import boin, people, rising, simulate

# Up at most at, down from, eliminate from so many DLTs, for 3, 6 ... 18 patients.
LIU_YUAN_2015 = {
    0.2: (
        (0.15724228670030735, 0.23846243881731513),
        [[0, 1, 2], [0, 2, 3], [1, 3, 4], [1, 3, 5], [2, 4, 6], [2, 5, 7]],
    ),
    0.25: (
        (0.19680087055548712, 0.2983921523754597),
        [[0, 1, 3], [1, 2, 4], [1, 3, 5], [2, 4, 6], [2, 5, 7], [3, 6, 8]],
    ),
    0.3: (
        (0.23649068523646805, 0.35851946464092954),
        [[0, 2, 3], [1, 3, 4], [2, 4, 5], [2, 5, 7], [3, 6, 8], [4, 7, 9]],
    ),
}


@pytest.mark.parametrize("target", LIU_YUAN_2015)
def test_liu_yuan_2015_boundaries_and_elimination(target):
    expected, table = LIU_YUAN_2015[target]
    assert boundaries(target) == pytest.approx(expected, rel=1e-9)
    assert boundary_table(target).to_numpy().tolist() == table


@pytest.mark.parametrize(
    ("rate", "expected"), [(0.1, 0.906147), (0.25, 0.599853515625), (0.5, 0.171875), (0, 1), (1, 0)]
)
def test_chance_to_escalate_by_three_plus_three(rate, expected):
    assert probability_to_escalate(rate) == pytest.approx(expected, rel=1e-9)


def test_simulated_three_plus_three_agrees_with_its_closed_form():
    p = Escalation(lowest_rate=0.1, steepness=0.8)
    up = probability_to_escalate(true_rates(p))
    reached = np.concatenate([[1], np.cumprod(up)])
    expected = reached * np.append(1 - up, 1)
    chosen = simulate(p, trials=40_000)["chosen"]
    np.testing.assert_allclose(chosen, expected, atol=0.01)


@pytest.mark.parametrize("design", ["3+3", "BOIN"])
def test_a_harmless_drug_ends_at_the_highest_dose_and_a_harmful_one_at_none(design):
    nothing = simulate(Escalation(lowest_rate=0.01, steepness=0, design=design))
    assert nothing["chosen"].idxmax() == 5
    harm = simulate(Escalation(lowest_rate=0.6, steepness=1, design=design))
    assert harm["chosen"].idxmax() == 0


def test_every_trial_ends_with_one_choice_and_boin_treats_no_more_than_planned():
    for design in ("3+3", "BOIN"):
        table = simulate(Escalation(design=design))
        assert table["chosen"].sum() == pytest.approx(1)
        assert table["treated"].sum() <= 30 + 1e-9
        assert (table["dlts"] <= table["treated"]).all()


def test_dlts_occur_at_the_true_rate():
    table = simulate(Escalation(lowest_rate=0.15, design="BOIN"), trials=20_000).loc[1:]
    np.testing.assert_allclose(table["dlts"], table["treated"] * table["rate"], atol=0.03)


def test_boin_finds_the_dose_at_the_target_more_often_than_three_plus_three():
    right = {d: simulate(Escalation(design=d)).loc[3:4, "chosen"].sum() for d in ("3+3", "BOIN")}
    assert right["BOIN"] > right["3+3"] + 0.1


def test_boin_never_chooses_a_level_that_it_has_eliminated():
    rates = np.array([0.05, 0.9, 0.95, 0.95, 0.95])
    chosen, treated, _ = boin(rates, 0.25, people(500, 1))
    assert (chosen == 1).mean() > 0.95 and (treated[:, 3:] == 0).mean() > 0.99


def test_rising_shares_agree_with_scikit_learn():
    rng = np.random.default_rng(4)
    share, weight = rng.random((50, 5)), rng.uniform(0.5, 9, (50, 5))
    for one, w, mine in zip(share, weight, rising(share, weight), strict=True):
        other = IsotonicRegression().fit_transform(np.arange(5), one, sample_weight=w)
        np.testing.assert_allclose(mine, other, rtol=1e-9)


def test_two_thousand_trials_take_less_time_than_a_slider_gives():
    times = []
    for lowest in (0.05, 0.1, 0.2, 0.3, 0.4):
        start = time.perf_counter()
        simulate(Escalation(lowest_rate=lowest, design="BOIN"))
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1


def test_auc_is_that_of_scikit_learn_and_the_area_under_the_roc():
    rng = np.random.default_rng(5)
    positive = rng.random(80) < 0.3
    marker = (rng.normal(0, 1, 80) + positive).round(1)
    curve = roc(marker, positive)
    assert auc(marker, positive) == pytest.approx(roc_auc_score(positive, marker), rel=1e-12)
    area = np.trapezoid(curve["sensitivity"], curve["false_alarm"])
    assert area == pytest.approx(auc(marker, positive), rel=1e-12)


def test_a_marker_turned_round_has_the_rest_of_the_area():
    cohort = synthetic_cohort()
    forward = auc(cohort["naive"], cohort["relapse"])
    assert forward + auc(-cohort["naive"], cohort["relapse"]) == pytest.approx(1)


def test_patients_to_see_an_event_is_the_least_number_that_does():
    for rate in (0.003, 0.02, 0.1, 0.5):
        n = patients_to_see(rate)
        assert 1 - (1 - rate) ** n >= 0.95 > 1 - (1 - rate) ** (n - 1)


def test_single_arm_keeps_its_promises_and_refuses_the_impossible():
    from scipy.stats import binom

    n, r = single_arm(0.5, 0.8)
    assert binom.sf(r - 1, n, 0.5) <= 0.05 and binom.sf(r - 1, n, 0.8) >= 0.8
    with pytest.raises(ValueError, match="too near"):
        single_arm(0.5, 0.5001)
