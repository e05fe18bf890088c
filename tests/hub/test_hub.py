"""Two students and an instructor on a JupyterHub, through a whole assignment, in a browser.

Not part of the daily tests: it takes minutes and needs root. Run it by hand (`sudo tests/hub/run`);
GitHub Actions runs it weekly (.github/workflows/hub.yml). With HUB_PICTURES=FOLDER it leaves
pictures of every screen.
"""

import contextlib
import os
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from course.bench import browser as machine
from tests.assignments.harness import SOURCE, Assignment
from tests.hub.conftest import PEOPLE, PLACE

NAME = "08_kinetics"
TEACHER, ADA, BEN = PEOPLE["teacher"], PEOPLE["ada"], PEOPLE["ben"]
PYTHON = PLACE / "hub" / "bin" / "python"
WAIT = 120_000
FILL = """async answers => {
    const panel = window.jupyterapp.shell.currentWidget;
    for (const cell of panel.content.widgets) {
        const marks = cell.model.getMetadata('nbgrader');
        if (marks && marks.grade_id in answers) {
            cell.model.sharedModel.setSource(answers[marks.grade_id]);
        }
    }
    await panel.context.save();
}"""
OPEN = "() => window.jupyterapp?.shell.currentWidget?.context?.isReady === true"


class Desk:
    """One person's browser."""

    def __init__(self, browser, hub, account: str) -> None:
        self.hub, self.account = hub, account
        self.page = browser.new_context(viewport={"width": 1300, "height": 850}).new_page()
        self.page.set_default_timeout(WAIT)

    def sign_in(self) -> None:
        self.page.goto(f"{self.hub.address}/hub/login")
        self.page.fill("#username_input", self.account)
        self.page.fill("#password_input", self.hub.passwords[self.account])
        self.page.click("#login_submit")
        self.page.wait_for_url("**/user/**/lab**")
        self.page.wait_for_function("() => window.jupyterapp?.commands")
        self.page.wait_for_selector(".jp-Launcher")

    def goto(self, where: str) -> None:
        self.page.goto(f"{self.hub.address}/user/{self.account}/{where}")

    def shows(self, name: str) -> None:
        """Leave a picture, if pictures are wanted."""
        if folder := os.environ.get("HUB_PICTURES"):
            self.page.screenshot(path=Path(folder) / f"{name}.png")


class Student(Desk):
    def open_list(self) -> None:
        self.goto("lab?reset")
        self.page.get_by_role("menuitem", name="Nbgrader").click()
        self.page.get_by_role("menuitem", name="Assignment List").click()
        entry = self.page.locator("#assignments .list_item", has_text=NAME).first
        for _ in range(10):  # now and then the list stays empty at first: press its own button
            with contextlib.suppress(PlaywrightTimeout):
                entry.wait_for(timeout=8_000)
                break
            self.page.locator("#refresh_assignments_list").click()
        self.page.wait_for_load_state("networkidle")

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).first.click()

    def fetch(self) -> None:
        self.open_list()
        self.press("Fetch")
        self.page.get_by_role("button", name="Submit", exact=True).wait_for()

    def solve(self, answers: dict[str, str]) -> None:
        self.goto(f"lab/tree/{NAME}/{NAME}.ipynb?reset")
        self.page.wait_for_function(OPEN)
        self.page.evaluate(FILL, answers)

    def validate(self) -> str:
        self.open_list()
        button = self.page.get_by_role("button", name="Validate", exact=True).first
        for _ in range(10):  # the list may be drawn anew, folded, while it loads
            if button.is_visible():
                break
            self.page.locator(".assignment-notebooks-link", has_text=NAME).first.click()
            self.page.wait_for_timeout(2000)
        button.click()
        dialog = self.page.locator(".jp-Dialog-content")
        dialog.wait_for()
        said = dialog.inner_text()
        self.shows(f"validate_{self.account}")
        return said

    def submit(self) -> None:
        self.open_list()
        self.press("Submit")
        self.page.locator("#submitted_assignments_list .list_item", has_text=NAME).first.wait_for()
        self.shows(f"submitted_{self.account}")


class Teacher(Desk):
    terminal_used = 0

    def type(self, command: str) -> str:
        """Type a command into JupyterLab's terminal; what it said, once it has ended well."""
        self.goto("lab?reset")
        self.page.wait_for_selector(".jp-LauncherCard[title*='terminal']")
        self.page.locator(".jp-LauncherCard[title*='terminal']").click()
        self.page.wait_for_selector(".xterm-screen")
        Teacher.terminal_used += 1
        said = Path(f"/home/{self.account}/said_{Teacher.terminal_used}")
        ended = said.with_name(f"ended_{Teacher.terminal_used}")
        time.sleep(3)  # until the shell has its prompt
        self.page.keyboard.type(
            f"cd ~/resetting-immunity && {command} 2>&1 | tee {said}; "
            f"echo ${{PIPESTATUS[0]}} > {ended}\n"
        )
        for _ in range(WAIT // 500):
            if ended.exists() and ended.read_text().strip():
                break
            time.sleep(0.5)
        self.shows(f"terminal_{Teacher.terminal_used}")
        assert ended.read_text().strip() == "0", said.read_text()
        return said.read_text()

    def formgrader(self, where: str = "") -> None:
        """At its own address: JupyterHub forbids it to be framed, as JupyterLab would."""
        answer = self.page.goto(f"{self.hub.address}/user/{self.account}/formgrader{where}")
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]

    def press(self, column: str) -> str:
        """Press the sign in that column of the assignment's row; what the dialog then says."""
        self.formgrader()
        row = self.page.locator("tr", has_text=NAME)
        row.locator(f"td.{column} a").click()
        self.page.locator(".modal.in .modal-body").wait_for()
        said = self.page.locator(".modal.in").inner_text()
        self.shows(f"formgrader_{column}")
        return said


@pytest.fixture(scope="module")
def browser(hub):
    with machine.chromium() as browser:
        yield browser


def test_an_assignment_goes_from_the_instructor_to_students_and_back(hub, browser):
    assignment = Assignment.read(SOURCE / NAME / f"{NAME}.ipynb")
    reference = {question: assignment.solution(question) for question in assignment.questions}
    teacher = Teacher(browser, hub, TEACHER)
    ada, ben = Student(browser, hub, ADA), Student(browser, hub, BEN)

    teacher.sign_in()
    assert "21 of 21 points" in teacher.type(f"{PYTHON} -m course release {NAME}")
    assert "uccess" in teacher.press("release")

    ada.sign_in()
    ada.fetch()
    ada.solve({**reference, "first_samples": "On days 5, 9 and 14, because by then ..."})
    assert "passes all the tests" in ada.validate()
    ada.submit()

    ben.sign_in()
    ben.fetch()
    per_kg = reference["doubling_time"].replace("dose_per_kg * weight", "dose_per_kg")
    ben.solve({"doubling_time": per_kg})
    assert "fail" in ben.validate()
    ben.submit()

    assert "uccess" in teacher.press("collect")
    assert "2 graded" in teacher.type(f"{PYTHON} -m course grade {NAME}")
    mark_by_hand(teacher, "3")
    assert "2 unchanged" in teacher.type(f"{PYTHON} -m course grade {NAME}")
    assert "uccess" in teacher.press("release-feedback")

    assert "24 of 25 points" in feedback(ada)
    told = feedback(ben)
    assert "0 of 25 points" in told
    assert "The dose per kilogram was taken for the dose" in told


def mark_by_hand(teacher: Teacher, points: str) -> None:
    """Give the one written answer that waits its points, in Formgrader."""
    page = teacher.page
    teacher.formgrader(f"/gradebook/{NAME}/{NAME}")
    waiting = page.locator("tr", has=page.locator("td.needs-manual-grade .glyphicon-ok"))
    waiting.locator("a").first.click()
    box = page.locator("#first_samples")
    page.locator("#first_samples.needs_manual_grade").wait_for()  # marks have been loaded
    box.fill(points)
    assert page.get_by_text("Mark scheme: 08_kinetics").count() == 1
    with page.expect_response(lambda r: "/api/grade/" in r.url and r.request.method == "PUT"):
        box.blur()
    box.scroll_into_view_if_needed()
    teacher.shows("formgrader_mark")


def feedback(student: Student) -> str:
    """What the student reads after Fetch Feedback."""
    student.open_list()
    student.press("Fetch Feedback")
    student.page.locator("a", has_text="View Feedback").or_(
        student.page.get_by_role("button", name="View Feedback")
    ).first.wait_for()
    student.shows(f"feedback_list_{student.account}")
    pages = list(Path(f"/home/{student.account}").glob(f"{NAME}/feedback/*/{NAME}.html"))
    assert len(pages) == 1, pages
    student.goto(f"files/{pages[0].relative_to(f'/home/{student.account}')}")
    student.page.locator("h1").wait_for()
    student.shows(f"feedback_{student.account}")
    return student.page.inner_text("body")


def test_students_cannot_read_the_class_or_each_other(hub):
    for path in (f"/home/{TEACHER}/resetting-immunity/assignments", f"/home/{ADA}/{NAME}"):
        for command in (
            ["ls", path],
            ["ls", str(PLACE / "srv/nbgrader/exchange/resetting_immunity/inbound")],
        ):
            done = subprocess.run(["runuser", "-u", BEN, "--", *command], capture_output=True)
            assert done.returncode != 0, command
