r"""Gates that answer by degrees: response to the density of two antigens on a cell.

    response(A) = A^n / (K^n + A^n)                    a for antigen A, b for antigen B
    AND = a * b        OR = 1 - (1 - a) * (1 - b)      AND NOT = a * (1 - b)

A and B are molecules per cell, K the density with half of the greatest response, n the steepness.
The responses are taken as independent.

Sources: the rule and n are our own; K is placed at the 2,000 molecules of CD19 below which CAR T
cells with CD28 make almost no cytokine (table `activation_thresholds`). Densities on healthy B
cells: Ginaldi et al. 1998, doi 10.1136/jcp.51.5.364.

Left out on purpose: that real gates are slower, leak, and wear out; affinity; the number of
receptors; and that an antigen may leave the surface when it is bound.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course.parameters import Parameters, param

DENSITIES = np.logspace(1, 6, 101)


@dataclass(frozen=True, kw_only=True)
class Gates(Parameters):
    """A cell with a fixed density of antigen A, and the response of the receptors."""

    first: float = param(
        22_000, "molecules per cell", (1, 1e6), "Density of antigen A: CD19 on a healthy B cell",
        "Ginaldi1998", log=True, basis="measured",
    )  # fmt: skip
    half: float = param(
        2_000, "molecules per cell", (10, 1e5), "Density with half of the greatest response",
        log=True,
    )  # fmt: skip
    steepness: float = param(2.0, "none", (0.5, 8), "Steepness of the response")


def response(density, half: float, steepness: float):
    """Share of the greatest response at a density (number or array, molecules per cell).

    >>> response(2000, 2000, 2)
    0.5
    """
    powered = np.asarray(density, float) ** steepness
    share = powered / (half**steepness + powered)
    return float(share) if np.ndim(share) == 0 else share


def both(a, b):
    """Response of an AND gate."""
    return a * b


def either(a, b):
    """Response of an OR gate."""
    return 1 - (1 - a) * (1 - b)


def unless(a, b):
    """Response of an AND NOT gate: to A, unless B is there."""
    return a * (1 - b)


def simulate(p: Gates, *, densities=DENSITIES) -> pd.DataFrame:
    """Columns either, both, unless: the response of each gate by the density of antigen B."""
    a = response(p.first, p.half, p.steepness)
    b = response(densities, p.half, p.steepness)
    index = pd.Index(densities, name="molecules_of_b")
    return pd.DataFrame({"either": either(a, b), "both": both(a, b), "unless": unless(a, b)}, index)
