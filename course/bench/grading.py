"""How fast a class is graded, beside stock nbgrader on the same work, on this machine, now.

Both sides grade the same honest submissions of one assignment, each in fresh processes, start-up
counted, with compiled files (a fresh environment has none, and every stock kernel would then
compile its imports anew: flattering and wrong). Ours writes feedback too, stock `nbgrader
autograde` does not.
"""

import compileall
import json
import os
import random
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from course.grading.classroom import Classroom
from course.grading.release import release
from course.topics import ASSIGNMENTS, ROOT

ASSIGNMENT = "08_kinetics"
STUDENTS, SIZES = 60, (10, 20, 50, 100, 200)
Marks = dict[tuple[str, str], tuple[float | None, bool]]
UNUSED = re.compile(r"[/\\](tests?|lib2to3)[/\\]")  # nobody imports these
console = Console()


def run(students: int = STUDENTS, sizes: tuple[int, ...] = SIZES) -> None:
    """Print the ratio at one size, then how ours grows with students and workers."""
    compile_all()
    cores = os.cpu_count() or 1
    with temporary_class(max(students, *sizes)) as everyone:
        ours_first, marks = timed(everyone, students, lambda root: ours(root, cores))
        theirs, expected = timed(everyone, students, stock)
        ours_again, _ = timed(everyone, students, lambda root: ours(root, cores))
        mean = (ours_first + ours_again) / 2
        different = sum(marks.get(key) != expected[key] for key in expected)
        console.print(
            f"{students} submissions on {cores} cores, start-up counted: stock nbgrader "
            f"{theirs:.1f} s, ours {ours_first:.1f} s and {ours_again:.1f} s: "
            f"[bold]{theirs / mean:.1f} times[/] as fast. "
            f"{len(expected) - different} of {len(expected)} marks are the same."
        )
        growth(everyone, sizes, cores, theirs / students)


def growth(everyone: Path, sizes: tuple[int, ...], cores: int, stock_each: float) -> None:
    """Ours by students and workers, and the ratio to stock's time per submission."""
    table = Table("Students", "Workers", "Seconds", "Each further one (s)", "Ratio to stock")
    for workers in sorted({1, cores}):
        before: tuple[int, float] | None = None
        for size in sizes if workers == cores else sizes[:3]:
            seconds, _ = timed(everyone, size, lambda root, n=workers: ours(root, n))
            each = f"{(seconds - before[1]) / (size - before[0]):.2f}" if before else "–"
            ratio = f"{stock_each * size / seconds:.1f}"
            table.add_row(str(size), str(workers), f"{seconds:.1f}", each, ratio)
            before = size, seconds
    console.print(table)
    console.print(f"Stock: {stock_each:.2f} s each, one at a time (it has no workers).")


def compile_all() -> None:
    """Compiled files for all installed packages, and for ours."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), str(ROOT / "course")}
    for folder in folders:
        compileall.compile_dir(folder, quiet=2, rx=UNUSED, workers=os.cpu_count() or 1)


@contextmanager
def temporary_class(size: int) -> Iterator[Path]:
    """A released assignment and `size` honest submissions: each answered what it could."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        shutil.copytree(ASSIGNMENTS / ASSIGNMENT, root / "source" / ASSIGNMENT)
        (root / "nbgrader_config.py").write_text("c = get_config()\n")
        made = release(Classroom(root, ASSIGNMENT)) / f"{ASSIGNMENT}.ipynb"
        stubs = json.loads(made.read_text(encoding="utf-8"))
        answers = json.loads((root / "source" / ASSIGNMENT / made.name).read_text(encoding="utf-8"))
        for k in range(size):
            target = root / "everyone" / f"student{k:03d}" / ASSIGNMENT / made.name
            target.parent.mkdir(parents=True)
            target.write_text(
                json.dumps(answered(stubs, answers, random.Random(k))), encoding="utf-8"
            )
        yield root


def answered(stubs: dict, answers: dict, chance: random.Random) -> dict:
    """The released notebook with most of its stubs replaced by the reference's answers."""
    cells = []
    for stub, answer in zip(stubs["cells"], answers["cells"], strict=True):
        code = stub["cell_type"] == "code" and stub["metadata"].get("nbgrader", {}).get("solution")
        cells.append(
            {**stub, "source": answer["source"]} if code and chance.random() < 0.8 else stub
        )
    return {**stubs, "cells": cells}


def timed(everyone: Path, size: int, side: object) -> tuple[float, Marks]:
    """Seconds, from nothing to the last mark, and the marks."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder) / "class"
        shutil.copytree(everyone, root, ignore=shutil.ignore_patterns("everyone"))
        for student in sorted((everyone / "everyone").iterdir())[:size]:
            shutil.copytree(student, root / "submitted" / student.name)
        start = time.perf_counter()
        side(root)  # type: ignore[operator]
        return time.perf_counter() - start, marks(root)


def ours(root: Path, workers: int) -> None:
    command = ["course", "grade", ASSIGNMENT, "--class", str(root), "--workers", str(workers)]
    _run(command, root)


def stock(root: Path) -> None:
    _run(["nbgrader", "autograde", ASSIGNMENT, "--course-dir", str(root)], root)


def _run(command: list[str], root: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(
            f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )


def marks(root: Path) -> Marks:
    classroom = Classroom(root, ASSIGNMENT)
    with classroom.gradebook() as gradebook:
        handed_in = gradebook.find_assignment(ASSIGNMENT).submissions
        return {
            (s.student_id, g.name): (g.auto_score, g.needs_manual_grade)
            for s in handed_in
            for nb in s.notebooks
            for g in nb.grades
        }
