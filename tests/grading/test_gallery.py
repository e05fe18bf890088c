"""Each submission of the gallery gets the mark that it deserves."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from course.topics import ROOT
from tests.grading import gallery, small
from tests.grading.conftest import Graded, released

ODD = [
    *("file_named_otherwise", "file_ending_in_json", "only_a_letter", "empty_folder"),
    *("link_to_a_secret", "pipe", "time_of_no_kind"),
]
GRADE_AND_WEIGH = """
import sys
from pathlib import Path
from course.__main__ import app

app(sys.argv[1:], standalone_mode=False)
status = Path("/proc/self/status").read_text()
print(status.partition("VmHWM:")[2].split()[0])  # the most memory that this process held, in kB
"""
NAMES = [*gallery.HOSTILE, *gallery.DAMAGED, *ODD]


@pytest.mark.parametrize("name", NAMES)
def test_a_submission_that(name: str, graded: Graded) -> None:
    assert graded.score(name) == graded.deserved[name], graded.notebook(name)[-3000:]


def test_every_submission_ends_with_a_mark_and_feedback(graded: Graded) -> None:
    assert set(graded.marks()) == set(NAMES)
    assert not graded.report.failed
    for name in NAMES:
        assert "points" in graded.feedback(name)


def test_no_mark_is_waited_for_but_those_given_by_hand(graded: Graded) -> None:
    for name, marks in graded.marks().items():
        assert [cell for cell, mark in marks.items() if mark is None and cell != "why"] == [], name


def test_what_floods_is_stored_small(graded: Graded) -> None:
    for name in ("prints_200_megabytes", "writes_200_megabytes_past_python", "shows_a_script"):
        assert len(graded.notebook(name)) < 1_000_000


def test_the_grader_stays_small(tmp_path: Path) -> None:
    """Under 300 MB, measured in a process that does nothing else than the command."""
    classroom = released(tmp_path / "class")
    for name in ("prints_200_megabytes", "writes_200_megabytes_past_python"):
        small.hand_in(classroom.root, name, gallery.HOSTILE[name][0])
    command = ["grade", small.ASSIGNMENT, "--class", str(classroom.root), "--workers", "2"]
    done = subprocess.run(
        [sys.executable, "-c", GRADE_AND_WEIGH, *command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert "2 graded" in done.stdout
    assert int(done.stdout.split()[-1]) < 300_000  # kB


def test_a_search_finds_no_notebook_no_test_and_no_token(graded: Graded) -> None:
    nb = json.loads(graded.notebook("searches_for_tests_and_others"))
    cell = next(c for c in nb["cells"] if "SEEN" in c["source"])
    assert "".join(cell["outputs"][0]["text"]) == "SEEN []\nKNOWN []\nTOKEN None\n"


def test_no_process_is_left_behind(graded: Graded) -> None:
    assert not [c for c in command_lines() if graded.scratch in c]


def command_lines() -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(path.read_bytes().decode(errors="replace"))
    return found


def test_the_instructor_is_told_in_a_line(graded: Graded) -> None:
    said = {name: "; ".join(notes) for name, notes in graded.report.notes.items()}
    assert "broken JSON" in said["broken_json"]
    assert "is called doses (1).ipynb" in said["file_named_otherwise"]
    assert "duplicated" in said["every_cell_duplicated"]
    assert "deleted" in said["test_cells_deleted"]
    assert "took longer than" in said["loops_without_end_in_a_cell"]
    assert "ended Python" in said["exits_in_a_cell"]
    assert "no notebook was handed in" in said["empty_folder"]
    assert not any("\n" in line for line in said.values())


@pytest.mark.parametrize("secret", ["142000000", "2.13e8", "213000000", "HIDDEN", "<script"])
def test_no_feedback_page_holds(secret: str, graded: Graded) -> None:
    for name in NAMES:
        assert secret not in graded.feedback(name), name
