"""What sort of thing an answer is, in the reader's words."""

from numbers import Number
from typing import Any

import numpy as np
import pandas as pd

TRUTH = (bool, np.bool_)
ROWS = (list, tuple, np.ndarray, pd.Series, pd.Index)


def kind_problem(answer: Any, expected: Any, what: str) -> str:
    """What is wrong with the type of the answer; nothing if it is of the expected one."""
    wanted = _wanted(expected)
    if answer is None:
        return f"There is no {what} yet: the answer is None. Is there a `return`, with a value?"
    if answer is Ellipsis or answer is NotImplemented:
        return f"There is no {what} yet: replace the dots by your own lines."
    if callable(answer):
        return f"The {what} is a function. Call it, with its inputs in brackets, to get {wanted}."
    if _fits(answer, expected):
        return ""
    return f"The {what} is {described(answer)}, but {wanted} is expected.{_hint(answer)}"


def _fits(answer: Any, expected: Any) -> bool:
    for kind in (pd.DataFrame, str, TRUTH):
        if isinstance(expected, kind):
            return isinstance(answer, kind)
    return is_numeric(answer)


def is_numeric(answer: Any) -> bool:
    """Whether it is a real number, or such numbers in a row; truth values and text are not."""
    if not isinstance(answer, ROWS) and not _is_real(answer):
        return False
    try:
        array = np.asarray(answer)
        if array.dtype.kind not in "iufO":
            return False
        np.asarray(array, float)
    except (TypeError, ValueError, OverflowError):
        return False
    return array.dtype.kind != "O" or all(_is_real(item) for item in array.flat)


def _is_real(item: Any) -> bool:
    return isinstance(item, Number) and not isinstance(item, (*TRUTH, complex))


def _wanted(expected: Any) -> str:
    if isinstance(expected, pd.DataFrame):
        return "a DataFrame"
    if isinstance(expected, str):
        return "a text"
    if isinstance(expected, TRUTH):
        return "True or False"
    return "one number" if np.ndim(expected) == 0 else f"a sequence of {np.size(expected)} numbers"


def described(answer: Any) -> str:
    """A noun phrase for any object; asks nothing of it that could fail."""
    if isinstance(answer, TRUTH):
        return f"the truth value {answer}"
    if type(answer) is str:
        return f"the text {answer[:40]!r}"
    name = type(answer).__name__
    article = "an" if name[:1] in "AEIOUaeiou" else "a"
    if isinstance(answer, ROWS):
        return f"{article} {name} that does not hold plain numbers"
    return f"{article} {name}"


def _hint(answer: Any) -> str:
    if isinstance(answer, str):
        return " Leave out the quotation marks, `print` and f-strings."
    if isinstance(answer, complex):
        return " Has a root or a power of a negative number been taken?"
    if isinstance(answer, pd.DataFrame):
        return " Choose the column that is asked for."
    if type(answer).__module__.startswith("matplotlib"):
        return " Return the numbers; a plot can be made from them afterwards."
    return ""
