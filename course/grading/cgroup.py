"""A memory limit for all sandboxed processes together, where a control group can be made."""

import contextlib
import os
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
BYTES = 4 << 30
PLACES = (  # folder and its file for the limit
    (ROOT / "memory", "memory.limit_in_bytes"),  # version 1
    (ROOT, "memory.max"),  # version 2
)


class Group:
    """Without the right to make one it does nothing: the limit per process still stands."""

    def __init__(self, limit: int = BYTES) -> None:
        self.folder: Path | None = None
        for root, name in PLACES:
            folder = root / f"course-grading-{os.getpid()}-{id(self):x}"
            try:
                folder.mkdir()
                (folder / name).write_text(str(limit))
            except OSError:
                with contextlib.suppress(OSError):
                    folder.rmdir()
            else:
                self.folder = folder
                return

    def add(self, pid: int) -> None:
        if self.folder:
            with contextlib.suppress(OSError):
                (self.folder / "cgroup.procs").write_text(str(pid))

    def close(self) -> None:
        if self.folder:
            with contextlib.suppress(OSError):
                self.folder.rmdir()
