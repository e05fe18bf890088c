"""Measured antigen densities beside the densities that a CAR T cell needs."""

from course.figures.style import B_CELL, LIMIT, LIMIT_LINE

MARKS = {"CD19": {"fmt": "o"}, "CD20": {"fmt": "s", "mfc": "white"}}


def draw(ax, densities, thresholds):
    """Mean and standard deviation of each kind of cell; thresholds (by name) as vertical lines."""
    cells = list(dict.fromkeys(densities["cell"]))[::-1]
    for (antigen, mark), lift in zip(MARKS.items(), (0.14, -0.14), strict=True):
        rows = densities[densities["antigen"] == antigen]
        ax.errorbar(
            rows["molecules_per_cell"],
            [cells.index(cell) + lift for cell in rows["cell"]],
            xerr=rows["sd"],
            **mark,
            color=B_CELL,
            capsize=3,
            label=antigen,
        )
    for name, molecules in thresholds.items():
        ax.axvline(molecules, color=LIMIT, ls=LIMIT_LINE, lw=1.4)
        ax.text(molecules * 1.08, len(cells) - 0.5, name, fontsize=9, color=LIMIT, va="top")
    ax.set(xscale="log", xlim=(100, 1e6), ylim=(-0.6, len(cells) - 0.4))
    ax.set_yticks(range(len(cells)), cells)
    ax.set_xlabel("Antigen (molecules per cell; mean and standard deviation)")
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return ax


def describe(densities, thresholds) -> str:
    """The lowest and the highest mean, and how they stand to the thresholds."""
    lowest = densities.loc[densities["molecules_per_cell"].idxmin()]
    highest = densities.loc[densities["molecules_per_cell"].idxmax()]
    molecules = max(thresholds.values())
    return (
        f"From {lowest['molecules_per_cell']:,} molecules ({lowest['antigen']}, {lowest['cell']}) "
        f"to {highest['molecules_per_cell']:,} ({highest['antigen']}, {highest['cell']}), all "
        f"means stand above {molecules:,}, the highest of the thresholds."
    )
