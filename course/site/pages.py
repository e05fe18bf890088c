"""Pages of the web site that are made from tables and from the lectures themselves."""

import re
from html import escape

from course import facts
from course.citations import citation, cited
from course.contents import PARTS
from course.topics import Topic

TERM = re.compile(r"\*([^*]+)\*: (.+?)(?= \*[^*]+\*: |$)", re.S)


def index(lectures: list[Topic]) -> str:
    """The first page: what this is, and every lecture by part with its question and time."""
    lines = [
        "# Resetting Immunity",
        "",
        "A course in notebooks on CAR T cells against autoimmune disease: how tolerance breaks, how"
        " a cell is engineered to mend it, and what is known of benefit, danger and cost. Every"
        " page can be read here, its pictures moved with the arrow keys, its quizzes answered; and"
        " every lecture opens as a notebook in the browser, with nothing to install.",
        "",
        "Education, not medical advice. New here? [Start here](notebooks/00_start_here.ipynb).",
        "",
        *toctree(["notebooks/00_start_here"], "To begin"),
    ]
    for part, title in PARTS.items():
        mine = [t for t in lectures if t.part == part]
        if mine:
            lines += [f"## {title}", "", *map(entry, mine), ""]
            lines += toctree([f"notebooks/{t.name}" for t in mine], title)
    about = ["glossary", "references", "facts", "coverage", "help"]
    return "\n".join(
        [
            *lines,
            *toctree(about, "About"),
            *toctree(["docs/*"], "Instructors", True),
            *toctree(["docs/guide/*"], "Instructor guide", True),
        ]
    )


def entry(topic: Topic) -> str:
    """One line of the contents."""
    address = f"notebooks/{topic.name}.ipynb"
    return f"{topic.number}. [{topic.title}]({address}) {topic.question} *{topic.minutes} minutes.*"


def toctree(pages: list[str], caption: str, glob: bool = False) -> list[str]:
    """A hidden table of contents for the side of the page."""
    options = [":hidden:", f":caption: {caption}", *([":glob:"] if glob else [])]
    return ["```{toctree}", *options, "", *pages, "```", ""]


def glossary(texts: dict[str, str]) -> str:
    """Every key term with its meaning and the lecture that explains it; texts by name of lecture.

    >>> print(glossary({"08_kinetics": "**Key terms.** *Half-life*: days in which half goes."}))
    # Glossary
    <BLANKLINE>
    **Half-life**: days in which half goes. ([lecture 8](notebooks/08_kinetics.ipynb))
    """
    rows = []
    for name, text in texts.items():
        listed = re.search(r"^\*\*Key terms\.\*\* (.+?)\n*(?=\n\n|\Z)", text, re.M | re.S)
        where = f"([lecture {int(name[:2])}](notebooks/{name}.ipynb))"
        for term, meaning in TERM.findall(listed[1] if listed else ""):
            rows.append(f"**{term[0].upper()}{term[1:]}**: {meaning.strip().rstrip('.')}. {where}")
    return "\n\n".join(["# Glossary", *sorted(rows, key=str.casefold)])


def references(texts: dict[str, str]) -> str:
    """Every paper that a lecture cites, with the lectures that cite it."""
    where: dict[str, list[str]] = {}
    for name, text in texts.items():
        for _, row in cited(text)[0].iterrows():
            link = f"[{int(name[:2])}](notebooks/{name}.ipynb)"
            where.setdefault(linked(citation(row)), []).append(link)
    rows = [f"- {entry} Lecture {', '.join(names)}." for entry, names in where.items()]
    return "\n".join(["# References", "", *sorted(rows, key=str.casefold)])


def linked(text: str) -> str:
    """Bare addresses as links."""
    return re.sub(r"(https?://\S+)", r"<\1>", text)


def ledger() -> str:
    """Every number that the lectures state, with its source, its dates and how it was verified."""
    known = {row["key"]: row for _, row in facts.references().iterrows()}
    rows = [ledger_row(fact, known) for _, fact in facts.facts().iterrows()]
    head = "<tr>" + "".join(f'<th scope="col">{h}</th>' for h in HEADS) + "</tr>"
    return "\n".join(
        [
            "# About the facts",
            "",
            "Every number in the lectures stands in this table, and a test holds each sentence to"
            " it. *Seen* means that we read the number in its source or its abstract, *recalled*"
            " that it is known from the literature and was not read again, *derived* that we"
            " computed it, *own* that it is a teaching value of this course.",
            "",
            '<div class="ledger" tabindex="0" role="region" aria-label="Table of facts">',
            f"<table><thead>{head}</thead><tbody>",
            *rows,
            "</tbody></table></div>",
        ]
    )


HEADS = ("Statement", "Source", "Verified", "As of", "Review by")


def ledger_row(fact, known) -> str:
    """One fact as a row of the table."""
    source = known.get(fact["reference"])
    if source is None:
        words = "this course"
    else:
        address = f"https://doi.org/{source['doi']}" if source["doi"] else source["url"]
        first = source["authors"].split(",")[0]
        words = f'<a href="{escape(address)}">{escape(first)} {source["year"]}</a>'
    cells = [escape(fact["statement"]), words, fact["verified"], fact["as_of"], fact["review_by"]]
    return f'<tr id="{fact["key"]}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
