"""The two exercises of lecture 1: right answers pass, each mistake is answered by name."""

import numpy as np
import pytest

from course.checks import tolerance
from course.models.tolerance import miss, survival

each = pytest.mark.parametrize(
    "exercise", [tolerance.sight, tolerance.escape], ids=["sight", "escape"]
)


def by_loop(showing, reactive, tolerated):
    visits = 0
    while reactive * (1 - showing) ** visits >= tolerated:
        visits += 1
    return visits


def by_trying(showing, reactive, tolerated):
    visits = np.arange(20_000)
    return visits[reactive * miss(showing, visits) < tolerated][0]


@pytest.mark.parametrize("right", [by_loop, by_trying])
def test_visits_may_be_found_by_loop_or_mask(right):
    assert tolerance.escape.check(right).verdict == "right"


@pytest.mark.parametrize(
    "right",
    [
        lambda seen, answer, survive: np.log(1 - seen) / np.log(1 - answer) / survive,
        lambda a, b, c: -np.log(1 - a) / b / c,
        lambda a, b, c: np.log10(1 - a) / (c * np.log10(1 - b)),
    ],
)
def test_clones_may_be_found_by_any_logarithm(right):
    assert tolerance.sight.check(right).verdict == "right"


def test_so_many_clones_see_as_much_as_was_asked():
    new = tolerance.clones_needed(0.9, 5e-6, 0.25)
    assert 1 - survival(5e-6, 0.25 * new) == pytest.approx(0.9)


@each
def test_every_named_mistake_is_answered_by_its_own_words(exercise):
    for formula, words in exercise.mistakes.items():
        reply = exercise.check(formula)
        assert reply.verdict == "wrong" and words in reply.words


@each
def test_an_answer_that_is_not_begun_hears_how_to_begin(exercise):
    assert exercise.check(lambda a, b, c: ...).verdict == "begin"
