"""Controls made from a model's parameters: a slider, a switch or a choice, with round values."""

import math
from collections.abc import Sequence
from dataclasses import Field, dataclass
from typing import Any, Literal

from course.parameters import label_of
from course.widgets.quantity import shown

TENTHS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)  # ISO 497, series R'10: steps by equal factors
TWENTIETHS = (1, 1.1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9)
MOST_STEPS = 100


@dataclass(frozen=True, kw_only=True)
class Control:
    """A control stands at one of its `places`, the values that it can take, in order."""

    name: str
    label: str
    unit: str
    about: str
    kind: Literal["slider", "switch", "choice"]
    places: tuple[Any, ...]
    start: Any

    def position(self, value: Any) -> int:
        """The place that holds a value."""
        return self.places.index(value)

    def setup(self) -> dict[str, Any]:
        """What the browser needs: kind, words and the text of every place."""
        texts = [shown(value, self.unit) for value in self.places]
        return {"label": self.label, "about": self.about, "kind": self.kind, "texts": texts}


def control(field: Field, values: Sequence[Any] = ()) -> Control:
    """The control of a field made by `param`; `values` (those of presets) are places too."""
    places = places_of(field)
    if isinstance(field.default, bool):
        kind: Literal["slider", "switch", "choice"] = "switch"
    elif field.metadata["choices"]:
        kind = "choice"
    else:
        kind, places = "slider", sorted({*places, field.default, *values})
    return Control(
        name=field.name,
        label=label_of(field),
        unit=field.metadata["unit"],
        about=field.metadata["about"],
        kind=kind,
        places=tuple(places),
        start=field.default,
    )


def places_of(field: Field) -> list[Any]:
    """All values that a control offers: the bounds and the round numbers between them."""
    meta, default = field.metadata, field.default
    if isinstance(default, bool):
        return [False, True]
    if meta["choices"]:
        return list(meta["choices"])
    if meta["bounds"] is None:
        raise ValueError(f"`{field.name}` needs bounds in its param(...) to become a slider.")
    low, high = meta["bounds"]
    if meta["log"]:
        return [low, *round_factors(low, high), high]
    whole = isinstance(default, int)
    step = max(round_step((high - low) / MOST_STEPS), int(whole))
    inner = [
        float(f"{k * step:.10g}") for k in range(math.floor(low / step), math.ceil(high / step))
    ]
    places = [low, *(value for value in inner if low < value < high), high]
    return [int(value) for value in places] if whole else [float(value) for value in places]


def round_factors(low: float, high: float) -> list[float]:
    """Round numbers between two bounds at about equal factors: ten or twenty in a decade."""
    mantissas = TENTHS if high / low > 1e3 else TWENTIETHS
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    values = (float(f"{m}e{decade}") for decade in decades for m in mantissas)
    return [value for value in values if low < value < high]


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= least * (1 - 1e-9))
