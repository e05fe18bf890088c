"""What negative selection deletes, lets escape and leaves to see with: drawing and finding."""

import numpy as np

from course.figures.kinetics import count
from course.figures.style import (
    DISEASE,
    DISEASE_LINE,
    LIMIT,
    LIMIT_LINE,
    PATHOGEN,
    PATHOGEN_LINE,
    T_CELL,
    T_CELL_LINE,
)

ENDS = "weak bonds kill  ←    →  only strong ones"
FLOOR = 0.1  # clones per million; fewer are drawn on the lower edge


def draw(axs, result):
    """Left the shares deleted and seen, right the self-reactive clones left, by threshold."""
    left, right = axs
    new = total(result)
    at = result.index[result["chosen"]][0]
    shares = 100 * result["deleted"] / new, 100 * result["seen"]
    left.plot(result.index, shares[0], color=T_CELL, ls=T_CELL_LINE, label="new clones deleted")
    left.plot(
        result.index, shares[1], color=PATHOGEN, ls=PATHOGEN_LINE, label="foreign peptides seen"
    )
    escaped = np.maximum(1e6 * result["escaped"] / new, FLOOR)
    right.plot(
        result.index, escaped, color=DISEASE, ls=DISEASE_LINE, label="self-reactive, escaped"
    )
    before = 1e6 * result["reactive"].iloc[0] / new.iloc[0]
    right.axhline(before, color=LIMIT, ls="--", lw=1.2, label="before the test")
    mark(left, at, [share.loc[at] for share in shares], [T_CELL, PATHOGEN])
    mark(right, at, [escaped.loc[at]], [DISEASE])
    left.set(ylim=(-3, 103), ylabel="Share (%)")
    right.set(yscale="log", ylim=(FLOOR / 2, 2e5), ylabel="Clones per million new clones")
    for ax in axs:
        ax.set(xscale="log", xlim=(result.index[0], result.index[-1]))
        ax.set(xlabel=f"Deletion threshold: one pair in ...\n{ENDS}")
        ax.legend(loc="lower left", bbox_to_anchor=(-0.03, 0.98), frameon=False)
    return axs


def mark(ax, at, values, colours):
    """A dotted line at the chosen threshold, and a point on each curve."""
    ax.axvline(at, color=LIMIT, ls=LIMIT_LINE, lw=1.4)
    for value, colour in zip(values, colours, strict=True):
        ax.plot([at], [value], "o", color=colour, ms=6)


def total(result):
    """All new clones, whatever became of them."""
    return result[["deleted", "escaped", "harmless"]].sum(axis=1)


def describe(result) -> str:
    """How many clones are deleted and escape at the chosen threshold, and what is seen."""
    row = result[result["chosen"]].iloc[0]
    new = row[["deleted", "escaped", "harmless"]].sum()
    return (
        f"Of {count(new)} new clones the thymus deletes {percent(row['deleted'] / new)}. "
        f"{escape_words(row)} {sight_words(row['seen'])}"
    )


def escape_words(row) -> str:
    """How many self-reactive clones are left, of how many."""
    share = row["escaped"] / row["reactive"]
    if row["escaped"] < 0.5:
        return f"Of {count(row['reactive'])} self-reactive clones none is likely to escape."
    return (
        f"Of {count(row['reactive'])} self-reactive clones {count(row['escaped'])} escaped, "
        f"{percent(share)}."
    )


def sight_words(seen: float) -> str:
    """How many of a thousand foreign peptides are seen."""
    number = round(1000 * seen)
    if number >= 1000:
        return "Practically every foreign peptide is seen."
    if number == 0:
        return "Practically no foreign peptide is seen."
    verb = "is" if number == 1 else "are"
    return f"Of 1,000 foreign peptides {number} {verb} seen and {1000 - number} not."


def percent(share: float) -> str:
    """A share in per cent, with two figures, and never 100 % of what is not whole.

    >>> percent(0.2482), percent(0.99981), percent(0.00003)
    ('25 %', 'over 99.9 %', 'under 0.01 %')
    """
    if 0 < share < 1e-4:
        return "under 0.01 %"
    if 0.9995 <= share < 1 - 1e-9:
        return "over 99.9 %"
    if 0.99 < share < 1:
        return f"{100 * share:.1f} %"
    return f"{100 * share:.2g} %" if share < 0.995 else "100 %"
