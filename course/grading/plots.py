"""A Matplotlib Axes as plain data, and a real Axes made from it.

So a test cell may use the whole Axes API on what a student drew. Images, meshes and tables do not
cross; their names are in `ax.unseen`.
"""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.category import StrCategoryFormatter
from matplotlib.collections import Collection, LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedFormatter

SCALES = ("linear", "log", "symlog", "logit")


def describe(ax: Axes) -> dict[str, Any]:
    """What was drawn on `ax`: labels, limits, lines, bars, points, areas, texts, legend."""
    legend = ax.get_legend()
    known = {*ax.lines, *ax.patches, *ax.texts, *ax.collections}
    return {
        "title": ax.get_title(),
        "xlabel": ax.get_xlabel(),
        "ylabel": ax.get_ylabel(),
        "xscale": ax.get_xscale(),
        "yscale": ax.get_yscale(),
        "xlim": [float(x) for x in ax.get_xlim()],
        "ylim": [float(y) for y in ax.get_ylim()],
        "lines": [_line(line) for line in ax.lines],
        "bars": [
            [float(v) for v in (p.get_x(), p.get_height(), p.get_width(), p.get_y())] + [_label(p)]
            for p in ax.patches
            if hasattr(p, "get_height")
        ],
        "points": [
            [np.ma.filled(np.ma.asarray(c.get_offsets(), float), np.nan), _label(c)]
            for c in ax.collections
            if isinstance(c, PathCollection)
        ],
        "areas": [
            [[np.asarray(p.vertices, float) for p in c.get_paths()], _label(c)]
            for c in ax.collections
            if isinstance(c, PolyCollection)
        ],
        "segments": [
            [[np.asarray(s, float) for s in c.get_segments()], _label(c)]
            for c in ax.collections
            if isinstance(c, LineCollection)
        ],
        "texts": [[*map(float, t.get_position()), t.get_text()] for t in ax.texts],
        "legend": legend and [text.get_text() for text in legend.get_texts()],
        "names": _names(ax),
        "unseen": sorted({type(a).__name__ for a in ax.images} | _unseen(ax, known)),
    }


def _names(ax: Axes) -> dict[str, Any] | None:
    """Places and names of the ticks on x, where they are names of categories."""
    if not isinstance(ax.xaxis.get_major_formatter(), FixedFormatter | StrCategoryFormatter):
        return None
    at = [float(x) for x in ax.get_xticks()][:200]
    return {"at": at, "names": [t.get_text() for t in ax.get_xticklabels()][:200]}


def _line(line: Line2D) -> dict[str, Any]:
    keys = ("linestyle", "marker", "color", "linewidth", "drawstyle")
    styles = {key: getattr(line, f"get_{key}")() for key in keys}
    plain = {k: v if isinstance(v, (str, int, float)) else str(v) for k, v in styles.items()}
    data = {"x": _numbers(line.get_xdata()), "y": _numbers(line.get_ydata())}
    return {**data, "label": _label(line), "style": plain}


def _numbers(data: Any) -> np.ndarray:
    values = np.asarray(data)
    return (
        values.astype(float) if values.dtype.kind in "biuf" else np.arange(len(values), dtype=float)
    )


def _label(artist: Any) -> str:
    return str(artist.get_label())


def _unseen(ax: Axes, known: set) -> set[str]:
    kinds = (PathCollection, PolyCollection, LineCollection)
    others = [a for a in ax.collections if isinstance(a, Collection) and not isinstance(a, kinds)]
    return {type(a).__name__ for a in [*others, *ax.tables] if a not in known or a in others}


def rebuild(ax: Axes, drawn: dict[str, Any]) -> Axes:
    """Draw on `ax` what `drawn` describes; every call goes through Matplotlib's own checks."""
    for line in drawn["lines"]:
        artist = ax.plot(line["x"], line["y"], label=line["label"])[0]
        for key, value in line["style"].items():
            _style(artist, key, value)
    for x, height, width, y, label in drawn["bars"]:
        ax.bar(x, height, width, y, align="edge", label=label)
    for offsets, label in drawn["points"]:
        ax.scatter(offsets[:, 0], offsets[:, 1], label=label)
    for vertices, label in drawn["areas"]:
        ax.add_collection(PolyCollection(vertices, label=label))
    for segments, label in drawn["segments"]:
        ax.add_collection(LineCollection(segments, label=label))
    for x, y, text in drawn["texts"]:
        ax.text(x, y, text.replace("$", r"\$"))
    _frame(ax, drawn)
    ax.unseen = drawn["unseen"]  # type: ignore[attr-defined]
    return ax


def _style(artist: Line2D, key: str, value: Any) -> None:
    setters = ("linestyle", "marker", "color", "linewidth", "drawstyle")
    try:
        if key in setters:
            getattr(artist, f"set_{key}")(value)
    except (ValueError, TypeError):
        pass  # a style that Matplotlib does not know: the line is there, without it


def _frame(ax: Axes, drawn: dict[str, Any]) -> None:
    ax.set(title=drawn["title"], xlabel=drawn["xlabel"], ylabel=drawn["ylabel"])
    for axis in "xy":
        if drawn[f"{axis}scale"] in SCALES:
            getattr(ax, f"set_{axis}scale")(drawn[f"{axis}scale"])
    if drawn["names"]:
        ax.set_xticks(drawn["names"]["at"], drawn["names"]["names"])
    ax.set(xlim=drawn["xlim"], ylim=drawn["ylim"])
    if drawn["legend"] is not None:
        ax.legend([Line2D([], []) for _ in drawn["legend"]], drawn["legend"])


def blank(count: int = 1) -> list[Axes]:
    """Fresh Axes on a figure that pyplot does not know."""
    figure = Figure(figsize=(5, 4))
    return [figure.add_subplot(count, 1, k + 1) for k in range(count)]
