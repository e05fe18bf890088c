"""Right and wrong answers to the assignment 04_receptor."""

import pandas as pd
from Bio.Data.CodonTable import standard_dna_table
from Bio.Data.IUPACData import protein_weights

from course.models.receptor_gene import CODONS, gene
from tests.assignments.cases import Question, Wrong, code

LETTERS = list("ACDEFGHIKLMNPQRSTVWY")
CODE = {**standard_dna_table.forward_table, **dict.fromkeys(standard_dna_table.stop_codons, "*")}


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


motifs = changed(
    code(
        """
        def find_itams(sequence):
            hits = re.finditer("(?=Y..[LI].{6,8}Y..[LI])", sequence)
            return [hit.start() + 1 for hit in hits]
        """
    )
)

layout = changed(
    code(
        """
        def lay_out(recipe, parts):
            rows, end = [], 0
            for name in recipe:
                length = len(parts["sequence"][name])
                rows.append({"part": name, "first": end + 1, "last": end + length})
                end += length
            return pd.DataFrame(rows)
        """
    )
)

weight = changed(
    code(
        """
        def mature_mass(sequence, leader, free_mass):
            rest = sequence[leader:]
            bonds = len(rest) - 1
            return sum(free_mass[a] for a in rest) - bonds * WATER
        """
    )
)

features = changed(
    code(
        """
        def differing_features(products, one, other, features):
            first, second = products.loc[one], products.loc[other]
            found = []
            for name in features:
                known = pd.notna(first[name]) and pd.notna(second[name])
                if known and first[name] != second[name]:
                    found.append(name)
            return found
        """
    )
)

written = changed(
    code(
        """
        def write_gene(sequence, codons, budget):
            dna = ""
            for residue in sequence:
                dna += codons[residue]
            dna += "TGA"
            if len(dna) > budget:
                return ""
            return dna
        """
    )
)

read = changed(
    code(
        """
        def made_as_planned(dna, planned, code):
            count = 0
            for k, residue in enumerate(planned):
                codon = dna[3 * k : 3 * k + 3]
                if len(codon) < 3 or code[codon] != residue:
                    break
                count += 1
            return count
        """
    )
)


def chain(rng, length):
    return "".join(rng.choice(LETTERS, length))


def with_motifs(rng):
    """A chain with ITAMs, near misses, and ITAMs that share residues."""
    words = ["YAAL", "YNEI", "YAAV", "A" * int(rng.integers(4, 10)), "G" * 6, "G" * 7, "K"]
    return {"sequence": "".join(rng.choice(words, rng.integers(0, 14)))}


def recipe_of(rng):
    lengths = rng.integers(1, 30, 5)
    known = {"sequence": [chain(rng, n) for n in lengths], "other": range(5)}
    names = list("abcde")
    return {
        "recipe": rng.choice(names, rng.integers(1, 8)).tolist(),
        "parts": pd.DataFrame(known, index=names),
    }


def weighed(rng):
    length = int(rng.integers(2, 60))
    return {
        "sequence": chain(rng, length),
        "leader": int(rng.integers(0, length)),
        "free_mass": protein_weights,
    }


def pair(rng):
    table = rng.choice(["x", "y", None], (3, 6))
    names = list("PQR")
    one, other = rng.choice(names, 2, replace=False)
    columns = list("abcdef")
    return {
        "products": pd.DataFrame(table, index=names, columns=columns),
        "one": one,
        "other": other,
        "features": columns[: int(rng.integers(1, 7))],
    }


def budgeted(rng):
    length = int(rng.integers(0, 30))
    return {
        "sequence": chain(rng, length),
        "codons": CODONS,
        "budget": 3 * length + 3 + int(rng.integers(-4, 4)),
    }


def read_clone(rng):
    planned = chain(rng, int(rng.integers(1, 40)))
    dna = gene(planned)
    place = int(rng.integers(0, len(dna)))
    damaged = [dna, dna[:place] + dna[place + 1 :], dna[:place], dna[:place] + "A" + dna[place:]]
    return {"dna": damaged[rng.integers(4)], "planned": planned, "code": CODE}


QUESTIONS = {
    "find_itams": Question(
        right=[
            motifs("hit.start() + 1", "1 + hit.span()[0]"),
            code(
                """
                def find_itams(sequence):
                    found = []
                    for k in range(len(sequence)):
                        if re.match("Y..(L|I)[A-Z]{6,8}Y..(L|I)", sequence[k:]):
                            found.append(k + 1)
                    return found
                """
            ),
            code(
                """
                def find_itams(sequence):
                    half = [
                        k
                        for k in range(len(sequence) - 3)
                        if sequence[k] == "Y" and sequence[k + 3] in "LI"
                    ]
                    pairs = [any(b - a in (10, 11, 12) for b in half) for a in half]
                    return np.array(half, int)[np.array(pairs, bool)] + 1
                """
            ),
        ],
        wrong=[
            Wrong("counted from 0", motifs("hit.start() + 1", "hit.start()"), "counted from 0"),
            Wrong("only L accepted", motifs("Y..[LI])", "Y..L)"), "second ITAM is missing"),
            Wrong("middle of seven only", motifs("{6,8}", "{7}"), "second ITAM is missing"),
            Wrong(
                "motifs in place of places",
                motifs(
                    "[hit.start() + 1 for hit in hits]", "[sequence[h.start() :] for h in hits]"
                ),
                "the motifs themselves",
            ),
            Wrong(
                "first one only",
                motifs("[hit.start() + 1 for hit in hits]", "[next(hits).start() + 1]"),
                "the first one only",
            ),
            Wrong(
                "number of ITAMs",
                motifs("[hit.start() + 1 for hit in hits]", "len(list(hits))"),
                "Return a list",
            ),
            Wrong(
                "motifs that share residues lost",
                motifs('"(?=Y..[LI].{6,8}Y..[LI])"', '"Y..[LI].{6,8}Y..[LI]"'),
                "share residues",
                keeps=1,
            ),
        ],
        inputs=with_motifs,
        see=list,
    ),
    "lay_out": Question(
        right=[
            layout('parts["sequence"][name]', 'parts.at[name, "sequence"]'),
            code(
                """
                def lay_out(recipe, parts):
                    table = pd.DataFrame({"part": recipe})
                    length = table["part"].map(parts["sequence"].str.len())
                    table["last"] = length.cumsum()
                    table["first"] = table["last"] - length + 1
                    return table
                """
            ),
        ],
        wrong=[
            Wrong(
                "counted from 0",
                layout(
                    '"first": end + 1, "last": end + length', '"first": end, "last": end + length'
                ),
                "counted from 0",
            ),
            Wrong(
                "last residue left out, as in a slice",
                layout('"last": end + length', '"last": end + length + 1'),
                "as in a slice",
            ),
            Wrong(
                "lengths for places", layout('"last": end + length', '"last": length'), "lengths"
            ),
            Wrong(
                "each part for itself", layout("end += length", "end += 0"), "counted for itself"
            ),
            Wrong(
                "neighbours share a residue",
                layout('"first": end + 1', '"first": max(end, 1)'),
                "not on it",
            ),
            Wrong(
                "parts in the order of the table",
                layout("for name in recipe", "for name in [n for n in parts.index if n in recipe]"),
                "order of the recipe",
            ),
            Wrong(
                "repeated parts lost",
                layout("for name in recipe", "for name in dict.fromkeys(recipe)"),
                "must stand in the order",
                keeps=1,
            ),
            Wrong("a list of rows", layout("pd.DataFrame(rows)", "rows"), "Return a table"),
        ],
        inputs=recipe_of,
        see=lambda table: table[["part", "first", "last"]],
    ),
    "mature_mass": Question(
        right=[
            weight("sum(free_mass[a] for a in rest)", "np.sum([free_mass[a] for a in rest])"),
            code(
                """
                def mature_mass(sequence, leader, free_mass):
                    total = WATER
                    for k, residue in enumerate(sequence):
                        if k >= leader:
                            total += free_mass[residue] - WATER
                    return total
                """
            ),
            code(
                """
                def mature_mass(sequence, leader, free_mass):
                    from collections import Counter

                    counts = Counter(sequence[leader:])
                    whole = sum(n * free_mass[a] for a, n in counts.items())
                    return whole - WATER * (sum(counts.values()) - 1)
                """
            ),
        ],
        wrong=[
            Wrong("leader kept", weight("sequence[leader:]", "sequence"), "leader is still on"),
            Wrong("water forgotten", weight("bonds * WATER", "0"), "free amino acids"),
            Wrong("one water for each residue", weight("len(rest) - 1", "len(rest)"), "one water"),
            Wrong("18 for water", weight("bonds * WATER", "bonds * 18"), "missing hundredths"),
            Wrong(
                "bonds of the whole chain",
                weight("len(rest) - 1", "len(sequence) - 1"),
                "bonds of the whole chain",
            ),
            Wrong("leader counted from 1", weight("[leader:]", "[leader - 1 :]"), "still on"),
            Wrong("one residue too many cut", weight("[leader:]", "[leader + 1 :]"), "too many"),
            Wrong("cut at the other end", weight("[leader:]", "[:-leader]"), "other end"),
            Wrong("mass of the leader", weight("[leader:]", "[:leader]"), "mass of the leader"),
            Wrong(
                "kilodaltons",
                weight(
                    "sum(free_mass[a] for a in rest) - bonds * WATER",
                    "(sum(free_mass[a] for a in rest) - bonds * WATER) / 1000",
                ),
                "kilodaltons",
            ),
            Wrong(
                "rule of thumb",
                weight("sum(free_mass[a] for a in rest) - bonds * WATER", "110 * len(rest)"),
                "rule of thumb",
            ),
        ],
        inputs=weighed,
    ),
    "differing_features": Question(
        right=[
            features("found.append(name)", "found = [*found, name]"),
            code(
                """
                def differing_features(products, one, other, features):
                    a, b = products.loc[one, features], products.loc[other, features]
                    unlike = (a != b) & a.notna() & b.notna()
                    return unlike.index[unlike].tolist()[::-1]
                """
            ),
            code(
                """
                def differing_features(products, one, other, features):
                    rows = products.loc[[one, other], features]
                    return list(rows.columns[rows.nunique() == 2])
                """
            ),
        ],
        wrong=[
            Wrong(
                "unknown taken for different",
                features("if known and first", "if first"),
                "not known to differ",
            ),
            Wrong("the same in place of the different", features("!=", "=="), "that agree"),
            Wrong(
                "all columns compared",
                features("for name in features", "for name in products.columns"),
                "are to be compared",
            ),
            Wrong("number of differences", features("return found", "return len(found)"), "list"),
            Wrong(
                "unknown taken for the same word",
                code(
                    """
                    def differing_features(products, one, other, features):
                        known = products.fillna("unknown")
                        a, b = known.loc[one], known.loc[other]
                        return [name for name in features if a[name] != b[name]]
                    """
                ),
                "not known to differ",
            ),
        ],
        inputs=pair,
        see=sorted,
    ),
    "write_gene": Question(
        right=[
            written("if len(dna) > budget", "if budget < len(dna)"),
            code(
                """
                def write_gene(sequence, codons, budget):
                    if 3 * len(sequence) + 3 > budget:
                        return ""
                    return "".join([codons[a] for a in sequence] + ["TGA"])
                """
            ),
            code(
                """
                def write_gene(sequence, codons, budget):
                    table = str.maketrans(codons)
                    dna = sequence.translate(table) + "TGA"
                    return dna * (len(dna) <= budget)
                """
            ),
        ],
        wrong=[
            Wrong("no stop", written('dna += "TGA"', "pass"), "stop codon is missing"),
            Wrong(
                "written as RNA",
                written("return dna", 'return dna.replace("T", "U")'),
                "That is RNA",
            ),
            Wrong(
                "stop left out of the budget",
                written("len(dna) > budget", "len(dna) - 3 > budget"),
                "does not fit",
            ),
            Wrong(
                "residues counted in place of bases",
                written("len(dna) > budget", "len(sequence) + 1 > budget"),
                "does not fit",
            ),
            Wrong(
                "exactly as long taken for too long",
                written("len(dna) > budget", "len(dna) >= budget"),
                "exactly as long",
            ),
            Wrong("budget overlooked", written("len(dna) > budget", "False"), "does not fit"),
            Wrong("number of bases", written("return dna", "return len(dna)"), "is a text"),
            Wrong("gene cut to the budget", written('return ""', "return dna[:budget]"), "fit"),
            Wrong(
                "table of codons of one's own",
                written("codons[residue]", "CODONS[residue]"),
                "must use that table",
                keeps=1,
            ),
        ],
        inputs=budgeted,
    ),
    "made_as_planned": Question(
        right=[
            read("len(codon) < 3 or code[codon] != residue", "code.get(codon) != residue"),
            code(
                """
                def made_as_planned(dna, planned, code):
                    from itertools import takewhile

                    codons = [dna[k : k + 3] for k in range(0, len(dna) - 2, 3)]
                    pairs = zip(planned, [code[codon] for codon in codons])
                    return len(list(takewhile(lambda both: both[0] == both[1], pairs)))
                """
            ),
            code(
                """
                def made_as_planned(dna, planned, code):
                    made = "".join(code[dna[k : k + 3]] for k in range(0, len(dna) // 3 * 3, 3))
                    best = 0
                    while planned[:best] == made[:best] and best <= min(len(planned), len(made)):
                        best += 1
                    return best - 1
                """
            ),
        ],
        wrong=[
            Wrong("bases for residues", read("return count", "return 3 * count"), "are bases"),
            Wrong(
                "chance agreement counted",
                read(
                    "break\n        count += 1",
                    "continue\n        count += 1",
                ),
                "agree by chance",
            ),
            Wrong(
                "read to the stop",
                code(
                    """
                    def made_as_planned(dna, planned, code):
                        letters = [code[dna[k : k + 3]] for k in range(0, len(dna) - 2, 3)]
                        return letters.index("*")
                    """
                ),
                "Not all of it is as planned",
            ),
            Wrong("whole plan", read("return count", "return len(planned)"), "whole plan"),
            Wrong("one too few", read("return count", "return count - 1"), "One too few"),
            Wrong("first wrong one counted", read("return count", "return count + 1"), "too many"),
            Wrong(
                "read base by base",
                read("dna[3 * k : 3 * k + 3]", "dna[k : k + 3]"),
                "residues",
            ),
        ],
        inputs=read_clone,
    ),
}
