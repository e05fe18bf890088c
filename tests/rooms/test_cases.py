"""The case of a decision room: graded by the lecture's functions, sourced, without dead ends."""

import re
import tomllib

import pytest

from course import facts
from course.models.safety_grading import ICE, crs_range, icans_range, ice_score
from course.rooms.cases import FOLDER, GRADES, OPEN, CaseError, load, parse, problems

TEXT = (FOLDER / "safety.toml").read_text("utf-8")
RECORDS = {m["name"]: m["record"] for m in tomllib.loads(TEXT)["moment"]}
SMALL = """
title = "A night"
opening = "A person, SYNTHETIC."
[[moment]]
name = "start"
time = "Day 1"
story = "A fever."
more = []
grade = "CRS"
record = { temperature = 39.0, treated = false, hypotension = false, oxygen = "room air" }
why = "Fever alone."
ask = "What now?"
choice = [
    { option = "Wait", best = true, next = "end", reply = "So it is." },
    { option = "Run", mistake = "haste", next = "end", reply = "So it is not." },
]
[[ending]]
name = "end"
time = "Day 2"
story = "Well."
"""


def ways(case):
    """Every way through a case, as lists of names."""
    leads = {m.name: sorted({c.next for c in m.choices}) for m in case.moments}

    def on(way):
        following = leads.get(way[-1], [])
        return [w for name in following for w in on([*way, name])] if following else [way]

    return on([case.moments[0].name])


def test_the_grade_of_each_moment_is_that_of_the_consensus():
    said = {m.name: (m.scale, m.grade) for m in load("safety").moments}
    assert said == {
        "evening": ("CRS", "1"),
        "night": ("CRS", "2"),
        "morning": ("CRS", "3"),
        "noon": ("CRS", "2"),
        "mind": ("ICANS", "2"),
        "seizure": ("ICANS", "3"),
        "home": ("CRS", "0"),
        "found": ("CRS", "0"),
    }


@pytest.mark.parametrize("name", RECORDS)
def test_no_record_of_the_case_leaves_its_grade_open(name):
    record = dict(RECORDS[name])
    if set(ICE) <= set(record):
        record["ice"] = ice_score(record)
    low, high = (icans_range if "seizure" in record else crs_range)(record)
    assert low == high


def test_a_missing_value_makes_a_moment_that_cannot_be_graded():
    gap = SMALL.replace("hypotension = false, ", "")
    assert parse(gap).moments[0].grade == OPEN


def test_every_way_through_the_case_ends():
    case = load("safety")
    found = ways(case)
    assert {way[-1] for way in found} == {ending.name for ending in case.endings}
    assert min(map(len, found)) >= 4 and max(map(len, found)) <= 8


def test_the_best_choices_lead_to_the_best_end_and_spare_the_worst_hours():
    case = load("safety")
    at, way = case.moments[0], []
    moments = {m.name: m for m in case.moments}
    while at:
        way.append(at.name)
        end = next(c.next for c in at.choices if not c.mistake)
        at = moments.get(end)
    assert end == "well" and not {"morning", "seizure"} & set(way)


def test_what_the_case_states_agrees_with_the_ledger():
    assert facts.problems(TEXT) == []


def test_the_case_says_that_it_is_synthetic_and_whose_guideline_it_follows():
    opening = load("safety").opening
    assert "SYNTHETIC" in opening and "10.1200/JCO.21.01992" in opening


def test_the_dose_in_the_case_is_that_of_her_weight():
    assert f"{8 * 62} mg" in " ".join(c.option for m in load("safety").moments for c in m.choices)


def test_the_best_choice_is_not_the_longest_throughout():
    longest = 0
    for moment in load("safety").moments:
        best = next(c for c in moment.choices if not c.mistake)
        longest += len(best.option) == max(len(c.option) for c in moment.choices)
    assert longest <= len(load("safety").moments) / 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('next = "end", reply = "So it is."', 'next = "gone", reply = "x"', "which is nowhere"),
        ('next = "end", reply = "So it is."', 'next = "start", reply = "x"', "leads back"),
        ('mistake = "haste", ', "", "needs one best choice"),
        ('ask = "What now?"', "", "missing, unknown or of the wrong kind: 'ask'"),
        ('time = "Day 2"', 'time = "Day 2"\nmood = "good"', "unexpected keyword argument 'mood'"),
        ("[[ending]]", "[[ending]", "wrong kind"),
        ('option = "Run"', 'option = "Run", speed = 1', "unexpected keyword argument 'speed'"),
    ],
)
def test_a_faulty_file_is_refused_in_a_sentence(old, new, said):
    assert old in SMALL
    with pytest.raises(CaseError, match=re.escape(said)):
        parse(SMALL.replace(old, new))


def test_a_moment_to_which_nothing_leads_is_found():
    case = load("safety")
    lost = {e.name for e in case.endings} - {"well"}
    cut = SMALL + "".join(f'[[ending]]\nname = "{n}"\ntime = "x"\nstory = "x"\n' for n in lost)
    with pytest.raises(CaseError, match="Nothing leads to"):
        parse(cut)
    assert problems(case) == []


def test_a_topic_without_a_room_is_named():
    with pytest.raises(LookupError, match="only for safety"):
        load("kinetics")


def test_both_scales_are_graded():
    assert set(GRADES) == {m.scale for m in load("safety").moments}
