import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.path import Path

from course.widgets import mathtext
from course.widgets.recorder import SCALE, Recorder, Unsupported, pack


def recorded(paint) -> list:
    """The items of a figure of 400 x 300 pixels without ticks, after paint(ax)."""
    figure = Figure(figsize=(4, 3), dpi=100)
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, 4), ylim=(0, 3))
    ax.set_axis_off()
    paint(ax)
    recorder = Recorder(400, 300, 100)
    figure.draw(recorder)
    return recorder.items[1:]  # without the figure's background


def unpacked(numbers) -> np.ndarray:
    """The points of one run, in pixels."""
    return np.cumsum(np.asarray(numbers[1:]).reshape(-1, 2), axis=0) / SCALE


def test_a_line_keeps_its_places_from_the_top_left():
    [(style, numbers)] = recorded(lambda ax: ax.plot([0, 1, 3], [0, 3, 1.5], color="#0072B2"))
    np.testing.assert_allclose(unpacked(numbers), [(0, 300), (100, 0), (300, 150)])
    assert style["stroke"] == "#0072b2" and "fill" not in style


def test_dashes_opacity_and_clip_are_kept():
    [(style, _)] = recorded(lambda ax: ax.plot([0, 1], [1, 1], ls="--", alpha=0.5))
    assert style["dash"] and style["so"] == 0.5 and style["clip"] == [0, 0, 400, 300]


def test_markers_are_one_item_with_one_shape():
    [(style, numbers)] = recorded(lambda ax: ax.plot([1, 2, np.nan], [1, 2, 2], "o"))
    assert len(unpacked(numbers)) == 2 and style["mark"]


def test_a_filled_band_that_falls_far_below_keeps_its_slope():
    """From (0, 3) straight down past the lower edge at x = 1e-3: the cut must not tilt the edge."""
    [(_, numbers)] = recorded(lambda ax: ax.fill([0, 1, 1, 0], [3, -3000, -3001, -3001], lw=0))
    points = unpacked(numbers)
    x, y = points[np.argmax(points[:, 1] > 301)]
    assert np.abs(points).max() < 600 and (x, y) != (100, 375)


def test_a_line_with_gaps_starts_anew_after_each():
    [(_, numbers)] = recorded(lambda ax: ax.plot([0, 1, 2, 3, 4], [1, 1, np.nan, 2, 2]))
    assert numbers[0] == numbers[5] == 2 * 8


def test_long_lines_are_split_and_stay_within_int16():
    x = np.linspace(0, 400, 9001)
    numbers = pack(np.column_stack([x, x]), [Path.MOVETO] + [Path.LINETO] * 9000)
    assert [numbers[0], numbers[8001]] == [4000 * 8, 4000 * 8 + 1]


def test_text_is_kept_as_text_with_its_anchor():
    [(style, numbers)] = recorded(lambda ax: ax.text(2, 1.5, "day 37", ha="center", weight="bold"))
    assert style["t"] == [["day 37", 0]] and style["anchor"] == 0.5 and style["bold"]
    assert abs(unpacked(numbers)[0][0] - 200) < 1


def test_hatching_is_refused():
    with pytest.raises(Unsupported, match="hatching"):
        recorded(lambda ax: ax.axvspan(0, 1, hatch="//"))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", [["plain", 0]]),
        (r"$\mathdefault{10^{-2}}$", [["10", 0], ["−2", 1]]),
        (r"cells µL$^{-1}$", [["cells µL", 0], ["−1", 1]]),
        (r"$\lambda_0$", [["λ", 0, 1], ["0", -1]]),
        (r"costs \$5", [["costs $5", 0]]),
        (r"$\frac{a}{b}$", None),
    ],
)
def test_simple_mathtext_becomes_runs(text, runs):
    if runs and text.startswith(r"$\lambda"):
        runs[0] = runs[0][:2] + mathtext.runs(text)[0][2:]
    assert mathtext.runs(text) == runs


def test_hard_mathtext_is_drawn_as_paths():
    items = recorded(lambda ax: ax.text(1, 1, r"$\frac{a}{b}$"))
    assert items and all("t" not in style for style, _ in items)
