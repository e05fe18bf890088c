r"""Dose finding: 3+3 and BOIN, played through in thousands of simulated trials at once.

True risk of a dose-limiting toxicity (DLT) at dose level d = 1 ... 5:

    logit(rate_d) = logit(lowest_rate) + steepness * (d - 1)

Patients come in cohorts of three and begin at level 1. **3+3**: no DLT in three, go up; one, treat
three more and go up if it stays the only one; else stop. Chosen is the level below the one that
stopped the trial. **BOIN** compares the share of DLTs at the present level with two boundaries:

    lambda_e = log((1 - p1) / (1 - t)) / log(t (1 - p1) / (p1 (1 - t)))    up if share <= lambda_e
    lambda_d = log((1 - t) / (1 - p2)) / log(p2 (1 - t) / (t (1 - p2)))    down if share >= lambda_d

t is the target, p1 = 0.6 t, p2 = 1.4 t. A level and all above are eliminated when at least three
patients were treated there and P(rate > t | data) > 0.95 under a flat prior. At the end the level
is chosen whose share, made to rise with the dose, lies nearest to the target.

Source: BOIN by Liu and Yuan 2015, doi 10.1111/rssc.12089. 3+3 is a textbook rule, of which many
versions exist: this one does not go back to treat more patients at the level chosen. The toxicity
curves are our own and stand for no product.

Left out on purpose: late toxicity and patients who are still observed; grades; efficacy; levels
between those planned; doctors who overrule the rule.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, logit
from scipy.stats import beta

from course.parameters import Parameters, param

COHORT, LEVELS, COHORTS, TRIALS = 3, 5, 10, 2000
CERTAIN = 0.95  # a level is eliminated above this probability of a rate beyond the target
DESIGNS = ("3+3", "BOIN")


@dataclass(frozen=True, kw_only=True)
class Escalation(Parameters):
    """The truth that no trial knows, and the rule by which it looks for a dose."""

    lowest_rate: float = param(
        0.05, "of patients", (0.01, 0.6), "True risk of a DLT at the lowest dose",
        label="Risk at the lowest dose",
    )  # fmt: skip
    steepness: float = param(
        0.7, "logits per dose level", (0, 2), "Rise of the true risk from one dose to the next",
        label="Steepness of the risk",
    )  # fmt: skip
    target: float = param(
        0.25, "of patients", (0.1, 0.4), "Risk that BOIN aims at; the right dose is nearest to it",
        label="Target risk",
    )  # fmt: skip
    design: str = param(
        "3+3", "none", None, "Rule of escalation", label="Design", choices=DESIGNS
    )  # fmt: skip


def true_rates(p: Escalation) -> np.ndarray:
    """True risk of a DLT at each level, shape (levels,), as shares."""
    return expit(logit(p.lowest_rate) + p.steepness * np.arange(LEVELS))


def boundaries(target: float) -> tuple[float, float]:
    """BOIN's lambda_e and lambda_d, as shares of patients with a DLT.

    >>> print(*(round(float(b), 4) for b in boundaries(0.25)))
    0.1968 0.2984
    """
    low, high = 0.6 * target, 1.4 * target
    up = np.log((1 - low) / (1 - target)) / np.log(target * (1 - low) / (low * (1 - target)))
    down = np.log((1 - target) / (1 - high)) / np.log(high * (1 - target) / (target * (1 - high)))
    return float(up), float(down)


def too_toxic(dlts, patients, target: float) -> np.ndarray:
    """Whether a level with so many DLTs in so many patients is to be eliminated."""
    dlts, patients = np.asarray(dlts), np.asarray(patients)
    beyond = beta.sf(target, 1 + dlts, 1 + patients - dlts)
    return (patients >= COHORT) & (beyond > CERTAIN)


def boundary_table(target: float, patients=range(3, 19, 3)) -> pd.DataFrame:
    """For n patients at a level: go up at most at, down from, eliminate from so many DLTs."""
    up, down = boundaries(target)
    rows = []
    for n in patients:
        barred = np.flatnonzero(too_toxic(np.arange(n + 1), n, target))
        rows.append((n, int(up * n), int(np.ceil(down * n)), int(barred[0])))
    columns = ["patients", "up_at_most", "down_from", "eliminate_from"]
    return pd.DataFrame(rows, columns=columns).set_index("patients")


def probability_to_escalate(rate):
    """Chance that 3+3 goes up from a level whose true risk is `rate` (share).

    >>> round(probability_to_escalate(0.3), 4)
    0.4943
    """
    none = (1 - rate) ** 3
    return none + 3 * rate * (1 - rate) ** 2 * none
