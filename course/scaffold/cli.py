"""The command that begins a lecture."""

from typing import Annotated

import typer

from course.topics import ROOT

app = typer.Typer(rich_markup_mode="markdown")


@app.command(epilog="Example: `python -m course new 15_ageing`, then read docs/changing.md")
def new(name: Annotated[str, typer.Argument(help="Number and word, as in `15_ageing`.")]) -> None:
    """Begin a lecture: notebook, model, figure, explorer, check, quiz and tests that run."""
    from course.scaffold.make import make

    try:
        made = make(name)
    except ValueError as problem:
        raise typer.BadParameter(str(problem)) from None
    for path in made:
        print(path.relative_to(ROOT))
    print(f"Run it: python -m course execute {name}. The way on stands in docs/changing.md.")
