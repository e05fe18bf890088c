"""Python in the reader's browser, by Pyodide.

Here, from the loopback address: the kernel starts, and an explorer in it moves by the keyboard,
with frames that were computed beforehand, since NumPy for Pyodide is only on Pyodide's own host. A
whole lecture therefore runs only where that host can be reached: set COURSE_PYODIDE=1, as
`.github/workflows/site.yml` does.
"""

import base64
import importlib.util
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import sync_playwright

from course.bench.browser import served
from course.doctor import find_browser
from course.site import lite
from course.widgets.kinetics import explorer

MINUTES = 60_000
STATUS = "() => window.jupyterapp?.shell.currentWidget?.sessionContext.session?.kernel?.status"
FAILED = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .flatMap((cell) => cell.model.sharedModel.outputs ?? [])
  .filter((output) => output.output_type === 'error').map((output) => output.evalue)"""
RUN_ALL = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
VERSIONS = Path(__file__).with_name("pyodide_versions.txt")

# The explorer as the browser knows it, answered by Pyodide's Python from stored frames.
WIDGET = """
import base64, anywidget, traitlets
frames = {at: base64.b64decode(frame) for at, frame in FRAMES.items()}
class Stored(anywidget.AnyWidget):
    _esm, _css = ESM, CSS
    setup = traitlets.Dict(SETUP).tag(sync=True)
    positions = traitlets.List(list(START)).tag(sync=True, echo_update=False)
    frame = traitlets.Bytes(frames[START]).tag(sync=True)
    baked = traitlets.Bytes().tag(sync=True)
    @traitlets.observe("positions")
    def answer(self, change):
        self.frame = frames[tuple(change["new"])]
Stored()
"""


def own_pyodide():
    """`pyodide.py` beside this file."""
    spec = importlib.util.spec_from_file_location("pyodide", Path(__file__).with_name("pyodide.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return tmp_path_factory.mktemp("pyodide")


@pytest.fixture(scope="module")
def lock(work):
    """Pyodide's own list of packages; its core and plain wheels then lie in `work`."""
    pyodide = own_pyodide()
    try:
        return pyodide.fetch(work)
    except pyodide.NotReached as error:
        pytest.skip(f"Pyodide's core could not be fetched, the kernel was not run: {error}")


@pytest.fixture(scope="module")
def moved():
    """An explorer, and its words with the first control at the start and at both ends."""
    widget = explorer()
    ends = [
        widget.start,
        *([end, *widget.start[1:]] for end in (0, len(widget.controls[0].places) - 1)),
    ]
    return widget, {tuple(at): widget.compute(at) for at in ends}


@pytest.fixture(scope="module")
def small_lite(work, lock, moved):
    widget, frames = moved
    stored = {at: base64.b64encode(frame).decode() for at, frame in frames.items()}
    names = {"FRAMES": stored, "ESM": widget._esm, "CSS": widget._css, "SETUP": widget.setup}
    names["START"] = tuple(widget.start)
    given = "\n".join(f"{name} = {value!r}" for name, value in names.items())
    cells = ["%pip install -q anywidget", given, WIDGET, "2 + 2"]
    notebook = new_notebook(
        cells=[new_code_cell(cell) for cell in cells], metadata={"kernelspec": lite.KERNEL}
    )
    (work / "contents" / "notebooks").mkdir(parents=True)
    nbformat.write(notebook, work / "contents" / "notebooks" / "small.ipynb")
    lite.assemble(work / "lite", work)
    return work / "lite"


def test_the_kernel_starts_in_the_browser_and_an_explorer_moves(chromium, small_lite, moved):
    widget, _ = moved
    with served(small_lite) as address:
        page = chromium.new_page(viewport={"width": 1200, "height": 1000})
        page.goto(f"{address}/lab/index.html?path=notebooks/small.ipynb")
        page.wait_for_function(f"{STATUS} === 'idle'", timeout=2 * MINUTES)
        page.evaluate(RUN_ALL)
        page.locator(".explorer").wait_for(timeout=2 * MINUTES)
        page.locator(".jp-OutputArea-output", has_text=re.compile("^4$")).wait_for(timeout=MINUTES)
        assert page.locator(".ex-words").inner_text() == widget.look(widget.start)[1]
        page.get_by_role("slider", name="Dose").focus()
        for key, place in (("End", len(widget.controls[0].places) - 1), ("Home", 0)):
            page.keyboard.press(key)
            words = widget.look([place, *widget.start[1:]])[1]
            page.locator(".ex-words", has_text=words).wait_for(timeout=MINUTES)
        assert page.locator("#no-python").count() == 0
        page.close()


def test_the_versions_that_lectures_are_tried_with_are_those_of_pyodide(lock):
    offered = {re.sub(r"[-_.]+", "-", n).lower(): p["version"] for n, p in lock["packages"].items()}
    wanted = dict(re.findall(r"^([\w-]+)==(\S+)", VERSIONS.read_text("utf-8"), re.M))
    assert wanted == {name: offered[name] for name in wanted}


@pytest.mark.skipif(
    os.environ.get("COURSE_PYODIDE") != "1",
    reason="the whole lecture was not run here: Pyodide's NumPy is on its own host only;"
    " COURSE_PYODIDE=1 runs it",
)
@pytest.mark.filterwarnings("ignore")
def test_a_lecture_runs_to_its_end_in_the_browser(tmp_path):
    lite.build_lite(tmp_path / "lite", tmp_path / "work")
    with served(tmp_path / "lite") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        page.goto(f"{address}/lab/index.html?path=notebooks/08_kinetics.ipynb")
        page.wait_for_function(f"{STATUS} === 'idle'", timeout=5 * MINUTES)
        page.evaluate(RUN_ALL)
        page.locator(".explorer").first.wait_for(timeout=5 * MINUTES, state="attached")
        page.wait_for_function(f"{STATUS} === 'idle'", timeout=5 * MINUTES)
        assert page.evaluate(FAILED) == []
        before = page.locator(".ex-words").first.inner_text()
        page.locator(".explorer input").first.focus()
        page.keyboard.press("End")
        page.wait_for_function(
            "before => document.querySelector('.ex-words').innerText !== before", arg=before
        )
        browser.close()
