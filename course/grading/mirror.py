"""Exceptions and warnings of the student's side, as ours that stand for them."""

import inspect
import sys
from typing import Any

MIRRORED = ("builtins", "numpy", "pandas", "scipy", "matplotlib", "math", "statistics", "decimal")


class StudentCodeError(Exception):
    """The student's code ended in a way that has no exception of ours, or gave no answer."""


class OutOfTime(StudentCodeError):
    pass


class Missing(NameError):
    """The student's side has no such name."""


def mirrored(names: list[str], base: type) -> type:
    """The first exception (or warning) in `names` that Python or a library of ours really has."""
    for full in names:
        module, _, name = str(full).rpartition(".")
        if module.split(".")[0] in MIRRORED and module in sys.modules:
            kind = getattr(sys.modules[module], name, None)
            if inspect.isclass(kind) and issubclass(kind, base) and issubclass(kind, Exception):
                return kind
    return UserWarning if base is Warning else StudentCodeError


def lost(reply: dict[str, Any]) -> StudentCodeError:
    return (OutOfTime if reply["why"] == "late" else StudentCodeError)(str(reply["text"]))


def raised(told: dict[str, Any]) -> Exception:
    """An exception of ours that stands for the student's."""
    kind, text, key = (
        mirrored(list(told["kinds"]), Exception),
        str(told["text"])[:4000],
        told["key"],
    )
    if kind is StudentCodeError:
        text = f"{str(told['kinds'][0]).rpartition('.')[2]}: {text}"
    try:
        error = kind(key if kind is KeyError and isinstance(key, str | int) else text)
    except Exception:
        error = StudentCodeError(text)
    error.student_lines = [str(line)[:300] for line in told["at"][:8]]
    return error
