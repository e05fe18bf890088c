"""The explorer of CAR T cells and B cells after infusion."""

from course.figures.kinetics import describe, draw
from course.models.kinetics import Kinetics
from course.models.kinetics_cohort import simulate_with_band
from course.widgets.explorer import Explorer

PRESETS = {
    "Cells that double every 0.78 days": {"expansion": 3.84e-11},
    "Cells that kill ten times less well": {"killing": 4.5e-12},
    "Cells too weak to expand": {"expansion": 2.5e-12},
    "Supply of B cells as published": {"precursors": 1e7},
}
ABOUT = {
    "Assumed": "All cells of the body meet as if in one well-mixed place. CAR T cells divide only "
    "when they meet a B cell, and every meeting counts the same on day 1 and on day 300.",
    "Known and not known": "The rates were published for a model of leukaemia; none was fitted to "
    "people with autoimmune disease. The supply of B cells is our choice: it balances the loss of "
    "the B cells of day 0. The bands hold the middle 80 % of forty invented patients around the "
    "one that is drawn; how much they differ is our choice, too.",
    "Left out": "Blood and tissues as separate places, memory and exhausted CAR T cells, other T "
    "cells that compete, rejection of the CAR T cells, and chance when few cells are left.",
}


def explorer() -> Explorer:
    """Dose, expansion, killing and the supply of B cells, followed for a year."""
    return Explorer(
        Kinetics,
        simulate_with_band,
        draw,
        describe,
        controls=("dose", "expansion", "killing", "precursors"),
        title="CAR T cells and B cells in the year after infusion",
        presets=PRESETS,
        about=ABOUT,
    )
