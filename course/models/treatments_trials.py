r"""What a trial with two arms says: differences, ratios, and how many must be treated for one.

    risk difference   RD = a / n1 - c / n2
    risk ratio        RR = (a / n1) / (c / n2)
    odds ratio        OR = a (n2 - c) / (c (n1 - a))
    number needed     NNT = 1 / |RD|, to treat for one more (or one fewer) person with the event

a of n1 people have the event with the treatment, c of n2 with the control. Intervals are Wald's:
RD +- z sqrt(p1 q1 / n1 + p2 q2 / n2), and RR e^(+- z sqrt(1/a - 1/n1 + 1/c - 1/n2)), where
q = 1 - p. The numbers needed are those of the ends of the interval of RD; when it holds zero they
pass through infinity and are not given (Altman 1998, doi 10.1136/bmj.317.7168.1309).

Left out on purpose: everything but the counts. A published effect that is adjusted for region or
for what patients brought with them differs from the crude one; people who left the trial are
counted as the paper counted them. Wald's intervals are poor when events are few: lecture 10.
"""

import numpy as np
import pandas as pd
from scipy.stats import norm

COUNTS = ["events_treatment", "n_treatment", "events_control", "n_control"]


def effects(trials: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Effect measures of each row of 2x2 counts (columns `COUNTS`), with the index of the trials.

    Columns: risk_treatment, risk_control, risk_difference, rd_low, rd_high, risk_ratio, rr_low,
    rr_high, odds_ratio, number_needed, nn_low, nn_high. Shares and not per cent; without events
    in an arm, ratios and what follows from them are nan.

    >>> counts = pd.DataFrame([[41, 72, 33, 72]], columns=COUNTS)
    >>> effects(counts)[["risk_difference", "number_needed"]].round(2).to_numpy().tolist()
    [[0.11, 9.0]]
    """
    a, n1, c, n2 = (trials[name].astype(float) for name in COUNTS)
    z = norm.ppf((1 + level) / 2)
    p1, p2 = a / n1, c / n2
    result = pd.DataFrame({"risk_treatment": p1, "risk_control": p2, "risk_difference": p1 - p2})
    margin = z * np.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    result["rd_low"], result["rd_high"] = p1 - p2 - margin, p1 - p2 + margin
    a, c = a.where(a > 0), c.where(c > 0)
    spread = np.exp(z * np.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2))
    ratio = a / n1 / (c / n2)
    result["risk_ratio"], result["rr_low"], result["rr_high"] = (
        ratio,
        ratio / spread,
        ratio * spread,
    )
    result["odds_ratio"] = a * (n2 - c) / (c * (n1 - a).where(n1 > a))
    return result.join(numbers_needed(result))


def numbers_needed(result: pd.DataFrame) -> pd.DataFrame:
    """Number needed to treat, and its limits where the interval of the difference excludes zero."""
    difference, low, high = (result[name] for name in ("risk_difference", "rd_low", "rd_high"))
    clear = low * high > 0
    ends = pd.DataFrame({"a": 1 / low.abs(), "b": 1 / high.abs()}).where(clear)
    return pd.DataFrame(
        {
            "number_needed": 1 / difference.abs().where(difference != 0),
            "nn_low": ends.min(axis=1),
            "nn_high": ends.max(axis=1),
        }
    )


def patients_per_arm(risk_treatment, risk_control, *, power: float = 0.8, alpha: float = 0.05):
    """Patients in each arm of a trial that finds such a difference with this power.

    >>> patients_per_arm(41 / 72, 33 / 72)
    314
    """
    z = norm.ppf(1 - alpha / 2) + norm.ppf(power)
    variance = risk_treatment * (1 - risk_treatment) + risk_control * (1 - risk_control)
    return int(np.ceil(variance * (z / (risk_treatment - risk_control)) ** 2))
