r"""Rituximab and B cells: how far they fall in the blood and in a lymph node, and when they return.

    B' = turnover * (1 - B) - effect * e_max * C / (ec50 + C) * turnover * B

B is the number of B cells as a share of its level before treatment, C the concentration of the
drug in blood (mg/L, `two_compartment`); time is in days. New B cells are made at a constant rate;
the drug multiplies their death. A course is two infusions, two weeks apart. With
`effect` = 1 this is the blood; the lymph node is the same equation with `node_effect` instead.

Sources: pharmacokinetics of adults with rheumatoid arthritis, Lioger et al. 2017, doi
10.1111/bcp.13270; effect on CD19+ cells in the blood of children with nephrotic syndrome, Chen et
al. 2024, doi 10.3389/fphar.2023.1319744. Two groups of patients are joined here, which is a choice
of this course; Chen's turnover and e_max have wide errors (136 % and 85 % of their values). How
much weaker the drug is in a node, `node_effect`, is nobody's measurement: a teaching value.

Left out on purpose: why the drug is weaker in tissue (access, the cells and complement that it
needs, signals by which B cells survive); plasma cells, which carry no CD20; kinds of B cells and
their order of return; cells moving between node and blood; the spread between patients; disease.
"""

from dataclasses import dataclass
from math import exp

import numpy as np
import pandas as pd
from scipy.integrate import odeint

from course.models.two_compartment import (
    RITUXIMAB,
    TwoCompartment,
    amplitudes,
    concentration,
    exponents,
)
from course.parameters import Parameters, param

DAYS = np.arange(731)
WITHIN_COURSE = 14  # days between the two infusions of a course


@dataclass(frozen=True, kw_only=True)
class Treatments(Parameters):
    """Courses of rituximab, and how B cells answer."""

    dose: float = param(
        1000, "mg", (50, 4000), "Amount in each of the two infusions of a course", "Rovin2012",
        label="Dose per infusion", log=True,
    )  # fmt: skip
    courses: int = param(2, "courses", (1, 4), "Number of courses")
    interval: int = param(
        24, "weeks", (12, 60), "From the start of one course to the start of the next",
        "Rovin2012", label="Interval between courses",
    )  # fmt: skip
    clearance: float = param(
        RITUXIMAB.clearance, "L/day", (0.1, 2), "Volume of blood cleared of drug in a day",
        "Lioger2017", label="Clearance", log=True, basis="derived",
    )  # fmt: skip
    node_effect: float = param(
        0.01, "of the effect in blood", (0.001, 1), "Effect on B cells in a lymph node",
        label="Effect in the node", log=True,
    )  # fmt: skip
    e_max: float = param(
        99.6, "none", (0, 1000), "Added death at a saturating level, as a multiple of normal death",
        "Chen2024rtx", basis="fitted",
    )  # fmt: skip
    ec50: float = param(
        5.87, "mg/L", (0.01, 100), "Concentration with half of this effect", "Chen2024rtx",
        basis="fitted",
    )  # fmt: skip
    turnover: float = param(
        0.051, "per day", (0.001, 1), "Share of B cells that is lost and replaced in a day",
        "Chen2024rtx", basis="fitted",
    )  # fmt: skip


def schedule(p: Treatments) -> list[tuple[float, float]]:
    """The infusions as (day, mg)."""
    starts = [7 * course * p.interval for course in range(p.courses)]
    return [(start + later, p.dose) for start in starts for later in (0, WITHIN_COURSE)]


def drug(p: Treatments) -> TwoCompartment:
    """Rituximab with the clearance of this patient."""
    return TwoCompartment(clearance=p.clearance)


def lowest_share(p: Treatments, effect: float = 1.0) -> float:
    """Share of B cells that is left while the drug stays at a saturating level.

    >>> round(lowest_share(Treatments()), 4), round(lowest_share(Treatments(), 0.01), 2)
    (0.0099, 0.5)
    """
    return 1 / (1 + effect * p.e_max)


def deplete(p: Treatments, antibody: TwoCompartment, doses, days, effects) -> np.ndarray:
    """B cells as a share of those before treatment, shape (days, effects), from day 0.

    `effects` are multiples of the effect in blood. The solver starts anew at each dose.
    """
    days, last = np.asarray(days, float), days[-1]
    starts = sorted({0.0, *(day for day, _ in doses if day < last)})
    share, shares = np.ones(len(effects)), np.ones((len(days), len(effects)))
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        inside = (days > start) & (days <= end)
        parts = amplitudes(antibody, doses, start)
        grid = np.concatenate([[start], days[inside], [end]])
        run = _decline(p, parts, exponents(antibody), share, grid, effects)
        shares[inside], share = run[1:-1], run[-1]
    return shares


def _decline(p, parts, rates, share, grid, effects) -> np.ndarray:
    """Shares on the days of `grid`, without a dose between; odeint, as explorers must be quick."""
    (fast, slow), (quick, late), start = parts.tolist(), rates.tolist(), float(grid[0])
    effects = [float(effect) for effect in effects]

    def change(t, shares):
        level = fast * exp(-quick * (t - start)) + slow * exp(-late * (t - start))
        added = p.e_max * level / (p.ec50 + level)
        return [
            p.turnover * (1 - (1 + effect * added) * x)
            for effect, x in zip(effects, shares, strict=True)
        ]

    return odeint(change, share, grid, tfirst=True, rtol=1e-6, atol=1e-8, tcrit=[grid[-1]])


def simulate(p: Treatments, *, days=DAYS) -> pd.DataFrame:
    """Columns drug (mg/L), blood and node (share of B cells before treatment), one row per day."""
    doses, antibody = schedule(p), drug(p)
    shares = deplete(p, antibody, doses, days, (1, p.node_effect))
    columns = {
        "drug": concentration(antibody, doses, days),
        "blood": shares[:, 0],
        "node": shares[:, 1],
    }
    return pd.DataFrame(columns, pd.Index(days, name="day"))


def days_to_return(share: pd.Series, *, after: float = 0.0, level: float = 0.5) -> float:
    """Days from `after` until B cells, having been below `level`, reach it again; nan if never."""
    later = share[share.index >= after]
    low = later[later < level]
    if low.empty or low.index[-1] == later.index[-1]:
        return float("nan")
    last = low.index[-1]
    pair = later.loc[last:].iloc[:2]
    return float(np.interp(level, pair.to_numpy(), pair.index) - after)


def last_infusion(p: Treatments) -> float:
    """Day of the last infusion."""
    return schedule(p)[-1][0]
