import pytest

from course.widgets.manufacturing import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_manufacturing_explorer(promise):
    promise(explorer)


def test_each_preset_meets_its_own_fate():
    widget = explorer()
    words = {name: widget.look(widget.preset(name))[1] for name in widget.presets}
    assert "18 doses. Released." in widget.look(widget.start)[1]
    assert "99.0 % of the cells are CAR+" in words["Ten times the vector"]
    assert "0.18 of a dose" in words["Amara's blood after mycophenolate, few T cells"]
    assert "10 % of the cells carry" in words["A vector thawed too early, a tenth of its activity"]
