"""The course's tables, by name: `load` reads one and checks it, `about` tells where it comes from.

>>> load("zuma1_kinetics").columns.tolist()[:2]
['day', 'median']
"""

import difflib
import hashlib
import html
import json
from functools import cache
from pathlib import Path

import pandas as pd

from course import tables

SYNTHETIC = "SYNTHETIC: made for teaching. No patient was measured."


def folder() -> Path:
    """Where the tables are: inside the installed package, or beside it in the project."""
    here = Path(__file__).resolve().parent
    for place in (here / "datasets", here.parent / "datasets"):
        if (place / "datapackage.json").is_file():
            return place
    raise FileNotFoundError(
        f"The folder `datasets` with datapackage.json is neither in {here} nor beside it. "
        "Install the course again, or start from the project's root."
    )


def dictionary() -> dict:
    """The Frictionless data package that describes every table."""
    return json.loads((folder() / "datapackage.json").read_text(encoding="utf-8"))


def names() -> list[str]:
    """The names that `load` and `about` know."""
    return [resource["name"] for resource in dictionary()["resources"]]


def load(name: str) -> pd.DataFrame:
    """The table of that name, typed and checked against its dictionary.

    Raises KeyError for an unknown name (with the nearest ones) and `tables.TableError` for a table
    that does not fit its dictionary (with line, column, cell, and what is allowed).
    """
    return _checked(name, folder()).copy()


@cache
def _checked(name: str, place: Path) -> pd.DataFrame:
    resource = _resource(name)
    return tables.read(place / resource["path"], resource["schema"])


def _resource(name: str) -> dict:
    resources = {resource["name"]: resource for resource in dictionary()["resources"]}
    if name in resources:
        return resources[name]
    near = difflib.get_close_matches(str(name), resources, n=3, cutoff=0.4)
    meant = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(resources)}."
    raise UnknownTable(f"There is no table {name!r}. {meant}")


class UnknownTable(KeyError):
    """A name that no table has."""

    def __str__(self) -> str:
        return self.args[0]


class About(dict):
    """What is known about a table: title, story, kind, sources, licence, as_of, rows, columns."""

    def __repr__(self) -> str:
        head = [self["title"], *([SYNTHETIC] if self["kind"] == "synthetic" else [])]
        sources = [f"Source: {source['title']} {source['path']}" for source in self["sources"]]
        tail = f"{self['kind']}, as of {self['as_of']}, {self['rows']} rows, {self['licence']}"
        return "\n".join([*head, self["story"], *sources, tail, "", self._columns_as_text()])

    def _columns_as_text(self) -> str:
        return "\n".join(f"{c['name']} ({c['unit']}): {c['meaning']}" for c in self["columns"])

    def _repr_html_(self) -> str:
        made = f"<p><strong>{SYNTHETIC}</strong></p>" if self["kind"] == "synthetic" else ""
        sources = "; ".join(_source_link(source) for source in self["sources"])
        rows = "".join(_column_row(column) for column in self["columns"])
        return (
            f"<p><strong>{html.escape(self['title'])}</strong></p>{made}"
            f"<p>{html.escape(self['story'])}</p>"
            f"<p>{html.escape(self['kind'])}, as of {self['as_of']}, {self['rows']} rows. "
            f"Source: {sources}. Licence: {html.escape(self['licence'])}.</p>"
            "<table><thead><tr><th scope='col'>column</th><th scope='col'>unit</th>"
            f"<th scope='col'>meaning</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def _source_link(source: dict) -> str:
    return f'<a href="{html.escape(source["path"])}">{html.escape(source["title"])}</a>'


def _column_row(column: dict) -> str:
    cells = (column["unit"], column["meaning"])
    rest = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    return f"<tr><th scope='row'>{html.escape(column['name'])}</th>{rest}</tr>"


def about(name: str) -> About:
    """Title, story, kind, sources, licence, date and columns; shows itself well in a notebook.

    Raises KeyError for an unknown name.
    """
    resource = _resource(name)
    return About(
        name=name,
        title=resource["title"],
        story=resource["description"],
        kind=resource["kind"],
        sources=resource["sources"],
        licence=", ".join(licence["title"] for licence in resource["licenses"]),
        as_of=resource["as_of"],
        rows=resource["rows"],
        columns=[
            {"name": field["name"], "unit": field["unit"], "meaning": field["description"]}
            for field in resource["schema"]["fields"]
        ],
    )


def seal() -> list[str]:
    """Write checksum, size and rows of every table into the dictionary; the names that changed."""
    package = dictionary()
    changed = []
    for resource in package["resources"]:
        content = (folder() / resource["path"]).read_bytes()
        seals = {
            "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
            "bytes": len(content),
            "rows": len(tables.read(folder() / resource["path"], resource["schema"])),
        }
        if any(resource.get(word) != value for word, value in seals.items()):
            resource.update(seals)
            changed.append(resource["name"])
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    (folder() / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
    return changed
