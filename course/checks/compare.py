"""Compare an answer with the value that is expected, in words that help the learner on.

`compare` raises AssertionError and is used in visible cells of assignments; `difference` returns
the same words, and is used by the exercises of the lectures. No message holds the expected value.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from course.checks.kinds import described, kind_problem
from course.checks.plain import plain

TOLERANCE = 1e-3  # relative
NEAR = 0.15  # relative; farther off, fewer digits are no rounding
FACTORS = {
    np.log(2): "has ln 2 been forgotten or added, or ln taken for log2",
    np.log(10): "has ln been taken for log10",
    np.log2(10): "has log10 been taken for log2",
    2.0: "has something been halved, or counted twice",
    7.0: "days or weeks",
    24.0: "hours or days",
    60.0: "minutes or hours",
    100.0: "a fraction or per cent",
    365.0: "days or years",
    1e3: "a prefix such as milli or kilo",
    1e6: "a prefix such as micro or mega, or cells given in millions",
    1e9: "a prefix such as nano or giga, or cells given in billions",
}
Mistakes = Mapping[Any, str] | Iterable[tuple[Any, str]]


def compare(
    answer: Any,
    expected: Any,
    *,
    what: str,
    unit: str = "",
    mistakes: Mistakes = (),
    tolerance: float = TOLERANCE,
) -> None:
    """Raise AssertionError with a message that helps, unless the answer is the expected value.

    `expected` is a number, a sequence or array of numbers, a Series, a DataFrame, a text or a
    truth value. `mistakes` maps wrong values to what is to be said about them (pairs, where the
    values are arrays). `tolerance` is relative.

    >>> compare(1.39, 1.386, what="doubling time", unit="days", tolerance=0.01)
    >>> compare(33.3, 1.386, what="doubling time", unit="days")
    Traceback (most recent call last):
    ...
    AssertionError: Your doubling time is 33.3 days, 24 times mine: hours or days?
    """
    said = difference(
        answer, expected, what=what, unit=unit, mistakes=mistakes, tolerance=tolerance
    )
    if said:
        raise plain(said)


def difference(
    answer: Any,
    expected: Any,
    *,
    what: str,
    unit: str = "",
    mistakes: Mistakes = (),
    tolerance: float = TOLERANCE,
) -> str:
    """What is to be said about an answer; nothing if it agrees with the expected value."""
    if said := kind_problem(answer, expected, what):
        return said
    if isinstance(expected, str | bool | np.bool_):
        return "" if answer == expected else _known(answer, mistakes, 0) or _other(answer, what)
    if isinstance(expected, pd.DataFrame):
        return _frame(answer, expected, what, unit, tolerance)
    mine, yours = np.asarray(expected, float), np.asarray(answer, float)
    if said := _shape(yours, mine, what):
        return said
    if agrees(yours, mine, tolerance):
        return ""
    lone = f"Your {what} is {_number(yours)} {unit}".rstrip() if yours.ndim == 0 else ""
    if said := _unsound(yours, mine, what) or _known(yours, mistakes, tolerance):
        return f"{lone}. {said}" if lone else said
    return _size(yours, mine, lone or f"Your {what} differs from mine", tolerance)


def agrees(yours: np.ndarray, mine: np.ndarray, tolerance: float = TOLERANCE) -> bool:
    """Whether all numbers are equal, within a relative tolerance (absolute beside zero)."""
    largest = float(np.max(np.abs(mine[np.isfinite(mine)]), initial=0.0))
    return yours.shape == mine.shape and np.allclose(
        yours, mine, rtol=tolerance, atol=1e-12 * (largest or 1.0), equal_nan=True
    )


def _shape(yours: np.ndarray, mine: np.ndarray, what: str) -> str:
    if yours.shape == mine.shape:
        return ""
    if mine.ndim == 0:
        return f"The {what} must be one number; yours has {yours.size} values. Which one is meant?"
    if yours.ndim == 0:
        return f"The {what} must have {mine.size} values; yours is one number."
    if yours.size == mine.size:
        return f"The {what} has the shape {yours.shape}; {mine.shape} is expected."
    said = f"The {what} has {yours.size} values; {mine.size} are expected."
    near = abs(yours.size - mine.size) == 1
    return said + (" Is the first or the last one counted twice, or left out?" if near else "")


def _unsound(yours: np.ndarray, mine: np.ndarray, what: str) -> str:
    """Values that are no numbers where numbers are expected."""
    broken = ~np.isfinite(yours) & np.isfinite(mine)
    if not broken.any():
        return ""
    if yours.ndim == 0:
        seen = "That is not a finite number."
    else:
        first = int(np.flatnonzero(broken)[0])
        seen = (
            f"{broken.sum()} of {yours.size} values of your {what} are not finite numbers, "
            f"the first at place {first} (counted from 0)."
        )
    return f"{seen} Is there a division by zero, a logarithm of zero, or a very large power?"


def _known(yours: Any, mistakes: Mistakes, tolerance: float) -> str:
    """The words for the first known mistake that gives this value."""
    pairs = mistakes.items() if isinstance(mistakes, Mapping) else mistakes
    for value, words in pairs:
        if isinstance(value, str | bool) or isinstance(yours, str | bool):
            if type(value) is type(yours) and value == yours:
                return words
        elif agrees(yours, np.asarray(value, float), tolerance):
            return words
    return ""


def _size(yours: np.ndarray, mine: np.ndarray, seen: str, tolerance: float) -> str:
    """Sign, scale and place of a difference that has no name of its own."""
    if agrees(-yours, mine, tolerance):
        return f"{seen}: the size is right, and the sign is turned round."
    if mine.ndim == 1 and agrees(yours[::-1], mine, tolerance):
        return f"{seen}: the values are right, but in the opposite order."
    if said := rounded(yours, mine) or scale(yours, mine, tolerance):
        return f"{seen}, {said}"
    if yours.ndim == 0:
        return f"{seen}. It should be {'smaller' if yours > mine else 'larger'}."
    wrong = np.flatnonzero(~np.isclose(yours, mine, rtol=tolerance).ravel())
    first = wrong[0]
    side = "high" if yours.flat[first] > mine.flat[first] else "low"
    return (
        f"{seen} in {wrong.size} of {mine.size} values, first at place {first} (counted from 0), "
        f"where {_number(yours.flat[first])} is too {side}."
    )


def rounded(yours: np.ndarray, mine: np.ndarray) -> str:
    """What is to be said if the answer is the expected one with fewer decimals."""
    for decimals in range(4):
        near = np.allclose(yours, mine, rtol=NEAR, atol=0)  # 1 is no rounding of 0.8
        if near and np.allclose(yours, np.round(mine, decimals), rtol=1e-9) and yours.any():
            return "right but for rounding. Return all digits; round only what you print."
    return ""


def scale(yours: np.ndarray, mine: np.ndarray, tolerance: float = TOLERANCE) -> str:
    """What is to be said if one factor lies between the two; a lone number needs a known one."""
    counts = np.isfinite(mine) & (mine != 0)
    ratio = float(np.median(yours[counts] / mine[counts])) if counts.any() else 0.0
    if not ratio > 0 or not agrees(yours, ratio * mine, tolerance):
        return ""
    for factor, words in FACTORS.items():
        if np.isclose(ratio, factor, rtol=0.01) or np.isclose(ratio, 1 / factor, rtol=0.01):
            return f"{ratio:.2g} times mine: {words}?"
    return f"{ratio:.2g} times mine throughout." if mine.size > 1 else ""


def _frame(
    answer: pd.DataFrame, expected: pd.DataFrame, what: str, unit: str, tolerance: float
) -> str:
    missing = [name for name in expected.columns if name not in answer.columns]
    if missing:
        has = ", ".join(map(str, answer.columns)) or "none"
        return f"The {what} has no column {', '.join(map(str, missing))}; its columns are: {has}."
    if len(answer) != len(expected):
        return f"The {what} has {len(answer)} rows; {len(expected)} are expected."
    for name in expected.columns:
        if pd.api.types.is_numeric_dtype(expected[name]):
            value: Any = expected[name].to_numpy()
            given: Any = answer[name]
            words = difference(given, value, what=f"column {name}", unit=unit, tolerance=tolerance)
            if words:
                return words
        elif list(answer[name]) != list(expected[name]):
            return f"The column {name} of the {what} does not hold what is expected."
    return ""


def _other(answer: Any, what: str) -> str:
    return f"The {what} is {described(answer)}, which is not right here."


def _number(value: Any) -> str:
    return f"{float(value):.4g}"
