"""The two exercises of the lecture: right answers, listed mistakes, unlisted ones."""

import pytest

from course.checks.evidence import chance, luck, needed, patients_needed
from course.models.evidence import chance_without_effect, interval

BOTH = pytest.mark.parametrize("exercise", [needed, chance], ids=["needed", "chance"])


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
    assert needed.check(lambda s: 36).verdict == "wrong"
    assert chance.check(lambda k, n, p: k / n - p).verdict == "wrong"


@pytest.mark.parametrize("share", [0.5, 0.8, 0.9, 0.95])
def test_the_patients_needed_are_the_fewest_by_the_model(share):
    n = patients_needed(share)
    assert interval(n, n)[0] > share >= interval(n - 1, n - 1)[0]


def test_a_loop_is_as_right_as_a_logarithm():
    def with_loop(share):
        n = 1
        while 0.025 ** (1 / n) <= share:
            n += 1
        return n

    assert needed.check(with_loop).verdict == "right"


def test_luck_is_the_models():
    assert luck(10, 14, 0.25) == pytest.approx(chance_without_effect(10, 14, 0.25))
