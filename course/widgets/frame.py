"""Read a figure that was never painted, and pack it for the browser.

Axes and legends are by far the slowest to draw (10 to 50 ms each), and they seldom change when a
slider moves: what they gave is remembered by everything that they depend on. All else is drawn by
the artists' own `draw` each time.
"""

import json
import struct
from collections.abc import Callable
from functools import partial
from types import FunctionType

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.markers import MarkerStyle
from matplotlib.spines import Spine
from matplotlib.text import Text

from course.widgets.recorder import Item, Recorder

MOST_REMEMBERED = 300


class Reader:
    """Reads one figure again and again; Matplotlib keeps text sizes by renderer, so it has one."""

    def __init__(self, figure: Figure):
        self.figure = figure
        width, height = figure.bbox.size
        self.recorder = Recorder(width, height, figure.dpi)
        self.memory: dict[tuple, list[Item]] = {}

    def read(self, *, exact: bool = False) -> list[Item]:
        """The items of the figure; `exact` draws everything, remembering nothing."""
        self.recorder.items = []
        if exact:
            self.figure.draw(self.recorder)
            return self.recorder.items
        self.figure.patch.draw(self.recorder)
        for ax in sorted(self.figure.axes, key=Axes.get_zorder):
            if ax.get_visible():
                self._axes(ax)
        for artist in (*self.figure.texts, *self.figure.legends, *self.figure.lines):
            artist.draw(self.recorder)
        return self.recorder.items

    def _axes(self, ax: Axes) -> None:
        """One Axes as Axes.draw does it: background first, the others by their zorder."""
        if ax.name != "rectilinear" or ax.xaxis.get_label_position() == "top" or not ax.axison:
            ax.draw(self.recorder)
            return
        ax.apply_aspect()
        if ax.get_frame_on():
            ax.patch.draw(self.recorder)
        for artist in sorted(ax.get_children(), key=lambda a: a.get_zorder()):
            if artist is not ax.patch and artist.get_visible():
                self._artist(ax, artist)

    def _artist(self, ax: Axes, artist) -> None:
        if isinstance(artist, Axis):
            self._remembered(axis_key(artist), artist.draw)
        elif isinstance(artist, Legend) and legend_place(artist):
            self._remembered(legend_key(artist), artist.draw)
        elif not isinstance(artist, Spine) or ax.get_frame_on():
            artist.draw(self.recorder)

    def _remembered(self, key: tuple, draw: Callable) -> None:
        if key not in self.memory:
            if len(self.memory) >= MOST_REMEMBERED:
                self.memory.clear()
            before, self.recorder.items = self.recorder.items, []
            draw(self.recorder)
            self.memory[key], self.recorder.items = self.recorder.items, before
        self.recorder.items += self.memory[key]


def wipe(ax: Axes) -> None:
    """`ax.clear()` in a hundredth of its time: takes the artists away, leaves scales and ticks.

    Scales, limits and what else `draw` sets of the Axes stay: it sets them each time or never.
    """
    for artist in ax.get_children():
        if (
            not isinstance(artist, Axis | Spine)
            and artist is not ax.patch
            and not is_title(ax, artist)
        ):
            artist.remove()
    ax.set_prop_cycle(None)
    ax.relim()
    for place in ("left", "center", "right"):
        ax.set_title("", loc=place)
    ax.set(xlabel="", ylabel="")


def is_title(ax: Axes, artist) -> bool:
    """Whether an artist is one of the three titles, which are emptied and not taken away."""
    return isinstance(artist, Text) and artist not in ax.texts


def axis_key(axis: Axis) -> tuple:
    """Everything that the picture of an axis depends on."""
    label = axis.label
    words = (label.get_text(), label.get_color(), label.get_fontsize(), label.get_rotation())
    tickers = [axis.get_major_locator(), axis.get_minor_locator()]
    tickers += [axis.get_major_formatter(), axis.get_minor_formatter()]
    return (
        axis.axis_name,
        axis.axes.bbox.bounds,
        tuple(axis.get_view_interval()),
        axis.get_scale(),
        words,
        (axis.labelpad, axis.get_label_position(), axis.get_zorder()),
        state(axis.get_tick_params("major")),
        state(axis.get_tick_params("minor")),
        tuple((type(ticker), state(vars(ticker))) for ticker in tickers),
    )


def legend_key(legend: Legend) -> tuple:
    """Everything that the picture of a legend depends on."""
    handles = tuple((type(h), state(vars(h))) for h in legend.legend_handles if h is not None)
    texts = tuple((t.get_text(), t.get_fontsize(), t.get_color()) for t in legend.get_texts())
    title, frame = legend.get_title(), legend.get_frame()
    return (
        "legend",
        legend.axes.bbox.bounds,
        legend.get_bbox_to_anchor().bounds,
        state(vars(legend)),
        handles,
        texts,
        (title.get_text(), title.get_fontsize()),
        (legend.get_frame_on(), frame.get_facecolor(), frame.get_edgecolor(), frame.get_alpha()),
    )


def legend_place(legend: Legend) -> int | tuple:
    """Where a legend stands; 0 is "best", which depends on the data.

    The only private name of Matplotlib that we use; without it legends are drawn each time.
    """
    return getattr(legend, "_loc_real", 0)


def state(value) -> object:
    """Plain values as something to compare and hash; of other objects only the type counts."""
    if value is None or isinstance(value, str | int | float | FunctionType):
        return value
    if isinstance(value, np.ndarray):
        return (value.shape, value.tobytes() if value.dtype != object else str(value.tolist()))
    if isinstance(value, dict):
        return tuple((state(k), state(v)) for k, v in value.items() if k != "axis")
    if isinstance(value, list | tuple):
        return tuple(state(v) for v in value)
    if isinstance(value, partial):  # tick labels that were set as words
        return (state(value.func), state(value.args), state(value.keywords))
    if isinstance(value, MarkerStyle):
        return state(vars(value))
    return type(value).__name__


def to_bytes(items: list[Item], size: tuple[int, int], words: str, **more) -> bytes:
    """One frame: length of the header (uint32), header in JSON, then the numbers (int16)."""
    head = {"size": size, "words": words, **more, "items": [[style, len(n)] for style, n in items]}
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return (
        struct.pack("<I", len(text)) + text + b"".join(n.astype("<i2").tobytes() for _, n in items)
    )


def from_bytes(data: bytes) -> tuple[dict, np.ndarray]:
    """Header and numbers of a frame."""
    end = 4 + struct.unpack("<I", data[:4])[0]
    return json.loads(data[4:end]), np.frombuffer(data[end:], "<i2")
