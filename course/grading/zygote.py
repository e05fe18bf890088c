"""One warm process: imports the heavy libraries once, then forks locked-up workers and judges.

A fork takes some milliseconds where a fresh Python takes a second. It is started by exec, with a
bare environment, and never forked from the grader: its memory holds no gradebook, no test, no
token.
"""

import array
import contextlib
import gc
import importlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from course.grading import cgroup, frames, sandbox

ROOT = Path(__file__).resolve().parents[2]
WARM = ("numpy", "pandas", "scipy.integrate", "scipy.optimize", "scipy.stats", "matplotlib.pyplot")
KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR")
SINGLE = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
INLINE = "module://matplotlib_inline.backend_inline"


class NoSandbox(RuntimeError):
    """No sandbox can be had; the message says what to do."""


# ---- in the warm process


def serve(control: socket.socket, modules: Iterable[str], scratch: str, unsafe: bool) -> None:
    """Import, drop root, then fork a process for every request until the grader is gone."""
    from course.grading import judge, worker

    for module in (*WARM, *modules):
        with contextlib.suppress(
            Exception
        ):  # an import that fails here fails in the cell, and says so
            importlib.import_module(module)
    worker.prepare()
    readable = [*sandbox.python_folders(), str(ROOT / "course"), str(ROOT / "datasets")]
    if not unsafe:
        sandbox.drop_root([*readable, scratch])
        sandbox.libc.prctl(36, 1, 0, 0, 0)  # orphans come to us, and vanish
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        control.send(b"ready")
    except BrokenPipeError:
        os._exit(0)  # there was nothing to do
    mains = {"worker": worker.main, "judge": judge.main}
    while True:
        message, handles, _, _ = socket.recv_fds(control, 1 << 16, 1)
        if not message:
            os._exit(0)  # the grader is gone: so are we, and with us our children
        request = json.loads(message)
        request |= {"scratch": scratch, "readable": readable, "unsafe": unsafe}
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            _answer(handles[0], request, mains[request["role"]])
        os.close(handles[0])


def _answer(handle: int, request: dict[str, Any], main: Any) -> None:
    """In the fork: make the locked-up process, send its handle to the grader, wait for its end."""
    reply = socket.socket(fileno=handle)
    try:
        if request["unsafe"]:
            reply.send(b"ok" + array.array("i", [os.getpid()]).tobytes())
            _run_unsafe(reply, request, main)
        sandbox.new_namespaces()
        sandbox.die_with_parent()
        child = os.fork()
        if child == 0:
            _run(reply, request, main)
        socket.send_fds(reply, [b"ok" + bytes(4)], [os.pidfd_open(child)])
        reply.close()
        os.waitpid(child, 0)
    except BaseException as error:
        with contextlib.suppress(OSError):
            reply.send(b"no" + str(error).encode()[:500])
    os._exit(0)


def _run(sock: socket.socket, request: dict[str, Any], main: Any) -> None:
    """Process 1 of its namespaces, which end with it."""
    try:
        sandbox.die_with_parent()
        scratch = request["scratch"]
        sandbox.scratch(scratch)
        sock = _only_this_open(sock)
        files = _take_files(sock, scratch)
        read = [*request["readable"], scratch]
        sandbox.lock(read, [scratch] if request["role"] == "worker" else [])
        _begin(sock, scratch, main, files)
    except Exception as error:
        with contextlib.suppress(Exception):
            frames.send(sock, frames.pack(b"D", {"problem": f"{type(error).__name__}: {error}"}), 5)
    finally:
        os._exit(0)


def _begin(sock: socket.socket, folder: str, main: Any, files: list[str]) -> None:
    """Say that all is locked, then serve. What ends it from here on is the cells' doing."""
    _fresh(folder)
    frames.send(sock, frames.pack(b"D", {"problem": ""}), 60)
    with contextlib.suppress(BaseException):
        main(sock, files)


def _run_unsafe(sock: socket.socket, request: dict[str, Any], main: Any) -> None:
    scratch = tempfile.mkdtemp(prefix="unsafe-", dir=request["scratch"])
    try:
        if sys.platform == "linux":
            sandbox.die_with_parent()
        sock = _only_this_open(sock)
        _begin(sock, scratch, main, _take_files(sock, scratch))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        os._exit(0)


def _only_this_open(sock: socket.socket) -> socket.socket:
    null = os.open(os.devnull, os.O_RDWR)
    kept = os.dup(sock.fileno())
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.dup2(kept, 3)
    os.closerange(4, 1024)
    sock.detach()
    return socket.socket(fileno=3)


def _take_files(sock: socket.socket, folder: str) -> list[str]:
    """The first frame: the files that lie beside the notebook. It becomes the working folder."""
    _, head, contents = frames.unpack(frames.receive(sock, 60))
    work = Path(folder, "work")
    work.mkdir()
    for name, content in zip(head["files"], contents, strict=True):
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    os.chdir(work)
    return head["files"]


def _fresh(folder: str) -> None:
    """Nothing of another process: own home and temporary folder, own seeds."""
    import numpy

    os.environ.update(HOME=folder, TMPDIR=folder, NBGRADER_EXECUTION="autograde")
    tempfile.tempdir = None
    random.seed()
    numpy.random.seed()


# ---- in the grader


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
        self.scratch = tempfile.mkdtemp(prefix="course-grading-")
        Path(self.scratch).chmod(0o755)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._group = cgroup.Group()
        arguments = [str(theirs.fileno()), self.scratch, str(int(unsafe)), ",".join(modules)]
        environment = {k: os.environ[k] for k in KEPT if k in os.environ} | SINGLE
        environment |= {"MPLBACKEND": INLINE, "IPYTHONDIR": self.scratch, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "course.grading.zygote", *arguments],
            pass_fds=[theirs.fileno()],
            env=environment,
            cwd=ROOT,
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


if __name__ == "__main__":
    from course.grading import zygote  # one copy of this module, not two

    number, folder, flag, names = sys.argv[1:5]
    connection = socket.socket(fileno=int(number))
    zygote.serve(connection, filter(None, names.split(",")), folder, flag == "1")
