"""Gain and loss of the switch, and where they balance."""

import numpy as np

from course.figures.style import DISEASE, LIMIT, LIMIT_LINE, T_CELL, T_CELL_LINE
from course.models.switch import gain, steady_states


def draw(ax, p):
    """Gain and loss per month by activity, with the steady states on the line."""
    activity = np.linspace(0, 2.5, 251)
    ax.plot(activity, gain(activity, p), color=T_CELL, ls=T_CELL_LINE, label="gain")
    ax.plot(activity, p.loss * activity, color=LIMIT, ls=LIMIT_LINE, label="loss")
    states = steady_states(p)
    for kind, face, words in (
        (states["stable"], DISEASE, "stable"),
        (~states["stable"], "white", "threshold"),
    ):
        if kind.any():
            at = states["activity"][kind]
            ax.plot(at, p.loss * at, "o", color=DISEASE, mfc=face, ms=8, label=words)
    ax.set(xlim=(0, 2.5), ylim=(0, 1.2), xlabel="Activity of self-reactive cells (relative)")
    ax.set(ylabel="Activity per month")
    ax.legend(loc="upper left", frameon=False)
    return ax


def describe(p) -> str:
    """The steady states in words."""
    states = steady_states(p)
    if len(states) == 1:
        return f"Gain and loss balance once, at an activity of {states['activity'].iloc[0]:.2f}."
    low, middle, high = states["activity"]
    return (
        f"Gain and loss balance three times: at {low:.2f} (tolerance), {middle:.2f} (threshold) "
        f"and {high:.2f} (disease)."
    )
