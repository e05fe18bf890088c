"""The same class on a Dask scheduler: a worker is lost on the way, no submission is."""

import os
import signal
import warnings
from pathlib import Path

from course.grading import grade
from course.grading.pool import DaskPool
from tests.grading import small
from tests.grading.conftest import marks, released

STUDENTS = [f"student{k:02d}" for k in range(10)]


def test_a_lost_worker_loses_nothing_and_nothing_is_graded_twice(
    tmp_path: Path,
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import LocalCluster

        classroom = released(tmp_path / "class")
        for k, student in enumerate(STUDENTS):
            answers = {} if k % 2 else {"heaviest": "heaviest = 1"}
            small.hand_in(classroom.root, student, small.solved(**answers))
        options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
        with (
            LocalCluster(processes=True, host="127.0.0.1", **options) as cluster,
            DaskPool(cluster.scheduler_address) as pool,
        ):
            first = next(iter(pool.client.run(os.getpid).values()))
            recorded: list[str] = []

            def watch(done: int, total: int) -> None:
                if done == 3:
                    os.kill(first, signal.SIGKILL)

            report = grade.grade(classroom, CountingPool(pool, recorded), watch=watch)
    assert (report.graded, report.failed) == (len(STUDENTS), {})
    assert sorted(recorded) == STUDENTS
    scores = {s: sum(v or 0 for v in cells.values()) for s, cells in marks(classroom).items()}
    assert scores == {s: float(12 if k % 2 else 11) for k, s in enumerate(STUDENTS)}


class CountingPool(DaskPool):
    """Notes who was handed to the writer."""

    def __init__(self, pool: DaskPool, recorded: list[str]) -> None:
        self.client, self.unsafe, self.recorded = pool.client, pool.unsafe, recorded

    def results(self, tasks: list) -> object:
        for task, result in super().results(tasks):
            self.recorded.append(task.student)
            yield task, result
