"""Rules that hold a page of the guide to what runs: the explorer, the numbers, the commands.

The places of a demonstration are written as the explorer shows them, in steps parted by
semicolons: “as it opens”, “button “A patient””, “Dose: 1 million cells”.
"""

import importlib
import re
import shlex
from collections.abc import Collection
from functools import cache

import typer
import typer.main
from nbformat import NotebookNode

from course.rules.guide import Guide, questions, tidy
from course.rules.reading import Lecture
from course.topics import find

NUMBER = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?")
NAME = re.compile(r"\b[A-Za-z]+-?\d[\w-]*")  # CD19 and IL-6 are names and hold no number
SMALL = 10  # whole numbers up to here count lectures, questions, steps; they are not compared
UNTIED = ("Run sheet", "Board")  # sections with clock times and drawings
COMMAND = re.compile(r"\bpy(?:thon3?)? (?:start\.py|-m course)[ ]+([^`\n]+)")


@cache
def explorer(word: str):
    """The explorer of a topic, as it opens."""
    return importlib.import_module(f"course.widgets.{word}").explorer()


def demonstrations_show_what_they_say(page: Guide) -> list[str]:
    """Each place can be reached, and the words quoted are those that the explorer then says."""
    rows, wrong = page.rows("Demonstrations"), []
    if len(rows) < 2:
        return [f"{len(rows)} demonstrations; there should be two at least"]
    for where, quoted, *_ in rows:
        try:
            words = said(page.word, where)
        except ValueError as error:
            wrong.append(str(error))
            continue
        parts = re.findall("“([^”]+)”", quoted)
        if not parts:
            wrong.append(f"“{where}” quotes nothing of what is then said: {words}")
        wrong += [f"at “{where}” it does not say “{p}”: {words}" for p in parts if p not in words]
    return wrong


def said(word: str, where: str) -> str:
    """The words under the explorer at a place. Raises ValueError."""
    widget = explorer(word)
    return tidy(widget.look(positions(widget, where))[1])


def positions(widget, where: str) -> list[int]:
    """Positions of the controls after steps such as “button “A patient”; Dose: 1 million cells”.

    Raises ValueError with what there is to choose from.
    """
    at = list(widget.start)
    for step in filter(None, (tidy(step) for step in where.split(";"))):
        if step == "as it opens":
            at = list(widget.start)
        elif button := re.fullmatch("button “(.+)”", step):
            if button[1] not in widget.presets:
                names = "; ".join(widget.presets)
                raise ValueError(f"“{button[1]}” is none of the buttons: {names}")
            at = widget.preset(button[1])
        else:
            label, _, text = step.partition(": ")
            place, position = control_at(widget, label, text)
            at[place] = position
    return at


def control_at(widget, label: str, text: str) -> tuple[int, int]:
    """The control of that label, and its position with that text. Raises ValueError."""
    labels = [tidy(control.label) for control in widget.controls]
    if label not in labels:
        raise ValueError(f"“{label}” is none of the controls: {'; '.join(labels)}")
    place = labels.index(label)
    texts = [tidy(shown) for shown in widget.controls[place].setup()["texts"]]
    if text not in texts:
        raise ValueError(f"“{label}” never shows “{text}”, only: {'; '.join(texts)}")
    return place, texts.index(text)


def numbers_are_those_of_the_lecture(page: Guide) -> list[str]:
    """Numbers above ten stand in the lecture or its quiz, or are said in a demonstration."""
    spoken = [said(page.word, row[0]) + row[0] for row in page.rows("Demonstrations")]
    asked = [f"{q.prompt} {o.text} {o.reply}" for q in questions(page.word) for o in q.options]
    known = numbers(" ".join([lecture_words(page.lecture), *asked, *spoken]))
    text = "\n".join(t for head, t in page.sections.items() if head not in UNTIED)
    text = re.sub(r"\]\([^)]*\)|`[^`]*`|\d+ minutes", " ", text)
    text = NAME.sub(" ", text)
    strange = sorted(n for n in numbers(text) - known if n > SMALL or n != int(n))
    return [f"{n:g} stands neither in the lecture nor in a demonstration" for n in strange]


def numbers(text: str) -> set[float]:
    """The numbers in a text, as written."""
    return {float(n.replace(",", "")) for n in NUMBER.findall(text)}


def lecture_words(lecture: Lecture) -> str:
    """Sources and outputs in words of a lecture."""
    return " ".join(f"{cell.source} {output_words(cell)}" for cell in lecture.cells)


def output_words(cell: NotebookNode) -> str:
    """What a cell printed."""
    outputs = cell.get("outputs", [])
    return " ".join(o.get("text") or o.get("data", {}).get("text/plain", "") for o in outputs)


def commands_can_be_typed(page: Guide) -> list[str]:
    """Each command of the course that the page shows is one, with these options."""
    return wrong_commands(page.text)


def wrong_commands(text: str) -> list[str]:
    """What the command line has against the commands in a text, one sentence each.

    A topic that the text begins, by `new 15_ageing`, may be named in its other commands.
    """
    lines = COMMAND.findall(text)
    begun = {line.split()[1] for line in lines if line.split()[:1] == ["new"] and line.split()[1:]}
    return [sentence for line in lines for sentence in objection(line, begun)]


def objection(line: str, begun: Collection[str] = ()) -> list[str]:
    """What the command line would say to these words; nothing is run."""
    from course.__main__ import app

    words = shlex.split(line, comments=True)
    if not words or words[0].startswith("-"):  # `python3 start.py --port 8899` is `lab`
        words = ["lab", *words]
    command = getattr(typer.main.get_command(app), "commands", {}).get(words[0])
    if command is None:
        return [f"“{words[0]}” is no command of the course"]
    try:
        for word in filter(re.compile(r"\d\d_\w+$").match, words):
            if word not in begun:
                find(word)
        command.make_context(words[0], words[1:])
    except typer.Exit:  # --help
        return []
    except Exception as error:  # the errors of Typer's own parser have no public name
        return [f"“{line.strip()}”: {error}"]
    return []


RULES = (
    demonstrations_show_what_they_say,
    numbers_are_those_of_the_lecture,
    commands_can_be_typed,
)
