"""Run a lecture and store its outputs without the noise of one machine on one day.

What is stored reads well where no kernel runs (GitHub, a printed page): of an explorer's output
only the picture and its words are kept, and the live view comes back when the cell is run.
"""

import base64
import io
import os
import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course.whole import write

ROOT = Path(__file__).resolve().parent.parent
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
KEPT = ("tags", "jupyter", "slideshow")  # of a cell's metadata
TWINS = ("image/png", "text/html", "text/plain")
LARGE = 80_000  # bytes of a picture, above which it is stored with fewer colours
COLOURS = 128
KERNEL_NOISE = re.compile(r".*(without encryption|frozen modules|PYDEVD).*\n?")


def execute(path: Path | str, *, timeout: int = 300) -> NotebookNode:
    """Run every cell of the notebook at `path` from its own folder and store it, normalised.

    `timeout` is in seconds for each cell. Raises nbclient's CellExecutionError, and stores nothing,
    if a cell fails.
    """
    from nbclient import NotebookClient

    path = Path(path)
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        store_widget_state=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute(env=_environment())
    save(normalise(notebook), path)
    return notebook


def _environment() -> dict[str, str]:
    """The kernel finds this course before an installed one, and hashes words alike every time."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    settings = {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONHASHSEED": "0",
        "COURSE_PROGRESS": "off",
    }
    return {**os.environ, **settings, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}


def save(notebook: NotebookNode, path: Path) -> None:
    """Write the notebook; an interruption leaves the old one whole."""
    nbformat.validate(notebook)
    write(path, nbformat.writes(notebook) + "\n")


def normalise(notebook: NotebookNode) -> NotebookNode:
    """The same notebook without widget state, timings, kernel noise and foreign metadata.

    Changes the notebook in place and returns it; doing it twice changes nothing more.
    """
    course = notebook.metadata.get("course")
    notebook.metadata = NotebookNode(
        kernelspec=NotebookNode(KERNEL), language_info=NotebookNode(name="python")
    )
    if course is not None:
        notebook.metadata["course"] = course
    count = 0
    for cell in notebook.cells:
        kept = {key: cell.metadata[key] for key in KEPT if key in cell.metadata}
        cell.metadata = NotebookNode(kept)
        if cell.cell_type == "code":
            count += bool(cell.execution_count)
            _normalise_code(cell, count if cell.execution_count else None)
    return notebook


def _normalise_code(cell: NotebookNode, count: int | None) -> None:
    cell.execution_count = count
    cell.outputs = _joined([out for out in map(_quiet, cell.outputs) if out is not None])
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = count
        if "data" in output:
            _keep_twin(output)


def fewer_colours(png: str) -> str:
    """A picture in base64 with 128 colours at most: a drawing with much text halves in size."""
    from PIL import Image

    picture, stored = Image.open(io.BytesIO(base64.b64decode(png))), io.BytesIO()
    picture.convert("RGB").quantize(COLOURS).save(stored, "PNG", optimize=True)
    return base64.b64encode(stored.getvalue()).decode()


def _quiet(output: NotebookNode) -> NotebookNode | None:
    """The output without the kernel's own remarks; None if nothing is left of it."""
    if output.output_type == "stream" and output.name == "stderr":
        output.text = KERNEL_NOISE.sub("", output.text)
    return output if output.get("text") != "" else None


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Neighbouring pieces of one stream made one; how they were cut depends on timing."""
    whole: list[NotebookNode] = []
    for output in outputs:
        last = whole[-1] if whole else NotebookNode(output_type="")
        both = output.output_type == last.output_type == "stream"
        if both and output.name == last.name:
            last.text += output.text
        else:
            whole.append(output)
    return whole


def _keep_twin(output: NotebookNode) -> None:
    if len(output.data.get("image/png", "")) * 3 / 4 > LARGE:
        output.data["image/png"] = fewer_colours(output.data["image/png"])
    if any(kind in output.data for kind in TWINS):
        output.data.pop(WIDGET_VIEW, None)
    alt = {key: value for key, value in output.get("metadata", {}).items() if key == "image/png"}
    output.metadata = NotebookNode(alt)
