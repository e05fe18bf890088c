"""Colours with a meaning, and the course's look, put on only where a figure is made.

The colours are Okabe and Ito's, which readers with any common colour vision can tell apart; each
also has a line style of its own, so that a figure can be read in grey. Colours have one meaning
through the whole course.
"""

import textwrap

import matplotlib.pyplot as plt

CAR_T, CAR_T_LINE = "#0072B2", "-"
B_CELL, B_CELL_LINE = "#D55E00", "--"
ANTIBODY, ANTIBODY_LINE = "#CC79A7", "-."
DISEASE, DISEASE_LINE = "#000000", "-"
T_CELL, T_CELL_LINE = "#009E73", (0, (5, 1, 1, 1))
DRUG, DRUG_LINE = "#56B4E9", (0, (3, 1))
TUMOUR, TUMOUR_LINE = "#E69F00", (0, (1, 1))
PATHOGEN, PATHOGEN_LINE = "#7A4A00", (0, (7, 2))
HEALTHY, HEALTHY_LINE = "#3B7D23", (0, (4, 1, 1, 1, 1, 1))
CYTOKINE, CYTOKINE_LINE = "#6F4C9B", (0, (2, 1))
LIMIT, LIMIT_LINE = "#595959", ":"
BAND = 0.18  # opacity of a band of uncertainty

STYLE = {
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#d9d9d9",
    "grid.linewidth": 0.6,
    "lines.linewidth": 1.8,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "figure.dpi": 90,
    "figure.constrained_layout.use": True,
}


def axes(panels: int = 1, *, size: tuple[float, float] = (7.0, 3.4), **options):
    """Empty Axes in the course's look; an array of Axes when there are several panels."""
    plt.draw_if_interactive()  # wakes the notebook's backend, which rc_context would put to sleep
    with plt.rc_context(STYLE):
        return plt.subplots(1, panels, figsize=size, **options)[1]


def say(text: str) -> None:
    """Print a finding, broken between words so that it reads well beside its figure."""
    for line in text.splitlines():
        print(textwrap.fill(line, 88))
