"""How oily a chain is along its length: the drawing and the finding in words."""

import pandas as pd

from course.figures.style import CAR_T, CAR_T_LINE, LIMIT, LIMIT_LINE
from course.models.receptor import HYDROPHOBIC, hydropathy, spans


def draw(ax, sequence: str):
    """Mean hydropathy of 19 residues along the chain, and the height that spans a membrane."""
    means: pd.Series = hydropathy(sequence)
    ax.plot(means.index, means, color=CAR_T, ls=CAR_T_LINE, lw=1.2)
    ax.axhline(HYDROPHOBIC, color=LIMIT, ls=LIMIT_LINE)
    ax.text(
        len(sequence), HYDROPHOBIC, "oily enough to cross ", ha="right", va="bottom", fontsize=9
    )
    ax.set(xlim=(0, len(sequence)), ylim=(-3.5, 3.5))
    ax.set(xlabel="Residue (middle of 19)", ylabel="Mean hydropathy")
    return ax


def describe(sequence: str) -> str:
    """Where the stretches are that could cross a membrane."""
    found = [f"{first} to {last}" for first, last in spans(sequence)]
    if not found:
        return "No stretch is oily enough to cross a membrane."
    noun = "stretch is" if len(found) == 1 else "stretches are"
    count = {1: "One", 2: "Two", 3: "Three"}.get(len(found), str(len(found)))
    return f"{count} {noun} oily enough to cross a membrane: residues {' and '.join(found)}."
