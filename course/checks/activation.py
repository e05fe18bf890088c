"""Two exercises on activation: how much antigen, and how long a bond."""

import numpy as np

from course.checks.exercise import Exercise


def density_for(share, threshold, steepness):
    """Density at which the response is the given share of the most."""
    return threshold * (share / (1 - share)) ** (1 / steepness)


def half_life_for(share, step_rate, steps):
    """Half-life at which the given share of bonds completes all steps."""
    return np.log(2) / (step_rate * (share ** (-1 / steps) - 1))


def _density(rng):
    return (
        float(rng.choice([0.05, 0.1, 0.2, 0.8, 0.9, 0.95])),
        float(rng.integers(2, 40)) * 100,
        float(rng.choice([1.5, 2.0, 3.0])),
    )


def _bond(rng):
    return (
        float(rng.integers(10, 60)) / 100,
        float(rng.choice([0.2, 0.25, 2.0, 4.0])),
        int(rng.integers(3, 9)),
    )


density = Exercise(
    truth=density_for,
    draw=_density,
    what="density",
    unit="molecules per cell",
    begin="Write x for (density / threshold) ** steepness. The response is x / (1 + x). For which "
    "x is it `share`? Then undo the power.",
    why="With a steepness of 2 it takes nine times as much antigen to go from 10 to 90 %: a "
    "threshold is a slope and not a wall.",
    mistakes={
        lambda s, k, n: k * s: "You took a share of the threshold, as if the response were a "
        "straight line. At the threshold itself it is one half.",
        lambda s, k, n: k * s / (1 - s): "The ratio is right, and the power is still to be undone: "
        "raise it to 1 / steepness.",
        lambda s, k, n: k * (s / (1 - s)) ** n: "You raised to the power `steepness` once more. "
        "To undo a power, raise to 1 / steepness.",
        lambda s, k, n: k * ((1 - s) / s) ** (1 / n): "The ratio is upside down: a higher response "
        "needs more antigen and not less.",
        lambda s, k, n: (s / (1 - s)) ** (1 / n): "That is in multiples of the threshold. How many "
        "molecules is one multiple?",
        lambda s, k, n: k * s ** (1 / n): "You undid the power of a response that could grow for "
        "ever. This one saturates: x / (1 + x) and not x.",
        lambda s, k, n: (k**n) * s / (1 - s): "That is the density to the power `steepness`. Take "
        "the root.",
        lambda s, k, n: k * (s / (1 - s)) / n: "You divided by `steepness`, which stands in an "
        "exponent: raise to 1 / steepness.",
    },
)

bond = Exercise(
    truth=half_life_for,
    draw=_bond,
    what="half-life",
    unit="s",
    begin="Solve `share = (step_rate / (step_rate + off_rate)) ** steps` for the off-rate, the "
    "root first. A rate becomes a half-life by ln 2 / rate.",
    why="The more steps, the longer a bond has to last for the same share: this is how a cell can "
    "tell a bond of two seconds from one of one.",
    mistakes={
        lambda s, k, n: 1 / (k * (s ** (-1 / n) - 1)): "That is the mean duration, 1 / off_rate. A "
        "half-life is shorter: what must exp(-off_rate * t) equal?",
        lambda s, k, n: k * (s ** (-1 / n) - 1): "That is the off-rate, per second. How long does "
        "half of the bonds last?",
        lambda s, k, n: np.log(2) / (k * (1 / s - 1)): "You solved for a single step. The bond has "
        "to pass all `steps` of them: take the root of the share first.",
        lambda s, k, n: np.log(2) / (k * (1 / s - 1) / n): "You divided by the number of steps. It "
        "stands in an exponent: take the root of the share.",
        lambda s, k, n: np.log(2) / (k * (s**-n - 1)): "You raised the share to `steps`. It is "
        "already the product of all steps: take the root.",
        lambda s, k, n: -np.log(s) * n / k: "You waited until a share of the bonds has come apart. "
        "Asked is how many pass the steps before that.",
        lambda s, k, n: np.log(2) * k * (s ** (-1 / n) - 1): "You multiplied by the off-rate. The "
        "faster a bond lets go, the shorter is its half-life.",
        lambda s, k, n: np.log(2) / (s ** (-1 / n) - 1): "You left out `step_rate`. Quick steps "
        "need less time.",
        lambda s, k, n: np.log(2) / (k * s ** (-1 / n)): "Bring step_rate to the other side: "
        "off_rate is what must be *added* to it.",
    },
)
