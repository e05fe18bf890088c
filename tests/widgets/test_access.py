import pytest

from course.widgets.access import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_access_explorer(promise):
    promise(explorer)


def words(preset=None):
    widget = explorer()
    return widget.look(widget.preset(preset) if preset else widget.start)[1]


def test_it_begins_near_the_threshold_and_names_relapse_as_what_matters_most():
    assert "138,000 dollars per QALY" in words()
    assert "What matters most is the relapse per year" in words()


def test_made_in_a_hospital_it_is_better_and_no_dearer():
    assert "better and no dearer" in words("Made in a hospital: 89,000")


def test_five_years_are_too_few_to_earn_the_price_back():
    assert "422,000 dollars per QALY" in words("A payer who counts five years")
