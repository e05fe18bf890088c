"""The explorer of one batch of CAR T cells."""

from course.figures.manufacturing import describe, draw
from course.models.manufacturing import Manufacturing, simulate
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, float]] = {
    "Ten times the vector": {"moi": 75},
    "Amara's blood after mycophenolate, few T cells": {"start_cells": 3e6, "fold": 10},
    "Half of the cells closed to the vector": {"receptive": 0.48, "moi": 30},
    "Hardly any culture: two-fold expansion": {"fold": 2},
    "A vector thawed too early, a tenth of its activity": {"moi": 0.75},
}
ABOUT = {
    "Assumed": "Vector particles meet receptive cells at random, each with the same chance; CAR+ "
    "cells grow as the others do, at one rate, for twelve days after transduction. One dose is a "
    "million CAR+ cells per kilogram for Amara's 62 kg.",
    "Known and not known": "37 % CAR+ at five to ten particles per cell and about thirty-fold "
    "expansion were measured in one series of seven runs; how many particles end as a copy follows "
    "from these. That every cell is receptive is an assumption, which published batches refuse. "
    "The limits of 10 % CAR+ and 80 % alive are those of one academic trial. Five copies per CAR+ "
    "cell is a usual limit, quoted in secondary texts as a recommendation of the FDA; we did not "
    "find it in the guidance itself. T cells at the start after mycophenolate are invented.",
    "Left out": "What the cells are worth: their age, their kinds, their power to kill. Loss in "
    "freezing and thawing, cells taken for tests, infection of the culture, and chance.",
}


def explorer() -> Explorer:
    """Vector, expansion, cells at the start and the receptive share, to harvest and verdict."""
    return Explorer(
        Manufacturing,
        simulate,
        draw,
        describe,
        controls=("moi", "fold", "start_cells", "receptive"),
        title="One batch, from transduction to release",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
    )
