"""Two exercises on the sequence of a receptor."""

import re

from Bio.SeqUtils.ProtParamData import kd

from course.checks.exercise import Exercise
from course.models.receptor import WINDOW

OTHERS = "ADEGKLNPQRSTV"


def sugar_sites(sequence):
    """Number of places N-x-S or N-x-T in a chain, x not being P."""
    return len(re.findall("(?=N[^P][ST])", sequence))


def oiliest(sequence):
    """Greatest mean hydropathy of any 19 neighbouring residues of a chain."""
    return max(_means(sequence))


def _means(sequence, window=WINDOW, until=None):
    """Mean hydropathy of each window, or of those that begin before `until`."""
    starts = range(len(sequence) - window + 1 if until is None else until)
    return [sum(kd[a] for a in sequence[i : i + window]) / window for i in starts]


def _sweet(rng):
    """A chain with places of every kind: taken, spoilt by a proline, and overlapping."""
    words = ["NGS", "NKT", "NPS", "NPT", "NNSS", "NATN", "NST"]
    pieces = rng.choice(words, 7).tolist() + rng.choice(list(OTHERS), 6).tolist()
    return ("".join(rng.permutation([*pieces, "NNTS", "NPS", "NGS"]).tolist()),)


def _oily(rng):
    """A chain of 30 to 34 residues, with its oiliest stretch at the end in every second case."""
    wet = "".join(rng.choice(list("DEGKNQRST"), rng.integers(12, 16)).tolist())
    oil = "".join(rng.choice(list("AFGILVW"), WINDOW).tolist())
    return (wet + oil if rng.integers(2) else wet[:6] + oil + wet[6:],)


sugars = Exercise(
    truth=sugar_sites,
    draw=_sweet,
    what="number of places",
    unit="places",
    begin="Read along the chain three letters at a time: N, then anything but P, then S or T. "
    "`re.findall(pattern, sequence)` gives all hits of a regular expression, `len` counts them.",
    why="A motif of three letters turns up by chance every hundred residues or so. It says where a "
    "sugar could be, and not that there is one.",
    mistakes={
        lambda s: len(re.findall("N[^P][ST]", s)): "You leave out places that overlap, as in NNSS: "
        "there N-N-S and N-S-S are both places. A look-ahead, `(?=...)`, uses up no letters.",
        lambda s: len(re.findall("(?=N.[ST])", s)): "You count N-P-S and N-P-T, too. Proline bends "
        "the chain, and no sugar is set there: how does one write “anything but P”?",
        lambda s: len(re.findall("N.[ST]", s)): "Two things: proline in the middle is not allowed, "
        "and places may overlap.",
        lambda s: len(
            re.findall("(?=N[^P]S)", s)
        ): "You count those that end in S. T will do, too.",
        lambda s: len(
            re.findall("(?=N[^P]T)", s)
        ): "You count those that end in T. S will do, too.",
        lambda s: len(re.findall("(?=N[ST])", s)): "You look for N and S or T side by side. One "
        "residue stands between them.",
        lambda s: s.count("N"): "That is the number of all N. What must follow them?",
        lambda s: next(m.start() for m in re.finditer("(?=N[^P][ST])", s)): "That is the place of "
        "the first one. Asked for is how many there are.",
    },
)

oily = Exercise(
    truth=oiliest,
    draw=_oily,
    what="greatest mean hydropathy",
    unit="",
    begin="Take the first 19 letters, `sequence[0:19]`, look each of them up in `kd`, and take the "
    "mean. Then do the same one letter further on, and so on. Which mean is the greatest?",
    why="Above about 1.6 a stretch is oily enough to cross a membrane. So is the leader, which is "
    "why it has to be cut off before one counts.",
    mistakes={
        lambda s: (
            sum(kd[a] for a in s) / len(s)
        ): "That is the mean of the whole chain, in which an "
        "oily stretch drowns. Take windows of 19.",
        lambda s: WINDOW * oiliest(s): "That is a sum. A mean is the sum divided by 19.",
        lambda s: _means(s)[0]: "That is the mean of the first 19. The window has to move on.",
        lambda s: max(
            _means(s, until=len(s) - WINDOW)
        ): "The last window is left out. It begins at "
        "`len(sequence) - 19`, and `range` stops one before its end.",
        lambda s: max(
            _means(s, WINDOW + 1)
        ): "Your windows have 20 letters. `sequence[i : i + 19]` has 19.",
        lambda s: max(
            _means(s, WINDOW - 1)
        ): "Your windows have 18 letters. `sequence[i : i + 19]` has 19.",
        lambda s: max(kd[a] for a in s): "That is the oiliest single residue. One residue does not "
        "cross a membrane; 19 do.",
        lambda s: min(_means(s)): "That is the stretch most at ease in water: the smallest mean.",
    },
)
