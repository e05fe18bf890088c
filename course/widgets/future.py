"""The explorer of dose finding: a true toxicity curve and a design, over many trials."""

from course.figures.future import describe, draw
from course.models.future import Escalation
from course.models.future_trials import simulate
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, float | str]] = {
    "The same truth, found by BOIN": {"design": "BOIN"},
    "A drug that hardly harms, by 3+3": {"lowest_rate": 0.01, "steepness": 0.2},
    "Even the lowest dose is too much, by 3+3": {"lowest_rate": 0.4},
    "Even the lowest dose is too much, by BOIN": {"lowest_rate": 0.4, "design": "BOIN"},
    "A cliff between two levels, by BOIN": {
        "lowest_rate": 0.01,
        "steepness": 2.0,
        "design": "BOIN",
    },
}
ABOUT = {
    "Assumed": "Five dose levels, fixed before. Patients come in threes; each has a dose-limiting "
    "toxicity or none, by the true risk of the level, and it is known before the next three are "
    "treated. 3+3 stops by its own rule; BOIN treats thirty people unless it gives up every dose. "
    "Both designs meet the same two thousand trials' worth of people.",
    "Known and not known": "The rules are published. The true curves are our choice and stand for "
    "no product: in a real trial nobody knows them, which is why a design is tried on many. "
    "“Right” is the level whose true risk is nearest to the target, and no dose where even the "
    "lowest lies beyond 1.4 times the target; this, too, is our choice.",
    "Left out": "Toxicity that comes late, its grade, whether a dose works at all, levels between "
    "those planned, and physicians who overrule the rule.",
}


def explorer() -> Explorer:
    """Risk at the lowest dose, steepness, target and design, played two thousand times."""
    return Explorer(
        Escalation,
        simulate,
        draw,
        describe,
        controls=("lowest_rate", "steepness", "target", "design"),
        title="What a dose-finding design does, over 2,000 simulated trials",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
    )
