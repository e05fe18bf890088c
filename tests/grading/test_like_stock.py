"""Honest work gets the marks that stock nbgrader gives, cell by cell."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbgrader

from course.grading import grade
from course.grading.classroom import Classroom
from course.grading.release import release
from course.topics import ROOT
from tests.grading import small
from tests.grading.conftest import pool_for, released

SHIPPED = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
Marks = dict[tuple[str, str], tuple[float | None, bool]]

HONEST = {
    "reference": {},
    "another_way": {
        "total_dose": "import math\ndef total_dose(per_kg, weight):\n    if np.min(weight) <= 0:\n"
        "        raise ValueError(weight)\n    return np.multiply(weight, per_kg)",
        "dose_table": "def dose_table(patients):\n    copy = patients.copy()\n"
        "    copy['total'] = [k * w for k, w in zip(copy.per_kg, copy.weight)]\n    return copy",
        "heaviest": "heaviest = int(max(patients.weight))",
        "rounded": "rounded = lambda values: [v / 1_000_000 for v in values]",
    },
    "blank": dict.fromkeys(small.SOLUTIONS, "raise NotImplementedError()"),
    "first_mistakes": {
        "total_dose": "def total_dose(per_kg, weight): return per_kg",
        "dose_table": "def dose_table(patients):\n"
        "    patients['total'] = patients.per_kg * patients.weight\n    return patients",
        "heaviest": "heaviest = patients['wieght'].max()",
        "draw_doses": "def draw_doses(ax, table):\n    ax.scatter(table.weight, table.per_kg)\n"
        "    return ax",
        "low_dose": "def low_dose(parameters): pass",
        "rounded": "def rounded(values): return [int(v / 1e6) for v in values] or None",
    },
    "other_mistakes": {
        "total_dose": "def total_dose(per_kg, kg): return per_kg * kg",
        "dose_table": "def dose_table(patients): return patients.assign(sum=1)",
        "heaviest": "heaviest = 90; print(heaviest)\nplt.plot([1, 2]); plt.show()",
        "draw_doses": "def draw_doses(ax, table):\n    return plt.gca()",
        "low_dose": "def low_dose(parameters): return Kinetics(dose=-1)",
        "rounded": "def rounded(values): return np.array(values) / 1e6",
    },
}


def stock(root: Path, assignment: str) -> None:
    """Stock `nbgrader autograde`, in its own process."""
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment, "--course-dir", str(root)]
    programs = str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": programs}
    done = subprocess.run(
        command, cwd=root, env=environment, timeout=300, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


def all_marks(classroom: Classroom) -> Marks:
    with classroom.gradebook() as gradebook:
        handed_in = gradebook.find_assignment(classroom.assignment).submissions
        return {
            (s.student_id, g.name): (g.auto_score, g.needs_manual_grade)
            for s in handed_in
            for nb in s.notebooks
            for g in nb.grades
        }


def both(classroom: Classroom) -> tuple[Marks, Marks]:
    """Marks of stock nbgrader and ours for copies of the same class."""
    other = Path(f"{classroom.root}-stock")
    shutil.copytree(classroom.root, other)
    with pool_for(classroom) as pool:
        assert not grade.grade(classroom, pool).failed
    stock(other, classroom.assignment)
    return all_marks(Classroom(other, classroom.assignment)), all_marks(classroom)


def test_honest_work_gets_the_same_marks(tmp_path: Path) -> None:
    classroom = released(tmp_path / "class")
    for student, answers in HONEST.items():
        small.hand_in(classroom.root, student, small.solved(**answers))
    expected, given = both(classroom)
    assert given == expected
    assert len(given) == len(HONEST) * (len(small.TESTS) + 1)


def test_nbgraders_own_example_gets_the_same_marks(tmp_path: Path) -> None:
    root = tmp_path / "class"
    for step in ("source", "submitted"):
        shutil.copytree(SHIPPED / step, root / step)
    shutil.rmtree(root / "source" / "ps1_autotest", ignore_errors=True)
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    classroom = Classroom(root, "ps1")
    release(classroom)
    right = root / "submitted" / "reference" / "ps1"
    shutil.copytree(root / "source" / "ps1", right)
    expected, given = both(classroom.open())
    assert given == expected
    assert given[("reference", "sum_of_squares_uses_squares")] == (0.5, False)
