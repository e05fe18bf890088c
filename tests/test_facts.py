"""The ledger is sound, and a sentence that disagrees with it is caught."""

from datetime import date

import pytest

from course import citations, facts
from course.quantities import quantities

STEIN = "https://doi.org/10.1002/psp4.12388"
MACKENSEN = "https://doi.org/10.1038/s41591-022-02017-5"
SHARES = "kinetics.lowest_peak_share, kinetics.highest_peak_share"


def link(text: str, key: str = "kinetics.fold_expansion", url: str = STEIN) -> str:
    return f'The number rose [{text}]({url} "fact: {key}").'


def one_fact(**changes):
    table = facts.facts()
    return table[table["key"] == "kinetics.fold_expansion"].assign(**changes)


def test_the_ledger_is_sound():
    assert facts.ledger_problems(facts.facts()) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": 4100.0}, "does not hold its number"),
        ({"value": 4100.0, "statement": "It rises 4,100-fold."}, "holds 3900, the ledger 4100"),
        ({"reference": "Nobody1999"}, "Nobody1999 is not in references.csv"),
        ({"reference": "own"}, "names that paper"),
        ({"verified": "own"}, "has the reference `own`"),
        ({"review_by": "2026-10"}, "is not after"),
    ],
)
def test_a_wrong_row_of_the_ledger_is_caught(changes, message):
    assert any(message in wrong for wrong in facts.ledger_problems(one_fact(**changes)))


def test_a_fact_must_point_to_one_row():
    with pytest.raises(LookupError, match="fits 3 rows"):
        facts.cell(one_fact(row="parameter=time_of_peak").iloc[0])


def test_facts_fall_due_in_their_month():
    first = facts.facts()["review_by"].min()
    year, month = map(int, first.split("-"))
    assert len(facts.due(date(year, month, 1))) > 0
    assert len(facts.due(date(year - 1, month, 28))) == 0
    assert len(facts.due(date(2100, 1, 1))) == len(facts.facts())


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3,900-fold", 3900, "fold"),
        ("3.9 thousand", 3900, "fold"),
        ("2.2 billion", 2_234_369_323, "cells"),
        ("28 %", 28, "% of T cells"),
        ("28 per cent", 0.28, "fraction"),
        ("Twelve", 11.93, "divisions"),
        ("twenty-five", 25, "none"),
        ("1.0e6", 1e6, "cells/kg"),
        ("one million", 1e6, "cells/kg"),
        ("2 × 10⁶", 2e6, "cells"),
        ("$10^6$", 1e6, "cells"),
        ("half", 0.5, "fraction"),
        ("half", 50, "%"),
        ("more than half", 59.12, "%"),
        ("fewer than 100", 40, "cells"),
        ("$373,000", 373000, "USD"),
        ("−17.5 %", -17.5, "%"),
    ],
)
def test_numbers_in_prose_are_read_as_people_write_them(text, value, unit):
    (number,) = quantities(text)
    assert number.agrees_with(value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3,900-fold", 3901, "fold"),
        ("2.2 billion", 2.26e9, "cells"),
        ("2.2 million", 2.2e9, "cells"),
        ("28 %", 28.6, "%"),
        ("28 %", 28, "fraction"),
        ("28", 0.28, "fraction"),
        ("twelve", 12.6, "divisions"),
        ("more than half", 41, "%"),
        ("at most 100", 140, "cells"),
        ("17.5 %", -17.5, "%"),
    ],
)
def test_another_number_in_prose_does_not_pass(text, value, unit):
    (number,) = quantities(text)
    assert not number.agrees_with(value, unit)


def test_the_ends_of_a_range_share_sign_and_scale():
    assert [(q.value, q.percent) for q in quantities("11-59 %")] == [(11, True), (59, True)]
    assert [q.value for q in quantities("2–6 million")] == [2e6, 6e6]
    assert [q.value for q in quantities("110 ± 32 days")] == [110, 32]


def test_names_of_molecules_are_not_numbers():
    assert quantities("CD19, IL-6, 4-1BB and FMC63-28Z") == []


def test_a_sentence_that_agrees_passes():
    text = link("3,900-fold") + link("11-59 %", SHARES, MACKENSEN)
    text += link("Twelve", "kinetics.divisions_to_peak", "../datasets/facts.csv")
    assert facts.problems(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (link("4,000-fold"), "does not agree with kinetics.fold_expansion = 3900"),
        (link("3,900-fold", "kinetics.fold"), "which is not in datasets/facts.csv"),
        (link("3,900-fold", url=MACKENSEN), f"must link to {STEIN}"),
        (link("11-59 %", "kinetics.lowest_peak_share", MACKENSEN), "holds 2 numbers but names 1"),
        (link("many-fold"), "holds 0 numbers but names 1"),
        (link("59-11 %", SHARES, MACKENSEN), "does not agree"),
        (link("12", "kinetics.divisions_to_peak", STEIN), "must link to ../datasets/facts.csv"),
    ],
)
def test_a_sentence_that_disagrees_is_caught(text, message):
    assert any(message in wrong for wrong in facts.problems(text))


def test_a_recalled_number_is_stated_as_approximate():
    ledger = facts.facts()
    recalled = ledger[(ledger["verified"] == "recalled") & (ledger["reference"] != "own")].iloc[0]
    url = facts.address(recalled["reference"])
    plain = f'[{recalled["value"]:g}]({url} "fact: {recalled["key"]}")'
    assert any("say “about”" in wrong for wrong in facts.problems(plain))
    assert facts.problems(f"about {plain}") == []


def test_doi_with_brackets_is_read_whole():
    (found,) = facts.links_in("[x](https://doi.org/10.1016/S0140-6736(23)00023-5)")
    assert found.url.endswith("00023-5")
    papers, unknown = citations.cited("see https://doi.org/10.1016/S0140-6736(23)00023-5).")
    assert papers["key"].tolist() == ["Muller2023"] and not unknown


def test_list_of_references_holds_what_is_cited_and_nothing_else():
    text = f"{link('3,900-fold')}\n\n## References\n\n- [old]({MACKENSEN})\n"
    listed = citations.listed(text)
    assert "Stein AM" in listed and "Mackensen" not in listed
    assert citations.with_references(citations.with_references(text)).count("Stein AM") == 1


def test_citing_an_unknown_paper_is_refused():
    with pytest.raises(KeyError, match=r"does not hold https://doi\.org/10\.9999/none"):
        citations.listed("[x](https://doi.org/10.9999/none)")
