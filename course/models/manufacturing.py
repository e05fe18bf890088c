r"""One batch of CAR T cells: how many copies each cell takes up, and how many cells there are.

    copies in a receptive cell ~ Poisson(m),   m = moi * efficiency
    CAR+ share            = receptive * (1 - exp(-m))
    copies per CAR+ cell  = m / (1 - exp(-m))
    cells on day t        = start_cells * fold ** ((t - TRANSDUCED) / (HARVEST - TRANSDUCED))

m is the mean number of copies of the CAR's gene in a receptive cell. Cells are counted alive.
With receptive = 1 this is the usual model of a vector that meets cells at random.

Anchor: Zhu et al. 2018, doi 10.1016/j.jcyt.2017.09.005: 13 days, 5 to 10 particles per cell, 37 %
CAR+, about 30-fold expansion. From these follow m = 0.46 and our efficiency at 7.5 particles.
The weight is that of the course's Amara, and the dose that of Mackensen et al. 2022,
doi 10.1038/s41591-022-02017-5. Limits of release: CAR+ share and viability as in Aleksandrova et
al. 2024, doi 10.3389/fimmu.2024.1328368; 5 copies per CAR+ cell is a usual limit, quoted in
secondary texts as a recommendation of the FDA and not confirmed in the guidance itself.

Left out on purpose: that CAR+ cells may divide faster or slower than others, that each copy is
read or silenced, loss on thawing, and what cells are worth besides their number. Tests for
sterility, endotoxin and identity are taken as passed.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.stats import poisson

from course.parameters import Parameters, param

TRANSDUCED, HARVEST = 1.0, 13.0  # days after the start
MOST_COPIES = 12
LEAST_CAR_SHARE, LEAST_VIABILITY, MOST_MEAN_COPIES = 0.10, 0.80, 5.0


@dataclass(frozen=True, kw_only=True)
class Manufacturing(Parameters):
    """Parameters of one batch."""

    moi: float = param(
        7.5,
        "particles per cell",
        (0.5, 150),
        "Vector particles added for each T cell (multiplicity of infection)",
        "Zhu2018",
        label="Vector (MOI)",
        log=True,
    )
    fold: float = param(
        30,
        "fold",
        (1, 100),
        "Living cells at harvest for each one at transduction",
        "Zhu2018",
        label="Fold expansion",
        log=True,
    )
    start_cells: float = param(
        1e8, "cells", (1e6, 1e9), "T cells that are transduced", label="T cells at start", log=True
    )
    receptive: float = param(
        1.0, "share", (0.2, 1), "Share of T cells that the vector can enter", label="Receptive"
    )
    efficiency: float = param(
        0.0616,
        "copies per particle",
        (0.001, 1),
        "Copies in the genome of a receptive cell for each particle added",
        "Zhu2018",
        basis="derived",
    )
    viability: float = param(0.9, "share", (0.3, 1), "Living cells among all cells at harvest")
    dose_per_kg: float = param(1e6, "CAR+ cells/kg", (1e4, 1e7), "Dose", "Mackensen2022", log=True)
    weight: float = param(62, "kg", (10, 150), "Body weight of the patient, here Amara")


class Batch(NamedTuple):
    """What one batch comes to. Shares are from 0 to 1, cells are alive."""

    shares: np.ndarray  # of the CAR+ cells with 1, 2 ... MOST_COPIES or more copies
    day: np.ndarray
    cells: np.ndarray  # on each day
    car_t: np.ndarray  # CAR+ cells on each day
    car_share: float
    mean_copies: float  # per CAR+ cell
    viability: float
    needed: float  # CAR+ cells for one dose
    failures: tuple[str, ...]  # of "CAR+ share", "viability", "copies", "dose"


def simulate(p: Manufacturing) -> Batch:
    """Copies, cells and the verdict of one batch.

    >>> batch = simulate(Manufacturing())
    >>> print(f"{batch.car_share:.2f} {batch.mean_copies:.2f} {batch.failures}")
    0.37 1.25 ()
    """
    m = p.moi * p.efficiency
    share, copies = p.receptive * car_share(m), mean_copies(m)
    day = np.linspace(TRANSDUCED, HARVEST, 49)
    cells = p.start_cells * p.fold ** ((day - TRANSDUCED) / (HARVEST - TRANSDUCED))
    needed = p.dose_per_kg * p.weight
    checks = {
        "CAR+ share": share >= LEAST_CAR_SHARE,
        "viability": p.viability >= LEAST_VIABILITY,
        "copies": copies <= MOST_MEAN_COPIES,
        "dose": share * cells[-1] >= needed,
    }
    failures = tuple(name for name, passed in checks.items() if not passed)
    shares = poisson.pmf(np.arange(1, MOST_COPIES + 1), m) / car_share(m)
    shares[-1] += share_above(m, MOST_COPIES)
    return Batch(shares, day, cells, share * cells, share, copies, p.viability, needed, failures)


def car_share(m):
    """Share of receptive cells with one copy or more, for m copies on average.

    >>> round(float(car_share(1.0)), 4)
    0.6321
    """
    return -np.expm1(-np.asarray(m, float))[()]


def mean_copies(m):
    """Copies per CAR+ cell, for m copies on average per receptive cell."""
    return m / car_share(m)


def copies_for_share(share):
    """The m that gives this CAR+ share when every cell is receptive.

    >>> round(float(copies_for_share(0.37)), 4)
    0.462
    """
    return -np.log1p(-np.asarray(share, float))[()]


def share_above(m, limit: int):
    """Share of the CAR+ cells with more than `limit` copies."""
    return poisson.sf(limit, m) / car_share(m)


def receptive_share(share: float, copies: float) -> float:
    """The receptive share at which `share` of all cells are CAR+ with `copies` (above 1) each."""
    m = brentq(lambda m: mean_copies(m) - copies, 1e-9, 100)
    return share / car_share(m)
