"""The parameters of a model as rows for "About this model"."""

from dataclasses import fields
from functools import cache

from course.data import load
from course.parameters import Parameters, label_of
from course.widgets.quantity import shown


def parameter_rows(parameters: Parameters) -> list[dict]:
    """For each parameter: name, meaning, value with unit, basis, source and its link."""
    rows = []
    for field in fields(parameters):
        meta = field.metadata
        source, link = citation(meta["source"])
        rows.append(
            {
                "name": label_of(field),
                "about": meta["about"],
                "value": shown(getattr(parameters, field.name), meta["unit"]),
                "basis": meta["basis"],
                "source": source,
                "link": link,
            }
        )
    return rows


def citation(key: str) -> tuple[str, str]:
    """Words and link for a key of datasets/references.csv; "own" is this course."""
    if key == "own":
        return "this course", ""
    if key not in references():
        return key, ""
    row = references()[key]
    first, *others = row["authors"].split(", ")
    surname = first.rsplit(" ", 1)[0]
    return f"{surname}{' et al.' if others else ''} {row['year']}", link(row)


def link(row: dict) -> str:
    """The DOI as a link, or the address of what has none."""
    return f"https://doi.org/{row['doi']}" if isinstance(row["doi"], str) else row["url"]


@cache
def references() -> dict[str, dict]:
    """Rows of datasets/references.csv by key."""
    return load("references").set_index("key").to_dict(orient="index")
