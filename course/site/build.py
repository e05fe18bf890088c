"""The web site: `build(folder)` writes it, ready to be served as plain files."""

import os
import shutil
import tomllib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from course.site import lectures, lite, pages
from course.site.program import run
from course.topics import NOTEBOOKS, ROOT, topics

HERE = Path(__file__).parent
WIDGETS = ROOT / "course" / "widgets"
BUILD = ROOT / "_build"


def build(folder: Path = BUILD / "site", *, quick: bool = False) -> Path:
    """Write the site into `folder` and return it; what Sphinx reads stands beside it.

    quick: explorers of which only the first control and the choices move, each alone.
    Raises RuntimeError with Sphinx's words if it warns about anything.
    """
    source = folder.with_name(folder.name + "_source")
    for old in (source, folder):
        shutil.rmtree(old, ignore_errors=True)
    write_pages(source, quick=quick)
    run(ROOT, "sphinx", "-q", "-W", "--keep-going", "-b", "html", str(source), str(folder))
    lite.build_lite(folder / "lite", folder.with_name(folder.name + "_lite"))
    return folder


def write_pages(source: Path, *, quick: bool = False) -> None:
    """Everything that Sphinx reads: notebooks, pages made from tables, documents, static files."""
    (source / "notebooks").mkdir(parents=True)
    known = [topic for topic in topics() if topic.notebook.exists()]
    paths = sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        jobs = [
            pool.submit(lectures.stage, path, source / "notebooks", repository(), quick=quick)
            for path in paths
        ]
        for job in jobs:
            job.result()
    shutil.copytree(NOTEBOOKS / "pictures", source / "notebooks" / "pictures")
    write_documents(source)
    texts = lectures.texts(known)
    made = {
        "index.md": pages.index(known),
        "glossary.md": pages.glossary(texts),
        "references.md": pages.references(texts),
        "facts.md": pages.ledger(),
        "conf.py": (HERE / "conf.py").read_text("utf-8"),
    }
    for name, text in made.items():
        (source / name).write_text(text + "\n", encoding="utf-8")
    write_static(source / "_static")
    shutil.copytree(HERE / "templates", source / "_templates")


def write_documents(source: Path) -> None:
    """The pages of `docs`, whichever there are; those for learners at the top."""
    shutil.copytree(ROOT / "docs", source / "docs", ignore=shutil.ignore_patterns("template_*"))
    for path in list((source / "docs").rglob("*.md")):
        name = path.relative_to(source)
        top = name.as_posix() in lectures.TOP
        text, folder = path.read_text("utf-8"), name.parent.as_posix()
        if top:
            path.unlink()
            path = source / name.name
        text = lectures.elsewhere(text, folder, repository(), "." if top else folder)
        path.write_text(text, encoding="utf-8")


def write_static(folder: Path) -> None:
    """Scripts and styles: those of the widgets, and the site's own."""
    shutil.copytree(HERE / "static", folder)
    parts = [(WIDGETS / name).read_text("utf-8") for name in ("picture.js", "explorer.js")]
    (folder / "explorer.js").write_text("\n".join(parts), encoding="utf-8")
    for name in ("explorer.css", "quiz.js", "quiz.css", "room.js", "room.css"):
        shutil.copy(WIDGETS / name, folder / name)


def repository() -> str:
    """The address of the repository, from pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["urls"]["Repository"]
