"""Named checks of a receptor, each with a sentence that says what was found.

A chain that fails a check cannot work as a CAR of a T cell; the cargo is the exception, since its
limit is a budget of our own. What the checks look at is sequence alone, so a chain that passes all
of them may still not fold, reach the surface, or signal.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from course.models.receptor import itams, mature, spans
from course.models.receptor_gene import CARGO, bases

RANK = {"leader": 0, "binder": 1, "bait": 1, "hinge": 2, "membrane": 3}
RANK |= {"costimulation": 4, "activation": 4}  # a linker may stand anywhere


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the checks look at: the roles of the receptor's parts, its sequence, and the gene."""

    first_part: str
    roles: list[str]
    sequence: str  # mature, so that the leader does not count as a membrane part
    residues: int


Verdict = tuple[bool, str]


def leader(r: Reading) -> Verdict:
    if r.roles[0] == "leader":
        return True, f"The {r.first_part} leads the chain to the surface and is cut off."
    return False, "Without a leader in front, the chain stays inside the cell."


def binder(r: Reading) -> Verdict:
    if "bait" in r.roles:
        return True, "A bait binds the B-cell receptors of cells that make the autoantibody."
    if "binder" in r.roles:
        return True, "Part of an antibody binds the antigen."
    return False, "Nothing binds: the receptor cannot be called by any cell."


def membrane(r: Reading) -> Verdict:
    found = len(spans(r.sequence))
    if found == 1:
        return True, "The chain crosses the membrane once."
    if found == 0:
        return False, "No stretch is oily enough to cross the membrane: the chain is secreted."
    return False, f"The chain crosses the membrane {found} times: not what a CAR is built to do."


def order(r: Reading) -> Verdict:
    ranks = [RANK[role] for role in r.roles if role in RANK]
    if ranks == sorted(ranks):
        return True, "What binds is outside, what signals is inside."
    return False, "The parts are out of order: what binds must be outside, what signals inside."


def signal(r: Reading) -> Verdict:
    count = len(itams(r.sequence))
    if count == 0:
        return False, "No ITAM: the receptor binds, and the T cell hears nothing."
    words = {1: "One ITAM", 2: "Two ITAMs", 3: "Three ITAMs"}.get(count, f"{count} ITAMs")
    return True, f"{words} can pass on the first signal."


def cargo(r: Reading) -> Verdict:
    needed = bases(r.residues)
    words = f"The gene takes {needed:,} bases of the {CARGO:,} that we allow"
    return needed <= CARGO, f"{words}." if needed <= CARGO else f"{words}: too many."


CHECKS: dict[str, Callable[[Reading], Verdict]] = {
    check.__name__: check for check in (leader, binder, membrane, order, signal, cargo)
}


def checks(chain: pd.DataFrame) -> pd.DataFrame:
    """One row per check, named: columns holds (bool) and finding (a sentence)."""
    reading = Reading(
        first_part=chain["name"].iloc[0],
        roles=receptor_roles(chain),
        sequence=mature(chain)[0],
        residues=int(chain["last"].iloc[-1]),
    )
    rows = [check(reading) for check in CHECKS.values()]
    return pd.DataFrame(rows, pd.Index(CHECKS, name="check"), ["holds", "finding"])


def receptor_roles(chain: pd.DataFrame) -> list[str]:
    """The roles of the parts of the first protein, in order."""
    pairs = zip(chain["role"], chain["protein"], strict=True)
    return [role for role, protein in pairs if protein == 1]


def works(table: pd.DataFrame) -> bool:
    """Whether every check in a table of `checks` holds but that of the cargo."""
    return bool(table["holds"].drop("cargo").all())


def generation(chain: pd.DataFrame) -> str:
    """First, second or third, by the number of costimulatory parts of the receptor."""
    return ("first", "second", "third")[min(receptor_roles(chain).count("costimulation"), 2)]
