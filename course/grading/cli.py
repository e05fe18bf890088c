"""The commands for instructors: release, grade, regrade, report, export."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from course.topics import ROOT, find

if TYPE_CHECKING:
    from course.grading.classroom import Classroom

app = typer.Typer(rich_markup_mode="markdown")
console = Console()

Topic = Annotated[str, typer.Argument(help="The assignment: `8`, `kinetics` or `08_kinetics`.")]
Root = Annotated[
    Path, typer.Option("--class", help="The folder of the class.", show_default="assignments")
]
Students = Annotated[str, typer.Option(help="Only those whose name matches, as in `a*`.")]
Workers = Annotated[int, typer.Option(min=1, help="How many submissions at a time.")]
Scheduler = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Execute on this Dask scheduler: tcp://host:8786.")
]
Unsafe = Annotated[
    bool, typer.Option("--unsafe", help="Without a sandbox. Student code can do anything you can.")
]
CLASS, CORES = ROOT / "assignments", os.cpu_count() or 1


@contextmanager
def said_plainly() -> Iterator[None]:
    """Problems of the class or the machine as a sentence and an exit code."""
    from course.grading.files import WrongUse
    from course.grading.zygote import NoSandbox

    try:
        yield
    except NoSandbox as problem:
        console.print(f"[red]Nothing was graded.[/] {escape(str(problem))}")
        console.print("`--unsafe` grades without a sandbox: only for code that you trust.")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        console.print("Stopped. The same command goes on where it was.")
        raise typer.Exit(130) from None
    except WrongUse as problem:
        console.print(f"[red]{escape(str(problem))}[/]")
        raise typer.Exit(2) from None


def assignment_named(topic: str, root: Path) -> str:
    """The folder of that name in the class, or the topic that is meant."""
    if (root / "source" / topic).is_dir():
        return topic
    try:
        return find(topic).name
    except LookupError as error:
        raise typer.BadParameter(str(error)) from None


def own_assignment(topic: str) -> str:
    """An assignment of the course itself, to make a class from."""
    name = assignment_named(topic, CLASS)
    if not (CLASS / "source" / name).is_dir():
        raise typer.BadParameter(f"{name} has no assignment yet.")
    return name


def opened(topic: str, root: Path) -> "Classroom":
    from course.grading.classroom import Classroom

    return Classroom(root, assignment_named(topic, root)).open()


def pool_for(topic: str, root: Path, workers: int, scheduler: str, unsafe: bool) -> Any:
    """Started first: it warms up while nbgrader is imported."""
    from course.grading.pool import DaskPool, Pool
    from course.grading.rows import modules_of_source

    if unsafe:
        console.print(
            "[bold white on red] UNSAFE [/] Student code runs with your rights: it can read and "
            "change your files, the gradebook and other submissions, and use the network."
        )
    if scheduler:
        return DaskPool(scheduler, unsafe=unsafe)
    modules = modules_of_source(root, assignment_named(topic, root))
    return Pool(modules, workers=workers, unsafe=unsafe)


@app.command(epilog="Example: `python -m course release 08_kinetics`")
def release(topic: Topic, root: Root = CLASS, unsafe: Unsafe = False) -> None:
    """Make the student version, if the reference gets full marks and the tests are fair."""
    from course.grading.classroom import Classroom
    from course.grading.release import check
    from course.grading.release import release as make

    with said_plainly():
        pool = pool_for(topic, root, 1, "", unsafe)
        with console.status("Grading the reference solution"), pool:
            classroom = Classroom(root, assignment_named(topic, root))
            found = check(classroom, pool)
        for problem in found.problems:
            console.print(f"[red]✗[/] {escape(problem)}")
        if found.problems:
            console.print("Nothing was released. Mend the source and try again.")
            raise typer.Exit(1)
        folder = make(classroom)
    console.print(
        f"The reference gets {found.points:g} of {found.points:g} points in {found.seconds:.1f} s; "
        f"{found.by_hand:g} more are given by hand. The student version is in {folder}."
    )


@app.command(epilog="Example: `python -m course variant 08_kinetics --class ~/my_class`")
def variant(
    topic: Topic,
    root: Annotated[Path, typer.Option("--class", help="The folder of your class, made if new.")],
    seed_file: Annotated[
        Path | None, typer.Option(help="The secret, if not in the class's own `seed.txt`.")
    ] = None,
) -> None:
    """Write your class's own version of an assignment, which public answers do not fit."""
    from course.grading import variant as varying

    assignment = own_assignment(topic)
    with said_plainly():
        seed = seed_file.read_text(encoding="utf-8").strip() if seed_file else ""
        changed = varying.make(assignment, root.expanduser(), seed)
    for line in changed:
        console.print(f"- {escape(line)}")
    if not changed:
        console.print(f"{assignment} has no variants yet: the class has the public version.")
    console.print(
        f"Next: python -m course release {assignment} --class {root}. Keep {root} out of public "
        "places: its source holds solutions, and seed.txt the secret."
    )


@app.command(
    epilog="Examples: `python -m course grade kinetics`, `grade 8 --students 'a*' --workers 4`"
)
def grade(
    topic: Topic,
    root: Root = CLASS,
    students: Students = "*",
    workers: Workers = CORES,
    scheduler: Scheduler = "",
    again: Annotated[bool, typer.Option("--again", help="Also what is graded already.")] = False,
    unsafe: Unsafe = False,
) -> None:
    """Autograde a class in a sandbox and write its feedback. Stopped, it goes on where it was."""
    _grade(topic, root, students, workers, scheduler, unsafe, again=again)


def _grade(
    topic: str,
    root: Path,
    students: str,
    workers: int,
    scheduler: str,
    unsafe: bool,
    **options: Any,
) -> "Classroom":
    from course.grading import grade as grading

    with said_plainly(), pool_for(topic, root, workers, scheduler, unsafe) as pool:
        classroom = opened(topic, root)
        if not classroom.students(students):
            where = root / "submitted" / "STUDENT" / classroom.assignment
            console.print(f"Nobody handed in {classroom.assignment}: looked for {where}")
            raise typer.Exit(1)
        with progress() as watch:
            report = grading.grade(classroom, pool, students=students, watch=watch, **options)
    for student, notes in sorted(report.notes.items()):
        console.print(f"[yellow]{escape(student)}[/]: {escape('; '.join(dict.fromkeys(notes)))}")
    for student, problem in sorted(report.failed.items()):
        console.print(f"[red]{escape(student)} was not graded[/]: {escape(problem)}")
    console.print(
        f"{report.graded} graded, {report.unchanged} unchanged since the last time. "
        f"Feedback: {classroom.root / 'feedback'}"
    )
    if report.failed:
        raise typer.Exit(1)
    return classroom


@contextmanager
def progress() -> Iterator[Any]:
    """A bar with the time left; call what it gives with (done, total)."""
    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        line = bar.add_task("grading", total=None)
        yield lambda done, total: bar.update(line, completed=done, total=total)


@app.command(epilog="Example: `python -m course regrade kinetics doubling_time-hidden`")
def regrade(
    topic: Topic,
    question: Annotated[str, typer.Argument(help="The id of the test cell.")],
    root: Root = CLASS,
    students: Students = "*",
    workers: Workers = CORES,
    scheduler: Scheduler = "",
    unsafe: Unsafe = False,
) -> None:
    """Mark one question anew for the class, after its test was mended and released again."""
    from course.grading.regrade import known
    from course.grading.regrade import regrade as mark_anew

    with said_plainly(), pool_for(topic, root, workers, scheduler, unsafe) as pool:
        classroom = opened(topic, root)
        known(classroom, question)
        with progress() as watch:
            table, report = mark_anew(classroom, pool, question, students=students, watch=watch)
    changed = table[table["before"].fillna(-1) != table["after"].fillna(-1)]
    shown = Table(
        "Student", "Before", "After", "By hand", title=f"{question}: {len(changed)} changed"
    )
    for row in changed.astype(object).where(changed.notna(), "–").itertuples(index=False):
        shown.add_row(*(escape(f"{v:g}" if isinstance(v, float) else str(v)) for v in row))
    console.print(shown)
    mean = table[["before", "after"]].mean()
    console.print(f"Mean before {mean['before']:.2f}, after {mean['after']:.2f}.")
    raise typer.Exit(int(bool(report.failed)))


@app.command(epilog="Example: `python -m course report kinetics`")
def report(
    topic: Topic,
    root: Root = CLASS,
    to: Annotated[Path | None, typer.Option(help="Write the page here.")] = None,
) -> None:
    """What the class got right, which misconceptions are common: a table and a page with plots."""
    from course.grading import report as reporting

    with said_plainly():
        classroom = opened(topic, root)
        found = reporting.collect(classroom)
        if found.students.empty:
            console.print(
                f"Nothing is graded. First: python -m course grade {classroom.assignment}"
            )
            raise typer.Exit(1)
        path = reporting.save(classroom, found, to)
    table = Table("Question", "Points", "Share", "All", "None", "Discrimination")
    for name, row in found.questions.iterrows():
        shares = [f"{100 * row[key]:.0f} %" for key in ("share", "all", "none")]
        table.add_row(str(name), f"{row['points']:g}", *shares, f"{row['discrimination']:.2f}")
    console.print(table)
    for row in found.mistakes.head(10).itertuples(index=False):
        console.print(f"{row[2]:>4}  [bold]{escape(row[0])}[/]: {escape(row[1])}")
    console.print(f"{escape(reporting.describe(found))}\nThe page: {path}")


@app.command(epilog="Example: `python -m course export kinetics --format canvas --to grades.csv`")
def export(
    topic: Topic,
    root: Root = CLASS,
    kind: Annotated[str, typer.Option("--format", help="csv, canvas or moodle")] = "csv",
    to: Annotated[Path | None, typer.Option(help="Write here; otherwise beside you.")] = None,
    column: Annotated[
        str,
        typer.Option(help="The assignment's name there. For Canvas with its id: Kinetics (4711)."),
    ] = "",
) -> None:
    """Write the scores in a form that a learning platform imports."""
    from course.grading.export import FORMATS, save

    if kind not in FORMATS:
        raise typer.BadParameter(f"“{kind}” is not a format. Choose {', '.join(FORMATS)}.")
    with said_plainly():
        classroom = opened(topic, root)
        path = to or Path(f"{classroom.assignment}-{kind}.csv")
        table = save(classroom, kind, path, column or classroom.assignment)
    waiting = int(table["waits_for_a_person"].sum()) if len(table) else 0
    console.print(f"{len(table)} students in {path}.")
    if waiting:
        console.print(f"[yellow]{waiting} of them have answers that wait for a person.[/]")
