"""Executes tasks side by side: threads around one warm process, or a Dask scheduler.

A thread only relays frames between processes, so threads are enough; nothing here writes.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

from course.grading.execution import Task, execute, execute_here
from course.grading.files import WrongUse
from course.grading.frames import Gone, Late
from course.grading.zygote import NoSandbox, Zygote

Outcome = tuple[Task, dict[str, Any] | Exception]


class Pool:
    """On this machine. The warm process starts at once, while the caller still reads."""

    def __init__(
        self, modules: tuple[str, ...] = (), *, workers: int = 2, unsafe: bool = False
    ) -> None:
        self.modules, self.workers, self.unsafe = modules, workers, unsafe
        self.zygote = Zygote(modules, unsafe=unsafe)
        self._lock, self.closed = threading.Lock(), False

    def run(self, task: Task) -> dict[str, Any]:
        """One task; again, with a new warm process, if that one was killed (out of memory, say)."""
        zygote = self.zygote
        try:
            result = execute(task, zygote)
            if zygote.process.poll() is None:
                return result  # else all its processes ended with it: not the student's doing
        except (OSError, Gone, Late, NoSandbox):
            if zygote.process.poll() is None:
                raise
        with self._lock:
            if self.closed:
                raise NoSandbox("Grading was stopped.")
            if self.zygote is zygote:
                self.zygote = Zygote(self.modules, unsafe=self.unsafe)
        return execute(task, self.zygote)

    def results(self, tasks: list[Task]) -> Iterator[Outcome]:
        """As they come. A task that cannot be executed gives its exception."""
        with ThreadPoolExecutor(self.workers) as threads:
            running = {threads.submit(self.run, task): task for task in tasks}
            try:
                for future in as_completed(running):
                    error = future.exception()
                    if error is not None and not isinstance(error, Exception):
                        raise error
                    yield running[future], error or future.result()
            except BaseException:  # interrupted: what still runs is ended, not waited for
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def close(self) -> None:
        with self._lock:
            self.closed = True
        self.zygote.close()

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class DaskPool:
    """The same on a Dask scheduler. Its workers need this package; they share no folder with us.

    Dask runs the tasks of a lost worker again on another; each result is recorded once, here.
    """

    def __init__(self, address: str, *, unsafe: bool = False) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise WrongUse("--scheduler needs Dask here too: install dask[distributed].") from None

        self.client, self.unsafe = Client(address, timeout="20s"), unsafe

    def run(self, task: Task) -> dict[str, Any]:
        return self.client.submit(execute_here, task, pure=False, retries=3).result()

    def results(self, tasks: list[Task]) -> Iterator[Outcome]:
        from distributed import as_completed as completed

        keys = [f"grade-{task.student}-{task.notebook}-{task.key}" for task in tasks]
        futures = self.client.map(execute_here, tasks, key=keys, pure=False, retries=3)
        by_key = dict(zip(keys, tasks, strict=True))
        for future in completed(futures):
            error = future.exception()
            yield by_key[future.key], error or future.result()
            future.release()

    def close(self) -> None:
        self.client.close()

    def __enter__(self) -> "DaskPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
