import pytest

from course.widgets.kinetics import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_kinetics_explorer(promise):
    promise(explorer)


def test_a_thousandfold_dose_moves_the_peak_to_the_first_week():
    widget = explorer()
    assert "on day 37" in widget.look(widget.start)[1]
    assert "on day 3." in widget.look(widget.preset("A thousandfold dose"))[1]
