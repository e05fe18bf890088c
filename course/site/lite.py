"""The course in the browser: JupyterLite with the Pyodide kernel, in plain files.

The notebooks are those of the repository, with one cell before the first that fetches what the
lecture needs: the course itself, as a wheel that is served beside the site, and the packages that
Pyodide offers. Everything runs in the reader's browser; nothing that is typed leaves it.
"""

import json
import re
import shutil
from pathlib import Path

import nbformat
from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_MJS
from nbformat.v4 import new_code_cell, new_markdown_cell

from course.site.program import run
from course.topics import NOTEBOOKS, ROOT

HERE = Path(__file__).parent
ALWAYS = ("numpy", "pandas", "scipy", "matplotlib", "ipywidgets", "anywidget")
PACKAGES = {  # what is imported, and the package that brings it
    "Bio": "biopython",
    "SALib": "SALib",
    "dna_features_viewer": "dna_features_viewer",
    "lifelines": "lifelines==0.30.0",  # the newest that does not forbid Pyodide's pandas
    "networkx": "networkx",
    "simpy": "simpy",
    "sklearn": "scikit-learn",
    "statsmodels": "statsmodels",
}
SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "appName": "Resetting Immunity",
        "exposeAppInBrowser": True,  # the tests run cells by it
        "disabledExtensions": ["@jupyter/nbgrader", "@jupyter-notebook/lab-extension"],
    },
}
PREPARE = (
    "This is the version for the browser. The next cell fetches Python and the course, which takes"
    " up to a minute the first time. If it does not end, the kernel could not be loaded, most often"
    " because a network blocks it: read the lecture on [its page](../../../notebooks/{name}.html)"
    " instead, where the explorers and the quiz work without a kernel. What you type stays in this"
    " browser; to keep it, choose *File, Download*."
)
WHEEL = "--piplite-wheels"
SAY = (HERE / "kernel.js").read_text("utf-8")
KERNEL = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
APPS = ("lab", "notebooks")


def build_lite(folder: Path, work: Path) -> None:
    """Write the browser version into `folder`; `work` is for what it is made from.

    Raises RuntimeError with the words of the program that failed.
    """
    shutil.rmtree(work, ignore_errors=True)
    stage(work / "contents")
    build_wheel(work / "wheels")
    assemble(folder, work)


def assemble(folder: Path, work: Path) -> None:
    """JupyterLite into `folder`, with the `contents` and `wheels` of `work`, and a word of help.

    Pyodide comes from `work`/static/pyodide if that is there, else from its own host.
    """
    (work / "jupyter-lite.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    wheels = [
        part for path in sorted((work / "wheels").glob("*.whl")) for part in (WHEEL, str(path))
    ]
    run(
        work, "jupyter", "lite", "build", "--lite-dir", str(work),
        "--contents", str(work / "contents"), *wheels, "--output-dir", str(folder),
        "--no-sourcemaps", "--no-libarchive", *(part for app in APPS for part in ("--apps", app)),
    )  # fmt: skip
    own = folder / "static" / "pyodide" / PYODIDE_MJS
    python = (
        "../static/pyodide/" + PYODIDE_MJS if own.exists() else f"{PYODIDE_CDN_URL}/{PYODIDE_MJS}"
    )
    for app in APPS:
        page = folder / app / "index.html"
        script = f'<script type="module" data-python="{python}" id="python-or-not">{SAY}</script>'
        page.write_text(page.read_text("utf-8").replace("</body>", f"{script}</body>"), "utf-8")


def stage(contents: Path) -> None:
    """The notebooks with their preparing cell, their pictures, and the page Help."""
    shutil.copytree(NOTEBOOKS / "pictures", contents / "notebooks" / "pictures")
    (contents / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "help.md", contents / "docs" / "help.md")
    for path in sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["kernelspec"] = KERNEL
        words = PREPARE.format(name=path.stem)
        notebook.cells[:0] = [
            new_markdown_cell(words, id="browser-1"),
            new_code_cell(install(path), id="browser-2"),
        ]
        nbformat.write(notebook, contents / "notebooks" / path.name)


def install(path: Path) -> str:
    """What fetches a notebook's needs (the course without its own list) and explains errors."""
    found = {package for name, package in PACKAGES.items() if imports(name, sources(path))}
    wanted = " ".join([*ALWAYS, *sorted(found)])
    return (
        f"%pip install -q {wanted}\n%pip install -q --no-deps resetting-immunity\n"
        "%load_ext course.errors.beside"
    )


def imports(module: str, texts: list[str]) -> bool:
    """Whether one of the texts imports a module."""
    line = re.compile(rf"^\s*(import|from) {module}\b", re.M)
    return any(line.search(text) for text in texts)


def sources(path: Path) -> list[str]:
    """The notebook and the files of the course that its topic's word names, with what these use."""
    word = path.stem.partition("_")[2]
    texts = [path.read_text("utf-8").replace('"', "\n").replace("\\n", "\n")]
    seen: set[Path] = set()
    waiting = [*(ROOT / "course").glob(f"*/{word}*.py"), *used(texts[0])]
    while waiting:
        file = waiting.pop()
        if file not in seen and file.is_file():
            seen.add(file)
            texts.append(file.read_text("utf-8"))
            waiting += used(texts[-1])
    return texts


def used(text: str) -> list[Path]:
    """The files of the course that a text imports."""
    dotted = re.findall(r"from (course[\w.]*) import ([\w, ]+)", text)
    names = {module for module, _ in dotted}
    names |= {f"{module}.{name.strip()}" for module, more in dotted for name in more.split(",")}
    return [ROOT / (name.replace(".", "/") + ".py") for name in names]


def build_wheel(folder: Path) -> None:
    """The course as a wheel, its tables inside."""
    run(ROOT, "hatchling", "build", "-t", "wheel", "-d", str(folder))
