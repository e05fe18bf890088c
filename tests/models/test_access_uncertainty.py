"""Draws, acceptability and one-way sensitivity: seeds, limits, and agreement with the model."""

from dataclasses import replace

import numpy as np
import pytest

from course.models.access import Access, totals, worth
from course.models.access_uncertainty import (
    SPREAD,
    acceptability,
    one_way,
    play,
    sample,
    vary,
)

P = Access()


def test_the_same_seed_gives_the_same_draws_and_another_seed_others():
    assert sample(P).equals(sample(P))
    assert not sample(P).equals(sample(P, seed=13))


def test_each_draw_agrees_with_the_model_run_alone():
    draws = sample(P, draws=5)
    for draw, played in play(P, draws).iterrows():
        alone = totals(replace(P, **draws.loc[draw].to_dict())).loc["difference"]
        assert played.tolist() == pytest.approx(alone[["cost", "qaly"]].tolist(), rel=1e-9)


def test_half_of_the_draws_lie_below_the_value_and_all_within_bounds():
    draws = sample(P, draws=4000)
    for name in SPREAD:
        assert draws[name].median() == pytest.approx(getattr(P, name), rel=0.1)
    shares = draws[[name for name in SPREAD if "cost" not in name and name != "hospital"]]
    assert ((shares > 0) & (shares < 1)).all(axis=None)


def test_what_is_certain_stays_so():
    draws = sample(Access(remission=1.0, relapse=0.0), draws=50)
    assert (draws["remission"] == 1).all() and (draws["relapse"] == 0).all()


def test_a_remission_of_four_fifths_is_as_unsure_as_twelve_of_fifteen():
    ends = [vary("remission", 0.8, z) for z in (-1.96, 1.96)]
    assert ends == pytest.approx([0.55, 0.93], abs=0.01)  # Wilson's limits of 12 of 15


def test_a_higher_threshold_never_makes_it_less_acceptable_when_health_is_gained():
    played = play(P, sample(P))
    share = acceptability(played[played["qaly"] > 0])["probability"]
    assert share.is_monotonic_increasing and 0 <= share.iloc[0] < share.iloc[-1] <= 1


def test_acceptability_is_the_share_below_the_line():
    played = play(P, sample(P))
    share = acceptability(played, [100_000]).loc[100_000, "probability"]
    assert share == (played["cost"] < 100_000 * played["qaly"]).mean()


def test_relapse_matters_most_and_death_by_treatment_little():
    table = one_way(P)
    assert table.index[0] == "relapse" and set(table.index) == set(SPREAD)
    width = (table["worth_high"] - table["worth_low"]).abs()
    assert width.is_monotonic_decreasing


def test_one_way_ends_are_those_of_the_model():
    table = one_way(P, 100_000)
    for name in ("relapse", "hospital", "utility_active"):
        row = table.loc[name]
        assert row["worth_low"] == pytest.approx(worth(replace(P, **{name: row["low"]}), 100_000))
        assert row["worth_high"] == pytest.approx(worth(replace(P, **{name: row["high"]}), 100_000))


def test_two_thousand_draws_tell_the_share_to_about_two_points():
    shares = [
        acceptability(play(P, sample(P, seed=seed)), [150_000]).iloc[0, 0] for seed in range(8)
    ]
    assert np.std(shares) < 0.02
