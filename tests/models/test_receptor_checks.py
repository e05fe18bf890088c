"""The named checks of a receptor."""

import pytest

from course import data
from course.models.receptor import Receptor, assemble, simulate
from course.models.receptor_checks import CHECKS, checks, generation, works

FMC63_28Z = [
    *("leader_CSF2RA", "FMC63_VL", "linker_Whitlow", "FMC63_VH", "joint_AAA", "hinge_CD28"),
    *("membrane_CD28", "costim_CD28", "zeta"),
]
LAYOUTS = data.load("receptor_layouts")


@pytest.mark.parametrize("construct", LAYOUTS["construct"].unique())
def test_every_published_receptor_passes_all_checks(construct):
    parts = LAYOUTS.loc[LAYOUTS["construct"] == construct, "part"]
    assert checks(assemble(parts))["holds"].all()


@pytest.mark.parametrize(
    ("lost", "check", "words"),
    [
        ("leader_CSF2RA", "leader", "stays inside the cell"),
        ("membrane_CD28", "membrane", "the chain is secreted"),
        ("zeta", "signal", "the T cell hears nothing"),
    ],
)
def test_a_lost_part_fails_its_own_check_and_is_said_why(lost, check, words):
    table = checks(assemble([part for part in FMC63_28Z if part != lost]))
    assert table.index[~table["holds"]].tolist() == [check]
    assert words in table.loc[check, "finding"] and not works(table)


def test_without_vl_and_vh_nothing_binds():
    table = checks(assemble([part for part in FMC63_28Z if "FMC63" not in part]))
    assert table.index[~table["holds"]].tolist() == ["binder"]


def test_signals_in_front_of_the_membrane_are_out_of_order():
    table = checks(assemble([*FMC63_28Z[:6], "zeta", "membrane_CD28"]))
    assert table.index[~table["holds"]].tolist() == ["order"]


def test_two_membrane_parts_are_one_too_many():
    table = checks(assemble([*FMC63_28Z[:7], "hinge_CD8A", "membrane_CD8A", "zeta"]))
    assert "crosses the membrane 2 times" in table.loc["membrane", "finding"]
    assert not table.loc["membrane", "holds"]


def test_the_leader_is_not_taken_for_a_membrane_part():
    without = [part for part in FMC63_28Z if part != "membrane_CD28"]
    assert not checks(assemble(without)).loc["membrane", "holds"]


def test_too_long_a_gene_is_said_but_does_not_make_it_impossible():
    table = checks(simulate(Receptor(companion="a second CAR, against BCMA, after P2A")))
    assert table.index[~table["holds"]].tolist() == ["cargo"] and works(table)


def test_a_receptor_beside_does_not_lend_its_parts():
    broken = Receptor(signal="CD28 alone", companion="a second CAR, against BCMA, after P2A")
    assert not checks(simulate(broken)).loc["signal", "holds"]


@pytest.mark.parametrize(
    ("signal", "name"),
    [("CD3ζ alone", "first"), ("4-1BB, then CD3ζ", "second"), ("CD28, 4-1BB, then CD3ζ", "third")],
)
def test_the_generation_counts_the_costimulatory_parts(signal, name):
    assert generation(simulate(Receptor(signal=signal))) == name


def test_every_check_has_a_sentence_for_every_chain():
    for chain in (assemble(FMC63_28Z), assemble(["zeta"]), assemble(["joint_M"])):
        table = checks(chain)
        assert list(table.index) == list(CHECKS)
        assert table["finding"].str.endswith(".").all()
