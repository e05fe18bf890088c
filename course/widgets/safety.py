"""The explorer of a fever after CAR T cells, and of the day of tocilizumab."""

from course.figures.safety import describe, draw
from course.models.safety import Safety, simulate
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, float]] = {
    "Jonas, after rituximab: few B cells": {"dose": 8.1e7, "antigen": 0.3, "tocilizumab": 0.0},
    "Five times the B cells, no drug": {"antigen": 5.0, "tocilizumab": 0.0},
    "The same, tocilizumab on day 4": {"antigen": 5.0, "tocilizumab_day": 4.0},
    "The same, tocilizumab on day 9": {"antigen": 5.0, "tocilizumab_day": 9.0},
}
ABOUT = {
    "Assumed": "CAR T cells that meet antigen call macrophages, these release IL-6, and IL-6 calls "
    "more macrophages. Temperature and blood pressure follow the IL-6 that receptors receive. The "
    "grade is that of the consensus, applied to what the toy shows.",
    "Known and not known": "The loop and all of its numbers are this course's own and were fitted "
    "to no patient. The level of tocilizumab is that of a study in rheumatoid arthritis (Frey "
    "2010). That IL-6 in blood rises when its receptor is blocked was measured (Nishimoto 2008); "
    "by how much, after CAR T cells, is our choice.",
    "Left out": "Oxygen, the brain, other cytokines, steroids, infection, IEC-HS, and the "
    "differences between people. Nothing here may guide a treatment.",
}


def explorer() -> Explorer:
    """Dose, antigen load, and the day and dose of tocilizumab, followed for three weeks."""
    return Explorer(
        Safety,
        simulate,
        draw,
        describe,
        controls=("dose", "antigen", "tocilizumab_day", "tocilizumab"),
        title="IL-6, fever and grade in the three weeks after infusion (a toy)",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
    )
