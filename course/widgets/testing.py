"""What every explorer promises, for the tests of a topic:

    @pytest.mark.parametrize("promise", PROMISES)
    def test_the_explorer_keeps(promise):
        promise(explorer)

Each promise takes the function that makes the explorer and raises AssertionError when broken.
"""

import itertools
import re
from collections.abc import Callable

import matplotlib as mpl
import numpy as np

from course.figures.style import STYLE
from course.widgets.explorer import Explorer
from course.widgets.frame import from_bytes
from course.widgets.recorder import Item

SMALL_PNG = 60_000
NOT_FINITE = re.compile(r"\b(nan|inf|NaN|None)\b")

Make = Callable[[], Explorer]


def corners(widget: Explorer) -> list[tuple[int, ...]]:
    """Every combination of the two ends of all controls."""
    return list(itertools.product(*[(0, len(c.places) - 1) for c in widget.controls]))


def single_moves(widget: Explorer) -> list[tuple[str, list[int]]]:
    """From the start, each control alone at each of its ends."""
    moves = []
    for number, control in enumerate(widget.controls):
        for end in (0, len(control.places) - 1):
            at = [*widget.start]
            at[number] = end
            moves.append((control.label, at))
    return moves


def positions_to_try(widget: Explorer) -> list[tuple[int, ...]]:
    """Start, corners, ends of each control, and presets."""
    ends = [tuple(at) for _, at in single_moves(widget)]
    presets = [tuple(widget.preset(name)) for name in widget.presets]
    return [tuple(widget.start), *corners(widget), *ends, *presets]


def plain(items: list[Item]) -> list[tuple[str, bytes]]:
    """Items as something to compare, in any order."""
    return sorted((str(style), numbers.tobytes()) for style, numbers in items)


def every_corner_has_a_picture_and_words(make: Make) -> None:
    widget = make()
    for at in positions_to_try(widget):
        items, words = widget.look(at)
        assert items, f"{widget.values(at)}: {words}"
        assert words.strip() and not NOT_FINITE.search(words), f"{widget.values(at)}: {words}"


def a_wiped_figure_draws_the_same_as_a_fresh_one(make: Make) -> None:
    used = make()
    for at in positions_to_try(used):
        used.look(at)
    fresh = plain(make().look(used.start)[0])
    assert plain(used.look(used.start)[0]) == fresh, "draw leaves something behind: set it always"


def quick_reading_equals_matplotlibs_own_drawing(make: Make) -> None:
    widget = make()
    for at in positions_to_try(widget):
        quick = plain(widget.look(at)[0])
        with mpl.rc_context(STYLE):
            exact = plain(widget.picture.reader.read(exact=True))
        assert quick == exact, f"{widget.values(at)}: the quick picture differs"


def each_control_changes_the_picture_or_the_words(make: Make) -> None:
    widget = make()
    at_start = widget.compute(widget.start)
    for label, control in itertools.groupby(single_moves(widget), key=lambda move: move[0]):
        frames = [content(widget.compute(at)) for _, at in control]
        assert any(f != content(at_start) for f in frames), f"{label} changes nothing"


def content(frame: bytes) -> tuple[dict, bytes]:
    """Header without the positions, and numbers."""
    head, numbers = from_bytes(frame)
    return {k: v for k, v in head.items() if k != "at"}, numbers.tobytes()


def the_start_and_the_presets_are_places_of_the_controls(make: Make) -> None:
    widget = make()
    assert widget.values(widget.start) == widget.parameters(**widget.fixed)
    for name, chosen in widget.presets.items():
        values = widget.values(widget.preset(name))
        assert {k: getattr(values, k) for k in chosen} == dict(chosen), name
        assert widget.preset(name) != widget.start, f"{name} is the start"


def the_static_twin_holds_picture_and_words(make: Make) -> None:
    data, metadata = make()._repr_mimebundle_()
    assert set(data) == {"application/vnd.jupyter.widget-view+json", "text/plain", "image/png"}
    assert len(data["image/png"]) * 3 / 4 < SMALL_PNG
    assert data["text/plain"] in metadata["image/png"]["alt"]


def drawing_leaves_the_result_alone(make: Make) -> None:
    widget = make()
    result, again = (widget.simulate(widget.values(widget.start)) for _ in range(2))
    widget.picture.items(result)
    widget.describe(result)
    np.testing.assert_equal(as_plain(result), as_plain(again))


def as_plain(result) -> object:
    """A DataFrame as a dict of lists, also within a dict; all else as it is."""
    if isinstance(result, dict):
        return {key: as_plain(value) for key, value in result.items()}
    return result.to_dict("list") if hasattr(result, "to_dict") else result


PROMISES = (
    every_corner_has_a_picture_and_words,
    a_wiped_figure_draws_the_same_as_a_fresh_one,
    quick_reading_equals_matplotlibs_own_drawing,
    each_control_changes_the_picture_or_the_words,
    the_start_and_the_presets_are_places_of_the_controls,
    the_static_twin_holds_picture_and_words,
    drawing_leaves_the_result_alone,
)
