"""The drawings and the words of access."""

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure

from course.data import load
from course.figures import access as figure
from course.figures import access_plane as plane
from course.figures import access_published as published
from course.figures import access_queue as queue
from course.figures import access_trace as trace
from course.models import access_queue
from course.models.access import Access, simulate
from course.models.access_uncertainty import one_way, play, sample, weigh


def played():
    return play(Access(), sample(Access()))


def waited():
    return access_queue.simulate(access_queue.Waiting())


def icers():
    return load("published_icers")


@pytest.mark.parametrize(
    ("paint", "made"),
    [
        (lambda axs, r: trace.draw(axs, r), lambda: simulate(Access())),
        (lambda axs, r: plane.draw(axs[0], r), played),
        (lambda axs, r: queue.draw(axs[0], r), waited),
        (lambda axs, r: published.draw(axs[0], r), icers),
        (lambda axs, r: figure.curve(axs[0], r), lambda: weigh(Access())["curve"]),
        (lambda axs, r: figure.doubts(axs[0], r, 1), lambda: one_way(Access())),
    ],
)
def test_drawing_leaves_the_result_and_the_settings_alone(paint, made):
    result, settings = made(), dict(matplotlib.rcParams)
    before = result.copy()
    axs = Figure().subplots(1, 2)
    paint(axs, result)
    pd.testing.assert_frame_equal(result, before)
    assert dict(matplotlib.rcParams) == settings
    assert axs[0].get_xlabel()


def test_the_states_differ_without_colour():
    left, right = trace.draw(Figure().subplots(1, 2), simulate(Access()))
    assert len({str(line._dash_pattern) for line in left.lines}) == 3
    assert left.get_ylabel() == right.get_ylabel() == "People (%)"


def test_low_and_high_ends_differ_without_colour_and_the_ranges_are_printed():
    _, right = figure.draw(Figure().subplots(1, 2), weigh(Access()))
    low, high = right.lines[-3:-1]
    assert low.get_markerfacecolor() != high.get_markerfacecolor()
    assert right.get_yticklabels()[0].get_text() == "relapse per year\n2.6 to 22 %"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["Over 20 years", "280 thousand dollars more", "2.03 QALYs", "51 % of the draws"]),
        ({"price": 0}, ["save 93 thousand dollars", "they are better and no dearer"]),
        ({"remission": 0.0}, ["lose 0.07 QALYs", "they are worse and dearer"]),
        (
            {"price": 0, "hospital": 0, "remission": 0.02, "early_death": 0.1},
            ["a saving that costs health"],
        ),
        ({"horizon": 1}, ["Over 1 year,"]),
    ],
)
def test_the_words_say_what_was_found(changes, words):
    text = figure.describe(weigh(Access(**changes)))
    for part in words:
        assert part in text


def test_the_words_of_the_states_name_both_arms():
    text = trace.describe(simulate(Access()))
    assert "until year 5" in text and "32 % are dead" in text
    assert "Fewer than half" in trace.describe(simulate(Access(remission=0.3)))


def test_the_words_of_the_plane_count_the_draws():
    text = plane.describe(played())
    assert "51 % lie below the line" in text and "0.6 to 3.9 QALYs" in text


def test_the_words_of_the_list_say_what_became_of_those_who_came():
    text = queue.describe(waited())
    assert "38 people wait" in text and "27 %" in text


def test_the_published_results_disagree_most_about_one_product():
    text = published.describe(icers())
    assert "lisocabtagene maraleucel in line 2" in text and "99,669 to 1,171,909" in text
