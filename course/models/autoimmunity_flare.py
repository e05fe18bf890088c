r"""The switch with a memory of damage: a flare, a treatment, and what is left of both.

    x' = leak + feedback y^2 / (half_point^2 + y^2) - loss x
    y' = (x - y) / healing

x is the activity of self-reactive cells, y the self antigen that the damage done by them sets free,
scaled so that the two are equal at rest; time is in months. Cells are raised by the antigen, and
antigen follows the cells with a delay, `healing`. With a delay near zero this is `switch`, and the
steady states are the same with any delay; but to cross the threshold, cells must now be pushed far
enough, or held down long enough, for the antigen to follow.

A flare adds to x at once, at month `FLARE`. A treatment removes a share of x at month `TREATMENT`
and keeps x at that level for `months_away`; then cells are free again.

Our own, as the switch is: a hypothesis in two lines, not fitted to any disease. Left out on
purpose: everything that `switch` leaves out; antibodies; drugs that change the loop for as long as
they are given; and repeated flares.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course.models.switch import Switch, gain, slope, steady_states, threshold
from course.parameters import param

FLARE, TREATMENT, END = 6.0, 48.0, 96.0


@dataclass(frozen=True, kw_only=True)
class Flare(Switch):
    """Parameters of the switch, of a flare, and of a treatment."""

    healing: float = param(3.0, "months", (1, 24), "Mean time for which released antigen stays")
    flare: float = param(
        2.0,
        "activity",
        (0, 2.5),
        "Activity that an infection adds at once",
        label="Size of the flare",
    )
    depletion: float = param(
        0.9, "fraction", (0, 1), "Share of the self-reactive cells removed", label="Cells removed"
    )
    months_away: float = param(
        4.0, "months", (0, 12), "Time for which they are kept away", label="Kept away for"
    )


def rates(t, state, p):
    """Change of (cells, antigen) per month."""
    cells, antigen = state
    return gain(antigen, p) - p.loss * cells, (cells - antigen) / p.healing


def simulate(p: Flare, *, step: float = 0.25) -> pd.DataFrame:
    """Columns cells and antigen by month; `phase` names what goes on.

    Phases: before, flare (after it), treatment (while cells are kept away), after. A jump has two
    rows of the same month.

    >>> result = simulate(Flare())
    >>> result.groupby("phase")["cells"].last().round(2).to_dict()
    {'after': 0.05, 'before': 0.05, 'flare': 1.67, 'treatment': 0.17}
    """
    rest = float(steady_states(p)["activity"].iloc[0])
    flare = _free(p, (rest + p.flare, rest), FLARE, TREATMENT, step)
    _, cells, antigen = flare[-1]
    held = _held(p, cells * (1 - p.depletion), antigen, step)
    after = _free(p, held[-1][1:], held[-1][0], END, step)
    phases = {"before": [(0, rest, rest), (FLARE, rest, rest)], "flare": flare}
    phases |= {"treatment": held, "after": after}
    rows = np.array([row for path in phases.values() for row in path])
    names = [name for name, path in phases.items() for _ in path]
    columns = {"cells": rows[:, 1], "antigen": rows[:, 2], "phase": names}
    return pd.DataFrame(columns, pd.Index(rows[:, 0], name="month"))


def _free(p, start, first, last, step) -> list[tuple]:
    """(month, cells, antigen) of the loop on its own from one month to another."""
    steps = int(np.ceil((last - first) / step))
    path = runge_kutta(p, start, (last - first) / steps, steps)
    months = np.linspace(first, last, steps + 1)
    return [(month, *state) for month, state in zip(months, path, strict=True)]


def _held(p, cells, antigen, step) -> list[tuple]:
    """The same while cells are kept at a level and the antigen falls towards it."""
    months = np.linspace(0, p.months_away, int(np.ceil(p.months_away / step)) + 1)
    level = cells + (antigen - cells) * np.exp(-months / p.healing)
    return [(TREATMENT + m, cells, y) for m, y in zip(months, level, strict=True)]


def runge_kutta(p, start, step, steps, *, reach=np.inf) -> list[tuple[float, float]]:
    """The path from a start in equal steps (fourth order), until it leaves 0 to `reach`.

    The equations are smooth and slow, so that this agrees with an adaptive solver to six digits
    and is many times faster, which a slider needs.
    """
    path = [(float(start[0]), float(start[1]))]
    for _ in range(steps):
        x, y = path[-1]
        a1, b1 = rates(0, (x, y), p)
        a2, b2 = rates(0, (x + step / 2 * a1, y + step / 2 * b1), p)
        a3, b3 = rates(0, (x + step / 2 * a2, y + step / 2 * b2), p)
        a4, b4 = rates(0, (x + step * a3, y + step * b3), p)
        x += step / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
        y += step / 6 * (b1 + 2 * b2 + 2 * b3 + b4)
        path.append((x, y))
        if not (min(x, y) >= 0 and max(x, y) <= reach):
            break
    return path


def nullclines(p: Flare, antigen) -> pd.DataFrame:
    """Cells at which nothing raises or lowers them, and at which the antigen stays, by antigen."""
    antigen = np.asarray(antigen, float)
    columns = {"cells_stay": gain(antigen, p) / p.loss, "antigen_stays": antigen}
    return pd.DataFrame(columns, pd.Index(antigen, name="antigen"))


def border(p: Flare, *, reach: float = 4.5) -> pd.DataFrame:
    """The line that parts what ends in tolerance from what ends in disease.

    Columns antigen and cells, from the upper left to the lower right; empty where there is no
    threshold. It is the stable path into the threshold, followed backwards in time.
    """
    middle = threshold(p)
    if np.isnan(middle):
        return pd.DataFrame(columns=["antigen", "cells"], dtype=float)
    matrix = [[-p.loss, slope(middle, p) + p.loss], [1 / p.healing, -1 / p.healing]]
    values, vectors = np.linalg.eig(matrix)
    way = vectors[:, np.argmin(values)] / np.abs(vectors[:, np.argmin(values)]).max()
    halves = [
        runge_kutta(p, middle + side * 1e-3 * way, -0.2, 500, reach=reach) for side in (1, -1)
    ]
    path = np.array(sorted(halves[0] + halves[1], key=lambda point: point[1]))
    return pd.DataFrame({"antigen": path[:, 1], "cells": path[:, 0]})


def fate(p: Flare, cells: float, antigen: float, line: pd.DataFrame) -> str:
    """Where the loop settles from here, by the border `line`: "tolerance" or "disease"."""
    if line.empty:
        return "disease" if steady_states(p)["activity"].iloc[0] > p.half_point else "tolerance"
    there = np.interp(antigen, line["antigen"], line["cells"], left=np.inf, right=-np.inf)
    return "disease" if cells > there else "tolerance"


@dataclass(frozen=True, eq=False)
class Course:
    """What `follow` returns: parameters, the path by month, the border, and two fates."""

    p: Flare
    path: pd.DataFrame
    border: pd.DataFrame
    after_flare: str
    after_treatment: str

    def __eq__(self, other):
        return self.p == other.p and self.path.equals(other.path)


def follow(p: Flare) -> Course:
    """The whole story for the explorer: path, border, and where flare and treatment lead.

    >>> course = follow(Flare())
    >>> course.after_flare, course.after_treatment
    ('disease', 'tolerance')
    """
    path, line = simulate(p), border(p)
    starts = [path[path["phase"] == phase].iloc[0] for phase in ("flare", "after")]
    fates = [fate(p, start["cells"], start["antigen"], line) for start in starts]
    return Course(p, path, line, *fates)
