"""For all tests: figures go nowhere, and the programs of this environment are found by name."""

import os

import matplotlib

from course.__main__ import use_own_programs

os.environ.setdefault("MPLBACKEND", "agg")  # for the processes that tests start
matplotlib.use("agg")
use_own_programs()
