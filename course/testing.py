"""Every test of the course, part by part, each shown with its time, and one count at the end."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from course.doctor import BROWSER_MEND, find_browser
from course.topics import ROOT

console = Console()
SPREAD = ["-n", "2", "--dist", "loadfile"]  # what a file prepares stays on one worker
PYTEST = [sys.executable, "-m", "pytest", "-q", "-rs"]
STYLE = [
    [sys.executable, "-m", "ruff", "check", "."],
    [sys.executable, "-m", "ruff", "format", "--check", "."],
]
NBVAL_CONFIG = "tests/nbval_sanitize.cfg"
# Kernels warn about other people's code; lectures are held to their text by the comparison itself.
LECTURES = ["--nbval-sanitize-with", NBVAL_CONFIG, "-p", "no:cacheprovider", "-W", "default"]
PARTS = {
    "style": STYLE,
    "types": [[sys.executable, "-m", "mypy"]],
    "tests": [[*PYTEST, *SPREAD, "tests", "--ignore=tests/browser", "--ignore=tests/hub"]],
    "nbval": [[*PYTEST, *SPREAD, "--nbval", "notebooks", *LECTURES]],
    "assignments": [[*PYTEST, *SPREAD, "--nbval-lax", "assignments/source", *LECTURES]],
    "browser": [[*PYTEST, *SPREAD, "tests/browser"]],
}
NO_TESTS = 5  # pytest's exit code for "nothing was collected"


@dataclass
class Outcome:
    """What a part came to: its counts, its time in seconds, and whether it went well."""

    part: str
    good: bool
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    remark: str = ""


def run_parts(parts: list[str], *, keyword: str = "") -> int:
    """Run these parts and print the summary; 0 only if everything that ran has passed."""
    outcomes = [run_part(part, keyword=keyword) for part in parts]
    summary(outcomes)
    return int(not all(outcome.good for outcome in outcomes))


def run_part(part: str, *, keyword: str = "") -> Outcome:
    """Run one part, its output straight to the terminal."""
    console.rule(f"[bold]{part}")
    if part == "browser" and not find_browser():
        return no_browser()
    start = time.monotonic()
    outcome = Outcome(part, good=True)
    for command in PARTS[part]:
        run_command(command, outcome, keyword)
    outcome.seconds = time.monotonic() - start
    return outcome


def run_command(command: list[str], outcome: Outcome, keyword: str) -> None:
    """Run one command of a part and add what came of it to the outcome."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    if "pytest" not in command:
        good = subprocess.run(command, cwd=ROOT, env=environment).returncode == 0
        add(outcome, passed=int(good), failed=int(not good))
        return
    folder = Path(tempfile.mkdtemp(prefix="course-tests-"))
    report = [f"--junit-xml={folder / 'report.xml'}", *(["-k", keyword] if keyword else [])]
    code = subprocess.run([*command, *report], cwd=ROOT, env=environment).returncode
    counts = read_report(folder / "report.xml")
    shutil.rmtree(folder, ignore_errors=True)
    if code == NO_TESTS:
        outcome.remark = "no test here" + (" has that name" if keyword else "")
        outcome.good = bool(keyword)
        return
    broken = int(code != 0 and not counts["failed"])  # pytest itself fell over: say so in the count
    counts["failed"] += broken
    add(outcome, **counts)


def add(outcome: Outcome, *, passed: int = 0, failed: int = 0, skipped: int = 0) -> None:
    outcome.passed += passed
    outcome.failed += failed
    outcome.skipped += skipped
    outcome.good = outcome.good and not failed


def read_report(path: Path) -> dict[str, int]:
    """Passed, failed and skipped of a JUnit report; nothing if pytest did not come to write it."""
    if not path.exists():
        return {"passed": 0, "failed": 0, "skipped": 0}
    suites = list(ElementTree.parse(path).getroot().iter("testsuite"))

    def total(name: str) -> int:
        return sum(int(suite.get(name, 0)) for suite in suites)

    failed = total("failures") + total("errors")
    passed = max(total("tests") - failed - total("skipped"), 0)
    return {"passed": passed, "failed": failed, "skipped": total("skipped")}


def no_browser() -> Outcome:
    """Without a browser: a failure in CI, elsewhere a part that was loudly not run."""
    console.print(
        f"[bold red]No Chromium was found: the browser tests did not run.[/] {BROWSER_MEND}"
    )
    in_ci = bool(os.environ.get("CI"))
    remark = "NOT RUN: no Chromium"
    return Outcome("browser", not in_ci, failed=int(in_ci), skipped=int(not in_ci), remark=remark)


def summary(outcomes: list[Outcome]) -> None:
    """The table of parts, and last the one line that a program can read."""
    table = Table("Part", "Passed", "Failed", "Skipped", "Seconds", "", title="Tests of the course")
    for column in table.columns[1:5]:
        column.justify = "right"
    for outcome in outcomes:
        sign = "[green]ok[/]" if outcome.good else "[red]failed[/]"
        counts = (str(outcome.passed), str(outcome.failed), str(outcome.skipped))
        table.add_row(outcome.part, *counts, f"{outcome.seconds:.0f}", outcome.remark or sign)
    console.print(table)
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    skipped = sum(outcome.skipped for outcome in outcomes)
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
