import pandas as pd
import pytest

from course.bench.explorers import kept, report, summary


def times(floor, explorer, interact):
    return pd.DataFrame(
        {"floor": [floor] * 3, "explorer": [explorer] * 3, "interact": [interact] * 3}
    )


def test_the_ratio_and_the_difference_are_of_medians():
    found = summary(times(30.0, 60.0, 480.0))
    assert (found["times_faster"], found["above_floor"]) == (8, 30)


@pytest.mark.parametrize(
    ("measured", "promise"), [((30, 60, 480), True), ((30, 70, 480), False), ((30, 60, 200), False)]
)
def test_both_halves_of_the_promise_must_hold(measured, promise):
    assert kept(summary(times(*measured))) is promise


def test_the_report_does_not_hide_a_broken_promise():
    assert "NOT kept" in report("kinetics", summary(times(30, 70, 480)), 25)
