"""The command line of the course: `python -m course COMMAND`.

Each command imports what it needs inside its function, so that every `--help` is quick.
Exit codes: 0 done, 1 the work found something wrong, 2 wrong use.
"""

import importlib
import importlib.util
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from course.topics import FIRST_PAGE, ROOT, Topic, find, topics

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Topics go by number, word or both: `8`, `kinetics`, `08_kinetics`. "
    "`--debug` anywhere shows the traceback of an error.",
)
console = Console()


@app.callback()
def course() -> None:
    """**Resetting Immunity**: open, test, grade and publish the course."""


def topic_named(name: str) -> Topic:
    try:
        return find(name)
    except LookupError as error:
        raise typer.BadParameter(str(error)) from None


@app.command(
    epilog="Examples: `python -m course lab --port 8899 --no-browser`, `lab --class _build/demo`"
)
def lab(
    port: Annotated[
        int | None, typer.Option(help="Take this port, or say that it is in use.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
    classroom: Annotated[
        Path | None, typer.Option("--class", help="Show this class in Formgrader instead.")
    ] = None,
) -> None:
    """Open the course in JupyterLab, on its first page."""
    from course.lab import open_lab

    open_lab(port=port, browser=browser, classroom=classroom and classroom.resolve())


@app.command(epilog="Examples: `python -m course test`, `test nbval`, `test tests -k kinetics`")
def test(
    parts: Annotated[
        list[str] | None,
        typer.Argument(help="style, types, tests, nbval, assignments, browser; all if none"),
    ] = None,
    keyword: Annotated[str, typer.Option("-k", help="Only tests whose names match.")] = "",
) -> None:
    """Run every test: style, types, unit tests, lectures, assignments, browser."""
    from course.testing import PARTS, run_parts

    unknown = [part for part in parts or [] if part not in PARTS]
    if unknown:
        raise typer.BadParameter(f"“{unknown[0]}” is not a part. The parts: {', '.join(PARTS)}.")
    raise typer.Exit(run_parts(parts or list(PARTS), keyword=keyword))


@app.command("list", epilog="Example: `python -m course list`")
def list_topics() -> None:
    """Topics, their questions and times, what each needs, and the facts due for review."""
    table = Table("Topic", "Question", "Minutes", "Needs", title="Resetting Immunity")
    table.columns[2].justify = "right"
    for topic in topics():
        minutes = str(topic.minutes or "–")
        table.add_row(topic.name, topic.question, minutes, ", ".join(topic.needs) or "–")
    console.print(table)
    from course.facts import due

    console.print(
        f"{len(due(date.today()))} facts are due for review: python -m course facts --due"
    )


@app.command(epilog="Example: `python -m course doctor`")
def doctor() -> None:
    """Say what on this machine would stop a learner or an instructor, and the mend."""
    from course.doctor import checks

    found = checks()
    for check in found:
        sign = {"ok": "[green]ok[/]", "note": "[yellow]note[/]", "stop": "[red]stop[/]"}[
            check.state
        ]
        console.print(f"{sign:>6}  [bold]{check.what}[/]: {escape(check.found)}")
        if check.mend:
            console.print(f"        {escape(check.mend)}")
    raise typer.Exit(int(any(check.state == "stop" for check in found)))


@app.command(
    epilog="Examples: `python -m course facts --topic kinetics`, `facts --due --on 2027-01-01`"
)
def facts(
    due: Annotated[bool, typer.Option("--due", help="Only facts due for review.")] = False,
    on: Annotated[str, typer.Option(metavar="DATE", help="Due on this day, not today.")] = "",
    topic: Annotated[str, typer.Option(help="Only the facts of this topic.")] = "",
) -> None:
    """The ledger: what the course states, from which source, as of when."""
    from course import facts as ledger

    table = ledger.due(day_named(on)) if due else ledger.facts()
    if topic:
        word = topic_named(topic).word
        table = table[table["key"].str.startswith(f"{word}.")]
    shown = Table("Fact", "Source", "Review by", title=f"{len(table)} facts", show_lines=True)
    for fact in table.astype({"review_by": str}).to_dict("records"):
        words = f"[bold]{escape(fact['key'])}[/]\n{escape(fact['statement'])}"
        shown.add_row(words, escape(fact["reference"]), fact["review_by"])
    console.print(shown)


def day_named(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise typer.BadParameter(f"“{text}” is not a date. Write it as 2027-01-31.") from None


@app.command(epilog="Example: `python -m course seal`")
def seal() -> None:
    """Write the checksum, size and row count of each dataset into datapackage.json."""
    from course.data import seal as seal_datasets

    seal_datasets()
    console.print("datasets/datapackage.json holds the checksums of the tables as they are now.")


@app.command(epilog="Examples: `python -m course execute kinetics`, `execute 00_start_here`")
def execute(topic: str) -> None:
    """Run a lecture and store its outputs, without times, paths and other machine noise."""
    from course.notebooks import execute as run_notebook

    first = Path(topic).stem == FIRST_PAGE.stem
    path = FIRST_PAGE if first else topic_named(topic).notebook
    with console.status(f"Running {path.name}"):
        run_notebook(path)
    console.print(f"{path.relative_to(ROOT)} holds fresh outputs.")


MEASURED = ("checks", "cohort", "explorers", "grading")


@app.command(epilog="Examples: `python -m course bench cohort`, `bench explorers`, `bench grading`")
def bench(
    name: Annotated[str, typer.Argument(help=", ".join(MEASURED))],
    topic: Annotated[str, typer.Option(help="whose explorer is measured")] = "kinetics",
) -> None:
    """Measure what the course claims about its speed; exit code 1 if a promise is broken."""
    if name not in MEASURED:
        choice = ", ".join(MEASURED)
        raise typer.BadParameter(f"“{name}” is not measured. Choose one of: {choice}.")
    options = {"topic": topic} if name == "explorers" else {}
    if importlib.import_module(f"course.bench.{name}").run(**options) is False:
        raise typer.Exit(1)


@app.command(epilog="Example: `python -m course coverage`, after a row of coverage.csv was changed")
def coverage() -> None:
    """Write docs/coverage.md and notebooks/README.md; exit code 1 if an item is in no lecture."""
    from course import contents
    from course import coverage as table
    from course.topics import NOTEBOOKS, ROOT

    (NOTEBOOKS / "README.md").write_text(contents.readme(), encoding="utf-8")
    (ROOT / "docs" / "coverage.md").write_text(table.page(), encoding="utf-8")
    if missing := table.missing():
        print("\n".join(missing))
        raise typer.Exit(1)


@app.command(epilog="Example: `python -m course site`, then open the address that it prints")
def site(
    quick: Annotated[bool, typer.Option("--quick", help="explorers with few pictures")] = False,
) -> None:
    """Build the web site into _build/site, ready to be served as plain files."""
    from course.site.build import build

    folder = build(quick=quick)
    print(f"The site stands in {folder}. Look at it: python -m http.server -d {folder}")


def mount(module: str) -> None:
    """Add the commands of a part of the course that brings its own (`app`, a Typer)."""
    if importlib.util.find_spec(module):
        app.registered_commands += importlib.import_module(module).app.registered_commands


mount("course.grading.cli")
mount("course.grading.demo.cli")
mount("course.grading.term")
mount("course.plan.cli")
mount("course.scaffold.cli")
mount("course.slides.cli")


def use_own_programs() -> None:
    """Let subprocesses find the programs of this environment (nbgrader calls `alembic` by name)."""
    programs = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])


def main() -> None:
    """Run the command line; an error is one sentence, and a traceback only with `--debug`."""
    use_own_programs()
    debug = "--debug" in sys.argv
    arguments = [word for word in sys.argv[1:] if word != "--debug"]
    try:
        app(arguments, prog_name="python -m course")
    except Exception as error:
        if debug:
            raise
        Console(stderr=True).print(f"[red]{type(error).__name__}:[/] {escape(str(error))}")
        sys.exit(1)


if __name__ == "__main__":
    main()
