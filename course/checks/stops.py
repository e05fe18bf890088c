"""Why a function stopped, in plain words beside the type of the error."""

import difflib
import traceback
from collections.abc import Callable


def plain_words(error: BaseException, function: Callable) -> str:
    """One or two sentences on the error, and the line of the function in which it arose."""
    said = str(error).split("\n")[0][:120]
    name = type(error).__name__
    explained = EXPLAINED.get(name, lambda e: "")(error)
    quoted = f" (“{said}”)" if said else ""
    return f"{name}{_where(error, function)}{quoted}. {explained}".rstrip()


def _where(error: BaseException, function: Callable) -> str:
    """The line within the function, counted from its `def`."""
    code = getattr(function, "__code__", None)
    if code is None:
        return ""
    steps = traceback.extract_tb(error.__traceback__)
    lines = [step.lineno for step in steps if step.filename == code.co_filename and step.lineno]
    return f" in line {lines[-1] - code.co_firstlineno + 1} of your function" if lines else ""


def _unknown_name(error: NameError) -> str:
    name = getattr(error, "name", None) or "this name"
    modules = {"np": "import numpy as np", "pd": "import pandas as pd", "math": "import math"}
    if name in modules:
        return f"Run `{modules[name]}` first."
    return f"Python knows nothing by the name `{name}`: is it spelt as where it was made?"


def _mixed_types(error: TypeError) -> str:
    said = str(error)
    if "NoneType" in said:
        return "Something there is None: a function without `return`, or a value never set."
    if "not callable" in said:
        return "Brackets follow something that is no function: is a `*` missing between them?"
    if "unsupported operand" in said or "must be str" in said or "concatenate" in said:
        return "Two things are combined that do not go together, such as a text and a number."
    if "argument" in said:
        return "A function is called with more, fewer or other inputs than it takes."
    return "A value is not of the kind that this line needs."


def _missing_attribute(error: AttributeError) -> str:
    name = getattr(error, "name", None) or ""
    near = difflib.get_close_matches(name, dir(getattr(error, "obj", None)), 1)
    return (
        f"Is `{near[0]}` meant?" if near else "The thing before the dot has nothing of that name."
    )


EXPLAINED = {
    "NameError": _unknown_name,
    "UnboundLocalError": lambda e: "The name is used before it gets its value in this function.",
    "TypeError": _mixed_types,
    "AttributeError": _missing_attribute,
    "ZeroDivisionError": lambda e: "Something is divided by zero: which quantity is zero here?",
    "ValueError": lambda e: (
        "The kind is right, but this value is not possible there, as the "
        "logarithm of a negative number, or an array where one truth value is needed."
    ),
    "IndexError": lambda e: (
        "A place is asked for that does not exist: a list of 3 has the places "
        "0, 1, 2, and a choice that no element fits is empty."
    ),
    "KeyError": lambda e: "There is no entry or column of that name: compare the spelling.",
    "OverflowError": lambda e: "A number has become too large: does a growth never end?",
    "RecursionError": lambda e: "The function calls itself again and again: when does it stop?",
    "ModuleNotFoundError": lambda e: "This course does without that package.",
    "StopIteration": lambda e: "Nothing is left to take: no element fits the condition.",
    "AssertionError": lambda e: "A condition of your own was not met.",
    "SystemExit": lambda e: "Use `return` to leave a function.",
}
