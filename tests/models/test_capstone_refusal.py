"""A no whose reasons the tables confirm passes; one for another patient is told so."""

import pytest

from course.models.capstone import check, faults
from course.models.capstone_parts import PATIENTS
from course.models.capstone_refusal import CHANGES, REASONS, NoCarT, options, untried

TRUE = {
    "Amara": {"a drug is untried", "chemotherapy and fertility"},
    "Jonas": {"a drug is untried", "no reserve for a side effect"},
    "Carmen": {"a drug is untried", "no reserve for a side effect"},
    "Mei": {"a drug is untried", "chemotherapy and fertility", "no reserve for a side effect"},
    "Lena": {
        *("evidence is thin", "behind the blood-brain barrier", "a drug is untried"),
        *("B cells went, the disease stayed", "chemotherapy and fertility"),
    },
    "Theo": {
        *("T cells do the damage", "evidence is thin", "a minor"),
        "chemotherapy and fertility",
    },
}


def no(patient="Theo", **changes):
    words = {
        "reasons": ("T cells do the damage", "a minor"),
        "alternative": "insulin",
        "changes": ("a trial in people of cells that reach the T cells",),
    }
    return NoCarT(patient=patient, **(words | changes))


def wrong(answer):
    table = check(answer)
    return table.index[~table["holds"].astype(bool)].tolist()


@pytest.mark.parametrize("patient", PATIENTS)
def test_the_reasons_that_hold_are_those_of_the_patients_row(patient):
    assert {name for name, reason in REASONS.items() if reason.holds(patient)} == TRUE[patient]


@pytest.mark.parametrize("patient", PATIENTS)
def test_a_reasoned_no_is_possible_for_everyone(patient):
    reasons = tuple(sorted(TRUE[patient]))
    other = untried(patient)[0] if untried(patient) else "insulin"
    changes = (REASONS[reasons[0]].answer,)
    assert faults(no(patient, reasons=reasons, alternative=other, changes=changes)) == []


MISTAKES = {
    "reasons_hold": no("Amara", alternative="obinutuzumab"),
    "reasons_suffice": no(reasons=("a minor",), changes=(REASONS["a minor"].answer,)),
    "alternative": no(alternative="teplizumab"),
    "changes": no(changes=("the untried drug fails",)),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_check_finds_its_mistake_and_no_other(name):
    assert wrong(MISTAKES[name]) == [name]


def test_risks_that_can_be_lessened_do_not_suffice():
    reasons = ("chemotherapy and fertility", "no reserve for a side effect")
    answer = no("Mei", reasons=reasons, alternative="inebilizumab", changes=CHANGES[-2:-1])
    assert "can be lessened" in " ".join(faults(answer))


def test_an_untried_drug_is_not_one_that_was_tried():
    reasons = ("a drug is untried", "chemotherapy and fertility")
    answer = no("Amara", reasons=reasons, alternative="belimumab")
    assert "which is not" in " ".join(faults(answer))


def test_a_blocker_of_complement_does_not_fit_a_disease_without_it():
    assert not options("Mei").loc["eculizumab, ravulizumab", "fits"]
    assert "eculizumab, ravulizumab" not in untried("Mei")


def test_a_drug_by_another_name_is_not_offered_again():
    names = list(options("Jonas").index)
    assert "glucocorticoid" not in names and "immunoglobulin" not in names
    assert list(options("Theo").index) == ["insulin", "teplizumab"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"patient": "Maria"}, "the six are"),
        ({"reasons": ("I do not like it",)}, "is none of"),
        ({"changes": "a miracle"}, "is none of"),
        ({"alternative": 3}, "must be one text"),
    ],
)
def test_words_outside_the_lists_are_refused_in_a_sentence(changes, words):
    with pytest.raises(ValueError, match=words):
        no(**changes)


def test_a_lone_reason_may_be_given_as_a_text():
    assert no(reasons="a minor").reasons == ("a minor",)
