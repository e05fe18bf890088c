"""The drawings and the words of activation."""

import matplotlib
import pytest
from matplotlib.figure import Figure

from course.data import load
from course.figures import activation_density, activation_dwell
from course.figures.activation import describe, draw, percent, strength
from course.models.activation import Activation, simulate


def test_drawing_leaves_the_result_and_the_settings_alone():
    outcome, settings = simulate(Activation()), dict(matplotlib.rcParams)
    before = outcome.by_affinity.copy(), outcome.by_density.copy()
    axs = Figure().subplots(1, 2)
    assert draw(axs, outcome) is axs
    assert outcome.by_affinity.equals(before[0]) and outcome.by_density.equals(before[1])
    assert dict(matplotlib.rcParams) == settings
    assert all(ax.get_xlabel() and ax.get_ylabel() for ax in axs)


def test_lines_differ_without_colour():
    left, right = draw(Figure().subplots(1, 2), simulate(Activation()))
    assert len({str(line._dash_pattern) for line in left.lines[:3]}) == 3
    assert len({str(line._dash_pattern) for line in right.lines[:2]}) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["Bound at 5 nM", "over 99 % of the pathogenic and 96 %", "4 points", "98 %"]),
        ({"dissociation_constant": 1500}, ["1.5 µM", "94 %", "5 % of the healthy", "89 points"]),
        ({"healthy_density": 20_000}, ["no window", "No affinity opens a window"]),
        ({"target_density": 200, "healthy_density": 2000}, ["more of those that should be spared"]),
        ({"contact_time": 600}, ["90 points, near 19 µM"]),
    ],
)
def test_the_words_say_what_is_killed_and_where_the_window_is(changes, words):
    text = describe(simulate(Activation(**changes)))
    for part in words:
        assert part in text


def test_shares_are_never_rounded_to_all_or_nothing():
    assert [percent(s) for s in (0, 1e-6, 0.034, 0.999, 1)] == [
        "0 %", "under 1 %", "3 %", "over 99 %", "100 %",
    ]  # fmt: skip
    assert strength(999.7) == "1 µM"


def test_the_best_bond_lasts_some_seconds_and_not_twenty_minutes():
    text = activation_dwell.describe(half_life=1308)
    assert "2.8 s" in text and "22 minutes" in text and "99.7 %" in text
    axs = Figure().subplots(1, 2)
    assert activation_dwell.draw(axs, marked={"FMC63": 1308}) is axs
    assert [len(ax.lines) for ax in axs] == [4, 4]


def test_every_measured_mean_is_drawn_above_the_thresholds():
    table = load("antigen_density").query("statistic == 'mean'")
    needs = {"killing": 200, "cytokine": 2000}
    ax = activation_density.draw(Figure().add_subplot(), table, needs)
    assert len(ax.get_yticks()) == 6 and "per cell" in ax.get_xlabel()
    assert "all means stand above 2,000" in activation_density.describe(table, needs)
