"""The course of CAR T cells in blood: growth, peak, two-phase decline."""

import numpy as np

from course.figures.style import CAR_T, CAR_T_LINE, LIMIT, LIMIT_LINE


def draw(ax, result, *, label: str = "CAR T cells", unit: str = "copies per µg DNA"):
    """The level in blood on a log axis, with the day of the peak marked."""
    level = result["car_t"]
    ax.plot(result.index, level, color=CAR_T, ls=CAR_T_LINE, label=label)
    ax.axvline(level.idxmax(), color=LIMIT, ls=LIMIT_LINE, lw=1.2, label="peak")
    ax.set(yscale="log", xlim=(0, result.index[-1]))
    ax.set(xlabel="Day after infusion", ylabel=f"Level in blood ({unit})")
    ax.legend(loc="upper right", frameon=False)
    return ax


def describe(result, *, unit: str = "copies per µg DNA") -> str:
    """The peak, and what is left of it four weeks and a year after infusion."""
    level = result["car_t"]
    left = [
        f"{100 * np.interp(day, level.index, level) / level.max():.2g} % on day {day}"
        for day in (28, 90, 365)
        if day <= level.index[-1]
    ]
    peak = f"{level.max():,.3g}" if level.max() < 1000 else f"{level.max():,.0f}"
    return (
        f"The level peaks on day {level.idxmax():.3g} at {peak} {unit}."
        f" What is left of this peak: {', '.join(left)}."
    )
