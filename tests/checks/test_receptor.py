"""The two exercises of lecture 4: right answers pass, each mistake is answered by name."""

import re

import numpy as np
import pytest
from Bio.SeqUtils.ProtParam import ProteinAnalysis
from Bio.SeqUtils.ProtParamData import kd

from course.checks import receptor
from course.models.receptor import hydropathy

EXERCISES = {"sugars": receptor.sugars, "oiliest": receptor.oily}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def by_loop(sequence):
    count = 0
    for one, two, three in zip(sequence, sequence[1:], sequence[2:], strict=False):
        count += one == "N" and two != "P" and three in "ST"
    return count


@pytest.mark.parametrize(
    "right", [by_loop, lambda s: sum(1 for _ in re.finditer("(?=N[^P](?:S|T))", s))]
)
def test_sugars_may_be_counted_by_loop_or_pattern(right):
    assert receptor.sugars.check(right).verdict == "right"


@pytest.mark.parametrize(
    "right",
    [
        lambda s: max(np.convolve([kd[a] for a in s], np.ones(19), "valid")) / 19,
        lambda s: float(hydropathy(s).max()),
        lambda s: max(ProteinAnalysis(s[i : i + 19]).gravy() for i in range(len(s) - 18)),
    ],
)
def test_the_oiliest_stretch_may_be_found_in_several_ways(right):
    assert receptor.oily.check(right).verdict == "right"


@each
def test_every_named_mistake_is_answered_by_its_own_words(exercise):
    for formula, words in exercise.mistakes.items():
        reply = exercise.check(formula)
        assert reply.verdict == "wrong" and words in reply.words


@each
@pytest.mark.parametrize("nothing", [None, ..., NotImplemented])
def test_an_answer_that_is_not_begun_hears_how_to_begin(exercise, nothing):
    assert exercise.check(lambda sequence: nothing).verdict == "begin"


@each
@pytest.mark.parametrize("value", [np.nan, "3", [1, 2], {}, int, ["NGS", "NKT"]], ids=str)
def test_whatever_a_function_returns_it_hears_a_sentence(exercise, value):
    reply = exercise.check(lambda sequence: value)
    assert reply.verdict == "wrong" and "cannot be compared" not in reply.words


@each
def test_no_message_holds_the_expected_value(exercise):
    expected = [f"{exercise.truth(*case):.4g}" for case in exercise.cases()]
    for formula in exercise.mistakes:
        before = exercise.check(formula).words.split("you returned")[0]
        assert not any(f" {value} " in before for value in expected)


@each
def test_chains_are_short_enough_to_be_shown(exercise):
    for (sequence,) in exercise.cases():
        assert len(sequence) <= 45 and set(sequence) <= set(kd)


def test_the_answers_in_the_lecture_are_those_of_the_receptor():
    from course.models.receptor import Receptor, simulate

    whole = "".join(simulate(Receptor())["sequence"])
    assert receptor.sugar_sites(whole) == 2
    assert round(receptor.oiliest(whole), 2) == 2.48
