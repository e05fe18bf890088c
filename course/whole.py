"""Files that are always whole: written in one step, by one program at a time."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE, ABANDONED = 0.5, 5  # seconds: how long one waits, after how long a lock has no owner


def write(path: Path, text: str) -> None:
    """Write in one step: whoever reads, and after any interruption, finds the old or the new text.

    Raises OSError if the folder cannot be written.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    new.write_text(text, encoding="utf-8", newline="\n")
    for _ in range(5):
        try:
            new.replace(path)
            return
        except PermissionError:  # on Windows, while someone reads it
            time.sleep(0.02)
    new.unlink()
    raise PermissionError(f"{path.name} cannot be replaced.")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One program at a time. Raises TimeoutError if another one does not come to an end."""
    lock, end = path.with_name(f"{path.name}.lock.tmp"), time.monotonic() + PATIENCE
    while True:
        try:
            lock.touch(exist_ok=False)
            break
        except FileExistsError:
            if time.monotonic() > end:
                raise TimeoutError(f"{path.name} is in use.") from None
        except PermissionError:  # this folder cannot be written, or Windows is still deleting
            if os.name != "nt" or time.monotonic() > end:
                raise
        with suppress(OSError):  # released in this moment
            if time.time() - lock.stat().st_mtime > ABANDONED:
                lock.unlink()
        time.sleep(0.005)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
