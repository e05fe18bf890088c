r"""CAR T cells, the patient's other T cells and a tumour, where T cells compete for room.

    N' = -normal_regrowth * N * ln((N + C) / normal_room)
    C' = -r(T) * C * ln((N + C) / car_t_room)
    B' = tumour_growth * B - kill_rate * B * C / (half_kill + C)

    r(T) = car_t_growth + boost * (T - normal_room)^2 / (halving * T^2 + (T - normal_room)^2)
    T = N + C

N are normal T cells, C CAR T cells, B tumour cells (cells of the whole body); time is in days.
After lymphodepletion T is far below its normal size, and all T cells grow into the empty room; CAR
T cells can fill less of it (car_t_room < normal_room), so that they win first and lose later.

Source: Kimmel, Locke and Altrock 2021, doi 10.1098/rspb.2021.0229, equations 2.1-2.3 and table 1
(BioModels BIOMD0000001041), fitted there to medians of the ZUMA-1 trial. A cell per microlitre of
blood stands for 5e8 cells of the body, as the paper's numbers imply.

Left out on purpose, by its authors: normal B cells as a source of antigen, which is just what is
left in autoimmune disease; and here: chance, by which the last tumour cells may die out.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.integrate import solve_ivp

from course.models.kinetics import DAYS
from course.parameters import Parameters, param

CELLS_PER_MICROLITRE = 5e8  # cells of the body that one cell per microlitre of blood stands for
PAPER = "Kimmel2021"


@dataclass(frozen=True, kw_only=True)
class Competition(Parameters):
    """Parameters of the competition between CAR T cells and normal T cells."""

    normal_room: float = param(2.5e11, "cells", (1e10, 1e12), "Normal number of T cells", PAPER)
    car_t_room: float = param(
        6.96e10,
        "cells",
        (1e9, 2.5e11),
        "T cells at which CAR T cells stop growing",
        PAPER,
        basis="fitted",
    )
    normal_regrowth: float = param(
        0.170, "per day", (0.01, 1), "Regrowth of normal T cells", PAPER, basis="fitted"
    )
    car_t_growth: float = param(
        0.0251, "per day", (0.001, 1), "Growth of CAR T cells in a full body", PAPER, basis="fitted"
    )
    boost: float = param(
        0.525,
        "per day",
        (0, 2),
        "Extra growth of CAR T cells in an empty body",
        PAPER,
        basis="fitted",
    )
    halving: float = param(
        0.423,
        "none",
        (0.01, 5),
        "How fast the extra growth fades as T cells return",
        PAPER,
        basis="fitted",
    )
    tumour_growth: float = param(0.19, "per day", (0.01, 0.5), "Growth of the tumour", PAPER)
    kill_rate: float = param(
        1.15, "per day", (0, 10), "Highest killing rate", PAPER, basis="fitted"
    )
    half_kill: float = param(
        2.024e9, "cells", (1e7, 1e11), "CAR T cells for half of it", PAPER, basis="fitted"
    )
    normal: float = param(3e9, "cells", (1e8, 1e12), "Normal T cells on day 0", PAPER, log=True)
    dose: float = param(1.8e8, "cells", (1e6, 1e10), "CAR T cells on day 0", PAPER, log=True)
    tumour: float = param(9.486e10, "cells", (1e6, 1e13), "Tumour cells on day 0", PAPER, log=True)


def rates(t, state, p):
    """Change of (normal T, CAR T, tumour cells) in cells per day."""
    normal, car_t, tumour = state
    total = normal + car_t
    gap = (total - p.normal_room) ** 2
    growth = p.car_t_growth + p.boost * gap / (p.halving * total**2 + gap)
    return (
        -p.normal_regrowth * normal * np.log(total / p.normal_room),
        -growth * car_t * np.log(total / p.car_t_room),
        tumour * (p.tumour_growth - p.kill_rate * car_t / (p.half_kill + car_t)),
    )


def simulate(p: Competition, *, days=DAYS[:91], rtol: float = 1e-8) -> pd.DataFrame:
    """Columns normal, car_t and tumour, in cells, and car_t_per_microlitre; one row per day."""

    def log_rates(t, y):
        state = np.exp(y)
        return np.array(rates(t, state, p)) / state

    run = solve_ivp(
        log_rates, (days[0], days[-1]), np.log([p.normal, p.dose, p.tumour]),
        method="LSODA", t_eval=days, rtol=rtol, atol=rtol,
    )  # fmt: skip
    if not run.success:
        raise RuntimeError(f"The solver stopped on day {run.t[-1]:.0f}: {run.message}")
    result = pd.DataFrame(
        np.exp(run.y).T, pd.Index(days, name="day"), ["normal", "car_t", "tumour"]
    )
    return result.assign(car_t_per_microlitre=result["car_t"] / CELLS_PER_MICROLITRE)
