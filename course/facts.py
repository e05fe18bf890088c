"""The ledger: each number that prose states, with its source, and how prose names it.

A number in a lecture is a Markdown link to its source, whose title holds the key of the fact:
`[3,900-fold](https://doi.org/10.1002/psp4.12388 "fact: kinetics.fold_expansion")`. Two numbers in
one link ("11-59 %") name two keys, parted by a comma. A fact of the course's own links to
`../datasets/facts.csv`.
"""

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from course import data
from course.quantities import Quantity, quantities, same

LEDGER = "datasets/facts.csv"
DOI = "https://doi.org/"
HEDGES = re.compile(r"\b(about|around|roughly|approximately|nearly|almost|some|close to)\b", re.I)
_LINK = re.compile(
    r"""(?<!!)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]
        \((?P<url>(?:[^\s()]|\([^\s()]*\))+)(?:\s+"(?P<title>[^"]*)")?\)""",
    re.VERBOSE,
)


def facts() -> pd.DataFrame:
    """Every fact: key, statement, value, unit, reference, verified, as_of, review_by, ..."""
    return data.load("facts").fillna({"dataset": "", "row": "", "column": ""})


def references() -> pd.DataFrame:
    """Every paper that the course cites: key, authors, year, title, journal, doi, url, note."""
    return data.load("references").fillna({"journal": "", "doi": "", "url": "", "note": ""})


def due(on: date) -> pd.DataFrame:
    """The facts that must be looked at again by the day `on`, the most overdue first."""
    table = facts()
    return table[table["review_by"] <= f"{on:%Y-%m}"].sort_values(["review_by", "key"])


@dataclass(frozen=True)
class Link:
    """A link in Markdown: its text, address, the keys of the facts it states, the words before."""

    text: str
    url: str
    keys: tuple[str, ...]
    before: str


def links_in(markdown: str) -> list[Link]:
    """Every link in the text (images left out), in order.

    >>> links_in('It rose [3,900-fold](https://doi.org/10.1/x "fact: a.fold").')[0].keys
    ('a.fold',)
    """
    return [
        Link(
            m["text"],
            m["url"],
            _keys(m["title"] or ""),
            markdown[max(0, m.start() - 30) : m.start()],
        )
        for m in _LINK.finditer(markdown)
    ]


def _keys(title: str) -> tuple[str, ...]:
    if not title.startswith("fact:"):
        return ()
    return tuple(key.strip() for key in title.removeprefix("fact:").split(","))


def address(reference: str) -> str:
    """The address that a link to the reference of that key must have; `own` is the ledger itself.

    Raises KeyError for a key that is not in references.csv.
    """
    if reference == "own":
        return f"../{LEDGER}"
    row = references().set_index("key").loc[reference]
    return DOI + row["doi"] if row["doi"] else row["url"]


def problems(markdown: str) -> list[str]:
    """What is wrong with the links to facts in a text, one sentence each; none if all agree."""
    ledger = facts().set_index("key")
    return [wrong for link in links_in(markdown) if link.keys for wrong in _wrong(link, ledger)]


def _wrong(link: Link, ledger: pd.DataFrame) -> list[str]:
    unknown = [key for key in link.keys if key not in ledger.index]
    if unknown:
        return [f"“{link.text}” names {unknown[0]}, which is not in {LEDGER}"]
    shown = quantities(link.text)
    if len(shown) != len(link.keys):
        return [
            f"“{link.text}” holds {len(shown)} numbers but names {len(link.keys)} facts: "
            "one key for each number, in their order"
        ]
    return [
        sentence
        for key, number in zip(link.keys, shown, strict=True)
        for sentence in _disagreements(link, number, ledger.loc[key])
    ]


def _disagreements(link: Link, number: Quantity, fact: pd.Series) -> list[str]:
    wrong = []
    if not number.agrees_with(fact["value"], fact["unit"]):
        wrong.append(
            f"“{link.text}” does not agree with {fact.name} = {fact['value']:g} {fact['unit']}"
        )
    if link.url.lower() != address(fact["reference"]).lower():
        wrong.append(f"“{link.text}” must link to {address(fact['reference'])} as {fact.name} does")
    if fact["verified"] == "recalled" and not HEDGES.search(f"{link.before} {link.text}"):
        wrong.append(f"“{link.text}”: {fact.name} is recalled, so say “about” before it")
    return wrong


def cell(fact: pd.Series) -> float:
    """The number in the dataset that the fact points to.

    Raises LookupError if its `row` (column=value, several parted by a semicolon) is not one row.
    """
    table = data.load(fact["dataset"])
    chosen = pd.Series(True, index=table.index)
    for condition in fact["row"].split(";"):
        name, _, wanted = condition.partition("=")
        chosen &= table[name.strip()].astype(str) == wanted.strip()
    if chosen.sum() != 1:
        raise LookupError(
            f"{fact['key']}: {fact['row']!r} fits {chosen.sum()} rows of {fact['dataset']}, not one"
        )
    return float(table.loc[chosen, fact["column"]].iloc[0])


def ledger_problems(table: pd.DataFrame) -> list[str]:
    """What is wrong within the ledger itself, one sentence each; none if it is sound."""
    known = {*references()["key"], "own"}
    return [
        f"{fact['key']}: {wrong}" for _, fact in table.iterrows() for wrong in _faults(fact, known)
    ]


def _faults(fact: pd.Series, known: set[str]) -> list[str]:
    wrong = []
    if fact["reference"] not in known:
        wrong.append(f"the reference {fact['reference']} is not in references.csv")
    if fact["verified"] == "own" and fact["reference"] != "own":
        wrong.append("a teaching value of our own has the reference `own`")
    if fact["verified"] in ("seen", "mixed") and fact["reference"] == "own":
        wrong.append("what was seen in a paper names that paper, not `own`")
    if fact["review_by"] <= fact["as_of"]:
        wrong.append(f"review by {fact['review_by']} is not after {fact['as_of']}")
    if not any(n.agrees_with(fact["value"], fact["unit"]) for n in quantities(fact["statement"])):
        wrong.append(f"the statement does not hold its number, {fact['value']:g} {fact['unit']}")
    if fact["dataset"] and not same(cell(fact), fact["value"]):
        wrong.append(f"{fact['dataset']} holds {cell(fact):g}, the ledger {fact['value']:g}")
    return wrong
