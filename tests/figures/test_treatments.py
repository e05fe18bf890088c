"""The drawings and the words of treatments."""

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure

from course.figures import treatments_trials as trials
from course.figures.treatments import describe, draw
from course.models.treatments import Treatments, simulate
from course.models.treatments_trials import COUNTS, effects


def two():
    counts = pd.DataFrame([[41, 72, 33, 72], [96, 223, 72, 223]], ["LUNAR", "BLISS-LN"], COUNTS)
    return effects(counts)


def test_drawing_leaves_the_result_and_the_settings_alone():
    result, settings = simulate(Treatments()), dict(matplotlib.rcParams)
    before = result.copy()
    axes = Figure().subplots(1, 2)
    assert draw(axes, result) is axes
    assert result.equals(before) and dict(matplotlib.rcParams) == settings


def test_axes_have_labels_with_units_and_lines_differ_without_colour():
    drug, cells = draw(Figure().subplots(1, 2), simulate(Treatments()))
    assert drug.get_ylabel() == "Drug in blood (mg/L)"
    assert cells.get_ylabel() == "B cells (% of before)"
    for ax in (drug, cells):
        assert ax.get_xlabel() == "Day"
        assert len({str(line.get_linestyle()) for line in ax.lines}) == len(ax.lines)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {},
            ["fall to 1 % of their level in the blood", "53 % in the node", "days after the last"],
        ),
        ({"courses": 1}, ["Half are back in the blood 215 days after the last infusion."]),
        ({"e_max": 0}, ["never below half"]),
        ({"dose": 4000, "clearance": 0.1}, ["not back at half"]),
        ({"interval": 60}, ["before the second course they were back on day"]),
    ],
)
def test_the_words_say_what_happened(changes, words):
    text = describe(simulate(Treatments(**changes)))
    for part in words:
        assert part in text


def test_each_trial_has_its_line_and_its_sentence():
    ax = trials.draw(Figure().subplots(), two())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["LUNAR", "BLISS-LN"]
    assert "LUNAR: 11 (-5 to 27); BLISS-LN: 11 (2 to 20)." in trials.describe(two())
