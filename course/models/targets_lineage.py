"""Which stages of a B cell's life an antigen reaches, on the course's teaching scale.

The scale has five steps (0 none, 0.5 a trace, 1 little, 2 some, 3 much) and is no measurement: it
orders, and does not count. A stage counts as reached when at least one of the antigens asked for
stands at `least` or above.

Source: table `b_lineage_expression`, mostly textbook knowledge (see there).

Left out on purpose: all cells that are not of the B lineage; differences between people, diseases
and tissues; and how many cells there are of each stage.
"""

from collections.abc import Sequence

import pandas as pd

from course import data

LITTLE = 1.0


def levels() -> pd.DataFrame:
    """The teaching scale: rows antigens, columns stages from the marrow to the plasma cell."""
    table = data.load("b_lineage_expression")
    stages = table.sort_values("stage_number")["stage"].unique()
    order = table["antigen"].unique()
    return table.pivot(index="antigen", columns="stage", values="level").loc[order, stages]


def reached(antigens: Sequence[str], *, least: float = LITTLE) -> list[str]:
    """Stages on which one of the antigens stands at `least` or above, in order of life.

    Raises KeyError for an antigen that is not in the table, with those that are.

    >>> reached(["BCMA"])
    ['plasmablast', 'short-lived plasma cell', 'long-lived plasma cell']
    """
    table = levels()
    if unknown := [name for name in antigens if name not in table.index]:
        raise KeyError(f"There is no antigen {unknown[0]!r}; there are {', '.join(table.index)}.")
    highest = table.loc[list(antigens)].max()
    return highest.index[highest >= least].tolist()
