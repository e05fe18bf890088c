"""Formulas as MathML: no script, and a screen reader can read them."""

import re

from latex2mathml.converter import convert

GAP = re.compile(r"\\\\\[[\d.]+e[mx]\]")  # room between lines, which the page itself gives


def mathml(latex: str, *, block: bool) -> str:
    """A formula in LaTeX as MathML, in a line or as a block of its own.

    What the converter does not know is said in words that it knows: `aligned` is an `align*` inside
    a formula, and `\\\\[2ex]` a new line.
    """
    known = GAP.sub(lambda _: r"\\", latex).replace("{aligned}", "{align*}")
    return convert(known, display="block" if block else "inline")
