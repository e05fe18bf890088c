"""Two exercises of the capstone, and what is to be said of an answer to its assignment."""

import numpy as np
from scipy.stats import binom

from course.checks.exercise import Exercise
from course.checks.kinds import described
from course.models.capstone import Design, NoCarT, check, faults


def chance_of_stopping(rate, limit, patients):
    """Chance that `limit` or more of so many patients have a toxicity of this rate."""
    return float(binom.sf(limit - 1, patients, rate))


def highest_price(threshold, gain, saved):
    """Highest price at which a QALY costs no more than the threshold."""
    return threshold * gain + saved


def _rule(rng):
    patients = int(rng.integers(5, 13))
    return float(rng.integers(10, 46)) / 100, int(rng.integers(2, patients - 1)), patients


def _value(rng):
    saved = 1000.0 * float(rng.integers(10, 200))
    return 1000.0 * float(rng.integers(20, 160)), float(rng.integers(3, 40)) / 10, saved


stopping = Exercise(
    truth=chance_of_stopping,
    draw=_rule,
    what="chance",
    unit="",
    begin="Which counts stop the trial: `limit`, and every count above it. Add their chances, or "
    "take the chance of fewer from 1. `binom.cdf(k, n, p)` is the chance of k or fewer.",
    why="With four of six and a risk of one in four, a dose that is just right is given up once in "
    "27 times. A rule that never errs in this way would hardly ever stop.",
    mistakes={
        lambda p, k, n: binom.sf(k, n, p): "You counted from one more than `limit` on. The trial "
        "stops at `limit` itself: which `k` does `binom.sf(k, ...)` begin above?",
        lambda p, k, n: binom.pmf(
            k, n, p
        ): "That is the chance of exactly `limit`. More toxicities stop the trial, too.",
        lambda p, k, n: binom.cdf(k - 1, n, p): "That is the chance to go on: fewer than `limit`.",
        lambda p, k, n: binom.cdf(k, n, p): "That is the chance of `limit` or fewer. The trial "
        "stops at `limit` or more.",
        lambda p, k, n: p**k: "That is the chance that the first `limit` patients all have one. "
        "Any `limit` of them will do.",
        lambda p, k, n: binom.sf(k - 1, n, 1 - p): "The rate was taken for that of staying well.",
        lambda p, k, n: float(k / n > p): "A share above the risk is no chance. How often does "
        "luck give such a share?",
    },
)

price = Exercise(
    truth=highest_price,
    draw=_value,
    what="highest price",
    unit="US dollars",
    begin="What is the gain worth at this threshold? To that the payer can add what no longer has "
    "to be spent on other care.",
    why="The price is bounded by what is gained and by what is saved; what the cells cost to make "
    "does not enter.",
    mistakes={
        lambda t, g, s: (
            t * g
        ): "What is saved on other care was left out. Can the payer spend it on the cells?",
        lambda t, g, s: (
            t * g - s
        ): "You took the savings off. Money that other care no longer needs "
        "can be spent on the cells.",
        lambda t, g, s: s - t * g: "The sign is turned: the gain is worth something to the payer.",
        lambda t, g, s: (
            t / g + s
        ): "You divided by the gain. If the gain is twice as large, may the "
        "cells cost more or less?",
        lambda t, g, s: (t + s) * g: "The savings were multiplied by the gain: they are dollars "
        "already.",
        lambda t, g, s: t + s: "One QALY is worth the threshold. How many are gained?",
        lambda t, g, s: np.round(
            t * g + s, -5
        ): "Rounded to a hundred thousand: return all digits.",
    },
)

WORKED = ((Design, "Mei"), (NoCarT, "Theo"))  # by the lecture


def judge(answer, threshold: float) -> str:
    """What is to be said of an answer to the capstone, for a payer's threshold; nothing if sound.

    `answer` is a Design or a NoCarT, `threshold` in US dollars per QALY.

    >>> judge("CD19", 100_000)
    "Return a Design(...) or a NoCarT(...); you returned the text 'CD19'."
    """
    if not isinstance(answer, Design | NoCarT):
        return f"Return a Design(...) or a NoCarT(...); you returned {described(answer)}."
    if any(type(answer) is kind and answer.patient == name for kind, name in WORKED):
        return f"The lecture has worked this path for {answer.patient}. Take the other, or another."
    if isinstance(answer, Design) and answer.price.threshold != threshold:
        return (
            f"This payer gives {threshold:,.0f} US dollars for a QALY; your design is for one who "
            f"gives {answer.price.threshold:,.0f}. Pass the threshold on to its Price."
        )
    if isinstance(answer, Design):
        for name in ("preparation", "expected", "trial"):
            if getattr(answer, name) == type(getattr(answer, name))():
                return f"`{name}` is as it comes. Write down what {answer.patient} needs there."
    wrong = faults(answer)
    verb = "does" if len(wrong) == 1 else "do"
    count = f"{len(wrong)} of {len(check(answer))} checks {verb} not hold. "
    return count + " ".join(wrong) if wrong else ""
