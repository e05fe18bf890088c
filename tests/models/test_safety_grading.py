"""Grades of CRS, ICANS and ICAHT at every border of the consensus tables, and with gaps."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.models.safety_grading import (
    CONSCIOUSNESS,
    OXYGEN,
    crs_grade,
    crs_range,
    early_icaht,
    grades,
    icans_grade,
    icans_range,
    ice_score,
    late_icaht,
)

FEVER = {
    "temperature": 39.0,
    "treated": False,
    "hypotension": False,
    "vasopressors": 0,
    "vasopressin": False,
    "oxygen": "room air",
}
WELL = {
    "ice": 10,
    "consciousness": "alert",
    "seizure": "none",
    "weakness": False,
    "oedema": "none",
    "raised_pressure": False,
}


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, 1),
        ({"temperature": 38.0}, 1),
        ({"temperature": 37.9}, 0),
        ({"hypotension": True}, 2),
        ({"hypotension": True, "vasopressors": 1}, 3),
        ({"hypotension": True, "vasopressors": 1, "vasopressin": True}, 3),
        ({"hypotension": True, "vasopressin": True}, 3),
        ({"hypotension": True, "vasopressors": 2}, 4),
        ({"oxygen": "low-flow cannula"}, 2),
        ({"oxygen": "blow-by"}, 2),
        ({"oxygen": "nasal cannula", "flow": 6}, 2),
        ({"oxygen": "nasal cannula", "flow": 6.1}, 3),
        ({"oxygen": "Venturi mask"}, 3),
        ({"oxygen": "CPAP"}, 4),
        ({"oxygen": "ventilator"}, 4),
        ({"temperature": 39.5, "vasopressors": 1, "oxygen": "low-flow cannula"}, 3),
        ({"hypotension": True, "oxygen": "face mask"}, 3),
        ({"died": True}, 5),
    ],
)
def test_lee_2019_crs(changes, grade):
    assert crs_grade(FEVER | changes) == grade


def test_without_fever_there_is_no_crs_unless_it_was_treated():
    low = FEVER | {"temperature": 36.9, "hypotension": True, "vasopressors": 1}
    assert crs_grade(low) == 0
    assert crs_grade(low | {"treated": True}) == 3
    assert crs_grade(FEVER | {"temperature": 36.9, "treated": True}) == 0


@pytest.mark.parametrize(
    ("changes", "possible"),
    [
        ({"temperature": None}, (0, 1)),
        ({"temperature": np.nan, "vasopressors": 1}, (0, 3)),
        ({"temperature": None, "treated": True, "vasopressors": 1}, (3, 3)),
        ({"temperature": 37.0, "treated": None, "hypotension": True}, (0, 2)),
        ({"hypotension": None}, (1, 2)),
        ({"vasopressors": None, "hypotension": True}, (2, 4)),
        ({"vasopressors": None, "hypotension": True, "oxygen": "CPAP"}, (4, 4)),
        ({"vasopressors": 1, "vasopressin": None}, (3, 3)),
        ({"vasopressors": None, "vasopressin": True}, (3, 4)),
        ({"vasopressors": 0, "vasopressin": None, "hypotension": True}, (2, 3)),
        ({"oxygen": None}, (1, 4)),
        ({"oxygen": "nasal cannula"}, (2, 3)),
        ({"oxygen": "nasal cannula", "vasopressors": 1}, (3, 3)),
    ],
)
def test_a_missing_field_leaves_open_what_it_could_change(changes, possible):
    record = FEVER | changes
    assert crs_range(record) == possible
    assert crs_grade(record) == (possible[0] if possible[0] == possible[1] else None)


def test_no_fever_and_no_treatment_is_enough_to_exclude_crs():
    assert crs_grade({"temperature": 37.2, "treated": False}) == 0
    assert crs_range({}) == (0, 4) and crs_grade({}) is None


@pytest.mark.parametrize(
    ("ice", "grade"), [(10, 0), (9, 1), (7, 1), (6, 2), (3, 2), (2, 3), (1, 3), (0, 3)]
)
def test_lee_2019_icans_by_ice(ice, grade):
    assert icans_grade(WELL | {"ice": ice}) == grade


@pytest.mark.parametrize(
    ("word", "grade"),
    [
        ("alert", 0),
        ("wakes by itself", 1),
        ("wakes to voice", 2),
        ("wakes to touch", 3),
        ("unarousable", 4),
    ],
)
def test_lee_2019_icans_by_consciousness(word, grade):
    assert icans_grade(WELL | {"consciousness": word}) == grade
    assert word in CONSCIOUSNESS and len(CONSCIOUSNESS) == 5


@pytest.mark.parametrize(
    ("device", "grade"),
    [
        ("room air", 1),
        ("low-flow cannula", 2),
        ("blow-by", 2),
        ("high-flow cannula", 3),
        ("face mask", 3),
        ("non-rebreather", 3),
        ("Venturi mask", 3),
        ("CPAP", 4),
        ("BiPAP", 4),
        ("ventilator", 4),
    ],
)
def test_lee_2019_crs_by_each_device(device, grade):
    assert crs_grade(FEVER | {"oxygen": device}) == grade
    assert device in OXYGEN and len(OXYGEN) == 10


@pytest.mark.parametrize(
    ("vasopressors", "vasopressin", "grade"),
    [(0, False, 2), (0, True, 3), (1, False, 3), (1, True, 3), (2, False, 4), (2, True, 4),
     (3, False, 4)],
)  # fmt: skip
def test_lee_2019_vasopressin_is_never_the_second_vasopressor(vasopressors, vasopressin, grade):
    low = {"hypotension": True, "vasopressors": vasopressors, "vasopressin": vasopressin}
    assert crs_grade(FEVER | low) == grade


def test_lee_2019_the_worst_sign_decides_and_signs_do_not_add_up():
    both = FEVER | {"hypotension": True, "oxygen": "blow-by"}
    assert crs_grade(both) == 2
    assert icans_grade(WELL | {"ice": 5, "consciousness": "wakes to voice"}) == 2
    assert icans_grade(WELL | {"ice": 3, "seizure": "clinical", "seizure_minutes": 0.5}) == 3


def test_lee_2019_children_under_twelve_are_not_graded_by_ice():
    with pytest.raises(ValueError, match="CAPD"):
        icans_grade(WELL | {"age": 11.9})
    assert icans_grade(WELL | {"age": 12}) == 0 == icans_grade(WELL | {"age": None})


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({"ice": 3, "seizure": "clinical", "seizure_minutes": 1}, 3),
        ({"seizure": "clinical", "seizure_minutes": 5}, 3),
        ({"seizure": "clinical", "seizure_minutes": 5.1}, 4),
        ({"seizure": "EEG only, resolved"}, 3),
        ({"seizure": "repeated"}, 4),
        ({"weakness": True}, 4),
        ({"oedema": "focal"}, 3),
        ({"oedema": "diffuse"}, 4),
        ({"raised_pressure": True}, 4),
        ({"ice": None, "consciousness": "unarousable"}, 4),
        ({"ice": 0, "consciousness": "unarousable"}, 4),
        ({"ice": 0, "consciousness": None}, None),
        ({"ice": None}, None),
        ({"ice": None, "oedema": "focal"}, 3),
        ({"seizure": "clinical"}, None),
        ({"died": True}, 5),
    ],
)
def test_lee_2019_icans_by_the_other_signs(changes, grade):
    assert icans_grade(WELL | changes) == grade


def test_what_is_open_in_icans_is_said_as_a_range():
    assert icans_range(WELL | {"ice": 0, "consciousness": None}) == (3, 4)
    assert icans_range(WELL | {"ice": None}) == (0, 3)


@given(
    st.fixed_dictionaries(
        {
            "temperature": st.sampled_from([37.9, 38.0, None]),
            "treated": st.sampled_from([True, False, None]),
            "hypotension": st.sampled_from([True, False, None]),
            "vasopressors": st.sampled_from([0, 1, 2, None]),
            "vasopressin": st.sampled_from([True, False, None]),
            "oxygen": st.sampled_from([*OXYGEN, None]),
        }
    )
)
def test_filling_a_gap_stays_within_the_range(record):
    low, high = crs_range(record)
    for field, values in (("temperature", (37.0, 40.0)), ("oxygen", tuple(OXYGEN))):
        if record[field] is None:
            for value in values:
                inner = crs_range(record | {field: value})
                assert low <= inner[0] <= inner[1] <= high


@pytest.mark.parametrize(
    "nonsense",
    [
        {"temperature": 102.0},
        {"temperature": "39"},
        {"vasopressors": 1.5},
        {"vasopressors": -1},
        {"oxygen": "mask"},
        {"hypotension": "yes"},
    ],
)
def test_nonsense_in_a_record_is_refused_in_a_sentence(nonsense):
    with pytest.raises(ValueError, match="it must"):
        crs_grade(FEVER | nonsense)


def test_the_ice_score_needs_all_of_its_items():
    full = {"orientation": 4, "naming": 3, "command": 1, "writing": 1, "attention": 1}
    assert ice_score(full) == 10 and ice_score(full | {"writing": None}) is None
    with pytest.raises(ValueError, match="orientation"):
        ice_score(full | {"orientation": 5})


def test_a_table_of_records_is_graded_row_by_row():
    table = pd.DataFrame([FEVER, FEVER | {"oxygen": None}, FEVER | {"vasopressors": 2}])
    assert grades(table, crs_grade).fillna(-1).tolist() == [1, -1, 4]


@pytest.mark.parametrize(
    ("days", "grade"),
    [((0, 0), 0), ((1, 0), 1), ((6, 6), 1), ((7, 6), 2), ((13, 0), 2), ((14, 0), 3),
     ((7, 7), 3), ((13, 13), 3), ((14, 14), 4), ((31, 0), 4)],
)  # fmt: skip
def test_rejeski_2023_early_icaht(days, grade):
    assert early_icaht(*days) == grade


def test_rejeski_2023_never_above_500_is_grade_4():
    assert early_icaht(31, 3, never_above_500=True) == 4
    with pytest.raises(ValueError, match="more days"):
        early_icaht(3, 4)


def test_rejeski_2023_late_icaht():
    counts = (1501, 1500, 1001, 1000, 501, 500, 101, 100, 0)
    assert [late_icaht(count) for count in counts] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    with pytest.raises(ValueError, match="missing"):
        late_icaht(float("nan"))
