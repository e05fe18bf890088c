import pytest

from course.widgets.kinetics import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_kinetics_explorer(promise):
    promise(explorer)


def test_cells_too_weak_to_expand_are_said_not_to():
    widget = explorer()
    assert "on day 37" in widget.look(widget.start)[1]
    assert "do not expand" in widget.look(widget.preset("Cells too weak to expand"))[1]
