r"""Does a design agree with itself, with its patient, and with the models of lectures 4 to 9?

Each check takes a `Design` and gives (holds, a sentence with numbers). The models are asked, and
nothing of theirs is written again:

    construct           receptor_checks            target, spares     receptor, targets
    driver, makers      tables, targets_lineage, reset_antibody by way of reset_cohort
    batch               manufacturing              food, peak         kinetics, treatments

Our own: at most 5 % of T cells killed; one B cell in a thousand carries the receptor that a bait
calls for (nobody has counted in the six); 90 % of long-lived plasma cells die where BCMA is a
target; cells that do not expand must kill 90 % of their targets by their number alone. Rituximab's
return of B cells (`treatments`) stands for ocrelizumab's. Measured: the peak on day 9.3 (Stein et
al. 2019, doi 10.1002/psp4.12388), no new CRS after two weeks in 475 people with lymphoma
(reference Monitoring2024). Two weeks without mycophenolate are experts' advice (Greco2024).

Left out on purpose: whether a receptor folds, binds and works; antigens that these tables do not
hold; every organ but blood. A design that passes can still be wrong.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from course.models import kinetics, manufacturing, receptor, targets, treatments
from course.models.capstone_parts import (
    BOUND,
    CHEMOTHERAPY,
    DSG3,
    MUSK,
    Design,
    fertility_at_stake,
    had,
    little_reserve,
    row,
)
from course.models.receptor_checks import checks, works
from course.models.reset_cohort import left
from course.models.targets_lineage import reached

Verdict = tuple[bool, str]
PREY = 0.001  # of all B cells: those that carry the receptor against one autoantigen; our own
MOST_T_CELLS = 0.05
PLASMA_CELLS_KILLED = 0.9
LEAST_SUPPLY = 1e6  # precursors; the fewest that `kinetics` takes
ENOUGH = 0.9  # of the cells that are met, where the CAR T cells do not expand
MEASURED_PEAK, NEAR = 9.3, 5  # days; tisagenlecleucel, Stein et al. 2019
SECOND = "a second CAR, against BCMA, after P2A"
WASHOUT = 2  # weeks without mycophenolate before apheresis, as experts advise
WATCH = 14  # days; no new CRS was seen later in 475 patients


def is_caar(d: Design) -> bool:
    """Whether the receptor's binder is a bait."""
    return BOUND[d.receptor.binder] in (MUSK, DSG3)


def built(d: Design) -> tuple[str, ...]:
    """What the receptor's gene binds."""
    first = BOUND[d.receptor.binder]
    return tuple(dict.fromkeys([first, *(["BCMA"] if d.receptor.companion == SECOND else [])]))


def construct(d: Design) -> Verdict:
    """The chain has its parts, once through the membrane, in order, and fits the vector."""
    table = checks(receptor.simulate(d.receptor))
    faults = table.loc[~table["holds"], "finding"]
    if len(faults):
        return False, " ".join(faults)
    assert works(table)
    return True, f"{table.loc['membrane', 'finding']} {table.loc['cargo', 'finding']}"


def target(d: Design) -> Verdict:
    """What is aimed at is what the gene binds."""
    makes = built(d)
    words = f"You aim at {d.aim.words}; the gene binds {' OR '.join(makes)}"
    if d.aim.gate in (targets.AND, targets.NOT):
        return False, f"{words}. No parts of ours make a gate with {d.aim.gate}."
    if set(d.aim.antigens) == set(makes):
        return True, f"{words}."
    return False, f"{words}. Change the one or the other."


def spares(d: Design) -> Verdict:
    """The gate spares T cells among the 700 real cells, of which the CAR T cell itself is one."""
    asked = [name for name in d.aim.antigens if name in targets.ANTIGENS]
    if not asked:
        return True, f"{d.aim.first} was not measured in the 700 cells: this check is silent here."
    one = len(asked) == 1
    gate = targets.ALONE if one and d.aim.gate != targets.NOT else d.aim.gate
    second = d.aim.second if d.aim.second in targets.ANTIGENS else asked[-1]
    choice = targets.Targets(first=asked[0], gate=gate, second=second)
    killed = targets.outcome(targets.simulate(choice))
    t, b = killed.loc["T cell"], killed.loc["B cell"]
    words = (
        f"{targets.strategy(choice)} kills {t['killed']} of {t['cells']} T cells and "
        f"{b['killed']} of {b['cells']} B cells of one healthy person's blood"
    )
    if t["share_killed"] > MOST_T_CELLS:
        return False, f"{words}. CAR T cells are T cells: they would kill their own kind."
    return True, words + ("." if len(asked) == len(d.aim.antigens) else "; CD19 was not measured.")


def driver(d: Design) -> Verdict:
    """The cells that are killed take part in the disease."""
    about = row(d.patient)
    words = f"{d.patient}'s driver: {about['driver']}."
    if about["disease_driver"] == "T cell":
        return False, f"{words} Cells against B cells would leave those that do the damage alone."
    if d.aim.first == DSG3 or (d.aim.first == MUSK and about["autoantibody"] != "anti-MuSK"):
        return False, f"{words} A {d.aim.first} is not what this patient's B cells carry."
    if about["disease_driver"] == "antibody":
        return True, f"{words} The target reaches the B cells behind it."
    tail = "Only B cells are reached, and that is a part of it or a guess"
    barrier = ", and some sit behind the blood-brain barrier" * ("barrier" in about["driver"])
    return True, f"{words} {tail}{barrier}: evidence level {about['car_t_level']} of 5."


def antibody(d: Design) -> float:
    """Share of the autoantibody that `reset_antibody` leaves on day 180."""
    killed = PLASMA_CELLS_KILLED if "BCMA" in built(d) else 0.0
    return float(left(180, d.expected.long_lived, killed))


def makers(d: Design) -> Verdict:
    """Less than half of the antibody comes from cells that the target does not reach."""
    if pd.isna(row(d.patient)["autoantibody"]):
        return True, f"{d.patient} has no known autoantibody: there is nothing to ask here."
    share = antibody(d)
    words = f"On day 180 the model leaves {share:.0%} of the autoantibody"
    if share > 0.5:
        return False, f"{words}: long-lived plasma cells make it, and only BCMA reaches these."
    plasma = "long-lived plasma cell" in (reached(["BCMA"]) if "BCMA" in built(d) else [])
    return True, f"{words}; long-lived plasma cells are {'' if plasma else 'not '}reached."


def expected_antibody(d: Design) -> Verdict:
    """The antibody that the designer expects on day 180 is what the model leaves."""
    if pd.isna(row(d.patient)["autoantibody"]):
        return True, f"{d.patient} has no known autoantibody: there is nothing to expect."
    mine, yours = antibody(d), d.expected.antibody_left
    words = f"You expect {yours:.0%} of the autoantibody on day 180, the model leaves {mine:.0%}"
    return abs(mine - yours) <= 0.05, f"{words}."


def batch(d: Design) -> Verdict:
    """The dose is made for this patient's weight, and passes release."""
    weight = float(row(d.patient)["weight_kg"])
    if d.batch.weight != weight:
        return False, (
            f"The batch is for {d.batch.weight:g} kg, and {d.patient} weighs {weight:g}: one dose "
            f"is {millions(d.dose)} CAR+ cells."
        )
    made = manufacturing.simulate(d.batch)
    words = (
        f"{millions(made.car_t[-1])} CAR+ cells for a dose of {millions(made.needed)}, "
        f"{made.car_share:.0%} CAR+, {made.mean_copies:.2g} copies each"
    )
    return not made.failures, words + ("." if not made.failures else f": {made.failures[0]} fails.")


def millions(cells: float) -> str:
    """A number of cells in millions, with two figures at least.

    >>> millions(1.114e9), millions(5.5e5)
    ('1,114 million', '0.55 million')
    """
    return f"{cells / 1e6:,.0f} million" if cells >= 1e7 else f"{cells / 1e6:.2g} million"


def washout(d: Design) -> Verdict:
    """T cells are collected when mycophenolate has left them alone."""
    weeks = d.preparation.washout
    if not had(d.patient, "mycophenolate"):
        return True, f"{d.patient} has no mycophenolate to stop before the cells are collected."
    words = f"Mycophenolate is stopped {weeks:g} weeks before the cells are collected"
    return weeks >= WASHOUT, f"{words}; experts advise {WASHOUT} or more."


@cache
def returned(months: float) -> float:
    """Share of B cells in blood so long after a course of rituximab, by `treatments`."""
    days = max(1, round(30.4 * months))
    blood = treatments.simulate(treatments.Treatments(courses=1), days=range(days + 1))["blood"]
    return float(blood.iloc[-1])


def share_of_b_cells(d: Design) -> float:
    """B cells before the infusion, as a share of normal; after a drug against CD20 they lack."""
    return returned(d.preparation.pause) if had(d.patient, "rituximab", "ocrelizumab") else 1.0


def food_share(d: Design) -> float:
    """Cells that the receptor can meet, as a share of all B cells in health."""
    return share_of_b_cells(d) * (PREY if is_caar(d) else 1.0)


def food(d: Design) -> Verdict:
    """The cells divide faster than they die (pressure above 1), or are enough without."""
    share = food_share(d)
    pressure = kinetics.predation_pressure(kinetics.Kinetics()) * share
    words = f"The cells meet {100 * share:.2g} % of the B cells of health: pressure {pressure:.2g}"
    if pressure > 1:
        return True, f"{words}, and they expand."
    met = course(d)["b_cells"]
    removed = 1 - met.min() / met.iloc[0]
    why = "a bait calls few cells" if is_caar(d) else "a drug has removed them; wait longer"
    tail = f"They die out before they expand ({why}); their number alone removes {removed:.0%}"
    return bool(removed >= ENOUGH), f"{words}. {tail}."


def course(d: Design, *, days=kinetics.DAYS) -> pd.DataFrame:
    """Columns car_t and b_cells (those that the receptor meets), in cells, one row per day.

    B cells stand for their descendants where BCMA is the only target.
    """
    cells = predation(d.dose, food_share(d), days)
    return pd.DataFrame(cells.T, pd.Index(days, name="day"), ["car_t", "b_cells"])


def predation(dose: float, share: float, days) -> np.ndarray:
    """CAR T cells and the B cells that they meet, shape (2, days), by `kinetics`.

    Both the B cells and their supply are this share of those in health: a bait calls that part of
    them all the time, and what a drug has taken is held to stay away.
    """
    body = kinetics.Kinetics()
    p = replace(body, precursors=max(body.precursors * share, LEAST_SUPPLY))
    return kinetics.solve(p, [dose], [body.b_cells * share], days, 1e-8)[0]


def peak(d: Design) -> Verdict:
    """The expected day of the peak lies near a measured one or near the model's."""
    model, day = int(course(d)["car_t"].idxmax()), d.expected.peak_day
    words = f"You expect the peak on day {day:g}; the model has it on day {model}"
    if model == 0:
        return False, f"{words}, since the cells never expand."
    near = min(abs(day - model), abs(day - MEASURED_PEAK)) <= NEAR
    return near, f"{words}, tisagenlecleucel's was measured on day {MEASURED_PEAK}."


def chemotherapy(d: Design) -> Verdict:
    """Where fertility is at stake, it is spoken of before cyclophosphamide."""
    if d.preparation.lymphodepletion != CHEMOTHERAPY:
        return True, "No chemotherapy: our kinetics cannot say whether the cells still expand."
    if not fertility_at_stake(d.patient):
        return True, f"{d.patient}'s row does not speak of fertility; ask all the same."
    if d.preparation.fertility:
        return True, "Fertility is spoken of, and cells are stored, before cyclophosphamide."
    return False, f"“{row(d.patient)['consideration']}” Cyclophosphamide needs a plan for that."


def watch(d: Design) -> Verdict:
    """The patient stays near until new CRS has become unlikely."""
    days, organ = d.preparation.in_hospital, little_reserve(d.patient)
    words = f"{days:g} days beside the hospital; no new CRS was seen after {WATCH} in 475 people"
    tail = f"; {organ}: little reserve, so an intensive care bed is kept" if organ else ""
    return days >= WATCH, f"{words}{tail}."


def age(d: Design) -> Verdict:
    """A first trial begins with adults."""
    years = int(row(d.patient)["age"])
    if years < 18:
        return (
            False,
            f"{d.patient} is {years}: a first trial of unknown risk begins with adults.",
        )
    return True, f"{d.patient} is {years}, of age to consent."


CHECKS: dict[str, Callable[[Design], Verdict]] = {
    check.__name__: check
    for check in (
        *(driver, target, construct, spares, makers, batch, washout),
        *(food, peak, expected_antibody, chemotherapy, watch, age),
    )
}
