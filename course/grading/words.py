"""Values in words, for feedback: short, plain text, no code of the student is run."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

LENGTH = 120


def brief(value: Any) -> str:
    """What was given or returned, in at most some 120 characters."""
    if isinstance(value, bool | np.bool_ | None):
        return str(value)
    if isinstance(value, int | float | np.number):
        return _number(value)
    if isinstance(value, pd.DataFrame | pd.Series | Axes | Figure) or callable(value):
        return sort_of(value)
    if isinstance(value, np.ndarray):
        numbers = value.dtype.kind in "iufc" and value.ndim == 1
        items = ", ".join(map(_number, value[:5])) + (", ..." if value.size > 5 else "")
        return f"array([{items}])" if numbers else sort_of(value)
    if isinstance(value, list | tuple) and len(value) <= 8:
        left, right = "[]" if isinstance(value, list) else "()"
        return _cut(left + ", ".join(map(brief, value)) + right)
    return _cut(repr(value)) if isinstance(value, str) or _small(value) else sort_of(value)


def sort_of(value: Any) -> str:
    """Its kind and size, without its content."""
    if value is None:
        return "nothing (None): is there a return?"
    if isinstance(value, pd.DataFrame):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if isinstance(value, pd.Series):
        return f"a column of {len(value)} values"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, Axes | Figure):
        return "a plot"
    if isinstance(value, bool | np.bool_):
        return "a truth value"
    if isinstance(value, int | float | np.number):
        return "a number"
    if isinstance(value, str):
        return "a text"
    if callable(value):
        return "a function"
    size = f" of {len(value)}" if isinstance(value, list | tuple | dict | set) else ""
    return f"a {type(value).__name__}{size}"


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)[:40]


def _small(value: Any) -> bool:
    return not isinstance(value, list | tuple | dict | set | frozenset) or len(value) <= 8


def _cut(text: str) -> str:
    return text if len(text) <= LENGTH else text[: LENGTH - 4] + " ..."
