"""A whole lecture in the reader's browser, by Pyodide: only where its packages can be fetched.

Set COURSE_PYODIDE=1 to run it; `.github/workflows/site.yml` does.
"""

import functools
import os
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import sync_playwright

from course.doctor import find_browser
from course.site.lite import build_lite

pytestmark = pytest.mark.skipif(
    os.environ.get("COURSE_PYODIDE") != "1",
    reason="not run here: Pyodide's packages come from the network; COURSE_PYODIDE=1 runs it",
)
MINUTES = 60_000
STATUS = "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"


@pytest.mark.filterwarnings("ignore")
def test_a_lecture_runs_to_its_end_in_the_browser(tmp_path):
    build_lite(tmp_path / "lite", tmp_path / "work")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=tmp_path / "lite")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        address = f"http://127.0.0.1:{server.server_port}"
        page.goto(f"{address}/lab/index.html?path=notebooks/08_kinetics.ipynb")
        page.wait_for_function(f"{STATUS} === 'idle'", timeout=5 * MINUTES)
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        page.locator(".explorer").first.wait_for(timeout=5 * MINUTES, state="attached")
        page.wait_for_function(f"{STATUS} === 'idle'", timeout=5 * MINUTES)
        assert page.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0
        before = page.locator(".ex-words").first.inner_text()
        page.locator(".explorer input").first.focus()
        page.keyboard.press("End")
        page.wait_for_timeout(5000)
        assert page.locator(".ex-words").first.inner_text() != before
        browser.close()
    server.shutdown()
    server.server_close()
