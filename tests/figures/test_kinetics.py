"""The drawing and the words of kinetics."""

import matplotlib
import pytest
from matplotlib.figure import Figure

from course.figures.kinetics import count, describe, draw
from course.models.kinetics import Kinetics, simulate
from course.models.kinetics_cohort import simulate_with_band


def test_drawing_leaves_the_result_and_the_settings_alone():
    result, settings = simulate_with_band(Kinetics()), dict(matplotlib.rcParams)
    before = result.copy()
    ax = Figure().subplots()
    assert draw(ax, result) is ax
    assert result.equals(before) and dict(matplotlib.rcParams) == settings


def test_axes_have_labels_and_lines_differ_without_colour():
    ax = draw(Figure().subplots(), simulate(Kinetics()))
    assert ax.get_xlabel() == "Day after infusion" and ax.get_ylabel() == "Cells in the body"
    assert len({line.get_linestyle() for line in ax.lines}) == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["peak at 2.2 billion on day 37", "lowest on day 55, at 10 %", "25 % on day 365"]),
        ({"expansion": 2e-12}, ["do not expand", "stay above nine tenths"]),
        ({"precursors": 1e7}, ["still falling"]),
        ({"expansion": 3.6e-11}, ["below a tenth for about"]),
    ],
)
def test_the_words_say_what_happened(changes, words):
    text = describe(simulate(Kinetics(**changes)))
    for part in words:
        assert part in text


def test_counts_are_said_in_words():
    assert [count(c) for c in (0.2, 7, 2500, 1.1e6, 99.9e6, 250e6, 3.4e12)] == [
        "less than one", "7", "2.5 thousand", "1.1 million", "99.9 million", "250 million",
        "3.4 trillion",
    ]  # fmt: skip
