"""Two exercises on how a dose is made."""

import numpy as np

from course.checks.exercise import Exercise


def copies_per_cell(share):
    """Copies per CAR+ cell if vector meets cells at random, from the CAR+ share."""
    return -np.log1p(-share) / share


def suites_needed(per_week, days, occupancy):
    """Suites so that they are occupied for at most this share of the time."""
    return int(np.ceil(per_week / 7 * days / occupancy - 1e-9))


def _share(rng):
    return (float(rng.integers(12, 93)) / 100,)


def _demand(rng):
    while True:
        case = (
            float(rng.integers(8, 60)) / 4,
            float(rng.integers(6, 16)),
            float(rng.integers(60, 96)) / 100,
        )
        exact = case[0] / 7 * case[1] / case[2]
        if 0.15 < exact % 1 < 0.85 and np.ceil(exact) > np.ceil(case[0] / 7 * case[1]):
            return case


copies = Exercise(
    truth=copies_per_cell,
    draw=_share,
    what="number of copies",
    unit="copies per CAR+ cell",
    begin="The cells that are not CAR+ have no copy, and their share is exp(-m). Find m from it, "
    "the mean over all cells. Then divide the copies among the CAR+ cells only.",
    why="The answer is never below 1: a cell without a copy is no CAR+ cell.",
    mistakes={
        lambda s: -np.log1p(-s): "That is the mean over all cells, those without a copy included. "
        "All copies sit in the CAR+ cells: what share of the cells are these?",
        lambda s: s: "That is the share itself. A CAR+ cell may hold several copies.",
        lambda s: s / -np.expm1(-s): "You took the CAR+ share for the mean number of copies. Some "
        "cells hold two or more, so the mean is higher than the share.",
        lambda s: -np.log(s) / s: "You took the logarithm of the CAR+ share. Which cells are those "
        "with no copy, and what is their share?",
        lambda s: -np.log(s): "You took the logarithm of the CAR+ share. Which cells are those "
        "with no copy, and what is their share?",
        lambda s: -np.log10(1 - s) / s: "You took the logarithm to base 10. exp(-m) asks for the "
        "natural one.",
        lambda s: np.log(1 - s) / s: "Your number is negative: mind the minus in exp(-m).",
        lambda s: -np.log1p(-s) / (1 - s): "You divided the copies among the cells that have none.",
        lambda s: -np.log1p(-s) * s: "You multiplied by the share. Are the same copies, in fewer "
        "cells, more for each or fewer?",
        lambda s: 1 / (1 - s): "That is one over the share without a copy. The mean m stands in an "
        "exponent, exp(-m): how is it brought down?",
        lambda s: 1.0: "One copy each holds only when few cells are CAR+.",
    },
)

suites = Exercise(
    truth=suites_needed,
    draw=_demand,
    what="number of suites",
    unit="suites",
    begin="How many patients come per day? Times the days that each holds a suite, that is the "
    "number of suites in use on average. To be occupied for only a part of the time, there must "
    "be more of them, and a whole number.",
    why="The suites that seem idle are what keeps the queue short on the day when three patients "
    "come at once.",
    mistakes={
        lambda w, d, o: np.ceil(w / 7 * d): "That many suites would be in use all the time, and "
        "the queue would grow without end. What has `occupancy` to do with it?",
        lambda w, d, o: np.ceil(w / 7 * d * o): "You multiplied by the occupancy. To be idle now "
        "and then, must there be more suites or fewer?",
        lambda w, d, o: w / 7 * d / o: "That is right before rounding. Nobody can build a part of "
        "a suite: which whole number keeps the promise?",
        lambda w, d, o: np.floor(w / 7 * d / o): "You rounded down, and so the suites are more "
        "occupied than allowed.",
        lambda w, d, o: np.round(w / 7 * d / o): "You rounded to the nearest number. Where that is "
        "below, the suites are more occupied than allowed.",
        lambda w, d, o: np.floor(w / 7 * d / o) + 2: "One too many: round up once.",
        lambda w, d, o: np.ceil(w * d / o): "Patients are counted per week, and time in days.",
        lambda w, d, o: np.ceil(w * 7 * d / o): "You multiplied by 7. If 14 come in a week, how "
        "many come in a day?",
        lambda w, d, o: np.ceil(w / 7 / d / o): "You divided by the days. If each batch holds its "
        "suite for twice as long, are fewer suites needed?",
        lambda w, d, o: np.ceil(w / 7 * d / (1 - o)): "You divided by the share of time in which a "
        "suite is idle.",
    },
)
