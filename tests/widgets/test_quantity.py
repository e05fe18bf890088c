import pytest

from course.widgets.quantity import number, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1e6, "1 million"),
        (2.5e10, "25 billion"),
        (999_960, "1 million"),
        (12_000, "12,000"),
        (365, "365"),
        (0.00032, "0.00032"),
        (0.1 + 0.2, "0.3"),
        (4.5e-11, "4.5 × 10⁻¹¹"),
        (1.125e-11, "1.125 × 10⁻¹¹"),
        (-5, "−5"),
        (1e15, "1 × 10¹⁵"),
    ],
)
def test_a_number_is_written_as_people_write_it(value, text):
    assert number(value) == text


def test_a_unit_follows_unless_there_is_none():
    assert shown(14.0, "days") == "14 days"
    assert shown(2, "none") == shown(2) == "2"


def test_one_of_something_is_not_said_in_the_plural():
    assert shown(1, "patients") == "1 patient" and shown(1.0, "days") == "1 day"
    assert shown(1e6, "cells") == "1 million cells" and shown(0, "patients") == "0 patients"
