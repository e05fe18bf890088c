"""How long a reader waits for the answer of an instant check.

Every exercise of every topic is given a wrong answer, the slowest case: all of its mistakes are
tried. What the course promises: a median of at most `SECONDS`.
"""

import importlib
import statistics
import time
from collections.abc import Iterator

import pandas as pd

from course.checks.exercise import Exercise
from course.topics import ROOT

SECONDS, ROUNDS = 0.05, 25


def run(console=None) -> bool:
    """Measure, print, and return whether the promise holds."""
    from rich.console import Console

    table = measure()
    out = console or Console()
    out.print(table.to_string(float_format="{:.1f}".format))
    kept = bool((table["median_ms"] <= 1000 * SECONDS).all())
    out.print(f"Promise: at most {1000 * SECONDS:g} ms: {'kept' if kept else 'broken'}.")
    return kept


def measure() -> pd.DataFrame:
    """Median and longest time of a check in milliseconds, a row for each exercise."""
    rows = {name: timed(exercise) for name, exercise in exercises()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["median_ms", "longest_ms"])


def exercises() -> Iterator[tuple[str, Exercise]]:
    """Every exercise of the course with its name."""
    for path in sorted((ROOT / "course" / "checks").glob("*.py")):
        module = importlib.import_module(f"course.checks.{path.stem}")
        for name, value in vars(module).items():
            if isinstance(value, Exercise):
                yield f"{path.stem}.{name}", value


def timed(exercise: Exercise) -> tuple[float, float]:
    """Milliseconds: the median of `ROUNDS` checks of a wrong answer, and the longest."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        exercise.check(lambda *inputs: 1.5)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken), max(taken)
