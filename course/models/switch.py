r"""A switch with two resting places, tolerance and disease: the course's own, not a published fit.

    x' = leak + feedback x^2 / (half_point^2 + x^2) - loss x

x is the activity of self-reactive cells, in units of `half_point`; time is in months. A little
activity leaks in all the time (`leak`), cells are removed at a constant rate (`loss`), and activity
raises activity, the more steeply the more there is, until it is saturated. Where the gain crosses
the loss, nothing changes: once, or three times. Then the lowest and the highest of these steady
states are stable and the one between them is the threshold: what starts below it ends low, what
starts above it ends high, for ever, until it is pushed back.

Form: a self-activating switch with a Hill term, as Griffith wrote it for a gene in 1968. That an
autoimmune disease behaves so is a hypothesis. All values, and the month as unit, are ours.

Left out on purpose: different cells, antibodies and tissue; the time that damage takes to heal
(`autoimmunity_flare` has it); and chance, which in a real switch can do the pushing.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.integrate import solve_ivp

from course.parameters import Parameters, param

MONTHS = np.arange(0, 60.5, 0.5)


@dataclass(frozen=True, kw_only=True)
class Switch(Parameters):
    """Parameters of the switch."""

    leak: float = param(0.02, "per month", (0, 0.2), "Activity that appears without any feedback")
    feedback: float = param(
        1.0,
        "per month",
        (0, 3),
        "Activity that activity raises, at most",
        label="Feedback",
    )
    half_point: float = param(1.0, "activity", (0.1, 10), "Activity at half of the feedback")
    loss: float = param(
        0.45,
        "per month",
        (0.27, 0.65),
        "Rate at which self-reactive cells are removed or silenced",
        label="Regulation",
    )


def gain(x, p):
    """Activity that appears per month."""
    return p.leak + p.feedback * x**2 / (p.half_point**2 + x**2)


def rates(t, x, p):
    """Change of the activity per month."""
    return gain(x, p) - p.loss * x


def slope(x, p):
    """Change of the rate with activity, per month: negative where a steady state is stable."""
    return 2 * p.feedback * p.half_point**2 * x / (p.half_point**2 + x**2) ** 2 - p.loss


def steady_states(p: Switch) -> pd.DataFrame:
    """The steady states in rising order: columns activity and stable.

    >>> steady_states(Switch()).round(3)["activity"].tolist()
    [0.05, 0.526, 1.691]
    """
    square = p.half_point**2
    roots = np.roots([-p.loss, p.leak + p.feedback, -p.loss * square, p.leak * square])
    real = np.sort(roots.real[np.abs(roots.imag) < 1e-9])
    real = real[real >= 0]
    return pd.DataFrame({"activity": real, "stable": slope(real, p) < 0})


def threshold(p: Switch) -> float:
    """The activity that parts tolerance from disease; nan where there is only one steady state."""
    between = steady_states(p).query("not stable")["activity"]
    return float(between.iloc[0]) if len(between) else float("nan")


def smallest_depletion(p: Switch) -> float:
    """The least share of the activity of disease to be removed at once for a return to tolerance.

    nan where there are not two stable states to go between.

    >>> round(smallest_depletion(Switch()), 4)
    0.6889
    """
    return 1 - threshold(p) / float(steady_states(p)["activity"].max())


def simulate(p: Switch, start: float, *, months=MONTHS) -> pd.Series:
    """The activity by month from a start on."""
    run = solve_ivp(
        rates, (months[0], months[-1]), [start], t_eval=months, args=(p,), rtol=1e-9, atol=1e-12
    )
    return pd.Series(run.y[0], pd.Index(months, name="month"), name="activity")
