"""Transcripts found in each cell, and what two laws of chance expect."""

from course.figures.style import B_CELL, BAND, DISEASE, LIMIT
from course.models.targets_dropout import spectrum


def draw(ax, counts, *, what: str = "CD20"):
    """Bars: cells with 0, 1, 2 ... transcripts; lines: the Poisson and negative binomial law."""
    table = spectrum(counts)
    ax.bar(table.index, table["seen"], color=B_CELL, alpha=2 * BAND, width=0.8, label="seen")
    ax.plot(table.index, table["poisson"], "s:", ms=4, color=LIMIT, label="cells all alike")
    ax.plot(
        table.index,
        table["negative_binomial"],
        "o-",
        ms=4,
        color=DISEASE,
        label="cells that differ",
    )
    ax.set(xlim=(-0.7, table.index[-1] + 0.7), ylim=(0, 1.15 * table.to_numpy().max()))
    ax.set(xlabel=f"Transcripts of {what} found in a cell", ylabel="Cells")
    ax.legend(loc="upper right")
    return ax


def describe(counts) -> str:
    """Cells without a transcript: seen, and expected by the two laws."""
    zeros = spectrum(counts).loc[0]
    return (
        f"Of {len(counts)} cells {zeros['seen']:.0f} have no transcript. If all cells were alike, "
        f"chance would leave {zeros['poisson']:.1f}; with cells that differ, "
        f"{zeros['negative_binomial']:.1f}."
    )
