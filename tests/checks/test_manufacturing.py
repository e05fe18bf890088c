"""The two exercises of lecture 7: right answers pass, each mistake is answered by name."""

import math

import numpy as np
import pytest
from scipy.stats import poisson

from course.checks import manufacturing

EXERCISES = {"copies": manufacturing.copies, "suites": manufacturing.suites}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def by_sum(share):
    m = -math.log(1 - share)
    return sum(k * poisson.pmf(k, m) for k in range(1, 80)) / share


@pytest.mark.parametrize("right", [by_sum, lambda share: np.log(1 / (1 - share)) / share])
def test_copies_may_be_summed_or_solved_for(right):
    assert manufacturing.copies.check(right).verdict == "right"


def by_trial(per_week, days, occupancy):
    number = 1
    while per_week / 7 * days / number > occupancy:
        number += 1
    return number


@pytest.mark.parametrize("right", [by_trial, lambda w, d, o: -(-w * d // (7 * o))])
def test_suites_may_be_tried_one_by_one_or_divided(right):
    assert manufacturing.suites.check(right).verdict == "right"


@each
def test_every_named_mistake_is_answered_by_its_own_words(exercise):
    for formula, words in exercise.mistakes.items():
        reply = exercise.check(formula)
        assert reply.verdict == "wrong" and words in reply.words, reply


@each
@pytest.mark.parametrize("nothing", [None, ...])
def test_an_answer_that_is_not_begun_hears_how_to_begin(exercise, nothing):
    assert exercise.check(nothing).verdict == "begin"
    assert exercise.check(lambda *inputs: nothing).verdict == "begin"


@each
@pytest.mark.parametrize("value", [np.nan, np.inf, "3", True, [1, 2], {}], ids=type)
def test_whatever_a_function_returns_it_hears_a_sentence(exercise, value):
    reply = exercise.check(lambda *inputs: value)
    assert reply.verdict == "wrong" and "cannot be compared" not in reply.words


@each
def test_no_message_holds_the_expected_value(exercise):
    expected = [f"{exercise.truth(*case):.4g}" for case in exercise.cases()]
    for formula in exercise.mistakes:
        words = exercise.check(formula).words.split("you returned")
        assert not any(f" {value} " in words[0].partition(": ")[2] for value in expected)


def test_a_number_of_suites_is_exact_and_never_decided_by_rounding():
    for per_week, days, occupancy in manufacturing.suites.cases():
        exact = per_week / 7 * days / occupancy
        assert 0.1 < exact % 1 < 0.9
