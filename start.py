"""Set the course up and open it.

    python3 start.py                  set up (once), then open the course in JupyterLab
    python3 start.py test             set up, then run every test
    python3 start.py COMMAND ...      set up, then `python -m course COMMAND ...`

Options such as --no-browser and --port 8899 are passed on. On Windows write `py start.py`.
Everything goes into the folder .venv beside this file; delete that folder to begin anew.
This file needs nothing but Python's standard library, and it parses on Python 3.6 so that an
older Python is told what is missing. Two locks: requirements.lock is what learners and
instructors need; requirements-dev.lock adds what tests, site and benchmarks need.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SUITABLE = [(3, 13), (3, 12), (3, 11)]
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "course-ready"
NEEDS_DEV = {"test", "site", "bench", "slides"}
ROOM = 2_000_000_000  # bytes: the packages, and what is unpacked on the way
CAUSES = {
    "The disk is full. Make room": "no space left|errno 28|not enough space|disk quota",
    "The packages cannot be reached. Connect to the internet (or ask for the proxy's settings)": (
        "name resolution|name or service|dns error|getaddrinfo|connection refused|connection error"
        "|newconnectionerror|error sending request|timed out|network is unreachable|failed to fetch"
    ),
    "A download was damaged. Try once more": "hash mismatch|do not match the hashes",
    "A file cannot be written": "permission denied|read-only file system|access is denied",
}


class Stop(Exception):
    """Set-up cannot go on; the text says why and what to do."""


def main(words):
    """Set up what is missing, then hand over; returns the exit code."""
    if words and words[0] in ("-h", "--help"):
        print(__doc__)
        return 0
    if not words or words[0].startswith("-"):
        words = ["lab", *words]
    lock = ROOT / ("requirements-dev.lock" if words[0] in NEEDS_DEV else "requirements.lock")
    if not is_ready(lock):
        if sys.version_info[:2] not in SUITABLE:
            return subprocess.call([*other_python(), str(ROOT / "start.py"), *words])
        set_up(lock)
    return hand_over(words)


def is_ready(lock):
    """Whether a finished set-up of exactly this lock stands in .venv."""
    return STAMP.is_file() and PYTHON.exists() and seal(lock) in STAMP.read_text().split()


def seal(lock):
    """What the stamp holds for a lock: another lock, or a moved folder, is set up again."""
    return f"{lock.name}:{hashlib.sha256(lock.read_bytes() + str(VENV).encode()).hexdigest()}"


def other_python():
    """A command that runs a suitable Python, when this one is not."""
    for major, minor in SUITABLE:
        version = f"{major}.{minor}"
        for command in (["python" + version], ["py", "-" + version]):
            if shutil.which(command[0]) and answers(command, version):
                print("Python {} is used instead of {}.{}.".format(version, *sys.version_info))
                return command
    raise Stop(
        "This is Python {}.{}. The course needs Python 3.11, 3.12 or 3.13, and none was found.\n"
        "Install Python 3.13 (from python.org, or with your system's package manager), "
        "then run it with this file: python3.13 start.py (Windows: py -3.13 start.py)".format(
            *sys.version_info
        )
    )


def answers(command, version):
    """Whether that command really starts this version of Python."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    found = subprocess.run([*command, "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return found.returncode == 0 and found.stdout.decode().strip() == version


def set_up(lock):
    """Make .venv and put into it what the lock pins; a half-done set-up is taken up again."""
    check_folder()
    print(f"Setting up the course in {VENV}. This happens once and takes a minute or two.")
    make_environment()
    STAMP.unlink() if STAMP.exists() else None
    install(lock)
    skip = r"[\\/](tests?|pip|setuptools)[\\/]"
    site = link_course()
    work("Compiling", [PYTHON, "-m", "compileall", "-q", "-j", "0", "-x", skip, site, "course"])
    trial = "import course, jupyterlab, matplotlib.pyplot, pandas, scipy.integrate"
    finish(*work("Starting it once", [PYTHON, "-c", trial]))
    learner = ROOT / "requirements.lock"  # the other lock holds all of it
    STAMP.write_text("\n".join({seal(lock), seal(learner)}))


def check_folder():
    """Stop early where the folder is read-only or the disk is full."""
    try:
        with tempfile.TemporaryFile(dir=str(ROOT)):
            pass
    except OSError:
        raise Stop(
            f"The folder {ROOT} cannot be written. Copy the course to a folder of your own "
            "(your home, for instance) and start it there."
        ) from None
    free = shutil.disk_usage(str(ROOT)).free
    if free < ROOM and not VENV.exists():
        raise Stop(
            f"Only {free / 1e9:.1f} GB are free here; the course needs {ROOM / 1e9:.0f} GB. "
            "Make room and run this again."
        )


def make_environment():
    """Make .venv with pip in it, unless a working one that was made here is there already."""
    works = f"import sys, pip; sys.exit(sys.version_info[:2] not in {SUITABLE})"
    made_here = VENV / "made-here"  # programs in .venv hold its path: a moved one is made anew
    is_ours = made_here.is_file() and made_here.read_text(encoding="utf-8") == str(VENV)
    if is_ours and quiet([PYTHON, "-c", works]) == 0:
        return
    if quiet([sys.executable, "-c", "import venv, ensurepip"]) != 0:
        raise Stop(
            "This Python has no venv module. On Debian and Ubuntu: "
            "sudo apt install python{}.{}-venv. Then run this again.".format(*sys.version_info)
        )
    finish(*work("Making .venv", [sys.executable, "-m", "venv", "--clear", VENV]))
    made_here.write_text(str(VENV), encoding="utf-8")


def install(lock):
    """Install what the lock pins, by uv (quick), else by pip; every file's hash is checked."""
    needed = VENV / "uv.txt"
    needed.write_text(entry("uv", lock))
    options = ["install", "--require-hashes", "--no-deps"]  # the lock names all there is to install
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--retries", "1", *options]
    done, said = work("Fetching the installer", [*pip, "-r", needed])
    if done:
        uv = [PYTHON, "-m", "uv", "pip", *options, "--python", PYTHON]
        done, said = work("Installing", [*uv, "-r", lock])
    if not done:
        done, said = work("Installing with pip", [*pip, "-r", lock])
    finish(done, said)


def entry(name, lock):
    """The lines of one package in a lock: its pin and the hashes under it."""
    blocks = lock.read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    return next(block for block in blocks if block.startswith(name + "=="))


def link_course():
    """Make `import course` work in .venv, by a relative path, so that any folder name will do.

    Returns the folder that holds .venv's packages.
    """
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.check_output([str(PYTHON), "-c", ask]).decode().strip())
    (site / "resetting_immunity.pth").write_text(os.path.relpath(str(ROOT), str(site)) + "\n")
    return site


def work(what, command):
    """Run one step with a dot a second; returns whether it went well and what it said."""
    print("  " + what, end=" ", flush=True)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=said, stderr=said, cwd=str(ROOT), env=clean()
        )
        while process.poll() is None:
            try:
                process.wait(1)
            except subprocess.TimeoutExpired:
                print(".", end="", flush=True)
        print("" if process.returncode == 0 else " failed", flush=True)
        said.seek(0)
        return process.returncode == 0, said.read().decode("utf-8", "replace")


def quiet(command):
    """Exit code of a command whose words nobody needs; 127 if it is not there."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.call([str(part) for part in command], env=clean(), **silent)
    except FileNotFoundError:
        return 127


def clean():
    """The environment without what would lead another Python's packages into .venv."""
    leave_out = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in leave_out}


def finish(done, said):
    """Stop with the plain cause of a failed step, if it failed."""
    if done:
        return
    for cause, signs in CAUSES.items():
        if re.search(signs, said, re.IGNORECASE):
            raise Stop(f"{cause}, then run this again: it takes up where it left off.")
    last = "\n".join(said.strip().splitlines()[-8:])
    raise Stop(f"That step failed. Its last words:\n{last}\nRun this again once mended.")


def hand_over(words):
    """Let the course itself do the rest, with the environment's own Python."""
    command = [str(PYTHON), "-m", "course", *words]
    if os.name == "nt":
        return subprocess.call(command, env=clean())
    sys.stdout.flush()
    os.execve(command[0], command, clean())


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(f"\n{stop}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the same command again: it takes up where it left off.")
    except OSError as error:
        sys.exit(f"\nSet-up stopped: {error}. Mend this and run it again.")
