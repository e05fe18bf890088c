"""Two exercises on what a treatment is worth."""

import numpy as np

from course.checks.exercise import Exercise


def price_worth_paying(threshold, qaly, other_cost):
    """Highest price at which a QALY costs no more than the threshold, in dollars."""
    return threshold * qaly - other_cost


def discounted(value, rate, years):
    """Worth today of the same value in each of so many years, the first one now."""
    return float(np.sum(value / (1 + rate) ** np.arange(years)))


def _worth(rng):
    return (
        float(rng.integers(2, 30)) * 10_000,
        float(rng.integers(3, 40)) / 10,
        float(rng.integers(-30, 10)) * 10_000 + 5_000.0,
    )


def _years(rng):
    return (
        float(rng.integers(1, 40)) * 1000,
        float(rng.choice([0.015, 0.03, 0.035, 0.05])),
        int(rng.integers(3, 30)),
    )


worth = Exercise(
    truth=price_worth_paying,
    draw=_worth,
    what="price worth paying",
    unit="dollars",
    begin="At most how much may everything together cost, if each QALY may cost `threshold`? Part "
    "of that is spent already by `other_cost`, which is negative where money is saved.",
    why="The price that is worth paying follows from the gain; it is not what making the cells "
    "costs, and not what the maker asks.",
    mistakes={
        lambda t, q, c: t * q: "That is what all of it may cost. Hospital and later care are part "
        "of it: how much is left for the cells?",
        lambda t, q, c: t * q + c: "The other costs have the wrong sign. If care costs more, may "
        "the cells cost more, or less?",
        lambda t, q, c: t / q - c: "You divided by the QALYs. If a treatment brings twice the "
        "health, may it cost half?",
        lambda t, q, c: (t - c) * q: "The other costs are counted once for each QALY. They arise "
        "once for each person.",
        lambda t, q, c: c / q: "That is a cost per QALY without the cells. Asked for is a price.",
    },
)

delay = Exercise(
    truth=discounted,
    draw=_years,
    what="discounted sum",
    unit="",
    begin="The value of year 0 counts in full, that of year 1 is divided by 1 + rate, that of year "
    "2 by its square. `np.arange(years)` gives the years 0, 1, 2 ...",
    why="Discounting weighs against whatever costs now and heals for long: the further a remission "
    "lies ahead, the less of it is counted.",
    mistakes={
        lambda v, r, n: v * n: "You did not discount: a year in twenty years counts as much as "
        "this one.",
        lambda v, r, n: float(np.sum(v / (1 + r) ** np.arange(1, n + 1))): "Your years begin with "
        "year 1. Here the first one is now, and counts in full.",
        lambda v, r, n: float(np.sum(v / (1 + r) ** np.arange(n + 1))): "You counted one year too "
        "many: the years are 0, 1 ... `years` - 1.",
        lambda v, r, n: float(np.sum(v * (1 - r) ** np.arange(n))): "You took the rate off each "
        "year. A value is divided by 1 + rate: which amount would grow to it by then?",
        lambda v, r, n: v / (1 + r) ** n: "That is a single value, `years` from now. Add up one "
        "for each year.",
        lambda v, r, n: float(np.sum(v * (1 + r) ** np.arange(n))): "Later years count more with "
        "you, not less.",
        lambda v, r, n: float(np.sum(v / (1 + r * np.arange(n)))): "You added the rate year by "
        "year. It works on what the year before has left: take a power.",
        lambda v, r, n: v * n / (1 + r): "You discounted all years by one. Each has its own power.",
    },
)
