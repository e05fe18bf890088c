r"""A chimeric antigen receptor as a chain of parts: sequence, places, mass, motifs.

    sequence = part 1 + part 2 + ...             read from the amino end to the carboxyl end
    mass     = sum of the masses of the residues + 18.015 (one water), in Da
    ITAM     = Y x x [L or I], six to eight residues, Y x x [L or I]
    span     = at least 19 residues with a mean hydropathy above 1.6

A 2A peptide in the chain makes two proteins of one gene: the ribosome leaves out the bond before
its last proline. The leader of each protein is cut off when the protein enters the secretory
pathway: what is left is called mature here.

Sources: the parts and theirs stand in the table `receptor_parts` (places in UniProt's numbers); the
order of the parts follows Kochenderfer et al. 2009 (doi 10.1097/CJI.0b013e3181ac6138) and Milone et
al. 2009 (doi 10.1038/mt.2009.83), of the CAARs Ellebrecht et al. 2016 (doi 10.1126/science.aaf6756)
and Oh et al. 2023 (doi 10.1038/s41587-022-01637-z); the ITAM as in Velasco Cárdenas et al. 2023
(doi 10.1038/s41590-023-01658-z); hydropathy after Kyte and Doolittle 1982
(doi 10.1016/0022-2836(82)90515-0). Average masses are Biopython's.

Left out on purpose: folding, sugars, pairing of two chains, and partners in the membrane; whether
a receptor that can be written down is made, reaches the surface, binds, or signals; the codons, the
promoter and the rest of the vector (`receptor_gene` counts bases). For teaching, not a design.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd
from Bio.SeqUtils import molecular_weight
from Bio.SeqUtils.ProtParamData import kd

from course import data
from course.parameters import Parameters, param

ITAM = re.compile("(?=(Y..[LI].{6,8}Y..[LI]))")  # looks ahead, so that hits may overlap
WINDOW, HYDROPHOBIC = 19, 1.6

BINDERS = {
    "FMC63 (Whitlow linker), against CD19": ("FMC63_VL", "linker_Whitlow", "FMC63_VH"),
    "FMC63 (G4S linker), against CD19": ("FMC63_VL", "linker_G4S3", "FMC63_VH"),
    "11D5-3, against BCMA": ("scFv_11D5",),
    "bait DSG3, for anti-DSG3 B cells": ("bait_DSG3",),
    "bait MuSK, for anti-MuSK B cells": ("bait_MuSK",),
}
SPACERS = {
    "CD28 hinge and membrane part": ("hinge_CD28", "membrane_CD28"),
    "CD8α hinge and membrane part": ("hinge_CD8A", "membrane_CD8A"),
    "IgG4 hinge, CD28 membrane part": ("hinge_IgG4", "joint_M", "membrane_CD28"),
    "CD8α membrane part, no hinge": ("membrane_CD8A",),
    "CD8α hinge, no membrane part": ("hinge_CD8A",),
}
SIGNALS = {
    "CD28, then CD3ζ": ("costim_CD28", "zeta"),
    "4-1BB, then CD3ζ": ("costim_41BB", "zeta"),
    "CD28, 4-1BB, then CD3ζ": ("costim_CD28", "costim_41BB", "zeta"),
    "CD3ζ alone": ("zeta",),
    "CD28, then CD3ζ with one ITAM": ("costim_CD28", "zeta_one_ITAM"),
    "CD28 alone": ("costim_CD28",),
}
SECOND = ("leader_CD8A", "scFv_11D5", "joint_AAA", "hinge_CD8A", "membrane_CD8A", "costim_41BB")
COMPANIONS = {
    "nothing": (),
    "EGFRt, after T2A": ("skip_T2A", "leader_CSF2RA", "tag_EGFRt"),
    "a second CAR, against BCMA, after P2A": ("skip_P2A", *SECOND, "zeta"),
}


@dataclass(frozen=True, kw_only=True)
class Receptor(Parameters):
    """What a receptor is made of, from outside the cell to inside, and what stands beside it."""

    binder: str = param(
        "FMC63 (Whitlow linker), against CD19",
        "none",
        None,
        "What binds, outside the cell: part of an antibody, or a bait",
        choices=tuple(BINDERS),
    )
    spacer: str = param(
        "CD28 hinge and membrane part",
        "none",
        None,
        "Hinge, and the part that crosses the membrane",
        label="Hinge and membrane",
        choices=tuple(SPACERS),
    )
    signal: str = param(
        "CD28, then CD3ζ",
        "none",
        None,
        "What signals, inside the cell",
        choices=tuple(SIGNALS),
    )
    companion: str = param(
        "nothing",
        "none",
        None,
        "Second protein made from the same gene",
        label="In the same gene",
        choices=tuple(COMPANIONS),
    )


@cache
def _parts() -> pd.DataFrame:
    return data.load("receptor_parts").set_index("part")


def assemble(parts) -> pd.DataFrame:
    """The parts named, in a row: one row per part, counted from residue 1 of the first.

    Columns part, name, role, first, last, sequence, and protein (1; 2 after a 2A peptide, whose
    last residue, a proline, in truth begins the second protein). Raises KeyError for a part that
    `receptor_parts` does not hold.

    >>> assemble(["leader_CD8A", "FMC63_VL"])["last"].tolist()
    [21, 128]
    """
    parts = list(parts)
    if unknown := [part for part in parts if part not in _parts().index]:
        known = ", ".join(_parts().index)
        raise KeyError(f"There is no part {unknown[0]!r}; the parts are: {known}.")
    chain = _parts().loc[parts, ["name", "role", "sequence"]].reset_index()
    lengths = [len(sequence) for sequence in chain["sequence"]]
    chain.insert(3, "first", np.cumsum([1, *lengths[:-1]]))
    chain.insert(4, "last", np.cumsum(lengths))
    chain["protein"] = np.cumsum([1, *(role == "skip" for role in chain["role"][:-1])])
    return chain


def recipe(p: Receptor) -> list[str]:
    """The parts of a receptor, with the leader and the joints that the products have."""
    binder, spacer = BINDERS[p.binder], SPACERS[p.spacer]
    leader = "leader_CSF2RA" if "linker_Whitlow" in binder else "leader_CD8A"
    joint = []
    if binder[0].startswith("bait"):
        joint = ["linker_G4S"]
    elif "scFv_11D5" in binder or "hinge_CD28" in spacer:
        joint = ["joint_AAA"]
    return [leader, *binder, *joint, *spacer, *SIGNALS[p.signal], *COMPANIONS[p.companion]]


def simulate(p: Receptor) -> pd.DataFrame:
    """The chain of a receptor, as `assemble` gives it.

    >>> int(simulate(Receptor())["last"].iloc[-1])
    489
    """
    return assemble(recipe(p))


def proteins(chain: pd.DataFrame) -> list[str]:
    """The sequences of the proteins that the chain gives, leaders included."""
    whole = "".join(chain["sequence"])
    ends = zip(chain["role"], chain["last"], strict=True)
    cuts = [0, *(last - 1 for role, last in ends if role == "skip"), len(whole)]
    return [whole[a:b] for a, b in pairwise(cuts)]


def mature(chain: pd.DataFrame) -> list[str]:
    """The proteins without their leaders (and without what stands before these)."""
    rows = zip(chain["protein"], chain["role"], chain["sequence"], strict=True)
    leaders = {number: sequence for number, role, sequence in rows if role == "leader"}
    return [
        sequence.partition(leaders[number])[2] if number in leaders else sequence
        for number, sequence in enumerate(proteins(chain), 1)
    ]


def mass(sequence: str) -> float:
    """Average mass of a chain of amino acids, in Da, without sugars.

    >>> round(mass("GGGGS"), 1)
    333.3
    """
    return molecular_weight(sequence, "protein")


def itams(sequence: str) -> list[int]:
    """Where the ITAMs begin: the numbers of their first tyrosines, counted from 1.

    >>> itams("YNELNLGRREEYDVL")
    [1]
    """
    return [hit.start() + 1 for hit in ITAM.finditer(sequence)]


def hydropathy(sequence: str) -> pd.Series:
    """Mean hydropathy of each 19 residues, by the number of the residue in their middle.

    The scale is Kyte and Doolittle's: 4.5 is the oiliest, -4.5 the most at ease in water.
    """
    scale = np.array([kd[residue] for residue in sequence])
    if len(scale) < WINDOW:
        return pd.Series(dtype=float)
    means = np.convolve(scale, np.full(WINDOW, 1 / WINDOW), "valid")
    middles = pd.RangeIndex(WINDOW // 2 + 1, WINDOW // 2 + 1 + len(means), name="residue")
    return pd.Series(means, middles, dtype=float, name="hydropathy")


def spans(sequence: str) -> list[tuple[int, int]]:
    """First and last residue (from 1) of each stretch oily enough to cross a membrane."""
    means, half = hydropathy(sequence), WINDOW // 2
    found: list[tuple[int, int]] = []
    for middle in means.index[means > HYDROPHOBIC]:
        joined = found and middle - half <= found[-1][1]
        start = found.pop()[0] if joined else middle - half
        found.append((start, middle + half))
    return found
