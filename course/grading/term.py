"""A new term: the old one put away whole, an empty gradebook, new due dates.

An archive is a class folder like any other: it has the assignments as they were, the gradebook, and
all that was handed in and marked, so that every command works on it with `--class`.
"""

import csv
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from course.grading.cli import CLASS, Root, console, said_plainly
from course.grading.files import WrongUse, find_programs, quietly

app = typer.Typer(rich_markup_mode="markdown")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}")
OF_A_TERM = ("submitted", "autograded", "feedback", "release", ".grading")  # and the gradebook
KEPT = ("source", "rubrics", "nbgrader_config.py")  # copied, since the next term needs them too


@app.command(
    epilog="Examples: `python -m course term autumn-2026`, then `plan --weeks 13 --start"
    " 2027-01-11` and `term --due _build/plan/due.csv`"
)
def term(
    name: Annotated[str, typer.Argument(help="A name for the term that has ended.")] = "",
    due: Annotated[
        Path | None, typer.Option(help="A table of assignments and due dates, as `plan` writes it.")
    ] = None,
    root: Root = CLASS,
) -> None:
    """Begin a new term: archive the old one under a name, or set the due dates of the new one."""
    if not name and due is None:
        raise typer.BadParameter("Say what: a name for the term that has ended, or --due FILE.")
    with said_plainly():
        dates = read_due(due, root) if due else {}  # before anything is moved
        if name:
            folder, students = archive(root, name)
            console.print(
                f"{escape(name)} with {students} students stands in {escape(str(folder))}. It is a"
                " class folder: `--class` with that path opens it. The gradebook is empty now."
            )
            console.print("It holds names and marks: keep it as your rules ask, or delete it.")
        if due:
            set_due(root, dates)
            console.print(f"{len(dates)} due dates stand in the gradebook; `release` keeps them.")


def archive(root: Path, name: str) -> tuple[Path, int]:
    """Move a term's work into `archive/NAME` and copy what it belongs to; folder and students.

    Raises WrongUse, and leaves everything in its place, if that cannot be done.
    """
    root = Path(root).resolve()
    if not NAME.fullmatch(name):
        raise WrongUse(f"“{name}” is no name for a folder. Use letters, digits, - and _.")
    folder = root / "archive" / name
    if folder.exists():
        raise WrongUse(f"{folder} is there already. Choose another name; nothing was moved.")
    found = [root / part for part in OF_A_TERM] + sorted(root.glob("gradebook.db*"))
    found = [path for path in found if path.exists()]
    if not found:
        raise WrongUse(f"There is no work of a term in {root}: nothing to put away.")
    if busy := being_graded(root):
        raise WrongUse(f"{busy} is being graded now. Wait for it; nothing was moved.")
    submitted = root / "submitted"
    students = sum(p.is_dir() for p in submitted.iterdir()) if submitted.is_dir() else 0
    with undone_on_error(folder) as moved:
        folder.mkdir(parents=True)
        for part in KEPT:
            copy(root / part, folder / part)
        for path in found:
            path.rename(folder / path.name)
            moved.append(path)
    return folder, students


def being_graded(root: Path) -> str:
    """The assignment that another command is at work on, if any (see `Classroom.alone`)."""
    try:
        import fcntl
    except ImportError:  # Windows grades nothing
        return ""
    for lock in root.glob(".grading/*/lock"):
        with lock.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return lock.parent.name
    return ""


@contextmanager
def undone_on_error(folder: Path) -> Iterator[list[Path]]:
    """If anything fails, what was moved goes back to where it was."""
    moved: list[Path] = []
    try:
        yield moved
    except BaseException:
        for path in moved:
            (folder / path.name).rename(path)
        shutil.rmtree(folder, ignore_errors=True)
        raise


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.exists():
        shutil.copy2(source, target)


def read_due(path: Path, root: Path) -> dict[str, datetime]:
    """Assignment and due date of each row. Raises WrongUse with the row that cannot be read."""
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except OSError:
        raise WrongUse(f"{path} cannot be read. `python -m course plan` writes due.csv.") from None
    if not rows or not {"assignment", "due"} <= set(rows[0]):
        raise WrongUse(f"{path} needs the columns “assignment” and “due”.")
    dates = {}
    for line, row in enumerate(rows, 2):
        try:
            dates[row["assignment"]] = datetime.fromisoformat((row["due"] or "").strip())
        except ValueError:
            raise WrongUse(
                f"{path}, line {line}: “{row['due']}” is not a date. Write 2027-01-31 14:00."
            ) from None
        if not (root / "source" / (row["assignment"] or "?")).is_dir():
            raise WrongUse(f"{path}, line {line}: there is no assignment “{row['assignment']}”.")
    return dates


def set_due(root: Path, dates: dict[str, datetime]) -> None:
    """Write due dates, given in this machine's time, into the gradebook, which holds UTC."""
    from course.grading.classroom import configuration

    find_programs()
    with quietly():
        from nbgrader.api import Gradebook
        from nbgrader.coursedir import CourseDirectory

        directory = CourseDirectory(config=configuration(Path(root).resolve()))
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            for name, due in dates.items():
                utc = due.astimezone(UTC).replace(tzinfo=None)
                gradebook.update_or_create_assignment(name, duedate=utc)
