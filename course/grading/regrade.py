"""Mark one question anew for the whole class, and show what changed. Other marks stay."""

import pandas as pd

from course.grading import grade
from course.grading.classroom import Classroom
from course.grading.files import WrongUse
from course.grading.pool import DaskPool, Pool

Marks = dict[str, tuple[float | None, float | None]]


def known(classroom: Classroom, question: str) -> str:
    """The test cell of that name. Raises WrongUse with the names that exist."""
    names = [row.grade_id for rows in classroom.notebooks.values() for row in rows if row.is_test]
    if question not in names:
        raise WrongUse(f"“{question}” is not a question of this assignment: {', '.join(names)}")
    return question


def marks(classroom: Classroom, question: str) -> Marks:
    """Automatic and manual mark of that question, by student."""
    with classroom.gradebook() as gradebook:
        handed_in = gradebook.find_assignment(classroom.assignment).submissions
        return {
            s.student_id: (g.auto_score, g.manual_score)
            for s in handed_in
            for nb in s.notebooks
            for g in nb.grades
            if g.name == question
        }


def regrade(
    classroom: Classroom,
    pool: Pool | DaskPool,
    question: str,
    *,
    students: str = "*",
    watch: grade.Watch = lambda done, total: None,
) -> tuple[pd.DataFrame, grade.Report]:
    """A table of students: before, after, by hand (a manual mark that stands). And the report."""
    before = marks(classroom, known(classroom, question))
    report = grade.grade(classroom, pool, students=students, again=True, only=question, watch=watch)
    after = marks(classroom, question)
    rows = [(s, before.get(s, (None, None))[0], *after[s]) for s in sorted(after)]
    return pd.DataFrame(rows, columns=["student", "before", "after", "by hand"]), report
