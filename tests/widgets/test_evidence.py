import pytest

from course.widgets.evidence import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_evidence_explorer(promise):
    promise(explorer)


def test_it_begins_with_five_of_five_and_says_how_little_that_is():
    widget = explorer()
    words = widget.look(widget.start)[1]
    assert "5 of 5 had the event, 100 %" in words
    assert "48 to 100 % exactly, 57 to 100 % by Wilson, 100 to 100 % by Wald" in words


def test_no_event_in_fifteen_leaves_room_for_a_fifth():
    widget = explorer()
    words = widget.look(widget.preset("None of fifteen with severe CRS"))[1]
    assert "0 to 22 % exactly" in words
