"""The two exercises of the lecture: right answers, listed mistakes, unlisted ones."""

import numpy as np
import pytest

from course.checks.treatments import days_longer, difference, no_difference, waiting

BOTH = pytest.mark.parametrize("exercise", [difference, waiting], ids=["difference", "waiting"])


@BOTH
def test_the_truth_is_right_and_says_why(exercise):
    reply = exercise.check(exercise.truth)
    assert reply.verdict == "right" and reply.words == exercise.why


@BOTH
def test_each_listed_mistake_gets_its_words_and_no_others(exercise):
    for formula, words in exercise.mistakes.items():
        reply = exercise.check(formula)
        assert reply.verdict == "wrong" and words in reply.words


@BOTH
def test_an_empty_function_is_told_how_to_begin(exercise):
    names = ", ".join("abcd"[: len(exercise.cases()[0])])
    assert exercise.check(eval(f"lambda {names}: ...")).verdict == "begin"


def test_other_mistakes_are_refused_too():
    assert difference.check(lambda a, n, c, m: 50).verdict == "wrong"
    assert waiting.check(lambda t, h: h * np.sqrt(t)).verdict == "wrong"


def test_belimumab_in_lupus_nephritis_makes_no_difference_to_89_of_100():
    assert no_difference(96, 223, 72, 223) == pytest.approx(89.24, abs=0.01)


def test_twice_the_dose_lasts_one_half_life_longer():
    assert days_longer(2, 18.7) == pytest.approx(18.7)
    assert days_longer(1, 18.7) == 0
