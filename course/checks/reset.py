"""Two exercises on antibodies that are still made, and on a switch followed by hand."""

from course.checks.exercise import Exercise
from course.models.switch import Switch, rates

SWITCH = Switch()


def level_made(first, second, days, half_life):
    """Level to which an antibody tends that goes from `first` to `second` in `days`."""
    left = 2 ** (-days / half_life)
    return (second - first * left) / (1 - left)


def activity_after(start, months, step):
    """Activity of the switch so many months later, in steps of Euler's method."""
    x = start
    for _ in range(round(months / step)):
        x = x + step * rates(0, x, SWITCH)
    return x


def _follow(start, months, step, rate):
    """The same with another rate."""
    x = start
    for _ in range(round(months / step)):
        x = min(x + step * rate(x), 1e6)
    return x


def _makers(rng):
    first = float(rng.integers(40, 200))
    return (
        first,
        round(first * float(rng.uniform(0.45, 0.95)), 1),
        float(rng.integers(15, 60)),
        float(rng.choice([18, 21, 24])),
    )


def _fate(rng):
    side = rng.choice([-1, 1])
    start = 0.526 + side * rng.uniform(0.03, 0.3)
    return (round(float(start), 2), float(rng.integers(3, 9)), float(rng.choice([0.1, 0.25, 0.5])))


makers = Exercise(
    truth=level_made,
    draw=_makers,
    what="level that is still made",
    unit="units",
    begin="Suppose first that nobody makes any: what would be left of `first` after `days`? If "
    "more is left, somebody makes it. Call the level m: the distance to m is what halves.",
    why="If the answer is near zero, waiting will clear the antibody. If it is not, somebody is "
    "making it, and a plasma exchange would buy weeks.",
    mistakes={
        lambda a, b, d, h: a * 2 ** (-d / h): "That is what would be left if nobody made any. "
        "More is left. Which level keeps it there?",
        lambda a, b, d, h: b - a * 2 ** (-d / h): "That is what was made in the meantime and is "
        "left on the second day. A part of it has been broken down again: divide by the share of "
        "the way that has been gone, 1 - q.",
        lambda a, b, d, h: (b - a * 2 ** (-d / h)) / 2 ** (-d / h): "You divided by what is left "
        "of the old molecules, q. What has been replaced since is 1 - q.",
        lambda a, b, d, h: (
            (b - a * 2.718281828459045 ** (-d / h)) / (1 - 2.718281828459045 ** (-d / h))
        ): "Your molecules fall by a factor e in one "
        "half-life. How much is left after one half-life?",
        lambda a, b, d, h: (b - a * 0.5 ** (h / d)) / (1 - 0.5 ** (h / d)): "The exponent stands "
        "upside down: after twice as many days there must be half as much again.",
        lambda a, b, d, h: (b - a * 2 ** (d / h)) / (1 - 2 ** (d / h)): "Time runs backwards: a "
        "minus is missing in the exponent, or `first` and `second` have changed places.",
        lambda a, b, d, h: b / a: "That is the share that is left. Asked for is a level, in the "
        "units of the test.",
        lambda a, b, d, h: b: "That is the second level. It is still falling towards something.",
    },
)

fate = Exercise(
    truth=activity_after,
    draw=_fate,
    what="activity",
    unit="(in units of the half point)",
    begin="Begin with `x = start`, then repeat `round(months / step)` times: add to `x` the step "
    "times the rate, 0.02 + x**2 / (1 + x**2) - 0.45 * x.",
    why="Two starts a hair apart on two sides of the threshold end far apart, and both take their "
    "time: the nearer the threshold, the longer nothing seems to happen.",
    mistakes={
        lambda s, m, h: s + m * rates(0, s, SWITCH): "That is the start plus the time times the "
        "rate at the start. The rate changes on the way: compute it anew from x in each step.",
        lambda s, m, h: _follow(s, m, 1.0, lambda x: h * rates(0, x, SWITCH)): "You take `months` "
        "steps of length `step`. How many steps of that length are in the time?",
        lambda s, m, h: _follow(s, m, h, lambda x: rates(0, x, SWITCH) / h): "You do not "
        "multiply the rate by the step: each step then counts as a whole month.",
        lambda s, m, h: _follow(s, m, h, lambda x: x**2 / (1 + x**2) - 0.45 * x): "The leak of "
        "0.02 is missing: activity then has a resting place at zero.",
        lambda s, m, h: _follow(s, m, h, lambda x: 0.02 + x / (1 + x) - 0.45 * x): "The activity "
        "enters the feedback squared. Without the square there is no threshold.",
        lambda s, m, h: _follow(s, m, h, lambda x: 0.02 + x**2 / (1 + x**2)): "The loss, "
        "0.45 * x, is missing: activity can only rise.",
        lambda s, m, h: _follow(s, m, h, lambda x: 0.02 + x**2 / (1 + x**2) + 0.45 * x): "The "
        "loss must be taken away: minus 0.45 * x.",
        lambda s, m, h: activity_after(s, m - h, h): "One step is missing at the end.",
        lambda s, m, h: activity_after(s, m + h, h): "One step too many.",
        lambda s, m, h: s: "That is the start. Does your loop change x?",
    },
)
