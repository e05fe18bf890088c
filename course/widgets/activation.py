"""The explorer of affinity and antigen density: what is killed, and what is spared."""

from course.figures.activation import describe, draw
from course.models.activation import Activation, simulate
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, float]] = {
    "The same cells, a binder 300 times weaker": {"dissociation_constant": 1500.0},
    "Carmen: CD19, a fifth more on her B cells": {
        "target_density": 26_400.0,
        "healthy_density": 22_000.0,
    },
    "A rare antigen: 1,000 against 50 molecules": {
        "target_density": 1000.0,
        "healthy_density": 50.0,
    },
    "Each antigen tries receptors for ten minutes": {"contact_time": 600.0},
}
ABOUT = {
    "Assumed": "A cell is killed, or draws cytokine, by the number of receptors that it triggers. "
    "Bonds form by mass action between 15,000 receptors and all antigens of the cell. A bond must "
    "hold through five steps of one second each, on average. With time for rebinding, an antigen "
    "that has let go tries the next receptor.",
    "Known and not known": "About 200 molecules for killing and ten times as many for cytokine "
    "were measured, with one receptor against CD20. The on-rate is one measurement of FMC63. How "
    "many steps a CAR needs, how long they take, how a contact between cells compares with a "
    "solution, and whether CARs trigger one after the other are not known; these are our choices. "
    "So the place of the window on the axis is the model's. The densities at the start are "
    "teaching values.",
    "Left out": "Clustering, force and adhesion; costimulation; antigen torn off or used up; "
    "signals without antigen, exhaustion, and everything that takes longer than an assay.",
}


def explorer() -> Explorer:
    """Affinity, both antigen densities, time for rebinding."""
    return Explorer(
        Activation,
        simulate,
        draw,
        describe,
        controls=("dissociation_constant", "target_density", "healthy_density", "contact_time"),
        title="What a CAR kills and spares, by affinity and antigen density",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
    )
