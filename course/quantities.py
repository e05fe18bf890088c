"""Numbers as prose writes them: "3,900", "2.2 billion", "28 %", "twelve", "1.0e6", "11-59 %".

A number in a text stands for every value that rounds to the digits it shows: "2.2 billion" agrees
with 2.23e9 and not with 2.26e9; "more than half" agrees with 59 %.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_UNITS += " fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: float(n) for n, word in enumerate(_UNITS.split())}
WORDS |= {word: 10.0 * n for n, word in enumerate(_TENS.split(), 2)}
WORDS |= {
    f"{tens}-{unit}": WORDS[tens] + WORDS[unit]
    for tens in _TENS.split()
    for unit in _UNITS.split()[1:10]
}
PARTS = {"half": 0.5, "a third": 1 / 3, "two thirds": 2 / 3, "a quarter": 0.25}
PARTS |= {"three quarters": 0.75, "a tenth": 0.1}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
MORE = ("more than", "over", "above", "at least")
LESS = ("less than", "fewer than", "under", "below", "at most")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = re.compile(
    rf"""
    (?:(?P<bound>{_any(MORE + LESS)})\s+)?
    (?:
      (?P<part>\b(?:{_any(PARTS)})\b)
    | (?P<word>\b(?:{_any(WORDS)})\b)
    | (?<![\w.,])(?<![A-Za-z]-)[$€£]?
      (?P<digits>(?:(?<![\w%])[-−])?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?
                |(?:(?<![\w%])[-−])?\d+(?:\.\d+)?)
      (?:e(?P<power>[+-]?\d+))?(?![A-Za-z\d]|-\d+[A-Z])
    )
    (?:[\s-](?P<scale>{_any(SCALES)})\b)?
    (?P<percent>\s?(?:%|per\ cent|percent)(?!age))?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Quantity:
    """A number in a text: its value, the step of its last digit, and whether it is a percentage."""

    value: float
    step: float
    percent: bool = False
    bound: str = ""

    def agrees_with(self, value: float, unit: str = "none") -> bool:
        """Whether `value`, in `unit`, rounds to the digits shown (or lies beyond the bound)."""
        shown = self._in(unit)
        slack = 1e-9 * max(abs(shown.value), abs(value))
        if self.bound in MORE:
            return value >= shown.value - slack
        if self.bound in LESS:
            return value <= shown.value + slack
        return abs(value - shown.value) <= shown.step / 2 + slack

    def _in(self, unit: str) -> "Quantity":
        """The same quantity as a fact in `unit` would hold it: 28 % of a fraction is 0.28."""
        factor = 1.0
        if self.percent and not unit.startswith("%"):
            factor = 0.01
        elif unit.startswith("%") and not self.percent and self.value in PARTS.values():
            factor = 100.0
        return replace(self, value=self.value * factor, step=self.step * factor)


def quantities(text: str) -> list[Quantity]:
    """Every number in `text`, in order; names such as CD19 or IL-6 are not numbers.

    In a range the percent sign and the scale of its end count for its beginning too.

    >>> [q.value for q in quantities("from 11-59 % of T cells to 2.2 billion CD19 CAR T cells")]
    [11.0, 59.0, 2200000000.0]
    """
    found = list(_NUMBER.finditer(_powers_spelt(text)))
    numbers = [_quantity(match) for match in found]
    for place in range(len(found) - 1):
        between = found[place].string[found[place].end() : found[place + 1].start()].strip()
        if between in ("-", "–", "to", "±"):
            numbers[place] = _shared(found[place], numbers[place], found[place + 1])
    return numbers


def _powers_spelt(text: str) -> str:
    """The text with 10⁶, 10^6, 10<sup>6</sup> and 2 × 10⁶ written as 1e6 and 2e6."""
    text = re.sub(r"10(?:<sup>|\^\{?)(-?\d+)(?:</sup>|\})?", r"10^\1", text)
    text = re.sub(r"10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)", lambda m: "10^" + m[1].translate(SUPERSCRIPTS), text)
    text = re.sub(r"(?<=\d)\s?(?:[×x]|\\times)\s?10\^(-?\d+)", r"e\1", text)
    return re.sub(r"(?<![\d.,])10\^(-?\d+)", r"1e\1", text)


def _quantity(match: re.Match) -> Quantity:
    scale = SCALES.get((match["scale"] or "").lower(), 1.0)
    bound = (match["bound"] or "").lower()
    if match["part"]:
        value, step = PARTS[match["part"].lower()], 0.01
    elif match["word"]:
        value, step = WORDS[match["word"].lower()], 1.0
    else:
        plain = match["digits"].replace(",", "").replace("−", "-")
        power = 10.0 ** int(match["power"] or 0)
        decimals = len(plain.partition(".")[2])
        value, step = float(plain) * power, 10.0**-decimals * power
    return Quantity(value * scale, step * scale, bool(match["percent"]), bound)


def _shared(match: re.Match, number: Quantity, end: re.Match) -> Quantity:
    scale = 1.0
    if end["scale"] and not match["scale"]:
        scale = SCALES[end["scale"].lower()]
    percent = number.percent or bool(end["percent"])
    return replace(number, value=number.value * scale, step=number.step * scale, percent=percent)


def same(first: float, second: float) -> bool:
    """Whether two stored values are one number."""
    return math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-12)
