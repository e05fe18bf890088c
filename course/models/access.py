r"""Is it worth its price? Three states, years, costs and quality of life: a Markov cohort.

A cohort is in remission (R), has active disease (A), or is dead (D). Each year

    R -> A  relapse * (1 - death_remission)      R -> D  death_remission
    A -> D  death_active                         D stays D

and nobody returns from A to R. With CAR T cells a share `early_death` dies of the treatment, and of
the others a share `remission` starts in R, the rest in A. With usual care all start in A. In year
t = 0, 1, ... horizon - 1, with people counted at its start (no half-cycle correction),

    QALY = sum of (utility_R R_t + utility_A A_t) / (1 + discount)^t     quality-adjusted life-years
    cost = price + hospital + the same sum with yearly costs             US dollars
    ICER = difference in cost / difference in QALY                       dollars per QALY gained
    worth(threshold) = threshold * difference in QALY - (difference in cost - price)

`worth` is the highest price at which a payer who gives `threshold` for a QALY would still pay.

The method is textbook. Price: Potnis and others 2023, doi 10.1182/bloodadvances.2022008097.
Hospital: Cummings Joyner and others 2022, doi 10.1007/s12325-022-02188-0 (lymphoma). No published
model of CAR T cells in lupus was found, and no utility of drug-free remission: all other values
are teaching values of this course. The yearly costs have the size of those of eight people with
lupus in Germany (29,672 euros before, 3,094 after; preliminary); the utilities lie among those that
the public gave to lupus with minimal activity and with flares (Pollard and others 2015, doi
10.1186/s12955-015-0262-0).

Left out on purpose: age (the chance to die stays the same), a second remission or infusion, damage
to organs that outlasts activity, work lost and care by the family, changing prices, and what one
cannot buy.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course.parameters import Parameters, param

STATES = ("remission", "active", "dead")


@dataclass(frozen=True, kw_only=True)
class Access(Parameters):
    """What a treatment costs, what it does, and how it is valued."""

    price: float = param(
        373_000, "US dollars", (0, 1_000_000), "Price of the CAR T cells", "Potnis2023"
    )
    remission: float = param(
        0.8, "none", (0, 1), "Share of those treated whom it brings into remission",
        label="Share in remission",
    )  # fmt: skip
    relapse: float = param(
        0.08, "per year", (0, 1), "Chance that a remission ends within a year",
        label="Chance of relapse",
    )  # fmt: skip
    horizon: int = param(20, "years", (1, 60), "Years that are counted", label="Time horizon")
    hospital: float = param(
        58_000, "US dollars", (0, 300_000), "All else in the first three months",
        "CummingsJoyner2022", basis="derived",
    )  # fmt: skip
    early_death: float = param(
        0.01, "none", (0, 0.2), "Share of those treated who die of the treatment"
    )
    death_remission: float = param(0.005, "per year", (0, 0.2), "Chance to die while in remission")
    death_active: float = param(0.02, "per year", (0, 0.2), "Chance to die with active disease")
    utility_remission: float = param(
        0.8, "none", (0, 1), "Worth of a year in remission, against one in full health"
    )
    utility_active: float = param(0.55, "none", (0, 1), "Worth of a year with active disease")
    cost_remission: float = param(
        3_000, "US dollars per year", (0, 200_000), "Direct cost of care in remission"
    )
    cost_active: float = param(
        30_000, "US dollars per year", (0, 200_000), "Direct cost of care with active disease"
    )
    discount: float = param(0.03, "per year", (0, 0.1), "What a year's delay takes off")


def transitions(p) -> np.ndarray:
    """Chances within a year, from each state (row) to each (column), in the order of `STATES`.

    Shape (3, 3), or (3, 3, n) when fields of `p` are arrays of n draws.
    """
    stay = 1 - p.death_remission
    chances = np.broadcast_arrays(
        *(stay * (1 - p.relapse), stay * p.relapse, p.death_remission),
        *(0.0, 1 - p.death_active, p.death_active),
        *(0.0, 0.0, 1.0),
    )
    return np.array(chances).reshape(3, 3, *chances[0].shape)


def treated(p) -> np.ndarray:
    """Shares in each state just after CAR T cells, shape (3,) or (3, n)."""
    alive = 1 - p.early_death
    return np.array(
        np.broadcast_arrays(alive * p.remission, alive * (1 - p.remission), p.early_death)
    )


def usual(p) -> np.ndarray:
    """Shares in each state with usual care: all have active disease."""
    return np.array(np.broadcast_arrays(0.0, 1.0, 0.0 * p.remission))


def trace(start: np.ndarray, chances: np.ndarray, years: int) -> np.ndarray:
    """Shares in each state at the start of each year, shape (years, 3) or (years, 3, n)."""
    rows = [start]
    for _ in range(years - 1):
        rows.append(np.einsum("i...,ij...->j...", rows[-1], chances))
    return np.array(rows)


def simulate(p: Access) -> pd.DataFrame:
    """The cohort year by year, in shares of those at the beginning. Index year, from 0.

    Columns remission, active, dead (with CAR T cells), usual_active, usual_dead.

    >>> simulate(Access()).loc[10, ["remission", "active", "dead"]].round(2).tolist()
    [0.33, 0.56, 0.12]
    """
    chances = transitions(p)
    with_cells = trace(treated(p), chances, p.horizon)
    table = pd.DataFrame(with_cells, pd.RangeIndex(p.horizon, name="year"), list(STATES))
    table[["usual_active", "usual_dead"]] = trace(usual(p), chances, p.horizon)[:, 1:]
    return table


def sums(p) -> np.ndarray:
    """Cost, QALY and life-years per person with CAR T cells and with usual care.

    Shape (2, 3) or (2, 3, n): cost and QALY are discounted, life-years are not.
    """
    weight = (1 + p.discount) ** -np.arange(p.horizon, dtype=float)
    arms = []
    for start, at_once in ((treated(p), p.price + p.hospital), (usual(p), 0.0)):
        alive = trace(start, transitions(p), p.horizon)[:, :2]
        remission, active = np.tensordot(weight, alive, axes=1)
        cost = at_once + remission * p.cost_remission + active * p.cost_active
        qaly = remission * p.utility_remission + active * p.utility_active
        arms.append(np.array(np.broadcast_arrays(cost, qaly, alive.sum(axis=(0, 1)))))
    return np.array(arms)


def totals(p: Access) -> pd.DataFrame:
    """Sums over the horizon, per person. Rows: CAR T cells, usual care, difference.

    Columns: cost (discounted dollars), qaly (discounted), life_years (not discounted).
    """
    table = pd.DataFrame(
        sums(p), index=["CAR T cells", "usual care"], columns=["cost", "qaly", "life_years"]
    )
    table.loc["difference"] = table.loc["CAR T cells"] - table.loc["usual care"]
    return table


def icer(p: Access) -> float:
    """Dollars per QALY gained; nan where the ratio has no such meaning (see `verdict`).

    >>> round(icer(Access()), -3)
    138000.0
    """
    cost, qaly, _ = totals(p).loc["difference"]
    return float(cost / qaly) if verdict(cost, qaly) == "a price per QALY" else float("nan")


def verdict(cost: float, qaly: float) -> str:
    """What a difference in cost and in QALY means. A ratio has a meaning only in the first case.

    >>> verdict(100_000, 2), verdict(-100_000, 2), verdict(100_000, -2), verdict(-100_000, -2)
    ('a price per QALY', 'dominant', 'dominated', 'a saving that costs health')
    """
    if cost > 0:
        return "a price per QALY" if qaly > 0 else "dominated"
    return "dominant" if qaly >= 0 else "a saving that costs health"


def worth(p: Access, threshold: float) -> float:
    """Highest price (dollars) at which one QALY costs no more than `threshold`; can be negative.

    >>> p = Access(price=worth(Access(), 100_000))
    >>> round(icer(p))
    100000
    """
    cost, qaly, _ = totals(p).loc["difference"]
    return float(threshold * qaly - (cost - p.price))
