"""One widget: controls, a picture drawn from Matplotlib's own artists, and the finding in words.

    Explorer(Kinetics, simulate, draw, describe, controls=("dose", "killing"), title="...")

The browser sends positions of controls; the kernel answers with a frame (see `frame.py`), computed
by the same `simulate`, `draw` and `describe` that the lecture uses. Frames computed beforehand
(`bake`) keep the widget alive on a page without a kernel.
"""

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from course.parameters import Parameters
from course.widgets import bake
from course.widgets.about import parameter_rows
from course.widgets.controls import Control, control
from course.widgets.frame import to_bytes
from course.widgets.picture import Picture
from course.widgets.recorder import Item
from course.widgets.twin import beside

HERE = Path(__file__).parent
MOST_CONTROLS = 4


class Explorer(anywidget.AnyWidget):
    """Controls for `parameters`, the picture by `draw(ax, simulate(p))`, and `describe` in words.

    controls: names of at most four fields; `fixed`: values for other fields than their defaults.
    presets: {"A patient with ...": {"dose": 1e6}}; about: {"Assumed": "...", "Left out": "..."}.
    """

    _esm = "\n".join((HERE / name).read_text("utf-8") for name in ("picture.js", "explorer.js"))
    _css = (HERE / "explorer.css").read_text("utf-8")
    setup = traitlets.Dict().tag(sync=True)
    positions = traitlets.List(traitlets.Int()).tag(sync=True, echo_update=False)
    frame = traitlets.Bytes().tag(sync=True)
    baked = traitlets.Bytes().tag(sync=True)

    def __init__(
        self,
        parameters: type[Parameters],
        simulate: Callable[[Any], Any],
        draw: Callable[[Any, Any], Any],
        describe: Callable[[Any], str],
        controls: Sequence[str],
        *,
        title: str,
        presets: Mapping[str, Mapping[str, Any]] | None = None,
        about: Mapping[str, str] | None = None,
        panels: int = 1,
        size: tuple[float, float] = (8, 3.6),
        fixed: Mapping[str, Any] | None = None,
    ):
        self.parameters, self.simulate, self.describe = parameters, simulate, describe
        self.fixed, self.presets = dict(fixed or {}), dict(presets or {})
        self.controls = controls_of(parameters, controls, self.presets)
        self.start = [c.position(c.start) for c in self.controls]
        result = simulate(self.values(self.start))
        self.picture = Picture(draw, result, panels=panels, size=size)
        setup = {
            "title": title,
            "about": list((about or {}).items()),
            "parameters": parameter_rows(parameters(**self.fixed)),
            "controls": [c.setup() for c in self.controls],
            "start": self.start,
            "presets": [[name, self.preset(name)] for name in self.presets],
        }
        super().__init__(setup=setup, positions=self.start, frame=self.compute(self.start))
        self.observe(
            lambda change: setattr(self, "frame", self.compute(change["new"])), "positions"
        )
        self.on_msg(self._answer)

    def values(self, positions: Sequence[int]) -> Parameters:
        """The parameters at some positions of the controls."""
        chosen = {c.name: c.places[p] for c, p in zip(self.controls, positions, strict=True)}
        return self.parameters(**self.fixed | chosen)

    def preset(self, name: str) -> list[int]:
        """The positions of a preset; what it does not name stands at the start."""
        values = self.presets[name]
        return [c.position(values.get(c.name, c.start)) for c in self.controls]

    def look(self, positions: Sequence[int]) -> tuple[list[Item], str]:
        """Picture and words; without a result the picture is empty and the words say why."""
        try:
            result = self.simulate(self.values(positions))
            return self.picture.items(result), self.describe(result)
        except Exception as error:  # whatever a model may raise, the reader is to be told
            return [], f"This combination has no result: {error}"

    def compute(self, positions: Sequence[int]) -> bytes:
        """The frame at some positions."""
        items, words = self.look(positions)
        return to_bytes(items, self.picture.size, words, at=list(positions))

    def bake(self, places: Sequence[int] | None = None, *, limit: int = 250_000) -> "Explorer":
        """Store frames for so many places of each slider, or for as many as `limit` bytes hold.

        `places` has a number for each control, and makes a quick job of it; of a choice or a
        switch every place is stored. `bake.combinations` says which combinations are.
        """
        look = functools.cache(self.look)  # grids of different fineness share places
        bases = [tuple(self.start), *(tuple(self.preset(name)) for name in self.presets)]
        sliders = [c.kind == "slider" for c in self.controls]
        choices = math.prod(len(c.places) for c in self.controls if c.kind != "slider")

        def at(counts: Sequence[int]) -> bytes:
            stops = [
                bake.spread(n if c.kind == "slider" else len(c.places), len(c.places), start)
                for c, n, start in zip(self.controls, counts, self.start, strict=True)
            ]
            found = bake.combinations(stops, sliders, bases, quick=places is not None)
            return bake.bake(look, self.picture.size, stops, found)

        every = len(self.controls)
        if places or not any(sliders):
            self.baked = at(places or [0] * every)
        else:
            self.baked = bake.fitting(lambda n: at([n] * every), limit, sum(sliders), choices)
        return self

    def _answer(self, widget, message, buffers) -> None:
        """Tell a page that asks that a kernel is there."""
        if message == "hello":
            self.send({"here": True})

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """One output: the live widget, and for pages without widgets the same picture and words."""
        words = self.look(self.positions)[1]
        data = beside(self, {"text/plain": words, "image/png": self.picture.png()})
        return data, {"image/png": {"alt": f"{self.setup['title']}. {words}"}}

    def _ipython_display_(self, **kwargs) -> None:
        """The words also as text: on a page without widgets the picture has no alt text."""
        data, metadata = self._repr_mimebundle_()
        print(
            f"{'At the start' if self.positions == self.start else 'As set'}: {data['text/plain']}"
        )
        display(data, metadata=metadata, raw=True)


def controls_of(parameters, names: Sequence[str], presets: Mapping) -> list[Control]:
    """The controls of an explorer, checked."""
    known = {field.name: field for field in fields(parameters)}
    if not 1 <= len(names) <= MOST_CONTROLS:
        raise ValueError(f"An explorer has one to {MOST_CONTROLS} controls, not {len(names)}.")
    wanted = {*names, *(name for values in presets.values() for name in values)}
    if unknown := sorted(wanted - set(known)):
        raise ValueError(f"{parameters.__name__} has no field {', '.join(unknown)}.")
    if stray := sorted(wanted - set(names)):
        raise ValueError(f"A preset sets {', '.join(stray)}, which no control shows.")
    for values in presets.values():
        parameters(**values)  # raises where a value is out of bounds
    return [control(known[n], [v[n] for v in presets.values() if n in v]) for n in names]
