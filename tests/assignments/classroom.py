"""A class in a temporary copy of `assignments`, run by stock nbgrader."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from tests.assignments.harness import SOURCE, settings

ESSAY = "I would count the CAR T cells on days 5, 9 and 14."


def new_class(folder: Path, name: str) -> Path:
    """The folder `assignments` of a new class, with one assignment released."""
    folder.mkdir(parents=True)
    shutil.copy(SOURCE.parent / "nbgrader_config.py", folder)
    shutil.copytree(SOURCE / name, folder / "source" / name)
    nbgrader(folder, "generate_assignment", name)
    return folder


def nbgrader(folder: Path, *words: str) -> None:
    """One stock nbgrader command, run from the folder `assignments`."""
    env = os.environ | {"PYTHONPATH": str(SOURCE.parents[1]), "MPLBACKEND": "agg"}
    # A person's own nbgrader settings must not decide a test.
    env |= {"JUPYTER_CONFIG_DIR": str(folder / ".jupyter"), "JUPYTER_NO_CONFIG": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def hand_in(folder: Path, name: str, student: str, answers: dict[str, str]) -> None:
    """Fill the released notebook as that student, and put it where submissions go."""
    notebook = nbformat.read(folder / "release" / name / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        about = settings(cell)
        if about.get("grade_id") in answers:
            cell.source = answers[about["grade_id"]]
        elif answers and about.get("solution") and about.get("grade"):
            cell.source = ESSAY
    target = folder / "submitted" / student / name / f"{name}.ipynb"
    target.parent.mkdir(parents=True)
    nbformat.write(notebook, target)
