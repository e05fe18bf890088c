"""Two exercises on negative selection: how many clones, and how many visits."""

import numpy as np

from course.checks.exercise import Exercise


def clones_needed(seen, answer, survive):
    """New clones of which enough survive to see a share `seen` of all foreign peptides."""
    return np.log(1 - seen) / np.log(1 - answer) / survive


def visits_needed(showing, reactive, tolerated):
    """Fewest whole visits after which fewer than `tolerated` of `reactive` clones have escaped."""
    visits = int(np.log(tolerated / reactive) / np.log(1 - showing))
    while reactive * (1 - showing) ** visits >= tolerated:
        visits += 1
    return visits


def _exact(showing, reactive, tolerated):
    return np.log(tolerated / reactive) / np.log(1 - showing)


def _sight(rng):
    return (
        float(rng.integers(80, 995)) / 1000,
        1 / float(rng.integers(40, 400) * 1000),
        float(rng.integers(10, 90)) / 100,
    )


def _escape(rng):
    return (
        float(rng.integers(4, 60)) / 1000,
        float(rng.integers(20, 90)) * 1000,
        float(rng.integers(2, 60)) * 10 + 5,
    )


sight = Exercise(
    truth=clones_needed,
    draw=_sight,
    what="number of new clones",
    unit="clones",
    begin="Ask the opposite: a peptide is overlooked when not one of the surviving clones answers "
    "it. For so many survivors that is `(1 - answer) ** survivors`. For how many is it "
    "`1 - seen`?",
    why="Each further nine, from 99 % to 99.9 %, costs as many clones as the one before: nobody "
    "can afford to see everything.",
    mistakes={
        lambda s, a, v: np.log(1 - s) / np.log(1 - a): "That is how many must survive. How many "
        "have to be made, when only the share `survive` gets through?",
        lambda s, a, v: np.log(1 - s) / np.log(1 - a) * v: "You multiplied by `survive`. If half "
        "get through, twice as many must be made, and not half as many.",
        lambda s, a, v: s / a / v: "That many clones would answer `seen` times on average. But "
        "some peptides are answered twice and others never: what is the chance of never?",
        lambda s, a, v: 1 / a / v: "So many clones give one answer on average, and then more than "
        "a third of all peptides are still overlooked.",
        lambda s, a, v: np.log(s) / np.log(1 - a) / v: "That is the number at which a share `seen` "
        "is overlooked. Overlooked should be `1 - seen`.",
        lambda s, a, v: np.log(1 - s) / np.log(a) / v: "The chance that one clone does not answer "
        "is `1 - answer`, and not `answer`.",
        lambda s, a, v: -np.log10(1 - s) / a / v: "Two different logarithms are mixed, or one is "
        "taken to the base 10 where e belongs. Take the same for both.",
        lambda s, a, v: np.log(1 - s) / np.log(1 - a) / (1 - v): "You divided by the share that "
        "dies. Which share is left to see with?",
    },
)

escape = Exercise(
    truth=visits_needed,
    draw=_escape,
    what="number of visits",
    unit="visits",
    tolerance=1e-9,
    begin="After `m` visits, `reactive * (1 - showing) ** m` clones have not met their peptide. "
    "Try m = 0, 1, 2 ... until that is less than `tolerated`.",
    why="Halving the escaped costs the same number of visits each time, and time in the thymus is "
    "short: this is why a body does not wait until the last one is found.",
    mistakes={
        _exact: "That is where the two are just equal. Visits come whole, and fewer than "
        "`tolerated` are asked for: round up.",
        lambda q, r, t: visits_needed(q, r, t) - 1: "After so many visits there are still "
        "`tolerated` clones or more. One further visit is needed.",
        lambda q, r, t: visits_needed(q, r, t) + 1: "One visit too many: start to count with none.",
        lambda q, r, t: int(np.ceil(np.log(r / t) / q)): "You used the approximation exp(-q m). "
        "It is close, but a few visits off: use the power (1 - showing) ** m itself.",
        lambda q, r, t: int(np.ceil(1 / q)): "So many visits are one meeting on average. By then "
        "more than a third have met nothing.",
        lambda q, r, t: int(np.ceil(np.log10(r / t) / -np.log(1 - q))): "Two different logarithms "
        "are mixed. Take the same for both.",
        lambda q, r, t: int(np.ceil(np.log(t / r) / np.log(q))): "The chance to miss in one visit "
        "is `1 - showing`, and not `showing`.",
    },
)
