"""An error in plain words: the pattern that fits it, and what can be seen of the values there."""

import ast
import builtins
import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any

from course.errors.patterns import KINDS
from course.errors.place import Place, place, walk

MODULES = {
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "math": "import math",
}
COLON = {"else if": "and `elif` in place of `else if`", "": "at its end"}
MOST = 12  # names that a sentence lists


def explained(error: BaseException) -> str:
    """One or two sentences on what went wrong and what to do; nothing for an unknown kind."""
    where = place(error)
    kind = next((k.__name__ for k in type(error).__mro__ if k.__name__ in SPECIAL), "")
    return (SPECIAL[kind](error, where) if kind else "") or pattern(error)


def pattern(error: BaseException) -> str:
    """The words of the first pattern that is found in the message."""
    kind = next((k.__name__ for k in type(error).__mro__ if k.__name__ in KINDS), "")
    said = getattr(error, "msg", None) or str(error)
    for shape, words in KINDS.get(kind, ()):
        if found := re.search(shape, said):
            groups = {name: value or "" for name, value in found.groupdict().items()}
            return words.format(**_line(error), **groups)
    return ""


def _line(error: BaseException) -> dict[str, Any]:
    """What a message on syntax may name: the line, and where its colon goes."""
    text = str(getattr(error, "text", None) or "")
    colon = COLON["else if" if "else if" in text else ""]
    return {"line": getattr(error, "lineno", None) or "?", "colon": colon}


def _unknown_name(error: NameError, where: Place) -> str:
    name = getattr(error, "name", None) or ""
    if isinstance(error, UnboundLocalError) or not name:
        return ""
    if name in MODULES:
        return f"Run `{MODULES[name]}` first."
    near = _near(name, [*where.visible(), *dir(builtins)])
    if near:
        return f"Python knows nothing by the name `{name}`. Is `{near}` meant?"
    return (
        f"Python knows nothing by the name `{name}`: is it spelt as where it was made, and has that"
        " cell been run? If it is a text, it needs quotes."
    )


def _missing_attribute(error: AttributeError, where: Place) -> str:
    name, thing = getattr(error, "name", None) or "", getattr(error, "obj", None)
    if thing is None and "NoneType" in str(error):
        return _nothing(where) or (
            f"The thing before `.{name}` is None: a function without `return`, or one that changes"
            " something in place and gives nothing back."
        )
    near = _near(name, dir(thing))
    return f"Is `{near}` meant?" if near else "The thing before the dot has nothing of that name."


def _wrong_kind(error: TypeError, where: Place) -> str:
    if "NoneType" in str(error):
        return _nothing(where)
    if "not callable" in str(error) and isinstance(where.node, ast.Call):
        return _hidden(where.node.func)
    return ""


def _hidden(function: ast.expr) -> str:
    """Python's own function under a name to which the reader has given a value."""
    if isinstance(function, ast.Name) and hasattr(builtins, function.id):
        name = function.id
        return f"You gave the name `{name}` a value, which hides Python's own: run `del {name}`."
    return ""


def _nothing(where: Place) -> str:
    """Which part of the expression is None."""
    for node in ast.walk(where.node) if where.node else ():
        try:
            if where.value(node) is None:
                return (
                    f"`{ast.unparse(node)}` is None: it was given the result of a function without"
                    " `return`, or was never set."
                )
        except LookupError:
            continue
    calls = [n for n in ast.walk(where.node) if isinstance(n, ast.Call)] if where.node else []
    for call in calls:
        try:
            made_here = where.value(call.func).__globals__.get("__name__") == "__main__"
        except (LookupError, AttributeError):
            continue
        if made_here:
            name = ast.unparse(call.func)
            return f"`{name}` gives None: a function without `return` gives nothing back."
    return ""


def _missing_key(error: KeyError, where: Place) -> str:
    key = error.args[0] if error.args else ""
    known = _columns(error)
    if known is None and isinstance(where.node, ast.Subscript):
        try:
            value = where.value(where.node.value)
            known = list(value) if isinstance(value, dict) else None
        except LookupError:
            pass
    if not known:
        return ""
    near = _near(str(key), [str(k) for k in known])
    meant = f" Is `{near}` meant?" if near else ""
    listed = ", ".join(f"`{k}`" for k in known[:MOST]) + (", ..." if len(known) > MOST else "")
    return f"There is no {_short(key)} here.{meant} There are: {listed}."


def _columns(error: BaseException) -> list | None:
    """The labels that pandas has searched, if it was pandas."""
    for step in reversed(list(walk(error.__traceback__))):
        searched = step.tb_frame.f_locals.get("self")
        searched = getattr(searched, "columns", searched)
        if type(searched).__module__.startswith("pandas") and hasattr(searched, "get_loc"):
            return list(searched)
    return None


def _zero(error: ZeroDivisionError, where: Place) -> str:
    if isinstance(where.node, ast.BinOp) and len(divisor := ast.unparse(where.node.right)) < 60:
        return f"Something is divided by zero: `{divisor}` is 0 here."
    return ""


def _short(key: object) -> str:
    return f"`{key}`" if len(str(key)) < 60 else "such entry"


def _near(name: str, known: Iterable[str]) -> str:
    """The name that is spelt almost the same; nothing if none is."""
    names = list(dict.fromkeys(known))
    same = [n for n in names if n.lower() == name.lower()]
    return next(iter([*same, *difflib.get_close_matches(name, names, 1, 0.75)]), "")


SPECIAL: dict[str, Callable[[Any, Place], str]] = {
    "NameError": _unknown_name,
    "AttributeError": _missing_attribute,
    "TypeError": _wrong_kind,
    "KeyError": _missing_key,
    "ZeroDivisionError": _zero,
}
