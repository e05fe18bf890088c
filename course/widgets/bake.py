"""Frames computed beforehand on a grid of the controls: a saved page is alive without a kernel.

The stored bytes are gzip over: length of the header (uint32), header in JSON, numbers (int16).
Styles and numbers that occur in several frames are stored once. The header holds

    places  for each control the positions at which it can stand, in order
    frames  {"0,30,12": [words, style, numbers, style, numbers, ...]} by positions; indices into
    styles, lengths   the styles, and how many int16 each stored row of numbers has
"""

import gzip
import itertools
import json
import math
import struct
from collections.abc import Callable, Iterable

import numpy as np

from course.widgets.recorder import Item

Positions = tuple[int, ...]
MOST = 700  # frames of one explorer: a quarter of a minute to compute
COARSEST = 2  # places of a slider
ALONE = 20  # places of a slider that moves alone


class Store:
    """Collects frames, keeping what is equal once."""

    def __init__(self) -> None:
        self.styles: dict[str, int] = {}
        self.numbers: dict[bytes, int] = {}
        self.frames: dict[str, list] = {}

    def add(self, positions: Positions, items: list[Item], words: str) -> None:
        row: list = [words]
        for style, numbers in items:
            text = json.dumps(style, ensure_ascii=False)
            row.append(self.styles.setdefault(text, len(self.styles)))
            row.append(self.numbers.setdefault(numbers.astype("<i2").tobytes(), len(self.numbers)))
        self.frames[",".join(map(str, positions))] = row

    def pack(self, size: tuple[int, int], places: list[list[int]]) -> bytes:
        head = {
            "size": size,
            "places": places,
            "styles": [json.loads(style) for style in self.styles],
            "lengths": [len(numbers) // 2 for numbers in self.numbers],
            "frames": self.frames,
        }
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        raw = struct.pack("<I", len(text)) + text + b"".join(self.numbers)
        return gzip.compress(raw, 9, mtime=0)


def spread(count: int, total: int, keep: int) -> list[int]:
    """So many of the positions 0 ... total - 1: both ends, `keep`, and others evenly between.

    >>> spread(3, 11, 5), spread(3, 11, 6), spread(2, 11, 6), spread(1, 11, 6), spread(9, 3, 1)
    ([0, 5, 10], [0, 6, 10], [0, 6, 10], [6], [0, 1, 2])
    """
    if count == 1:
        return [keep]
    even = np.rint(np.linspace(0, total - 1, min(count, total))).astype(int).tolist()
    inner = [p for p in even[1:-1] if p != keep]
    if keep not in even and inner:
        even.remove(min(inner, key=lambda p: abs(p - keep)))
    return sorted({*even, keep})


def swept(base: Positions, places: list[list[int]]) -> list[Positions]:
    """Each control moved alone from `base` over its places.

    >>> swept((0, 0), [[0, 1], [0, 5]])
    [(0, 0), (1, 0), (0, 0), (0, 5)]
    """
    return [(*base[:i], place, *base[i + 1 :]) for i, row in enumerate(places) for place in row]


def combinations(
    places: list[list[int]], sliders: list[bool], bases: list[Positions], *, quick: bool = False
) -> list[Positions]:
    """Which combinations are stored: `bases` (the start, then the presets), and

    every one, where the choices leave room for it. Else those of the choices with the sliders at
    the start, and the sliders moved alone from each base; `quick`: so are the choices, if any.
    """
    choices = math.prod(len(row) for row, slider in zip(places, sliders, strict=True) if not slider)
    if quick and choices > 1:
        found = [at for base in bases for at in swept(base, places)]
    elif not any(sliders) or roomy(choices, sum(sliders)):
        found = list(itertools.product(*places))
    else:
        rows = list(zip(places, sliders, bases[0], strict=True))
        found = list(itertools.product(*([stop] if slider else row for row, slider, stop in rows)))
        alone = [row if slider else [] for row, slider, _ in rows]
        found += [at for base in bases for at in swept(base, alone)]
    return list(dict.fromkeys([*found, *bases]))


def roomy(choices: int, sliders: int) -> bool:
    """Whether so many combinations of choices can be stored with each place of the sliders."""
    return choices * COARSEST**sliders <= MOST


def bake(
    look: Callable[[Positions], tuple[list[Item], str]],
    size: tuple[int, int],
    places: list[list[int]],
    positions: Iterable[Positions],
) -> bytes:
    """Frames at these positions; `places` are those at which each control can stand."""
    store = Store()
    for at in positions:
        store.add(at, *look(at))
    return store.pack(size, places)


def fitting(make: Callable[[int], bytes], limit: int, sliders: int, choices: int = 1) -> bytes:
    """`make(places of each slider)` with about `MOST` frames, or with as many as fit `limit`.

    choices: combinations of the controls that are not sliders, all of which are stored.
    """
    finest = int((MOST / choices) ** (1 / sliders)) if roomy(choices, sliders) else ALONE
    count = max(COARSEST, finest)
    while len(stored := make(count)) > limit:
        if count == COARSEST:
            raise ValueError(f"Even {count} places a slider take more than {limit / 1000:.1f} kB.")
        share = (limit / len(stored)) ** (1 / sliders)
        count = max(COARSEST, min(count - 1, int(count * share)))
    return stored
