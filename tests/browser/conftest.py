"""Fixtures for tests in a real browser.

    def test_something(run):
        page = run("from course.widgets.kinetics import explorer", "explorer()")

`run(*cells)` writes a notebook, opens it in JupyterLab, runs it and returns the page. When the test
ends, an error in the browser's console fails it. `broken_rules(page, selector)` asks axe-core.
Opening takes seconds: tests that can share a page make it once with `opened`, see test_explorer.py.
"""

import itertools
from contextlib import ExitStack, contextmanager
from importlib import resources

import pytest

from course.bench import browser as machine

# jupyterlite's extension, of the developers' environment, complains that this is not JupyterLite;
# "Cannot send" is what ipywidgets says when a test has shut the kernel down.
HARMLESS = ("favicon", "ERR_NAME_NOT_RESOLVED", "Failed to load", "@jupyterlite/", "Cannot send")


@pytest.fixture(scope="session")
def chromium():
    if machine.find_browser() is None:
        pytest.skip("No Chromium or Chrome on this machine: the browser tests were not run.")
    with machine.chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="session")
def lab(folder):
    """The address of a JupyterLab that serves `folder`."""
    with machine.jupyterlab(folder) as address:
        yield address


@contextmanager
def new_page(chromium):
    """A fresh page; errors in its console fail the test when it is closed."""
    page = chromium.new_page(viewport={"width": 1200, "height": 1000}, reduced_motion="reduce")
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    yield page
    page.close()
    assert [e for e in errors if not any(word in e for word in HARMLESS)] == []


@pytest.fixture
def page(chromium):
    """A page for anything but notebooks."""
    with new_page(chromium) as page:
        yield page


@pytest.fixture(scope="session")
def opened(chromium, lab, folder):
    """`with opened(*cells) as page`: for fixtures that several tests share."""
    numbers = itertools.count(1)

    @contextmanager
    def opened(*cells):
        name = f"notebook_{next(numbers)}.ipynb"
        machine.write_notebook(folder / name, cells)
        with new_page(chromium) as page:
            machine.run_all(page, lab, name)
            yield page

    return opened


@pytest.fixture
def run(opened):
    with ExitStack() as stack:
        yield lambda *cells: stack.enter_context(opened(*cells))


@pytest.fixture(scope="session")
def broken_rules():
    """broken_rules(page, selector) -> what axe-core finds wrong there, one sentence each."""
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    source = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")

    def broken_rules(page, selector):
        page.evaluate(source)
        found = page.evaluate("selector => axe.run(selector)", selector)["violations"]
        return [f"{v['id']}: {v['help']} {[n['html'] for n in v['nodes']]}" for v in found]

    return broken_rules
