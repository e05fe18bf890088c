r"""CAR T cells and the B cells that they live on, as predator and prey.

    C' = expansion * B * C - C / car_t_lifetime
    B' = I / precursor_lifetime - killing * B * C - B / b_cell_lifetime
    I  = precursors / (1 + C / half_suppression)

C are CAR T cells, B mature B cells, I the precursors in the bone marrow that feed them (all in
cells of the whole body); time is in days. CAR T cells divide when they meet a B cell, and kill it.

Source: León-Triana et al. 2021, doi 10.1016/j.cnsns.2020.105570, equations 3a-3c without leukaemia
(BioModels BIOMD0000001012). The published number of precursors, 1e7, sustains only 1e8 B cells, so
it describes depletion but no recovery. Our default, 2.5e9, is matched so that the marrow can keep
up the B cells that a patient starts with: a teaching choice, not a fit.

Left out on purpose: that precursors, too, make CAR T cells divide (a term of the published
equations; it would add up to 5 % to the CAR T cells at any time); tissues and blood as separate
places; memory and exhausted CAR T cells; T cells that compete for room (`kinetics_competition`);
rejection of the CAR T cells; and chance, when few cells are left.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.integrate import odeint

from course.parameters import Parameters, param

DAYS = np.arange(366)


@dataclass(frozen=True, kw_only=True)
class Kinetics(Parameters):
    """Parameters of the predator-prey model."""

    dose: float = param(
        1e7, "cells", (1e5, 1e10), "CAR T cells on day 0", "LeonTriana2021", log=True
    )
    expansion: float = param(
        1.125e-11,
        "per cell per day",
        (1e-12, 1e-10),
        "Growth of a CAR T cell per B cell that it can meet",
        "LeonTriana2021",
        label="Expansion",
        log=True,
    )
    killing: float = param(
        4.5e-11,
        "per cell per day",
        (1e-12, 1e-9),
        "Killing of a B cell per CAR T cell",
        "LeonTriana2021",
        label="Killing",
        log=True,
    )
    precursors: float = param(
        2.5e9,
        "cells",
        (1e6, 1e10),
        "B-cell precursors without CAR T cells; 2.5e9 keeps up 2.5e10 B cells, 1e7 is published",
        label="B-cell supply",
        log=True,
    )
    b_cells: float = param(
        2.5e10, "cells", (1e8, 2e11), "B cells on day 0", "LeonTriana2021", log=True
    )
    car_t_lifetime: float = param(
        14.0, "days", (1, 90), "Mean life of a CAR T cell", "LeonTriana2021"
    )
    b_cell_lifetime: float = param(
        60.0, "days", (5, 365), "Mean life of a B cell", "LeonTriana2021"
    )
    precursor_lifetime: float = param(
        6.0, "days", (1, 30), "Mean time that a precursor takes to mature", "LeonTriana2021"
    )
    half_suppression: float = param(
        1e9,
        "cells",
        (1e7, 1e12),
        "CAR T cells that halve the number of precursors",
        "LeonTriana2021",
        log=True,
    )


PUBLISHED = Kinetics(precursors=1e7)


def rates(t, state, p):
    """Change of (CAR T cells, B cells) in cells per day."""
    car_t, b_cells = state
    precursors = p.precursors / (1 + car_t / p.half_suppression)
    return (
        p.expansion * b_cells * car_t - car_t / p.car_t_lifetime,
        precursors / p.precursor_lifetime
        - p.killing * b_cells * car_t
        - b_cells / p.b_cell_lifetime,
    )


def predation_pressure(p: Kinetics) -> float:
    """CAR T cells that one CAR T cell leaves in its lifetime, on day 0; above 1 they expand."""
    return p.expansion * p.b_cells * p.car_t_lifetime


def simulate(p: Kinetics, *, days=DAYS, rtol: float = 1e-8) -> pd.DataFrame:
    """Columns car_t and b_cells, in cells, one row per day.

    >>> int(simulate(Kinetics())["car_t"].idxmax())
    37
    """
    (cells,) = solve(p, [p.dose], [p.b_cells], days, rtol)
    return pd.DataFrame(cells.T, pd.Index(days, name="day"), ["car_t", "b_cells"])


def solve(p, dose, b_cells, days, rtol) -> np.ndarray:
    """Cells of n patients, shape (n, 2, days): CAR T cells, then B cells.

    `dose` and `b_cells` have shape (n,), the parameters in `p` are numbers or have shape (n,). All
    patients are one system, patient by patient, so that its matrix is a narrow band. Logarithms
    are solved for, since cells fall by many powers of ten and never below zero. The solver is
    LSODA by way of `odeint`, which takes half the time of `solve_ivp`.
    """

    def log_rates(t, y):
        state = np.exp(y.reshape(-1, 2).T)
        return (np.array(rates(t, state, p)) / state).T.ravel()

    start = np.log([dose, b_cells]).T.ravel()
    logs, report = odeint(
        log_rates, start, days, tfirst=True, ml=1, mu=1, rtol=rtol, atol=rtol, full_output=True
    )
    if report["message"] != "Integration successful.":
        raise RuntimeError(f"The solver stopped early: {report['message']}")
    return np.exp(logs.T).reshape(-1, 2, len(days))
