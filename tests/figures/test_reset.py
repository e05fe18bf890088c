"""The drawings and the words of the reset."""

import matplotlib
import pytest
from matplotlib.figure import Figure

from course.data import load
from course.figures import reset, reset_antibody, reset_cohort
from course.models.reset import Reset, simulate
from course.models.reset_antibody import Antibody
from course.models.reset_antibody import simulate as antibody

CURVES = {"none": antibody(Antibody(long_lived=0)), "half": antibody(Antibody(long_lived=0.5))}


def test_drawing_leaves_the_result_and_the_settings_alone():
    result, settings = simulate(Reset()), dict(matplotlib.rcParams)
    before = result.copy()
    axs = Figure().subplots(1, 2)
    assert reset.draw(axs, result) is axs
    assert result.equals(before) and dict(matplotlib.rcParams) == settings


def test_axes_have_labels_and_lines_differ_without_colour():
    left, right = reset.draw(Figure().subplots(1, 2), simulate(Reset()))
    assert left.get_xlabel() == right.get_xlabel() == "Day after infusion"
    assert left.get_ylabel() == "Antibody (% of before)"
    for ax, lines in ((left, 2), (right, 3)):
        assert len({line.get_linestyle() for line in ax.lines}) == lines


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["Reset: activity stays low", "back by day 155", "26 % of the autoantibody"]),
        ({"long_lived": 0.6}, ["Relapse: activity falls to 11 % by day 180", "on day 830."]),
        ({"long_lived": 0.4}, ["back at half on day", "later than the picture shows"]),
        ({"depth": 0.5, "length": 240.0}, ["No response: activity never falls below 5"]),
        ({"depth": 0.4}, ["B cells never fall below 60 %"]),
        ({"plasma_cells_killed": 1.0}, ["of the vaccine antibody"]),
    ],
)
def test_the_words_say_what_happened(changes, words):
    text = reset.describe(simulate(Reset(**changes)))
    for part in words:
        assert part in text


def test_measured_levels_stand_as_points_in_the_drawing_and_in_the_words():
    data = load("antibodies_after_depletion").query("kind == 'autoantibody'")
    ax = reset_antibody.draw(Figure().subplots(), CURVES, data)
    points = [line for line in ax.lines if line.get_linestyle() == "None"]
    assert len(points) == 3 and ax.get_ylabel() == "Antibody left (%)"
    text = reset_antibody.describe(CURVES, data)
    assert "none: 6.7 % on day 90" in text
    assert "anti-dsDNA: less than 0.08 % left on day 44, where the lowest curve has 31 %" in text


def test_the_cohort_is_shown_as_synthetic_beside_published_means():
    cohort, published = load("synthetic_sledai"), load("sledai_published")
    ax = reset_cohort.draw(Figure().subplots(), cohort, published)
    assert "SYNTHETIC" in ax.get_title()
    assert "points" in ax.get_ylabel() and "Month" in ax.get_xlabel()
    assert len(ax.get_legend().get_texts()) == 4
    assert "CD19 (synthetic): mean SLEDAI 13.9" in reset_cohort.describe(cohort)
