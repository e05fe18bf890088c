"""The two exercises of lecture 6: right answers pass, each mistake is answered by name."""

import numpy as np
import pytest
from scipy.optimize import brentq

from course.checks import activation
from course.models.activation import complete, response

each = pytest.mark.parametrize(
    "exercise", [activation.density, activation.bond], ids=["density", "bond"]
)


def density_by_root(share, threshold, steepness):
    return brentq(lambda d: response(d, threshold, steepness) - share, 1e-3, 1e9)


def density_by_logarithms(share, threshold, steepness):
    return threshold * np.exp(np.log(share / (1 - share)) / steepness)


def bond_by_root(share, step_rate, steps):
    off_rate = brentq(lambda k: complete(k, step_rate, steps) - share, 1e-9, 1e6, xtol=1e-14)
    return np.log(2) / off_rate


def bond_by_product(share, step_rate, steps):
    root = share ** (1 / steps)
    return np.log(2) * root / (step_rate * (1 - root))


@pytest.mark.parametrize("right", [density_by_root, density_by_logarithms])
def test_a_density_may_be_found_by_root_or_logarithm(right):
    assert activation.density.check(right).verdict == "right"


@pytest.mark.parametrize("right", [bond_by_root, bond_by_product])
def test_a_half_life_may_be_found_in_two_ways(right):
    assert activation.bond.check(right).verdict == "right"


def test_ninefold_antigen_leads_from_ten_to_ninety_per_cent():
    low, high = (activation.density_for(share, 200, 2) for share in (0.1, 0.9))
    assert high / low == pytest.approx(9)


@each
def test_every_named_mistake_is_answered_by_its_own_words(exercise):
    for formula, words in exercise.mistakes.items():
        reply = exercise.check(formula)
        assert reply.verdict == "wrong" and words in reply.words


@each
def test_an_answer_that_is_not_begun_hears_how_to_begin(exercise):
    assert exercise.check(lambda a, b, c: ...).verdict == "begin"
