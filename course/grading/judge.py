"""The trusted side: runs locked cells and test cells, which are ours.

Their text comes from the gradebook. The student's names in them are stand-ins (`standins`), so that
no line of the student runs here. The judge is locked up too: it parses what the student's side
answers.
"""

import ast
import contextlib
import io
import os
import re
import signal
import socket
import sys
import traceback
import types
import warnings
from typing import Any

from course.grading import frames, mirror, standins

ROOM = 100_000
HIDDEN = re.compile(r"BEGIN HIDDEN TESTS(.*?)(?:END HIDDEN TESTS|\Z)", re.DOTALL)


def definitions(code: str) -> str:
    """Imports, functions and classes: what later cells may need of this one after a restart."""
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    tree = ast.parse(code)
    tree.body = [node for node in tree.body if isinstance(node, kept)]
    return ast.unparse(tree)


def hidden_lines(code: str) -> set[int]:
    """Numbers of the lines between BEGIN HIDDEN TESTS and END HIDDEN TESTS."""
    numbers: set[int] = set()
    for found in HIDDEN.finditer(code):
        first, last = (code.count("\n", 0, at) + 1 for at in found.span())
        numbers |= set(range(first, last + 1))
    return numbers


def run(code: str, names: dict[str, Any], filename: str = "test") -> Any:
    """Like a kernel: the statements, then the value of a last expression."""
    tree = ast.parse(code, filename)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return exec(compile(tree, filename, "exec"), names)
    tree.body.pop()
    exec(compile(tree, filename, "exec"), names)
    return eval(compile(ast.Expression(last.value), filename, "eval"), names)


def test(code: str, names: standins.Namespace, seconds: float) -> dict[str, Any]:
    """Notebook outputs of a test cell, and the record for the feedback."""
    out, notes, outputs, worn = io.StringIO(), [], [], []
    record: dict[str, Any] = {"passed": True}

    def late(*_: object) -> None:
        worn.append(True)  # an answer may still be on its way: this judge must not be used again
        raise mirror.OutOfTime(f"the tests of this question took longer than {seconds:.0f} s")

    def note(message: Any, category: type, *_: object, **__: object) -> None:
        notes.append(f"note: {category.__name__}: {message}\n")

    signal.signal(signal.SIGALRM, late)
    try:
        with contextlib.redirect_stdout(out), warnings.catch_warnings(), _quiet():
            warnings.simplefilter("always")
            warnings.showwarning = note  # never on stderr: stock nbgrader takes points for that
            signal.setitimer(signal.ITIMER_REAL, seconds)
            try:
                value = run(code, names)
                shown = None if value is None else _shown(value)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        if shown is not None:
            outputs.append({"output_type": "execute_result", "data": {"text/plain": shown}})
    except BaseException as error:
        record = failure(error, code, names.side.calls)
        name, text = type(error).__name__, str(error)[:4000]
        trace = [f"{name}: {text}", *record["lines"]]
        outputs = [{"output_type": "error", "ename": name, "evalue": text, "traceback": trace}]
    printed = ("".join(dict.fromkeys(notes)) + out.getvalue())[:ROOM]
    if printed:
        outputs.insert(0, {"output_type": "stream", "name": "stdout", "text": printed})
    return {"outputs": outputs, "record": record, "worn": bool(worn)}


def _quiet() -> contextlib.AbstractContextManager:
    return contextlib.redirect_stderr(io.StringIO())


def _shown(value: Any) -> str:
    return (repr(float(value)) if isinstance(value, float) else repr(value))[:ROOM]


def failure(error: BaseException, code: str, calls: list[dict[str, str]]) -> dict[str, Any]:
    """What the feedback is made from."""
    frames_of_test = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "test"]
    at = frames_of_test[-1].lineno if frames_of_test else None
    line = code.split("\n")[at - 1].strip() if at else ""
    theirs = getattr(error, "student_lines", None)
    return {
        "passed": False,
        "hidden": at is None or at in hidden_lines(code),
        "test": line[:500],
        "error": type(error).__name__,
        "message": str(error)[:2000],
        "raised_by_answer": theirs is not None or isinstance(error, mirror.StudentCodeError),
        "lines": [f"in your code, {s}" for s in theirs or []],
        "call": calls[-1] if calls else None,
    }


def setup(code: str, names: standins.Namespace) -> dict[str, Any]:
    try:
        with contextlib.redirect_stdout(io.StringIO()), _quiet(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            run(code, names, "locked cell")
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:500]}
    return {}


def main(sock: socket.socket, files: list[str]) -> None:
    """Serve one submission, until the grader closes."""
    sys.path[:] = [p for p in sys.path if p not in ("", ".")]
    sys.modules["__main__"] = types.ModuleType("__main__")

    def exchange(raw: bytes) -> bytes:
        frames.send(sock, raw)
        return frames.receive(sock)

    side = standins.Side(exchange)
    names = standins.Namespace.__new__(standins.Namespace)
    names.side = side
    names.update(__name__="__main__", __builtins__=__builtins__)
    while True:
        try:
            _, head, _ = frames.unpack(frames.receive(sock))
        except frames.Gone:
            os._exit(0)
        reply: dict[str, Any] = {}
        side.known, side.calls = {}, []
        if head["do"] == "kinds":
            side.kinds = head["kinds"]
        elif head["do"] == "setup":
            reply = setup(head["code"], names)
        elif head["do"] == "new worker":
            side.functions.clear()
        else:
            reply = test(head["code"], names, head["seconds"])
            reply["seen"] = side.seen
            if "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].close("all")
        frames.send(sock, frames.pack(b"D", reply))
