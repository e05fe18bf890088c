"""A virtual cohort: patients who differ, all solved at once with the model of `kinetics`.

How much patients differ is a teaching choice (`SPREAD`, the standard deviation of the natural
logarithm of each parameter): large enough that peaks differ tenfold, as they do in the clinic, and
not fitted to anyone. The parameters vary independently of one another, which real ones may not.
"""

from dataclasses import fields
from types import SimpleNamespace

import numpy as np
import pandas as pd

from course.models.kinetics import DAYS, Kinetics, solve

SPREAD = {"dose": 0.2, "expansion": 0.3, "killing": 0.5, "precursors": 0.4, "b_cells": 0.3}


def sample_patients(n: int, *, seed: int, typical: Kinetics | None = None) -> pd.DataFrame:
    """Parameters of n patients around a typical one: one row each, columns as in `Kinetics`."""
    rng = np.random.default_rng(seed)
    return vary(typical or Kinetics(), rng.standard_normal((n, len(SPREAD))))


def vary(typical: Kinetics, deviations: np.ndarray) -> pd.DataFrame:
    """Patients so many standard deviations, shape (n, 5), from a typical one, within bounds."""
    columns = {f.name: np.full(len(deviations), getattr(typical, f.name)) for f in fields(typical)}
    for f in fields(typical):
        if f.name in SPREAD:
            shift = deviations[:, list(SPREAD).index(f.name)] * SPREAD[f.name]
            columns[f.name] = np.clip(columns[f.name] * np.exp(shift), *f.metadata["bounds"])
    return pd.DataFrame(columns).rename_axis("patient")


def simulate_cohort(patients: pd.DataFrame, *, days=DAYS, rtol: float = 1e-6) -> pd.DataFrame:
    """Cells of all patients: index day, columns (car_t or b_cells, patient).

    >>> cohort = simulate_cohort(sample_patients(50, seed=1), days=[0, 30, 90])
    >>> cohort["b_cells"].shape
    (3, 50)
    """
    p = SimpleNamespace(**{name: patients[name].to_numpy() for name in patients})
    cells = solve(p, p.dose, p.b_cells, days, rtol)
    columns = pd.MultiIndex.from_product([["car_t", "b_cells"], patients.index])
    return pd.DataFrame(
        cells.transpose(2, 1, 0).reshape(len(days), -1), pd.Index(days, name="day"), columns
    )


def simulate_with_band(p: Kinetics, *, n: int = 40, days=DAYS) -> pd.DataFrame:
    """One patient and the middle 80 % of n others like them.

    Columns car_t, b_cells (the patient), and car_t_low, car_t_high, b_cells_low, b_cells_high (the
    10th and 90th percentile), in cells. The same n others, in standard deviations, every time.
    """
    deviations = np.random.default_rng(1).standard_normal((n, len(SPREAD)))
    people = vary(p, np.vstack([np.zeros(len(SPREAD)), deviations]))
    cohort = simulate_cohort(people, days=days, rtol=1e-5)
    band: dict[str, object] = {}
    for name in ("car_t", "b_cells"):
        low, high = np.quantile(cohort[name].to_numpy()[:, 1:], [0.1, 0.9], axis=1)
        band |= {name: cohort[name, 0], f"{name}_low": low, f"{name}_high": high}
    return pd.DataFrame(band)
