"""Read the questions of a topic, and say what is wrong with a file of them.

    [[question]]
    name = "footprint"                     # a word of its own, for reports
    prompt = "What does it show?"
    [question.right]
    option = "That the drug is at work"
    reply = "Why this is right, in a sentence or more."
    [[question.wrong]]                     # two to four of these
    option = "That the disease is cured"
    misconception = "aplasia taken for cure"
    reply = "What speaks against it, in a sentence or more."

Texts may hold *emphasis*, **strong words**, `code` and [links](https://...); white space is free.
"""

import difflib
import random
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
FIELDS = {
    "question": ("name", "prompt", "right", "wrong"),
    "right": ("option", "reply"),
    "wrong": ("option", "misconception", "reply"),
}
LAZY = re.compile(r"(?i:\b(all|none|both|neither) of (the above|these|them)\b)|\b[A-E] and [A-E]\b")
FEWEST_WORDS = 8  # of a reply
MOST_WORDS = 8  # of a misconception, a noun phrase
MUCH_LONGER = 1.25


class QuizError(ValueError):
    """A file of questions breaks the rules; the message has one sentence per mistake."""


@dataclass(frozen=True)
class Option:
    """An answer to choose, the reply to it, and the misconception that it stands for."""

    text: str
    reply: str
    misconception: str = ""  # empty: this is the right one


@dataclass(frozen=True)
class Question:
    """A prompt and its options, in the order in which they are shown."""

    name: str
    prompt: str
    options: tuple[Option, ...]


def topics() -> list[str]:
    """The topics that have questions."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(topic: str) -> list[Question]:
    """The questions of a topic.

    Raises LookupError for a topic without questions, QuizError for a file that breaks the rules.
    """
    path = FOLDER / f"{topic}.toml"
    if not path.is_file():
        raise LookupError(f"There are no questions for “{topic}”, only for {', '.join(topics())}.")
    return parse(path.read_text(encoding="utf-8"), topic)


def parse(text: str, topic: str) -> list[Question]:
    """The questions in the text of a TOML file. Raises QuizError."""
    try:
        data = _tidy(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise QuizError(f"quizzes/{topic}.toml is not valid TOML: {error}.") from None
    if wrong := problems(data):
        raise QuizError("\n".join(f"quizzes/{topic}.toml: {sentence}" for sentence in wrong))
    return _arranged(data["question"], topic)


def _tidy(data):
    """The same data with every run of white space in its texts made one space."""
    if isinstance(data, dict):
        return {key: _tidy(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_tidy(value) for value in data]
    return " ".join(data.split()) if isinstance(data, str) else data


def _arranged(questions: list[dict], topic: str) -> list[Question]:
    """Options in an order that is mixed, the same every time, and fair to every place."""
    dice, arranged = random.Random(topic), []
    places: list[int] = []
    for question in questions:
        wrong = [Option(w["option"], w["reply"], w["misconception"]) for w in question["wrong"]]
        dice.shuffle(wrong)
        if not places:
            places = dice.sample(range(4), 4)
        right = Option(question["right"]["option"], question["right"]["reply"])
        wrong.insert(places.pop() % (len(wrong) + 1), right)
        arranged.append(Question(question["name"], question["prompt"], tuple(wrong)))
    return arranged


def problems(data: dict) -> list[str]:
    """What is wrong with the data of a file, one sentence each; none if it keeps the rules."""
    questions = data.get("question")
    if set(data) != {"question"} or not isinstance(questions, list):
        return ["It must hold [[question]] tables and nothing else."]
    broken = [s for n, q in enumerate(questions, 1) for s in _shape(q, f"Question {n}")]
    if broken:
        return broken
    found = [s for n, q in enumerate(questions, 1) for s in _content(q, f"Question {n}")]
    return [*_whole(questions), *found]


def _shape(question: dict, where: str) -> list[str]:
    """Fields that are missing, unknown or of the wrong kind."""
    found = _fields(question, "question", where)
    if found:
        return found
    right, wrong = question["right"], question["wrong"]
    if not isinstance(right, dict) or not isinstance(wrong, list):
        return [f"{where} needs one [question.right] and a [[question.wrong]] per wrong option."]
    found = _fields(right, "right", f"{where}, the right option,")
    for n, option in enumerate(wrong, 1):
        found += _fields(option, "wrong", f"{where}, wrong option {n},")
    return found


def _fields(table, kind: str, where: str) -> list[str]:
    if not isinstance(table, dict):
        return [f"{where} must be a table with {', '.join(FIELDS[kind])}."]
    found = []
    for name in table.keys() - set(FIELDS[kind]):
        near = difflib.get_close_matches(name, FIELDS[kind], 1)
        found.append(f"{where} has an unknown “{name}”" + (f": “{near[0]}”?" if near else "."))
    for name in FIELDS[kind]:
        if name not in table:
            found.append(f"{where} has no “{name}”.")
        elif name not in ("right", "wrong") and not (isinstance(table[name], str) and table[name]):
            found.append(f"{where} must have words as “{name}”, not {table[name]!r}.")
    return found


def _content(question: dict, where: str) -> list[str]:
    found = []
    if not 2 <= len(question["wrong"]) <= 4:
        found.append(
            f"{where} has {len(question['wrong'])} wrong options; two to four are allowed."
        )
    if not re.fullmatch(r"[a-z][a-z0-9_]*", question["name"]):
        found.append(f"{where} is named “{question['name']}”; use small letters, digits and _.")
    options = [question["right"], *question["wrong"]]
    for text in _twice(o["option"].lower() for o in options):
        found.append(f"{where} offers “{text}” twice.")
    for option in options:
        if LAZY.search(option["option"]):
            found.append(f"{where} offers “{option['option']}”: an option must stand by itself.")
        if not _sentence(option["reply"]):
            found.append(
                f"{where} answers “{option['option']}” with “{option['reply']}”: a reply is a "
                f"sentence of {FEWEST_WORDS} words or more, with a full stop."
            )
    for option in question["wrong"]:
        name = option["misconception"]
        if len(name.split()) > MOST_WORDS or name[-1] in ".!?":
            found.append(f"{where} names the mistake “{name}”; a short noun phrase is wanted.")
    return found


def _sentence(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS and text.rstrip(")*").endswith((".", "?"))


def _whole(questions: list[dict]) -> list[str]:
    found = []
    if not 3 <= len(questions) <= 5:
        found.append(f"It has {len(questions)} questions; a lecture has three to five.")
    for what in ("name", "prompt"):
        for text in _twice(q[what] for q in questions):
            found.append(f"The {what} “{text}” stands there twice.")
    telling = [q["name"] for q in questions if _gives_itself_away(q)]
    if len(telling) > len(questions) / 2:
        found.append(
            f"The right option is much the longest in {', '.join(telling)}: a reader who knows "
            "nothing would find it; shorten it or say more in the wrong ones."
        )
    return found


def _gives_itself_away(question: dict) -> bool:
    longest = max(len(w["option"]) for w in question["wrong"])
    return len(question["right"]["option"]) > MUCH_LONGER * longest


def _twice(texts) -> list[str]:
    return [text for text, times in Counter(texts).items() if times > 1]
