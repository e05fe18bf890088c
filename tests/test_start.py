"""start.py tells people plainly what is in the way, and never shows a traceback."""

import ast
import importlib.util
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
Disk = namedtuple("Disk", "free")


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py as a module whose project is an empty folder with one lock."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements.lock").write_text(
        "typer==1.0 \\\n    --hash=sha256:11\n"
        "uv==0.9 \\\n    --hash=sha256:22 \\\n    --hash=sha256:33\n"
    )
    (tmp_path / "requirements-dev.lock").write_text("pytest==9.0 \\\n    --hash=sha256:44\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "course-ready")
    return module


def set_up_already(start, *locks):
    start.VENV.mkdir()
    start.PYTHON.touch()
    start.STAMP.write_text("\n".join(start.seal(start.ROOT / lock) for lock in locks))


def test_it_parses_on_python_3_6_so_that_an_old_python_is_told_what_is_missing():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_needs_nothing_but_the_standard_library():
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert names | {"pathlib"} <= sys.stdlib_module_names


def test_a_finished_set_up_is_skipped_until_the_lock_changes(start):
    lock = start.ROOT / "requirements.lock"
    assert not start.is_ready(lock)
    set_up_already(start, "requirements.lock")
    assert start.is_ready(lock)
    lock.write_text("typer==2.0\n")
    assert not start.is_ready(lock)


def test_a_moved_course_is_set_up_anew(start, monkeypatch):
    set_up_already(start, "requirements.lock")
    monkeypatch.setattr(start, "VENV", start.ROOT / "moved" / ".venv")
    assert not start.is_ready(start.ROOT / "requirements.lock")


def test_no_word_opens_the_course_and_options_are_passed_on(start, monkeypatch):
    set_up_already(start, "requirements.lock")
    monkeypatch.setattr(start, "hand_over", lambda words: words)
    assert start.main([]) == ["lab"]
    assert start.main(["--no-browser", "--port", "1"]) == ["lab", "--no-browser", "--port", "1"]
    assert start.main(["grade", "08_kinetics"]) == ["grade", "08_kinetics"]


def test_only_testers_install_what_tests_need(start, monkeypatch):
    set_up_already(start, "requirements.lock")
    asked = []
    monkeypatch.setattr(start, "set_up", lambda lock: asked.append(lock.name))
    monkeypatch.setattr(start, "hand_over", lambda words: 0)
    start.main(["lab"])
    start.main(["test"])
    assert asked == ["requirements-dev.lock"]


def test_an_unsuitable_python_hands_over_to_a_suitable_one(start, monkeypatch):
    called = []
    monkeypatch.setattr(start.sys, "version_info", (3, 8, 18))
    monkeypatch.setattr(start, "other_python", lambda: ["python3.12"])
    monkeypatch.setattr(start.subprocess, "call", lambda command: called.append(command) or 0)
    assert start.main(["doctor"]) == 0
    assert called == [["python3.12", str(start.ROOT / "start.py"), "doctor"]]


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 14, 2)])
def test_without_a_suitable_python_it_says_which_to_install(start, monkeypatch, version):
    monkeypatch.setattr(start.sys, "version_info", version)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    with pytest.raises(start.Stop, match=r"(?s)This is Python 3\.\d+\. .*Install Python 3\.13"):
        start.main([])


def test_a_python_that_does_not_start_is_not_taken(start):
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert start.answers([sys.executable], here)
    assert not start.answers([sys.executable], "3.99")


def test_a_folder_that_cannot_be_written_is_named(start, monkeypatch):
    def refuse(**_):
        raise PermissionError("read-only")

    monkeypatch.setattr(start.tempfile, "TemporaryFile", refuse)
    with pytest.raises(start.Stop, match=r"cannot be written\. Copy the course"):
        start.check_folder()


def test_a_full_disk_is_said_before_anything_is_downloaded(start, monkeypatch):
    monkeypatch.setattr(start.shutil, "disk_usage", lambda folder: Disk(300_000_000))
    with pytest.raises(start.Stop, match=r"Only 0\.3 GB are free"):
        start.check_folder()


def test_a_python_without_venv_names_the_package_to_install(start, monkeypatch):
    monkeypatch.setattr(start, "quiet", lambda command: 1)
    with pytest.raises(start.Stop, match=r"no venv module.*apt install python3\.\d+-venv"):
        start.make_environment()


@pytest.mark.parametrize(("made_at", "steps"), [("here", []), ("elsewhere", ["Making .venv"])])
def test_a_working_environment_is_kept_unless_its_folder_was_moved(
    start, monkeypatch, made_at, steps
):
    done = []
    set_up_already(start)
    place = str(start.VENV) if made_at == "here" else "/home/other/.venv"
    (start.VENV / "made-here").write_text(place, encoding="utf-8")
    monkeypatch.setattr(start, "quiet", lambda command: 0)
    monkeypatch.setattr(start, "work", lambda what, _: done.append(what) or (True, ""))
    start.make_environment()
    assert done == steps


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("NewConnectionError: Failed to establish a new connection", "cannot be reached"),
        ("error: Request failed. Caused by: dns error", "cannot be reached"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Hash mismatch for typer", "damaged"),
        ("PermissionError: [Errno 13] Permission denied: 'x'", "cannot be written"),
        ("something\nnobody foresaw", "Its last words:\nsomething\nnobody foresaw"),
    ],
)
def test_a_failed_step_is_explained(start, said, plain):
    with pytest.raises(start.Stop, match=plain):
        start.finish(False, said)


def test_uv_fails_then_pip_installs_the_same_lock(start, monkeypatch):
    steps = []

    def work(what, command):
        steps.append([str(part) for part in command])
        return "uv" not in steps[-1], "error"

    start.VENV.mkdir()
    monkeypatch.setattr(start, "work", work)
    start.install(start.ROOT / "requirements.lock")
    assert [("pip" in step, "uv" in step) for step in steps] == [
        (True, False),
        (True, True),
        (True, False),
    ]
    assert all("--require-hashes" in step for step in steps)


def test_the_installer_itself_is_pinned_with_its_hashes(start):
    line = start.entry("uv", start.ROOT / "requirements.lock")
    assert line.split() == ["uv==0.9", "--hash=sha256:22", "--hash=sha256:33"]


def test_the_course_is_linked_by_a_relative_path_so_any_folder_name_will_do(start, monkeypatch):
    site = start.VENV / "lib" / "site-packages"
    site.mkdir(parents=True)
    monkeypatch.setattr(start.subprocess, "check_output", lambda command: str(site).encode())
    start.link_course()
    link = (site / "resetting_immunity.pth").read_text().strip()
    assert (site / link).resolve() == start.ROOT.resolve()
    assert link.isascii()


def test_a_step_reports_success_and_words(start, capsys):
    assert start.work("Counting", [sys.executable, "-c", "print(3)"]) == (True, "3\n")
    assert start.work("Failing", [sys.executable, "-c", "raise SystemExit('no')"])[0] is False
    assert "Counting" in capsys.readouterr().out


def test_packages_of_another_python_are_kept_out(start, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert "PYTHONPATH" not in start.clean()


def test_help_needs_no_set_up():
    command = [sys.executable, str(ROOT / "start.py"), "--help"]
    shown = subprocess.run(command, capture_output=True, text=True)
    assert shown.returncode == 0
    assert "--no-browser" in shown.stdout
