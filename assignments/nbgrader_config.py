"""The settings of nbgrader for this course, found when a command is run from this folder.

    cd assignments
    nbgrader generate_assignment 08_kinetics

`python -m course lab` reads them too, so that Formgrader shows this class. Submissions are put into
submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, from a learning platform or by hand: the exchange, a
shared folder that Windows does not have, is not used.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821
here = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "resetting_immunity"
c.CourseDirectory.root = str(here)

c.ExecutePreprocessor.kernel_name = "python3"
c.ExecutePreprocessor.timeout = 60  # seconds for each cell
c.ExecutePreprocessor.shutdown_kernel = "immediate"  # saves half a second a submission

# Notebooks are run in their own folders, where `course` is found only if it is installed or here.
if (here.parent / "course").is_dir():
    paths = [str(here.parent), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(paths))
