r"""Is an antigen absent from a cell, or only not found? Cells with no transcript, by two laws.

    Poisson             P(0) = exp(-m)                 every cell has the same expected count m
    negative binomial   P(0) = (k / (k + m))^k         expected counts differ from cell to cell
                        k = m^2 / (v - m)              from mean m and variance v of the counts

A technique that catches only some of a cell's transcripts finds none in some of the cells that have
them: dropout. From the counts in a group of cells we ask how many zeros dropout alone would leave.
The Poisson law takes the cells as equal; the negative binomial law lets them differ (with a gamma
distribution) and needs the variance as well. When v <= m it is the Poisson law.

Sources: both laws are textbook; the counts are of the table `pbmc_cells`. The share of a cell's
transcripts that the first chemistry of 10x Genomics catches, 6.7 to 8.1 %, is the maker's.

Left out on purpose: the spread of the estimates; that a group chosen by one antigen that drops out,
too, is not pure; and transcripts that leaked in from other cells.
"""

import math

import numpy as np
import pandas as pd

CAPTURE = 0.067, 0.081


def poisson(mean: float, number: int = 0) -> float:
    """Share of cells with that many transcripts when all expect the same number.

    >>> round(poisson(1.0), 4)
    0.3679
    """
    return (
        math.exp(-mean + number * math.log(mean) - math.lgamma(number + 1))
        if mean
        else float(number == 0)
    )


def negative_binomial(mean: float, variance: float, number: int = 0) -> float:
    """Share of cells with that many transcripts when the expected numbers differ.

    >>> round(negative_binomial(2.0, 4.0), 4)
    0.25
    """
    if variance <= mean:
        return poisson(mean, number)
    k = mean**2 / (variance - mean)
    ways = math.lgamma(number + k) - math.lgamma(k) - math.lgamma(number + 1)
    return math.exp(ways + k * math.log(k / (k + mean)) + number * math.log(mean / (k + mean)))


def expected(counts, *, cells: int | None = None) -> dict[str, float]:
    """Zeros expected among so many cells (by default as many as were counted), by both laws."""
    counts = np.asarray(counts, float)
    number = len(counts) if cells is None else cells
    mean, variance = float(counts.mean()), float(counts.var(ddof=1))
    return {
        "poisson": number * poisson(mean),
        "negative_binomial": number * negative_binomial(mean, variance),
    }


def spectrum(counts, *, highest: int = 12) -> pd.DataFrame:
    """Cells with 0, 1, 2 ... transcripts: columns seen, poisson, negative_binomial."""
    counts = np.asarray(counts, int)
    mean, variance = float(counts.mean()), float(counts.var(ddof=1))
    numbers = range(highest + 1)
    seen = np.bincount(counts, minlength=highest + 1)[: highest + 1]
    laws = {
        "poisson": [len(counts) * poisson(mean, n) for n in numbers],
        "negative_binomial": [len(counts) * negative_binomial(mean, variance, n) for n in numbers],
    }
    return pd.DataFrame({"seen": seen} | laws, index=pd.Index(numbers, name="transcripts"))
