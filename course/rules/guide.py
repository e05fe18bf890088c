"""Rules about the pages of the instructor guide, one for each lecture, in `docs/guide`.

Each rule takes a page and returns what is wrong with it, one sentence each: it has the fixed
headings, and agrees with the lecture's times and with the options of its quiz.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from course.quizzes.questions import Question, load
from course.rules.reading import Lecture, word_count
from course.rules.structure import TIME
from course.topics import NOTEBOOKS, ROOT

FOLDER = ROOT / "docs" / "guide"
LETTERS = "ABCDE"  # as the quiz shows them
HEADINGS = (
    "Run sheet",
    "What is hard",
    "Predict, answered",
    "Quiz",
    "Exercises",
    "Discussion",
    "Demonstrations",
    "Board",
    "When time is short",
)
OPTIONAL = {"Board"}
WORDS = (500, 1000)


@dataclass(frozen=True)
class Guide:
    """A page of the guide with the lecture that it belongs to."""

    name: str
    text: str

    @classmethod
    def read(cls, path: Path) -> "Guide":
        return cls(path.stem, path.read_text("utf-8"))

    @property
    def word(self) -> str:
        return self.name.partition("_")[2]

    @cached_property
    def lecture(self) -> Lecture:
        return Lecture.read(NOTEBOOKS / f"{self.name}.ipynb")

    @cached_property
    def sections(self) -> dict[str, str]:
        """The text under each heading of the second level, by the heading without its time."""
        _, *parts = re.split(r"^## (.+)$", self.text, flags=re.M)
        heads = [re.sub(TIME, "", head).strip() for head in parts[::2]]
        return dict(zip(heads, parts[1::2], strict=True))

    def rows(self, section: str) -> list[list[str]]:
        """The cells of the table of a section, without its head."""
        lines = re.findall(r"^\|(.+)\|$", self.sections.get(section, ""), re.M)
        return [[tidy(cell) for cell in line.split("|")] for line in lines[2:]]


def tidy(text: str) -> str:
    """Every run of white space as one space."""
    return " ".join(text.split())


@cache
def questions(word: str) -> list[Question]:
    """The questions of a topic; none if it has no quiz."""
    return load(word)


def has_its_headings(page: Guide) -> list[str]:
    """Title and link lead to the lecture; the sections have the fixed headings, in their order."""
    title = f"# Lecture {page.lecture.number}: {page.lecture.about['title']}"
    links = f"[The lecture](../../notebooks/{page.name}.ipynb), [the course in one page]"
    top = f"{title}\n\n{links}"
    wrong = [] if page.text.startswith(top) else [f"it does not begin with\n{top}"]
    found = list(page.sections)
    wanted = [head for head in HEADINGS if head in found or head not in OPTIONAL]
    if found != wanted:
        wrong.append(f"the headings are {'; '.join(found)}. They should be {'; '.join(wanted)}")
    return wrong


def run_sheet_keeps_the_times(page: Guide) -> list[str]:
    """The run sheet holds the lecture's sections with their minutes, and the clock runs on."""
    clock, wanted = 0, []
    for section in page.lecture.sections:
        if time := re.search(TIME, section.title):
            wanted.append([str(clock), time[1], re.sub(TIME, "", section.title)])
            clock += int(time[1])
    rows = [row[:3] for row in page.rows("Run sheet")]
    wrong = [
        f"the run sheet has {got or 'no row'}; the lecture has {want or 'no such section'}"
        for got, want in padded(rows, wanted)
        if got != want
    ]
    if f"## Run sheet ({clock} minutes)\n" not in page.text:
        wrong.append(f"the heading is not “Run sheet ({clock} minutes)”")
    return wrong


def padded(a: list, b: list) -> list[tuple]:
    """Pairs of the items of both lists; None where one is shorter."""
    longest = max(len(a), len(b))
    return list(zip(a + [None] * (longest - len(a)), b + [None] * (longest - len(b)), strict=True))


def every_wrong_option_is_answered(page: Guide) -> list[str]:
    """The table under “Quiz” has each wrong option by letter and misconception, and an answer."""
    wanted, right = [], []
    for number, question in enumerate(questions(page.word), 1):
        for letter, option in zip(LETTERS, question.options, strict=False):
            if option.misconception:
                wanted.append((f"{number} {letter}", option.misconception))
            else:
                right.append(f"{number} {letter}")
    rows = page.rows("Quiz")
    found = [tuple(row[:2]) for row in rows]
    wrong = [f"“Quiz” does not treat {row}" for row in wanted if row not in found]
    wrong += [f"“Quiz” treats {row}, which the quiz has not" for row in found if row not in wanted]
    wrong += [f"“Quiz” says too little on {row[0]}" for row in rows if len(row[2].split()) < 4]
    line = f"Right: {', '.join(right)}."
    return wrong if line in page.sections.get("Quiz", "") else [*wrong, f"“{line}” is missing"]


def every_prediction_is_answered(page: Guide) -> list[str]:
    """As many numbered answers as the lecture has numbered questions before its explorer."""
    asked = len(re.findall(r"^\d\.[ \t]", before_explorer(page.lecture), re.M))
    given = len(re.findall(r"^\d\.[ \t]", page.sections.get("Predict, answered", ""), re.M))
    return [] if asked == given else [f"{given} answers to {asked} questions to predict"]


def before_explorer(lecture: Lecture) -> str:
    """The text of “Predict, move, read” before the explorer."""
    cells = lecture.section("Predict, move, read").cells
    place = next(n for n, cell in enumerate(cells) if "explorer()" in cell.source)
    return "\n\n".join(cell.source for cell in cells[:place])


def length_is_right(page: Guide) -> list[str]:
    """About a page and a half: of a table only the last column counts, the rest is given."""
    written = re.sub(r"^\|.*\|(.*)\|$", r"\1", page.text, flags=re.M)
    count, (low, high) = word_count(written), WORDS
    return [] if low <= count <= high else [f"{count} words; it should be {low}-{high}"]


RULES = (
    has_its_headings,
    run_sheet_keeps_the_times,
    every_wrong_option_is_answered,
    every_prediction_is_answered,
    length_is_right,
)
