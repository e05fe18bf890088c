"""Differences between the arms of trials with their intervals, one line for each: a forest plot."""

import numpy as np

from course.figures.style import DISEASE, LIMIT, LIMIT_LINE


def draw(ax, effects, *, better: str = "more responses"):
    """Rows of `effects` from top to bottom, labelled by its index, in percentage points."""
    rows = np.arange(len(effects))[::-1]
    middle = 100 * effects["risk_difference"].to_numpy()
    ends = 100 * effects[["rd_low", "rd_high"]].to_numpy().T
    ax.hlines(rows, *ends, color=DISEASE, lw=1.4)
    ax.plot(middle, rows, "o", color=DISEASE, ms=5)
    ax.axvline(0, color=LIMIT, ls=LIMIT_LINE, lw=1.2)
    ax.set(ylim=(-0.6, len(effects) - 0.4))
    ax.set_yticks(rows, list(effects.index))
    ax.set_xlabel(f"Difference to the control arm (percentage points; right: {better})")
    return ax


def describe(effects) -> str:
    """The difference of each trial in points, with its interval."""
    each = "; ".join(
        f"{name}: {points(row.risk_difference)} ({points(row.rd_low)} to {points(row.rd_high)})"
        for name, row in effects.iterrows()
    )
    return f"Difference in percentage points (95 % interval): {each}."


def points(share: float) -> str:
    """A share in percentage points, without a sign on zero.

    >>> points(0.1111), points(-0.0511)
    ('11', '-5')
    """
    return f"{round(100 * share) + 0:.0f}"
