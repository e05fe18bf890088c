"""One batch: copies per CAR+ cell, and cells from transduction to harvest. Drawing and finding."""

import numpy as np

from course.figures.kinetics import count
from course.figures.style import (
    CAR_T,
    CAR_T_LINE,
    LIMIT,
    LIMIT_LINE,
    T_CELL,
    T_CELL_LINE,
)
from course.models.manufacturing import (
    LEAST_CAR_SHARE,
    LEAST_VIABILITY,
    MOST_COPIES,
    MOST_MEAN_COPIES,
)

REASONS = {
    "CAR+ share": f"fewer than {100 * LEAST_CAR_SHARE:.0f} % of the cells carry the receptor",
    "viability": f"fewer than {100 * LEAST_VIABILITY:.0f} % of the cells are alive",
    "copies": f"there are more than {MOST_MEAN_COPIES:.0f} copies per CAR+ cell",
    "dose": "the cells do not fill one dose",
}


def draw(axs, result):
    """Left the CAR+ cells by their number of copies, right the living cells by day."""
    left, right = axs
    copies = np.arange(1, MOST_COPIES + 1)
    left.bar(copies, 100 * result.shares, color=CAR_T, alpha=0.45, width=0.8)
    left.vlines(result.mean_copies, 0, 95, color=LIMIT, ls="-", lw=1.6, label="mean")
    left.vlines(
        MOST_MEAN_COPIES, 0, 95, color=LIMIT, ls=LIMIT_LINE, lw=1.6, label="limit of the mean"
    )
    left.set(xlabel="Copies of the CAR's gene", ylabel="CAR+ cells (%)", ylim=(0, 112))
    left.set_xlim(0.3, MOST_COPIES + 0.7)
    left.set_xticks([1, 3, 5, 7, 9, MOST_COPIES], ["1", "3", "5", "7", "9", f"{MOST_COPIES} +"])
    left.legend(loc="upper right", ncols=2, frameon=False)
    right.plot(result.day, result.cells, color=T_CELL, ls=T_CELL_LINE, lw=3.2, label="all T cells")
    right.plot(result.day, result.car_t, color=CAR_T, ls=CAR_T_LINE, label="CAR+ cells")
    right.axhline(result.needed, color=LIMIT, ls=LIMIT_LINE, lw=1.4, label="one dose")
    right.set(yscale="log", ylim=(1e4, 1e13), xlim=(result.day[0], result.day[-1]))
    right.set(xlabel="Day of culture", ylabel="Living cells")
    right.legend(loc="upper left", ncols=3, frameon=False, handlelength=1.6, columnspacing=0.8)
    return axs


def describe(result) -> str:
    """Share, copies, doses, and the verdict with its reasons."""
    doses = result.car_t[-1] / result.needed
    above = 1 - result.shares[: int(MOST_MEAN_COPIES)].sum()
    made = (
        f"{percent(result.car_share)} of the cells are CAR+, with {result.mean_copies:.2f} copies "
        f"each; {percent(above)} of them have more than five. At harvest there are "
        f"{count(result.car_t[-1])} CAR+ cells, {several(doses)}."
    )
    if not result.failures:
        return f"{made} Released."
    return f"{made} Not released: {' and '.join(REASONS[name] for name in result.failures)}."


def several(doses: float) -> str:
    """Doses in words.

    >>> several(18.04), several(0.301)
    ('18 doses', '0.3 of a dose')
    """
    if doses < 1:
        return f"{doses:.2g} of a dose" if doses < 0.95 else "just short of a dose"
    return f"{doses:,.0f} doses" if doses >= 1.5 else "one dose"


def percent(share: float) -> str:
    """A share in per cent, never rounded to none or all.

    >>> percent(0.37), percent(1e-5), percent(0.99995)
    ('37 %', 'under 0.1 %', 'over 99.9 %')
    """
    if share < 0.001:
        return "under 0.1 %"
    if share > 0.999:
        return "over 99.9 %"
    return f"{100 * share:.1f} %" if share < 0.1 or share > 0.99 else f"{100 * share:.0f} %"
