"""For everything that pytest runs, lectures too: no one's own progress is read or written."""

import os

os.environ["COURSE_PROGRESS"] = "off"
