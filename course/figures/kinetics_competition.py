"""Models of CAR T cells beside what was counted in the blood of patients."""

import numpy as np

from course.figures.style import CAR_T, CAR_T_LINE, DISEASE, LIMIT

LINES = ((CAR_T, CAR_T_LINE), (LIMIT, "--"), (CAR_T, ":"))


def draw(ax, curves, data):
    """Curves {name: Series of cells per µL by day}, and medians with their middle half."""
    for (name, curve), (colour, line) in zip(curves.items(), LINES, strict=False):
        ax.plot(curve.index, np.maximum(curve, 1e-3), color=colour, ls=line, label=name)
    spread = [data["median"] - data["lower_quartile"], data["upper_quartile"] - data["median"]]
    ax.errorbar(
        data["day"], data["median"], spread, fmt="o", color=DISEASE, capsize=4, lw=1.4,
        label="median and middle half of patients",
    )  # fmt: skip
    ax.set(yscale="log", ylim=(5e-3, 3e2), xlim=(0, 92))
    ax.set(xlabel="Day after infusion", ylabel="CAR T cells per µL of blood")
    ax.legend(loc="upper right", frameon=False)
    return ax


def describe(curves, data) -> str:
    """Each model's level as a multiple of the median, day by day."""
    return "\n".join(f"{name}: {multiples(curve, data)}." for name, curve in curves.items())


def multiples(curve, data) -> str:
    """How many times the median a curve is, on each day of the data."""
    times = np.interp(data["day"], curve.index, curve) / data["median"]
    days = [f"{t:.2g} times on day {day}" for day, t in zip(data["day"], times, strict=True)]
    return "the median " + ", ".join(days)
