"""The drawings and the words of autoimmunity."""

import matplotlib
import pytest
from matplotlib.figure import Figure

from course.figures import autoimmunity, autoimmunity_flare, autoimmunity_switch
from course.models.autoimmunity import Autoimmunity, simulate
from course.models.autoimmunity_flare import Flare, follow
from course.models.switch import Switch

FLARES = {
    "R0 = 0.8": simulate(Autoimmunity()),
    "R0 = 1.6": simulate(Autoimmunity(background_regulation=0)),
}


def test_drawing_leaves_results_and_settings_alone():
    settings, course = dict(matplotlib.rcParams), follow(Flare())
    before = course.path.copy(), FLARES["R0 = 0.8"].copy()
    ax, axes = Figure().subplots(), Figure().subplots(1, 2)
    assert autoimmunity.draw(ax, FLARES) is ax
    assert autoimmunity_flare.draw(axes, course) is axes
    assert before[0].equals(course.path) and before[1].equals(FLARES["R0 = 0.8"])
    assert dict(matplotlib.rcParams) == settings


def test_lines_differ_without_colour_and_axes_have_labels():
    ax = autoimmunity.draw(Figure().subplots(), FLARES)
    plane, time = autoimmunity_flare.draw(Figure().subplots(1, 2), follow(Flare()))
    switch = autoimmunity_switch.draw(Figure().subplots(), Switch())
    assert len({line.get_linestyle() for line in ax.lines}) == 2
    assert len({(line.get_linestyle(), line.get_linewidth()) for line in plane.lines[:5]}) == 5
    assert all(a.get_xlabel() and a.get_ylabel() for a in (ax, plane, time, switch))


def test_the_words_tell_a_flare_that_ends_from_one_that_stays():
    low, high = autoimmunity.describe(FLARES).splitlines()
    assert "decline; 9 are left on day 200" in low
    assert "rise and stay; there are 49,963 on day 200" in high


def test_the_switch_is_said_with_one_and_with_three_steady_states():
    words = autoimmunity_switch.describe
    assert "three times: at 0.05 (tolerance), 0.53 (threshold) and 1.69" in words(Switch())
    assert "balance once, at an activity of 0.04" in words(Switch(loss=0.55))


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({}, ["crosses the border", "for 4 months brings it back across: it is 0.05"]),
        ({"flare": 0.9}, ["stays within the border", "nothing to mend"]),
        ({"flare": 0}, ["Without a flare"]),
        ({"months_away": 1}, ["is not enough", "disease returns"]),
        ({"loss": 0.55}, ["only resting place, so any flare dies out"]),
        ({"loss": 0.27}, ["too weak for tolerance", "is not enough"]),
    ],
)
def test_the_words_say_what_flare_and_treatment_did(changes, parts):
    text = autoimmunity_flare.describe(follow(Flare(**changes)))
    assert all(part in text for part in parts), text
