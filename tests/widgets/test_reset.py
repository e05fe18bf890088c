import pytest

from course.widgets.reset import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_reset_explorer(promise):
    promise(explorer)


@pytest.mark.parametrize(
    ("preset", "verdict"),
    [
        ("Jonas: long-lived cells make most of his antibody", "Relapse"),
        ("Jonas, with those cells killed as well", "Reset"),
        ("Empty blood, half-full lymph nodes", "No response"),
        ("B cells away for a month only", "Relapse"),
        ("Nine of ten B cells removed", "Relapse"),
    ],
)
def test_each_preset_ends_as_it_is_told(preset, verdict):
    widget = explorer()
    assert widget.look(widget.start)[1].startswith("Reset")
    assert widget.look(widget.preset(preset))[1].startswith(verdict)
