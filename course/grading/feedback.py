"""The page that a student gets: for each question what was asked, what came, and a way on.

It is made from the records of the checks and from the gradebook (marks, comments by hand). It holds
no text of a hidden test, no expected value, and nothing of the student's that could run. It stands
where nbgrader has its feedback, so `nbgrader release_feedback` hands it back.
"""

import ast
import html
import re
from typing import Any

from course.grading import submission
from course.grading.classroom import Classroom
from course.grading.execution import Task
from course.grading.files import write
from course.grading.rows import grade_id_of

# By these nbgrader finds whose page it is, when feedback is released through its exchange.
BESIDE = ("timestamp.txt", "submission_secret.txt")
NUMBER = re.compile(r"(?<![\w.])[-+−]?\d[\d,_]*(?:\.\d+)?(?:[eE][-+]?\d+)?")
HINTS = {
    "NotImplementedError": "The stub is still there: put your answer in the place of "
    "`raise NotImplementedError()`.",
    "NameError": "A name is not defined. Was it renamed, or does its cell come later? "
    "Restart the kernel and run all cells.",
    "SyntaxError": "The cell is not Python yet: run it and look at the line that Python marks.",
    "TypeError": "The answer, or what was done with it, is of another kind than was asked. "
    "Compare with the example in the docstring.",
    "Refused": "Give plain numbers, lists, arrays, tables or plots.",
    "OutOfTime": "It did not come to an end in time. Does each loop have an end? "
    "Could an array do the work of a loop?",
    "StudentCodeError": "Your function ended in an error of its own. Call it as in the example.",
    "NoAnswer": "Open the file in Jupyter, save it as a notebook (.ipynb), and hand it in again.",
    "KeyError": "A key or column of this name is not there. Print the columns.",
    "IndexError": "An index is beyond the end. How long is the list?",
    "ZeroDivisionError": "Something was divided by zero. What happens at the edge?",
    "AssertionError": "Work one case by hand and compare it, unit by unit, with what your "
    "answer gives.",
}
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
pre{background:#f4f4f4;padding:.6rem;white-space:pre-wrap;overflow-wrap:anywhere}
section{border-top:1px solid #bbb;margin-top:1.5rem}
.mark{float:right;font-weight:600}.hint{border-left:4px solid #56709b;padding-left:.8rem}"""


def says(record: dict[str, Any], source: str) -> list[tuple[str, str]]:
    """The record of a test cell in words: (what, text)."""
    if record["passed"]:
        return []
    lines: list[tuple[str, str]] = []
    call, hidden = record.get("call"), record["hidden"]
    if call and record["error"] != "NoAnswer":
        asked = (
            f"{call['name']} with other values than in the visible checks"
            if hidden
            else call["call"]
        )
        lines.append(("Asked", asked))
        lines.append(("Your answer gave", call["kind"] if hidden else call["gave"]))
    message = record["message"]
    if record.get("raised_by_answer") and hidden and record["error"] != "OutOfTime":
        message = "" if call and call["kind"] == record["error"] else record["error"]
    elif hidden:
        message = blotted(message, source, call["gave"] if call else "")
    if message:
        lines.append(("What was found", message))
    elif not hidden:
        lines.append(("What was found", f"This check did not hold: {record['test']}"))
    else:
        lines.append(("What was found", "A check with other values did not hold."))
    lines += [("Where", line) for line in record["lines"][-1:] if not hidden]
    hint = HINTS.get(record["error"], HINTS["StudentCodeError"])
    return [*lines, ("A way on", hint)]


def blotted(message: str, source: str, gave: str, *, hidden: bool = True) -> str:
    """The message without numbers, but for those of the author's words and of the answer.

    A number that stands in the code of a hidden test goes in any case. So a hidden check names the
    misconception and keeps its own values to itself.
    """
    words, code = _constants(source)
    kept = {_plain(number) for number in NUMBER.findall(f"{gave} {words}")}
    kept -= code if hidden else set()
    return NUMBER.sub(lambda found: found[0] if _plain(found[0]) in kept else "…", message)


def _plain(number: str) -> str:
    text = number.replace("−", "-").replace(",", "").replace("_", "").lstrip("+-")
    try:
        return f"{float(text):.3g}"
    except ValueError:
        return text


def _constants(source: str) -> tuple[str, set[str]]:
    """The texts of a test cell, and the numbers of its code."""
    try:
        nodes = [n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)]
    except SyntaxError:
        return "", set()
    numbers = {_plain(repr(v)) for v in nodes if isinstance(v, int | float)}
    return " ".join(v for v in nodes if isinstance(v, str)), numbers


def page(task: Task, result: dict[str, Any], marks: dict[str, Any], penalty: float) -> str:
    """The page as HTML. `marks` maps a cell's id to (score, points, comment, waits)."""
    total = sum(mark["score"] for mark in marks.values() if mark["points"] is not None)
    points = sum(mark["points"] for mark in marks.values() if mark["points"] is not None)
    parts = [f"<h1>{_e(task.notebook)}</h1><p>{total - penalty:g} of {points:g} points"]
    parts.append(f", {penalty:g} taken off for handing in late</p>" if penalty else "</p>")
    notes = [note for note in result["notes"] if "asked for more" not in note]
    parts += [f"<p class=hint>{_e(note)}</p>" for note in notes]
    answers = {grade_id_of(cell): cell["source"] for cell in map(_cell, result["nb"]["cells"])}
    for row in task.rows:
        mark = marks.get(row.grade_id)
        if mark is not None or row.solution:
            record = result["records"].get(row.grade_id)
            parts.append(_question(row, answers.get(row.grade_id, ""), mark, record))
    head = "<!doctype html><html lang=en><meta charset=utf-8>"
    head += "<meta name=viewport content='width=device-width'>"
    return (
        f"{head}<title>{_e(task.notebook)}</title><style>{STYLE}</style>{''.join(parts)}</html>\n"
    )


def _cell(cell: dict[str, Any]) -> Any:
    from nbformat import from_dict

    return from_dict({"source": cell["source"], "metadata": cell["metadata"]})


def _question(row: Any, answer: str, mark: Any, record: dict[str, Any] | None) -> str:
    title = row.grade_id.replace("_", " ").replace("-", " ")
    parts = [f"<section><h2>{_e(title)}"]
    if mark and mark["points"] is not None:
        waits = " (waits for a person to read it)" if mark["waits"] else ""
        parts.append(f" <span class=mark>{mark['score']:g} / {mark['points']:g}{waits}</span>")
    parts.append("</h2>")
    if row.solution:
        parts.append(f"<p>Your answer:</p><pre>{_e(answer)}</pre>")
    if record and record["passed"]:
        parts.append("<p>All checks of this question hold.</p>")
    elif record:
        parts += [
            f"<p{' class=hint' if what == 'A way on' else ''}><b>{what}:</b> {_e(text)}</p>"
            for what, text in says(record, row.source)
        ]
    if mark and mark["comment"]:
        parts.append(f"<p class=hint><b>Comment:</b> {_e(mark['comment'])}</p>")
    return "".join(parts) + "</section>"


def _e(text: Any) -> str:
    return html.escape(str(text)[:20_000])


def write_one(classroom: Classroom, gradebook: Any, task: Task, result: dict[str, Any]) -> None:
    notebook = gradebook.find_submission_notebook(task.notebook, classroom.assignment, task.student)
    marks: dict[str, Any] = {}
    for grade in notebook.grades:
        waits = grade.needs_manual_grade and grade.manual_score is None
        scored = {"score": grade.score or 0.0, "points": grade.max_score or 0.0, "waits": waits}
        marks[grade.name] = {**scored, "comment": None}
    for comment in notebook.comments:
        blank = {"score": 0.0, "points": None, "waits": False}
        marks.setdefault(comment.name, blank)["comment"] = comment.comment
    penalty = notebook.late_submission_penalty or 0.0
    path = classroom.folder("feedback", task.student) / f"{task.notebook}.html"
    text = page(task, result, marks, penalty)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write(path, text)
    for name in BESIDE:
        handed_in = classroom.folder("submitted", task.student) / name
        if submission.regular(handed_in):
            write(path.with_name(name), submission.load(handed_in)[:200].decode(errors="replace"))


def write_all(classroom: Classroom, gradebook: Any, tasks: list[Task]) -> None:
    """Every page again: marks and comments may have been given by hand since."""
    for task in tasks:
        result = classroom.result(task)
        if result and classroom.recorded(task):
            write_one(classroom, gradebook, task, result)
