r"""A fever in equations: CAR T cells, antigen, macrophages and IL-6 in a loop, with tocilizumab.

    T' = growth T u - T / lifetime                       CAR T cells, in billions; u = A / (A + 0.3)
    A' = -killing T u                                    antigen: B cells, 1 = as many as in health
    M' = calling T u + feedback S^2 / (50^2 + S^2) - M   macrophages that are active (no unit)
    L' = release M - L (basal + uptake f)                IL-6 in blood, pg/mL
    W' = (S - W) / 0.25                                 effect on the body, a quarter of a day late

f = 1 / (1 + D / ic50) is the share of IL-6 receptors without tocilizumab, D its level in mg/L, and
S = f L the signal that a body receives. Time is in days. Temperature is 36.8 + 4 W / (W + 60)
degrees. Above W = 60, 180 and 400 the toy has low pressure, needs one vasopressor,
needs several; the grade is then that of the consensus (`safety_grading.crs_grade`).

**The loop and all of its numbers are this course's own**: chosen so that a usual dose at a usual
number of B cells gives a fever within days, and fitted to no patient. Two things in it are not
ours. The level of tocilizumab follows Frey et al. 2010, doi 10.1177/0091270009350623
(`two_compartment.TOCILIZUMAB`, from rheumatoid arthritis). IL-6 is also removed by its receptor, so
that blocking the receptor raises it in blood, as was seen in rheumatoid arthritis and Castleman
disease (Nishimoto et al. 2008, doi 10.1182/blood-2008-05-155846).

Left out on purpose: oxygen; the brain; other cytokines (interferon, IL-1); steroids; infection;
IEC-HS; differences between people and between products. It says nothing about any patient.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.integrate import odeint

from course.models import two_compartment
from course.models.safety_grading import FEVER, crs_grade
from course.models.two_compartment import TOCILIZUMAB
from course.parameters import Parameters, param

DAYS = np.arange(0, 21.01, 0.125)
HALF_FOOD = 0.3  # antigen at half speed
HALF_SIGNAL = 50.0  # pg/mL at half feedback
WARMING = 4.0, 60.0  # most degrees, and the signal at half of them
NORMAL = 36.8  # degrees C
LATE = 0.25  # days
LOW_PRESSURE, ONE_VASOPRESSOR, SEVERAL = 60.0, 180.0, 400.0
MOST = 800.0  # mg of tocilizumab at once


@dataclass(frozen=True, kw_only=True)
class Safety(Parameters):
    """Parameters of the toy of cytokine release."""

    dose: float = param(6.2e7, "cells", (1e6, 1e9), "CAR T cells infused", label="Dose", log=True)
    antigen: float = param(
        1.0,
        "times normal",
        (0.1, 10),
        "Cells with the antigen, 1 = B cells of a healthy body",
        label="Antigen load",
        log=True,
    )
    tocilizumab_day: float = param(
        6.0, "days", (1, 20), "Day of tocilizumab", label="Day of tocilizumab"
    )
    tocilizumab: float = param(
        8.0, "mg/kg", (0, 12), "Dose of tocilizumab, at most 800 mg; 0 is none", label="Tocilizumab"
    )
    weight: float = param(62.0, "kg", (10, 150), "Body weight")
    growth: float = param(1.1, "per day", (0.1, 3), "Growth of CAR T cells that are fed")
    lifetime: float = param(
        4.0, "days", (1, 60), "Mean life of a CAR T cell after its food is gone"
    )
    killing: float = param(0.5, "per billion per day", (0.01, 5), "Antigen that CAR T cells remove")
    calling: float = param(0.7, "per billion per day", (0, 10), "Macrophages roused by CAR T cells")
    feedback: float = param(0.9, "per day", (0, 20), "Most macrophages that IL-6 rouses")
    release: float = param(400.0, "pg/mL per day", (1, 5000), "IL-6 from active macrophages")
    basal: float = param(1.0, "per day", (0.1, 20), "Loss of IL-6 without its receptor")
    uptake: float = param(4.0, "per day", (0, 20), "Loss of IL-6 by its receptor")
    ic50: float = param(1.0, "mg/L", (0.01, 100), "Tocilizumab that blocks half of the receptors")


def free_receptor(drug, p: Safety):
    """Share of receptors without tocilizumab, at a level in mg/L."""
    return 1 / (1 + drug / p.ic50)


def rates(t, state, p):
    """Change of CAR T cells, antigen, macrophages, IL-6, late signal and tocilizumab, per day."""
    car_t, antigen, macrophages, il6, late, central, peripheral = state
    food = antigen / (antigen + HALF_FOOD)
    free = free_receptor(central, p)
    signal = free * il6
    return (
        p.growth * car_t * food - car_t / p.lifetime,
        -p.killing * car_t * food,
        p.calling * car_t * food
        + p.feedback * signal**2 / (HALF_SIGNAL**2 + signal**2)
        - macrophages,
        p.release * macrophages - il6 * (p.basal + p.uptake * free),
        (signal - late) / LATE,
        *two_compartment.rates(t, (central, peripheral), TOCILIZUMAB),
    )


def simulate(p: Safety, *, days=DAYS) -> pd.DataFrame:
    """Columns car_t (cells), antigen, il6 (pg/mL), tocilizumab (mg/L), temperature, grade.

    >>> int(simulate(Safety(tocilizumab=0))["grade"].max())
    1
    """
    days = np.asarray(days, float)
    before, after = days[days < p.tocilizumab_day], days[days >= p.tocilizumab_day]
    start = np.array([p.dose / 1e9, p.antigen, 0, 0, 0, 0, 0])
    first = _solve(p, start, np.concatenate([[0], before, [p.tocilizumab_day]]))
    start = first[-1].copy()
    start[5] += min(p.tocilizumab * p.weight, MOST) / TOCILIZUMAB.central_volume
    second = _solve(p, start, np.concatenate([[p.tocilizumab_day], after]))
    table = _table(np.concatenate([first[1:-1], second[1:]]), days)
    return table.assign(grade=_grades(table, p))


def _solve(p, start, days):
    return odeint(rates, start, days, args=(p,), tfirst=True, rtol=1e-7, atol=1e-9)


def _table(states, days):
    states = np.maximum(states, 0)
    most, half = WARMING
    late = states[:, 4]
    columns = {
        "car_t": states[:, 0] * 1e9,
        "antigen": states[:, 1],
        "il6": states[:, 3],
        "tocilizumab": states[:, 5],
        "effect": late,
        "temperature": NORMAL + most * late / (late + half),
    }
    return pd.DataFrame(columns, pd.Index(days, name="day"))


def _grades(table, p):
    """The consensus grade of each moment; after tocilizumab for a fever, fever is not asked for."""
    fever = table["temperature"] >= FEVER
    given = (table.index >= p.tocilizumab_day) & (p.tocilizumab > 0)
    due = fever & (table.index <= p.tocilizumab_day)
    treated = given & bool(due.any())
    return [
        crs_grade(record(temperature, effect, bool(late)))
        for temperature, effect, late in zip(
            table["temperature"], table["effect"], treated, strict=True
        )
    ]


def record(temperature: float, effect: float, treated: bool) -> dict[str, object]:
    """What a nurse would write down in the toy, for the consensus to grade."""
    return {
        "temperature": temperature,
        "treated": treated,
        "hypotension": effect >= LOW_PRESSURE,
        "vasopressors": int(effect >= ONE_VASOPRESSOR) + int(effect >= SEVERAL),
        "vasopressin": False,
        "oxygen": "room air",
    }
