"""The two exercises of lecture 2: right answers pass, each mistake is answered by name."""

import numpy as np
import pytest

from course.checks import autoimmunity

EXERCISES = {"odds": autoimmunity.odds, "regulation": autoimmunity.regulation}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


@pytest.mark.parametrize(
    "right",
    [
        lambda cases, controls: cases * (1 - controls) / (controls * (1 - cases)),
        lambda a, b: np.exp(np.log(a / (1 - a)) - np.log(b / (1 - b))),
        lambda a, b: (1 / b - 1) / (1 / a - 1),
    ],
)
def test_an_odds_ratio_may_be_written_in_other_ways(right):
    assert autoimmunity.odds.check(right).verdict == "right"


@pytest.mark.parametrize(
    "right", [lambda free, loss: free * loss - loss, lambda f, m: -m + m / (1 / f)]
)
def test_the_regulation_may_be_written_in_other_ways(right):
    assert autoimmunity.regulation.check(right).verdict == "right"


def test_the_numbers_of_the_lecture():
    assert autoimmunity.odds_ratio(0.316, 0.112) == pytest.approx(3.66, abs=0.005)
    assert autoimmunity.regulation_needed(1.5992, 0.25) == pytest.approx(0.1498, abs=1e-4)


@each
def test_every_named_mistake_is_answered_by_its_own_words(exercise):
    for formula, words in exercise.mistakes.items():
        reply = exercise.check(formula)
        assert reply.verdict == "wrong" and words in reply.words


@each
@pytest.mark.parametrize("nothing", [None, ..., NotImplemented])
def test_an_answer_that_is_not_begun_hears_how_to_begin(exercise, nothing):
    for answer in (nothing, lambda *inputs: nothing):
        assert exercise.check(answer).verdict == "begin"


@each
@pytest.mark.parametrize("value", [np.nan, np.inf, "3", True, [1, 2], {}, 1j], ids=type)
def test_whatever_a_function_returns_it_hears_a_sentence(exercise, value):
    assert exercise.check(lambda *inputs: value).verdict == "wrong"


@each
def test_no_message_holds_the_expected_value(exercise):
    expected = [f"{exercise.truth(*case):.4g}" for case in exercise.cases()]
    for formula in exercise.mistakes:
        words = exercise.check(formula).words.split("you returned")
        assert not any(f" {value} " in words[0] for value in expected)
