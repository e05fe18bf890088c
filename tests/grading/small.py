"""A small assignment with each kind of question, and what students made of it."""

import json
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SETUP = """import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from course.models.kinetics import Kinetics

patients = pd.DataFrame({"weight": [50.0, 62.0, 90.0], "per_kg": [1e6, 1e6, 2e6]})"""

SOLUTIONS = {
    "total_dose": '''def total_dose(per_kg, weight):
    """Cells in the bag, from cells per kg and weight in kg."""
    ### BEGIN SOLUTION
    if np.any(np.asarray(weight) <= 0):
        raise ValueError("the weight must be positive")
    return per_kg * weight
    ### END SOLUTION''',
    "dose_table": '''def dose_table(patients):
    """The table with a column `total`, in cells; the given table stays as it is."""
    ### BEGIN SOLUTION
    return patients.assign(total=patients["per_kg"] * patients["weight"])
    ### END SOLUTION''',
    "heaviest": """### BEGIN SOLUTION
heaviest = patients["weight"].max()
### END SOLUTION""",
    "draw_doses": '''def draw_doses(ax, table):
    """Weight in kg against dose in cells, as points on a logarithmic axis."""
    ### BEGIN SOLUTION
    ax.scatter(table["weight"], table["per_kg"] * table["weight"], label="patients")
    ax.set(xlabel="weight (kg)", ylabel="dose (cells)", yscale="log")
    ax.legend()
    return ax
    ### END SOLUTION''',
    "low_dose": '''def low_dose(parameters):
    """The same parameters with a tenth of the dose."""
    ### BEGIN SOLUTION
    import dataclasses

    return dataclasses.replace(parameters, dose=parameters.dose / 10)
    ### END SOLUTION''',
    "rounded": '''def rounded(values):
    """The doses in millions of cells, as a list."""
    ### BEGIN SOLUTION
    return [value / 1e6 for value in values]
    ### END SOLUTION''',
}
STUB = "### BEGIN SOLUTION"

TESTS = {
    "total_dose_visible": (
        1,
        """assert total_dose(1e6, 62) == 6.2e7, "That is the dose per kilogram, not for the patient"
assert np.allclose(total_dose(1e6, np.array([50, 60])), [5e7, 6e7])""",
    ),
    "total_dose_hidden": (
        2,
        """### BEGIN HIDDEN TESTS
given_dose = total_dose(2e6, 71)
assert given_dose == 142000000.0, f"The weight is not used: {given_dose}, not 142000000.0"
try:
    total_dose(1e6, 0)
except ValueError:
    pass
else:
    raise AssertionError("A weight of 0 kg should raise ValueError")
### END HIDDEN TESTS""",
    ),
    "dose_table_hidden": (
        3,
        """### BEGIN HIDDEN TESTS
given = pd.DataFrame({"weight": [71.0, 83.0], "per_kg": [3e6, 1e6]}, index=["Ada", "Ben"])
before = given.copy()
made = dose_table(given)
pd.testing.assert_frame_equal(given, before)
assert list(made.columns) == ["weight", "per_kg", "total"]
assert made.loc["Ada", "total"] == 2.13e8
### END HIDDEN TESTS""",
    ),
    "heaviest_visible": (1, "assert heaviest == 90"),
    "draw_doses_hidden": (
        2,
        """### BEGIN HIDDEN TESTS
fig, axes = plt.subplots()
result = draw_doses(axes, pd.DataFrame({"weight": [71.0, 83.0], "per_kg": [3e6, 1e6]}))
assert result is axes
assert axes.get_yscale() == "log" and "kg" in axes.get_xlabel()
assert np.allclose(axes.collections[0].get_offsets(), [[71, 2.13e8], [83, 8.3e7]])
assert [text.get_text() for text in axes.get_legend().get_texts()] == ["patients"]
### END HIDDEN TESTS""",
    ),
    "low_dose_hidden": (
        2,
        """### BEGIN HIDDEN TESTS
made_lower = low_dose(Kinetics(dose=3e8))
assert isinstance(made_lower, Kinetics) and made_lower == Kinetics(dose=3e7)
### END HIDDEN TESTS""",
    ),
    "rounded_hidden": (
        1,
        """### BEGIN HIDDEN TESTS
credit = 0.0
credit += 0.5 * (list(rounded([2e6, 3e6])) == [2, 3])
credit += 0.5 * (rounded([]) == [])
credit
### END HIDDEN TESTS""",
    ),
}
POINTS = sum(points for points, _ in TESTS.values())  # 12
WRITTEN = "Why is the dose given per kilogram? *Your answer here.*"
ASSIGNMENT = "doses"


def source() -> nbformat.NotebookNode:
    """The instructor's notebook."""
    cells = [new_markdown_cell("# Doses"), _cell("setup", SETUP, locked=True)]
    for name, code in SOLUTIONS.items():
        cells.append(new_markdown_cell(f"## {name}"))
        cells.append(_cell(name, code, solution=True))
        for test, (points, text) in TESTS.items():
            if test.rpartition("_")[0] == name:
                cells.append(_cell(test, text, grade=True, locked=True, points=points))
    essay = new_markdown_cell(WRITTEN)
    essay.metadata["nbgrader"] = _marks("why", grade=True, solution=True, points=2)
    return new_notebook(
        cells=[*cells, essay],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )


def _cell(name: str, code: str, **marks: object) -> nbformat.NotebookNode:
    cell = new_code_cell(code)
    cell.metadata["nbgrader"] = _marks(name, **marks)
    return cell


def _marks(name: str, **marks: object) -> dict:
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    return {**plain, **marks, "grade_id": name, "schema_version": 3}


def make_class(root: Path) -> Path:
    """A class folder with the source of the assignment."""
    folder = root / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    nbformat.write(source(), folder / f"{ASSIGNMENT}.ipynb")
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'small'\n"
    )
    return root


def solved(**answers: str) -> nbformat.NotebookNode:
    """The released notebook with the reference's answers, or with these for some of the cells."""
    nb = source()
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in TESTS:
            cell.source = cell.source.split("### BEGIN HIDDEN TESTS")[0]
        cell.source = answers.get(name or "", cell.source)
    return nb


def hand_in(root: Path, student: str, nb: nbformat.NotebookNode | str | bytes) -> Path:
    folder = root / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{ASSIGNMENT}.ipynb"
    if isinstance(nb, bytes):
        path.write_bytes(nb)
    else:
        path.write_text(nb if isinstance(nb, str) else json.dumps(nb))
    return path
