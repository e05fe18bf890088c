"""A therapy designed from disease to price, or a reasoned no: both are checked for consistency.

`capstone_parts` holds `Design`, made of the parameters of earlier lectures; `capstone_refusal`
holds `NoCarT`. `check` holds either against the course's models and tables, one check a row:

    Design    capstone_design    disease, construct, target, dose, course, patient
              capstone_trial     the trial's rules, the price
    NoCarT    capstone_refusal   reasons, alternative, what would change it

A check asks whether things agree: the target with the receptor, the dose with the weight, the
stopping rule with the risk accepted. It cannot ask whether a design is good. A design can be
consistent and wrong, as a bridge can be drawn to scale in the wrong place.

`Plan` and `simulate` serve the explorer: a dose that is made or not, and the year that follows.

    infused = min(dose, made)     then `kinetics`, with a share of the B cells and of their supply

The six patients are SYNTHETIC. For teaching, and no guide to any treatment.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from course.models import capstone_design, capstone_refusal, capstone_trial, kinetics, manufacturing
from course.models.capstone_parts import Aim, Design, Expected, Preparation, Price, Trial
from course.models.capstone_refusal import NoCarT
from course.parameters import Parameters, param

__all__ = ["Aim", "Design", "Expected", "NoCarT", "Plan", "Preparation", "Price", "Trial"]
DESIGN: dict[str, Callable[[Design], tuple[bool, str]]] = (
    capstone_design.CHECKS | capstone_trial.CHECKS
)


def check(answer: Design | NoCarT) -> pd.DataFrame:
    """One row per check, named: columns holds (bool) and finding (a sentence).

    Raises TypeError for what is neither a Design nor a NoCarT.

    >>> int(check(Design(patient="Theo"))["holds"].sum()) < len(DESIGN)
    True
    """
    checks: dict[str, Callable[[Any], tuple[bool, str]]]
    if isinstance(answer, Design):
        checks = dict(DESIGN)
    elif isinstance(answer, NoCarT):
        checks = dict(capstone_refusal.CHECKS)
    else:
        raise TypeError(f"Give a Design(...) or a NoCarT(...), not {type(answer).__name__}.")
    rows = [ask(answer) for ask in checks.values()]
    return pd.DataFrame(rows, pd.Index(checks, name="check"), ["holds", "finding"])


def faults(answer: Design | NoCarT) -> list[str]:
    """The findings of the checks that do not hold, in order; empty if all agree."""
    table = check(answer)
    return table.loc[~table["holds"].astype(bool), "finding"].tolist()


@dataclass(frozen=True, kw_only=True)
class Plan(Parameters):
    """A dose, whom it is for, what it is made of, and what the cells will find."""

    weight: float = param(55, "kg", (10, 150), "Body weight; 55 is Mei's")
    dose_per_kg: float = param(1e6, "CAR+ cells/kg", (1e4, 1e7), "Dose", "Mackensen2022", log=True)
    start_cells: float = param(
        1e8, "cells", (1e6, 1e9), "T cells that are transduced", label="T cells at start", log=True
    )
    b_cells: float = param(
        100, "% of normal", (1, 100), "B cells that the CAR can meet on the day of infusion",
        label="B cells that it meets", log=True,
    )  # fmt: skip


class Year(NamedTuple):
    """A batch and the year after it."""

    batch: manufacturing.Batch
    infused: float  # CAR+ cells: the dose, or all that there are
    pressure: float
    day: np.ndarray  # after the infusion
    car_t: np.ndarray  # CAR T cells in the body
    b_cells: np.ndarray  # B cells that the CAR can meet

    @property
    def course(self) -> pd.DataFrame:
        """Columns car_t and b_cells, in cells, by day, as `kinetics` gives them."""
        columns = {"car_t": self.car_t, "b_cells": self.b_cells}
        return pd.DataFrame(columns, pd.Index(self.day, name="day"))


def simulate(p: Plan, *, days=kinetics.DAYS) -> Year:
    """The batch, and CAR T and B cells in the year after the infusion.

    >>> year = simulate(Plan())
    >>> print(f"{year.infused:.2g} {year.pressure:.2f} {year.course['car_t'].idxmax()}")
    5.5e+07 3.94 28
    """
    batch = manufacturing.simulate(
        manufacturing.Manufacturing(
            weight=p.weight, dose_per_kg=p.dose_per_kg, start_cells=p.start_cells
        )
    )
    infused = min(batch.needed, float(batch.car_t[-1]))
    car_t, b_cells = capstone_design.predation(infused, p.b_cells / 100, days)
    pressure = kinetics.predation_pressure(kinetics.Kinetics()) * p.b_cells / 100
    return Year(batch, infused, pressure, np.asarray(days), car_t, b_cells)
