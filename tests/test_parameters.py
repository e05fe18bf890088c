"""What a parameter refuses, and how it shows itself."""

from dataclasses import dataclass, fields

import pytest

from course.models.kinetics import Kinetics
from course.models.kinetics_competition import Competition
from course.models.kinetics_profile import Profile
from course.parameters import Parameters, param


@dataclass(frozen=True, kw_only=True)
class Toy(Parameters):
    dose: float = param(1.0, "cells", (0.5, 2.0), "CAR T cells on day 0")
    route: str = param("vein", "none", None, "Way of giving", choices=("vein", "node"))
    twice: bool = param(False, "none", (0, 1), "Given twice")


@pytest.mark.parametrize("dose", [0.1, 3, float("nan"), float("inf")])
def test_a_value_out_of_bounds_is_refused_with_what_is_allowed(dose):
    with pytest.raises(
        ValueError, match=r"`dose` \(CAR T cells on day 0\).*between 0.5 and 2 cells"
    ):
        Toy(dose=dose)


@pytest.mark.parametrize("dose", ["much", None, True, [1.0]])
def test_what_is_not_a_number_is_refused_with_its_unit(dose):
    with pytest.raises(TypeError, match="must be a number, in cells"):
        Toy(dose=dose)


def test_an_unknown_choice_is_refused_with_those_that_exist():
    with pytest.raises(ValueError, match="must be one of: vein, node"):
        Toy(route="mouth")
    assert Toy(route="node", twice=True).twice


def test_the_table_has_a_row_for_each_parameter_and_a_column_for_each_instance():
    table = Toy.table(mine=Toy(dose=2))
    assert table.loc["dose", ["default", "mine", "unit", "basis"]].tolist() == [
        1,
        2,
        "cells",
        "chosen",
    ]
    assert list(table.index) == ["dose", "route", "twice"]


@pytest.mark.parametrize("model", [Kinetics, Profile, Competition])
def test_every_default_is_within_its_bounds_and_says_what_it_is(model):
    model()
    assert all(f.metadata["about"] and f.metadata["unit"] for f in fields(model))
