"""Who is counted twice, and what it changes."""

import pandas as pd
import pytest

from course.models.evidence_overlap import distinct, people, pooled

REPORTS = pd.DataFrame(
    {
        "group": ["north", "north", "south", "north"],
        "patients": [5, 15, 8, 11],
        "events": [5, 12, 4, 10],
    }
)


def test_people_lie_between_the_largest_report_and_the_sum():
    table = people(REPORTS)
    assert table.loc["north"].tolist() == [3, 15, 31]
    assert table.loc["south"].tolist() == [1, 8, 8]


def test_the_largest_report_of_each_group_stays():
    assert distinct(REPORTS).index.tolist() == [1, 2]


def test_counting_twice_moves_the_share_and_narrows_the_interval():
    once, twice = pooled(distinct(REPORTS)), pooled(REPORTS)
    assert once["share"] == pytest.approx(16 / 23) and twice["share"] == pytest.approx(31 / 39)
    assert twice["high"] - twice["low"] < once["high"] - once["low"]


def test_distinct_reports_are_left_as_they_are():
    single = REPORTS.drop_duplicates("group")
    pd.testing.assert_frame_equal(distinct(single), single)
