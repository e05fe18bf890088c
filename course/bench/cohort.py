"""What a virtual cohort costs, beside other ways of solving the same patients.

    stacked      `simulate_cohort`: all patients as one system
    loop         one `solve_ivp` with LSODA for each patient, to the same tolerance
    libRoadRunner  the same equations compiled from Antimony, one run for each patient

The last two run on a sample of the patients and are scaled up. Each is timed in this run, on one
core, after a first small run that is not counted.
"""

import time
from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd
from scipy.integrate import solve_ivp

from course.models.kinetics import DAYS, Kinetics, rates
from course.models.kinetics_cohort import sample_patients, simulate_cohort

PATIENTS, SAMPLE, TOLERANCE = 10_000, 40, 1e-6
FASTER, SECONDS = 25, 1.0  # what the course promises
SIZES = (100, 1_000, 10_000, 100_000)
ANTIMONY = """
C = 1e7; B = 2.5e10
I := precursors / (1 + C / half_suppression)
C' = expansion * B * C - C / car_t_lifetime
B' = I / precursor_lifetime - killing * B * C - B / b_cell_lifetime
"""


def run(console=None) -> bool:
    """Measure, print, and return whether the promises hold."""
    from rich.console import Console

    out = console or Console()
    patients = sample_patients(PATIENTS, seed=1)
    table = compare(patients)
    out.print(f"{PATIENTS:,} patients, a year in days, tolerance {TOLERANCE:g}, seconds:")
    out.print(table.to_string(float_format="{:.3g}".format))
    out.print("Growth, seconds of `simulate_cohort`, days 0 to 365 in steps of five:")
    out.print(growth().to_string(float_format="{:.3g}".format))
    kept = table.loc["loop", "ratio"] >= FASTER and table.loc["stacked", "seconds"] <= SECONDS
    out.print(
        f"Promise: at most {SECONDS:g} s and at least {FASTER} times as fast as the loop: "
        f"{'kept' if kept else 'broken'}."
    )
    return bool(kept)


def compare(patients: pd.DataFrame) -> pd.DataFrame:
    """Seconds for all patients, and their ratio to `stacked`, by way of solving."""
    few = patients.head(SAMPLE)
    scale = len(patients) / SAMPLE
    seconds = {
        "stacked": timed(lambda: simulate_cohort(patients, rtol=TOLERANCE)),
        "loop": scale * timed(lambda: loop(few)),
        "libRoadRunner": scale * timed(roadrunner(few)),
    }
    table = pd.DataFrame({"seconds": seconds})
    return table.assign(ratio=table["seconds"] / table.loc["stacked", "seconds"])


def growth() -> pd.DataFrame:
    """Seconds by number of patients."""
    seconds = {}
    for n in SIZES:
        patients = sample_patients(n, seed=1)
        seconds[n] = timed(partial(simulate_cohort, patients, days=DAYS[::5]))
    table = pd.DataFrame({"seconds": seconds}).rename_axis("patients")
    return table.assign(microseconds_each=1e6 * table["seconds"] / table.index)


def timed(job: Callable[[], object]) -> float:
    """Seconds of processor and waiting of the faster of two runs."""
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return min(taken)


def loop(patients: pd.DataFrame) -> np.ndarray:
    """Cells of each patient on each day, solved one after another."""
    runs = []
    for _, row in patients.iterrows():
        p = Kinetics(**row)
        solved = solve_ivp(
            rates, (0, 365), (p.dose, p.b_cells), args=(p,), method="LSODA",
            t_eval=DAYS, rtol=TOLERANCE, atol=1.0,
        )  # fmt: skip
        runs.append(solved.y)
    return np.array(runs)


def roadrunner(patients: pd.DataFrame) -> Callable[[], np.ndarray]:
    """A job that solves each patient with libRoadRunner."""
    import antimony
    import roadrunner

    names = [name for name in patients if name not in ("dose", "b_cells")]
    lines = "\n".join(f"{name} = 1" for name in names)
    antimony.loadAntimonyString(f"model cohort\n{ANTIMONY}\n{lines}\nend")
    model = roadrunner.RoadRunner(antimony.getSBMLString("cohort"))
    model.integrator.relative_tolerance = TOLERANCE

    def job() -> np.ndarray:
        runs = []
        for _, row in patients.iterrows():
            model.reset()
            for name in names:
                model[name] = row[name]
            model["C"], model["B"] = row["dose"], row["b_cells"]
            runs.append(np.array(model.simulate(0, 365, 366)))
        return np.array(runs)

    return job
