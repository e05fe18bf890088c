r"""An antibody in blood after its makers have been cut off, by the kind of cell that makes it.

    S' = -ln 2 / short_lived_half_life * S
    L' = -ln 2 / long_lived_half_life  * L
    A' =  ln 2 / antibody_half_life * (S + L - A)

S and L are what short-lived and long-lived plasma cells make, A is the level in blood, all as
shares of the level before (S + L = A = 1 on day 0); time is in days. Short-lived cells are renewed
by B cells, and from day 0 on no longer. The equations are linear and solved in closed form.

Sources: half-life of IgG about 21 days (textbook; printed values run from 18 to 26). Long-lived
cells as an antibody against tetanus declines, 11 years: Amanna et al. 2007, doi
10.1056/NEJMoa066092. Five days for short-lived cells is a teaching value. That an antibody comes
from two kinds of cell with one half-life each is our simplification.

Left out on purpose: IgM and IgA, which go faster, and the subclasses of IgG; slower breakdown when
there is little IgG; loss in urine or by plasma exchange; antibody bound to its antigen; B cells
that come back (`reset` has them); and what a laboratory's units do not measure.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course.parameters import Parameters, param

DAYS = np.arange(366)


@dataclass(frozen=True, kw_only=True)
class Antibody(Parameters):
    """Where an antibody comes from, and how long its makers and its molecules live."""

    long_lived: float = param(0.2, "fraction", (0, 1), "Share made by long-lived plasma cells")
    antibody_half_life: float = param(
        21.0, "days", (1, 60), "Half-life of the molecule, here IgG", basis="published"
    )
    short_lived_half_life: float = param(
        5.0, "days", (0.5, 19), "Half-life of short-lived plasma cells"
    )
    long_lived_half_life: float = param(
        4017.75, "days", (100, 1e6), "Half-life of long-lived plasma cells", "Amanna2007"
    )


def follows(days, antibody_half_life: float, source_half_life: float) -> np.ndarray:
    """Level of an antibody, as a share of day 0, whose only source halves so from then on."""
    days = np.asarray(days, float)
    molecule, source = np.log(2) / antibody_half_life, np.log(2) / source_half_life
    if np.isclose(molecule, source):
        return (1 + molecule * days) * np.exp(-molecule * days)
    weight = molecule / (molecule - source)
    return weight * np.exp(-source * days) + (1 - weight) * np.exp(-molecule * days)


def parts(days, p: Antibody) -> tuple[np.ndarray, np.ndarray]:
    """What would be left of an antibody made by short-lived cells only, and by long-lived only."""
    return (
        follows(days, p.antibody_half_life, p.short_lived_half_life),
        follows(days, p.antibody_half_life, p.long_lived_half_life),
    )


def fraction_left(days, p: Antibody) -> np.ndarray:
    """Level as a share of that on day 0; `days` is a number or an array.

    >>> float(fraction_left(90, Antibody(long_lived=0.2)).round(4))
    0.2517
    """
    short, long = parts(days, p)
    return (1 - p.long_lived) * short + p.long_lived * long


def long_lived_share(day: float, left: float, p: Antibody | None = None) -> float:
    """Share made by long-lived cells, from what is left on one day; between 0 and 1.

    >>> round(long_lived_share(90, 0.2517), 3)
    0.2
    """
    short, long = parts(day, p or Antibody())
    return float(np.clip((left - short) / (long - short), 0, 1))


def simulate(p: Antibody, *, days=DAYS) -> pd.DataFrame:
    """Columns short_lived, long_lived and antibody (their sum), as shares of the level before.

    >>> simulate(Antibody(long_lived=0), days=[0, 180])["antibody"].round(5).tolist()
    [1.0, 0.00345]
    """
    short, long = parts(days, p)
    made = {"short_lived": (1 - p.long_lived) * short, "long_lived": p.long_lived * long}
    table = pd.DataFrame(made, pd.Index(days, name="day"))
    return table.assign(antibody=table.sum(axis=1))
