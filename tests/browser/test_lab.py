"""What a learner meets after `python3 start.py`: the first page, nothing that harms a cell."""

import json
import os
import subprocess
import sys

import pytest

from course.bench import browser as machine
from course.topics import ROOT

TEST_SETTINGS = {
    "IdentityProvider": {"token": ""},
    "LabApp": {"expose_app_in_browser": True},
}
CELLS = "() => jupyterapp.shell.currentWidget.content.widgets.length"
PATH = "() => window.jupyterapp?.shell.currentWidget?.context?.path"


@pytest.fixture(scope="module")
def course_lab(tmp_path_factory):
    """The address of the real `python -m course lab`, for a person whose settings are our own."""
    home, port = tmp_path_factory.mktemp("home"), machine.free_port()
    (home / "jupyter_server_config.json").write_text(json.dumps(TEST_SETTINGS))
    own = {"JUPYTER_CONFIG_DIR": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    command = [sys.executable, "-m", "course", "lab", "--no-browser", "--port", str(port)]
    log = home / "log"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=out, stderr=out)
        try:
            yield machine.wait_for(f"http://127.0.0.1:{port}", server, log)
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="module")
def first_page(chromium, course_lab):
    """What the browser shows first, its kernel ready."""
    page = chromium.new_page(viewport={"width": 1200, "height": 900})
    page.goto(f"{course_lab}/?reset")
    page.wait_for_function(machine.IDLE, timeout=60_000)
    yield page
    page.close()


def test_the_course_opens_on_its_first_page(first_page):
    assert first_page.evaluate(PATH) == "notebooks/00_start_here.ipynb"


def test_no_news_prompt_and_no_other_notice_is_shown(first_page):
    first_page.wait_for_timeout(1500)
    assert first_page.locator(".Toastify__toast").all_inner_texts() == []


def test_cells_have_no_toolbar_with_a_button_that_deletes_them(first_page):
    first_page.locator(".jp-Notebook .jp-Cell").first.click()
    assert first_page.locator(".jp-cell-toolbar").count() == 0


def test_no_key_is_bound_to_a_merge(first_page):
    bound = first_page.evaluate("() => jupyterapp.commands.keyBindings.map(key => key.command)")
    assert "notebook:delete-cell" in bound
    assert [command for command in bound if "merge" in command] == []


@pytest.mark.parametrize("keys", ["Shift+M", "Control+Backspace", "Control+Shift+M"])
def test_no_key_merges_cells(first_page, keys):
    before = first_page.evaluate(CELLS)
    first_page.locator(".jp-Notebook .jp-Cell").first.click()
    first_page.keyboard.press("Escape")
    first_page.keyboard.press("Shift+ArrowDown")
    first_page.keyboard.press(keys)
    first_page.wait_for_timeout(200)
    assert first_page.evaluate(CELLS) == before


def test_its_kernel_explains_errors_in_plain_words(first_page, course_lab):
    specs = first_page.request.get(f"{course_lab}/api/kernelspecs").json()
    assert "--ext=course.errors.beside" in specs["kernelspecs"]["python3"]["spec"]["argv"]


def test_the_page_help_opens_as_a_page_and_not_as_its_source(first_page):
    first_page.evaluate(
        "() => { jupyterapp.commands.execute('docmanager:open', {path: 'docs/help.md'}); }"
    )
    heading = first_page.get_by_role("heading", name="The kernel does not start")
    heading.wait_for()
    assert heading.is_visible()
    first_page.evaluate("() => { jupyterapp.commands.execute('application:close'); }")


def test_instructors_find_formgrader_and_learners_no_exchange(first_page):
    commands = first_page.evaluate("() => jupyterapp.commands.listCommands()")
    assert "nbgrader:open-formgrader" in commands
    assert "nbgrader:open-assignment-list" not in commands
