"""A biomarker as a classifier (ROC, AUC), and how many patients a question needs.

Sensitivity is the share of the positive that are called positive, the false alarm rate that of the
negative. The ROC curve shows both for each threshold. Its area (AUC) is the chance that a positive
person has a higher marker than a negative one, ties counting half (Mann and Whitney's U, scaled).

The synthetic cohort is our own: a share of naive cells among the B cells that return, lower in
those who relapse. That such a marker might tell is a hypothesis; nothing here was measured.
"""

import numpy as np
import pandas as pd
from scipy.stats import binom, rankdata


def roc(marker, positive) -> pd.DataFrame:
    """Columns threshold, sensitivity, false_alarm; called positive is who has at least threshold.

    >>> roc([1, 2, 3], [False, True, True])["sensitivity"].tolist()
    [0.0, 0.5, 1.0, 1.0]
    """
    marker, positive = np.asarray(marker, float), np.asarray(positive, bool)
    threshold = np.concatenate([[np.inf], np.unique(marker)[::-1]])
    called = marker >= threshold[:, None]
    return pd.DataFrame(
        {
            "threshold": threshold,
            "sensitivity": called[:, positive].mean(1),
            "false_alarm": called[:, ~positive].mean(1),
        }
    )


def auc(marker, positive) -> float:
    """Chance that a positive person has the higher marker, ties counting half.

    >>> auc([1, 2, 3, 4], [False, True, False, True])
    0.75
    """
    positive = np.asarray(positive, bool)
    n, m = positive.sum(), (~positive).sum()
    return float((rankdata(marker)[positive].sum() - n * (n + 1) / 2) / (n * m))


def synthetic_cohort(patients: int = 60, seed: int = 3) -> pd.DataFrame:
    """SYNTHETIC: naive share of returning B cells (%), and whether the disease came back."""
    rng = np.random.default_rng(seed)
    relapse = np.arange(patients) < patients // 4
    naive = np.clip(np.where(relapse, 68, 84) + rng.normal(0, 11, patients), 5, 99)
    table = {"patient": np.arange(1, patients + 1), "naive": naive.round(1), "relapse": relapse}
    return pd.DataFrame(table)


def patients_to_see(rate: float, chance: float = 0.95) -> int:
    """Fewest patients in whom an event of this rate is seen at least once with such a chance.

    >>> patients_to_see(0.01)
    299
    """
    return int(np.ceil(np.log1p(-chance) / np.log1p(-rate) - 1e-9))


def single_arm(p0: float, p1: float, *, alpha: float = 0.05, power: float = 0.8) -> tuple[int, int]:
    """Fewest patients n, and responders r, so that r or more of n refute a response rate of p0.

    Under p0 this happens with at most `alpha`, under p1 with at least `power` (exact binomial).

    >>> single_arm(0.5, 0.8)
    (18, 13)
    """
    for n in range(1, 2000):
        r = int(binom.isf(alpha, n, p0)) + 1
        if binom.sf(r - 1, n, p1) >= power:
            return n, r
    raise ValueError(
        f"p1 = {p1:g} is too near to p0 = {p0:g}: more than 2,000 patients are needed."
    )
