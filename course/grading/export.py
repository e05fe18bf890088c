"""Scores for a learning platform: plain CSV, Canvas, Moodle.

Canvas: the columns of its own export (Student, ID, SIS User ID, SIS Login ID, Section, then the
assignment), with its row "Points Possible". Moodle: "Import from CSV file", which asks which column
names the user (ID number or email address) and which the grade.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from course.grading.classroom import Classroom

FORMATS = ("csv", "canvas", "moodle")


def scores(classroom: Classroom) -> pd.DataFrame:
    """One row per student: who, score after the late penalty, points, what waits for a person."""
    with classroom.gradebook() as gradebook:
        assignment = gradebook.find_assignment(classroom.assignment)
        rows = [_row(submission, assignment.max_score) for submission in assignment.submissions]
    table = pd.DataFrame(rows, columns=list(_COLUMNS)).sort_values("student", ignore_index=True)
    return table


_COLUMNS = (
    *("student", "first_name", "last_name", "email", "lms_user_id", "score", "points"),
    *("late_penalty", "handed_in", "seconds_late", "waits_for_a_person"),
)


def _row(submission: Any, points: float) -> dict[str, Any]:
    student, penalty = submission.student, submission.late_submission_penalty or 0.0
    about = {key: getattr(student, key) or "" for key in _COLUMNS[1:5]}
    stamp = submission.timestamp
    return {
        "student": student.id,
        **about,
        "score": round(max(0.0, submission.score - penalty), 4),
        "points": points,
        "late_penalty": round(penalty, 4),
        "handed_in": stamp.isoformat() + "Z" if stamp else "",
        "seconds_late": int(submission.total_seconds_late),
        "waits_for_a_person": bool(submission.needs_manual_grade),
    }


def canvas(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """As Canvas imports it; `column` is the assignment's name and id there: Kinetics (4711)."""
    names = (table["last_name"] + ", " + table["first_name"]).str.strip(", ")
    grades = pd.DataFrame(
        {
            "Student": names.where(names != "", table["student"]),
            "ID": table["lms_user_id"],
            "SIS User ID": "",
            "SIS Login ID": table["student"],
            "Section": "",
            column: table["score"].map("{:g}".format),
        }
    )
    points = f"{table['points'].max():g}" if len(table) else ""
    possible = {"Student": "    Points Possible", column: points}
    return pd.concat([pd.DataFrame([possible]), grades])[grades.columns].fillna("")


def moodle(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """As Moodle imports it; map "ID number" (or "Email address") and the assignment's column."""
    return pd.DataFrame(
        {
            "First name": table["first_name"],
            "Last name": table["last_name"],
            "ID number": table["student"],
            "Email address": table["email"],
            f"Assignment: {column}": table["score"].map("{:g}".format),
        }
    )


def save(classroom: Classroom, kind: str, to: Path, column: str) -> pd.DataFrame:
    """Write the file; the table of scores that it was made from."""
    table = scores(classroom)
    made = {"csv": lambda: table, "canvas": lambda: canvas(table, column)}
    written = made.get(kind, lambda: moodle(table, column))()
    safe = written.map(lambda value: _not_a_formula(value) if isinstance(value, str) else value)
    safe.to_csv(to, index=False, encoding="utf-8", lineterminator="\n")
    return table


def _not_a_formula(text: str) -> str:
    """A name that a spreadsheet would compute stays a text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
