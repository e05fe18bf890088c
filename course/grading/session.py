"""One submission: a worker for the student's cells, a judge for the tests, and the relay between.

The relay holds the clocks and both processes' handles, and passes frames on unread.
"""

import contextlib
import select
import signal
import time
from dataclasses import dataclass
from typing import Any

from course.grading import frames, judge
from course.grading.outputs import clean, failure
from course.grading.zygote import Child, Zygote


@dataclass(frozen=True)
class Limits:
    """Seconds for one cell, one call from a test, one test cell, the submission; and restarts."""

    cell: float = 20
    call: float = 10
    test: float = 40
    total: float = 180
    restarts: int = 4


class Session:
    """Runs cells in the order in which they are given. Use it as a context manager."""

    def __init__(
        self,
        zygote: Zygote,
        files: dict[str, bytes],
        own_files: dict[str, bytes],
        *,
        limits: Limits | None = None,
        kinds: dict[str, str] | None = None,
    ) -> None:
        """`files` lie beside the student's notebook, `own_files` (without his) beside the tests."""
        self.zygote, self.files, self.own_files = zygote, files, own_files
        self.limits, self.kinds = limits or Limits(), kinds or {}
        self.worker: Child | None = None
        self.judge: Child | None = None
        self.ran: list[str] = []  # what a fresh worker runs again
        self.setups: list[str] = []  # what a fresh judge runs again
        self.starts, self.lost = 0, False
        self.seen: dict[str, str] = {}
        self.end = time.monotonic() + self.limits.total

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self._drop_worker()
        self._drop_judge()

    # ---- cells

    def student_cell(self, code: str) -> list[dict[str, Any]]:
        """Outputs of a cell run on the student's side."""
        if not self._ensure_worker():
            return [failure("NotRun", "not run: earlier cells used up the time or ended Python")]
        slow = failure(
            "OutOfTime", f"this cell took longer than {self.limits.cell:g} s; it was stopped"
        )
        try:
            reply, late = self._in_worker(_request("cell", code=code), self.limits.cell)
            self.ran.append(code)
            return clean(frames.unpack(reply)[1].get("outputs")) + ([slow] if late else [])
        except frames.Gone as error:
            self._drop_worker()
            text = f"this cell ended Python ({error}); the other cells were run without it"
            return [failure("DeadKernel", text)]

    def locked_cell(self, code: str) -> list[dict[str, Any]]:
        """A cell of ours: it runs on both sides."""
        outputs = self.student_cell(code)
        self.setups.append(code)
        if self.judge:
            self._ask_judge("setup", code=code)
        return outputs

    def test_cell(self, code: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """Outputs of a test cell, and the record for the feedback."""
        self._ensure_worker()
        self._ensure_judge()
        seconds = max(1.0, min(self.limits.test, self.end - time.monotonic()))
        reply = self._ask_judge("test", code=code, seconds=seconds)
        with contextlib.suppress(SyntaxError):
            self.setups.append(judge.definitions(code))
        if reply is None:
            text = "the answer made the test run out of time or memory"
            record = {"passed": False, "hidden": True, "error": "OutOfTime", "message": text}
            return [failure("OutOfTime", text)], {**record, "raised_by_answer": True, "lines": []}
        self.seen.update(reply["seen"])
        return reply["outputs"], reply["record"]

    # ---- the student's side

    def _ensure_worker(self) -> bool:
        """Alive, with every cell run that did not end it; False when that was tried too often."""
        while self.worker is None:
            if self.starts > self.limits.restarts or time.monotonic() > self.end:
                return False
            self.starts += 1
            self.worker = self.zygote.spawn("worker", self.files)
            if self.judge and self.starts > 1:
                self._ask_judge("new worker")
            for code in list(self.ran):
                try:
                    self._in_worker(_request("cell", code=code), self.limits.cell)
                except frames.Gone:
                    self.ran.remove(code)
                    self._drop_worker()
                    break
        return True

    def _in_worker(self, raw: bytes, seconds: float) -> tuple[bytes, bool]:
        """One frame there, one back, and whether it had to be interrupted. Gone if it died."""
        assert self.worker is not None
        sock = self.worker.sock
        if select.select([sock], [], [], 0)[0]:
            raise frames.Gone("it ended, or spoke unasked")
        seconds = max(0.5, min(seconds, self.end - time.monotonic()))
        try:
            frames.send(sock, raw, 10)
            return self._of_student(frames.receive(sock, seconds)), False
        except frames.Late:
            self.worker.signal(signal.SIGINT)
        try:
            return self._of_student(frames.receive(sock, 1.5)), True
        except frames.Late:
            raise frames.Gone(f"longer than {seconds:g} s, and not to be interrupted") from None

    @staticmethod
    def _of_student(raw: bytes) -> bytes:
        if raw[:1] != b"R":
            raise frames.Gone("it broke the protocol")
        return raw

    def _drop_worker(self) -> None:
        if self.worker:
            self.worker.close()
            self.worker = None

    # ---- the trusted side

    def _ensure_judge(self) -> None:
        if self.judge is None:
            self.judge = self.zygote.spawn("judge", self.own_files)
            self._ask_judge("kinds", kinds=self.kinds)
            for code in self.setups:
                self._ask_judge("setup", code=code)

    def _ask_judge(self, do: str, **head: Any) -> dict[str, Any] | None:
        """The judge's reply; what it asks of the student's side meanwhile is passed on."""
        if self.judge is None:
            return None
        end, self.lost = time.monotonic() + self.limits.test + 10, False
        try:
            frames.send(self.judge.sock, _request(do, **head), 60)
            while True:
                raw = frames.receive(self.judge.sock, max(0.1, end - time.monotonic()))
                if raw[:1] == b"D":
                    break
                frames.send(self.judge.sock, self._relay(raw), 60)
            reply = frames.unpack(raw)[1]
        except (frames.Gone, frames.Late):
            self._drop_judge()
            return None
        if reply.get("worn"):
            self._drop_judge()
        return reply

    def _relay(self, raw: bytes) -> bytes:
        """The worker's answer. Once it is lost, the rest of this test cell goes without it."""
        if self.worker is None or self.lost:
            return _sorry("gone", "your code ended Python")
        try:
            reply, late = self._in_worker(raw, self.limits.call)
        except frames.Gone as error:
            self.lost = True
            self._drop_worker()
            return _sorry("gone", f"your code ended Python: {error}")
        return (
            _sorry("late", f"your code took longer than {self.limits.call:g} s") if late else reply
        )

    def _drop_judge(self) -> None:
        if self.judge:
            self.judge.close()
            self.judge = None


def _request(do: str, **head: Any) -> bytes:
    return frames.pack(b"R", {"do": do, **head})


def _sorry(why: str, text: str) -> bytes:
    return frames.pack(b"D", {"why": why, "text": text})
