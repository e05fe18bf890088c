"""Two exercises on what a gate and a measurement are worth."""

import math

from course.checks.exercise import Exercise


def share_meant(sensitivity, specificity, share):
    """Share of the killed cells that were meant, when `share` of all cells must go."""
    meant = sensitivity * share
    return meant / (meant + (1 - specificity) * (1 - share))


def copies_needed(capture, risk):
    """Fewest copies with which a gene is missed with a probability of at most `risk`."""
    return math.ceil(math.log(risk) / math.log(1 - capture))


def _gate(rng):
    """A gate of some worth, and a small share of cells that must go."""
    low, high = rng.uniform(0.5, 0.95), rng.uniform(0.8, 0.99)
    return round(float(low), 2), round(float(high), 2), round(float(rng.uniform(0.01, 0.2)), 3)


def _technique(rng):
    """A share of copies that is caught, and a risk that is accepted; no case is near a whole."""
    while True:
        capture, risk = (
            round(float(rng.uniform(0.05, 0.35)), 2),
            float(rng.choice([0.01, 0.02, 0.05])),
        )
        part = math.log(risk) / math.log(1 - capture) % 1
        if 0.1 < part < 0.9:
            return capture, risk


meant = Exercise(
    truth=share_meant,
    draw=_gate,
    what="share of the killed that were meant",
    unit="",
    begin="Take 1,000 cells. How many must go, how many of these are killed? How many must stay, "
    "and how many of those are killed all the same? Then compare.",
    why="When few cells must go, even a specific gate kills mostly others: the rarer the culprit, "
    "the more specific the gate has to be.",
    mistakes={
        lambda s, p, q: (
            s
        ): "That is the sensitivity: of those that must go, the share killed. Asked "
        "for is the share of the killed that had to go.",
        lambda s, p, q: p: "That is the specificity. It counts those that are spared.",
        lambda s, p, q: s * q: "That is the share of *all* cells that are killed and were meant. "
        "Divide it by the share of all cells that are killed.",
        lambda s, p, q: (
            s * q + (1 - p) * (1 - q)
        ): "That is the share of all cells that are killed. How much of it was meant?",
        lambda s, p, q: (
            s / (s + 1 - p)
        ): "You weigh the two groups alike. Few cells must go and many "
        "must stay: `share` and `1 - share`.",
        lambda s, p, q: s * q / (s * q + p * (1 - q)): "You count those that are spared among the "
        "others. Killed are the share `1 - specificity` of them.",
        lambda s, p, q: (1 - p) * (1 - q) / (s * q + (1 - p) * (1 - q)): "That is the share of the "
        "killed that were *not* meant.",
        lambda s, p, q: p * (1 - q) / (p * (1 - q) + (1 - s) * q): "That is the share of the "
        "*spared* that were to be spared.",
    },
)

copies = Exercise(
    truth=copies_needed,
    draw=_technique,
    what="number of copies",
    unit="copies",
    begin="One copy is missed with probability `1 - capture`. Two copies are both missed with that "
    "probability squared. After how many is it no more than `risk`?",
    why="A gene with few copies in each cell is missed in many cells, however sure its protein "
    "stands on the surface.",
    mistakes={
        lambda c, r: math.floor(
            math.log(r) / math.log(1 - c)
        ): "With one copy fewer than needed the risk is still too high. Round up.",
        lambda c, r: math.log(r) / math.log(1 - c): "There are no parts of a copy. Round up, with "
        "`math.ceil`.",
        lambda c, r: math.ceil(
            math.log(r) / math.log(c)
        ): "You used the chance to catch a copy. All "
        "of them must be missed, each with `1 - capture`.",
        lambda c, r: math.ceil(
            math.log(1 - r) / math.log(1 - c)
        ): "You took 1 - risk. The chance to miss all copies is to be no more than `risk` itself.",
        lambda c, r: math.ceil(1 / c): "So many copies give one that is caught *on average*. By "
        "chance it is none in a third of the cells.",
        lambda c, r: math.ceil((1 - r) / c): "Chances of separate copies do not add up: two copies "
        "at 60 % would make 120 %. Multiply the chances to miss.",
        lambda c, r: math.ceil(
            math.log10(r) / math.log(1 - c)
        ): "Two kinds of logarithm are mixed. Take the same for both.",
        lambda c, r: (1 - c) ** r: "`risk` is not a number of copies. It is what "
        "`(1 - capture) ** copies` must not exceed.",
    },
)
