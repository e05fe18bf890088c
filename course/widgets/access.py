"""The explorer of price, remission and time: is it worth it, and what matters most?"""

from course.figures.access import describe, draw
from course.models.access import Access
from course.models.access_uncertainty import weigh
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, float]] = {
    "Made in a hospital: 89,000": {"price": 89_000},
    "A remission that lasts: 2 % relapse a year": {"relapse": 0.02},
    "A remission that does not: 30 % a year": {"relapse": 0.3},
    "A payer who counts five years": {"horizon": 5},
}
ABOUT = {
    "Assumed": "Everyone is in remission, has active disease, or is dead; chances do not change "
    "with time or age; a remission that ends does not come back. Costs and health of later years "
    "count 3 % less for each year. Quality of life is a number from 0 (dead) to 1 (full health).",
    "Known and not known": "The price is that of a product for lymphoma in the United States, and "
    "the cost of the first three months that of people with lymphoma; the hospital's 89,000 were "
    "euros, and count here as dollars. For lupus, no model and no "
    "utility of drug-free remission was found: remission, relapse, deaths, utilities and yearly "
    "costs are this course's teaching values, and so is how unsure each of them is. The 2,000 "
    "draws show what this doubt does; they cannot show a doubt about the model itself.",
    "Left out": "Age, a second infusion, damage to organs that stays, work and care by the family, "
    "discounts on the price, and whether the money is there at all.",
}


def explorer() -> Explorer:
    """Price, share in remission, chance of relapse and the years that are counted."""
    return Explorer(
        Access,
        weigh,
        draw,
        describe,
        controls=("price", "remission", "relapse", "horizon"),
        title="Is it worth its price? A teaching model of CAR T cells in lupus",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
        size=(8.4, 3.8),
    )
