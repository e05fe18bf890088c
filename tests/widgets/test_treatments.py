import pytest

from course.widgets.testing import PROMISES
from course.widgets.treatments import explorer


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_treatments_explorer(promise):
    promise(explorer)


def test_a_node_as_open_as_the_blood_is_emptied_like_it():
    widget = explorer()
    assert "53 % in the node" in widget.look(widget.start)[1]
    assert "1 % in the node" in widget.look(widget.preset("A node as open as the blood"))[1]


def test_after_a_year_the_b_cells_were_back_before_the_second_course():
    widget = explorer()
    assert "before the second course" not in widget.look(widget.start)[1]
    words = widget.look(widget.preset("A second course after a year"))[1]
    assert "before the second course they were back" in words
