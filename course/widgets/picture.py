"""A figure that is laid out once and then drawn again and again for other results."""

import io
from collections.abc import Callable

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.path import Path
from PIL import Image

from course.figures.style import STYLE
from course.widgets.frame import Reader, wipe
from course.widgets.recorder import Item, Unsupported, data_url, pack

DPI = 100


class Picture:
    """`draw(ax, result)` on Axes of its own; `ax` is an array when there are several panels."""

    def __init__(self, draw: Callable, result, *, panels: int, size: tuple[float, float]):
        self.draw, self.panels = draw, panels
        with mpl.rc_context(STYLE):
            self.figure = Figure(figsize=size, dpi=DPI, layout="constrained")
            FigureCanvasAgg(self.figure)
            self._lay_out(result)
        self.reader = Reader(self.figure)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = self.figure.bbox.size
        return round(width), round(height)

    def items(self, result) -> list[Item]:
        """A result as items; as one image where an artist cannot be told in paths."""
        with mpl.rc_context(STYLE):
            self._redraw(result)
            try:
                return self.reader.read()
            except (Unsupported, NotImplementedError):
                return [self._image()]

    def _redraw(self, result) -> None:
        """Draw in the layout of the first drawing, so that nothing jumps."""
        if self.relaid:
            return self._lay_out(result)
        for ax in self.figure.axes:
            wipe(ax) if ax in self.own else ax.remove()
        self.draw(self.axes, result)

    def _lay_out(self, result) -> None:
        """Draw on new Axes and lay them out."""
        self.figure.clear()
        self.figure.set_layout_engine("constrained")
        self.axes = self.figure.subplots(1, self.panels)
        self.own = list(np.atleast_1d(self.axes))
        self.draw(self.axes, result)
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")
        boxes = [ax.bbox.bounds for ax in self.own]
        self.relaid = any(ax.bbox.bounds not in boxes for ax in self.figure.axes)  # a colour bar

    def _image(self) -> Item:
        width, height = self.size
        style = {"href": data_url(self.png()), "w": width, "h": height}
        return style, pack(np.zeros((1, 2)), [Path.MOVETO])

    def png(self) -> bytes:
        """The picture as a small PNG: 128 colours are plenty for lines and words."""
        full, small = io.BytesIO(), io.BytesIO()
        with mpl.rc_context(STYLE):
            self.figure.savefig(full, format="png", dpi=DPI)
        image = Image.open(full).convert("RGB").quantize(128, dither=Image.Dither.NONE)
        image.save(small, "PNG", optimize=True)
        return small.getvalue()
