"""The papers that a text cites by link, and the list of references at its end."""

import re
from functools import cache

import pandas as pd

from course.facts import DOI, links_in, references

HEADING = "## References"
_BARE = re.compile(r"https://doi\.org/10\.\d{4,9}/(?:[^\s\"<>()\]]|\([^\s()]*\))+")


def citation(row: pd.Series) -> str:
    """One entry of a list of references."""
    journal = f" *{row['journal']}*." if row["journal"] else ""
    title = row["title"].rstrip(".")
    return f"{_authors(row['authors'])} ({row['year']}). {title}.{journal} {_address(row)}"


def _authors(names: str) -> str:
    """All of up to six authors, else the first three."""
    people = names.split(", ")
    return names if len(people) <= 6 else ", ".join([*people[:3], "et al."])


def _address(row: pd.Series) -> str:
    return DOI + row["doi"] if row["doi"] else row["url"]


def short(row: pd.Series) -> str:
    """First author without initials, and year: `Stein 2019`; an institution keeps its name."""
    known = not row["authors"].startswith("[")  # [authors not confirmed]
    first = row["authors"].split(", ")[0] if known else row["journal"] or row["title"]
    return f"{re.sub(r' [A-Z]{1,3}$', '', first)} {row['year']}"


@cache
def papers() -> dict[str, str]:
    """Each row of references.csv in short, by its address in small letters."""
    return {_address(row).lower(): short(row) for _, row in references().iterrows()}


def cited(text: str) -> tuple[pd.DataFrame, list[str]]:
    """The rows of references.csv that the text links to, and the DOI links that it lacks.

    The section "References" itself does not count.
    """
    prose = without_references(text)
    found = {link.url.lower() for link in links_in(prose)}
    found |= {match.rstrip(".,;").lower() for match in _BARE.findall(prose)}
    table = references()
    addresses = table.apply(_address, axis=1).str.lower()
    unknown = sorted(url for url in found - set(addresses) if url.startswith(DOI))
    return table[addresses.isin(found)], unknown


def listed(text: str) -> str:
    """The section "References" that belongs to the text: its heading and one entry per paper.

    Raises KeyError if the text links to a DOI that references.csv does not hold.
    """
    table, unknown = cited(text)
    if unknown:
        raise KeyError(f"datasets/references.csv does not hold {', '.join(unknown)}")
    entries = sorted((citation(row) for _, row in table.iterrows()), key=str.casefold)
    return "\n".join([HEADING, "", *(f"- {entry}" for entry in entries)])


def without_references(text: str) -> str:
    """The text without its section "References"."""
    return _SECTION.sub("", text)


def with_references(text: str) -> str:
    """The text with its section "References" written anew (it must have the heading)."""
    return _SECTION.sub(lambda _: listed(text) + "\n\n", text)


_SECTION = re.compile(
    rf"^{HEADING}[ \t]*\n.*?(?=^#{{1,2}} |^(?:---|\+\+\+)[ \t]*$|\Z)", re.M | re.S
)
