"""Checks of what an answer drew on the Axes that it was given, in words that help.

All raise AssertionError. They see lines and scattered points, however these were drawn.
"""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from course.checks.plain import require

MICRO = ("µ", "\N{GREEK SMALL LETTER MU}", "u", r"$\mu$")  # as people type it
PER_MICROLITRE = ("cells/µL", *(f"{p}{m}L" for m in MICRO for p in ("/", "/ ", "per ")), "microlit")


def drawn(ax: Axes) -> list[np.ndarray]:
    """The points of each line and each scatter on the Axes, as arrays of shape (n, 2)."""
    lines = [np.column_stack([line.get_xdata(), line.get_ydata()]) for line in ax.lines]
    points = [np.asarray(c.get_offsets(), float) for c in ax.collections if len(c.get_offsets())]
    return [np.asarray(xy, float) for xy in lines + points]


def check_something(ax: Axes) -> None:
    """Something was drawn on these Axes, and not on others."""
    require(drawn(ax), "Nothing was drawn on the Axes given: use ax.plot(...), not plt.plot(...).")


def check_label(ax: Axes, axis: str, *, quantity: Sequence[str], unit: Sequence[str]) -> None:
    """The label of an axis ("x" or "y") names the quantity and its unit, in one of these words."""
    label = getattr(ax, f"get_{axis}label")()
    require(label, f"The {axis} axis has no label. What does it show, and in which unit?")
    for part, words in (("quantity", quantity), ("unit", unit)):
        found = any(word.lower() in label.lower() for word in words)
        hint = f"a word such as “{words[0]}”"
        require(
            found, f"The label of the {axis} axis, “{label}”, does not name the {part}: {hint}."
        )


def check_points(ax: Axes, x, y, *, what: str, tolerance: float = 1e-3) -> None:
    """One line or scatter holds all points (x, y), in any order, and no others; nan is left out."""
    wanted = _sorted(np.column_stack([x, y]))
    same = [
        _sorted(xy)
        for xy in drawn(ax)
        if len(_sorted(xy)) == len(wanted) and np.allclose(_sorted(xy), wanted, rtol=tolerance)
    ]
    sizes = ", ".join(str(len(_sorted(xy))) for xy in drawn(ax)) or "nothing"
    require(
        same,
        f"The {len(wanted)} points of {what} are not in the picture as they are given "
        f"(points in what you drew: {sizes}). Is one left out, or a value changed before drawing?",
    )


def check_curve(
    ax: Axes, curve: Callable, ends: tuple[float, float], *, what: str, tolerance: float = 1e-3
) -> None:
    """One line or scatter lies on the curve y = curve(x) and runs from one end to the other."""
    runs = [xy for xy in drawn(ax) if len(xy) >= 2 and np.isfinite(xy).all()]
    near = [xy for xy in runs if np.allclose(xy[:, 1], curve(xy[:, 0]), rtol=tolerance)]
    require(near, f"No line in the picture is {what}. At which two points must it pass?")
    reach = [xy for xy in near if np.allclose([xy[:, 0].min(), xy[:, 0].max()], ends)]
    require(reach, f"The line of {what} must run from {ends[0]:g} to {ends[1]:g} on the x axis.")


def check_intervals(ax: Axes, low, high, y, *, what: str, tolerance: float = 1e-3) -> None:
    """At each height y a horizontal line runs from low to high, drawn in whatever way."""
    pieces = [np.column_stack([line.get_xdata(), line.get_ydata()]) for line in ax.lines]
    for c in ax.collections:
        pieces += c.get_segments() if isinstance(c, LineCollection) else []
    level = [np.asarray(p, float) for p in pieces if len(p) >= 2 and np.ptp(p[:, 1]) == 0]
    found = np.array([[p[:, 0].min(), p[:, 0].max(), p[0, 1]] for p in level]).reshape(-1, 3)
    for wanted in np.column_stack([low, high, y]).astype(float):
        require(
            np.isclose(found, wanted, rtol=tolerance, atol=1e-9).all(axis=1).any(),
            f"{what}: no horizontal line runs from {wanted[0]:.4g} to {wanted[1]:.4g} at the "
            f"height {wanted[2]:g}.",
        )


def check_legend(ax: Axes, entries: int) -> None:
    """There is a legend with at least that many entries."""
    legend = ax.get_legend()
    require(legend, "There is no legend: give each thing that you draw a label, then ax.legend().")
    found = [text.get_text() for text in legend.get_texts()]
    require(len(found) >= entries, f"The legend names {found}; {entries} things need a name.")


def _sorted(xy: np.ndarray) -> np.ndarray:
    kept = xy[np.isfinite(xy).all(axis=1)]
    return kept[np.lexsort(kept.T[::-1])]
