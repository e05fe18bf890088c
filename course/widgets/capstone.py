"""The explorer of a dose: is it made for this body, and what do its cells find there?"""

from course.figures.capstone import describe, draw
from course.models.capstone import Plan, simulate
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, float]] = {
    "A tenth of the dose": {"dose_per_kg": 1e5},
    "Jonas, nine months after rituximab": {"weight": 81, "b_cells": 77},
    "Lena, while ocrelizumab works": {"weight": 64, "b_cells": 1},
    "Too few T cells, and the highest dose": {"start_cells": 3e6, "dose_per_kg": 1e7},
    "Mei again, but a bait that calls one B cell in a hundred": {"b_cells": 1, "dose_per_kg": 1e7},
}
ABOUT = {
    "Assumed": "One batch as in lecture 7, with its vector and its thirty-fold expansion; what is "
    "made up to one dose is infused. Then CAR T cells and B cells as predator and prey, as in "
    "lecture 8, from a share of the B cells of health. Their supply is the same share.",
    "Known and not known": "The constants of the kinetics are published for leukaemia and for one "
    "kind of cell; the supply of B cells is our choice. That a patient after a drug against CD20 "
    "has a hundredth of her B cells in the whole body is a teaching value: in blood it is fewer, "
    "in lymph nodes more. How many B cells a bait calls, nobody has counted in the six.",
    "Left out": "Toxicity, which rises with dose in some trials; lymphodepletion; tissues; what B "
    "cells do in the disease. The six patients are SYNTHETIC.",
}


def explorer() -> Explorer:
    """Weight, dose, T cells at start and B cells to meet: the batch and the year after it."""
    return Explorer(
        Plan,
        simulate,
        draw,
        describe,
        controls=("weight", "dose_per_kg", "start_cells", "b_cells"),
        title="One dose: is it made, and what follows?",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
    )
