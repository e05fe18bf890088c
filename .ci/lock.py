#!/usr/bin/env python3
"""Write both locks, environment.yml and binder/environment.yml from pyproject.toml.

Run it with the environment's Python after changing a dependency: `.venv/bin/python .ci/lock.py`
(`--upgrade` takes the newest versions). The locks serve Python 3.11 to 3.13 on three systems and
name no host; environment.yml repeats, for conda, what requirements.lock says for Linux, and
binder/environment.yml leaves out of it what only instructors need: Binder starts sooner.
"""

import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PYTHON = "3.13"
# nbgrader, the installer, calendars, and what nothing else needs
INSTRUCTORS = {
    *("alembic", "icalendar", "mako", "nbgrader", "notebook", "rapidfuzz", "setuptools"),
    *("sqlalchemy", "uv"),
}
LINUX = {
    "python_version": PYTHON,
    "python_full_version": PYTHON + ".0",
    "sys_platform": "linux",
    "platform_system": "Linux",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
OPTIONS = "--universal --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet"
PURPOSE = {
    "environment.yml": "# For conda: conda env create -f environment.yml, then\n"
    "# conda activate resetting-immunity && python -m course lab",
    "binder/environment.yml": "# For Binder, with what a learner needs.",
}


def compile_lock(lock, *choice):
    """Resolve the dependencies into `lock`, keeping what it pins already where that still fits."""
    uv = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS.split(), *choice]
    subprocess.run([*uv, "-o", lock], cwd=ROOT, check=True)


def pins(lock):
    """Every requirement of a lock, without its hashes."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return [Requirement(line.rstrip("\\ ")) for line in lines if "==" in line and line[0] != " "]


def environment(name="environment.yml"):
    """The text of one of the files that PURPOSE names."""
    leave_out = INSTRUCTORS if name.startswith("binder") else set()
    chosen = [
        pin
        for pin in pins("requirements.lock")
        if pin.name not in leave_out and (not pin.marker or pin.marker.evaluate(LINUX))
    ]
    listed = "\n".join(f"      - {pin.name}{pin.specifier}" for pin in chosen)
    return f"""\
{PURPOSE[name]}
# Made by .ci/lock.py from requirements.lock: do not edit.
name: resetting-immunity
channels:
  - conda-forge
dependencies:
  - python={PYTHON}
  - pip
  - pip:
{listed}
"""


if __name__ == "__main__":
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv else []
    compile_lock("requirements.lock", "--extra", "lab", *upgrade)
    both = ("--extra", "lab", "--extra", "dev", "-c", "requirements.lock")
    compile_lock("requirements-dev.lock", *both, *upgrade)
    for name in PURPOSE:
        (ROOT / name).write_text(environment(name), encoding="utf-8", newline="\n")
