"""What the class got right: difficulty, discrimination, misconceptions, time."""

import html
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.grading.classroom import Classroom
from course.grading.feedback import blotted
from course.grading.files import read_json, write

EASY, HARD, SHARP, BLUNT = "#4477aa", "#cc6677", "#117733", "#999999"
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;
margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse}
td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ccc}
td.n{text-align:right}svg{max-width:100%;height:auto}"""


UNANSWERED = {
    "NotImplementedError": "not answered",
    "NoAnswer": "nothing could be read",
    "NameError": "a name is not there (not answered, or renamed)",
}


@dataclass
class ClassReport:
    """Tables: one row per test cell; what went wrong, how often; scores of students."""

    questions: pd.DataFrame
    mistakes: pd.DataFrame
    students: pd.DataFrame


def collect(classroom: Classroom) -> ClassReport:
    """From the gradebook (marks) and the stored results (records, seconds)."""
    marks, points = _marks(classroom)
    results = {student: _results(classroom, student) for student in marks.index}
    seconds = pd.Series({s: sum(r["seconds"] for r in found) for s, found in results.items()})
    students = pd.DataFrame({"score": marks.sum(axis=1), "seconds": seconds}).rename_axis("student")
    return ClassReport(questions(marks, points), _mistakes(classroom, results), students)


def _marks(classroom: Classroom) -> tuple[pd.DataFrame, pd.Series]:
    """Marks (students by test cells) and the points of each test cell, in the notebook's order."""
    tests = [row for rows in classroom.notebooks.values() for row in rows if row.is_test]
    points = pd.Series({row.grade_id: row.points for row in tests})
    with classroom.gradebook() as gradebook:
        handed_in = gradebook.find_assignment(classroom.assignment).submissions
        rows = {
            s.student_id: {g.name: g.score for nb in s.notebooks for g in nb.grades}
            for s in handed_in
        }
    return pd.DataFrame.from_dict(rows, orient="index").reindex(columns=points.index).fillna(
        0.0
    ), points


def questions(marks: pd.DataFrame, points: pd.Series) -> pd.DataFrame:
    """Share of the points got, share of students with all and with none, discrimination.

    Discrimination is the correlation of a question with the score in all other questions: near or
    below zero it does not tell those who know from those who do not (a fault in the question,
    often).
    """
    share = marks / points
    rest = {name: marks.drop(columns=name).sum(axis=1) for name in marks}
    sharp = {name: _correlation(share[name], rest[name]) for name in marks}
    return pd.DataFrame(
        {
            "points": points,
            "share": share.mean(),
            "all": (share >= 1).mean(),
            "none": (share <= 0).mean(),
            "discrimination": pd.Series(sharp),
        }
    ).rename_axis("question")


def _correlation(one: pd.Series, other: pd.Series) -> float:
    if len(one) < 3 or one.nunique() < 2 or other.nunique() < 2:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


def _results(classroom: Classroom, student: str) -> list[dict[str, Any]]:
    paths = [classroom.result_path(student, notebook) for notebook in classroom.notebooks]
    return [found for found in map(read_json, paths) if found]


def _mistakes(classroom: Classroom, results: dict[str, list[dict[str, Any]]]) -> pd.DataFrame:
    """What was found in answers, by question, most common first."""
    sources = {row.grade_id: row.source for rows in classroom.notebooks.values() for row in rows}
    counted: Counter = Counter()
    for found in results.values():
        for name, record in ((n, r) for one in found for n, r in one["records"].items()):
            if not record["passed"]:
                counted[name, _sentence(record, sources.get(name, ""))] += 1
    rows = [(name, text, number) for (name, text), number in counted.most_common()]
    return pd.DataFrame(rows, columns=["question", "what was found", "students"])


def _sentence(record: dict[str, Any], source: str) -> str:
    """The same words for the same mistake: numbers differ from student to student."""
    if record["error"] == "AssertionError" and record["message"]:
        return blotted(record["message"], source, "", hidden=record["hidden"]).split("\n")[0][:200]
    if record["error"] == "AssertionError":
        return f"did not hold: {record.get('test', '')}"[:200]
    if record["error"] in UNANSWERED:
        return UNANSWERED[record["error"]]
    return f"{record['error']}: {record['message']}".split("\n")[0][:200]


# ---- plots, each a question


def draw_difficulty(ax: Axes, table: pd.DataFrame) -> Axes:
    """Share of the points that the class got, by question, hard ones in red."""
    colours = [HARD if share < 0.5 else EASY for share in table["share"]]
    ax.barh(table.index[::-1], 100 * table["share"][::-1], color=colours[::-1])
    ax.set(xlim=(0, 100), xlabel="share of the points got (%)")
    return ax


def draw_discrimination(ax: Axes, table: pd.DataFrame) -> Axes:
    """Discrimination by question; below the broken line look at the question again."""
    known = table["discrimination"][::-1].fillna(0.0)
    ax.barh(known.index, known, color=[SHARP if d >= 0.2 else BLUNT for d in known])
    ax.axvline(0.2, color="black", linestyle="--")
    ax.set(xlim=(-1, 1), xlabel="discrimination (correlation with the other questions)")
    return ax


def draw_scores(ax: Axes, students: pd.DataFrame, most: float) -> Axes:
    ax.hist(students["score"], bins=np.linspace(0, most, 21), color=EASY)
    ax.set(xlabel="score (points, test cells)", ylabel="students")
    ax.yaxis.get_major_locator().set_params(integer=True)
    return ax


def draw_seconds(ax: Axes, students: pd.DataFrame) -> Axes:
    ax.hist(students["seconds"].dropna(), bins=20, color=EASY)
    ax.set(xlabel="time to grade a submission (s)", ylabel="students")
    return ax


# ---- the page


def describe(report: ClassReport) -> str:
    """The findings in three sentences."""
    table = report.questions
    text = (
        f"{len(report.students)} students got {table_mean(report):.0f} % of the points on average. "
    )
    text += f"Hardest: {table['share'].idxmin()} ({100 * table['share'].min():.0f} %). "
    blunt = table.index[table["discrimination"] < 0.2]
    if len(blunt):
        text += f"Look again at {', '.join(blunt)}: who knows the rest does hardly better there. "
    mistakes = report.mistakes[~report.mistakes["what was found"].isin(UNANSWERED.values())]
    if len(mistakes):
        first = mistakes.iloc[0]
        text += f"Most common ({first['students']}): {first['question']}, {first['what was found']}"
    return text


def table_mean(report: ClassReport) -> float:
    points = report.questions["points"]
    return float(100 * (report.questions["share"] * points).sum() / points.sum())


def page(report: ClassReport, title: str) -> str:
    """The report as one HTML file."""
    table, students, most = report.questions, report.students, report.questions["points"].sum()
    plots = [
        ("Difficulty", lambda ax: draw_difficulty(ax, table), 0.5 + 0.3 * len(table)),
        (
            "Does a question tell who knows the rest?",
            lambda ax: draw_discrimination(ax, table),
            0.5 + 0.3 * len(table),
        ),
        ("Scores", lambda ax: draw_scores(ax, students, most), 3),
        ("Time", lambda ax: draw_seconds(ax, students), 3),
    ]
    parts = [f"<h1>{html.escape(title)}</h1><p>{html.escape(describe(report))}</p>"]
    for heading, draw, height in plots:
        parts.append(f"<h2>{heading}</h2>{_svg(draw, height, heading)}")
    parts.append(f"<h2>Questions</h2>{_table(table.round(2).reset_index())}")
    parts.append(f"<h2>What went wrong</h2>{_table(report.mistakes.head(40))}")
    head = f"<!doctype html><html lang=en><meta charset=utf-8><title>{html.escape(title)}</title>"
    return f"{head}<style>{STYLE}</style>{''.join(parts)}</html>\n"


def _svg(draw: Any, height: float, name: str) -> str:
    figure, file = Figure(figsize=(8, height), layout="constrained"), io.StringIO()
    draw(figure.subplots())
    figure.savefig(file, format="svg", metadata={"Date": None})
    svg = file.getvalue()
    return svg[svg.index("<svg") :].replace("<svg", f'<svg role="img" aria-label="{name}"', 1)


def _table(table: pd.DataFrame) -> str:
    header = "".join(f"<th>{html.escape(str(c))}</th>" for c in table.columns)
    rows = (
        "".join(
            f"<td{' class=n' if isinstance(v, int | float) else ''}>{html.escape(str(v))}</td>"
            for v in row
        )
        for row in table.itertuples(index=False)
    )
    return f"<table><tr>{header}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def save(classroom: Classroom, report: ClassReport, to: Path | None = None) -> Path:
    path = to or classroom.state / "report.html"
    write(path, page(report, f"{classroom.assignment}: how the class did"))
    return path
