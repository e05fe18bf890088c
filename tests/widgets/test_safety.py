import pytest

from course.widgets.safety import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_safety_explorer(promise):
    promise(explorer)


def test_each_preset_tells_its_own_story():
    widget = explorer()
    said = {name: widget.look(widget.preset(name))[1] for name in (
        "Jonas, after rituximab: few B cells", "Five times the B cells, no drug",
        "The same, tocilizumab on day 4", "The same, tocilizumab on day 9",
    )}  # fmt: skip
    few, none, early, late = said.values()
    assert "No fever" in few and "worst grade is 3" in none and "without tocilizumab" in none
    assert "worst grade is 1" in early and "worst grade is 3" in late
