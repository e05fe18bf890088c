"""Two exercises on what happens after infusion."""

import numpy as np

from course.checks.exercise import Exercise

SEARCHED = np.arange(4000)  # days; enough for every case


def days_to_grow(start, target, doubling_time):
    """Days in which `start` cells become `target`, doubling every `doubling_time` days."""
    return np.log2(target / start) * doubling_time


def _level(day, peak, share, fast, slow):
    """Level so many days after the peak; a test holds it to the model's."""
    return peak * ((1 - share) * np.exp2(-day / fast) + share * np.exp2(-day / slow))


def days_until_below_one(peak, share, fast, slow):
    """First whole day after the peak with less than one cell per microlitre."""
    return int(SEARCHED[_level(SEARCHED, peak, share, fast, slow) < 1][0])


def _moment(peak, share, fast, slow):
    """The same as a moment between two days."""
    last = days_until_below_one(peak, share, fast, slow) - 1
    days = last + np.linspace(0, 1, 1001)
    return float(np.interp(0, -np.log(_level(days, peak, share, fast, slow)), days))


def _growth(rng):
    return (
        float(rng.integers(20, 90)) * 1e6,
        float(rng.integers(10, 60)) * 1e8,
        float(rng.integers(60, 150)) / 100,
    )


def _decline(rng):
    return (
        float(rng.integers(20, 60)),
        float(rng.integers(5, 60)) / 1000,
        float(rng.integers(30, 60)) / 10,
        float(rng.integers(80, 250)),
    )


growth = Exercise(
    truth=days_to_grow,
    draw=_growth,
    what="time to grow",
    unit="days",
    begin="How many doublings lead from `start` to `target`? Take 8 times as many: three, since "
    "2 * 2 * 2 = 8. `np.log2` counts them for any ratio. Each takes `doubling_time` days.",
    why="Because the time depends on the logarithm of the dose, a patient who gets half as many "
    "cells waits one doubling time longer: less than a day in the trials of this lecture.",
    mistakes={
        lambda s, t, d: t / s * d: "That adds the dose once more in each doubling time. But the "
        "new cells divide too: after two doublings there are four times as many, not three.",
        lambda s, t, d: np.log(t / s) * d: "That counts in steps of e, by `np.log`. These cells "
        "double: which logarithm counts doublings?",
        lambda s, t, d: np.log10(t / s) * d: "That counts in tenfolds, by `np.log10`. Each tenfold "
        "is more than three doublings: which logarithm counts doublings?",
        lambda s, t, d: np.log2(t / s): "That is the number of doublings. How long does each take?",
        lambda s, t, d: np.log2(t / s) / d: "You divided the number of doublings by the doubling "
        "time. If each took twice as long, would the whole take half as long?",
        lambda s, t, d: np.log2(t) * d: "That is the way up from a single cell. The dose has gone "
        "a part of it already.",
        lambda s, t, d: np.log2(t - s) * d: "You took the difference of the two numbers. Doublings "
        "are counted by their ratio.",
        lambda s, t, d: np.log2(s / t) * d: "The time is negative: the ratio stands upside down. "
        "Which is the larger, `start` or `target`?",
        lambda s, t, d: np.ceil(np.log2(t / s)) * d: "You rounded the doublings up. Cells do not "
        "divide in step, so a part of a doubling takes a part of the time.",
    },
)

decline = Exercise(
    truth=days_until_below_one,
    draw=_decline,
    what="number of days",
    unit="days",
    tolerance=1e-5,
    begin="Make the days first, `day = np.arange(4000)`, then the level on each of them by the "
    "formula of the lecture, with `peak` in front of both parts. Then ask which days are below 1.",
    why="One cell per microlitre is still some five million in five litres of blood: few in a "
    "count are not few in a patient.",
    mistakes={
        lambda p, s, f, w: int(SEARCHED[_level(SEARCHED, p, 0, f, w) < 1][0]): "That is the day if "
        "all cells went with the half-life `fast`. A small share stays longer, and it decides.",
        lambda p, s, f, w: int(SEARCHED[_level(SEARCHED, p * (1 - s), 0, f, w) < 1][0]): "That "
        "follows the cells that go, and leaves out those that stay, `share * 2**(-day / slow)`.",
        lambda p, s, f, w: int(np.ceil(max(w * np.log2(p * s), 0))): "That follows the cells that "
        "stay, and leaves out those that go. Both are counted together.",
        lambda p, s, f, w: days_until_below_one(p, 1 - s, f, w): "`share` and `1 - share` have "
        "changed places: `share` belongs to the slow half-life.",
        lambda p, s, f, w: days_until_below_one(p, s, f * np.log(2), w * np.log(2)): "Your level "
        "falls by a factor e in one half-life, as `np.exp(-day / fast)` does. How much is to be "
        "left after one half-life?",
        lambda p, s, f, w: days_until_below_one(p, s, f, w) - 1: "That is the last day with one "
        "cell or more, or a count that begins one too early. Asked for is the first day below.",
        lambda p, s, f, w: days_until_below_one(p, s, f, w) + 1: "One day too many: the day of the "
        "peak itself is day 0, as in `np.arange`.",
        _moment: "That is the very moment at which the level passes 1, and well done. Asked for is "
        "the first whole day below it: round up.",
        lambda p, s, f, w: p: "That is the peak. Days are asked for, and not a level.",
    },
)
