"""Negative selection against cross-checked results, its limits, and its own simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.models.tolerance import (
    Tolerance,
    best_match_probability,
    examine,
    fates,
    miss,
    simulate,
    survival,
)

# Exact powers in 50 digits: (match probability, self peptides) -> share that survives.
SURVIVAL = {
    (1e-05, 1000): 0.9900497842463927,
    (1e-03, 1000): 0.36769542477096373,
    (1e-04, 5000): 0.6065154956247782,
    (1e-03, 5000): 0.006721111959865588,
    (1e-04, 10000): 0.36786104643297046,
    (1e-03, 50000): 1.8810974691235773e-22,
}
# Poisson version of the limit by time: (share of cells that show it, cells met) -> never met.
MISS = {
    (0.01, 50): 0.6050060671375364,
    (0.01, 500): 0.006570483042414603,
    (0.02, 100): 0.13261955589475294,
    (0.05, 50): 0.07694497527671315,
    (0.05, 500): 7.274491561439054e-12,
}


def chosen(p):
    result = simulate(p)
    return result[result["chosen"]].iloc[0]


@pytest.mark.parametrize(("inputs", "expected"), SURVIVAL.items())
def test_survival_of_negative_selection(inputs, expected):
    assert survival(*inputs) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("inputs", "expected"), MISS.items())
def test_escape_by_limited_encounters(inputs, expected):
    assert miss(*inputs) == pytest.approx(expected, rel=1e-9)


def test_sight_times_survival_is_largest_at_one_over_n_plus_one():
    p = np.geomspace(1e-6, 1e-2, 20001)
    best = p[np.argmax(p * survival(p, 5000))]
    assert best == pytest.approx(best_match_probability(5000), rel=1e-3)


def test_every_clone_is_deleted_escaped_or_harmless():
    p = Tolerance()
    total = simulate(p)[["deleted", "escaped", "harmless"]].sum(axis=1)
    np.testing.assert_allclose(total, p.clones, rtol=1e-9)


def test_one_threshold_for_both_gives_the_two_closed_forms():
    p = Tolerance(shown=1e4, deletion_threshold=2e5, visits=100)
    passed = p.clones * survival(5e-6 * (1 - miss(0.01, 100)), 1e4)
    assert p.clones - chosen(p)["deleted"] == pytest.approx(passed, rel=1e-9)
    assert chosen(p)["harmless"] == pytest.approx(p.clones * survival(5e-6, 1e4), rel=1e-9)


def test_if_all_is_shown_and_met_nothing_escapes_a_sensitive_test():
    p = Tolerance(shown=1e4, showing=1, deletion_threshold=1e5)
    assert chosen(p)["escaped"] == pytest.approx(0, abs=1e-4)


def test_a_thymus_that_shows_nothing_deletes_nothing():
    row = chosen(Tolerance(shown=0))
    assert row["deleted"] == 0 and row["escaped"] == pytest.approx(1e6 * (1 - survival(5e-6, 1e4)))


def test_showing_more_leaves_fewer_escaped_and_deletes_more():
    rows = [chosen(Tolerance(shown=n)) for n in (0, 2000, 6000, 1e4)]
    assert np.all(np.diff([row["escaped"] for row in rows]) < 0)
    assert np.all(np.diff([row["deleted"] for row in rows]) > 0)


def test_a_more_sensitive_test_deletes_more_and_sees_less():
    result = simulate(Tolerance())
    assert (np.diff(result["deleted"]) < 0).all() and (np.diff(result["seen"]) > 0).all()


def test_more_clones_see_more():
    seen = [chosen(Tolerance(clones=n))["seen"] for n in (1e4, 1e5, 1e6, 1e7)]
    assert np.all(np.diff(seen) > 0)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(4, 10), st.floats(0, 1e4), st.floats(-4, 0), st.floats(1, 3000),
    st.floats(3, 7), st.floats(3, 7),
)  # fmt: skip
def test_shares_stay_between_nothing_and_everything(clones, shown, showing, visits, delete, answer):
    p = Tolerance(
        clones=10**clones,
        shown=shown,
        showing=10**showing,
        visits=visits,
        deletion_threshold=10**delete,
        answer_threshold=10**answer,
    )
    found = fates(p, p.deletion_threshold)
    for kind in ("deleted", "escaped", "harmless"):
        assert -1e-6 * p.clones <= found[kind] <= p.clones * (1 + 1e-9)
    assert 0 <= found["seen"] <= 1


def test_more_shown_than_there_is_is_refused():
    with pytest.raises(ValueError, match="cannot show more"):
        Tolerance(self_peptides=100, shown=101)


def test_a_thousand_tested_clones_agree_with_the_formula():
    passed = examine(4000, 500, 2e-3, seed=3)
    expected = survival(2e-3, 500)
    assert passed.shape == (4000,)
    assert passed.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected / 4000))


def test_the_same_seed_tests_the_same_clones():
    assert np.array_equal(examine(50, 100, 0.01, seed=1), examine(50, 100, 0.01, seed=1))
    assert not np.array_equal(examine(50, 100, 0.01, seed=1), examine(50, 100, 0.01, seed=2))
