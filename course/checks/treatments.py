"""Two exercises on what drugs buy and how long they last."""

import numpy as np

from course.checks.exercise import Exercise


def no_difference(responders, treated, responders_control, controls):
    """Of a hundred people treated, those to whom the drug makes no difference."""
    return 100 * (1 - (responders / treated - responders_control / controls))


def days_longer(times, half_life):
    """Days by which the effect lasts longer when the dose is `times` as large."""
    return np.log2(times) * half_life


def _trial(rng):
    treated, controls = (int(n) for n in rng.integers(40, 300, 2))
    shares = float(rng.integers(35, 60)) / 100, float(rng.integers(10, 30)) / 100
    return round(shares[0] * treated), treated, round(shares[1] * controls), controls


def _dose(rng):
    return float(rng.choice([1.5, 2.5, 3, 4, 8, 10])), float(rng.integers(5, 40))


difference = Exercise(
    truth=no_difference,
    draw=_trial,
    what="number of people",
    unit="of 100 treated",
    begin="Turn each arm into a share first: responders / treated, and the same for the control. "
    "How many of a hundred respond because of the drug?",
    why="Those who respond anyway and those who never respond bear the harms of the drug just as "
    "the few do who gain.",
    mistakes={
        lambda a, n, c, m: 100 * (a / n - c / m): "That is how many respond because of the drug. "
        "Asked for are all the others.",
        lambda a, n, c, m: 100 * (1 - a / n): "That is how many do not respond. To those who would "
        "have responded anyway the drug makes no difference either.",
        lambda a, n, c, m: 100 * (1 - c / m): "That is how many do not respond without the drug. "
        "Some of these the drug has helped.",
        lambda a, n, c, m: 100 * c / m: "That is how many respond anyway. Those who never respond "
        "are missing.",
        lambda a, n, c, m: 1 - (a / n - c / m): "That is a share between 0 and 1, and right. Give "
        "the number of a hundred people.",
        lambda a, n, c, m: (
            1 / (a / n - c / m)
        ): "That is the number needed to treat: people treated "
        "for one who gains. How many gain among a hundred, and how many are left?",
        lambda a, n, c, m: (
            100 - (a - c)
        ): "You took the difference of two counts. The arms differ in "
        "size: divide each count by its own arm first.",
        lambda a, n, c, m: 100 * (1 - (a - c) / n): "You divided both counts by the treatment arm. "
        "Each belongs to its own arm.",
        lambda a, n, c, m: 100 / (a / n / (c / m)): "You used the risk ratio. It does not say how "
        "many people it is about: take the difference of the shares.",
    },
)

waiting = Exercise(
    truth=days_longer,
    draw=_dose,
    what="time gained",
    unit="days",
    begin="With twice the dose, how long until you are where you began with the single dose? One "
    "half-life. And with four times the dose?",
    why="Each doubling of the dose buys one half-life, so a lasting effect is better bought by a "
    "longer half-life than by more drug.",
    mistakes={
        lambda t, h: (
            t * h
        ): "You multiplied the half-life by the dose. Twice the dose is used up to "
        "the single dose in one half-life, four times in two.",
        lambda t, h: (t - 1) * h: "That adds one half-life for each dose more. But in each "
        "half-life half of all that is there goes, not one dose.",
        lambda t, h: (
            np.log(t) * h
        ): "You counted with the natural logarithm. How many halvings lead from `times` back to 1?",
        lambda t, h: np.log10(t) * h: "You counted tenfolds. How many halvings lead from `times` "
        "back to 1?",
        lambda t, h: np.log2(t): "That is the number of halvings. How long does each take?",
        lambda t, h: -np.log2(t) * h: "The time is negative: a larger dose lasts longer.",
        lambda t, h: np.log2(t) / h: "You divided by the half-life. If each halving took twice as "
        "long, would the whole take half as long?",
        lambda t, h: (
            h / t
        ): "You divided the half-life by the dose. It belongs to the drug and does "
        "not change with the dose.",
        lambda t, h: np.ceil(np.log2(t)) * h: "You rounded the halvings up. A part of a halving "
        "takes a part of the time.",
    },
)
