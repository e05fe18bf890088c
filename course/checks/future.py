"""Two exercises on how to test what comes next."""

import numpy as np

from course.checks.exercise import Exercise


def patients_to_see(rate, chance):
    """Fewest patients in whom an event of this rate is seen at least once with this chance."""
    return int(np.ceil(np.log(1 - chance) / np.log(1 - rate) - 1e-9))


def predictive_value(sensitivity, specificity, share):
    """Share of those with a positive test who will relapse, if `share` of all do."""
    hits = sensitivity * share
    return hits / (hits + (1 - specificity) * (1 - share))


def _seeing(rng):
    return float(rng.integers(5, 80)) / 1000, float(rng.choice([0.8, 0.9, 0.95, 0.99]))


def _testing(rng):
    return tuple(
        float(rng.integers(low, high)) / 100 for low, high in ((60, 95), (60, 95), (5, 40))
    )


seeing = Exercise(
    truth=patients_to_see,
    draw=_seeing,
    what="number of patients",
    unit="patients",
    tolerance=1e-5,
    begin="What is the chance that n patients all stay free of the event? Each does with the "
    "chance 1 - rate. It must fall to 1 - chance; `np.log` frees n from the exponent.",
    why="A trial of thirty people is blind to what strikes one in a hundred: it sees it in about "
    "one trial of four.",
    mistakes={
        lambda r, c: int(np.ceil(1 / r)): "That is the number in whom one event is expected. It "
        "is still missed there in more than one trial of three.",
        lambda r, c: int(np.ceil(3 / r)): "That is the rule of three, a good approximation for a "
        "chance of 0.95. Asked for is the exact number, for any chance.",
        lambda r, c: int(np.ceil(c / r)): "Chances of single patients do not add up: with two "
        "tosses of a coin, heads is not certain. Multiply the chances to stay free.",
        lambda r, c: int(np.ceil(np.log(c) / np.log(1 - r))): "That is the number for which all "
        "stay free with the chance asked for. Turn it round: what is the chance to see none?",
        lambda r, c: int(np.log(1 - c) / np.log(1 - r)): "You rounded down: with so many, the "
        "chance is not quite reached.",
        lambda r, c: float(np.log(1 - c) / np.log(1 - r)): "Right before rounding. Patients come "
        "whole: round up.",
        lambda r, c: int(np.ceil(np.log(1 - c) / -r)): "That takes ln(1 - rate) for -rate. It is "
        "near for rare events; use the logarithm itself.",
    },
)

meaning = Exercise(
    truth=predictive_value,
    draw=_testing,
    what="predictive value",
    unit="",
    begin="Think of 1,000 people. How many will relapse, and how many of these does the marker "
    "announce? How many stay well, and how many of these does it alarm for nothing? The answer is "
    "the first over both together.",
    why="Sensitivity and specificity belong to the marker; what a positive result means for one "
    "person depends also on how common relapse is where she is treated.",
    mistakes={
        lambda s, p, q: s: "That is the sensitivity: of those who relapse, how many test positive. "
        "Asked is the other way round.",
        lambda s, p, q: s * q: "That is the share of all people who relapse and are announced. Of "
        "all people with a positive test, which share is it?",
        lambda s, p, q: s / (s + 1 - p): "You took as many who relapse as who stay well. How "
        "common is relapse?",
        lambda s, p, q: s * q / (s * q + p * (1 - q)): "You counted those who stay well and test "
        "negative. Who tests positive without a relapse?",
        lambda s, p, q: p * (1 - q) / (p * (1 - q) + (1 - s) * q): "That is the value of a "
        "negative test: the share who stay well among those who test negative.",
        lambda s, p, q: s * q + (1 - p) * (1 - q): "That is the share of all people who test "
        "positive. How many of them relapse?",
        lambda s, p, q: 1 - predictive_value(s, p, q): "That is the share of false alarms among "
        "the positive tests. The rest is asked for.",
    },
)
