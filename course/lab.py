"""JupyterLab as the course wants it, with settings that live in the project only.

The news prompt, the cell toolbar and the merge shortcuts are off (`jupyter_config/labconfig`),
since students destroy grading cells with them. Its kernel (`jupyter_config/kernels`)
explains errors in plain words. A person's own Jupyter settings are read, as
always, and never written by this.
"""

import json
import os
import socket
import sys
from pathlib import Path

from course.topics import NOTEBOOKS, ROOT

CONFIG = Path(__file__).resolve().parent / "jupyter_config"
KEPT = Path(sys.prefix) / "share" / "jupyter" / "course"  # open tabs, signatures of the lectures
FIRST_PAGE = "notebooks/00_start_here.ipynb"
TRUST = {"db_file": str(KEPT / "signatures.db"), "secret_file": str(KEPT / "signing_key")}


def arguments(
    *, port: int | None = None, browser: bool = True, classroom: Path | None = None
) -> list[str]:
    """The command line of JupyterLab: where it starts, what it shows first, what it keeps where.

    With the folder of a class it shows that class in Formgrader first.
    """
    first = f"/lab/tree/{FIRST_PAGE}" if (ROOT / FIRST_PAGE).exists() else "/lab"
    root = ROOT
    if classroom:
        first, root = "/formgrader", ROOT if classroom.is_relative_to(ROOT) else classroom
    chosen = [
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url={first}",
        f"--LabApp.workspaces_dir={KEPT / 'workspaces'}",
        *(f"--NotebookNotary.{name}={place}" for name, place in TRUST.items()),
        "--Application.log_level=WARN",
    ]
    if port is not None:
        chosen += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not browser:
        chosen.append("--ServerApp.open_browser=False")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        chosen.append("--ServerApp.allow_root=True")
    return chosen


def use_course_settings() -> None:
    """Put the project's settings before the person's own, for this process and its kernels."""
    settings = {"JUPYTER_CONFIG_PATH": CONFIG, "JUPYTER_PATH": CONFIG, "PYTHONPATH": ROOT}
    for name, first in settings.items():
        own = os.environ.get(name, "")
        os.environ[name] = os.pathsep.join(filter(None, [str(first), own]))
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"


def trust_lectures() -> None:
    """Sign the lectures, so that their stored pictures show before a cell is run.

    The signatures are kept inside the environment, apart from the person's own.
    """
    from nbformat import from_dict
    from nbformat.sign import NotebookNotary

    KEPT.mkdir(parents=True, exist_ok=True)
    notary = NotebookNotary(**TRUST)
    for path in NOTEBOOKS.glob("*.ipynb"):
        try:
            notary.sign(from_dict(json.loads(path.read_text(encoding="utf-8"))))
        except (ValueError, AttributeError, KeyError):
            print(f"notebooks/{path.name} is damaged. Bring it back: git checkout {path}")


def is_free(port: int) -> bool:
    """Whether no other program listens on that port of this machine."""
    with socket.socket() as probe:
        return port == 0 or probe.connect_ex(("127.0.0.1", port)) != 0


def open_lab(
    *, port: int | None = None, browser: bool = True, classroom: Path | None = None
) -> None:
    """Start JupyterLab and stay until it is stopped; `classroom` is a class to grade, if not ours.

    Raises OSError if the port is taken, FileNotFoundError if the folder is not that of a class.
    """
    if classroom and not (classroom / "nbgrader_config.py").is_file():
        raise FileNotFoundError(
            f"{classroom} is not the folder of a class: it holds no nbgrader_config.py. "
            "A class to look at is made by: python -m course demo"
        )
    if port is not None and not is_free(port):
        raise OSError(
            f"Port {port} is in use by another program. Choose another one, or leave --port out: "
            "then a free one is taken."
        )
    print("JupyterLab is starting. Stop it with Ctrl+C, pressed twice.", flush=True)
    use_course_settings()
    if classroom:
        os.environ["COURSE_CLASS"] = str(classroom)
    trust_lectures()
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(arguments(port=port, browser=browser, classroom=classroom))
