"""A lecture that was just begun runs, and breaks only the rules that ask for content."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from course.scaffold.make import make

ROOT = Path(__file__).resolve().parent.parent
CONTENT = {
    "local links lead somewhere",  # the assignment is not written yet
    "length is right",
    "asks and checks",
    "references are those cited",
    "key terms are used",
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A copy of what a lecture lives in, with the topic `15_ageing` begun in it."""
    root = tmp_path_factory.mktemp("course")
    for part in ("course", "datasets", "notebooks/pictures"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "docs").mkdir()
    for name in ("pyproject.toml", "docs/template_lecture.md"):
        shutil.copy(ROOT / name, root / name)
    for part in ("models", "figures", "widgets"):
        (root / "tests" / part).mkdir(parents=True)
    made = make("15_ageing", root)
    return root, made


def python(root, *words):
    done = subprocess.run([sys.executable, *words], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_runs_and_only_content_is_missing(begun):
    root, (notebook, *_) = begun
    python(root, "-m", "course", "execute", "15_ageing")
    ask = "import json; from pathlib import Path; from course.rules import problems; "
    found = json.loads(
        python(root, "-c", f"{ask}print(json.dumps(problems(Path({str(notebook)!r}))))")
    )
    assert {problem.partition(":")[0] for problem in found} == CONTENT


def test_its_explorer_keeps_every_promise_and_its_own_tests_pass(begun):
    root, made = begun
    tests = [str(path) for path in made if path.name.startswith("test_")]
    python(root, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)


def test_its_files_have_the_projects_style(begun):
    root, made = begun
    code = [str(path) for path in made if path.suffix == ".py"]
    for job in (["check"], ["format", "--check"]):
        python(root, "-m", "ruff", *job, *code)


def test_its_quiz_and_its_check_are_there(begun):
    root, _ = begun
    python(root, "-c", "from course.quizzes.questions import load; assert len(load('ageing')) == 3")
    ask = (
        "from course.checks.ageing import half_life; half_life.check(lambda rate: 0.6931472 / rate)"
    )
    python(root, "-c", ask)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ageing", "is no name of a topic"),
        ("15-ageing", "is no name of a topic"),
        ("15_ageing", "is there already"),
        ("15_other", "is there already"),
        ("16_ageing", "is there already"),
    ],
)
def test_a_name_that_is_wrong_or_taken_writes_nothing(begun, name, said):
    root, _ = begun
    before = sorted(root.rglob("*"))
    with pytest.raises(ValueError, match=said):
        make(name, root)
    assert sorted(root.rglob("*")) == before


def test_the_notebook_follows_the_authors_template(begun):
    _, (notebook, *_) = begun
    cells = nbformat.read(notebook, as_version=4).cells
    titles = [cell.source.splitlines()[0] for cell in cells if cell.source.startswith("## ")]
    template = (ROOT / "docs" / "template_lecture.md").read_text("utf-8").partition("\n---\n")[2]
    assert titles == [line for line in template.splitlines() if line.startswith("## ")]
