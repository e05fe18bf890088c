"""The drawings and the words of dose finding and of the biomarker."""

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from course.figures import future, future_biomarker
from course.models.future import Escalation
from course.models.future_biomarker import synthetic_cohort
from course.models.future_trials import simulate


def test_drawing_leaves_the_result_and_the_settings_alone():
    result, settings = simulate(Escalation()), dict(matplotlib.rcParams)
    before = result.copy()
    future.draw(Figure().subplots(1, 2), result)
    assert result.equals(before) and dict(matplotlib.rcParams) == settings


def test_axes_have_labels_with_units():
    left, right = future.draw(Figure().subplots(1, 2), simulate(Escalation()))
    assert "%" in left.get_ylabel() and "Patients" in right.get_ylabel()
    assert left.get_xlabel() and right.get_xlabel()


@pytest.mark.parametrize(
    ("changes", "level"),
    [({}, 4), ({"lowest_rate": 0.25}, 1), ({"lowest_rate": 0.4}, 0), ({"target": 0.1}, 2)],
)
def test_the_right_level_is_nearest_to_the_target_or_none(changes, level):
    assert future.right_levels(simulate(Escalation(**changes))) == [level]


def test_the_words_say_what_a_design_does():
    words = future.describe(simulate(Escalation(lowest_rate=0.4)))
    assert "(no dose)" in words and "riskier level" in words


@pytest.mark.parametrize("design", ["3+3", "BOIN"])
def test_where_all_levels_are_alike_none_is_riskier_than_another(design):
    words = future.describe(simulate(Escalation(lowest_rate=0.05, steepness=0, design=design)))
    assert "(any level, true risk 5 %)" in words and "riskier" not in words


def test_the_curve_of_the_marker_rises_from_nothing_to_all():
    cohort = synthetic_cohort()
    ax = future_biomarker.draw(Figure().subplots(), -cohort["naive"], cohort["relapse"])
    x, y = ax.lines[0].get_data()
    assert (x[0], y[0]) == (0, 0) and (x[-1], y[-1]) == (100, 100)
    assert (np.diff(x) >= 0).all() and (np.diff(y) >= 0).all()
    assert "0.85" in future_biomarker.describe(-cohort["naive"], cohort["relapse"])
