"""Gates that answer by degrees: the response by the density of the second antigen."""

import numpy as np
import pandas as pd

from course.figures.style import CAR_T, LIMIT, LIMIT_LINE

LINES = {
    "either": ("A OR B", "-"),
    "both": ("A AND B", "--"),
    "unless": ("A AND NOT B", ":"),
}
LOW = 200


def draw(ax, result: pd.DataFrame, *, half: float = 2000):
    """The three gates for a cell with much of antigen A, along the density of antigen B."""
    for column, (label, style) in LINES.items():
        ax.plot(result.index, 100 * result[column], color=CAR_T, ls=style, label=label)
    ax.axvline(half, color=LIMIT, ls=LIMIT_LINE, lw=1.2)
    ax.text(half * 1.1, 108, f"half response: {half:,.0f}", fontsize=9, va="center")
    ax.set(xscale="log", xlim=(result.index[0], result.index[-1]), ylim=(-3, 115))
    ax.set(xlabel="Antigen B (molecules per cell)", ylabel="Response (% of the greatest)")
    ax.legend(loc="center left")
    return ax


def describe(result: pd.DataFrame) -> str:
    """How well each gate works where antigen B is sparse, at 200 molecules per cell."""
    low = {column: np.interp(np.log(LOW), np.log(result.index), result[column]) for column in LINES}
    either, both, unless = (f"{100 * low[column]:.0f} %" for column in LINES)
    return (
        f"With {LOW} molecules of B on a cell the OR gate gives {either} of the greatest response, "
        f"the AND gate {both}, and AND NOT still {unless}: so little of B neither opens a gate nor "
        "shuts one."
    )
