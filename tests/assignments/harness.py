"""Submissions made from a source notebook, run in this process, and marked as nbgrader marks.

A question is named by its function: the solution cell `level` is tested by the cells `level-check`
(visible) and `level-hidden`. `course` is imported once, and each run gets names of its own.
"""

import ast
import contextlib
import io
import re
import signal
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import numpy as np
from nbformat.v4 import new_output

SOURCE = Path(__file__).resolve().parents[2] / "assignments" / "source"
SOLUTION = re.compile(r"^[ \t]*#* ?BEGIN SOLUTION\n(.*?)^[ \t]*#* ?END SOLUTION", re.M | re.S)
HIDDEN = re.compile(r"^### BEGIN HIDDEN TESTS\n(.*?)^### END HIDDEN TESTS", re.M | re.S)
SECONDS = 10  # after which a mutant that loops is stopped (where the system can)


def settings(cell) -> dict:
    """What nbgrader knows about a cell; empty for an ordinary one."""
    return cell.metadata.get("nbgrader", {})


@dataclass
class Assignment:
    """A source notebook and its parts."""

    name: str
    cells: list = field(repr=False)

    @classmethod
    def read(cls, path: Path) -> "Assignment":
        return cls(path.stem, nbformat.read(path, as_version=4).cells)

    def graded(self, kind: str) -> dict[str, Any]:
        """Cells by name: kind is "solution", "check", "hidden" or "written"."""
        found = {}
        for cell in self.cells:
            about = settings(cell)
            name, _, role = about.get("grade_id", "").partition("-")
            if about.get("solution"):
                role = "written" if about.get("grade") else "solution"
            if role == kind:
                found[name] = cell
        return found

    @property
    def questions(self) -> list[str]:
        """The functions that are asked for, in order."""
        return list(self.graded("solution"))

    def solution(self, question: str) -> str:
        """The reference, as in the source."""
        return self.graded("solution")[question].source

    def points(self, question: str) -> float:
        """Points of the visible and hidden tests of a question."""
        cells = [self.graded(kind)[question] for kind in ("check", "hidden")]
        return sum(settings(cell)["points"] for cell in cells)

    def full_marks(self) -> dict[str, float]:
        """Points of each question that is marked by machine."""
        return {question: self.points(question) for question in self.questions}


@dataclass
class Marked:
    """A submission that was run: marks per question, and what the tests said."""

    marks: dict[str, float]
    said: dict[str, str]
    errors: list[str]


def mark(assignment: Assignment, answers: dict[str, str], *, only: str = "") -> Marked:
    """Run the notebook with these answers in place of the reference, and mark it.

    `only` runs one question with what is given, which is enough for a mutant.
    """
    from nbgrader.utils import determine_grade

    names: dict[str, Any] = {"__name__": "__main__"}
    result = Marked({}, {}, [])
    with contextlib.redirect_stdout(io.StringIO()), plt.rc_context(), kernel_warnings() as noted:
        for cell in assignment.cells:
            about = settings(cell)
            question, _, role = about.get("grade_id", "").partition("-")
            if cell.cell_type != "code" or (only and role and question != only):
                continue
            if only and about.get("solution") and question != only:
                continue
            source = answers.get(question, cell.source) if about.get("solution") else cell.source
            cell = nbformat.from_dict(cell | {"outputs": run(source, names, noted)})
            result.errors += [o.ename for o in cell.outputs if o.output_type == "error"]
            if about.get("grade"):
                got, _ = determine_grade(cell)
                result.marks[question] = result.marks.get(question, 0) + got
                text = " ".join(o.get("evalue", "") for o in cell.outputs)
                result.said[question] = f"{result.said.get(question, '')} {text}".strip()
    plt.close("all")
    return result


@contextlib.contextmanager
def kernel_warnings():
    """Warnings as a kernel treats them: shown, unless a cell has switched them off."""
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("default")
        yield noted


def run(source: str, names: dict[str, Any], noted: list) -> list:
    """The outputs that matter for marks: an error, a warning (stderr), the value of a last line."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    before = len(noted)
    with time_limit():
        try:
            exec(compile(tree, "<cell>", "exec"), names)
            value = last and eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
        except BaseException as error:  # as a kernel: SystemExit and TimeoutError end one cell
            if isinstance(error, KeyboardInterrupt):
                raise
            error_type = type(error).__name__
            return [new_output("error", ename=error_type, evalue=str(error), traceback=[])]
    outputs = [new_output("stream", name="stderr", text=str(w.message)) for w in noted[before:]]
    if value is not None:
        outputs.append(new_output("execute_result", data={"text/plain": repr(value)}))
    return outputs


@contextlib.contextmanager
def time_limit(seconds: float = SECONDS):
    """TimeoutError if the block takes too long, on systems that have an alarm clock."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def late(*_):
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def released(assignment: Assignment) -> Assignment:
    """The student version, made by nbgrader's own steps."""
    from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions

    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.from_dict(cell) for cell in assignment.cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    for step in (ClearSolutions(), ClearHiddenTests()):
        notebook, _ = step.preprocess(notebook, {})
    return Assignment(assignment.name, notebook.cells)


def function(assignment: Assignment, source: str, name: str):
    """The function of that name as an answer defines it, among the locked cells' names."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in assignment.cells:
            if settings(cell).get("locked") and not settings(cell).get("grade"):
                exec(cell.source, names)
        exec(source, names)
    return names[name]


def outcome(function, arguments: dict[str, Any], see=lambda value: value) -> Any:
    """What a call gives, in a form that can be compared: value, or the type of the error."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), time_limit():
        warnings.simplefilter("ignore")
        try:
            return see(function(**arguments))
        except BaseException as error:
            return type(error)


def same(a: Any, b: Any) -> bool:
    """Whether two outcomes are equal, numbers to one part in a million."""
    if type(a).__name__ != type(b).__name__ and not (_numeric(a) and _numeric(b)):
        return False
    if hasattr(a, "columns"):
        columns = list(a.columns) == list(b.columns) and list(a.index) == list(b.index)
        return columns and all(same(a[name].to_numpy(), b[name].to_numpy()) for name in a)
    if isinstance(a, tuple | list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if _numeric(a):
        a, b = np.asarray(a), np.asarray(b)
        return a.shape == b.shape and np.allclose(a, b, rtol=1e-6, atol=1e-12, equal_nan=True)
    return np.array_equal(a, b)


def _numeric(value: Any) -> bool:
    return np.asarray(value).dtype.kind in "biuf"


def seed(name: str) -> int:
    """A fixed seed of its own for each question (hash() would change from run to run)."""
    return sum(name.encode())
