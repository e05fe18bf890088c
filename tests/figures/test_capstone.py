"""The drawings and the words of the capstone."""

import copy

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

from course.figures.capstone import describe, describe_page, draw, page
from course.models.capstone import Design, Plan, simulate


def test_drawing_leaves_the_year_and_the_settings_alone():
    year, settings = simulate(Plan()), dict(matplotlib.rcParams)
    before = copy.deepcopy(year)
    axes = draw(Figure().subplots(1, 2), year)
    np.testing.assert_equal(year.batch, before.batch)
    assert year.course.equals(before.course) and dict(matplotlib.rcParams) == settings
    assert all(ax.get_xlabel() and ax.get_ylabel() for ax in axes)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["20.2 times over", "on day 28"]),
        ({"start_cells": 1e6, "dose_per_kg": 1e7}, ["Only 11 million of", "550 million"]),
        ({"b_cells": 1}, ["Pressure 0.039", "do not expand"]),
    ],
)
def test_the_words_say_whether_the_dose_is_made_and_whether_it_grows(changes, words):
    said = describe(simulate(Plan(**changes)))
    assert [part for part in words if part not in said] == []


def test_a_page_holds_receptor_batch_course_and_rule():
    figure = page(plt.figure(), Design(patient="Amara"))
    assert len(figure.axes) == 4 and "SYNTHETIC" in figure.axes[0].get_title(loc="left")
    markers = [line.get_marker() for line in figure.axes[3].lines]
    assert len(set(markers)) == len(markers) == 4
    plt.close(figure)


def test_the_words_of_a_page_count_the_checks():
    said = describe_page(Design(patient="Amara"))
    assert said.startswith("Amara: 16 of 18 checks hold.") and "Cyclophosphamide" in said
