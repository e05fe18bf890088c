"""The topics of the course, read from the notebooks themselves.

Each lecture carries its own description in its metadata under `course`: topic, number, title,
question, minutes, needs (the topics it builds on) and part.
"""

import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks" if (ROOT / "notebooks").is_dir() else Path.cwd()  # in the browser
FIRST_PAGE = NOTEBOOKS / "00_start_here.ipynb"
ASSIGNMENTS = ROOT / "assignments" / "source"


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One topic: its folder name (`08_kinetics`) and what its lecture says about itself."""

    name: str
    title: str = ""
    question: str = ""
    minutes: int = 0
    needs: tuple[str, ...] = ()
    part: str = ""

    @property
    def number(self) -> int:
        return int(self.name.partition("_")[0])

    @property
    def word(self) -> str:
        return self.name.partition("_")[2]

    @property
    def notebook(self) -> Path:
        return NOTEBOOKS / f"{self.name}.ipynb"

    @property
    def assignment(self) -> Path:
        return ASSIGNMENTS / self.name / f"{self.name}.ipynb"


def topics() -> list[Topic]:
    """All topics that have a lecture or an assignment, in order; `00_start_here` is not one."""
    lectures = {path.stem for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")}
    assignments = {path.name for path in ASSIGNMENTS.glob("[0-9][0-9]_*") if path.is_dir()}
    return [read(name) for name in sorted(lectures | assignments) if not name.startswith("00_")]


def read(name: str) -> Topic:
    """The topic of that folder name, with what its lecture says about itself (if there is one)."""
    path = NOTEBOOKS / f"{name}.ipynb"
    if not path.exists():
        return Topic(name=name, title=name.partition("_")[2].capitalize())
    try:
        about = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("course", {})
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(
            f"notebooks/{path.name} is damaged: it is not a Jupyter notebook any more. "
            f"Bring it back with: git checkout notebooks/{path.name}"
        ) from error
    return Topic(
        name=name,
        title=about.get("title", name.partition("_")[2].capitalize()),
        question=about.get("question", ""),
        minutes=int(about.get("minutes", 0)),
        needs=tuple(about.get("needs", ())),
        part=str(about.get("part", "")),
    )


def find(name: str) -> Topic:
    """The topic meant by `8`, `08`, `kinetics`, `08_kinetics` or `notebooks/08_kinetics.ipynb`.

    Raises LookupError with the names that exist if there is no such topic, or more than one.
    """
    wanted = Path(name.strip().lower()).name.removesuffix(".ipynb")
    known = topics()
    same = [t for t in known if wanted in (t.name, t.word, str(t.number), f"{t.number:02d}")]
    matches = same or [t for t in known if wanted and t.word.startswith(wanted)]
    if len(matches) == 1:
        return matches[0]
    names = ", ".join(t.name for t in matches or known) or "none yet"
    problem = "could be several topics" if matches else "is not a topic of this course"
    raise LookupError(f"“{name}” {problem}: {names}. A number or a word will do: 8, kinetics.")
