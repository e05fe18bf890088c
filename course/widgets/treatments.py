"""The explorer of rituximab: drug in blood, and B cells in blood and in a lymph node."""

from course.figures.treatments import describe, draw
from course.models.treatments import Treatments, simulate
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, float]] = {
    "A patient who loses the antibody in her urine": {"clearance": 0.9},
    "A tenth of the dose": {"dose": 100},
    "A second course after a year": {"interval": 52},
    "A node as open as the blood": {"node_effect": 1},
}
ABOUT = {
    "Assumed": "The drug enters the blood at once, exchanges with one other volume, and is cleared "
    "at a constant rate. New B cells are made at a constant rate, and the drug only adds to their "
    "death. A course is two infusions, fourteen days apart; two courses are given.",
    "Known and not known": "How the drug is cleared was measured in adults with rheumatoid "
    "arthritis, its effect on B cells in the blood of children with nephrotic syndrome; joining "
    "the two is our choice, and neither group had lupus. The effect in the lymph node has not been "
    "measured by anyone: its slider is a question, and its start a teaching value.",
    "Left out": "Plasma cells, which carry no CD20, kinds of B cells and their order of return, "
    "cells that move between node and blood, antibodies against the drug, differences between "
    "patients, and the disease itself.",
}


def explorer() -> Explorer:
    """Dose, interval, clearance and the effect in the node, followed for two years."""
    return Explorer(
        Treatments,
        simulate,
        draw,
        describe,
        controls=("dose", "interval", "clearance", "node_effect"),
        title="Two courses of rituximab, followed for two years",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
    )
