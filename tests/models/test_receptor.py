"""Receptors put together from their parts."""

import numpy as np
import pytest

from course import data
from course.models.receptor import (
    BINDERS,
    COMPANIONS,
    SIGNALS,
    SPACERS,
    Receptor,
    assemble,
    hydropathy,
    itams,
    mass,
    mature,
    proteins,
    recipe,
    simulate,
    spans,
)

PARTS = data.load("receptor_parts").set_index("part")
PARENTS = data.load("receptor_parents").set_index("protein")
LAYOUTS = data.load("receptor_layouts")
CONSTRUCTS = data.load("receptor_constructs").set_index("construct")
each_construct = pytest.mark.parametrize("construct", CONSTRUCTS.index)
LISTED = {
    "FMC63-28Z": {},
    "FMC63-BBz": {
        "binder": "FMC63 (G4S linker), against CD19",
        "spacer": "CD8α hinge and membrane part",
        "signal": "4-1BB, then CD3ζ",
    },
    "FMC63-IgG4-BBz": {
        "spacer": "IgG4 hinge, CD28 membrane part",
        "signal": "4-1BB, then CD3ζ",
    },
    "bb2121-BBz": {
        "binder": "11D5-3, against BCMA",
        "spacer": "CD8α hinge and membrane part",
        "signal": "4-1BB, then CD3ζ",
    },
    "DSG3-CAAR": {
        "binder": "bait DSG3, for anti-DSG3 B cells",
        "spacer": "CD8α membrane part, no hinge",
        "signal": "4-1BB, then CD3ζ",
    },
    "MuSK-CAAR": {
        "binder": "bait MuSK, for anti-MuSK B cells",
        "spacer": "CD8α membrane part, no hinge",
        "signal": "4-1BB, then CD3ζ",
    },
}


def layout(construct):
    return LAYOUTS[LAYOUTS["construct"] == construct]


@each_construct
def test_each_part_lies_where_the_table_of_layouts_has_it(construct):
    table = layout(construct)
    chain = assemble(table["part"])
    assert chain["first"].tolist() == table["first"].tolist()
    assert chain["last"].tolist() == table["last"].tolist()


@each_construct
def test_length_masses_and_itams_are_those_of_the_table_of_constructs(construct):
    (whole,) = proteins(assemble(layout(construct)["part"]))
    (ripe,) = mature(assemble(layout(construct)["part"]))
    row = CONSTRUCTS.loc[construct]
    assert (len(whole), len(itams(whole))) == (row["length"], row["itams"])
    assert [mass(whole), mass(ripe)] == pytest.approx([row["mass_da"], row["mature_mass_da"]], 1e-6)


def test_fmc63_28z_has_489_residues_and_fmc63_bbz_486():
    assert CONSTRUCTS.loc[["FMC63-28Z", "FMC63-BBz"], "length"].tolist() == [489, 486]


@pytest.mark.parametrize("construct", LISTED)
def test_the_choices_of_the_explorer_give_the_constructs(construct):
    chain = simulate(Receptor(**LISTED[construct]))
    wanted = layout(construct)["part"].replace("zeta_Q65K", "zeta").tolist()
    assert chain["part"].tolist() == wanted


def test_human_parts_are_exact_pieces_of_their_parents():
    cut = PARTS[PARTS["parent"].isin(PARENTS.index) & ~PARTS.index.str.startswith("zeta")]
    assert len(cut) == 7
    for part in cut.itertuples():
        parent = PARENTS.loc[part.parent, "sequence"]
        assert parent[part.first - 1 : part.last] == part.sequence, part.Index


def test_zeta_of_cars_is_that_of_uniprot_without_glutamine_101():
    parent = PARENTS.loc["CD3ζ", "sequence"]
    natural = parent[51:164]
    assert PARTS.loc["zeta_natural", "sequence"] == natural and parent[100] == "Q"
    assert PARTS.loc["zeta", "sequence"] == natural[:49] + natural[50:]
    pairs = zip(PARTS.loc["zeta", "sequence"], PARTS.loc["zeta_Q65K", "sequence"], strict=True)
    assert [(n + 52, *p) for n, p in enumerate(pairs) if p[0] != p[1]] == [(65, "Q", "K")]


def test_one_itam_is_left_when_four_tyrosines_are_taken_away():
    full, one = PARTS.loc[["zeta", "zeta_one_ITAM"], "sequence"]
    changed = [(a, b) for a, b in zip(full, one, strict=True) if a != b]
    assert changed == [("Y", "F")] * 4 and itams(one) == itams(full)[:1]


def test_the_itams_of_cd3_zeta_begin_at_72_111_and_142():
    assert itams(PARENTS.loc["CD3ζ", "sequence"]) == [72, 111, 142]
    assert itams(PARTS.loc["zeta", "sequence"]) == [21, 59, 90]


def test_itams_that_overlap_are_all_found():
    assert itams("YAALAAAAAAYAALAAAAAAYAAL") == [1, 11]
    assert itams("YAAVAAAAAAYAAL") == [] and itams("") == []


def test_lengths_and_masses_in_the_table_of_parts_are_those_of_the_sequences():
    assert PARTS["sequence"].str.len().equals(PARTS["length"])
    masses = [mass(sequence) for sequence in PARTS["sequence"]]
    np.testing.assert_allclose(PARTS["mass_da"], masses, atol=0.06)
    assert PARENTS["sequence"].str.len().equals(PARENTS["length"])


def test_joining_two_pieces_sets_one_water_free():
    assert mass("MAL") + mass("PVT") - mass("MALPVT") == pytest.approx(18.015, abs=1e-3)


@each_construct
def test_a_leader_and_one_membrane_part_are_oily(construct):
    table = layout(construct).set_index("part")
    found = spans("".join(assemble(table.index)["sequence"]))
    crossing = table.filter(like="membrane", axis=0).iloc[0]
    assert found[0][0] == 1 and found[-1][0] < crossing["last"] and found[-1][1] > crossing["first"]
    assert len(spans(mature(assemble(table.index))[0])) == 1


def test_hydropathy_is_the_mean_of_nineteen_around_their_middle():
    means = hydropathy("R" * 19 + "I")
    assert means.index.tolist() == [10, 11]
    assert means.to_numpy() == pytest.approx([-4.5, (18 * -4.5 + 4.5) / 19])
    assert len(hydropathy("MALPV")) == 0 and spans("MALPV") == []


def test_two_oily_stretches_far_apart_are_two_spans():
    oily, wet = "L" * 19, "GS" * 25
    assert len(spans(wet + oily + wet + oily + wet)) == 2
    assert spans(oily) == [(1, 19)]


def test_a_2a_peptide_makes_two_proteins_and_loses_no_residue():
    chain = simulate(Receptor(companion="EGFRt, after T2A"))
    first, second = proteins(chain)
    assert first.endswith("ENPG") and second.startswith("PMLLL")
    assert len(first) + len(second) == chain["last"].iloc[-1]
    assert mature(chain)[1] == PARTS.loc["tag_EGFRt", "sequence"]
    assert len(spans(mature(chain)[1])) == 1


def test_a_chain_without_a_leader_is_mature_as_it_is():
    chain = assemble(["FMC63_VL", "zeta"])
    assert mature(chain) == proteins(chain)


def test_every_choice_gives_a_chain_of_known_parts_without_gaps():
    for field, choices in (
        ("binder", BINDERS),
        ("spacer", SPACERS),
        ("signal", SIGNALS),
        ("companion", COMPANIONS),
    ):
        for choice in choices:
            chain = simulate(Receptor(**{field: choice}))
            assert chain["first"].iloc[0] == 1
            assert (chain["first"].iloc[1:].to_numpy() == chain["last"].iloc[:-1] + 1).all()


def test_no_receptor_has_ala_ala_ala_twice():
    every = [Receptor(binder=binder, spacer=spacer) for binder in BINDERS for spacer in SPACERS]
    assert max(recipe(p).count("joint_AAA") for p in every) == 1


def test_an_unknown_part_or_choice_is_refused_with_what_there_is():
    with pytest.raises(KeyError, match="no part 'CD19'; the parts are: leader_CD8A"):
        assemble(["CD19"])
    with pytest.raises(ValueError, match="it must be one of: CD28 hinge"):
        Receptor(spacer="a spring")


def test_assembling_leaves_the_table_of_parts_alone():
    chain = assemble(["zeta"])
    chain["name"] = "?"
    assert assemble(["zeta"])["name"].tolist() == ["CD3ζ"]
