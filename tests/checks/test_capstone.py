"""The two exercises of the capstone: right answers pass, each mistake is answered by name."""

from math import comb

import numpy as np
import pytest

from course.checks import capstone
from course.checks.capstone import judge
from course.models.capstone import Design, Expected, NoCarT, Preparation, Price, Trial
from course.models.manufacturing import Manufacturing

EXERCISES = {"stopping": capstone.stopping, "price": capstone.price}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def by_hand(rate, limit, patients):
    ways = range(limit, patients + 1)
    return sum(comb(patients, k) * rate**k * (1 - rate) ** (patients - k) for k in ways)


def by_ratio(threshold, gain, saved):
    return gain * (threshold + saved / gain)


def test_the_chance_may_be_summed_by_hand():
    assert capstone.stopping.check(by_hand).verdict == "right"


def test_the_price_may_be_written_another_way():
    assert capstone.price.check(by_ratio).verdict == "right"


def test_four_of_six_is_the_one_in_27_of_the_words():
    assert 1 / capstone.chance_of_stopping(0.25, 4, 6) == pytest.approx(27, abs=0.5)


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


def amara(**parts):
    chosen = {
        "preparation": Preparation(fertility=True),
        "expected": Expected(peak_day=10),
        "trial": Trial(stagger=21),
        "price": Price(price=200_000),
    }
    return Design(patient="Amara", **(chosen | parts))


NO = NoCarT(
    patient="Amara",
    reasons=("a drug is untried", "chemotherapy and fertility"),
    alternative="obinutuzumab",
    changes=("the untried drug fails",),
)


@pytest.mark.parametrize("answer", [amara(), NO], ids=["design", "no"])
def test_both_paths_can_be_sound(answer):
    assert judge(answer, 100_000) == ""


MEI = Design(patient="Mei", batch=Manufacturing(weight=55))
THEO = NoCarT(patient="Theo", reasons=("a minor",), alternative="insulin", changes=())


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "Return a Design"),
        ([amara()], "Return a Design"),
        (Design, "Return a Design"),
        (MEI, "has worked this path for Mei"),
        (THEO, "has worked this path for Theo"),
        (amara(trial=Trial()), "`trial` is as it comes"),
        (amara(price=Price(threshold=50_000)), "Pass the threshold on"),
        (amara(price=Price()), "1 of 18 checks does not hold. 279,815"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(answer, words):
    assert words in judge(answer, 100_000)
