r"""A production line for autologous CAR T cells, patient by patient: a discrete-event simulation.

Patients come at random, `per_week` on average. Each gives cells (apheresis), which travel, wait for
a free suite, stay in it for the culture, and are tested. A batch that fails is begun again from
newly given cells, once. A batch that passes travels back; then comes lymphodepletion, and the
infusion. One suite holds one batch at a time, since no two patients' cells may meet.

    occupancy = per_week / 7 * days in a suite / suites

Below 1 the queue stays finite; with one suite, no failures and cultures of equal length s the mean
wait is occupancy * s / (2 * (1 - occupancy)) (Pollaczek and Khinchine, textbook).

The chance that a batch fails, 38 of 981, and that a repeated one does, 10 of 21, are Dulobdas et
al. 2025 (lymphoma in the United Kingdom; these are attempts and not independent patients). All
other numbers are teaching values.

Left out on purpose: weekends, staff, lots of vector, a laboratory that is busy, patients who become
too ill to wait, and a third attempt.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import simpy

from course.parameters import Parameters, param


@dataclass(frozen=True, kw_only=True)
class Line(Parameters):
    """Parameters of the production line."""

    per_week: float = param(
        2.2, "patients per week", (0.1, 20), "Patients who come", label="Patients"
    )
    suites: int = param(5, "suites", (1, 50), "Places for one batch each")
    culture: float = param(13, "days", (1, 30), "Mean time of a batch in its suite", "Zhu2018")
    spread: float = param(1, "days", (0, 5), "Standard deviation of the time in a suite")
    testing: float = param(8, "days", (0, 30), "Tests and papers before release")
    transport: float = param(2, "days", (0, 10), "Each way between clinic and line")
    lymphodepletion: float = param(5, "days", (0, 10), "From release at the clinic to infusion")
    failure: float = param(
        0.039, "share", (0, 1), "Chance that a first batch fails", "Dulobdas2025", basis="derived"
    )
    repeat_failure: float = param(
        0.48, "share", (0, 1), "Chance that a second one fails", "Dulobdas2025", basis="derived"
    )
    second_apheresis: float = param(10, "days", (0, 60), "From failure to new cells")


def occupancy(p: Line) -> float:
    """Share of the suites' time that first batches take; a repeated one adds to it."""
    return p.per_week / 7 * p.culture / p.suites


def simulate(p: Line, *, patients: int = 400, seed: int = 7) -> pd.DataFrame:
    """One row per patient, in order of apheresis; the line is empty at the beginning.

    Columns: apheresis (day), waited (days for a suite, all attempts), attempts, infused (True or
    False), vein_to_vein (days from first apheresis to infusion; missing if not infused).
    """
    rng = np.random.default_rng(seed)
    arrivals = np.cumsum(rng.exponential(7 / p.per_week, patients))
    luck = rng.random((patients, 2))
    cultures = np.maximum(rng.normal(p.culture, p.spread, (patients, 2)), p.culture / 2)
    world = simpy.Environment()
    suites = simpy.Resource(world, capacity=p.suites)
    rows: list[dict] = [{} for _ in range(patients)]
    for number, day in enumerate(arrivals):
        world.process(_patient(world, suites, p, day, cultures[number], luck[number], rows[number]))
    world.run()
    return pd.DataFrame(rows, pd.RangeIndex(1, patients + 1, name="patient"))


def _patient(world, suites, p, day, cultures, luck, row):
    """The way of one patient's cells through the line; fills in `row`."""
    yield world.timeout(day)
    row.update(apheresis=day, waited=0.0, attempts=0, infused=False, vein_to_vein=np.nan)
    for attempt, failure in enumerate((p.failure, p.repeat_failure)):
        row["attempts"] += 1
        yield world.timeout(p.transport)
        asked = world.now
        with suites.request() as place:
            yield place
            row["waited"] += world.now - asked
            yield world.timeout(cultures[attempt])
        yield world.timeout(p.testing)
        if luck[attempt] >= failure:
            yield world.timeout(p.transport + p.lymphodepletion)
            row.update(infused=True, vein_to_vein=world.now - day)
            return
        yield world.timeout(p.second_apheresis)
