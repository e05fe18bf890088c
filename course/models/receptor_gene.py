"""The gene of a receptor: how many bases it takes, and what a single lost base does to it.

    bases = 3 * (number of residues + 1)          three for each residue, three for the stop

Codons are one per amino acid, each among those that human genes use often (a teaching table, as
recalled from codon counts; real genes are made with many codons). A lentiviral vector has no sharp
limit: its titre falls with length, about semi-logarithmically (Kumar et al. 2001,
doi 10.1089/104303401753153947). The limit below is a budget of our own.

Left out on purpose: promoter, introns, the ends of the virus, and the choice of codons by how well
they are read.
"""

from Bio.Seq import Seq

CARGO = 3000  # bases; our own budget for what stands between promoter and end of the gene
STOP = "TGA"
CODONS = {
    "A": "GCC", "C": "TGC", "D": "GAC", "E": "GAG", "F": "TTC",
    "G": "GGC", "H": "CAC", "I": "ATC", "K": "AAG", "L": "CTG",
    "M": "ATG", "N": "AAC", "P": "CCC", "Q": "CAG", "R": "AGA",
    "S": "AGC", "T": "ACC", "V": "GTG", "W": "TGG", "Y": "TAC",
}  # fmt: skip


def bases(residues: int) -> int:
    """Bases of a gene for so many residues, with the stop.

    >>> bases(489)
    1470
    """
    return 3 * (residues + 1)


def gene(sequence: str) -> str:
    """A gene for a chain of amino acids, with the stop.

    >>> gene("MAL")
    'ATGGCCCTGTGA'
    """
    return "".join(CODONS[residue] for residue in sequence) + STOP


def translate(dna: str) -> str:
    """The amino acids that a gene gives from its first base to its first stop, or to its end.

    >>> translate("ATGGCCTGACTG")
    'MA'
    """
    return str(Seq(dna[: len(dna) // 3 * 3]).translate(to_stop=True))


def frame_fault(dna: str) -> str:
    """Why a gene is not one reading frame from start to stop; nothing if it is."""
    if len(dna) % 3:
        return f"{len(dna)} bases are not a multiple of three: a base is missing or too many."
    if not dna.startswith("ATG"):
        return f"It begins with {dna[:3]}, not with the start codon ATG."
    read = bases(len(translate(dna)))
    if read < len(dna):
        return f"A stop ends it after {read // 3 - 1} of {len(dna) // 3 - 1} residues."
    if read > len(dna):
        return "It does not end with a stop."
    return ""
