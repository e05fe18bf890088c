"""Two exercises on why tolerance breaks."""

from course.checks.exercise import Exercise


def odds_ratio(cases, controls):
    """Odds ratio from the shares of carriers among cases and among controls."""
    return (cases / (1 - cases)) / (controls / (1 - controls))


def regulation_needed(free, loss):
    """Background regulation (per day) at which R0 falls to one."""
    return loss * (free - 1)


def _shares(rng):
    return float(rng.integers(25, 70)) / 100, float(rng.integers(5, 24)) / 100


def _loop(rng):
    return float(rng.integers(12, 40)) / 10, float(rng.integers(10, 60)) / 100


odds = Exercise(
    truth=odds_ratio,
    draw=_shares,
    what="odds ratio",
    unit="",
    begin="Begin with the odds. Of ten people two carry the type: two do and eight do not, so the "
    "odds are 2 to 8, or 0.25. That is the share divided by what is left of the whole.",
    why="A study that starts from patients cannot see risks, for it chose how many patients to "
    "have. It can see odds ratios, and this is why genetics is full of them.",
    mistakes={
        lambda a, b: a / b: "That is the ratio of the two shares. Odds compare those who carry "
        "the type with those who do not: divide each share by its rest first.",
        lambda a, b: b / a: "That is the ratio of the shares, and upside down. Odds first, then "
        "cases over controls.",
        lambda a, b: b / (1 - b) / (a / (1 - a)): "The ratio stands upside down: odds among cases "
        "come first, and a type that raises the risk has a ratio above 1.",
        lambda a, b: a / (1 - a): "Those are the odds among cases. With what are they compared?",
        lambda a, b: a / (1 - b): "You divided the share of one group by the rest of the other. "
        "Odds stay within a group.",
        lambda a, b: (a / (1 - b)) / (b / (1 - a)): "Each share was divided by the rest of the "
        "other group. Odds stay within a group.",
        lambda a, b: (1 - a) / (1 - b): "That compares those who do not carry it. Odds need both, "
        "those who do and those who do not.",
        lambda a, b: a - b: "That is the difference of the shares. A ratio is asked for.",
        lambda a, b: a / (1 - a) - b / (1 - b): "That is the difference of the odds. A ratio is "
        "asked for.",
        lambda a, b: (a / (100 - a)) / (b / (100 - b)): "You took the shares for percentages. "
        "They are fractions, and the whole is 1.",
    },
)

regulation = Exercise(
    truth=regulation_needed,
    draw=_loop,
    what="background regulation",
    unit="per day",
    begin="With regulation, presenters are lost at the rate `loss + b` instead of `loss`, so R0 "
    "becomes `free * loss / (loss + b)`. For which `b` is that 1?",
    why="The same arithmetic gives the share of a population to be vaccinated: where each case "
    "leaves R0 cases, a little more than what exceeds one has to be taken away.",
    mistakes={
        lambda f, m: 1 - 1 / f: "That is the share of all losses that regulation must make up. As "
        "a rate, it has to be taken of the whole loss, `loss + b`.",
        lambda f, m: m * (1 - 1 / f): "You took the share 1 - 1 / free of `loss`. It is a share of "
        "the whole loss, `loss + b`, and that is larger.",
        lambda f, m: m * f: "That is the whole loss at which R0 is 1. A part of it, `loss`, is "
        "there without regulation.",
        lambda f, m: m / f: "That is the loss at which R0 would be `free` squared. More loss is "
        "needed to lower R0, not less.",
        lambda f, m: f - 1: "That is how far R0 exceeds 1. Regulation is a rate per day: how many "
        "times `loss` is it?",
        lambda f, m: (f - 1) / m: "You divided by `loss`. Presenters that are lost faster anyway "
        "need more regulation for the same effect, not less.",
        lambda f, m: m * (1 - f): "The size is right, the sign turned round: regulation adds to "
        "the loss.",
        lambda f, m: f - m: "That subtracts a rate from a number without unit. Set "
        "`free * loss / (loss + b)` to 1.",
        lambda f, m: f * m / (m + 1): "That is R0 for a regulation of 1 per day. Turn it round: "
        "R0 is to be 1, and the regulation is asked for.",
    },
)
