"""Reading and repairing what was handed in, without running it."""

import json
from pathlib import Path

import pytest

from course.grading import execution, submission
from course.grading.repair import repair
from course.grading.rows import Row, grade_id_of

ROWS = [
    Row("setup", "x = 1", "code", False, False, False, True, 0.0, None),
    Row("answer", "raise NotImplementedError", "code", False, True, False, False, 0.0, None),
    Row("test", "assert answer", "code", True, False, False, True, 1.0, None),
    Row("why", "Why?", "markdown", True, True, False, False, 2.0, None),
]


def cell(name: str, source: str, kind: str = "code") -> dict:
    return {"cell_type": kind, "source": source, "metadata": {"nbgrader": {"grade_id": name}}}


def repaired(*cells: dict) -> list[str]:
    nb, _ = submission.read(json.dumps({"cells": cells}).encode())
    return [c.source for c in repair(nb, ROWS)[0].cells]


def test_all_is_in_our_order_with_our_text() -> None:
    cells = [cell("test", "pass"), cell("answer", "answer = 2"), cell("setup", "x = 9")]
    assert repaired(*cells) == ["x = 1", "answer = 2", "assert answer", "Why?"]


def test_of_a_duplicated_answer_the_last_counts() -> None:
    cells = [cell("setup", ""), cell("answer", "answer = 1"), cell("answer", "answer = 2")]
    assert repaired(*cells)[:3] == ["x = 1", "answer = 1", "answer = 2"]


def test_own_cells_stay_where_they_were() -> None:
    own = {"cell_type": "code", "source": "y = 3", "metadata": {}}
    cells = [cell("setup", ""), own, cell("answer", "answer = y")]
    assert repaired(*cells)[:3] == ["x = 1", "y = 3", "answer = y"]


def test_an_unknown_label_makes_no_cell_ours() -> None:
    nb, _ = submission.read(json.dumps({"cells": [cell("own", "answer = 1")]}).encode())
    made = repair(nb, ROWS)[0].cells
    assert [grade_id_of(c) for c in made] == [None, "setup", "answer", "test", "why"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img onerror=x>", "[a](javascript:x)", "<!-- -->"]
)
def test_a_text_cannot_run(text: str) -> None:
    source = repaired(cell("why", text, "markdown"))[-1]
    assert "<" not in source and "javascript:" not in source


def test_a_text_may_compare() -> None:
    assert repaired(cell("why", "Since a < b and 2 > 1", "markdown"))[-1] == "Since a < b and 2 > 1"


@pytest.mark.parametrize(
    ("shown", "kept", "outside"),
    [
        ("0.5", "0.5", False),
        ("7.0", "2.0", True),
        ("-1", "0.0", True),
        ("nan", "0.0", True),
        ("'a'", "'a'", False),
    ],
)
def test_a_partial_score_stays_within_the_points(shown: str, kept: str, outside: bool) -> None:
    outputs = [{"output_type": "execute_result", "data": {"text/plain": shown}}]
    assert execution.clamp(outputs, 2.0) is outside
    assert outputs[0]["data"]["text/plain"] == kept


def test_files_beside_the_notebook_are_read_but_links_are_not(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "own.csv").write_text("a")
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    (tmp_path / "linked").symlink_to("/etc")
    assert submission.files_in(tmp_path) == {"data/own.csv": b"a"}
