"""Depletion and what follows: antibodies left, B cells and disease right; the finding in words."""

from course.figures.style import (
    ANTIBODY,
    ANTIBODY_LINE,
    B_CELL,
    B_CELL_LINE,
    DISEASE,
    DISEASE_LINE,
    LIMIT,
    LIMIT_LINE,
)
from course.models.reset import RELAPSE, outcome

DRAWN = 1095  # days
BACK = 0.5  # of all B cells
TIGHT = {"frameon": False, "columnspacing": 0.9, "handlelength": 2.1, "handletextpad": 0.5}


def draw(axs, result):
    """Left autoantibody and vaccine antibody, right B cells and disease activity, in per cent."""
    left, right = axs
    seen = result[result.index <= DRAWN]
    for ax, name, words, colour, line in (
        (left, "autoantibody", "autoantibody", ANTIBODY, ANTIBODY_LINE),
        (left, "vaccine", "vaccine antibody", ANTIBODY, "-"),
        (right, "b_cells", "B cells", B_CELL, B_CELL_LINE),
        (right, "activity", "disease", DISEASE, DISEASE_LINE),
    ):
        ax.plot(seen.index, 100 * seen[name], color=colour, ls=line, label=words)
    right.axhline(100 * RELAPSE, color=LIMIT, ls=LIMIT_LINE, lw=1.2, label="relapse")
    for ax, unit in ((left, "Antibody"), (right, "Cells, activity")):
        ax.set(xlim=(0, DRAWN), ylim=(-3, 108), xticks=range(0, DRAWN + 1, 365))
        ax.set(xlabel="Day after infusion", ylabel=f"{unit} (% of before)")
        ax.legend(loc="lower left", bbox_to_anchor=(-0.03, 0.98), ncols=3, **TIGHT)
    return axs


def describe(result) -> str:
    """Whether it is a reset, when B cells return, and what is left of both antibodies."""
    return f"{verdict(result)} {return_words(result['b_cells'])} {antibody_words(result)}"


def verdict(result) -> str:
    """Reset, relapse and its day, or no response."""
    kind, day = outcome(result)
    activity = result["activity"]
    if kind == "no response":
        return f"No response: activity never falls below {percent(activity.min())}."
    if kind == "reset":
        return f"Reset: activity stays low, {percent(activity.iloc[-1])} after ten years."
    before = activity[activity.index <= day]
    words = (
        f"Relapse: activity falls to {percent(before.min())} by day {before.idxmin():.0f} "
        f"and is back at half on day {day:.0f}"
    )
    return f"{words}, later than the picture shows." if day > DRAWN else f"{words}."


def return_words(b_cells) -> str:
    """When half of the B cells are back."""
    if b_cells.min() >= BACK:
        return f"B cells never fall below {percent(b_cells.min())}."
    back = b_cells.index[(b_cells > BACK) & (b_cells.index > b_cells.idxmin())][0]
    return f"Half of the B cells are back by day {back:.0f}."


def antibody_words(result) -> str:
    """What is left of autoantibody and vaccine antibody after a year."""
    row = result.loc[365]
    return (
        f"After a year {percent(row['autoantibody'])} of the autoantibody and "
        f"{percent(row['vaccine'])} of the vaccine antibody are left."
    )


def percent(share: float) -> str:
    """A share as whole per cent, with one figure more below one per cent."""
    return f"{100 * share:.0f} %" if share >= 0.0095 else f"{100 * share:.1f} %"
