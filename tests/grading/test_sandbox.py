"""What a locked-up process can and cannot do, and what is said where none can be had."""

import os
import platform
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.grading import cli, sandbox, seccomp
from course.grading.pool import Pool
from course.grading.session import Limits, Session
from course.grading.zygote import NoSandbox, Zygote
from course.topics import ROOT


@pytest.fixture
def session(pool: Pool) -> Iterator[Session]:
    with Session(pool.zygote, {"doses.csv": b"kg\n62\n"}, {}, limits=Limits(cell=5, call=3)) as one:
        yield one


def said(session: Session, code: str) -> str:
    """What a cell printed or returned, or its error."""
    output = session.student_cell(code)[0]
    data = output.get("data", {}).get("text/plain", "")
    return output.get("text", "") or data or f"{output.get('ename')}: {output.get('evalue')}"


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/passwd').read()",
        "open('/proc/self/environ').read()",
        f"open({str(Path(__file__))!r}).read()",
        "import os; os.listdir('/')",
        "import os; os.listdir('/tmp')",
        "open('/tmp/x', 'w')",
        "open('/dev/shm/x', 'w')",
        "import os; os.chmod('/usr/bin', 0o777)",
        "import socket; socket.socket()",
        "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "if libc.unshare(0x10000000): raise OSError(ctypes.get_errno(), 'unshare')",
        "import os; os.kill(2, 9)",
        "import os; os.setuid(0)",
        "import os; os.symlink('/etc/shadow', 'link'); open('link').read()",
    ],
)
def test_it_is_refused(code: str, session: Session) -> None:
    assert said(session, code).split(":")[0] in ("PermissionError", "OSError", "ProcessLookupError")


def test_it_reads_the_files_beside_the_notebook_and_writes_new_ones(session: Session) -> None:
    assert "62" in said(session, "open('doses.csv').read()")
    assert "'a'" in said(session, "open('new.txt', 'w').write('a'); open('new.txt').read()")


def test_it_runs_shell_commands_of_its_own(session: Session) -> None:
    assert said(session, "!cat doses.csv") == "kg\n62\n"


def test_it_is_nobody_and_alone(session: Session) -> None:
    assert said(session, "import os; os.getuid(), os.getpid()") == "(1000, 1)"


def test_it_has_neither_the_graders_environment_nor_its_seeds(pool: Pool, session: Session) -> None:
    known = said(session, "import os; sorted(os.environ)")
    assert "SECRET" not in known and "SSH" not in known
    with Session(pool.zygote, {}, {}) as other:
        code = "import numpy as np; float(np.random.random())"
        assert said(session, code) != said(other, code)


def test_what_one_leaves_the_next_does_not_see(pool: Pool, session: Session) -> None:
    session.student_cell("open('left.txt', 'w').write('a'); import numpy; numpy.left = 1")
    with Session(pool.zygote, {}, {}) as other:
        assert "False" in said(
            other, "import os, numpy; os.path.exists('left.txt') or hasattr(numpy, 'left')"
        )


def test_an_ordinary_user_gets_the_same_sandbox() -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            sandbox.drop_root([*sandbox.python_folders(), str(ROOT)])  # from here on not root
            os.environ["TMPDIR"] = tempfile.tempdir = "/tmp"
            with Zygote() as zygote, Session(zygote, {}, {}) as session:
                uid = said(session, "def f(): return 6\nimport os; os.getuid()")
                passed = session.test_cell("assert f() == 6")[1]["passed"]
                os.write(writing, f"{os.getuid() > 0} {uid} {passed}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert pipe.read() == "True 1000 True"
    os.waitpid(child, 0)


def test_the_filter_names_the_calls_of_this_machine() -> None:
    numbers = {pair[platform.machine() == "aarch64"] for pair in seccomp.CALLS.values()}
    assert len(seccomp.program(platform.machine())) == 8 * (len(seccomp.CALLS) + 7)
    assert len(numbers - {1000}) >= len(seccomp.CALLS) - 1


def test_without_a_sandbox_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "landlock_version", lambda: 0)
    with pytest.raises(NoSandbox, match=r"no Landlock.*Linux 6\.2"):
        Zygote()


@pytest.mark.parametrize(("system", "word"), [("darwin", "macOS"), ("win32", "Windows")])
def test_other_systems_are_told_where_to_grade(
    system: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox.sys, "platform", system)
    assert word in sandbox.obstacle() and "Linux" in sandbox.obstacle()


def test_the_command_stops_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sandbox, "obstacle", lambda: "The kernel refuses a sandbox.")
    (tmp_path / "source" / "doses").mkdir(parents=True)
    done = CliRunner().invoke(cli.app, ["grade", "doses", "--class", str(tmp_path)])
    assert done.exit_code == 1
    assert "Nothing was graded. The kernel refuses a sandbox." in done.output
    assert "--unsafe" in done.output


def test_unsafe_works_where_no_sandbox_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "obstacle", lambda: "There is none.")
    with Zygote(unsafe=True) as zygote, Session(zygote, {"a.txt": b"x"}, {}) as session:
        assert said(session, "def double(x): return 2 * x\nopen('a.txt').read()") == "'x'"
        assert session.test_cell("assert double(2) == 4")[1]["passed"]


def test_a_call_takes_a_millisecond_or_so(session: Session) -> None:
    session.student_cell("def f(x): return x")
    session.test_cell("f(1)")
    start = time.perf_counter()
    assert session.test_cell("for i in range(500): f(i)")[1]["passed"]
    assert (time.perf_counter() - start) / 500 < 0.02  # 0.5 ms on a quiet machine
