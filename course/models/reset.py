r"""Deplete B cells for a while: do autoantibody and disease stay away when the B cells return?

    x' = leak + drive A + feedback y^2 / (half_point^2 + y^2) - loss x        (per month)
    y' = (x - y) / healing                                                    (per month)
    S' = ln 2 / 5 d  * ((1 - long_lived) x / x_disease - S)
    A' = ln 2 / 21 d * (S + L - A),    L = long_lived (1 - plasma_cells_killed) 2^(-t / 11 years)

x are self-reactive B cells and y the damage that feeds them, in units of `half_point`: the switch
of `switch`, with the delay of `autoimmunity_flare`. A is the autoantibody as a share of its level
in the disease; S and L are what short-lived and long-lived plasma cells make of it, as in
`reset_antibody`. New is that the autoantibody itself pushes the switch (`drive`), as immune
complexes are thought to. On day 0, `depth` of all B cells are removed and kept away for `length`
days. Then they return, newly made, with a mean time of `return_time`; those self-reactive ones
that were left are free again. The antibody of an old vaccine, V, comes for `VACCINE_LONG_LIVED`
from long-lived cells; what its memory B cells made is lost with them, for it is not boosted.

Our own, and a hypothesis. Nothing here was fitted to any patient. Measured are the half-lives of
IgG and of an antibody against tetanus (`reset_antibody`); the defaults of depth and length lie
near what was seen after CD19 CAR T cells (Tur et al. 2025, doi 10.1136/ard-2024-226142: no B cell
found in nodes; Mackensen et al. 2022, doi 10.1038/s41591-022-02017-5: return after 110 days).

Left out on purpose: T cells; the CAR T cells themselves (`kinetics`); a broken checkpoint that
makes new self-reactive B cells of the new ones; damage that stays; infection, vaccination and
chance; and differences between organs.
"""

from dataclasses import dataclass, replace
from math import exp, log

import numpy as np
import pandas as pd
from scipy.integrate import odeint

from course.models.reset_antibody import Antibody, follows
from course.models.switch import Switch, gain, steady_states
from course.parameters import param

DAYS = np.concatenate([np.arange(0, 1095, 5), np.arange(1095, 3651, 35)])
MONTH = 30.4375  # days
VACCINE_LONG_LIVED = 0.9
HALF_LIVES = Antibody()
RELAPSE = 0.5  # of the activity before
MOLECULE = log(2) / HALF_LIVES.antibody_half_life
QUICK = log(2) / HALF_LIVES.short_lived_half_life
SLOW = log(2) / HALF_LIVES.long_lived_half_life


@dataclass(frozen=True, kw_only=True)
class Reset(Switch):
    """Parameters of the disease, of the depletion, and of where the autoantibody comes from."""

    depth: float = param(
        0.99, "of B cells", (0.3, 1), "Share of the B cells in tissues that is removed",
        label="Depth of depletion",
    )  # fmt: skip
    length: float = param(
        110.0, "days", (5, 365), "Time for which B cells are kept away",
        "Mackensen2022", label="Length of depletion",
    )  # fmt: skip
    long_lived: float = param(
        0.2, "of the antibody", (0, 1), "Share of the autoantibody from long-lived plasma cells",
        label="Autoantibody from long-lived cells",
    )  # fmt: skip
    plasma_cells_killed: float = param(
        0.0, "of these cells", (0, 1), "Share of long-lived plasma cells that the treatment kills",
        label="Long-lived cells killed",
    )  # fmt: skip
    drive: float = param(
        0.12, "per month", (0, 0.15), "Activity that the autoantibody adds at its full level"
    )
    healing: float = param(2.0, "months", (0.5, 12), "Mean time for which damage stays")
    return_time: float = param(60.0, "days", (5, 365), "Mean time in which B cells come back")


def disease(p: Reset) -> float:
    """Activity of the established disease, with all of its autoantibody."""
    return float(steady_states(replace(p, leak=p.leak + p.drive))["activity"].max())


def rates(day, state, p, held, high):
    """Change of (cells, damage, short-lived source, autoantibody) per day."""
    cells, damage, short, antibody = state.tolist()
    long = p.long_lived * (1 - p.plasma_cells_killed) * exp(-SLOW * day)
    made = gain(damage, p) + p.drive * antibody - p.loss * cells
    return (
        0.0 if held else made / MONTH,
        (cells - damage) / p.healing / MONTH,
        QUICK * ((1 - p.long_lived) * cells / high - short),
        MOLECULE * (short + long - antibody),
    )


def simulate(p: Reset, *, days=DAYS) -> pd.DataFrame:
    """Columns b_cells, cells, activity, autoantibody and vaccine, as shares of before, by day.

    `cells` are the self-reactive B cells, `activity` the damage, which stands for the disease.

    >>> simulate(Reset()).loc[[0, 90, 1085], "autoantibody"].round(2).tolist()
    [1.0, 0.26, 0.23]
    """
    days, high = np.asarray(days), disease(p)
    start = [high * (1 - p.depth), high, 1 - p.long_lived, 1.0]
    early, late = days[days <= p.length], days[days > p.length]
    away = _solve(p, start, np.array([0, *early, p.length]), True, high)
    back = _solve(p, away[-1], np.array([p.length, *late]), False, high)
    cells, damage, _, antibody = np.vstack([away[1:-1], back[1:]]).T
    columns = {
        "b_cells": b_cells(days, p),
        "cells": cells / high,
        "activity": damage / high,
        "autoantibody": antibody,
        "vaccine": vaccine(days, p),
    }
    return pd.DataFrame(columns, pd.Index(days, name="day"))


def _solve(p, start, days, held, high):
    """States on the given days; odeint, since an explorer must be quick."""
    return odeint(rates, start, days, args=(p, held, high), tfirst=True, rtol=1e-6, atol=1e-8)


def b_cells(days, p: Reset) -> np.ndarray:
    """B cells in tissues as a share of before: away, then back, newly made."""
    since = np.maximum(np.asarray(days, float) - p.length, 0)
    return 1 - p.depth * np.exp(-since / p.return_time)


def vaccine(days, p: Reset) -> np.ndarray:
    """Antibody of an old vaccine, as a share of before; closed form, for it drives nothing."""
    h, lost = HALF_LIVES, 1 - VACCINE_LONG_LIVED
    quick, slow = (
        follows(days, h.antibody_half_life, source)
        for source in (h.short_lived_half_life, h.long_lived_half_life)
    )
    gone = follows(days, h.antibody_half_life, 1e-9)
    killed = p.plasma_cells_killed
    long = VACCINE_LONG_LIVED * ((1 - killed) * slow + killed * gone)
    return long + lost * ((1 - p.depth) + p.depth * quick)


def outcome(result: pd.DataFrame) -> tuple[str, float]:
    """("reset", nan), ("relapse", its day) or ("no response", nan).

    A relapse is half of the activity of before, after it had been below that.
    """
    activity = result["activity"]
    low = activity.index[activity < RELAPSE]
    if len(low) == 0:
        return "no response", float("nan")
    again = activity[(activity.index > low[0]) & (activity >= RELAPSE)]
    return ("relapse", float(again.index[0])) if len(again) else ("reset", float("nan"))


def shortest_length(p: Reset) -> float:
    """The fewest whole days of depletion that reset, at this depth; nan if a year does not."""
    low, high = 4, 366
    if outcome(simulate(replace(p, length=365)))[0] != "reset":
        return float("nan")
    while high - low > 1:
        middle = (low + high) // 2
        good = outcome(simulate(replace(p, length=middle)))[0] == "reset"
        low, high = (low, middle) if good else (middle, high)
    return float(high)
