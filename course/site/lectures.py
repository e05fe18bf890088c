"""Lectures as pages: the stored notebooks, with explorers that are alive without a kernel."""

import base64
import importlib
import json
import re
from html import escape
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from course.topics import NOTEBOOKS, Topic

TABLE = 'class="dataframe"'
SCROLLED = '<div class="table-scroll" tabindex="0" role="group" aria-label="Table">{}</div>'
EXPLORER = re.compile(r"from course\.widgets\.(\w+) import explorer\b")


def stage(path: Path, folder: Path, repository: str, places: int | None = None) -> None:
    """Write the page of a lecture into `folder`; `places` as in `course.site.build`."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = elsewhere(cell.source, repository)
        else:
            animate(cell, places)
            describe_pictures(cell)
            mend_output(cell)
    if not path.name.startswith("00_"):
        notebook.cells.insert(1, new_markdown_cell(ways_to_run(path.stem, repository), id="run"))
    nbformat.write(notebook, folder / path.name)


def ways_to_run(name: str, repository: str) -> str:
    """Where this lecture can be run, and what becomes of what is typed there."""
    owner_and_name = repository.removeprefix("https://github.com/")
    binder = (
        f"https://mybinder.org/v2/gh/{owner_and_name}/HEAD?urlpath=lab/tree/notebooks/{name}.ipynb"
    )
    here = f"../lite/lab/index.html?path=notebooks/{name}.ipynb"
    return (
        f'<p class="run">Run this lecture: <a href="{here}">in this browser</a>, nothing to install'
        f' · <a href="{binder}">on Binder</a> · <a href="../_sources/notebooks/{name}.ipynb"'
        f" download>download</a>. The pictures on this page move without either.</p>"
    )


def elsewhere(text: str, repository: str) -> str:
    """Links out of the folder of notebooks point to pages of the site, or to the repository."""
    text = text.replace("](../datasets/facts.csv", "](../facts.md")
    text = re.sub(r"\]\(\.\./docs/(coverage|help)\.md", r"](../\1.md", text)
    text = re.sub(r"\]\(\.\./docs/([\w.-]+\.md)", r"](../docs/\1", text)
    return re.sub(r"\]\(\.\./(assignments|datasets)", rf"]({repository}/tree/main/\1", text)


def animate(cell: NotebookNode, places: int | None) -> None:
    """An explorer's picture becomes the explorer itself, with frames computed beforehand."""
    found = EXPLORER.search(cell.source)
    if not found or "explorer()" not in cell.source:
        return
    widget = importlib.import_module(f"course.widgets.{found[1]}").explorer()
    widget.bake(places and [places] * len(widget.controls))
    data = {
        "setup": widget.setup,
        "positions": list(widget.positions),
        "frame": base64.b64encode(widget.frame).decode(),
        "baked": base64.b64encode(widget.baked).decode(),
    }
    bundle, _ = widget._repr_mimebundle_()
    picture = base64.b64encode(bundle["image/png"]).decode()
    alt = escape(f"{widget.setup['title']}. {bundle['text/plain']}", quote=True)
    stored = json.dumps(data).replace("</", "<\\/")
    page = (
        f'<div class="course-explorer"><img alt="{alt}" src="data:image/png;base64,'
        f'{picture}"><p>{escape(bundle["text/plain"])}</p>'
        f'<script type="application/json">{stored}</script></div>'
    )
    cell.outputs = [new_output("display_data", data={"text/html": page})]


def describe_pictures(cell: NotebookNode) -> None:
    """A figure's alt text is the finding that its cell prints."""
    words = " ".join(out.text for out in cell.outputs if out.output_type == "stream")
    if words and any("image/png" in out.get("data", {}) for out in cell.outputs):
        cell.metadata["mystnb"] = {"image": {"alt": " ".join(words.split())}}


def mend_output(cell: NotebookNode) -> None:
    """Links between notebooks become links between pages; wide tables can be scrolled."""
    for output in cell.outputs:
        for kind in ("text/markdown", "text/html"):
            if kind in output.get("data", {}):
                text = re.sub(r"(\]\(|href=\")(\d\d_\w+)\.ipynb", r"\1\2.html", output.data[kind])
                output.data[kind] = SCROLLED.format(no_empty_heads(text)) if TABLE in text else text


def no_empty_heads(html: str) -> str:
    """The corner of a table's head is no head of anything."""
    return html.replace("<th></th>", "<td></td>")


def texts(lectures: list[Topic]) -> dict[str, str]:
    """The prose of each lecture by its name."""
    return {t.name: prose(NOTEBOOKS / f"{t.name}.ipynb") for t in lectures}


def prose(path: Path) -> str:
    """All Markdown of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
