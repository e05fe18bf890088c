"""Harms in small numbers: what none in n rules out, the number needed to harm, when to stop.

The stopping rule is that of a Bayesian monitor: a beta prior for the rate of a harm, updated with
each patient; stop when the rate is probably above what is allowed. Source: textbook.
"""

import numpy as np
from scipy.stats import beta


def highest_rate(events: int, patients: int, *, level: float = 0.95) -> float:
    """Upper limit of a rate, one-sided and exact (Clopper-Pearson): 0 of 15 may still be 18 %.

    >>> round(highest_rate(0, 15), 3)
    0.181
    """
    _counts(events, patients)
    return 1.0 if events == patients else float(beta.ppf(level, events + 1, patients - events))


def number_needed_to_harm(risk_treated: float, risk_control: float) -> float:
    """People to be treated for one more harm; negative when treatment prevents it, inf when equal.

    >>> round(number_needed_to_harm(0.076, 0.026), 6)
    20.0
    """
    difference = risk_treated - risk_control
    return float(np.inf) if difference == 0 else 1 / difference


def probability_above(
    limit: float, events: int, patients: int, *, prior: tuple[float, float] = (1, 1)
) -> float:
    """Probability that the rate of a harm is above a limit, after so many events in patients.

    >>> probability_above(0.25, 1, 3)
    0.73828125
    """
    _counts(events, patients)
    a, b = prior
    return float(beta.sf(limit, a + events, b + patients - events))


def stops_at(
    limit: float, patients: int, *, sure: float = 0.9, prior: tuple[float, float] = (1, 1)
) -> int | None:
    """Fewest events among so many patients at which the monitor stops; None if it never does."""
    for events in range(patients + 1):
        if probability_above(limit, events, patients, prior=prior) > sure:
            return events
    return None


def _counts(events, patients):
    if not 0 <= events <= patients or patients < 1:
        raise ValueError(
            f"There were {events} events in {patients} patients; "
            "give at least one patient, and no more events than patients."
        )
