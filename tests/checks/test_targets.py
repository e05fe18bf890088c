"""The two exercises of lecture 5: right answers pass, each mistake is answered by name."""

import math

import numpy as np
import pytest

from course.checks import targets

EXERCISES = {"meant": targets.meant, "copies": targets.copies}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def by_counting(sensitivity, specificity, share):
    cells = 1e6
    right = cells * share * sensitivity
    wrong = cells * (1 - share) * (1 - specificity)
    return right / (right + wrong)


def by_loop(capture, risk):
    number = 0
    while (1 - capture) ** number > risk:
        number += 1
    return number


def test_the_share_meant_may_be_found_by_counting():
    assert targets.meant.check(by_counting).verdict == "right"


@pytest.mark.parametrize("right", [by_loop, lambda c, r: int(np.ceil(np.log2(r) / np.log2(1 - c)))])
def test_copies_may_be_found_by_trying_or_by_any_logarithm(right):
    assert targets.copies.check(right).verdict == "right"


@each
def test_every_named_mistake_is_answered_by_its_own_words(exercise):
    for formula, words in exercise.mistakes.items():
        reply = exercise.check(formula)
        assert reply.verdict == "wrong" and words in reply.words


@each
@pytest.mark.parametrize("nothing", [None, ..., NotImplemented])
def test_an_answer_that_is_not_begun_hears_how_to_begin(exercise, nothing):
    assert exercise.check(lambda one, two, three=0: nothing).verdict == "begin"


@each
@pytest.mark.parametrize("value", [np.nan, "3", [1, 2], {}, int], ids=str)
def test_whatever_a_function_returns_it_hears_a_sentence(exercise, value):
    reply = exercise.check(lambda one, two, three=0: value)
    assert reply.verdict == "wrong" and "cannot be compared" not in reply.words


def test_a_cell_is_missed_no_more_often_than_allowed():
    for capture, risk in targets.copies.cases():
        number = targets.copies_needed(capture, risk)
        assert (1 - capture) ** number <= risk < (1 - capture) ** (number - 1)


def test_the_answers_in_the_lecture():
    assert targets.copies_needed(0.07, 0.05) == 42
    assert round(targets.share_meant(0.94, 0.98, 0.05), 2) == 0.71
    assert round(targets.share_meant(0.94, 0.98, 0.001), 3) == 0.045
    assert math.isclose(targets.share_meant(1, 1, 0.01), 1)
