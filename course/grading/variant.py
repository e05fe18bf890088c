"""A class's own version of an assignment: other units, thresholds and defaults, from a secret.

The sources and solutions of this course are public. A function that was found somewhere fits any
numbers, so a variant changes what the function is *asked*: `variants/ASSIGNMENT.toml` lists the
changes, each with its possible values and the edits that it makes to the task, the stub, the
reference and the tests. The seed of the class decides which values. Without a variant an assignment
is what it always was.
"""

import hashlib
import json
import random
import re
import secrets
import shutil
import tomllib
from pathlib import Path
from typing import Any

from course.grading.files import WrongUse, write
from course.topics import ROOT

OWN = ROOT / "assignments"
SEED = "seed.txt"
NUMBER = re.compile(r"[\d.e]+")


def changes(assignment: str, folder: Path = OWN) -> list[dict[str, Any]]:
    """The changes that `variants/ASSIGNMENT.toml` lists; none if there is no such file."""
    path = folder / "variants" / f"{assignment}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["change"] if path.is_file() else []


def draw(assignment: str, seed: str, listed: list[dict[str, Any]]) -> list[Any]:
    """One value for each change. The same seed gives the same ones on every machine."""
    key = hashlib.sha256(f"{seed.strip()} {assignment}".encode()).hexdigest()
    rng = random.Random(key)
    return [rng.choice(change["values"]) for change in listed]


def varied(nb: dict[str, Any], listed: list[dict[str, Any]], values: list[Any]) -> dict[str, Any]:
    """A copy of a source notebook with these values.

    Raises WrongUse if an edit does not fit its cell any more, exactly once.
    """
    made = json.loads(json.dumps(nb))
    cells = _by_name(made)
    for change, value in zip(listed, values, strict=True):
        words = value if isinstance(value, dict) else {"value": value}
        for edit in change["edits"]:
            cell, new = cells.get(edit["cell"], {"source": ""}), edit["new"]
            for word, text in words.items():
                new = new.replace(f"<<{word}>>", str(text))
            source = "".join(cell["source"])
            if source.count(edit["old"]) != 1:
                raise WrongUse(
                    f"The variant no longer fits the source: “{edit['old']}” stands "
                    f"{source.count(edit['old'])} times in {edit['cell']}, not once. "
                    f"Mend it under “{change['about']}”."
                )
            cell["source"] = source.replace(edit["old"], new).splitlines(keepends=True)
    return made


def _by_name(nb: dict[str, Any]) -> dict[str, Any]:
    """Cells by nbgrader's id; the text before the cell `level` is called `level.task`."""
    found, text = {}, None
    for cell in nb["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name:
            found[name] = cell
            if cell["metadata"]["nbgrader"].get("solution") and text:
                found[f"{name}.task"] = text
        elif cell["cell_type"] == "markdown":
            text = cell
    return found


def seed_of(classroom: Path) -> str:
    """The secret of a class, in its folder; made on first use, and readable by its owner only."""
    path = classroom / SEED
    if not path.exists():
        write(path, secrets.token_hex(16) + "\n", mode=0o600)
    return path.read_text(encoding="utf-8").strip()


def make(assignment: str, classroom: Path, seed: str = "") -> list[str]:
    """Write the class's own source of an assignment into its folder; what was changed, in words.

    The folder gets the settings and the rubric as well. Raises WrongUse if it is the folder of the
    public sources, or holds a source that differs from what would be written (nothing is lost).
    """
    classroom = classroom.resolve()
    if classroom == OWN.resolve():
        raise WrongUse(
            "A variant would overwrite the public source. Give your class a folder of its own: "
            "--class ~/my_class"
        )
    seed = seed or seed_of(classroom)
    listed = changes(assignment)
    values = draw(assignment, seed, listed)
    for path in sorted((OWN / "source" / assignment).iterdir()):
        target = classroom / "source" / assignment / path.name
        if path.suffix == ".ipynb":
            nb = json.loads(path.read_text(encoding="utf-8"))
            _new(
                target, json.dumps(varied(nb, listed, values), indent=1, ensure_ascii=False) + "\n"
            )
        elif path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    for name in (f"rubrics/{assignment}.md", "nbgrader_config.py"):
        target = classroom / name
        if not target.exists() and (OWN / name).is_file():
            write(target, (OWN / name).read_text(encoding="utf-8"))
    return [
        f"{change['about']}: {_said(value)}" for change, value in zip(listed, values, strict=True)
    ]


def _new(path: Path, text: str) -> None:
    if path.exists() and path.read_text(encoding="utf-8") != text:
        raise WrongUse(
            f"{path} is there already and is another version (another seed, a newer course, or "
            "changed by you). Nothing was touched. Move it away to have it made anew."
        )
    write(path, text)


def _said(value: Any) -> str:
    """The value as an instructor would name it: the words of it, or else its first number."""
    if not isinstance(value, dict):
        return str(value)
    words = [text for text in value.values() if not NUMBER.fullmatch(text)]
    return ", ".join(words) or next(iter(value.values()))
