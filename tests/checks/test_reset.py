"""The two exercises of lecture 9: right answers pass, each mistake is answered by name."""

import numpy as np
import pytest

from course.checks import reset

EXERCISES = {"makers": reset.makers, "fate": reset.fate}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


@pytest.mark.parametrize(
    "right",
    [
        lambda a, b, d, h=21: (b - a * 0.5 ** (d / h)) / (1 - 0.5 ** (d / h)),
        lambda a, b, d, h: a + (b - a) / -np.expm1(-np.log(2) * d / h),
    ],
)
def test_the_level_made_may_be_written_in_any_way(right):
    assert reset.makers.check(right).verdict == "right"


def by_list(start, months, step):
    path = [start]
    while len(path) <= round(months / step):
        x = path[-1]
        path.append(x + step * (0.02 + 1 - 1 / (1 + x * x) - 0.45 * x))
    return path[-1]


def test_the_switch_may_be_followed_with_a_list():
    assert reset.fate.check(by_list).verdict == "right"


def test_the_solution_of_the_lecture_is_right():
    def activity_after(start, months=60, step=0.1):
        x = start
        for _ in range(round(months / step)):
            x = x + step * (0.02 + x**2 / (1 + x**2) - 0.45 * x)
        return x

    assert reset.fate.check(activity_after).verdict == "right"
    assert activity_after(0.5) == pytest.approx(0.05, abs=0.005)
    assert activity_after(0.55) == pytest.approx(1.69, abs=0.005)


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
        assert not any(f" {value} " in words[0] for value in expected)


def test_both_fates_occur_and_no_case_stands_on_the_threshold():
    starts = np.array([case[0] for case in reset.fate.cases()])
    assert (starts < 0.526).any() and (starts > 0.526).any()
    assert np.abs(starts - 0.526).min() > 0.02


def test_some_level_is_still_made_in_every_case():
    assert all(reset.level_made(*case) > 1 for case in reset.makers.cases())
