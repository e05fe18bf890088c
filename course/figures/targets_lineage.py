"""Antigens along the life of a B cell, on the teaching scale: the drawing and the finding."""

from collections.abc import Sequence

import pandas as pd

from course.figures.style import B_CELL, LIMIT
from course.models.targets_lineage import reached

AREA = 100  # of the greatest mark, in square points per step of the scale
SHORT = {
    "germinal-centre B cell": "germinal centre",
    "short-lived plasma cell": "short-lived plasma",
    "long-lived plasma cell": "long-lived plasma",
}


def draw(ax, table: pd.DataFrame):
    """A mark for each antigen (row) and stage (column), as large as the level is high."""
    places = [(x, y, table.iat[y, x]) for y in range(len(table)) for x in range(len(table.columns))]
    for x, y, level in places:
        if level:
            ax.plot(x, y, "o", ms=(AREA * level) ** 0.5, color=B_CELL, mec="white")
        else:
            ax.plot(x, y, "_", ms=5, color=LIMIT)
    for level in (0.5, 1, 2, 3):
        ax.plot([], [], "o", ms=(AREA * level) ** 0.5, color=B_CELL, label=f"{level:g}")
    names = [SHORT.get(stage, stage.removesuffix(" B cell")) for stage in table.columns]
    ax.set_xticks(range(len(names)), names, rotation=35, ha="right")
    ax.set_yticks(range(len(table)), list(table.index))
    ax.set(xlim=(-0.6, len(names) - 0.4), ylim=(len(table) - 0.4, -0.6))
    ax.set(title="Teaching scale, not a measurement")
    ax.grid(visible=False)
    ax.legend(loc="center left", bbox_to_anchor=(1, 0.5), labelspacing=1.6, title="level")
    return ax


def describe(table: pd.DataFrame, antigens: Sequence[str]) -> str:
    """Which of the stages each antigen reaches with level 1 or more, one line for each."""
    return "\n".join(line(name, table.columns) for name in antigens)


def line(antigen: str, stages: Sequence[str]) -> str:
    """From which stage to which one antigen stands at level 1 or more."""
    found = reached([antigen])
    whole = len(found) == list(stages).index(found[-1]) - list(stages).index(found[0]) + 1
    gaps = "" if whole else ", not on all between"
    return f"{antigen}: {len(found)} of {len(stages)} stages, {found[0]} to {found[-1]}{gaps}."
