"""An instructor opens Formgrader in JupyterLab, started from the root, and sees the class."""

import shutil

import pytest

from course.bench import browser as machine
from tests.assignments.classroom import hand_in, nbgrader, new_class
from tests.assignments.harness import SOURCE, Assignment

NAME = "08_kinetics"
MENU = "() => window.jupyterapp?.commands.hasCommand('nbgrader:open-formgrader')"
OPEN = "() => window.jupyterapp.commands.execute('nbgrader:open-formgrader')"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with our settings of Jupyter and a class of two, one of whom has handed in work."""
    root = tmp_path_factory.mktemp("project")
    settings = machine.ROOT / "course" / "jupyter_config"
    shutil.copytree(settings, root / "course" / "jupyter_config")
    folder = new_class(root / "assignments", NAME)
    assignment = Assignment.read(SOURCE / NAME / f"{NAME}.ipynb")
    answers = {"doubling_time": assignment.solution("doubling_time")}
    hand_in(folder, NAME, "mohr", answers)
    hand_in(folder, NAME, "silva", {})
    nbgrader(folder, "autograde", NAME)
    return root


@pytest.fixture(scope="module")
def formgrader(project, chromium):
    """The frame of Formgrader within JupyterLab."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "ROOT", project)  # whose settings JupyterLab is to read
        with machine.jupyterlab(project) as address:
            page = chromium.new_page(viewport={"width": 1400, "height": 900})
            page.goto(f"{address}/lab?reset")
            page.wait_for_function(MENU, timeout=60_000)
            page.evaluate(OPEN)
            yield page.frame_locator("iframe[src*='formgrader']")
            page.close()


def test_the_list_of_assignments_shows_ours_as_released(formgrader):
    row = formgrader.locator("tr", has_text=NAME)
    row.wait_for(timeout=30_000)
    assert "2" in row.locator("td.num-submissions").inner_text()


def test_the_list_of_students_shows_their_scores(formgrader):
    formgrader.get_by_role("link", name="Manage Students").click()
    row = formgrader.locator("tr", has_text="mohr")
    row.wait_for(timeout=30_000)
    assert row.locator("td.score").inner_text().split("/")[0].strip() == "3"


def test_the_written_answer_waits_to_be_graded_by_hand(formgrader):
    formgrader.get_by_role("link", name="Manual Grading").click()
    formgrader.locator("td a", has_text=NAME).click()
    formgrader.locator(".breadcrumb", has_text=NAME).wait_for(timeout=30_000)
    formgrader.locator("td a", has_text=NAME).click()
    rows = formgrader.locator("tr", has_text="Submission #")
    rows.nth(1).wait_for(timeout=30_000)
    assert formgrader.locator("td.needs-manual-grade .glyphicon-ok").count() == 1
