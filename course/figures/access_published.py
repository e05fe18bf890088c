"""Published costs per QALY of CAR T cells in lymphoma: the drawing and the finding in words."""

import numpy as np

from course.figures.style import CAR_T, LIMIT, LIMIT_LINE

LIMITS = (50, 2500)


def draw(ax, table, *, threshold: float = 150_000):
    """One line per study and perspective, on a log axis; open points count work lost as well."""
    for place, row in enumerate(table.iloc[::-1].itertuples()):
        fill = "white" if row.perspective == "society" else CAR_T
        ax.plot([row.icer / 1000], [place], "o", color=CAR_T, mfc=fill, ms=7)
        ax.text(row.icer / 1000 * 1.1, place, f"{row.icer / 1000:,.0f}", va="center")
    ax.axvline(threshold / 1000, color=LIMIT, ls=LIMIT_LINE, lw=1.4)
    ticks = [50, 100, 150, 300, 600, 1200]
    ax.set(xscale="log", xlim=LIMITS, ylim=(-0.6, len(table) - 0.4))
    ax.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    ax.minorticks_off()
    names = [
        f"{row.product.split()[0]}, line {row.line} ({row.study})"
        for row in table.iloc[::-1].itertuples()
    ]
    ax.set_yticks(np.arange(len(table)), names)
    ax.set(xlabel="Thousand dollars per QALY (open: costs to society counted, too)")
    return ax


def describe(table, *, threshold: float = 150_000) -> str:
    """The range, how many lie below the threshold, and the widest gap about one product."""
    low, high = table["icer"].min(), table["icer"].max()
    below = (table["icer"] < threshold).sum()
    gap = table.groupby(["product", "line", "perspective"])["icer"].agg(["min", "max"])
    widest = (gap["max"] / gap["min"]).idxmax()
    ends = gap.loc[widest]
    return (
        f"{len(table)} published results run from {low:,.0f} to {high:,.0f} dollars per QALY, "
        f"{below} of them below {threshold:,.0f}. For one product and one perspective, "
        f"{widest[0]} in line {widest[1]} and {widest[2]}, they run from {ends['min']:,.0f} "
        f"to {ends['max']:,.0f}."
    )
