import pytest

from course.widgets.capstone import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_capstone_explorer(promise):
    promise(explorer)


def test_cells_without_prey_do_not_expand():
    widget = explorer()
    assert "do not expand" in widget.look(widget.preset("Lena, while ocrelizumab works"))[1]
