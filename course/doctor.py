"""What on this machine would stop a learner or an instructor, and the mend for it."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from course.lab import is_free
from course.topics import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
BROWSER_MEND = (
    "Install Chromium or Chrome (Debian and Ubuntu: sudo apt install chromium), or name the "
    "program in the environment variable CHROMIUM."
)
AGAIN = "Delete the folder .venv and run start.py again."
LANDLOCK_CREATE_RULESET = 444  # the system call's number on every architecture of Linux
GIGABYTE = 1e9


@dataclass(frozen=True)
class Check:
    """One thing looked at. `state` is ok, note (something will be missing) or stop."""

    what: str
    state: str
    found: str
    mend: str = ""


def checks() -> list[Check]:
    """Everything that the doctor looks at, learners' things first."""
    return [
        python(),
        packages(),
        kernel(),
        writing(),
        disk(),
        memory(),
        port(),
        browser(),
        sandbox(),
    ]


def python() -> Check:
    """Whether this is a Python that the lock was made for."""
    version = ".".join(map(str, sys.version_info[:3]))
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return Check("Python", "stop", version, "Install Python 3.13 and run start.py with it.")
    if sys.prefix == sys.base_prefix:
        found = f"{version}, outside a virtual environment"
        return Check("Python", "note", found, "Start with: python3 start.py doctor")
    return Check("Python", "ok", f"{version} in {sys.prefix}")


def packages() -> Check:
    """Whether what requirements.lock pins for this machine is what is installed."""
    from importlib.metadata import PackageNotFoundError, version

    from packaging.requirements import Requirement

    wrong = []
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if "==" not in line or line.startswith(" "):
            continue
        pin = Requirement(line.rstrip("\\ "))
        if pin.marker and not pin.marker.evaluate():
            continue
        try:
            if not pin.specifier.contains(version(pin.name), prereleases=True):
                wrong.append(f"{pin.name} {version(pin.name)}")
        except PackageNotFoundError:
            wrong.append(f"{pin.name} (missing)")
    if wrong:
        return Check("Packages", "note", f"not as locked: {', '.join(wrong[:6])}", AGAIN)
    return Check("Packages", "ok", "as requirements.lock pins them")


def kernel() -> Check:
    """Whether the kernel named python3 runs this Python."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        program = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        return Check("Kernel", "stop", "none called python3", AGAIN)
    own = program in ("python", "python3") or Path(program) == Path(sys.executable)
    if own:
        return Check("Kernel", "ok", "python3 runs this Python")
    mend = "Remove that kernel (jupyter kernelspec remove python3), or start with start.py."
    return Check("Kernel", "note", f"python3 runs another Python: {program}", mend)


def writing() -> Check:
    """Whether notebooks can be saved and results written."""
    for folder in filter(Path.is_dir, (ROOT, ROOT / "notebooks", ROOT / "assignments")):
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            mend = "Copy the course to a folder of your own and start it there."
            return Check("Writing", "stop", f"{folder}: {error.strerror}", mend)
    return Check("Writing", "ok", str(ROOT))


def disk() -> Check:
    """Free space beside the course, in GB."""
    free = shutil.disk_usage(ROOT).free / GIGABYTE
    if free < 0.5:
        return Check("Disk", "stop", f"{free:.1f} GB free", "Make room: 0.5 GB at the least.")
    return Check("Disk", "ok", f"{free:.1f} GB free")


def memory() -> Check:
    """Memory of the machine, in GB: a kernel takes 0.3, JupyterLab and a browser 1."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    except (AttributeError, ValueError, OSError):
        return Check("Memory", "ok", "not looked at on this system")
    if total < 2:
        return Check("Memory", "note", f"{total:.1f} GB", "Grade with --workers 1; close programs.")
    return Check("Memory", "ok", f"{total:.1f} GB")


def port() -> Check:
    """Whether JupyterLab's usual port is free."""
    if is_free(8888):
        return Check("Port", "ok", "8888 is free")
    mend = "Nothing to do: the next free port is taken. Or choose one with --port."
    return Check("Port", "note", "8888 is in use by another program", mend)


def find_browser() -> str | None:
    """The Chromium or Chrome on this machine, for tests and benchmarks; None if there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = filter(None, map(shutil.which, BROWSERS))
    return next(on_path, None) or next((p for p in BROWSER_PLACES if Path(p).exists()), None)


def browser() -> Check:
    """A Chromium is for tests and benchmarks only; the course opens in any browser."""
    found = find_browser()
    if found:
        return Check("Browser for tests", "ok", found)
    return Check("Browser for tests", "note", "none (learners need none of this)", BROWSER_MEND)


def sandbox() -> Check:
    """What keeps student code away from grades and from this machine while it is graded."""
    found = [name for name, there in sandboxes().items() if there]
    if found:
        return Check("Sandbox for grading", "ok", ", ".join(found))
    mend = "Grade on Linux with bubblewrap (Debian and Ubuntu: sudo apt install bubblewrap)."
    return Check("Sandbox for grading", "note", "none: only instructors need it", mend)


def sandboxes() -> dict[str, bool]:
    """Which means of isolation work here, each tried rather than looked up."""
    if not sys.platform.startswith("linux"):
        return {}
    return {
        "bubblewrap": runs(["bwrap", "--ro-bind", "/", "/", "--unshare-all", "true"]),
        "user namespaces": runs(["unshare", "--user", "--map-root-user", "true"]),
        "Landlock": landlock_version() > 0,
    }


def runs(command: list[str]) -> bool:
    """Whether that command exists and ends well within five seconds."""
    try:
        return subprocess.run(command, capture_output=True, timeout=5).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def landlock_version() -> int:
    """The kernel's Landlock interface, 0 or less where there is none."""
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(LANDLOCK_CREATE_RULESET, None, 0, 1)
