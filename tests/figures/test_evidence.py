"""The drawings and the words of evidence."""

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure

from course.data import load
from course.figures import evidence_forest as forest
from course.figures import evidence_survival as survival
from course.figures.evidence import describe, draw
from course.models.evidence import Evidence, counted, simulate, with_intervals
from course.models.evidence_survival import kaplan_meier, sample_cohort


def rows():
    counts = pd.DataFrame(
        {"events": [5, 12, 10], "patients": [5, 15, 14], "kind": ["journal", "journal", "company"]},
        ["first", "second", "third"],
    )
    return with_intervals(counts)


def curve():
    cohort = sample_cohort()
    return kaplan_meier(cohort["months"], cohort["relapsed"])


@pytest.mark.parametrize(
    ("paint", "made"),
    [
        (lambda ax, r: draw(ax, r), lambda: simulate(Evidence())),
        (lambda ax, r: forest.draw(ax[0], r), rows),
        (lambda ax, r: survival.draw(ax[0], r), curve),
        (lambda ax, r: survival.swimmers(ax[0], r), sample_cohort),
    ],
)
def test_drawing_leaves_the_result_and_the_settings_alone(paint, made):
    result, settings = made(), dict(matplotlib.rcParams)
    before = result.copy()
    paint(Figure().subplots(1, 2), result)
    pd.testing.assert_frame_equal(result, before)
    assert dict(matplotlib.rcParams) == settings


def test_axes_have_labels_with_units():
    left, right = draw(Figure().subplots(1, 2), simulate(Evidence()))
    assert left.get_xlabel() == "Patients with the event (%)" and "points" in right.get_xlabel()
    ax = survival.draw(Figure().subplots(), curve())
    assert "Months" in ax.get_xlabel() and "%" in ax.get_ylabel()


def test_synthetic_patients_are_called_so_in_the_figures():
    for paint, result in ((survival.swimmers, sample_cohort()), (survival.draw, curve())):
        assert "SYNTHETIC" in paint(Figure().subplots(), result).get_title()
    assert "SYNTHETIC" in survival.describe(curve())


def test_a_forest_prints_counts_and_intervals_and_opens_company_squares():
    ax = forest.draw(Figure().subplots(), rows())
    words = [text.get_text() for text in ax.child_axes[0].get_yticklabels()]
    assert "5/5  100 (48–100)" in words[1] and "12/15   80 (52–96)" in words[2]
    assert [line.get_markerfacecolor() for line in ax.lines[:3]].count("white") == 1
    assert "first, 48 to 100 %" in forest.describe(rows())


def test_a_forest_of_the_series_says_what_was_counted_and_who_is_counted_twice():
    ax = forest.draw(Figure().subplots(), counted(load("car_t_series")))
    labels = [text.get_text() for text in ax.get_yticklabels()]
    assert labels[1].startswith("Müller 2024 (SLE, myositis, SSc) †\noff all immunosuppression")
    assert labels[5].startswith("Feng 2025 (SLE)\nDORIS")
    assert "† also in another report" in [t.get_text() for t in ax.get_legend().get_texts()]


def test_the_area_of_a_square_is_in_proportion_to_the_patients():
    sizes = [line.get_markersize() for line in forest.draw(Figure().subplots(), rows()).lines[:3]]
    assert sizes[1] ** 2 / sizes[0] ** 2 == pytest.approx(15 / 5)


def test_what_happened_to_a_swimmer_stands_at_its_own_month():
    cohort = sample_cohort()
    ax = survival.swimmers(Figure().subplots(), cohort)
    drawn = next(line for line in ax.lines if line.get_label() == "relapse").get_xdata()
    assert sorted(drawn) == sorted(cohort.loc[cohort["reason"] == "relapse", "months"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["5 of 5", "With 1 of 5 in a control arm", "80 points", "P = 0.048", "1 in 3,100"]),
        ({"responders": 0, "others": 15, "control_share": 0.0}, ["0 of 15", "0 to 22 %", "100 %"]),
        ({"responders": 0, "others": 0}, ["Nobody was treated"]),
        ({"level": 0.8}, ["80 % intervals"]),
    ],
)
def test_the_words_say_what_was_found(changes, words):
    text = describe(simulate(Evidence(**changes)))
    for part in words:
        assert part in text


def test_the_words_of_the_curve_name_those_still_watched():
    assert "6 of 24 relapsed" in survival.describe(curve())
    assert "at 12 months 75 % (49 to 89 %), 7 still watched" in survival.describe(curve())
