import pytest

from course.widgets.autoimmunity import PRESETS, explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_autoimmunity_explorer(promise):
    promise(explorer)


def test_each_preset_tells_another_story():
    widget = explorer()
    said = [widget.look(widget.preset(name))[1] for name in PRESETS]
    assert len({*said, widget.look(widget.start)[1]}) == len(PRESETS) + 1
    assert "dies out" in said[0] and "not enough" in said[1] and "not enough" in said[2]
