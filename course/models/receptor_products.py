"""Which of sixteen products a chain resembles, part by part.

Compared are binder, hinge, membrane part, costimulation and activation of the first protein. A part
that is not published neither agrees nor differs. The table `receptor_products` says which of its
entries were recalled.
"""

from functools import cache

import pandas as pd

from course import data

FEATURES = ["binder", "hinge", "membrane", "costimulation", "activation"]
WORDS = {
    "FMC63_VL": "FMC63",
    "scFv_11D5": "11D5-3",
    "scFv_m971": "m971",
    "bait_DSG3": "DSG3 ectodomain",
    "bait_MuSK": "MuSK ectodomain",
    "hinge_CD8A": "CD8α",
    "hinge_CD28": "CD28",
    "hinge_IgG4": "IgG4",
    "membrane_CD8A": "CD8α",
    "membrane_CD28": "CD28",
    "costim_CD28": "CD28",
    "costim_41BB": "4-1BB",
    "zeta": "CD3ζ",
    "zeta_Q65K": "CD3ζ",
    "zeta_natural": "CD3ζ",
    "zeta_one_ITAM": "CD3ζ, one ITAM",
}
COLUMN = {"bait": "binder"}  # of a role whose column has another name


@cache
def _products() -> pd.DataFrame:
    return data.load("receptor_products").set_index("product")[FEATURES]


def features(chain: pd.DataFrame) -> dict[str, str]:
    """The five features of the first protein, in the words of `receptor_products`."""
    found: dict[str, list[str]] = {name: [] for name in FEATURES}
    for part, role, protein in zip(chain["part"], chain["role"], chain["protein"], strict=True):
        if protein == 1 and part in WORDS:
            found[COLUMN.get(role, role)].append(WORDS[part])
    return {name: " and ".join(words) or "none" for name, words in found.items()}


def differences(chain: pd.DataFrame) -> pd.DataFrame:
    """One row per product: columns agree and differ (counts), and parts (which differ).

    The nearest comes first: most features that agree, then fewest that differ.
    """
    mine = list(features(chain).values())
    rows = [_difference(name, theirs, mine) for name, *theirs in _products().itertuples()]
    rows.sort(key=lambda row: (-row[1], row[2]))
    return pd.DataFrame(rows, columns=["product", "agree", "differ", "parts"]).set_index("product")


def _difference(name: str, theirs: list, mine: list[str]) -> tuple[str, int, int, str]:
    agree = sum(a == b for a, b in zip(theirs, mine, strict=True))
    pairs = zip(FEATURES, theirs, mine, strict=True)
    parts = [feature for feature, a, b in pairs if pd.notna(a) and a != b]
    return name, agree, len(parts), ", ".join(parts)


def between(one: str, other: str) -> pd.DataFrame:
    """The features of two products side by side, with whether they are the same.

    `same` is missing where a feature of either product is not published.
    """
    table = _products().loc[[one, other]].T
    known = table.notna().all(axis=1)
    table["same"] = (table[one] == table[other]).astype("boolean").where(known)
    return table
