"""Simple mathtext as runs of words, raised or lowered: `10$^{-2}$` is 10, then −2 raised."""

import re
import unicodedata

SIGNS = {
    "times": " × ",
    "cdot": " · ",
    "pm": " ± ",
    "leq": " ≤ ",
    "geq": " ≥ ",
    "infty": "∞",
    "Delta": "Δ",
    "lambda": "λ",  # Unicode spells it lamda
    "rightarrow": "→",
    "approx": "≈",
    "%": "%",
    ",": " ",
    " ": " ",
}
LEVEL = {"^": 1, "_": -1, None: 0}
PIECE = re.compile(r"([\^_])(?:\{([^{}^_]*)\}|(\S))|([^\^_]+)")

Run = list  # [text, level] or [text, level, 1] where 1 means italic


def runs(text: str) -> list[Run] | None:
    r"""Runs [text, level, italic?] of a label, or None where it is too hard (\frac, \sqrt ...).

    >>> runs(r"cells µL$^{-1}$")
    [['cells µL', 0], ['−1', 1]]
    """
    out: list[Run] = []
    for place, part in enumerate(re.split(r"(?<!\\)\$", text)):
        out += math_runs(part) if place % 2 else [[part.replace(r"\$", "$"), 0]]
    if any("\\" in run[0] for run in out):
        return None
    return [run for run in out if run[0]]


def math_runs(part: str) -> list[Run]:
    """What stands between two dollar signs; letters are italic unless a \\math command says no."""
    slanted = "\\math" not in part
    part = re.sub(r"\\math(?:default|regular|rm|it|bf)\b\s*", "", part)
    part = re.sub(r"\\([A-Za-z]+|[%, ])", lambda m: sign(m[1]), part).replace("-", "−")
    out: list[Run] = []
    for match in PIECE.finditer(part):
        mark, *bodies = match.groups()
        body = next(b for b in bodies if b is not None).replace("{", "").replace("}", "")
        italic = [1] if slanted and re.search("[A-Za-z]", body) else []
        out.append([body, LEVEL[mark], *italic])
    return out


def sign(name: str) -> str:
    """The character of a command such as `mu`, or the command itself where it is unknown."""
    if name in SIGNS:
        return SIGNS[name]
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {name}")
    except KeyError:
        return f"\\{name}"
