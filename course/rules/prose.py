"""Rules about the words of a lecture: facts, references, terms, tone."""

import re
from pathlib import Path

from course import citations, facts
from course.rules.reading import Lecture, first_sentence, items, plain

NOTEBOOKS = Path(__file__).resolve().parent.parent.parent / "notebooks"
TOPICS = """start_here tolerance autoimmunity treatments receptor targets activation manufacturing
kinetics reset evidence safety access future capstone"""
PLANNED = {f"{number:02d}_{topic}.ipynb" for number, topic in enumerate(TOPICS.split())}
CLINICAL = {0, 3, *range(8, 15)}
OPENINGS = re.compile(
    r"in this (notebook|lecture|lesson|chapter)|we will|welcome|this (notebook|lecture)|let'?s ",
    re.I,
)
HYPE = re.compile(
    r"\b(exciting|excitingly|revolutionary|revolutioni[sz]\w+|groundbreaking|ground-breaking|"
    r"game[- ]chang\w+|fascinating|amazing|incredibl[ey]|cutting[- ]edge|miracle|miraculous|"
    r"unprecedented|paradigm shift|breakthrough|delve|holy grail|state[- ]of[- ]the[- ]art)\b",
    re.I,
)


def facts_agree_with_the_ledger(lecture: Lecture) -> list[str]:
    """Text, key, value and address of each link to a fact agree."""
    return facts.problems(lecture.text)


def references_are_those_cited(lecture: Lecture) -> list[str]:
    """The section "References" is the one that belongs to the papers cited."""
    try:
        wanted = citations.listed(lecture.text).strip()
    except KeyError as error:
        return [error.args[0]]
    found = lecture.section("References").text.strip()
    lines = set(wanted.splitlines()) ^ set(found.splitlines())
    return [f"missing, or cited nowhere, or worded otherwise: {line}" for line in sorted(lines)]


def pictures_have_alt_text(lecture: Lecture) -> list[str]:
    """Each picture in the text has three words of alt text at least, and exists."""
    found = re.findall(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)", lecture.text)
    tags = re.findall(r"<img\b[^>]*>", lecture.text)
    found += [(_attribute(tag, "alt"), _attribute(tag, "src")) for tag in tags]
    wrong = [f"{src} has no alt text of three words" for alt, src in found if len(alt.split()) < 3]
    return wrong + [
        f"there is no picture {src}" for _, src in found if not (NOTEBOOKS / src).is_file()
    ]


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"""\b{name}=["']([^"']*)["']""", tag)
    return match[1] if match else ""


def local_links_lead_somewhere(lecture: Lecture) -> list[str]:
    """A link without https leads to a file of the project or to a lecture of the plan."""
    urls = [link.url.partition("#")[0] for link in facts.links_in(lecture.text)]
    local = [url for url in urls if url and not url.startswith(("https://", "mailto:"))]
    return [
        f"the link {url} leads nowhere"
        for url in local
        if Path(url).name not in PLANNED and not (NOTEBOOKS / url).exists()
    ]


def language_is_sober(lecture: Lecture) -> list[str]:
    """No word of advertising."""
    return [f"“{match[0]}” is advertising" for match in HYPE.finditer(plain(lecture.text))]


def opens_with_something_that_happened(lecture: Lecture) -> list[str]:
    """The title cell and the first section do not begin with what will be done."""
    start = " ".join(plain(lecture.cells[0].source.partition("\n")[2]).split())
    openings = (start, first_sentence(lecture))
    return [f"it opens with “{text[:60]}”" for text in openings if OPENINGS.match(text)]


def says_it_is_education(lecture: Lecture) -> list[str]:
    """A clinical lecture says that it is education, not medical advice."""
    if lecture.number not in CLINICAL or "education, not medical advice" in lecture.text.lower():
        return []
    return ["it does not say “education, not medical advice”"]


def key_terms_are_used(lecture: Lecture) -> list[str]:
    """Five key terms at least, as "*Half-life*: meaning", each used in the text before."""
    before, _, after = lecture.text.partition("**Key terms.**")
    listed = re.findall(r"\*{1,2}([^*\n]+?)\*{1,2}:", after.partition("**Next.**")[0])
    terms = [term.strip() for words in listed for term in words.split(",")]
    wrong = [] if len(terms) >= 5 else [f"{len(terms)} key terms as “*Term*: meaning”; give five"]
    used = " ".join(plain(before).lower().split())
    return wrong + [f"“{term}” is not used" for term in terms if _stem(term) not in used]


def _stem(term: str) -> str:
    return re.sub(r"\s*\(.*\)", "", term).strip(" :").lower()


def summary_has_five_lines(lecture: Lecture) -> list[str]:
    """The summary is a list of five."""
    count = len(items(lecture.section("Summary").text.partition("**Key terms.**")[0]))
    return [] if count == 5 else [f"the summary has {count} lines, not five"]
