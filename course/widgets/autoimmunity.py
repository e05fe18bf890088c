"""The explorer of a flare and a treatment in a switch."""

from course.figures.autoimmunity_flare import describe, draw
from course.models.autoimmunity_flare import Flare, follow
from course.widgets.explorer import Explorer

PRESETS = {
    "A flare that dies out": {"flare": 0.9},
    "A month without the cells": {"months_away": 1.0},
    "A year without half of them": {"depletion": 0.5, "months_away": 12.0},
    "A person with strong regulation": {"loss": 0.55},
    "A person with weak regulation": {"loss": 0.27},
}
ABOUT = {
    "Assumed": "Self-reactive cells do damage, damage sets self antigen free, antigen raises more "
    "such cells, steeply at first and then no further. A flare adds cells at month 6; a treatment "
    "removes a share of them at month 48 and keeps the rest from growing for as long as chosen.",
    "Known and not known": "Nothing here is measured. That an autoimmune disease has two resting "
    "places is a hypothesis, the equations and all numbers are this course's own, and so is the "
    "month as unit of time. The picture is a way to think, not a forecast for anyone.",
    "Left out": "Different cells, antibodies, organs and drugs; damage that does not heal; chance; "
    "a second flare; and genes and age, which here stand still as the slider of regulation.",
}


def explorer() -> Explorer:
    """Size of the flare, regulation, depth and length of a treatment, over eight years."""
    return Explorer(
        Flare,
        follow,
        draw,
        describe,
        controls=("flare", "loss", "depletion", "months_away"),
        title="A flare pushed across the border, and back",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
        size=(9, 3.9),
    )
