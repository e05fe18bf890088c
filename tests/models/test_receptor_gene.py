"""The gene of a receptor."""

import pytest
from Bio.Seq import Seq

from course import data
from course.models.receptor import Receptor, simulate
from course.models.receptor_gene import CARGO, CODONS, bases, frame_fault, gene, translate

PARTS = data.load("receptor_parts")


@pytest.mark.parametrize("sequence", PARTS["sequence"])
def test_a_gene_translates_back_by_our_reading_and_by_biopythons(sequence):
    dna = gene(sequence)
    assert translate(dna) == sequence == str(Seq(dna).translate(to_stop=True))
    assert len(dna) == bases(len(sequence))


def test_every_amino_acid_has_a_codon_that_means_it():
    assert {str(Seq(codon).translate()) for codon in CODONS.values()} == set(CODONS)
    assert len(CODONS) == 20


def test_a_sound_gene_has_no_fault():
    assert frame_fault(gene("MALPV")) == ""


@pytest.mark.parametrize(
    ("dna", "words"),
    [
        ("ATGGCTGA", "not a multiple of three"),
        ("GCCATGTGA", "begins with GCC"),
        ("ATGTGAGCCTGA", "ends it after 1 of 3 residues"),
        ("ATGGCC", "does not end with a stop"),
    ],
)
def test_a_fault_of_the_frame_is_said(dna, words):
    assert words in frame_fault(dna)


def test_losing_one_base_changes_all_that_follows():
    whole = "".join(simulate(Receptor())["sequence"])
    dna = gene(whole)
    broken = translate(dna[:300] + dna[301:])
    assert broken[:100] == whole[:100] and broken[100:120] != whole[100:120]


def test_one_receptor_fits_the_budget_and_two_do_not():
    two = simulate(Receptor(companion="a second CAR, against BCMA, after P2A"))
    assert bases(int(simulate(Receptor())["last"].iloc[-1])) == 1470 < CARGO
    assert bases(int(two["last"].iloc[-1])) == 3006 > CARGO
