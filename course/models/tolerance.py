r"""Negative selection: which clones of T cells survive a test against the body's own peptides.

    P(survive)  = (1 - p)^n                 n self peptides, each matched with probability p
    P(miss)     = (1 - q)^m                 a peptide shown by a share q of the cells, m cells met
    P(pass)     = (1 - p h)^n,              h = 1 - P(miss)
    P(harmless) = (1 - a - h max(p - a, 0))^n (1 - a)^(N - n)
    P(seen)     = 1 - (1 - a)^(clones P(pass))

A receptor matches a peptide when it binds strongly enough. How strong that is, is said by how rare
such a bond is: one pair of receptor and peptide in `deletion_threshold` is deadly for the clone
in the thymus (p), one in `answer_threshold` suffices for an answer in the body (a). Of the N self
peptides of the body n are shown in the thymus. A clone that passes and would answer at least one
self peptide has escaped, P(pass) - P(harmless). P(seen) is the chance that a foreign peptide finds
at least one clone that answers it. All probabilities are pure numbers.

Sources: the argument of De Boer and Perelson 1993, Proc R Soc B 252:171-175, reviewed by Yates
2014, doi 10.3389/fimmu.2014.00013; that time limits what can be tested, by Müller and Bonhoeffer
2003, doi 10.1016/S1471-4906(03)00028-0, in a Poisson version of our own. One answer in 200,000 is
the share of mouse T cells for one viral peptide (Blattman 2002, doi 10.1084/jem.20001021). All
other defaults are teaching values.

Left out on purpose: that similar peptides are matched by the same receptors (here every pair is
drawn anew); positive selection, which our clones have behind them; receptors' liking for MHC;
clones that become regulatory T cells instead of dying; clones of different size; and all that
holds escaped clones in check outside the thymus.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course.parameters import Parameters, param

THRESHOLDS = np.geomspace(1e3, 1e7, 81)


@dataclass(frozen=True, kw_only=True)
class Tolerance(Parameters):
    """Parameters of a thymus and of the repertoire that it tests."""

    clones: float = param(
        1e6, "clones", (1e4, 1e10), "Clones that come to the test", label="New clones", log=True
    )
    self_peptides: float = param(1e4, "peptides", (100, 1e6), "Self peptides in the body")
    shown: float = param(
        9000, "peptides", (0, 1e4), "Self peptides shown in the thymus", label="Self peptides shown"
    )
    showing: float = param(
        0.01, "none", (1e-4, 1), "Share of the thymus's presenting cells that show a given peptide"
    )
    visits: float = param(
        300,
        "cells",
        (1, 3000),
        "Presenting cells that a T cell meets during its test",
        label="Cells visited",
        log=True,
    )
    deletion_threshold: float = param(
        3e4,
        "pairs",
        (1e3, 1e7),
        "One pair of receptor and peptide in so many binds strongly enough for deletion",
        label="Deletion threshold: one pair in",
        log=True,
    )
    answer_threshold: float = param(
        2e5,
        "pairs",
        (1e3, 1e7),
        "One pair in so many binds strongly enough for an answer in the body",
        "Blattman2002",
        log=True,
    )

    def __post_init__(self):
        super().__post_init__()
        if self.shown > self.self_peptides:
            raise ValueError(
                f"`shown` is {self.shown:g} and `self_peptides` is {self.self_peptides:g}; the "
                "thymus cannot show more self peptides than the body has."
            )


def survival(match_probability, peptides):
    """Probability that a clone matches none of so many peptides; arrays are welcome.

    >>> round(float(survival(1e-4, 10_000)), 4)
    0.3679
    """
    return np.exp(peptides * np.log1p(-np.asarray(match_probability)))


def miss(showing, visits):
    """Probability that a T cell never meets a peptide that a share `showing` of the cells show.

    >>> round(float(miss(0.01, 100)), 3)
    0.366
    """
    return survival(showing, visits)


def trade_off(peptides: float, *, match_probabilities=None) -> pd.DataFrame:
    """Of new clones with each match probability: the share that survive, and that are useful.

    Column survive is (1 - p)^n; useful is p * (1 - p)^n, the share that survive the test and match
    one given foreign peptide.
    """
    p = np.geomspace(1e-7, 1e-2, 251) if match_probabilities is None else match_probabilities
    survive = survival(p, peptides)
    index = pd.Index(p, name="match_probability")
    return pd.DataFrame({"survive": survive, "useful": p * survive}, index)


def best_match_probability(peptides: float) -> float:
    """The match probability p at which p * (1 - p)^n, sight times survival, is largest."""
    return 1 / (peptides + 1)


def fates(p: Tolerance, deletion_threshold) -> dict:
    """Clones deleted, escaped, harmless and, before the test, reactive; share of peptides seen."""
    delete, answer = 1 / np.asarray(deletion_threshold, float), 1 / p.answer_threshold
    met = 1 - miss(p.showing, p.visits) if p.showing < 1 else 1.0
    passed = p.clones * survival(delete * met, p.shown)
    harmless = (
        p.clones
        * survival(answer + met * np.maximum(delete - answer, 0), p.shown)
        * survival(answer, p.self_peptides - p.shown)
    )
    return {
        "deleted": p.clones - passed,
        "escaped": np.maximum(passed - harmless, 0),
        "harmless": harmless,
        "seen": 1 - survival(answer, passed),
        "reactive": p.clones * (1 - survival(answer, p.self_peptides)),
    }


def simulate(p: Tolerance, *, thresholds=THRESHOLDS) -> pd.DataFrame:
    """What selection leaves at every threshold of deletion; `chosen` marks the threshold of `p`.

    Columns deleted, escaped, harmless (clones), seen (share of foreign peptides), reactive (clones
    that would answer a self peptide, before the test) and chosen.

    >>> result = simulate(Tolerance())
    >>> result.loc[result["chosen"], "deleted"].round(-3).item()
    248000.0
    """
    grid = np.union1d(thresholds, p.deletion_threshold)
    result = pd.DataFrame(fates(p, grid), pd.Index(grid, name="deletion_threshold"))
    return result.assign(chosen=grid == p.deletion_threshold)


def examine(clones: int, peptides: int, match_probability: float, *, seed: int) -> np.ndarray:
    """Test clones one by one against peptides: True for each clone that survives, shape (clones,).

    Every pair of clone and peptide gets a random number between 0 and 1, and is a match when the
    number is below `match_probability`.
    """
    bonds = np.random.default_rng(seed).random((clones, peptides))
    return np.logical_not((bonds < match_probability).any(axis=1))
