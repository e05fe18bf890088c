"""The command that makes slides."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from course.topics import find, topics

app = typer.Typer(rich_markup_mode="markdown")
console = Console()


@app.command(epilog="Examples: `python -m course slides 08_kinetics`, `slides` (all lectures)")
def slides(
    topic: Annotated[
        str, typer.Argument(help="`8`, `kinetics` or `08_kinetics`; all if none.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(help="The folder for the decks.", show_default="_build/slides")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="explorers with few pictures")] = False,
) -> None:
    """Make slides from lectures: one file each, with speaker notes and explorers that move."""
    try:
        chosen = [find(topic)] if topic else topics()
    except LookupError as error:
        raise typer.BadParameter(str(error)) from None
    chosen = [t for t in chosen if t.notebook.exists()]
    if not chosen:
        raise typer.BadParameter(f"“{topic}” has no lecture yet, so there is nothing to show.")
    from course.slides.build import FOLDER, build

    with console.status(f"Computing the pictures of {len(chosen)} explorers"):
        made = build(chosen, out or FOLDER, quick=quick)
    for path in made:
        print(path)
    print("Open a file in a browser: S shows the notes, F the whole screen, ?print-pdf prints.")
