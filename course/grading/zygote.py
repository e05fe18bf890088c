"""The grader's end of the warm process (`warm`), which forks locked-up workers and judges.

A fork takes some milliseconds where a fresh Python takes a second. It is started by exec, with a
bare environment, and never forked from the grader: its memory holds no gradebook, no test, no
token.
"""

import array
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path

from course.grading import cgroup, frames, sandbox

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR")
SINGLE = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
INLINE = "module://matplotlib_inline.backend_inline"


class NoSandbox(RuntimeError):
    """No sandbox can be had; the message says what to do."""


class Child:
    """A locked-up process: its socket and the handle that signals it."""

    def __init__(self, sock: socket.socket, handle: int, pid: int) -> None:
        self.sock, self._handle, self._pid = sock, handle, pid

    def signal(self, number: int) -> None:
        with contextlib.suppress(OSError):
            if self._pid:
                os.kill(self._pid, number)
            else:
                signal.pidfd_send_signal(self._handle, number)

    def close(self) -> None:
        """Kill it, and with it all that it started."""
        self.signal(signal.SIGKILL)
        self.sock.close()
        if not self._pid:
            os.close(self._handle)


class Zygote:
    """The grader's end of the warm process. One serves all threads. `close` it at the end."""

    def __init__(self, modules: Iterable[str] = (), *, unsafe: bool = False) -> None:
        problem = sandbox.obstacle() if not unsafe or not hasattr(os, "fork") else ""
        if problem:
            raise NoSandbox(problem)
        for old in cgroup.left_behind(Path(tempfile.gettempdir())):
            shutil.rmtree(old, ignore_errors=True)
        self.scratch = tempfile.mkdtemp(prefix=f"{cgroup.NAME}-{os.getpid()}-")
        Path(self.scratch).chmod(0o755)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._group = cgroup.Group()
        arguments = [str(theirs.fileno()), self.scratch, str(int(unsafe)), ",".join(modules)]
        environment = {k: os.environ[k] for k in KEPT if k in os.environ} | SINGLE
        environment |= {"MPLBACKEND": INLINE, "IPYTHONDIR": self.scratch, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "course.grading.warm", *arguments],
            pass_fds=[theirs.fileno()],
            env=environment,
            cwd=ROOT,
            start_new_session=True,  # Ctrl-C is for the grader, which then ends it
        )
        theirs.close()
        self._group.add(self.process.pid)
        self._lock, self._ready = threading.Lock(), False

    def spawn(self, role: str, files: dict[str, bytes]) -> Child:
        """A fresh worker or judge with these files in its folder. Raises NoSandbox, frames.Gone."""
        self._wait_until_ready()
        mine, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [json.dumps({"role": role}).encode()], [theirs.fileno()])
        mine.settimeout(60)
        message, handles, _, _ = socket.recv_fds(mine, 600, 1)
        if message[:2] != b"ok":
            mine.close()
            raise NoSandbox(f"No sandbox could be made: {message[2:].decode(errors='replace')}")
        mine.settimeout(None)
        pid = int(array.array("i", message[2:6])[0])
        child = Child(mine, handles[0] if handles else -1, pid)
        names = sorted(files)
        frame = frames.pack(b"R", {"files": names}, [files[name] for name in names])
        try:
            frames.send(mine, frame, 60)
            problem = frames.unpack(frames.receive(mine, 60))[1]["problem"]
        except (frames.Gone, frames.Late) as error:
            problem = f"it ended before it began ({error})"
        if problem:
            child.close()
            raise NoSandbox(f"No sandbox could be made: {problem}")
        return child

    def _wait_until_ready(self) -> None:
        with self._lock:
            if not self._ready:
                self._control.settimeout(120)
                if self._control.recv(5) != b"ready":
                    raise NoSandbox("The warm process did not start; its error stands above.")
                self._control.settimeout(None)
                self._ready = True

    def close(self) -> None:
        self._control.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)  # it may be at its imports still
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._group.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def __enter__(self) -> "Zygote":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
