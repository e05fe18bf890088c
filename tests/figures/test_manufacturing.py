"""The drawings and the words of manufacturing."""

import copy

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from course.figures import manufacturing_line
from course.figures.manufacturing import describe, draw
from course.models.manufacturing import Manufacturing, simulate
from course.models.manufacturing_line import Line
from course.models.manufacturing_line import simulate as simulate_line


def test_drawing_leaves_the_batch_and_the_settings_alone():
    batch, settings = simulate(Manufacturing()), dict(matplotlib.rcParams)
    before = copy.deepcopy(batch)
    axs = Figure().subplots(1, 2)
    assert draw(axs, batch) is axs
    np.testing.assert_equal(batch, before)
    assert dict(matplotlib.rcParams) == settings
    assert all(ax.get_xlabel() and ax.get_ylabel() for ax in axs)


def test_lines_differ_without_colour():
    _, right = draw(Figure().subplots(1, 2), simulate(Manufacturing()))
    assert len({str(line._dash_pattern) for line in right.lines}) == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["37 % of the cells are CAR+", "1.25 copies", "18 doses", "Released."]),
        ({"moi": 150}, ["over 99.9 % of", "more than 5 copies"]),
        ({"moi": 1, "start_cells": 1e6}, ["fewer than 10 %", "and the cells do not fill"]),
        ({"viability": 0.7}, ["fewer than 80 % of the cells are alive"]),
        ({"start_cells": 6e6}, ["one dose. Released."]),
        ({"start_cells": 5.5e6}, ["just short of a dose"]),
    ],
)
def test_the_words_say_what_became_of_the_batch(changes, words):
    text = describe(simulate(Manufacturing(**changes)))
    for part in words:
        assert part in text


def test_the_line_is_drawn_whole_and_said_in_words():
    line = simulate_line(Line(per_week=4))
    before = line.copy()
    ax = manufacturing_line.draw(Figure().subplots(), line)
    drawn = sum(bar.get_height() for bar in ax.patches)
    assert drawn == line["infused"].sum() and line.equals(before)
    assert "SYNTHETIC" in ax.get_ylabel() and "days" in ax.get_xlabel().lower()
    assert f"{(~line['infused']).sum()} got no cells" in manufacturing_line.describe(line)
