import pytest

from course.widgets.testing import PROMISES
from course.widgets.tolerance import explorer


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_tolerance_explorer(promise):
    promise(explorer)


def test_a_thymus_that_shows_less_lets_more_escape():
    widget = explorer()
    assert "5.4 thousand escaped, 11 %" in widget.look(widget.start)[1]
    assert "45 %" in widget.look(widget.preset("A thymus that shows half of self"))[1]
