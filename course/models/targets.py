r"""Who is killed and who is spared when a CAR T cell asks a cell for one antigen or for two.

    detected = luck >= (1 - kept)^transcripts          of an antigen, in one cell
    killed   = first                                   one antigen
             = first OR second                         either of two
             = first AND second                        both of two
             = first AND NOT second                    the first, unless the second is there

The cells are real: 700 white cells of one healthy person (table `pbmc_cells`), with the number of
transcripts of fifteen genes that were found in each. `kept` is the share of these transcripts that
we go on with; each is kept or lost by itself, so that an antigen with n transcripts is lost from a
cell with probability (1 - kept)^n. `luck` is one number for each cell and antigen, drawn once:
a cell that is found with fewer transcripts is found with more.

Sources: the cells, Zheng et al. 2017 (doi 10.1038/ncomms14049), as the scanpy package carries them
(Wolf et al. 2018, doi 10.1186/s13059-017-1382-0); the gates as in Roybal et al. 2016 (AND, doi
10.1016/j.cell.2016.01.011) and Fedorov et al. 2013 (NOT, doi 10.1126/scitranslmed.3006597).

Left out on purpose: how much antigen a CAR needs (`targets_gates`); that a transcript is not a
protein on the surface; every tissue but blood; that a real gate leaks; what the killed cells did.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from course import data
from course.parameters import Parameters, param

ANTIGENS = {
    "CD20": "cd20",
    "BCMA": "bcma",
    "TACI": "taci",
    "CD79b": "cd79b",
    "CD40": "cd40",
    "CD27": "cd27",
    "CD37": "cd37",
    "CD52": "cd52",
    "HLA-DR": "hla_dr",
    "CD3": "cd3",
    "CD7": "cd7",
    "CD33": "cd33",
}
ALONE, OR, AND, NOT = "the first alone", "OR", "AND", "AND NOT"
KINDS = ("B cell", "T cell", "NK cell", "monocyte", "dendritic cell", "CD34+ cell")
WANTED = "B cell"
SEED = 5


@dataclass(frozen=True, kw_only=True)
class Targets(Parameters):
    """What a CAR T cell asks for, and how well the cells were measured."""

    first: str = param(
        "CD20", "none", None, "Antigen that the CAR binds",
        label="First antigen", choices=tuple(ANTIGENS),
    )  # fmt: skip
    gate: str = param(
        OR, "none", None, "What a cell must show to be killed",
        label="Gate", choices=(ALONE, OR, AND, NOT),
    )  # fmt: skip
    second: str = param(
        "BCMA", "none", None, "Antigen that the gate adds; unused when the first is alone",
        label="Second antigen", choices=tuple(ANTIGENS),
    )  # fmt: skip
    kept: float = param(
        100.0, "% of those found", (5, 100), "Share of the transcripts that are kept",
        label="Transcripts kept",
    )  # fmt: skip


@cache
def _cells() -> pd.DataFrame:
    return data.load("pbmc_cells").set_index("cell")


@cache
def _luck() -> pd.DataFrame:
    """One number between 0 and 1 for each cell and antigen, the same every time."""
    draws = np.random.default_rng(SEED).random((len(_cells()), len(ANTIGENS)))
    return pd.DataFrame(draws, index=_cells().index, columns=list(ANTIGENS.values()))


def missed(transcripts, kept: float):
    """Probability that none of so many transcripts is kept.

    >>> missed(1, 0.25), missed(0, 0.25)
    (0.75, 1.0)
    """
    return (1 - kept) ** transcripts


def detected(antigen: str, kept: float = 1.0) -> pd.Series:
    """Whether each of the 700 cells shows a transcript of the antigen (a name in ANTIGENS)."""
    column = ANTIGENS[antigen]
    return _luck()[column] >= missed(_cells()[column], kept)


def killed(first, second, gate: str):
    """Which cells die, from two arrays or Series of truth values and a gate.

    >>> killed(np.array([True, True]), np.array([False, True]), NOT).tolist()
    [True, False]
    """
    rules = {
        ALONE: lambda: first,
        OR: lambda: first | second,
        AND: lambda: first & second,
        NOT: lambda: first & ~second,
    }
    return rules[gate]()


def strategy(p: Targets) -> str:
    """What the CAR T cell asks for, in words: `CD20`, `CD20 OR BCMA`."""
    return p.first if p.gate == ALONE else f"{p.first} {p.gate} {p.second}"


def simulate(p: Targets) -> pd.DataFrame:
    """The 700 cells: kind, label, umap_1, umap_2, killed; `.attrs` has strategy and kept.

    >>> int((~simulate(Targets()).query("kind == 'B cell'")["killed"]).sum())
    6
    """
    cells = _cells()[["kind", "label", "umap_1", "umap_2"]].copy()
    kept = p.kept / 100
    cells["killed"] = killed(detected(p.first, kept), detected(p.second, kept), p.gate)
    cells.attrs = {"strategy": strategy(p), "kept": kept}
    return cells


def outcome(cells: pd.DataFrame) -> pd.DataFrame:
    """For each kind of cell: how many there are, are killed, are spared, and the share killed."""
    groups = cells.groupby("kind")["killed"]
    table = pd.DataFrame({"cells": groups.size(), "killed": groups.sum()}).loc[list(KINDS)]
    table["spared"] = table["cells"] - table["killed"]
    table["share_killed"] = table["killed"] / table["cells"]
    return table


def confusion(cells: pd.DataFrame, wanted: str = WANTED) -> pd.DataFrame:
    """Counts: rows (the kind that must go, all others), columns killed and spared.

    >>> confusion(simulate(Targets(gate=ALONE))).to_numpy().tolist()
    [[61, 34], [10, 595]]
    """
    table = outcome(cells)[["killed", "spared"]]
    others = table.drop(index=wanted).sum().rename("others")
    return pd.DataFrame([table.loc[wanted], others])


def sensitivity(table: pd.DataFrame) -> float:
    """Share killed of those that must go, from a table of `confusion`."""
    return float(table["killed"].iloc[0] / table.iloc[0].sum())


def specificity(table: pd.DataFrame) -> float:
    """Share spared of those that must stay, from a table of `confusion`."""
    return float(table["spared"].iloc[1] / table.iloc[1].sum())
