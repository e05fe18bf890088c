"""A JupyterHub on the loopback address, set up by the very blocks of docs/jupyterhub.md.

Its paths are changed to a place of the trial, its people to accounts that are made for it and
removed with all they hold. `tests/hub/run` installs what this needs; see there.
"""

import os
import re
import secrets
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from course.bench import browser as machine
from course.topics import ROOT

PLACE = Path(os.environ.get("HUB_PLACE", "/opt/resetting-immunity-trial"))
PEOPLE = {name: f"trial_{name}" for name in ("teacher", "ada", "ben")}
BLOCK = re.compile(r"^```(bash|python)\n(.*?)^```", re.M | re.S)


@dataclass
class Hub:
    """A running hub: its address and the passwords of its people."""

    address: str
    passwords: dict[str, str] = field(repr=False)


def in_the_trial(text: str) -> str:
    """The page's text with the paths and people of the trial."""
    for name, account in PEOPLE.items():
        text = re.sub(rf'(?<=/home/){name}\b|(?<="){name}(?=")|(?<=-R ){name}(?=:)', account, text)
    place = PLACE.as_posix()
    return text.replace("/opt/hub", f"{place}/hub").replace("/srv", f"{place}/srv")


def blocks() -> tuple[list[str], dict[Path, str]]:
    """The shell commands of the page, and its files by the path that their first line gives."""
    commands, files = [], {}
    page = (ROOT / "docs" / "jupyterhub.md").read_text(encoding="utf-8")
    for language, text in BLOCK.findall(page):
        if language == "bash":
            commands.append(in_the_trial(text))
        else:
            path = text.partition("\n")[0].removeprefix("# ")
            files[Path(in_the_trial(path))] = in_the_trial(text)
    return commands, files


def shell(*words: str, given: str | None = None) -> None:
    done = subprocess.run(words, input=given, capture_output=True, text=True)
    assert done.returncode == 0, f"{words}: {done.stdout[-2000:]} {done.stderr[-2000:]}"


def obstacle() -> str:
    """Why there can be no trial here, or nothing."""
    if os.geteuid() != 0:
        return "The hub starts servers for several accounts: run it as root, sudo tests/hub/run"
    if not (PLACE / "hub" / "bin" / "jupyterhub").exists():
        return "JupyterHub is not installed for the trial: sudo tests/hub/run"
    return "" if machine.find_browser() else "No Chromium or Chrome on this machine"


@pytest.fixture(scope="session")
def people() -> Iterator[dict[str, str]]:
    """Three accounts with passwords, and the course at the teacher's home."""
    if problem := obstacle():
        pytest.skip(problem)
    passwords = {account: secrets.token_hex(12) for account in PEOPLE.values()}
    shutil.rmtree(PLACE / "srv", ignore_errors=True)
    course = PLACE / "srv" / "resetting-immunity"
    left_out = shutil.ignore_patterns(".venv", "_build", ".git", "*_cache", "__pycache__")
    shutil.copytree(ROOT, course, ignore=left_out)
    shell("chmod", "-R", "a+rX", str(course))
    try:
        for account, password in passwords.items():
            shell("useradd", "--create-home", "--shell", "/bin/bash", account)
            shell("chpasswd", given=f"{account}:{password}")
            shell("chmod", "700", f"/home/{account}")
        teacher = PEOPLE["teacher"]
        shell("cp", "-r", str(course), f"/home/{teacher}/")
        shell("chown", "-R", f"{teacher}:", f"/home/{teacher}")
        yield passwords
    finally:
        for account in passwords:
            subprocess.run(["userdel", "--remove", account], capture_output=True)


@pytest.fixture(scope="session")
def hub(people: dict[str, str]) -> Iterator[Hub]:
    commands, files = blocks()
    shutil.rmtree(PLACE / "hub" / "etc" / "jupyter" / "labconfig", ignore_errors=True)
    for text in commands:
        shell("bash", "-euc", text)
    ports = [machine.free_port() for _ in range(3)]
    where = PLACE / "run"
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir()
    for path, text in files.items():
        if path.name == "jupyterhub_config.py":
            path = where / path.name
            text = re.sub(r"127\.0\.0\.1:8000", f"127.0.0.1:{ports[0]}", text)
            text += f'c.JupyterHub.hub_bind_url = "http://127.0.0.1:{ports[1]}"\n'
            text += f'c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"\n'
            text += 'c.Spawner.args = ["--LabApp.expose_app_in_browser=True"]\n'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    programs = [str(PLACE / "hub" / "bin"), str(PLACE / "hub" / "node_modules" / ".bin")]
    environment = {"PATH": os.pathsep.join([*programs, os.environ["PATH"]]), "LANG": "C.UTF-8"}
    with (where / "hub.log").open("w") as log:
        server = subprocess.Popen(
            ["jupyterhub", "-f", str(where / "jupyterhub_config.py")],
            executable=str(PLACE / "hub" / "bin" / "jupyterhub"),
            cwd=where,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            address = f"http://127.0.0.1:{ports[0]}"
            wait_for(f"{address}/hub/api/", server, where / "hub.log")
            yield Hub(address, people)
        finally:
            server.terminate()
            server.wait(timeout=60)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            assert server.poll() is None, log.read_text()[-2000:]
            time.sleep(0.5)
    raise AssertionError(log.read_text()[-2000:])
