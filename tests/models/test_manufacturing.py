"""One batch: the Poisson model against cross-checked results, its limits, and the verdict."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.models.manufacturing import (
    Manufacturing,
    car_share,
    copies_for_share,
    mean_copies,
    receptive_share,
    share_above,
    simulate,
)

# mean copies m: CAR+ share, copies per CAR+ cell, share of CAR+ cells with 5 copies or more
POISSON = {
    0.1: (0.09516258196404048, 1.0508331944775045, 8.057580540518325e-07),
    0.5: (0.3934693402873666, 1.2707470412683992, 0.0004374308550448625),
    1.0: (0.6321205588285577, 1.5819767068693265, 0.005789792431567359),
    2.0: (0.8646647167633873, 2.3130352854993315, 0.06089414350200605),
    5.0: (0.9932620530009145, 5.033918274531521, 0.5633022154066654),
    10.0: (0.9999546000702375, 10.000454019910096, 0.9707913857837674),
}


@pytest.mark.parametrize(("m", "expected"), POISSON.items())
def test_poisson_transduction_agrees_with_closed_forms(m, expected):
    found = car_share(m), mean_copies(m), share_above(m, 4)
    np.testing.assert_allclose(found, expected, rtol=1e-9)


def test_zhu_2018_share_gives_the_copies_that_were_put_in():
    assert copies_for_share(0.37) == pytest.approx(0.4620354595965587, rel=1e-9)
    assert copies_for_share(0.3) == pytest.approx(0.35667494393873245, rel=1e-9)
    assert simulate(Manufacturing()).car_share == pytest.approx(0.37, abs=2e-4)


def test_zhu_2018_expansion_makes_sixteen_doses_for_seventy_kilograms():
    batch = simulate(Manufacturing(weight=70))
    assert batch.car_t[-1] == pytest.approx(1.11e9, rel=1e-3)
    assert batch.car_t[-1] / batch.needed == pytest.approx(15.857, rel=1e-3)


def test_five_copies_on_average_are_reached_just_below_a_mean_of_five():
    assert mean_copies(4.965114231744276) == pytest.approx(5, rel=1e-9)


def test_with_little_vector_a_car_t_cell_has_one_copy():
    assert mean_copies(1e-6) == pytest.approx(1, abs=1e-6)
    assert share_above(1e-4, 1) < 1e-4


def test_share_and_copies_are_inverse_to_each_other():
    for m in (0.01, 0.5, 3):
        assert copies_for_share(car_share(m)) == pytest.approx(m)
        assert receptive_share(0.6 * car_share(m), mean_copies(m)) == pytest.approx(0.6)


def test_a_simulated_culture_agrees_with_the_formula():
    copies = np.random.default_rng(3).poisson(1, 400_000)
    assert (copies > 0).mean() == pytest.approx(car_share(1), abs=0.003)
    assert copies[copies > 0].mean() == pytest.approx(mean_copies(1), abs=0.005)


def test_more_vector_cannot_reach_cells_that_are_not_receptive():
    batch = simulate(Manufacturing(moi=150, receptive=0.4))
    assert batch.car_share == pytest.approx(0.4, rel=1e-3)
    assert "copies" in batch.failures


def test_cells_grow_from_start_to_harvest_by_the_fold():
    batch = simulate(Manufacturing(start_cells=2e7, fold=50))
    assert batch.cells[0] == pytest.approx(2e7) and batch.cells[-1] == pytest.approx(1e9)
    np.testing.assert_allclose(batch.car_t / batch.cells, batch.car_share)


@pytest.mark.parametrize(
    ("changes", "failures"),
    [
        ({}, ()),
        ({"moi": 1}, ("CAR+ share",)),
        ({"moi": 100}, ("copies",)),
        ({"start_cells": 1e6}, ("dose",)),
        ({"viability": 0.79}, ("viability",)),
        ({"viability": 0.8}, ()),
        ({"moi": 1, "fold": 1}, ("CAR+ share", "dose")),
    ],
)
def test_a_batch_fails_for_the_reason_that_was_put_in(changes, failures):
    assert simulate(Manufacturing(**changes)).failures == failures


@settings(max_examples=30, deadline=None)
@given(st.floats(0.5, 150), st.floats(1, 100), st.floats(0.2, 1))
def test_shares_stay_shares_and_more_vector_never_means_fewer_car_t(moi, fold, receptive):
    batch = simulate(Manufacturing(moi=moi, fold=fold, receptive=receptive))
    assert 0 < batch.car_share <= receptive and batch.mean_copies >= 1
    assert batch.shares.min() >= 0 and batch.shares.sum() == pytest.approx(1)
    less = simulate(Manufacturing(moi=0.5, fold=fold, receptive=receptive))
    assert less.car_t[-1] <= batch.car_t[-1] * (1 + 1e-12)
