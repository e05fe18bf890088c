"""Pathogenic and healthy cells under one receptor: the window between them, and the words."""

from course.figures.style import (
    BAND,
    CAR_T,
    CAR_T_LINE,
    CYTOKINE,
    CYTOKINE_LINE,
    DISEASE,
    DISEASE_LINE,
    HEALTHY,
    HEALTHY_LINE,
    LIMIT,
    LIMIT_LINE,
)
from course.models.activation import best_affinity

ENDS = "strong bonds  ←    →  weak bonds"
NO_WINDOW = 0.01  # share of cells; narrower differences are called none


def draw(axs, outcome):
    """Left the cells killed by affinity, with the window; right by density, at this affinity."""
    left, right = axs
    table, p = outcome.by_affinity, outcome.parameters
    left.fill_between(
        table.index, 100 * table["healthy"], 100 * table["target"], color=CAR_T, alpha=BAND, lw=0
    )
    curve(left, table["target"], DISEASE, DISEASE_LINE, "pathogenic cells killed")
    curve(left, table["healthy"], HEALTHY, HEALTHY_LINE, "healthy cells killed")
    left.axvline(p.dissociation_constant, color=LIMIT, ls=LIMIT_LINE, lw=1.4)
    left.set(xlim=(table.index[0], table.index[-1]), xlabel="Dissociation constant (nM)\n" + ENDS)
    curve(right, outcome.by_density["lysis"], CAR_T, CAR_T_LINE, "killing")
    curve(right, outcome.by_density["cytokine"], CYTOKINE, CYTOKINE_LINE, "cytokine")
    right.axvline(p.target_density, color=DISEASE, ls=DISEASE_LINE, lw=1)
    right.axvline(p.healthy_density, color=HEALTHY, ls=HEALTHY_LINE, lw=1.4)
    mark(outcome, left, right)
    ends = outcome.by_density.index
    right.set(xlim=(ends[0], ends[-1]), xlabel="Antigen (molecules per cell)\nat this affinity")
    for ax, words in ((left, "Cells killed (%)"), (right, "Response (% of the most)")):
        ax.set(xscale="log", ylim=(-3, 103), ylabel=words)
        ax.legend(loc="lower left", bbox_to_anchor=(-0.03, 0.98), ncols=1, frameon=False)
    return axs


def curve(ax, shares, colour, line, label):
    """One curve of shares, in per cent."""
    ax.plot(shares.index, 100 * shares, color=colour, ls=line, label=label)


def mark(outcome, left, right):
    """Points at the chosen affinity and at both densities."""
    p = outcome.parameters
    here = outcome.by_affinity.loc[p.dissociation_constant]
    at = {"target": p.target_density, "healthy": p.healthy_density}
    for cell, colour in (("target", DISEASE), ("healthy", HEALTHY)):
        left.plot([p.dissociation_constant], [100 * here[cell]], "o", color=colour, ms=6)
        right.plot([at[cell]], [100 * here[cell]], "o", color=colour, ms=6)


def describe(outcome) -> str:
    """What is killed at this affinity, the window, the cytokine, and where it would be widest."""
    p = outcome.parameters
    here = outcome.by_affinity.loc[p.dissociation_constant]
    return (
        f"Bound at {strength(p.dissociation_constant)}, {percent(here['target'])} of the "
        f"pathogenic and {percent(here['healthy'])} of the healthy cells are killed: "
        f"{window_words(here['window'])} A pathogenic cell draws {percent(here['cytokine'])} of "
        f"the most cytokine. {best_words(p, outcome)}"
    )


def window_words(window: float) -> str:
    """The difference of two shares, in points."""
    if window <= -NO_WINDOW:
        return "more of those that should be spared."
    if window < NO_WINDOW:
        return "no window."
    return f"a window of {100 * window:.0f} points."


def best_words(p, outcome) -> str:
    """Where the window would be widest, and how wide."""
    widest = outcome.by_affinity["window"].max()
    if widest < NO_WINDOW:
        return "No affinity opens a window between these two densities."
    return f"The window is widest, {100 * widest:.0f} points, near {strength(best_affinity(p))}."


def strength(k_d: float) -> str:
    """A dissociation constant in nM or µM.

    >>> strength(5), strength(1464.6), strength(0.33)
    ('5 nM', '1.5 µM', '0.33 nM')
    """
    value, unit = (k_d / 1000, "µM") if k_d >= 999.5 else (k_d, "nM")
    return f"{float(f'{value:.2g}'):g} {unit}"


def percent(share: float) -> str:
    """A share in whole per cent, and never 0 or 100 % of what is not none or all.

    >>> percent(0.959), percent(0.0004), percent(0.9999), percent(0)
    ('96 %', 'under 1 %', 'over 99 %', '0 %')
    """
    if 0 < share < 0.005:
        return "under 1 %"
    if 0.995 <= share < 1:
        return "over 99 %"
    return f"{100 * share:.0f} %"
