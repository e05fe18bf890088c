"""Tells nbgrader and its formgrader, inside JupyterLab, that the class lives in `assignments/`."""

from pathlib import Path

assignments = Path(__file__).resolve().parents[2] / "assignments"
if (assignments / "nbgrader_config.py").exists():
    load_subconfig("nbgrader_config.py", path=str(assignments))  # noqa: F821

c = get_config()  # noqa: F821
c.CourseDirectory.root = str(assignments)
c.FormgradeExtension.debug = False
