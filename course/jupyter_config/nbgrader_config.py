"""Tells nbgrader and its formgrader, inside JupyterLab, where the class lives.

That is `assignments/`, or the folder that `python -m course lab --class FOLDER` names.
"""

import os
from pathlib import Path

assignments = Path(__file__).resolve().parents[2] / "assignments"
assignments = Path(os.environ.get("COURSE_CLASS") or assignments)
if (assignments / "nbgrader_config.py").exists():
    load_subconfig("nbgrader_config.py", path=str(assignments))  # noqa: F821

c = get_config()  # noqa: F821
c.CourseDirectory.root = str(assignments)
c.FormgradeExtension.debug = False
