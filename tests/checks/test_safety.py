"""The two exercises of lecture 11: right answers pass, each mistake is answered by name."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta

from course.checks import safety
from course.models import safety_risk

EXERCISES = {"none_seen": safety.none_seen, "harm": safety.harm}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


@pytest.mark.parametrize(
    "right",
    [
        lambda patients, level: 1 - (1 - level) ** (1 / patients),
        lambda n, c: -np.expm1(np.log1p(-c) / n),
        lambda n, c: beta.ppf(c, 1, n),
    ],
)
def test_the_highest_rate_may_be_a_root_a_logarithm_or_a_quantile(right):
    assert safety.none_seen.check(right).verdict == "right"


def test_number_needed_to_harm_may_be_one_fraction():
    assert safety.harm.check(lambda a, n, c, m: n * m / (a * m - c * n)).verdict == "right"


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
    twice = safety.none_seen.check(lambda n, c: 2 * safety.highest_rate(n, c))
    assert "2 times mine" in twice.words


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


def test_the_truth_is_that_of_the_model():
    assert safety.highest_rate(15, 0.95) == pytest.approx(safety_risk.highest_rate(0, 15))
    ours = safety_risk.number_needed_to_harm(20 / 136, 4 / 126)
    assert safety.number_needed_to_harm(20, 136, 4, 126) == pytest.approx(ours)
