"""One display output for two readers: the live widget, and its static twin."""

from typing import Any

import anywidget


def beside(widget: anywidget.AnyWidget, twin: dict[str, Any]) -> dict[str, Any]:
    """The widget's view with `twin`, by MIME type: what a page shows where no widget can live."""
    view = {"version_major": 2, "version_minor": 1, "model_id": widget.model_id}
    return {"application/vnd.jupyter.widget-view+json": view, **twin}
