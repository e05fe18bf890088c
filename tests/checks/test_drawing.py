"""What a check says of a picture."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course.checks import drawing
from course.checks.plain import plain

DAY, CELLS = np.array([7.0, 9.0, 16.0]), np.array([30.0, 26.0, 4.0])


@pytest.fixture
def ax():
    return Figure().add_subplot()


def test_points_are_found_however_they_are_drawn(ax):
    ax.scatter(DAY, CELLS)
    drawing.check_points(ax, DAY[::-1], CELLS[::-1], what="the samples")
    other = Figure().add_subplot()
    other.errorbar(DAY, CELLS, fmt="o")
    drawing.check_points(other, DAY, CELLS, what="the samples")


def test_a_lost_sample_need_not_be_drawn(ax):
    ax.plot(DAY[:2], CELLS[:2], "o")
    lost = np.array([30.0, 26.0, np.nan])
    drawing.check_points(ax, DAY, lost, what="the samples")


def test_points_changed_before_drawing_are_not_the_points(ax):
    ax.plot(DAY, np.log(CELLS), "o")
    with pytest.raises(AssertionError, match="3 points of the samples are not in the picture"):
        drawing.check_points(ax, DAY, CELLS, what="the samples")


def test_a_line_must_lie_on_the_curve_and_reach_both_ends(ax):
    ax.plot([7, 12], [7, 12])
    drawing.check_curve(ax, lambda t: t, (7, 12), what="the line")
    with pytest.raises(AssertionError, match="from 7 to 16"):
        drawing.check_curve(ax, lambda t: t, (7, 16), what="the line")
    with pytest.raises(AssertionError, match="No line in the picture is the fit"):
        drawing.check_curve(ax, lambda t: 2 * t, (7, 12), what="the fit")


@pytest.mark.parametrize("unit", ["(cells/µL)", "per μL", "/uL", r"per $\mu$L", "per microliter"])
def test_a_microlitre_may_be_written_as_people_write_it(ax, unit):
    ax.set_ylabel(f"CAR T cells {unit}")
    drawing.check_label(ax, "y", quantity=["CAR T"], unit=drawing.PER_MICROLITRE)


def test_an_axis_without_a_unit_is_told_so(ax):
    with pytest.raises(AssertionError, match="x axis has no label"):
        drawing.check_label(ax, "x", quantity=["day"], unit=["day"])
    ax.set_ylabel("CAR T cells")
    with pytest.raises(AssertionError, match="does not name the unit"):
        drawing.check_label(ax, "y", quantity=["CAR T"], unit=drawing.PER_MICROLITRE)


def test_each_thing_needs_a_name_in_the_legend(ax):
    with pytest.raises(AssertionError, match="no legend"):
        drawing.check_legend(ax, 1)
    ax.plot(DAY, CELLS, label="samples")
    ax.legend()
    with pytest.raises(AssertionError, match="2 things need a name"):
        drawing.check_legend(ax, 2)


def test_a_notebook_shows_the_words_alone():
    assert plain("Look at the unit.")._render_traceback_() == ["Look at the unit."]


@pytest.mark.parametrize(
    "paint",
    [
        lambda ax: ax.hlines([1, 0], [2, 3], [8, 9]),
        lambda ax: ax.plot([[2, 3], [8, 9]], [[1, 0], [1, 0]]),
        lambda ax: ax.errorbar([5, 5], [1, 0], xerr=[[3, 2], [3, 4]], fmt="o"),
    ],
)
def test_intervals_are_found_however_they_are_drawn(ax, paint):
    paint(ax)
    drawing.check_intervals(ax, [2, 3], [8, 9], [1, 0], what="the intervals")
    with pytest.raises(AssertionError, match="the intervals: no horizontal line runs from 2 to 9"):
        drawing.check_intervals(ax, [2], [9], [1], what="the intervals")
