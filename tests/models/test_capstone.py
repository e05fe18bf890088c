"""A whole design agrees with itself, its patient and the other models, or is told where not."""

from dataclasses import replace

import numpy as np
import pytest

from course import data
from course.grading.unwire import Decoder
from course.grading.wire import Encoder
from course.models import access, capstone_design, kinetics
from course.models.capstone import DESIGN, Plan, check, faults, simulate
from course.models.capstone_parts import (
    MUSK,
    PATIENTS,
    Aim,
    Design,
    Expected,
    Preparation,
    Price,
    Trial,
    row,
)
from course.models.capstone_refusal import NoCarT
from course.models.manufacturing import Manufacturing
from course.models.receptor import Receptor
from course.models.receptor import simulate as assemble
from course.models.receptor_gene import bases

BOTH = "a second CAR, against BCMA, after P2A"
SHORT = "FMC63 (G4S linker), against CD19"
BAIT = Receptor(
    binder="bait MuSK, for anti-MuSK B cells",
    spacer="CD8α membrane part, no hinge",
    signal="4-1BB, then CD3ζ",
)


def design(patient="Jonas", **changes):
    """A design that holds for every patient but Theo, with parts of it replaced."""
    parts = {
        "batch": Manufacturing(weight=float(row(patient)["weight_kg"])),
        "preparation": Preparation(fertility=True),
        "price": Price(price=200_000),
    }
    return Design(patient=patient, **(parts | changes))


def broken(answer):
    table = check(answer)
    return table.index[~table["holds"].astype(bool)].tolist()


@pytest.mark.parametrize("patient", [name for name in PATIENTS if name != "Theo"])
def test_a_design_for_each_adult_can_be_consistent(patient):
    assert faults(design(patient)) == []


@pytest.mark.parametrize("first", ["CD19", "CD20", "BCMA", MUSK])
def test_no_target_on_b_cells_fits_theo(first):
    assert {"driver", "age"} <= set(broken(design("Theo", aim=Aim(first=first))))


MISTAKES = {
    "construct": {"receptor": Receptor(spacer="CD8α hinge, no membrane part")},
    "target": {"aim": Aim(first="BCMA")},
    "spares": {"aim": Aim(first="CD27")},
    "batch": {"batch": Manufacturing(weight=81, start_cells=1e6, fold=10)},
    "washout": {"preparation": Preparation(washout=1)},
    "food": {"preparation": Preparation(pause=3)},
    "peak": {"expected": Expected(peak_day=60)},
    "makers": {"expected": Expected(long_lived=0.8, antibody_left=0.78)},
    "expected_antibody": {"expected": Expected(antibody_left=0.6)},
    "watch": {"preparation": Preparation(in_hospital=3)},
    "window": {"trial": Trial(window=7)},
    "stagger": {"trial": Trial(stagger=1)},
    "stopping": {"trial": Trial(stop_of_six=6)},
    "size": {"trial": Trial(patients=6, responders=4)},
    "worth": {"price": Price(price=373_000)},
}
WITH = {"spares": ["target"], "food": ["peak"]}  # what a mistake breaks besides


@pytest.mark.parametrize("name", MISTAKES)
def test_each_check_finds_its_mistake_and_no_other(name):
    wrong = broken(design(**MISTAKES[name]))
    assert name in wrong and set(wrong) <= {name, *WITH.get(name, [])}


def test_every_check_can_fail():
    others = {"driver", "age", "chemotherapy"}
    assert set(MISTAKES) | others == set(DESIGN)
    assert "chemotherapy" in broken(design("Mei", preparation=Preparation()))


def test_findings_are_sentences_with_what_is_wrong():
    for answer in (design(), design("Theo"), *(design(**parts) for parts in MISTAKES.values())):
        for words in check(answer)["finding"]:
            assert words[-1] in ".?”" and ".." not in words and len(words) < 300, words


def test_a_dose_made_for_another_weight_is_noticed():
    assert faults(Design(patient="Jonas"))[:1] == [
        "The batch is for 62 kg, and Jonas weighs 81: one dose is 81 million CAR+ cells."
    ]


def test_two_receptors_fit_the_vector_only_with_the_shorter_linker():
    parts = {"aim": Aim(gate="OR"), "expected": Expected(antibody_left=0.02)}
    long, short = Receptor(companion=BOTH), Receptor(companion=BOTH, binder=SHORT)
    assert broken(design(receptor=long, **parts)) == ["construct"]
    assert faults(design(receptor=short, **parts)) == []


def test_a_bait_fits_mei_and_nobody_else():
    bait = {"aim": Aim(first=MUSK), "receptor": BAIT}
    assert "driver" in broken(design("Jonas", **bait))
    assert broken(design("Mei", **bait)) == ["food", "peak"]


def test_cells_with_little_prey_are_told_what_their_number_alone_removes():
    bait = design("Mei", aim=Aim(first=MUSK), receptor=BAIT)
    most = replace(bait, batch=replace(bait.batch, dose_per_kg=1e7))
    met = capstone_design.course(most)["b_cells"]
    assert f"removes {1 - met.min() / met.iloc[0]:.0%}" in check(most).loc["food", "finding"]


def test_the_fewest_cells_are_still_computed():
    bait = design("Mei", aim=Aim(first=MUSK), receptor=BAIT, preparation=Preparation(pause=0))
    assert (capstone_design.course(bait) > 0).all(axis=None)


def test_b_cells_that_a_drug_has_removed_come_back_with_time():
    shares = [capstone_design.returned(months) for months in (1, 6, 9, 24)]
    assert shares == sorted(shares) and shares[0] < 0.05 < 0.95 < shares[-1]
    assert capstone_design.share_of_b_cells(design("Amara")) == 1


def test_the_course_is_that_of_kinetics():
    amara = design("Amara")
    alone = kinetics.simulate(kinetics.Kinetics(dose=amara.dose))
    np.testing.assert_allclose(capstone_design.course(amara), alone, rtol=1e-5)


def test_an_expected_peak_may_be_the_measured_or_the_models():
    assert faults(design(expected=Expected(peak_day=9))) == []
    model = int(capstone_design.course(design())["car_t"].idxmax())
    assert faults(design(expected=Expected(peak_day=model))) == []


def test_the_highest_price_that_is_named_would_be_paid():
    dear = Price(price=373_000)
    fair = access.worth(dear, dear.threshold)
    assert f"{fair:,.0f} at most" in check(design(price=dear)).loc["worth", "finding"]
    assert faults(design(price=replace(dear, price=fair - 1))) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"remission": 0.0}, "not worth any price"), ({"price": 0, "hospital": 0}, "It saves")],
)
def test_a_price_may_be_beyond_or_below_any_threshold(changes, words):
    assert words in check(design(price=Price(**changes))).loc["worth", "finding"]


def test_a_gate_that_no_part_can_build_is_refused():
    assert broken(design(aim=Aim(first="CD20", gate="AND NOT", second="CD3"))) == ["target"]


@pytest.mark.parametrize(
    ("parts", "words"),
    [({"patient": "Maria"}, "the six are Amara"), ({"patient": "Mei", "trial": 3}, r"Trial\(")],
)
def test_what_is_no_design_is_refused_in_a_sentence(parts, words):
    with pytest.raises((ValueError, TypeError), match=words):
        Design(**parts)


def test_only_designs_and_refusals_are_checked():
    with pytest.raises(TypeError, match="not str"):
        check("CD19")


@pytest.mark.parametrize(
    "answer",
    [
        design("Mei", receptor=BAIT),
        NoCarT(patient="Theo", reasons=("a minor",), alternative="insulin", changes=()),
    ],
    ids=["design", "no"],
)
def test_an_answer_crosses_to_the_grader_unchanged(answer):
    encoder = Encoder()
    node = encoder(answer)
    assert Decoder(encoder.buffers)(node) == answer


def test_a_tenth_of_the_dose_peaks_later_and_as_high():
    full, tenth = (simulate(Plan(dose_per_kg=dose)).course["car_t"] for dose in (1e6, 1e5))
    assert tenth.idxmax() > full.idxmax() + 5
    assert tenth.max() == pytest.approx(full.max(), rel=0.05)


def test_no_more_is_infused_than_was_made():
    year = simulate(Plan(start_cells=1e6, dose_per_kg=1e7))
    assert year.infused == year.batch.car_t[-1] < year.batch.needed
    assert year.course["car_t"].iloc[0] == pytest.approx(year.infused)


def test_the_numbers_of_the_lecture_are_those_of_the_models():
    facts = data.load("facts").set_index("key")
    fact = facts.loc[facts["reference"] == "own", "value"]
    wish = design("Mei", aim=Aim(first=MUSK), receptor=BAIT)
    strong, reported = (
        capstone_design.predation(dose, share, range(366))[1]
        for dose, share in ((5.5e8, capstone_design.food_share(wish)), (2.5e9, 0.001))
    )
    pressure = kinetics.predation_pressure(kinetics.Kinetics())
    peaks = [simulate(Plan(dose_per_kg=dose)).course["car_t"].idxmax() for dose in (1e6, 1e5)]
    found = {
        "checks": len(DESIGN),
        "bait_share": 100 * capstone_design.PREY,
        "bait_pressure": round(pressure * capstone_design.food_share(wish), 4),
        "bait_removed": round(100 * (1 - strong.min() / strong[0])),
        "bait_reported": round(100 * (1 - reported.min() / reported[0])),
        "plain_pressure": round(pressure * capstone_design.returned(9), 1),
        "returned": round(100 * capstone_design.returned(9)),
        "highest_price": round(access.worth(Price(), Price().threshold)),
        "threshold": Price().threshold,
        "later": peaks[1] - peaks[0],
        "both_long": bases(int(assemble(Receptor(companion=BOTH))["last"].iloc[-1])),
        "both_short": bases(int(assemble(Receptor(companion=BOTH, binder=SHORT))["last"].iloc[-1])),
    }
    assert found == {key: fact[f"capstone.{key}"] for key in found}
    assert sum(fact.index.str.startswith("capstone.")) == len(found)
