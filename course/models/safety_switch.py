r"""A safety switch: how fast infused cells die after its drug, and how the few left return.

    N(t) / N(0) = (1 - r) exp(-k t) + r exp(g t)

A share 1 - r carries enough of the switch and dies at the rate k; the resistant share r goes on
growing at the rate g. Time t is in hours. The defaults are inducible caspase 9: 90 % of those that
can die are gone in 30 minutes (Di Stasi et al. 2011, doi 10.1056/NEJMoa1106152, in four people with
graft-versus-host disease, after a transplant), 1 % resist, and they grow eightfold in 90 days (Zhou
et al. 2016, doi 10.1038/mt.2015.234, in one person, "more than eightfold").

Left out on purpose: that cells may be killed in blood and not in tissue; that a second dose meets a
population with less of the switch; a limit to regrowth.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course.parameters import Parameters, param

HOURS = np.linspace(0, 24, 241)


@dataclass(frozen=True, kw_only=True)
class Switch(Parameters):
    """Parameters of a safety switch."""

    killed: float = param(
        0.90,
        "none",
        (0.01, 0.999),
        "Share of switchable cells dead after 30 minutes",
        "DiStasi2011",
    )
    resistant: float = param(0.01, "none", (0, 1), "Share of cells that cannot die", "Zhou2016")
    regrowth: float = param(
        np.log(8) / 90,
        "per day",
        (0, 1),
        "Growth of the resistant cells",
        "Zhou2016",
        basis="derived",
    )


def kill_rate(p: Switch) -> float:
    """Rate of death of switchable cells, per hour."""
    return float(-np.log(1 - p.killed) / 0.5)


def fraction_left(hours, p: Switch):
    """Cells left after so many hours, as a share of those before the drug.

    >>> float(fraction_left(0.5, Switch()).round(3))
    0.109
    """
    hours = np.asarray(hours, float)
    dying = (1 - p.resistant) * np.exp(-kill_rate(p) * hours)
    return dying + p.resistant * np.exp(p.regrowth * hours / 24)


def days_to_return(p: Switch) -> float:
    """Days until the resistant cells alone are as many as all cells were before."""
    if p.resistant == 0 or p.regrowth == 0:
        return float("inf")
    return float(-np.log(p.resistant) / p.regrowth)


def simulate(p: Switch, *, hours=HOURS) -> pd.DataFrame:
    """Column left, a share of the cells before the drug, one row per hour given."""
    hours = np.asarray(hours, float)
    return pd.DataFrame({"left": fraction_left(hours, p)}, pd.Index(hours, name="hour"))
