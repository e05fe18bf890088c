"""Rules about the parts of a lecture: template, times, length, questions, exercises."""

import re
from itertools import pairwise

from course.citations import without_references
from course.rules.reading import FOLDED, Lecture, headings, items, word_count

ANY = r".+"
TEMPLATE = (
    ("an opening", ANY, True),
    ("the idea, in one or more sections", ANY, True),
    ("Predict, move, read", "Predict, move, read", True),
    ("a section that meets the data", ANY, True),
    ("What the model cannot say", r"What (?:the|this|these|our) .+ cannot say", True),
    ("Check yourself", "Check yourself", True),
    ("Try it", "Try it", True),
    ("Summary", "Summary", False),
    ("References", "References", False),
)
TIME = r" \((\d+) minutes\)"
WORDS = (1200, 2000)
CELLS = (30, 60)
MINUTES = (45, 60)


def describes_itself(lecture: Lecture) -> list[str]:
    """Its metadata says topic, number, title, question, minutes, needs, part and assignment."""
    kinds = {"topic": str, "number": int, "title": str, "question": str, "minutes": int}
    kinds |= {"needs": list, "part": int, "assignment": str}
    about = lecture.about
    wrong = [f"`{word}` is missing" for word in kinds if word not in about]
    wrong += [
        f"`{word}` is {about[word]!r}, not a {kind.__name__}"
        for word, kind in kinds.items()
        if word in about and not isinstance(about[word], kind)
    ]
    if not wrong and f"{about['number']:02d}_{about['topic']}" != lecture.name:
        wrong.append(f"number and topic do not fit the file's name, {lecture.name}")
    return wrong


def title_cell_is_complete(lecture: Lecture) -> list[str]:
    """The first cell holds title, question, time, three aims at least, and what is needed."""
    first = lecture.cells[0].source
    about = lecture.about
    wanted = {
        f"# {about.get('title')}\n": "the title, as in the metadata,",
        f"**{about.get('question')}**": "the question, bold and as in the metadata,",
        f"{about.get('minutes')} minutes": "the time, as “About 55 minutes.”,",
        "After this lecture you can": "“After this lecture you can”",
        "You need": "“You need ...”",
    }
    wrong = [
        f"{what} is missing in the first cell"
        for words, what in wanted.items()
        if words not in first
    ]
    aims = len(items(first.partition("After this lecture you can")[2]))
    return wrong if aims >= 3 else [*wrong, f"{aims} aims; give three at least, as a list"]


def sections_follow_the_template(lecture: Lecture) -> list[str]:
    """Sections stand in the template's order, each with its time; the idea may take several."""
    titles = [section.title for section in lecture.sections]
    fixed = {name: form for name, form, _ in TEMPLATE if form != ANY}
    order = [next((n for n, f in fixed.items() if _fits(title, f)), ANY) for title in titles]
    ideas = max(order.index("Predict, move, read") - 1, 1) if "Predict, move, read" in order else 1
    wanted = [name if form != ANY else ANY for name, form, _ in TEMPLATE]
    wanted[1:2] = [ANY] * ideas
    wrong = [f"“## {title}” has no time such as “(8 minutes)”" for title in _untimed(titles)]
    if order == wanted:
        return wrong
    names = "; ".join(name for name, _, _ in TEMPLATE)
    return [*wrong, f"the sections are {'; '.join(titles)}. They should be: {names}"]


def _fits(title: str, form: str) -> bool:
    return bool(re.fullmatch(f"{form}(?:{TIME})?", title))


def _untimed(titles: list[str]) -> list[str]:
    untimed = {name for name, _, timed in TEMPLATE if not timed}
    return [title for title in titles if title not in untimed and not re.search(TIME + "$", title)]


def times_add_up(lecture: Lecture) -> list[str]:
    """The times of the sections add up to the lecture's, which is 45 to 60 minutes."""
    times = [re.search(TIME, section.title) for section in lecture.sections]
    total = sum(int(time[1]) for time in times if time)
    minutes = lecture.about.get("minutes")
    wrong = [] if total == minutes else [f"sections take {total} minutes, the lecture {minutes}"]
    low, high = MINUTES
    return (
        wrong if low <= total <= high else [*wrong, f"{total} minutes; it should be {low}-{high}"]
    )


def length_is_right(lecture: Lecture) -> list[str]:
    """1,200-2,000 words without code, formulas, references and folded help; 30-60 cells."""
    counts = {
        "words": (word_count(FOLDED.sub("", without_references(lecture.text))), WORDS),
        "cells": (len(lecture.cells), CELLS),
    }
    return [
        f"{count} {what}; it should be {low}-{high}"
        for what, (count, (low, high)) in counts.items()
        if not low <= count <= high
    ]


def headings_do_not_jump(lecture: Lecture) -> list[str]:
    """One title, no heading more than one level below the one before it, no section twice."""
    found = headings(lecture.text)
    titles = [title for level, title in found if level == 1]
    wrong = [] if len(titles) == 1 else [f"{len(titles)} titles of the first level, not one"]
    if found and found[0][0] != 1:
        wrong.append(f"it begins with “{found[0][1]}”, which is not a title")
    sections = [title for level, title in found if level == 2]
    wrong += [
        f"“## {title}” stands twice" for title in {t for t in sections if sections.count(t) > 1}
    ]
    jumps = [b for (a, _), (level, b) in pairwise(found) if level > a + 1]
    return wrong + [f"“{title}” skips a level" for title in jumps]


def predicts_before_it_moves(lecture: Lecture) -> list[str]:
    """Two numbered questions stand before the explorer, and text after it."""
    section = lecture.section("Predict, move, read")
    place = next((i for i, cell in enumerate(section.cells) if "explorer()" in cell.source), None)
    if place is None:
        return ["there is no explorer() in “Predict, move, read”"]
    before = "\n\n".join(cell.source for cell in section.cells[:place])
    questions = re.findall(r"^\d\.[ \t].*\?", before, re.M)
    if len(questions) < 2:
        return [f"{len(questions)} numbered questions before the explorer; ask two"]
    return []


def asks_and_checks(lecture: Lecture) -> list[str]:
    """One quiz at least; two exercises with a check, hints, and a folded solution each."""
    counts = {
        "quiz(...) in “Check yourself”": (_code(lecture, "Check yourself").count("quiz("), 1),
        ".check(...) in “Try it”": (_code(lecture, "Try it").count(".check("), 2),
        "folded hints in “Try it”": (lecture.section("Try it").text.count("<summary>Hint"), 2),
        "folded solutions": (lecture.section("Try it").text.count("<summary>Solution"), 2),
    }
    return [f"{n} {what}; it should be {m} or more" for what, (n, m) in counts.items() if n < m]


def _code(lecture: Lecture, start: str) -> str:
    return "\n".join(c.source for c in lecture.section(start).cells if c.cell_type == "code")


def ends_with_terms_and_next(lecture: Lecture) -> list[str]:
    """After the summary stand "**Key terms.**" and "**Next.**", which names the assignment."""
    text = lecture.section("Summary").text
    wanted = ("**Key terms.**", "**Next.**")
    wrong = [f"{words} is missing in the summary" for words in wanted if words not in text]
    if not wrong and "assignment" not in text.partition("**Next.**")[2]:
        wrong.append("“**Next.**” does not name the assignment")
    return wrong
