"""Lectures as pages: the stored notebooks, with explorers that are alive without a kernel."""

import base64
import importlib
import json
import posixpath
import re
from html import escape
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_output

from course.topics import NOTEBOOKS, Topic

TABLE = 'class="dataframe"'
SCROLLED = '<div class="table-scroll" tabindex="0" role="group" aria-label="Table">{}</div>'
WITHIN = ("notebooks/", "docs/")  # folders of the repository whose pages stand in the site
TOP = ("docs/coverage.md", "docs/help.md")  # pages for learners, which stand at its top
EXPLORER = re.compile(r"from course\.widgets\.(\w+) import explorer\b")


def stage(path: Path, folder: Path, repository: str, *, quick: bool = False) -> None:
    """Write the page of a lecture into `folder`; `quick` as in `course.site.build`."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = elsewhere(cell.source, "notebooks", repository)
        else:
            animate(cell, quick)
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
        f'<p class="run">Run this lecture: <a class="way" href="{here}">in this browser</a>'
        f' <a class="way" href="{binder}">on Binder</a> '
        f'<a class="way" href="../_sources/notebooks/{name}.ipynb" download>download</a><br>'
        "In the browser nothing is installed and what you type stays with you. Binder may take"
        ' minutes: <a href="../help.html#binder-takes-minutes-or-fails">what to do then</a>. The'
        " pictures and the quiz on this page need neither.</p>"
    )


def elsewhere(text: str, folder: str, repository: str, to: str = "") -> str:
    """Links of a page in `folder` of the repository that leave the site point to the repository.

    to: the page's folder in the site, where it is another one.

    >>> elsewhere("[a](../datasets/x.csv), [b](09_reset.ipynb)", "notebooks", "https://git.org/us")
    '[a](https://git.org/us/tree/main/datasets/x.csv), [b](09_reset.ipynb)'
    """

    def mended(found: re.Match) -> str:
        path = posixpath.normpath(posixpath.join(folder, found[1]))
        if path == "datasets/facts.csv":
            path = "facts.md"
        elif path in TOP:
            path = posixpath.basename(path)
        elif not path.startswith(WITHIN) or "template_" in path:
            return f"]({repository}/tree/main/{path}"
        return f"]({posixpath.relpath(path, to or folder)}"

    return re.sub(r"\]\((?!\w+:|#)([^)\s#]+)", mended, text)


def animate(cell: NotebookNode, quick: bool) -> None:
    """An explorer's picture becomes the explorer itself, with frames computed beforehand."""
    found = EXPLORER.search(cell.source)
    if not found or "explorer()" not in cell.source:
        return
    widget = importlib.import_module(f"course.widgets.{found[1]}").explorer()
    widget.bake([2, *[1] * (len(widget.controls) - 1)] if quick else None)
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
