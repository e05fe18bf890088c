"""Programs of this environment that the site is built with."""

import subprocess
import sys
from pathlib import Path


def run(folder: Path, *command: str) -> None:
    """Run a Python program of this environment in a folder; RuntimeError holds its last words."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True
    )
    if done.returncode:
        words = f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        raise RuntimeError(f"{' '.join(command[:3])} failed:\n{words}")
