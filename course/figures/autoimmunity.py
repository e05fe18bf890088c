"""Flares above and below the threshold of Alexander and Wahl, drawn and said in words."""

import numpy as np

from course.figures.style import DISEASE, T_CELL, T_CELL_LINE

LINES = ((T_CELL, T_CELL_LINE), (DISEASE, "-"))
FEW = 1.0  # cells below which a flare counts as over


def draw(ax, flares):
    """Effector T cells by day, for results of `simulate` by name: {"R0 = 0.8": result}."""
    for (name, result), (colour, line) in zip(flares.items(), LINES, strict=True):
        cells = np.maximum(result["effectors"], FEW)
        ax.plot(result.index, cells, color=colour, ls=line, label=name)
    ax.set(yscale="log", ylim=(FEW, 1e6), xlim=(0, result.index[-1]))
    ax.set(xlabel="Day after the flare begins", ylabel="Effector T cells")
    ax.legend(loc="lower left", frameon=False)
    return ax


def describe(flares) -> str:
    """The largest number of effector cells, and how many there are at the end, for each."""
    return "\n".join(f"{name}: {words(result['effectors'])}" for name, result in flares.items())


def words(effectors) -> str:
    """One course in a sentence."""
    last = effectors.index[-1]
    peak = f"effector cells peak at {effectors.max():,.0f} on day {effectors.idxmax():.0f}"
    if effectors.iloc[-1] > 0.9 * effectors.max():
        return (
            f"effector cells rise and stay; there are {effectors.iloc[-1]:,.0f} on day {last:.0f}."
        )
    return f"{peak} and decline; {effectors.iloc[-1]:,.0f} are left on day {last:.0f}."
