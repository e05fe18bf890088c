"""The two exercises of lecture 8: right answers pass, each mistake is answered by name."""

import numpy as np
import pandas as pd
import pytest

from course.checks import kinetics
from course.models.kinetics_profile import Profile, level

EXERCISES = {"growth": kinetics.growth, "decline": kinetics.decline}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def by_loop(peak, share, fast, slow):
    day = 0
    while peak * ((1 - share) * 0.5 ** (day / fast) + share * 0.5 ** (day / slow)) >= 1:
        day += 1
    return day


def by_mask(peak, share, fast, slow):
    day = np.arange(4000)
    level = peak * (1 - share) * 2 ** (-day / fast) + peak * share * 2 ** (-day / slow)
    return day[level < 1][0]


@pytest.mark.parametrize("right", [by_loop, by_mask])
def test_the_day_below_one_may_be_found_by_loop_or_mask(right):
    assert kinetics.decline.check(right).verdict == "right"


@pytest.mark.parametrize(
    "right",
    [
        lambda start, target, doubling_time: np.log2(target / start) * doubling_time,
        lambda a, b, c: c * (np.log(b) - np.log(a)) / np.log(2),
        lambda a, b, c: np.log10(b / a) / np.log10(2) * c,
    ],
)
def test_the_time_to_grow_may_use_any_logarithm(right):
    assert kinetics.growth.check(right).verdict == "right"


@each
def test_every_named_mistake_is_answered_by_its_own_words(exercise):
    for formula, words in exercise.mistakes.items():
        reply = exercise.check(formula)
        assert reply.verdict == "wrong" and words in reply.words


@each
@pytest.mark.parametrize("nothing", [None, ..., NotImplemented])
def test_an_answer_that_is_not_begun_hears_how_to_begin(exercise, nothing):
    def stub(*inputs):
        return nothing

    def unwritten(*inputs):
        raise NotImplementedError

    for answer in (nothing, stub, unwritten):
        assert exercise.check(answer).verdict == "begin"


class Hostile:
    def __getattr__(self, name):
        raise SystemExit(name)

    def __eq__(self, other):
        raise ValueError


@each
@pytest.mark.parametrize(
    "value",
    [np.nan, np.inf, "3", True, [1, 2], np.zeros((2, 2)), pd.DataFrame(), {}, Hostile(), 1j, int],
    ids=type,
)
def test_whatever_a_function_returns_it_hears_a_sentence(exercise, value):
    reply = exercise.check(lambda *inputs: value)
    assert reply.verdict == "wrong" and "cannot be compared" not in reply.words


@each
@pytest.mark.parametrize("value", [3.0, "text", Hostile(), pd.DataFrame()], ids=type)
def test_a_value_in_place_of_the_function_is_asked_for_the_function(exercise, value):
    assert "name without brackets" in exercise.check(value).words


@each
def test_a_function_with_other_inputs_hears_which_are_wanted(exercise):
    assert "in this order" in exercise.check(lambda: 1).words


@each
def test_a_function_that_prints_is_asked_to_return(exercise, capsys):
    assert "write `return`" in exercise.check(lambda *inputs: print(3)).words
    assert capsys.readouterr().out == ""


@each
def test_a_function_that_stops_hears_why(exercise):
    def leaves(*inputs):
        raise SystemExit

    assert "ZeroDivisionError in line 1" in exercise.check(lambda *inputs: 1 / 0).words
    assert "Use `return`" in exercise.check(leaves).words


def test_one_factor_in_every_case_is_named():
    thrice = kinetics.growth.check(lambda a, b, c: 3 * np.log2(b / a) * c)
    assert "3 times mine throughout" in thrice.words


def test_an_answer_that_is_right_now_and_then_hears_how_often():
    few_days = kinetics.decline.check(lambda p, s, f, w: min(by_loop(p, s, f, w), 60))
    assert "of 5 tries agree" in few_days.words


def test_no_case_is_decided_by_rounding():
    for case in kinetics.decline.cases():
        day = kinetics.days_until_below_one(*case)
        assert kinetics._level(day, *case) < 0.9999 and kinetics._level(day - 1, *case) > 1.0001


def test_both_populations_decide_in_some_case():
    large = [peak * share > 1 for peak, share, *_ in kinetics.decline.cases()]
    assert True in large and False in large


@each
def test_no_message_holds_the_expected_value(exercise):
    expected = [f"{exercise.truth(*case):.4g}" for case in exercise.cases()]
    for formula in exercise.mistakes:
        words = exercise.check(formula).words.split("you returned")
        assert not any(f" {value} " in words[0] for value in expected)


@each
def test_the_box_and_the_text_say_the_same(exercise):
    reply = exercise.check(lambda *inputs: 1.5)
    assert repr(reply).startswith("✗ Not yet. For ") and 'role="status"' in reply._repr_html_()
    assert repr(reply) == repr(exercise.check(lambda *inputs: 1.5))


def test_the_level_of_the_exercise_is_that_of_the_model():
    p = Profile(peak=30, share=0.04, fast_half_life=4, slow_half_life=200)
    days = np.array([0.0, 3, 20, 300])
    np.testing.assert_allclose(kinetics._level(days, 30, 0.04, 4, 200), level(p, p.peak_day + days))
