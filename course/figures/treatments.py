"""Rituximab in blood, and B cells in blood and in a lymph node: two drawings and the finding."""

import numpy as np

from course.figures.style import B_CELL, B_CELL_LINE, DRUG, DRUG_LINE, LIMIT, LIMIT_LINE
from course.models.treatments import Treatments, days_to_return

NODE_LINE = "-"
HALF = Treatments.ec50  # mg/L


def draw(axes, result):
    """Left: the drug; right: B cells as a share of those before treatment. Log axes, days."""
    drug, cells = axes
    day = result.index.to_numpy()
    level = np.maximum(result["drug"].to_numpy(), 1e-4)
    drug.plot(day, level, color=DRUG, ls=DRUG_LINE, label="rituximab")
    drug.axhline(HALF, color=LIMIT, ls=LIMIT_LINE, lw=1.2, label="half of its effect")
    drug.set(yscale="log", ylim=(0.1, 3000), xlim=(0, day[-1]))
    drug.set(xlabel="Day", ylabel="Drug in blood (mg/L)")
    drug.set_yticks([0.1, 1, 10, 100, 1000], ["0.1", "1", "10", "100", "1,000"])
    drug.legend(loc="upper right", frameon=False)
    for name, words, line in (("node", "in a node", NODE_LINE), ("blood", "in blood", B_CELL_LINE)):
        cells.plot(day, 100 * result[name].to_numpy(), color=B_CELL, ls=line, label=words)
    cells.axhline(50, color=LIMIT, ls=LIMIT_LINE, lw=1.2, label="half")
    cells.set(yscale="log", ylim=(0.7, 400), xlim=(0, day[-1]))
    cells.set(xlabel="Day", ylabel="B cells (% of before)")
    cells.set_yticks([1, 10, 100], ["1", "10", "100"])
    cells.legend(loc="upper right", ncols=3, frameon=False)
    return axes


def describe(result) -> str:
    """How far B cells fall in both places, and when those of the blood are back at half."""
    blood, node = result["blood"], result["node"]
    last = last_rise(result["drug"])
    words = f"B cells fall to {percent(blood.min())} of their level in the blood"
    words += f" and to {percent(node.min())} in the node."
    if blood.min() >= 0.5:
        return f"{words} In the blood they are never below half."
    back = days_to_return(blood, after=last)
    if np.isnan(back):
        left = f"{percent(blood.iloc[-1])} on day {blood.index[-1]:.0f}"
        return f"{words} In the blood they are not back at half: {left}."
    gap = gaps(blood, last)
    words += f" Half are back in the blood {back:.0f} days after the last infusion"
    return f"{words}{gap}."


def last_rise(level) -> float:
    """Day of the last infusion: the last rise of the level."""
    rises = np.flatnonzero(np.diff(level.to_numpy()) > 0)
    return float(level.index[rises[-1] + 1]) if len(rises) else float(level.index[0])


def gaps(blood, last) -> str:
    """Whether B cells were back at half before the last infusion already."""
    low = blood.index[blood < 0.5]
    back = blood.index[(blood >= 0.5) & (blood.index > low[0]) & (blood.index < last)]
    return f"; before the second course they were back on day {back[0]:.0f}" if len(back) else ""


def percent(share: float) -> str:
    """A share in per cent with two figures at most."""
    return f"{100 * share:.2g} %" if share < 0.995 else f"{100 * share:.0f} %"
