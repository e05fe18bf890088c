"""A Pyodide of our own to test with, where only packages' registries can be reached.

Its core comes from npm, in the version that JupyterLite wants, and what the kernel and the widgets
need, all of it plain Python, by pip. NumPy and its like for Pyodide are on its own host only.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
KERNEL = ("micropip", "packaging", "ipython", "jedi")  # what JupyterLite's kernel asks for
WIDGETS = ("anywidget", "comm", "ipywidgets", "jupyterlab-widgets", "psygnal", "typing-extensions")


class NotReached(Exception):
    """The registries, or npm, are not there."""


def fetch(work: Path) -> dict:
    """Write Pyodide's core into `work`/static/pyodide and wheels into `work`/wheels; its lock.

    The lock is returned as Pyodide's makers wrote it; the one written knows only what is here.
    """
    site = work / "static" / "pyodide"
    site.mkdir(parents=True)
    archive = run(
        work, shutil.which("npm") or "npm", "pack", "--silent", f"pyodide@{PYODIDE_VERSION}"
    )
    with tarfile.open(work / archive.split()[-1]) as package:
        for name in (*CORE, "pyodide-lock.json"):
            (site / name).write_bytes(package.extractfile(f"package/{name}").read())
    lock = json.loads((site / "pyodide-lock.json").read_text("utf-8"))
    mine = needed(lock["packages"], KERNEL)
    download(work, site, [f"{p['name']}=={p['version']}" for p in mine.values()])
    for package in mine.values():
        package["sha256"] = hashlib.sha256((site / package["file_name"]).read_bytes()).hexdigest()
    written = {"info": lock["info"], "packages": mine}
    (site / "pyodide-lock.json").write_text(json.dumps(written), encoding="utf-8")
    download(work, work / "wheels", WIDGETS)
    return lock


def needed(packages: dict, names) -> dict:
    """The entries of these packages and of all that they need, by their plain names."""
    known = {plain(name): entry for name, entry in packages.items()}
    found: dict = {}
    waiting = list(names)
    while waiting:
        name = plain(waiting.pop())
        if name not in found:
            found[name] = dict(known[name])
            waiting += found[name]["depends"]
    return found


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def download(work: Path, folder: Path, what) -> None:
    """Wheels of plain Python, and nothing that they need."""
    options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "-q"]
    machine = ["--platform=any", "--implementation=py", "--abi=none", "--python-version=3.14"]
    run(work, sys.executable, "-m", "pip", "download", *options, *machine, "-d", str(folder), *what)


def run(folder: Path, *command: str) -> str:
    """What a program prints; NotReached with its last words if it fails."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotReached(f"{command[0]}: {error}") from error
    if done.returncode:
        raise NotReached(f"{command[0]}: {done.stderr[-300:]}")
    return done.stdout
