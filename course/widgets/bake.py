"""Frames computed beforehand on a grid of the controls: a saved page is alive without a kernel.

The stored bytes are gzip over: length of the header (uint32), header in JSON, numbers (int16).
Styles and numbers that occur in several frames are stored once. The header holds

    places  for each control the positions that are stored, in order
    frames  {"0,30,12": [words, style, numbers, style, numbers, ...]} by positions; indices into
    styles, lengths   the styles, and how many int16 each stored row of numbers has
"""

import gzip
import itertools
import json
import struct
from collections.abc import Callable, Iterable

import numpy as np

from course.widgets.recorder import Item

Positions = tuple[int, ...]
MOST = 700  # frames of one explorer: half a minute to compute
COARSEST = 2  # places of a slider


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
    """About `count` of the positions 0 ... total - 1, both ends and `keep` among them."""
    even = np.rint(np.linspace(0, total - 1, min(count, total))).astype(int)
    return sorted({*even.tolist(), keep})


def bake(
    frame: Callable[[Positions], tuple[list[Item], str]],
    size: tuple[int, int],
    places: list[list[int]],
    extra: Iterable[Positions] = (),
) -> bytes:
    """Frames at every combination of `places`, and at the `extra` positions (those of presets)."""
    store = Store()
    for positions in (*itertools.product(*places), *extra):
        store.add(tuple(positions), *frame(tuple(positions)))
    return store.pack(size, places)


def fitting(make: Callable[[int], bytes], limit: int, sliders: int, choices: int = 1) -> bytes:
    """`make(places of each slider)` with about `MOST` frames, or with as many as fit `limit`.

    choices: combinations of the controls that are not sliders, all of which are stored.
    """
    count = max(COARSEST, int((MOST / choices) ** (1 / sliders)))
    while len(stored := make(count)) > limit:
        if count == COARSEST:
            raise ValueError(f"Even {count} places a slider take more than {limit / 1000:.1f} kB.")
        share = (limit / len(stored)) ** (1 / sliders)
        count = max(COARSEST, min(count - 1, int(count * share)))
    return stored
