"""Numbers as people write them: 1 million, 12,000, 0.00032, 4.5 × 10⁻¹¹."""

import math

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
ONE = {"people": "person"} | {
    f"{unit}s": unit
    for unit in ("cell", "day", "hour", "month", "patient", "trial", "week", "year")
}
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def number(value: float) -> str:
    """A number to four figures, with words for millions and powers of ten at the far ends.

    >>> number(1e6), number(25e9), number(12_000), number(0.00032), number(4.5e-11)
    ('1 million', '25 billion', '12,000', '0.00032', '4.5 × 10⁻¹¹')
    """
    size = abs(value)
    if size and not 0.99995e-4 <= size < 999.95e12:
        mantissa, exponent = f"{value:.3e}".split("e")
        return f"{trimmed(mantissa)} × 10{str(int(exponent)).translate(RAISED)}".replace("-", "−")
    for scale, word in SCALES:
        if size >= 0.99995 * scale:
            return f"{figures(value / scale)} {word}"
    return figures(value)


def figures(value: float) -> str:
    """At least four figures, thousands set apart, without zeros at the end of a fraction."""
    places = max(0, 3 - math.floor(math.log10(abs(value)))) if value else 0
    return trimmed(f"{value:,.{places}f}").replace("-", "−")


def trimmed(digits: str) -> str:
    """`1.50` as `1.5` and `2.00` as `2`."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def shown(value: float | bool | str, unit: str = "") -> str:
    """A parameter's value with its unit; a switch is on or off, a choice is its own word.

    >>> shown(1e6, "cells"), shown(True), shown("low"), shown(1.0, "days")
    ('1 million cells', 'on', 'low', '1 day')
    """
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str):
        return value
    words = number(value)
    if unit in ("", "none"):
        return words
    return f"{words} {ONE.get(unit, unit) if words == '1' else unit}"
