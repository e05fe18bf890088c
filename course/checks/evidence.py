"""Two exercises on how much a count can bear."""

import numpy as np
from scipy.stats import binom

from course.checks.exercise import Exercise


def patients_needed(share):
    """Fewest patients, all responding, with which the exact 95 % interval lies above `share`."""
    return int(np.floor(np.log(0.025) / np.log(share))) + 1


def luck(responders, patients, control_share):
    """Chance of so many responders or more if each patient responds with the control's share."""
    return float(binom.sf(responders - 1, patients, control_share))


def _share(rng):
    return (float(rng.integers(52, 97)) / 100,)


def _series(rng):
    patients = int(rng.integers(5, 21))
    return int(rng.integers(2, patients)), patients, float(rng.integers(15, 60)) / 100


def _one_sided(share):
    return int(np.floor(np.log(0.05) / np.log(share))) + 1


needed = Exercise(
    truth=patients_needed,
    draw=_share,
    what="number of patients",
    unit="patients",
    tolerance=1e-6,
    begin="When all n respond, the exact lower limit is 0.025 ** (1 / n). From which whole n on is "
    "it above `share`? Try n = 1, 2, 3 ... in a loop, or solve for n with `np.log`.",
    why="A treatment of which one would say that it helps nine in ten has to help 36 people in a "
    "row before the count says so on its own.",
    mistakes={
        lambda s: np.log(0.025) / np.log(s): "That is the very point at which the limit meets the "
        "share, and well done. Patients come whole: which is the first number above it?",
        lambda s: int(np.floor(np.log(0.025) / np.log(s))): "With so many the limit is still below "
        "`share`. One patient more is needed.",
        _one_sided: "You left 5 % on one side. The interval of the lecture leaves 2.5 % on each.",
        lambda s: int(np.ceil(3 / (1 - s))): "That is the rule of three, which is one-sided and "
        "approximate. Take the exact limit, 0.025 ** (1 / n).",
        lambda s: int(np.ceil(3.84 * s / (1 - s))): "That is the number by Wilson's interval. Take "
        "the exact one, 0.025 ** (1 / n).",
        lambda s: int(np.floor(np.log(0.975) / np.log(s))) + 1: "You took 0.975 ** (1 / n). What "
        "is left on each side of the interval is 0.025.",
        lambda s: 0.025 ** (1 / s): "You put the share where the number of patients stands. It is "
        "the limit: solve for n.",
    },
)

chance = Exercise(
    truth=luck,
    draw=_series,
    what="chance",
    unit="(a share)",
    begin="`binom.pmf(k, patients, control_share)` is the chance of exactly k responders. Which k "
    "count as “so many or more”? Add their chances.",
    why="A small chance speaks against luck, and only against luck: it does not say that the "
    "control's share was the right one for these patients.",
    mistakes={
        lambda k, n, p: float(binom.sf(k, n, p)): "That is the chance of *more* than these "
        "responders. The count itself is among “so many or more”: `binom.sf(k, ...)` begins "
        "above k.",
        lambda k, n, p: float(binom.pmf(k, n, p)): "That is the chance of exactly so many. More "
        "responders would have impressed you as well.",
        lambda k, n, p: float(binom.cdf(k, n, p)): "That is the chance of so many or fewer. Turn "
        "it round, and mind on which side the count itself belongs.",
        lambda k, n, p: p**k: "That is the chance that `responders` given people all respond. The "
        "others may respond or not, and it may be any of them.",
        lambda k, n, p: p**n: "That is the chance that all patients respond.",
        lambda k, n, p: p**k * (1 - p) ** (n - k): "That is the chance for one order of patients. "
        "In how many orders can so many respond?",
        lambda k, n, p: 1 - (1 - p) ** n: "That is the chance that at least one responds.",
        lambda k, n, p: float(binom.cdf(k - 1, n, p)): "That is the chance of fewer. Take what is "
        "left to 1.",
    },
)
