"""Files written whole or not at all, and helpers for working beside nbgrader."""

import contextlib
import hashlib
import json
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class WrongUse(Exception):
    """The command cannot be carried out; the message says what to do."""


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """nbgrader and SQLAlchemy warn about their own code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def find_programs() -> None:
    """Let nbgrader find `alembic`, which it calls by name, in this environment."""
    programs, known = str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)
    if programs not in known.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, known])


def digest(parts: Any) -> str:
    """A name for exactly this content."""
    text = json.dumps(parts, sort_keys=True, default=lambda data: hashlib.sha256(data).hexdigest())
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def read_json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write(path: Path, text: str, mode: int = 0o644) -> None:
    """All or nothing: a kill in the middle leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.tmp")
    unfinished.unlink(missing_ok=True)
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.chmod(mode)
    unfinished.replace(path)
