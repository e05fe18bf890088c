"""Who waits, and how long: the list of a centre, month by month.

    still here = waiting * (1 - leaving)
    treated    = the smaller of places and still here
    waiting    = still here - treated + referred

`leaving` is the share that leaves the list in a month without treatment: too ill by now, dead, or
gone elsewhere. With it, a list with more people than places stops growing at

    waiting = (referred - places) / leaving

where as many leave as cannot be treated. By Little's law (textbook) the mean time on the list is
then waiting / referred, over those who are treated and those who are not.

All numbers are teaching values of this course. In a network of centres in the United States 124
people referred for CAR T cells against lymphoma did not receive them, mostly because their disease
went on (doi 10.1182/bloodadvances.2024014171).

Left out on purpose: chance (a discrete-event simulation stands in `manufacturing_line`), urgency,
and who is referred at all.
"""

from dataclasses import dataclass

import pandas as pd

from course.parameters import Parameters, param


@dataclass(frozen=True, kw_only=True)
class Waiting(Parameters):
    """A centre and the people who ask for it."""

    referred: float = param(6, "people per month", (0, 100), "People who are referred")
    places: float = param(4, "people per month", (0, 100), "People who can be treated")
    leaving: float = param(
        0.05, "per month", (0, 1), "Share of those waiting who leave untreated in a month"
    )
    waiting: float = param(0, "people", (0, 1000), "People on the list at the beginning")


def simulate(p: Waiting, *, months: int = 60) -> pd.DataFrame:
    """Index month, from 1. Columns: treated and left in the month, waiting at its end (people).

    >>> simulate(Waiting()).round(1).loc[60].tolist()
    [4.0, 1.9, 38.4]
    """
    rows, waiting = [], p.waiting
    for _ in range(months):
        left = waiting * p.leaving
        treated = min(p.places, waiting - left)
        waiting += p.referred - left - treated
        rows.append((treated, left, waiting))
    index = pd.RangeIndex(1, months + 1, name="month")
    return pd.DataFrame(rows, index, ["treated", "left", "waiting"])


def length(p: Waiting) -> float:
    """People on the list in the long run; infinite if it grows for ever.

    >>> length(Waiting())
    40.0
    """
    if p.referred <= p.places:
        return float(p.referred)
    return (p.referred - p.places) / p.leaving if p.leaving else float("inf")
