"""Thousands of dose-finding trials at once; the rules stand in `future`.

All trials advance together, a cohort at a time: the present level of each is an array of shape
(trials,), patients and DLTs so far have shape (trials, levels). A patient is one random number;
a DLT follows when it is below the risk at the level given. So both designs meet the same people.
"""

from functools import cache

import numpy as np
import pandas as pd

from course.models.future import (
    COHORT,
    COHORTS,
    LEVELS,
    TRIALS,
    Escalation,
    boundaries,
    too_toxic,
    true_rates,
)


def simulate(p: Escalation, *, trials: int = TRIALS, seed: int = 13) -> pd.DataFrame:
    """Operating characteristics: one row per level, row 0 for "no dose".

    Columns: rate (true risk), chosen (share of trials that end with this level), treated and dlts
    (mean number of patients a trial), target.
    """
    rates = true_rates(p)
    run = boin if p.design == "BOIN" else three_plus_three
    chosen, treated, dlts = run(rates, p.target, people(trials, seed))
    table = {
        "rate": [0, *rates],
        "chosen": np.bincount(chosen, minlength=LEVELS + 1) / trials,
        "treated": [0, *treated.mean(0)],
        "dlts": [0, *dlts.mean(0)],
        "target": p.target,
    }
    return pd.DataFrame(table, pd.RangeIndex(LEVELS + 1, name="level"))


@cache
def people(trials: int, seed: int) -> np.ndarray:
    """Random numbers of shape (cohorts, trials, 3), one for each patient."""
    return np.random.default_rng(seed).random((COHORTS, trials, COHORT))


def three_plus_three(rates, target, draws):
    """Level chosen (0: none), patients and DLTs by level, for each trial, whatever the target."""
    treated, dlts = np.zeros((2, draws.shape[1], len(rates)), int)
    level, going = np.zeros(draws.shape[1], int), np.ones(draws.shape[1], bool)
    for cohort in draws:
        at = np.flatnonzero(going), level[going]
        treated[at] += COHORT
        dlts[at] += (cohort[going] < rates[level[going], None]).sum(1)
        patients, seen = treated[at], dlts[at]
        up = (seen == 0) | ((seen == 1) & (patients == 2 * COHORT))
        level[going] += up
        more = (seen == 1) & (patients == COHORT)
        going[going] = (up | more) & (level[going] < len(rates))
    return level, treated, dlts


def boin(rates, target, draws):
    """Level chosen (0: none), patients and DLTs by level, for each trial."""
    lambda_up, lambda_down = boundaries(target)
    treated, dlts = np.zeros((2, draws.shape[1], len(rates)), int)
    level, ceiling = np.zeros(draws.shape[1], int), np.full(draws.shape[1], len(rates))
    barred = barred_table(COHORT * len(draws), target)
    for cohort in draws:
        going = ceiling > 0  # the lowest level has not been eliminated
        at = np.flatnonzero(going), level[going]
        treated[at] += COHORT
        dlts[at] += (cohort[going] < rates[level[going], None]).sum(1)
        out = barred[treated[at], dlts[at]]
        ceiling[going] = np.where(out, level[going], ceiling[going])
        share = dlts[at] / treated[at]
        step = (share <= lambda_up).astype(int) - (share >= lambda_down)
        level[going] = np.clip(level[going] + step, 0, np.maximum(ceiling[going] - 1, 0))
    return choose(treated, dlts, ceiling, target), treated, dlts


def barred_table(most: int, target: float) -> np.ndarray:
    """Whether to eliminate, by patients and DLTs, shape (most + 1, most + 1)."""
    patients, seen = np.ogrid[: most + 1, : most + 1]
    return too_toxic(np.minimum(seen, patients), patients, target)


def choose(treated, dlts, ceiling, target) -> np.ndarray:
    """The level, counted from 1, whose rising share lies nearest to the target; 0 if none is left.

    Of equal shares the higher level is taken below the target, the lower one above it.
    """
    levels = np.arange(treated.shape[1])
    usable = (treated > 0) & (levels < ceiling[:, None])
    share = (dlts + 0.05) / (treated + 0.1)
    weight = usable * (treated + 0.1) ** 2 * (treated + 1.1)
    weight = weight / ((dlts + 0.05) * (treated - dlts + 0.05))
    gap = np.abs(rising(share, weight) + 1e-9 * levels - target)
    best = np.where(usable, gap, np.inf).argmin(1) + 1
    return np.where(usable.any(1), best, 0)


def rising(share, weight) -> np.ndarray:
    """Isotonic regression along the last axis: the nearest shares that never fall with the level.

    Each is the largest, over all starts at or below, of the least weighted mean up to any end at
    or above. Levels without weight keep what the rule gives them and are not used.
    """
    count = share.shape[-1]
    result = np.full(share.shape, -np.inf)
    for start in range(count):
        total = np.cumsum(weight[..., start:], -1)
        means = np.cumsum((share * weight)[..., start:], -1) / np.maximum(total, 1e-300)
        means = np.where(weight[..., start:] > 0, means, np.inf)
        least = np.minimum.accumulate(means[..., ::-1], -1)[..., ::-1]
        result[..., start:] = np.maximum(result[..., start:], least)
    return result
