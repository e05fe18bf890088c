"""The two exercises of lecture 12: right answers pass, each mistake is answered by name."""

import numpy as np
import pytest

from course.checks import access
from course.models import access as model

EXERCISES = {"worth": access.worth, "delay": access.delay}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def by_loop(value, rate, years):
    total, weight = 0.0, 1.0
    for _ in range(years):
        total, weight = total + value * weight, weight / (1 + rate)
    return total


def by_formula(value, rate, years):
    return value * (1 - (1 + rate) ** -years) / rate * (1 + rate)


@pytest.mark.parametrize("way", [by_loop, by_formula])
def test_discounting_may_be_written_in_other_ways(way):
    assert access.delay.check(way).verdict == "right"


def test_the_price_worth_paying_is_that_of_the_model():
    p = model.Access()
    cost, qaly, _ = model.totals(p).loc["difference"]
    found = access.price_worth_paying(150_000, qaly, cost - p.price)
    assert found == pytest.approx(model.worth(p, 150_000))


@each
def test_every_named_mistake_is_answered_by_its_own_words(exercise):
    for formula, words in exercise.mistakes.items():
        reply = exercise.check(formula)
        assert reply.verdict == "wrong" and words in reply.words


@each
@pytest.mark.parametrize("nothing", [None, ..., NotImplemented])
def test_an_answer_that_is_not_begun_hears_how_to_begin(exercise, nothing):
    assert exercise.check(lambda *inputs: nothing).verdict == "begin"


@each
@pytest.mark.parametrize("value", [np.nan, "3", [1, 2], {}, 1j], ids=type)
def test_whatever_a_function_returns_it_hears_a_sentence(exercise, value):
    reply = exercise.check(lambda *inputs: value)
    assert reply.verdict == "wrong" and "cannot be compared" not in reply.words
