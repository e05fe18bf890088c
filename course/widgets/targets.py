"""The explorer of antigens and gates on seven hundred real blood cells."""

from typing import Any

from course.figures.targets import describe, draw
from course.models.targets import ALONE, NOT, Targets, simulate
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, Any]] = {
    "Lena's ocrelizumab: CD20 alone": {"gate": ALONE},
    "CD20 or BCMA, half of the transcripts lost": {"kept": 50},
    "An antigen that most white cells share: CD52": {"first": "CD52", "gate": ALONE},
    "CD27, with CD3 to spare T cells": {"first": "CD27", "gate": NOT, "second": "CD3"},
    "No B-labelled cell escapes: CD79b or BCMA": {"first": "CD79b"},
}
ABOUT = {
    "Assumed": "A cell shows an antigen when at least one transcript of its gene was found, and "
    "then it dies. Each transcript is kept or lost by itself.",
    "Known and not known": "The 700 cells and their transcripts are real: one healthy donor, as "
    "the scanpy package carries them. Their labels come from likeness to purified cells; nobody "
    "looked at their surface. They were chosen for teaching software, so that their numbers are "
    "not those of blood. CD19, CD22 and CD38 are not in the table. The loss of transcripts is "
    "simulated.",
    "Left out": "The protein itself and how much of it a CAR needs; cells outside the blood; leaky "
    "gates. And disease: every B cell counts as one that must go, the harmless ones, too.",
}


def explorer() -> Explorer:
    """Two antigens, a gate, and how many of the transcripts are kept."""
    return Explorer(
        Targets,
        simulate,
        draw,
        describe,
        controls=("first", "gate", "second", "kept"),
        title="Which cells a CAR T cell would kill, among 700 of one person's blood",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
        size=(8.4, 4),
    )
