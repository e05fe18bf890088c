"""Two exercises on harms in small numbers."""

import numpy as np

from course.checks.exercise import Exercise


def highest_rate(patients, level):
    """Highest rate (0 to 1) that none in `patients` leaves possible with this confidence."""
    return 1 - (1 - level) ** (1 / patients)


def number_needed_to_harm(events, treated, events_control, controls):
    """People to be treated for one more harm."""
    return 1 / (events / treated - events_control / controls)


def _none_in_n(rng):
    return float(rng.integers(8, 400)), float(rng.integers(80, 99)) / 100


def _counts(rng):
    treated, controls = rng.integers(80, 400, 2)
    return (
        float(rng.integers(treated // 8, treated // 3)),
        float(treated),
        float(rng.integers(1, controls // 12)),
        float(controls),
    )


none_seen = Exercise(
    truth=highest_rate,
    draw=_none_in_n,
    what="highest rate",
    unit="per patient",
    begin="If the rate is r, one patient stays free of the harm with probability 1 - r, and all of "
    "them with the product of so many. Which r makes that product 1 - level?",
    why="After 15 patients without a death, a rate of one in six is not excluded: few patients "
    "cannot show that something is rare.",
    mistakes={
        lambda n, c: (
            3 / n
        ): "That is the rule of three: close, at 95 % and for many patients. Asked "
        "for is the exact rate, at any level.",
        lambda n, c: 0.0 * n: "None seen is not none possible. How often would none be seen, if "
        "the rate were one in ten?",
        lambda n, c: 1 - c ** (1 / n): "You asked which rate lets all patients stay free with "
        "probability `level`. At the highest rate still possible that would be rare: 1 - level.",
        lambda n, c: (
            (1 - c) ** (1 / n)
        ): "That is the probability of staying free, for one patient. What is left of 1?",
        lambda n, c: (1 - c) / n: "You divided the error among the patients. The probabilities of "
        "staying free are multiplied, so take a root.",
        lambda n, c: (
            1 - (1 - c) ** n
        ): "You took a power where a root is wanted: many patients must make the rate smaller.",
        lambda n, c: 1 / n: "That is one in all patients. Even with that rate, none would be seen "
        "more than a third of the time.",
        lambda n, c: -np.log(1 - c) / n: "That holds for small rates and many patients. The exact "
        "answer is a root: `(1 - level) ** (1 / patients)` is a part of it.",
    },
)

harm = Exercise(
    truth=number_needed_to_harm,
    draw=_counts,
    what="number needed to harm",
    unit="patients",
    begin="Divide each count by its own patients: two risks. Their difference is the extra harm "
    "for each person treated. How many people carry one whole extra harm?",
    why="A series without a control has no such number: nobody knows how many of its infections "
    "would have happened anyway.",
    mistakes={
        lambda a, n, c, m: 1 / (a / n): "That is one in how many treated people had the harm. Some "
        "of them would have had it without treatment, as the controls show.",
        lambda a, n, c, m: a / n - c / m: "That is the extra risk of one person. How many people "
        "together carry one whole event?",
        lambda a, n, c, m: (a / n) / (c / m): "That is a ratio of risks. The number needed comes "
        "from their difference.",
        lambda a, n, c, m: 1 / (c / m - a / n): "It is negative: you took the treated from the "
        "controls. Which of the two had more harm?",
        lambda a, n, c, m: n / (a - c): "You took the counts from each other. The groups are of "
        "different sizes: compare risks.",
        lambda a, n, c, m: (n + m) / (a - c): "You took the counts from each other, over all "
        "patients. The groups are of different sizes: compare risks.",
        lambda a, n, c, m: np.ceil(
            number_needed_to_harm(a, n, c, m)
        ): "You rounded up. That is how it may be printed; return it as it is.",
        lambda a, n, c, m: 1 / (a / (n - a) - c / (m - c)): "You compared odds, events against no "
        "events. A risk is events among all of the group.",
    },
)
