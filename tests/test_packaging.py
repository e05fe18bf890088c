"""The locks, environment.yml, licences and addresses say the same thing everywhere."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = {
    "requirements.lock": ["lab"],
    "requirements-dev.lock": ["lab", "dev"],
}
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}


@pytest.fixture(scope="module")
def lock_tool():
    spec = importlib.util.spec_from_file_location("lock", ROOT / ".ci" / "lock.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def machine(python, system):
    """The marker environment of a Python on a system."""
    return {
        "python_version": python,
        "python_full_version": f"{python}.5",
        "sys_platform": system,
        "platform_system": SYSTEMS[system],
        "os_name": "nt" if system == "win32" else "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


def pinned(lock_tool, lock, python, system):
    """Name and version of what a lock installs there."""
    found = {}
    for pin in lock_tool.pins(lock):
        if not pin.marker or pin.marker.evaluate(machine(python, system)):
            name = canonicalize_name(pin.name)
            assert name not in found, f"{name} is pinned twice for Python {python} on {system}"
            found[name] = str(pin.specifier).removeprefix("==")
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_exactly_with_hashes_and_names_no_host(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    for entry in text.replace("\\\n", "").splitlines():
        assert re.match(r"[a-z0-9_.-]+==\S+( ; .*?)?\s+--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_pyproject_asks_for(lock_tool, lock, python, system):
    versions = pinned(lock_tool, lock, python, system)
    extras = PROJECT["optional-dependencies"]
    wanted = PROJECT["dependencies"] + [need for extra in LOCKS[lock] for need in extras[extra]]
    for need in map(Requirement, wanted):
        assert need.specifier.contains(versions[canonicalize_name(need.name)]), need


@pytest.mark.parametrize("python", PYTHONS)
def test_the_testers_lock_holds_the_learners_lock(lock_tool, python):
    learner = pinned(lock_tool, "requirements.lock", python, "linux")
    tester = pinned(lock_tool, "requirements-dev.lock", python, "linux")
    assert learner.items() <= tester.items()


def test_environment_yml_is_the_learners_lock_for_linux(lock_tool):
    written = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert written == lock_tool.environment(), "run: .venv/bin/python .ci/lock.py"


def test_binder_gets_the_same_without_what_only_instructors_need(lock_tool):
    written = (ROOT / "binder" / "environment.yml").read_text(encoding="utf-8")
    assert written == lock_tool.environment("binder/environment.yml"), "run .ci/lock.py"


def test_nothing_that_binder_gets_needs_what_it_does_not_get(lock_tool):
    served = {pin.name for pin in lock_tool.pins("requirements.lock")} - lock_tool.INSTRUCTORS
    here = {canonicalize_name(one.name) for one in metadata.distributions()}
    for name in served & here:
        needs = map(Requirement, metadata.requires(name) or [])
        firm = [
            n for n in needs if not n.marker or n.marker.evaluate({**lock_tool.LINUX, "extra": ""})
        ]
        assert not lock_tool.INSTRUCTORS & {canonicalize_name(n.name) for n in firm}, name


def test_binder_gets_all_that_a_lecture_imports(lock_tool):
    wanted = {canonicalize_name(Requirement(need).name) for need in PROJECT["dependencies"]}
    assert not wanted & lock_tool.INSTRUCTORS


def test_binder_sets_the_course_up_from_files_that_exist():
    script = (ROOT / "binder" / "postBuild").read_text(encoding="utf-8")
    assert os.access(ROOT / "binder" / "postBuild", os.X_OK) or os.name == "nt"
    for pattern in (
        "course/jupyter_config/labconfig/*.json",
        "course/jupyter_config/kernels/python3/kernel.json",
        "notebooks/*.ipynb",
    ):
        assert pattern in script and list(ROOT.glob(pattern))
    assert not (ROOT / "postBuild").exists(), "Binder looks into binder/ only"


@pytest.mark.skipif(os.name == "nt", reason="repo2docker is for Linux and macOS")
def test_binders_recipe_installs_before_it_copies_and_prepares_last():
    pytest.importorskip("repo2docker", reason="jupyter-repo2docker is not installed")
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)]
    recipe = subprocess.run(command, capture_output=True, text=True)
    text = recipe.stdout + recipe.stderr
    assert recipe.returncode == 0, text[-1000:]
    assert "conda environment for python=3.13" in text
    steps = (
        "COPY --chown=0:0 src/binder/environment.yml",
        '--file "binder/environment.yml"',
        "COPY --chown=0:0 src/ ${REPO_DIR}/",
        "RUN ./binder/postBuild",
    )
    places = [text.find(step) for step in steps]
    assert -1 not in places and places == sorted(places), dict(zip(steps, places, strict=True))


def test_the_dev_container_has_a_python_that_the_course_takes():
    made = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert made["image"].rpartition(":")[2] in PYTHONS
    assert made["postCreateCommand"].startswith("python3 start.py ")


@pytest.mark.parametrize("name", ["environment.yml", "binder/environment.yml"])
def test_environment_yml_pins_each_package_once(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    names = [line.strip(" -").partition("==")[0] for line in lines if "==" in line]
    assert len(names) == len(set(names))


def test_learners_need_no_test_or_site_tools(lock_tool):
    names = {pin.name for pin in lock_tool.pins("requirements.lock")}
    assert not names & {"playwright", "sphinx", "jupyterlite-core", "libroadrunner", "pytest"}


def test_the_repository_has_one_address():
    address = PROJECT["urls"]["Repository"]
    place = address.removeprefix("https://github.com/")
    assert f"mybinder.org/v2/gh/{place}/HEAD" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"repository-code: {address}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_version_is_the_same_in_the_citation_and_the_changelog():
    version = PROJECT["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_code_and_text_have_a_licence_each():
    assert "BSD 3-Clause" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Attribution 4.0 International" in (ROOT / "LICENSE-TEXT").read_text(encoding="utf-8")


def test_the_readme_points_only_to_files_that_exist():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", text)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
