"""Which product a receptor resembles."""

import pytest

from course import data
from course.models.receptor import Receptor, simulate
from course.models.receptor_products import FEATURES, WORDS, between, differences, features

PRODUCTS = data.load("receptor_products").set_index("product")
PARTS = data.load("receptor_parts").set_index("part")


def test_there_are_sixteen_products_and_every_recalled_column_is_one_of_the_table():
    assert len(PRODUCTS) == 16
    named = PRODUCTS["recalled"].dropna().str.split("; ").explode()
    assert set(named) <= set(PRODUCTS.columns)


def test_every_part_that_makes_a_difference_has_a_word():
    roles = {"binder", "bait", "hinge", "membrane", "costimulation", "activation"}
    assert {*WORDS, "FMC63_VH"} == set(PARTS.index[PARTS["role"].isin(roles)])


def test_fmc63_28z_has_the_parts_of_two_products():
    table = differences(simulate(Receptor()))
    full = table.index[table["agree"] == len(FEATURES)]
    assert set(full) == {"axicabtagene ciloleucel", "brexucabtagene autoleucel"}


def test_the_nearest_comes_first_and_names_what_differs():
    chain = simulate(Receptor(signal="4-1BB, then CD3ζ"))
    first = differences(chain).iloc[0]
    assert first["agree"] == 4 and first["parts"] in ("costimulation", "hinge")


def test_what_is_not_published_neither_agrees_nor_differs():
    row = differences(simulate(Receptor())).loc["Descartes-08"]
    assert (row["agree"], row["differ"]) == (1, 0)


def test_a_receptor_without_hinge_or_costimulation_says_none():
    chain = simulate(Receptor(spacer="CD8α membrane part, no hinge", signal="CD3ζ alone"))
    assert features(chain)["hinge"] == "none" and features(chain)["costimulation"] == "none"
    third = simulate(Receptor(signal="CD28, 4-1BB, then CD3ζ"))
    assert features(third)["costimulation"] == "CD28 and 4-1BB"


def test_the_two_receptors_of_brudno_2020_differ_in_binder_hinge_and_membrane_part():
    table = between("axicabtagene ciloleucel", "KYV-101")
    assert table.index[~table["same"]].tolist() == ["binder", "hinge", "membrane"]


def test_a_part_that_one_product_keeps_to_itself_is_left_open():
    table = between("tisagenlecleucel", "MB-CART19.1")
    assert table["same"].isna().tolist() == [False, False, True, False, False]


@pytest.mark.parametrize("name", ["axi-cel", ""])
def test_an_unknown_product_is_refused(name):
    with pytest.raises(KeyError):
        between("tisagenlecleucel", name)
