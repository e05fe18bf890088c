"""How sure is the answer? Probabilistic and one-way sensitivity of `access`.

Nobody knows the values that go into `access`. Here each uncertain one varies around its value:

    shares, chances and utilities   logit(x) = logit(value) + spread * z
    yearly costs                    log(x) = log(value) + spread * z

with independent standard normal z. The value is the median; 0 and 1 stay what they are. `SPREAD` is
a teaching choice of this course: a remission of 0.8 lies between 0.55 and 0.93 in 95 of 100 draws,
about what 12 of 15 patients leave open. Price, discount and horizon are agreed and do not vary.

Left out on purpose: values that vary together, as real ones do, and doubt about the model itself
(is there a fourth state, does the chance of relapse stay the same?), which no draw can show.
"""

from types import SimpleNamespace

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from course.models.access import Access, sums, totals

SPREAD = {
    "remission": 0.6,
    "relapse": 0.6,
    "hospital": 0.3,
    "early_death": 0.7,
    "death_remission": 0.5,
    "death_active": 0.5,
    "utility_remission": 0.3,
    "utility_active": 0.3,
    "cost_remission": 0.3,
    "cost_active": 0.3,
}
MONEY = ("hospital", "cost_remission", "cost_active")
THRESHOLDS = np.arange(0, 300_001, 10_000)
THRESHOLD = 150_000  # dollars per QALY, as in the studies from the United States
WIDE = 1.96  # one-way: from the 2.5th to the 97.5th percentile


def vary(name: str, value: float, z):
    """The value of a parameter z standard deviations from its middle; z a number or an array.

    >>> round(float(vary("remission", 0.8, 1.96)), 2)
    0.93
    """
    if name in MONEY:
        return value * np.exp(SPREAD[name] * z)
    return expit(logit(value) + SPREAD[name] * z)


def sample(p: Access, *, draws: int = 2000, seed: int = 12) -> pd.DataFrame:
    """Values of the uncertain parameters, one row per draw; the same seed gives the same z."""
    z = np.random.default_rng(seed).standard_normal((draws, len(SPREAD)))
    columns = {name: vary(name, getattr(p, name), z[:, k]) for k, name in enumerate(SPREAD)}
    return pd.DataFrame(columns, pd.RangeIndex(draws, name="draw"))


def play(p: Access, draws: pd.DataFrame) -> pd.DataFrame:
    """Differences of cost (dollars) and qaly between CAR T cells and usual care, row by row."""
    values = vars(p) | {name: draws[name].to_numpy() for name in draws}
    arms = sums(SimpleNamespace(**values))
    cost, qaly, _ = arms[0] - arms[1]
    return pd.DataFrame({"cost": cost, "qaly": qaly}, draws.index)


def acceptability(played: pd.DataFrame, thresholds=THRESHOLDS) -> pd.DataFrame:
    """Share of the draws in which CAR T cells are worth their price, for each threshold.

    Index threshold (dollars per QALY), column probability: the share with
    threshold * qaly - cost > 0.
    """
    cost, qaly = played["cost"].to_numpy(), played["qaly"].to_numpy()
    thresholds = np.asarray(thresholds, dtype=float)
    share = (np.outer(thresholds, qaly) > cost).mean(axis=1)
    return pd.DataFrame({"probability": share}, pd.Index(thresholds, name="threshold"))


def one_way(p: Access, threshold: float = THRESHOLD) -> pd.DataFrame:
    """What matters most: the price that is worth paying, one parameter at a time at either end.

    Index parameter, widest first; columns low and high (its values), worth_low and worth_high
    (dollars, as `access.worth`).
    """
    names = list(SPREAD)
    ends = np.tile([float(getattr(p, name)) for name in names], (2 * len(names), 1))
    for k, name in enumerate(names):
        ends[2 * k : 2 * k + 2, k] = [vary(name, ends[2 * k, k], z) for z in (-WIDE, WIDE)]
    values = np.array([ends[2 * k : 2 * k + 2, k] for k in range(len(names))])
    played = play(p, pd.DataFrame(ends, columns=names))
    price = (threshold * played["qaly"] - played["cost"] + p.price).to_numpy().reshape(-1, 2)
    widest = np.argsort(-np.abs(price[:, 1] - price[:, 0]), kind="stable")
    return pd.DataFrame(
        np.hstack([values, price])[widest],
        pd.Index([names[k] for k in widest], name="parameter"),
        ["low", "high", "worth_low", "worth_high"],
    )


def weigh(p: Access) -> dict:
    """All that the explorer shows: totals, acceptability curve, one-way table, the price asked."""
    return {
        "totals": totals(p),
        "curve": acceptability(play(p, sample(p))),
        "one_way": one_way(p),
        "price": p.price,
        "horizon": p.horizon,
    }
