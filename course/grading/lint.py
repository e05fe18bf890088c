"""Find in an assignment what cannot be graded fairly, before students see it.

Test cells run on the other side of a wall from the answers, so tests must ask only for what crosses
it, and no name may be both ours and the student's.
"""

import ast
import builtins
from collections import Counter
from dataclasses import dataclass, field

from course.grading.rows import Row

UNSEEN = {  # what a stand-in for a function cannot tell
    "getsource": "the source of an answer",
    "getsourcelines": "the source of an answer",
    "isgeneratorfunction": "the inside of an answer",
    "__code__": "the inside of an answer",
    "__globals__": "the inside of an answer",
    "__closure__": "the inside of an answer",
    "patch": "replacing what the answer uses (give it as an argument)",
    "monkeypatch": "replacing what the answer uses (give it as an argument)",
}


@dataclass
class Names:
    """What a piece of code binds, reads, defines as classes, and changes in place."""

    bound: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)


def names_in(code: str) -> Names:
    """Of the top level; names read anywhere. Raises SyntaxError."""
    found, tree = Names(), ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.read.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.attributes.add(node.attr)
    for node in _top_level(tree):
        _bind(node, found)
    return found


def _top_level(tree: ast.AST) -> list[ast.AST]:
    """Nodes outside functions and classes, those themselves included."""
    nodes: list[ast.AST] = []
    for child in ast.iter_child_nodes(tree):
        nodes.append(child)
        inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        comprehension = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
        if not isinstance(child, (*inner, *comprehension)):
            nodes += _top_level(child)
    return nodes


def _bind(node: ast.AST, found: Names) -> None:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        found.bound.add(node.name)
    elif isinstance(node, ast.ClassDef):
        found.bound.add(node.name)
        found.classes.add(node.name)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        found.bound.add(node.id)
    elif isinstance(node, ast.Import | ast.ImportFrom):
        found.imported |= {(a.asname or a.name).split(".")[0] for a in node.names}
    elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
        root = node.value
        while isinstance(root, ast.Subscript | ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name):
            found.changed.add(root.id)


def problems(rows: list[Row], answers: dict[str, str]) -> list[str]:
    """What an author must change, in sentences. `answers`: the reference of each solution cell."""
    said = [f"{i}: two cells have this id" for i, n in _counts(rows).items() if n > 1]
    tests, locked, solutions, broken = _parsed(rows, answers)
    said += broken
    ours_locked = _union(locked, "bound") | _union(locked, "imported")
    in_tests = {name: cell for cell, names in tests.items() for name in names.bound}
    for cell, names in solutions.items():
        for name in sorted(names.bound & ours_locked):
            said.append(f"{cell}: {name} belongs to a locked cell; let the answer have a new name")
        for name in sorted(names.changed & ours_locked):
            said.append(
                f"{cell}: the answer changes {name} of a locked cell; the tests would not see it. "
                f"Let it bind a new name: answer = {name}.assign(...)"
            )
        for name in sorted(names.bound & set(in_tests)):
            said.append(
                f"{cell}: {name} is also bound in the test cell {in_tests[name]}; rename it there"
            )
        for name in sorted(names.bound & set(dir(builtins))):
            said.append(f"{cell}: {name} is a name of Python's own; let the answer have another")
        known = ours_locked | _union(solutions, "bound") | _union(solutions, "imported")
        for name in sorted((names.read & set(in_tests)) - known):
            said.append(
                f"{cell}: the answer reads {name}, which only the test {in_tests[name]} makes"
            )
    classes = _union(solutions, "classes")
    for cell, names in tests.items():
        for name in sorted(names.read & classes):
            said.append(
                f"{cell}: {name} is a class of the answer; ask for values or functions instead"
            )
        for name in sorted((names.attributes | names.read) & set(UNSEEN)):
            said.append(f"{cell}: {name} cannot be used: a test does not see {UNSEEN[name]}")
    return said + [
        f"{r.grade_id}: a test cell without points" for r in rows if r.is_test and r.points <= 0
    ]


def _counts(rows: list[Row]) -> Counter:
    return Counter(row.grade_id for row in rows)


def _parsed(rows: list[Row], answers: dict[str, str]) -> tuple[dict, dict, dict, list[str]]:
    tests: dict[str, Names] = {}
    locked: dict[str, Names] = {}
    solutions: dict[str, Names] = {}
    broken = []
    for row in rows:
        if row.cell_type != "code":
            continue
        kind = solutions if row.solution else tests if row.is_test else locked
        code = answers.get(row.grade_id, row.source) if row.solution else row.source
        try:
            kind[row.grade_id] = names_in(code)
        except SyntaxError:
            text = "plain Python only, no %magics, no await at the top level"
            broken.append(f"{row.grade_id}: this cell does not parse: {text}")
    return tests, locked, solutions, broken


def _union(cells: dict[str, Names], what: str) -> set[str]:
    return set().union(*(getattr(names, what) for names in cells.values()))
