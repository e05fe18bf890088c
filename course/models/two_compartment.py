r"""An antibody given into a vein, in two places: the blood and the fluid of tissues.

    V1 C1' = -clearance * C1 - exchange * (C1 - C2) - v_max * C1 / (k_m + C1)
    V2 C2' =  exchange * (C1 - C2)

C1 and C2 are concentrations in mg/L in the central volume V1 (blood and what exchanges with it at
once) and the peripheral volume V2; time is in days. Each dose is added to C1 at once. With
v_max = 0, the default, elimination is linear and the solution is a sum of two exponentials, which
is what is computed; else the equations are solved numerically.

Sources: rituximab in rheumatoid arthritis, Lioger et al. 2017, doi 10.1111/bcp.13270 (a woman with
1.8 m2 of body surface, 10 g/L IgG and 100 CD19+ cells per mm3 in her first course; printed as rates
k10, k12, k21, from which clearance, exchange and V2 follow). Rituximab in children with nephrotic
syndrome, Chen et al. 2021, doi 10.3389/fphar.2021.725665 (0.9 m2). Tocilizumab in rheumatoid
arthritis, Frey et al. 2010, doi 10.1177/0091270009350623 (a man of 1.8 m2), with the saturable
elimination of an antibody that is bound and taken up by its target.

Left out on purpose: the hours of an infusion; binding to the target, except as a saturable loss;
antibodies against the drug; a clearance that changes as the disease does; the spread between
patients. "Peripheral" is a volume that fits blood levels, and not the concentration in a node.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.integrate import solve_ivp

from course.parameters import Parameters, param

Doses = Sequence[tuple[float, float]]
PAPER = "Lioger2017"


@dataclass(frozen=True, kw_only=True)
class TwoCompartment(Parameters):
    """Pharmacokinetics of an antibody; the defaults are rituximab in rheumatoid arthritis."""

    clearance: float = param(
        0.451,
        "L/day",
        (0.01, 5),
        "Volume of blood cleared of drug in a day",
        PAPER,
        basis="derived",
    )
    central_volume: float = param(4.1, "L", (0.5, 20), "Volume that a dose enters", PAPER)
    exchange: float = param(
        1.722, "L/day", (0, 20), "Flow between the two volumes", PAPER, basis="derived"
    )
    peripheral_volume: float = param(
        6.888, "L", (0.1, 50), "Volume that exchanges with the first", PAPER, basis="derived"
    )
    v_max: float = param(0.0, "mg/day", (0, 100), "Highest rate of saturable elimination")
    k_m: float = param(1.0, "mg/L", (0.01, 100), "Concentration at half of that rate")


RITUXIMAB = TwoCompartment()
RITUXIMAB_CHILD = TwoCompartment(
    clearance=0.20856, central_volume=1.86, exchange=0.18, peripheral_volume=1.9
)
TOCILIZUMAB = TwoCompartment(
    clearance=0.3, central_volume=3.5, exchange=0.2, peripheral_volume=2.9, v_max=7.5, k_m=2.7
)


def rates(t, state, p):
    """Change of (central, peripheral) concentration in mg/L per day."""
    central, peripheral = state
    flow = p.exchange * (central - peripheral)
    loss = p.clearance * central + p.v_max * central / (p.k_m + central)
    return (-loss - flow) / p.central_volume, flow / p.peripheral_volume


def exponents(p: TwoCompartment) -> np.ndarray:
    """The fast and the slow rate of decline, per day; for linear elimination."""
    out, over = p.clearance / p.central_volume, p.exchange / p.central_volume
    back = p.exchange / p.peripheral_volume
    total = out + over + back
    root = np.sqrt(total**2 - 4 * out * back)
    fast = (total + root) / 2
    return np.array([fast, out * back / fast])


def half_lives(p: TwoCompartment) -> np.ndarray:
    """Half-lives of distribution and of elimination, in days; for linear elimination.

    >>> half_lives(RITUXIMAB).round(2)
    array([ 0.93, 18.73])
    """
    return np.log(2) / exponents(p)


def amplitudes(p: TwoCompartment, doses: Doses, day: float) -> np.ndarray:
    """The fast and the slow part of the concentration (mg/L) on a day, after its dose."""
    _linear(p)
    fast, slow = exponents(p)
    quick = (fast - p.exchange / p.peripheral_volume) / (fast - slow)
    parts = np.zeros(2)
    for start, amount in doses:
        if start <= day:
            left = np.exp(-np.array([fast, slow]) * (day - start))
            parts += amount / p.central_volume * np.array([quick, 1 - quick]) * left
    return parts


def concentration(p: TwoCompartment, doses: Doses, days) -> np.ndarray:
    """Central concentration in mg/L after doses (day, mg), for linear elimination.

    Days may be a number or an array; on the day of a dose the dose is there.
    """
    days = np.asarray(days, float)
    rate, level = exponents(p), np.zeros_like(days)
    for start, amount in doses:
        since = np.maximum(days - start, 0)
        parts = amplitudes(p, [(start, amount)], start)
        shape = (parts * np.exp(-rate * since[..., None])).sum(-1)
        level = level + np.where(days >= start, shape, 0)
    return level


def _linear(p):
    if p.v_max:
        raise ValueError("Elimination is saturable (v_max > 0): use simulate, not concentration.")


def simulate(p: TwoCompartment, doses: Doses, *, days, rtol: float = 1e-8) -> pd.DataFrame:
    """Columns central and peripheral, in mg/L, one row per day; any elimination.

    >>> simulate(RITUXIMAB, [(0, 1000)], days=[0, 7])["central"].round(1).tolist()
    [243.9, 57.7]
    """
    days = np.asarray(days, float)
    state, levels = np.zeros(2), np.zeros((len(days), 2))
    starts = sorted(doses)
    ends = [day for day, _ in starts[1:]] + [np.inf]
    for (start, amount), end in zip(starts, ends, strict=True):
        state = np.add(state, (amount / p.central_volume, 0))
        inside = (days >= start) & (days < end)
        until = end if np.isfinite(end) else max(days[-1], start)
        levels[inside], state = _between(p, state, start, until, days[inside], rtol)
    return pd.DataFrame(levels, pd.Index(days, name="day"), ["central", "peripheral"])


def _between(p, state, start, end, days, rtol):
    """Levels on the days between two doses, and the state at the end."""
    if end == start:
        return np.tile(state, (len(days), 1)), state
    run = solve_ivp(
        rates, (start, end), state, args=(p,), method="LSODA",
        t_eval=np.append(days[days < end], end), rtol=rtol, atol=1e-9,
    )  # fmt: skip
    return run.y.T[: len(days)], run.y[:, -1]
