"""The explorer of CAR T cells and B cells after infusion."""

from course.figures.kinetics import describe, draw
from course.models.kinetics import Kinetics, simulate
from course.widgets.explorer import Explorer

PRESETS = {
    "A patient with few B cells": {"b_cells": 1e9},
    "A patient with many B cells": {"b_cells": 1e11},
    "CAR T cells that kill poorly": {"killing": 1e-11},
    "A thousandfold dose": {"dose": 1e10},
}
ABOUT = {
    "Assumed": "All cells of the body meet as if in one well-mixed place. CAR T cells divide only "
    "when they meet a B cell, and every meeting counts the same on day 1 and on day 300.",
    "Known and not known": "The rates were published for a model of leukaemia; none was fitted to "
    "people with autoimmune disease. The supply of B cells is chosen so that the marrow keeps up "
    "the B cells of the start.",
    "Left out": "Blood and tissues as separate places, memory and exhausted CAR T cells, other T "
    "cells that compete, rejection of the CAR T cells, and chance when few cells are left.",
}


def explorer() -> Explorer:
    """Dose, expansion, killing and B cells at the start, followed for a year."""
    return Explorer(
        Kinetics,
        simulate,
        draw,
        describe,
        controls=("dose", "expansion", "killing", "b_cells"),
        title="CAR T cells and B cells in the year after infusion",
        presets=PRESETS,
        about=ABOUT,
    )
