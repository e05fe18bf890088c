"""Rules about the code cells of a lecture and the words around them."""

import ast
import re
from statistics import median

from nbformat import NotebookNode

from course.citations import without_references
from course.rules.reading import Lecture, blocks, code_lines, is_sentence, word_count


def code_cells_are_short(lecture: Lecture) -> list[str]:
    """Half of the code cells have at most three lines, none more than twelve."""
    lengths = [code_lines(cell) for cell in lecture.code] or [0]
    wrong = [f"a code cell has {length} lines, more than 12" for length in lengths if length > 12]
    if median(lengths) > 3:
        wrong.append(f"the median code cell has {median(lengths):g} lines, more than 3")
    return wrong


def prose_outweighs_code(lecture: Lecture) -> list[str]:
    """There are ten words of prose at least for each line of code."""
    lines = sum(map(code_lines, lecture.code))
    share = word_count(without_references(lecture.text)) / max(lines, 1)
    return [] if share >= 10 else [f"{share:.1f} words per line of code, fewer than 10"]


def code_cells_stand_between_sentences(lecture: Lecture) -> list[str]:
    """A sentence says what each code cell asks, another reads its answer (a quiz does both)."""
    wrong = []
    for before, cell, after in zip(
        [None, *lecture.cells[:-1]], lecture.cells, [*lecture.cells[1:], None], strict=True
    ):
        if cell.cell_type != "code" or "quiz(" in cell.source:
            continue
        start = cell.source.strip().partition("\n")[0]
        if not _ends_with_sentence(before):
            wrong.append(f"no sentence before the cell “{start}”")
        if not _begins_with_sentence(after):
            wrong.append(f"no sentence after the cell “{start}”")
    return wrong


def _ends_with_sentence(cell: NotebookNode | None) -> bool:
    return bool(cell and cell.cell_type == "markdown" and is_sentence(blocks(cell.source)[-1]))


def _begins_with_sentence(cell: NotebookNode | None) -> bool:
    return bool(cell and cell.cell_type == "markdown" and is_sentence(blocks(cell.source)[0]))


def nothing_is_hidden(lecture: Lecture) -> list[str]:
    """No cell is folded away or tagged to be hidden."""
    wrong = []
    for cell in lecture.cells:
        folded = any(cell.metadata.get("jupyter", {}).values())
        tags = [tag for tag in cell.metadata.get("tags", []) if re.match("hide|remove", tag)]
        if folded or tags:
            wrong.append(f"a hidden cell: “{cell.source.strip()[:40]}”")
    return wrong


def code_is_plain_python(lecture: Lecture) -> list[str]:
    """Code cells hold Python alone, no magics or shell commands, so that they run anywhere."""
    return [
        f"not plain Python: “{cell.source.strip()[:40]}”"
        for cell in lecture.code
        if _parsed(cell.source) is None
    ]


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except SyntaxError:
        return None


def defines_functions_only_in_try_it(lecture: Lecture) -> list[str]:
    """Functions and classes live in the package; only the reader's own exercises define any."""
    allowed = {id(cell) for cell in lecture.section("Try it").cells}
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef, ast.Lambda)
    return [
        f"it defines a function: “{cell.source.strip()[:40]}”"
        for cell in lecture.code
        if id(cell) not in allowed and any(isinstance(node, kinds) for node in _nodes(cell.source))
    ]


def _nodes(source: str) -> list[ast.AST]:
    tree = _parsed(source)
    return list(ast.walk(tree)) if tree else []
