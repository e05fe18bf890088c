"""Imports point one way, and importing changes nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

COURSE = Path(__file__).resolve().parent.parent / "course"
# What each part of the package may not import from the others.
FORBIDDEN = {
    "models": {"figures", "widgets", "checks", "grading", "bench", "matplotlib", "ipywidgets"},
    "figures": {"widgets", "checks", "grading", "bench", "ipywidgets", "anywidget"},
    "widgets": {"checks", "grading", "bench"},
    "checks": {"figures", "widgets", "grading", "bench"},
    "errors": {"models", "figures", "widgets", "checks", "grading", "bench", "numpy", "pandas"},
    "progress.py": {"models", "figures", "widgets", "checks", "grading", "bench", "numpy"},
    "grading": {"models", "figures", "widgets", "checks", "bench"},
}
# Everything that a lecture imports must exist in the browser version too.
IN_THE_BROWSER = {
    *("course", "numpy", "scipy", "pandas", "matplotlib", "PIL", "packaging"),
    *("IPython", "ipywidgets", "anywidget", "traitlets"),
    *("statsmodels", "lifelines", "sklearn", "networkx", "simpy", "SALib"),
    *("Bio", "dna_features_viewer"),
}
LECTURE_SIDE = (
    *("parameters.py", "data.py", "models", "figures", "widgets", "checks", "errors"),
    *("progress.py", "standing.py", "contents.py", "certificate.py", "topics.py", "whole.py"),
)


def modules(part):
    place = COURSE / part
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def imported(path):
    """The dotted names that a module imports, anywhere in it; relative ones made absolute."""
    package = path.relative_to(COURSE.parent).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: -node.level]) + "." if node.level else ""
            yield from (f"{base}{node.module or ''}.{alias.name}" for alias in node.names)


def part_of(name):
    """`figures` for course.figures.kinetics, `matplotlib` for matplotlib.pyplot."""
    words = [word for word in name.split(".") if word]
    return words[1] if words[0] == "course" and len(words) > 1 else words[0]


@pytest.mark.parametrize("part", FORBIDDEN)
def test_imports_point_one_way(part):
    wrong = [
        f"{path.relative_to(COURSE)} imports {name}"
        for path in modules(part)
        for name in imported(path)
        if part_of(name) in FORBIDDEN[part]
    ]
    assert wrong == []


def test_nothing_but_the_command_line_and_benchmarks_imports_grading():
    others = [path for path in COURSE.rglob("*.py") if "grading" not in path.parts]
    others = [p for p in others if p.name != "__main__.py" and "bench" not in p.parts]
    wrong = [path.name for path in others if "grading" in map(part_of, imported(path))]
    assert wrong == []


@pytest.mark.parametrize("part", LECTURE_SIDE)
def test_lectures_import_only_what_the_browser_version_has(part):
    allowed = IN_THE_BROWSER | sys.stdlib_module_names
    wrong = [
        f"{path.relative_to(COURSE)} imports {name}"
        for path in modules(part)
        for name in imported(path)
        if name.split(".")[0] not in allowed
    ]
    assert wrong == []


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_importing_the_course_is_quick_and_loads_nothing_heavy():
    code = "import sys, course; print(*sys.modules)"
    assert not set(run(code)) & {"numpy", "pandas", "matplotlib", "ipywidgets", "scipy"}


def test_the_command_line_loads_nothing_heavy():
    heavy = {"numpy", "pandas", "matplotlib", "jupyterlab", "nbgrader", "nbconvert", "sqlalchemy"}
    assert not set(run("import sys, course.__main__; print(*sys.modules)")) & heavy


def test_importing_figures_and_widgets_changes_no_setting_of_matplotlib():
    names = [
        ".".join(path.relative_to(COURSE.parent).with_suffix("").parts)
        for part in ("models", "figures", "widgets")
        for path in modules(part)
        if path.name != "__init__.py"
    ]
    code = (
        "import importlib, matplotlib; before = dict(matplotlib.rcParams)\n"
        f"[importlib.import_module(name) for name in {names!r}]\n"
        "print(before == dict(matplotlib.rcParams))"
    )
    assert run(code) == ["True"]
