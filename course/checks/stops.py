"""Why a function stopped, in plain words beside the type of the error."""

import traceback
from collections.abc import Callable

from course.errors.words import explained


def plain_words(error: BaseException, function: Callable) -> str:
    """One or two sentences on the error, and the line of the function in which it arose."""
    said = str(error).split("\n")[0][:120]
    quoted = f" (“{said}”)" if said else ""
    return f"{type(error).__name__}{_where(error, function)}{quoted}. {explained(error)}".rstrip()


def _where(error: BaseException, function: Callable) -> str:
    """The line within the function, counted from its `def`."""
    code = getattr(function, "__code__", None)
    if code is None:
        return ""
    steps = traceback.extract_tb(error.__traceback__)
    lines = [step.lineno for step in steps if step.filename == code.co_filename and step.lineno]
    return f" in line {lines[-1] - code.co_firstlineno + 1} of your function" if lines else ""
