"""Survival against sight, as receptors match more and more peptides: drawing and finding."""

from course.figures.style import (
    LIMIT,
    LIMIT_LINE,
    PATHOGEN,
    PATHOGEN_LINE,
    T_CELL,
    T_CELL_LINE,
)


def draw(axs, result):
    """Left the share of new clones that survive, right those that are useful, by probability."""
    left, right = axs
    left.plot(result.index, 100 * result["survive"], color=T_CELL, ls=T_CELL_LINE)
    right.plot(result.index, 1e6 * result["useful"], color=PATHOGEN, ls=PATHOGEN_LINE)
    left.set(ylabel="New clones that survive (%)", ylim=(-3, 103))
    right.set(ylabel="Useful clones per million", ylim=(0, None))
    for ax in axs:
        ax.axvline(result["useful"].idxmax(), color=LIMIT, ls=LIMIT_LINE, lw=1.4)
        ax.set(xscale="log", xlim=(result.index[0], result.index[-1]))
        ax.set(xlabel="Match probability p")
    return axs


def describe(result) -> str:
    """Where the useful clones are most frequent, and how many survive there."""
    best = result["useful"].idxmax()
    return (
        f"Useful clones are most frequent, {1e6 * result['useful'].max():.0f} per million, when a "
        f"receptor matches one peptide in {1 / best:,.0f}; then "
        f"{100 * result['survive'].loc[best]:.0f} % of the new clones survive."
    )
