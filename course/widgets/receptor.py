"""The explorer of receptors put together from their parts."""

from course.figures.receptor import describe, draw
from course.models.receptor import Receptor, simulate
from course.widgets.explorer import Explorer

PRESETS = {
    "As tisagenlecleucel": {
        "binder": "FMC63 (G4S linker), against CD19",
        "spacer": "CD8α hinge and membrane part",
        "signal": "4-1BB, then CD3ζ",
    },
    "As lisocabtagene maraleucel": {
        "spacer": "IgG4 hinge, CD28 membrane part",
        "signal": "4-1BB, then CD3ζ",
        "companion": "EGFRt, after T2A",
    },
    "A CAAR for Mei": {
        "binder": "bait MuSK, for anti-MuSK B cells",
        "spacer": "CD8α membrane part, no hinge",
        "signal": "4-1BB, then CD3ζ",
    },
    "CD19 and BCMA from one gene": {"companion": "a second CAR, against BCMA, after P2A"},
    "Without a membrane part": {"spacer": "CD8α hinge, no membrane part"},
}
ABOUT = {
    "Assumed": "A receptor is the sum of its parts. The leaders and the short joints between parts "
    "are put where the products have them. What is checked is the sequence alone.",
    "Known and not known": "Most parts were read in public files. Recalled are the Ala-Ala-Ala "
    "before the CD28 hinge, the IgG4 hinge, the 2A peptides, and the baits DSG3 and MuSK, which "
    "are of teaching grade. CD3ζ with one ITAM is our own construction. The limit of 3,000 bases "
    "is our own budget: a lentivirus has no sharp one. Which product is near is judged by five "
    "parts, some of them recalled.",
    "Left out": "Folding, sugars, pairing of chains, and all that is not in the chain: vector, "
    "dose, patient. A receptor without faults here may still fail in a cell.",
}


def explorer() -> Explorer:
    """Binder, hinge and membrane part, signals, and a second protein, chosen from lists."""
    return Explorer(
        Receptor,
        simulate,
        draw,
        describe,
        controls=("binder", "spacer", "signal", "companion"),
        title="A receptor, part by part",
        presets=PRESETS,
        about=ABOUT,
        size=(8, 3),
    )
