"""The two exercises of lecture 13: right answers pass, each mistake is answered by name."""

import numpy as np
import pytest

from course.checks import future

EXERCISES = {"seeing": future.seeing, "meaning": future.meaning}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def by_loop(rate, chance):
    n, free = 0, 1.0
    while 1 - free < chance:
        n, free = n + 1, free * (1 - rate)
    return n


def by_people(sensitivity, specificity, share):
    ill, well = 1000 * share, 1000 * (1 - share)
    hits, alarms = ill * sensitivity, well - well * specificity
    return hits / (hits + alarms)


def test_patients_may_be_counted_one_by_one():
    assert future.seeing.check(by_loop).verdict == "right"


def test_the_meaning_of_a_test_may_be_counted_in_people():
    assert future.meaning.check(by_people).verdict == "right"


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


def test_thirty_patients_see_one_in_a_hundred_in_about_one_trial_of_four():
    seen = 1 - 0.99**30
    assert seen == pytest.approx(0.26, abs=0.005)
