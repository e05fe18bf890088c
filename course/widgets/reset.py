"""The explorer of depletion, return, and reset or relapse."""

from course.figures.reset import describe, draw
from course.models.reset import Reset, simulate
from course.widgets.explorer import Explorer

PRESETS = {
    "Jonas: long-lived cells make most of his antibody": {"long_lived": 0.6},
    "Jonas, with those cells killed as well": {"long_lived": 0.6, "plasma_cells_killed": 0.9},
    "Empty blood, half-full lymph nodes": {"depth": 0.5, "length": 240.0},
    "B cells away for a month only": {"length": 30.0},
    "Nine of ten B cells removed": {"depth": 0.9},
}
ABOUT = {
    "Assumed": "Disease is a switch with two resting places: self-reactive cells do damage, and "
    "damage calls up self-reactive cells. The autoantibody pushes the same way. B cells are "
    "removed at once, stay away, and come back newly made, without self-reactive ones among them "
    "beyond those that were left. All of this is a hypothesis of this course, in four equations.",
    "Known and not known": "Measured are the half-life of IgG and that of an antibody against "
    "tetanus. Depth and length at the start lie near what was seen after CD19 CAR T cells. The "
    "strength of the feedback and of the push, the two months for which damage stays, and the "
    "pace at which B cells return are our choice and were fitted to nobody. So the days of a "
    "relapse are those of the model. That nine tenths of the vaccine antibody come from "
    "long-lived cells is our choice, too.",
    "Left out": "T cells; the CAR T cells themselves; a marrow that makes new self-reactive B "
    "cells; organs with damage of their own; infection, vaccination, and chance.",
}


def explorer() -> Explorer:
    """Depth and length of the depletion, long-lived cells behind the antibody, their killing."""
    return Explorer(
        Reset,
        simulate,
        draw,
        describe,
        controls=("depth", "length", "long_lived", "plasma_cells_killed"),
        title="B cells away and back: what stays, what returns",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
    )
