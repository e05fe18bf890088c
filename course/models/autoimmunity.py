r"""A threshold between tolerance and chronic autoimmunity: System 1 of Alexander and Wahl.

    A' = activation * uptake * G - (lifetime_loss + background_regulation) A - suppression A R
    R' = (regulators_per_presenter + regulators_per_effector E) A - regulator_loss R
    E' = effectors_per_presenter A - effector_loss E
    G' = release E - (uptake + antigen_loss) G

A are mature cells that present a self antigen, R regulatory T cells specific for it, E effector T
cells that attack the tissue (cells), G the self antigen that damaged tissue releases (molecules).
Time is in days. Presenters make effectors, effectors release antigen, antigen makes presenters:
a loop. What one presenter leaves behind after one round of it is

    R0 = uptake activation effectors_per_presenter release
         / ((antigen_loss + uptake) (lifetime_loss + background_regulation) effector_loss).

Below R0 = 1 every flare dies out; above, the least one grows into a chronic state. There is a
threshold in the parameters and none in the size of a flare: the model is not bistable.
`regulators_*` and `suppression`, the regulatory T cells specific for the antigen, are not in R0.

Source: Alexander and Wahl 2011, doi 10.1007/s11538-010-9519-2 (BioModels BIOMD0000000289); the
published parameters describe no particular disease and were not fitted to patients.

Left out on purpose: the authors' other two mechanisms of regulation (Systems 2 and 3), saturated
uptake, and their random version, in which a single cell may die out by chance although R0 > 1.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.integrate import solve_ivp

from course.parameters import Parameters, param

COLUMNS = ["presenters", "regulators", "effectors", "antigen"]
DAYS = np.arange(201)
SOURCE = "AlexanderWahl2011"


@dataclass(frozen=True, kw_only=True)
class Autoimmunity(Parameters):
    """Parameters of the loop between presenters, effectors and released self antigen."""

    background_regulation: float = param(
        0.25,
        "per day",
        (0, 2),
        "Loss of presenters to regulatory T cells of any specificity",
        SOURCE,
        label="Background regulation",
    )
    release: float = param(
        2000.0,
        "molecules per cell per day",
        (0, 1e5),
        "Self antigen that an effector cell sets free from the tissue",
        SOURCE,
    )
    uptake: float = param(
        0.0025, "per day", (0, 1), "Share of the antigen that presenting cells take up", SOURCE
    )
    activation: float = param(
        1e-4, "cells per molecule", (0, 1), "Presenters that mature per molecule taken up", SOURCE
    )
    effectors_per_presenter: float = param(
        1000.0, "per day", (0, 1e5), "Effector cells that a presenter raises", SOURCE
    )
    regulators_per_presenter: float = param(
        200.0, "per day", (0, 1e5), "Specific regulatory cells that a presenter raises", SOURCE
    )
    regulators_per_effector: float = param(
        0.016, "per cell per day", (0, 10), "The same, per presenter and effector cell", SOURCE
    )
    suppression: float = param(
        3e-6, "per cell per day", (0, 1), "Loss of presenters per specific regulatory cell", SOURCE
    )
    lifetime_loss: float = param(
        0.25, "per day", (0.01, 5), "Loss of presenters without regulation", SOURCE
    )
    regulator_loss: float = param(0.25, "per day", (0.01, 5), "Loss of regulatory cells", SOURCE)
    effector_loss: float = param(0.25, "per day", (0.01, 5), "Loss of effector cells", SOURCE)
    antigen_loss: float = param(5.0, "per day", (0.1, 100), "Loss of free antigen", SOURCE)


def rates(t, state, p):
    """Change of (presenters, regulators, effectors, antigen) per day."""
    presenters, regulators, effectors, antigen = state
    loss = p.lifetime_loss + p.background_regulation + p.suppression * regulators
    raised = p.regulators_per_presenter + p.regulators_per_effector * effectors
    return (
        p.activation * p.uptake * antigen - loss * presenters,
        raised * presenters - p.regulator_loss * regulators,
        p.effectors_per_presenter * presenters - p.effector_loss * effectors,
        p.release * effectors - (p.uptake + p.antigen_loss) * antigen,
    )


def r0(p: Autoimmunity) -> float:
    """Presenters that one presenter leaves after one round of the loop; above 1 a flare grows.

    >>> round(r0(Autoimmunity()), 4), round(r0(Autoimmunity(background_regulation=0)), 4)
    (0.7996, 1.5992)
    """
    gain = p.uptake * p.activation * p.effectors_per_presenter * p.release
    lost = p.lifetime_loss + p.background_regulation
    return gain / ((p.antigen_loss + p.uptake) * lost * p.effector_loss)


def regulation_needed(p: Autoimmunity) -> float:
    """Background regulation, per day, at which R0 is one; zero if tolerance holds without any."""
    without = r0(p) * (p.lifetime_loss + p.background_regulation) / p.lifetime_loss
    return max(p.lifetime_loss * (without - 1), 0.0)


def chronic_state(p: Autoimmunity) -> pd.Series:
    """Where a flare ends: the chronic state if R0 > 1, otherwise nothing of all four.

    Regulators are at the level at which each presenter leaves just one; presenters follow from
    a quadratic equation. `suppression` must be above zero, or a flare that grows has no end.
    """
    over = max(r0(p) - 1, 0.0)
    if over and not p.suppression:
        raise ValueError("`suppression` is 0 and R0 is above 1: nothing ends this flare.")
    lost = p.lifetime_loss + p.background_regulation
    regulators = lost * over / p.suppression if over else 0.0
    square = p.regulators_per_effector * p.effectors_per_presenter / p.effector_loss
    line, made = p.regulators_per_presenter, p.regulator_loss * regulators
    if over and not square and not line:
        raise ValueError("No specific regulators are raised and R0 is above 1: nothing ends it.")
    presenters = 2 * made / (line + np.sqrt(line**2 + 4 * square * made)) if over else 0.0
    effectors = p.effectors_per_presenter * presenters / p.effector_loss
    antigen = p.release * effectors / (p.uptake + p.antigen_loss)
    return pd.Series([presenters, regulators, effectors, antigen], COLUMNS, dtype=float)


def simulate(p: Autoimmunity, *, presenters=1.0, antigen=1e8, days=DAYS) -> pd.DataFrame:
    """A flare that begins with so many presenters and so much antigen, day by day.

    >>> round(simulate(Autoimmunity())["effectors"].iloc[-1])
    9
    """
    start, tight = (presenters, 0.0, 0.0, antigen), {"rtol": 1e-9, "atol": 1e-9}
    run = solve_ivp(
        rates, (days[0], days[-1]), start, t_eval=days, args=(p,), method="LSODA", **tight
    )
    if not run.success:
        raise RuntimeError(f"The solver stopped on day {run.t[-1]:.0f}: {run.message}")
    return pd.DataFrame(run.y.T, pd.Index(days, name="day"), COLUMNS)
