"""Mutants of a solution: one small change each, of the kinds that people make."""

import ast
import copy
from collections.abc import Iterator

OPERATORS = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.Sub),
    ast.Pow: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.USub: (ast.UAdd,),
    ast.Not: (ast.UAdd,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Pairs of what was changed and the changed source, without repeats."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    for place, node in enumerate(ast.walk(tree)):
        for what, change in changes(node):
            changed = copy.deepcopy(tree)
            target = next(n for k, n in enumerate(ast.walk(changed)) if k == place)
            change(target)
            text = ast.unparse(ast.fix_missing_locations(changed))
            if text not in seen:
                seen.add(text)
                yield f"line {getattr(node, 'lineno', '?')}: {what}", text


def changes(node: ast.AST) -> Iterator[tuple]:
    """What can be changed at this node: (words, function that does it to a copy of the node)."""
    for attribute in ("op", "ops"):
        old = getattr(node, attribute, None)
        old = old[0] if isinstance(old, list) else old
        for new in OPERATORS.get(type(old), ()):
            yield f"{type(old).__name__} to {new.__name__}", _operator(attribute, new())
    if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Mult):
        yield "two sides swapped", _swap_sides
    if isinstance(node, ast.Constant):
        yield from ((f"{node.value!r} to {v!r}", _set("value", v)) for v in constants(node.value))
    if isinstance(node, ast.Call) and len(node.args) >= 2:
        yield "two arguments swapped", _swap_arguments
    if isinstance(node, ast.Call) and node.keywords:
        for k in range(len(node.keywords)):
            yield f"argument {node.keywords[k].arg} left out", lambda n, k=k: n.keywords.pop(k)
    if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.ctx, ast.Load):
        yield "two values swapped", lambda n: n.elts.reverse()
    body = getattr(node, "body", None)
    if isinstance(body, list):
        for k, statement in enumerate(body):
            if not isinstance(statement, ast.FunctionDef | ast.Import | ast.ImportFrom):
                yield f"{type(statement).__name__} removed", _remove(k)


def constants(value) -> list:
    """Other values for a constant: a tenth more or less, one more or less, the opposite truth."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, float):
        return [value * 1.1, value * 0.9]
    return []


def _set(attribute, value):
    return lambda node: setattr(node, attribute, value)


def _operator(attribute, new):
    def change(node):
        setattr(node, attribute, [new, *node.ops[1:]] if attribute == "ops" else new)

    return change


def _swap_sides(node):
    node.left, node.right = node.right, node.left


def _swap_arguments(node):
    node.args[0], node.args[1] = node.args[1], node.args[0]


def _remove(k):
    def change(node):
        node.body[k] = ast.Pass()

    return change
