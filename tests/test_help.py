"""The page Help names what learners see: the words stand in the course as they stand there."""

import re

from course import progress
from course.checks.exercise import SIGNS
from course.errors.patterns import KINDS
from course.errors.words import SPECIAL
from course.topics import FIRST_PAGE, ROOT

HELP = (ROOT / "docs" / "help.md").read_text(encoding="utf-8")
FILES = ("progress.py", "widgets/progress.py", "widgets/progress.js")


def test_each_error_of_the_table_is_explained_in_a_notebook_too():
    kinds = re.findall(r"^\| `(\w+Error)` \|", HELP, re.M)
    assert len(kinds) == 10
    assert [kind for kind in kinds if kind not in {*KINDS, *SPECIAL}] == []


def test_each_message_that_the_page_quotes_is_a_message_of_the_course():
    said = "".join((ROOT / "course" / name).read_text(encoding="utf-8") for name in FILES)
    said += "".join(title for _, title, _ in SIGNS.values())
    quoted = re.findall(r"“([^”]+)”", HELP)
    assert len(quoted) >= 4
    assert [words for words in quoted if words not in said] == []
    assert "*Save a copy*" in HELP and "Save a copy" in said and progress.NAME in HELP


def test_the_first_page_and_the_errors_lead_to_the_page():
    from course.errors.beside import HELP as linked

    assert "](../docs/help.md)" in FIRST_PAGE.read_text(encoding="utf-8")
    assert linked.samefile(ROOT / "docs" / "help.md")
