"""The warm process itself: imports once, drops root, forks locked-up workers and judges.

    python -m course.grading.warm SOCKET FOLDER UNSAFE MODULES

is started by `zygote.Zygote`. One thread only: a fork of several would be broken.
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
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from course.grading import cells, frames, judge, sandbox, worker

ROOT = Path(__file__).resolve().parents[2]
WARM = ("numpy", "pandas", "scipy.integrate", "scipy.optimize", "scipy.stats", "matplotlib.pyplot")


def serve(control: socket.socket, modules: Iterable[str], scratch: str, unsafe: bool) -> None:
    """Import, drop root, then fork a process for every request until the grader is gone."""
    for module in (*WARM, *modules):
        with contextlib.suppress(
            Exception
        ):  # an import that fails here fails in the cell, and says so
            importlib.import_module(module)
    cells.prepare()
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


if __name__ == "__main__":
    from course.grading import warm  # one copy of this module: the cells get another `__main__`

    number, folder, flag, names = sys.argv[1:5]
    connection = socket.socket(fileno=int(number))
    warm.serve(connection, filter(None, names.split(",")), folder, flag == "1")
