import pytest

from course.widgets.future import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_future_explorer(promise):
    promise(explorer)


def test_boin_finds_the_right_dose_more_often_and_treats_more_people():
    widget = explorer()
    assert "treats 15 people" in widget.look(widget.start)[1]
    assert "treats 30 people" in widget.look(widget.preset("The same truth, found by BOIN"))[1]
