"""Submissions that try something, or that something happened to, and the mark that each deserves.

The assignment is `small`: 12 points. Where a trick comes with right answers, these keep their
points; where it comes instead of answers, it earns nothing.
"""

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from tests.grading.small import POINTS, SOLUTIONS, solved

WRONG = dict.fromkeys(SOLUTIONS, "pass")
FUNCTIONS = [name for name in SOLUTIONS if name != "heaviest"]
Notebook = nbformat.NotebookNode


def with_cell(code: str, at: int = 2, **answers: str) -> Notebook:
    """The right answers (or these) and one cell more."""
    nb = solved(**answers)
    nb.cells.insert(at, new_code_cell(code))
    return nb


def only(code: str) -> Notebook:
    """No answers, but this cell."""
    return with_cell(code, len(SOLUTIONS) * 4, **WRONG)


def answering(value: str) -> str:
    """Every question answered by one and the same object."""
    lines = [f"{name} = lambda *a, **k: {value}" for name in FUNCTIONS]
    return "\n".join([*lines, f"heaviest = {value}"])


STRIP = """import ast
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node): return None
get_ipython().ast_transformers.append(Strip())"""
EQUAL = """class Equal:
    def __eq__(self, other): return True
    def __getattr__(self, name): return self
    def __call__(self, *a): return self
    def __iter__(self): return iter([self])
    def __array__(self, *a, **k): return np.ones(3)
    def __le__(self, other): return True
    __hash__ = object.__hash__
"""
PATCH = """import numpy, pandas.testing, builtins
numpy.allclose = pandas.testing.assert_frame_equal = builtins.isinstance = lambda *a, **k: True
"""
FORGE = """import sys
worker, frames = sys.modules["course.grading.worker"], sys.modules["course.grading.frames"]
def forged(head, buffers):
    return {reply}, []
worker.perform = forged
"""
EXIT = "{'kinds': ['builtins.SystemExit'], 'text': '', 'key': 0, 'at': []}"
SEARCH = """import os, glob
seen = []
for start in ("/", "/work", "/tmp", "/root", "/home", os.getcwd(), "/proc", "/dev/shm", ".."):
    for folder, folders, files in os.walk(start):
        if "site-packages" not in folder:
            seen += [f for f in files if f.endswith((".ipynb", ".db"))]
        if folder.count("/") > 6: folders.clear()
print("SEEN", seen)
import gc
print("KNOWN", [o[:80] for o in gc.get_objects() if isinstance(o, str) and "1420" + "00000" in o])
print("TOKEN", os.environ.get("SECRET_TOKEN"))"""
READ_ALL = """for path in {paths}:
    try:
        print("READ", open(path, "rb").read()[:50])
    except OSError as error:
        print("refused", type(error).__name__)"""
DAEMON = """import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(3600)
    os._exit(0)"""
BOMB = """import os
try:
    while True: os.fork()
except OSError: pass"""
FILL = """try:
    for k in range(100):
        with open(f"big{k}", "wb") as file: file.write(bytes(60_000_000))
except OSError as error: print("full", error)"""

HOSTILE: dict[str, tuple[Notebook, float]] = {
    "strips_the_asserts": (only(STRIP), 0),
    "returns_objects_equal_to_everything": (only(EQUAL + answering("Equal()")), 0),
    "patches_numpy_and_pandas": (only(PATCH + answering("1")), 0),
    "prints_a_forged_score": (only("print(12.0)\n12.0"), 0),
    "defines_names_of_the_tests": (only("credit = 12\nfig = axes = result = made = 1"), 0),
    "makes_assertion_errors_harmless": (
        only("import builtins\nbuiltins.AssertionError = Warning"),
        0,
    ),
    "answers_with_a_list_that_is_generous": (
        solved(rounded="class G(list):\n    __eq__ = lambda s, o: 100\nrounded = lambda v: G()"),
        11.5,
    ),
    "forges_a_pickle": (
        only(FORGE.format(reply="{'v': {'@': 'pickle', 'v': 'x'}}") + answering("1")),
        0,
    ),
    "forges_a_command": (
        only(
            FORGE.format(reply="{'v': {'@': 'course', 'name': 'os.system', 'v': 'id'}}")
            + answering("1")
        ),
        0,
    ),
    "forges_an_object_array": (
        only(
            FORGE.format(reply="{'v': {'@': 'array', 'dtype': '|O', 'shape': [1], 'b': 0}}")
            + answering("1")
        ),
        0,
    ),
    "forges_an_exit": (
        only(FORGE.format(reply="{'error': " + EXIT + "}") + answering("1")),
        0,
    ),
    "answers_the_graders_own_frames": (
        with_cell("import os\nos.write(3, b'D' + bytes(3) + b'\\x02' + bytes(8) + b'{}')"),
        POINTS,
    ),
    "announces_an_endless_frame": (
        with_cell("import os\nos.write(3, b'R' + b'\\xff' * 12)"),
        POINTS,
    ),
    "closes_the_connection": (with_cell("import os\nos.close(3)"), POINTS),
    "nests_an_answer_too_deeply": (
        solved(
            rounded="def rounded(v):\n    a = []\n    for _ in range(10**5): a = [a]\n    return a"
        ),
        11,
    ),
    "returns_an_enormous_array": (solved(rounded="def rounded(v): return np.zeros(10**9)"), 11),
    "returns_an_enormous_range": (solved(rounded="def rounded(v): return range(10**15)"), 11),
    "searches_for_tests_and_others": (with_cell(SEARCH), POINTS),
    "leaves_a_process_behind": (with_cell(DAEMON), POINTS),
    "opens_a_connection": (
        with_cell("import socket\nsocket.create_connection(('127.0.0.1', 80), 1)"),
        POINTS,
    ),
    "kills_all_it_can": (with_cell("import os, signal\nos.kill(-1, signal.SIGKILL)"), POINTS),
    "forks_without_end": (with_cell(BOMB), POINTS),
    "takes_all_memory": (
        with_cell("hoard = []\nwhile True: hoard.append(bytearray(50_000_000))"),
        POINTS,
    ),
    "fills_the_disk": (with_cell(FILL), POINTS),
    "prints_200_megabytes": (with_cell("for _ in range(200): print('x' * 1_000_000)"), POINTS),
    "writes_200_megabytes_past_python": (
        with_cell("import os\nfor _ in range(200): os.write(1, b'x' * 1_000_000)"),
        POINTS,
    ),
    "shows_a_script": (
        with_cell(
            "from IPython.display import HTML\nprint('<script>alert(1)</script>')\nHTML('<script>')"
        ),
        POINTS,
    ),
    "exits_in_a_cell": (solved(total_dose="import os\nos._exit(0)"), 9),
    "exits_in_an_answer": (
        solved(total_dose="def total_dose(a, b):\n    import os\n    os._exit(0)"),
        9,
    ),
    "leaves_by_sys_exit": (with_cell("import sys\nsys.exit()"), POINTS),
    "loops_without_end_in_a_cell": (solved(total_dose="while True: pass"), 9),
    "loops_without_end_in_an_answer": (
        solved(total_dose="def total_dose(a, b):\n    while True: pass"),
        9,
    ),
    "loops_and_ignores_interrupts": (
        with_cell("import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"),
        POINTS,
    ),
    "stops_its_own_process": (
        with_cell(
            "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\nimport time; time.sleep(60)"
        ),
        POINTS,
    ),
    "overflows_the_stack": (
        with_cell("import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()"),
        POINTS,
    ),
    "lets_threads_run_on": (
        with_cell("import threading, time\nthreading.Thread(target=time.sleep, args=[99]).start()"),
        POINTS,
    ),
    "warns_in_a_right_answer": (
        solved(
            total_dose=SOLUTIONS["total_dose"].replace(
                "return per",
                "import warnings, sys\n    warnings.warn('x')\n    print('y', file=sys.stderr)\n"
                "    return per",
            )
        ),
        POINTS,
    ),
}


def without(*names: str) -> Notebook:
    nb = solved()
    nb.cells = [c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in names]
    return nb


def changed(name: str, change: Callable[[Notebook], object], **answers: str) -> Notebook:
    nb = solved(**answers)
    change(next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name))
    return nb


def _altered() -> Notebook:
    nb = solved(**WRONG)
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.source = "assert True"
            cell.metadata["nbgrader"] |= {"points": 100, "locked": False}
    return nb


def _doubled() -> Notebook:
    nb = solved()
    nb.cells += copy.deepcopy(nb.cells)
    return nb


def _moved() -> Notebook:
    nb = solved()
    nb.cells.reverse()
    return nb


def _pasted_elsewhere() -> Notebook:
    nb = without("total_dose")
    nb.cells.insert(2, new_code_cell(SOLUTIONS["total_dose"]))
    return nb


def _unlabelled() -> Notebook:
    nb = solved()
    for cell in nb.cells:
        cell.metadata.clear()
    return nb


def _claimed() -> Notebook:
    """A cell of the student's with a label that makes it look like one of ours."""
    nb = only(answering("1"))
    nb.cells[-2].metadata["nbgrader"] = {
        "grade_id": "own",
        "locked": True,
        "grade": True,
        "points": 99,
    }
    return nb


def _old_format() -> bytes:
    cells = json.loads(json.dumps(solved()))["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
    return json.dumps({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}).encode()


TEXT = json.dumps(solved())
DAMAGED: dict[str, tuple[Notebook | bytes | str, float]] = {
    "test_cells_deleted": (without("total_dose_hidden", "dose_table_hidden"), POINTS),
    "locked_cell_deleted": (without("setup"), POINTS),
    "answer_deleted": (without("dose_table"), 9),
    "answer_pasted_into_a_new_cell": (_pasted_elsewhere(), POINTS),
    "every_cell_duplicated": (_doubled(), POINTS),
    "cells_in_reverse_order": (_moved(), POINTS),
    "labels_lost": (_unlabelled(), POINTS),
    "tests_altered_and_worth_more": (_altered(), 0),
    "own_cell_labelled_as_a_test": (_claimed(), 0),
    "locked_cell_altered": (changed("setup", lambda c: c.update(source="patients = None")), POINTS),
    "answer_turned_into_text": (
        changed("rounded", lambda c: c.update(cell_type="markdown")),
        POINTS,
    ),
    "syntax_error_in_one_answer": (solved(rounded="def rounded(values: return"), 11),
    "broken_json": (TEXT[:-300], 0),
    "merge_conflict": ("<<<<<<< HEAD\n" + TEXT, 0),
    "empty_file": (b"", 0),
    "a_pdf": (b"%PDF-1.7 \xff\xfe", 0),
    "a_list": (b"[]", 0),
    "cells_of_no_kind": (json.dumps({"cells": [None, 3, {"cell_type": "code"}]}).encode(), 0),
    "no_cells": (json.dumps({"cells": []}).encode(), 0),
    "deep_json": (b'{"cells":' + b"[" * 100_000 + b"]" * 100_000 + b"}", 0),
    "byte_order_mark": (b"\xef\xbb\xbf" + TEXT.encode(), POINTS),
    "old_format": (_old_format(), POINTS),
    "more_than_20_megabytes": (TEXT.encode() + b" " * (21 << 20), 0),
    "a_script_in_the_text": (
        changed("why", lambda c: c.update(source="<script>alert(1)</script>")),
        POINTS,
    ),
}
DAMAGED["half_of_it_written_by_hand"] = (with_cell("%%time\n!ls\n1/0"), POINTS)


def odd_files(root: Path, assignment: str) -> dict[str, float]:
    """Folders that hold something else than the file that was asked for."""

    def folder(student: str) -> Path:
        made = root / "submitted" / student / assignment
        made.mkdir(parents=True)
        return made

    (folder("file_named_otherwise") / f"{assignment} (1).ipynb").write_text(TEXT)
    (folder("file_ending_in_json") / f"{assignment}.ipynb.json").write_text(TEXT)
    (folder("only_a_letter") / "letter.docx").write_bytes(b"PK")
    folder("empty_folder")
    (folder("link_to_a_secret") / f"{assignment}.ipynb").symlink_to(root / "gradebook.db")
    os.mkfifo(folder("pipe") / f"{assignment}.ipynb")
    late = folder("time_of_no_kind")
    (late / f"{assignment}.ipynb").write_text(TEXT)
    (late / "timestamp.txt").write_bytes(b"\xff yesterday")
    return {
        "file_named_otherwise": POINTS,
        "file_ending_in_json": POINTS,
        "only_a_letter": 0,
        "empty_folder": 0,
        "link_to_a_secret": 0,
        "pipe": 0,
        "time_of_no_kind": POINTS,
    }
