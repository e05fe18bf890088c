import pytest

from course.widgets.activation import PRESETS, explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_activation_explorer(promise):
    promise(explorer)


def test_weaker_binding_spares_healthy_cells_and_equal_densities_forbid_it():
    widget = explorer()
    assert "96 % of the healthy" in widget.look(widget.start)[1]
    weaker, carmen = (widget.look(widget.preset(name))[1] for name in list(PRESETS)[:2])
    assert "5 % of the healthy" in weaker and "9 points" in carmen
