"""The command for a look round: a class of invented students, from release to report."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from course.grading.cli import CORES, Unsafe, Workers, console, own_assignment, said_plainly
from course.topics import ROOT

app = typer.Typer(rich_markup_mode="markdown")
INTO = ROOT / "_build" / "demo"


@app.command(epilog="Examples: `python -m course demo`, `demo reset --into /tmp/class`")
def demo(
    topic: Annotated[str, typer.Argument(help="`8`, `kinetics` or `08_kinetics`.")] = "kinetics",
    into: Annotated[
        Path, typer.Option(help="The folder to make.", show_default="_build/demo")
    ] = INTO,
    workers: Workers = CORES,
    unsafe: Unsafe = False,
) -> None:
    """Make a class of 24 invented students, graded, to see every screen of an instructor.

    Nothing outside its folder is touched, above all not your own class and gradebook. Where no
    sandbox can be had, `--unsafe` will do here: all of this class's code is the course's own.
    """
    from course.grading.demo import build, cast
    from course.grading.pool import Pool
    from course.grading.rows import modules_of_source

    folder = into.resolve()
    assignment = own_assignment(topic)
    with said_plainly():
        build.empty_folder(folder)
        build.copy_assignment(folder, assignment)
        modules = modules_of_source(folder, assignment)
        with Pool(modules, workers=workers, unsafe=unsafe) as pool, progress() as (step, watch):
            found = build.build(folder, assignment, pool, step, watch)
    table = Table("Who", "Students", title=f"A class of invented people: {assignment}")
    for kind, number in cast.counts().items():
        table.add_row(cast.KINDS[kind], str(number))
    console.print(table)
    for student, notes in sorted(found.notes.items()):
        console.print(f"[yellow]{escape(student)}[/]: {escape('; '.join(dict.fromkeys(notes)))}")
    for student, problem in sorted(found.failed.items()):
        console.print(f"[red]{escape(student)} was not graded[/]: {escape(problem)}")
    console.print(_look_at(folder, assignment), soft_wrap=True, highlight=False)
    if found.failed:
        raise typer.Exit(1)


@contextmanager
def progress() -> Iterator[tuple[Callable[[str], None], Callable[[int, int], None]]]:
    """A bar; gives (step, watch): what begins, and how many of how many are graded."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        line = bar.add_task("Warming up", total=None)

        def step(what: str) -> None:
            bar.update(line, description=what)

        def watch(done: int, total: int) -> None:
            bar.update(line, completed=done, total=total)

        yield step, watch


def _look_at(folder: Path, assignment: str) -> str:
    """Where everything stands, and how to open it."""
    where = _short(folder)
    return f"""Look at
  {where}/report.html
    what the class found hard, and why
  {where}/feedback/kim_example/{assignment}/{assignment}.html
    what a student is told
  {where}/grades-canvas.csv (-moodle, -csv)
    what a learning platform imports
  {where}/submitted
    what was handed in; grade it again: python -m course grade {assignment} --class {where} --again
and open Formgrader on it:
  python -m course lab --class {where}
Half of the written answers are marked; the others wait for you. The folder may be deleted."""


def _short(folder: Path) -> str:
    """As it would be typed from the folder in which the command was given."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)
