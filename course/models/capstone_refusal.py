"""A reasoned no: do its reasons hold for this patient, is there something else, what would turn it?

A reason is a claim about the patient that the tables can confirm or refuse. Some weigh by
themselves (the cells that do the damage are not reached; nearly nobody was treated); others, such
as chemotherapy, can be lessened and do not suffice alone. An alternative is a treatment of the
patient's row, a first line of the disease, or a drug of `treatments` for it. Which observation
answers which reason is our own choice, and so is the weight of each.

Left out on purpose: how much each reason counts for this person, which only the person can say.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from course import data
from course.models.capstone_parts import fertility_at_stake, had, known, little_reserve, row

Verdict = tuple[bool, str]
SPEAKS = {  # words by which the table of treatments names the disease
    "Amara": "lupus",
    "Jonas": "myositis",
    "Carmen": "systemic sclerosis",
    "Mei": "myasthenia gravis",
    "Lena": "multiple sclerosis",
    "Theo": "type 1 diabetes",
}


class Reason(NamedTuple):
    """A claim, whether it holds for a patient, whether it weighs alone, and what answers it."""

    claim: str
    holds: Callable[[str], bool]
    seen: Callable[[str], str]  # what the tables say about it
    weighs: bool
    answer: str  # the observation that would change one's mind


REASONS = {
    "T cells do the damage": Reason(
        "Cells against B cells leave the cells that do the damage alone.",
        lambda who: row(who)["disease_driver"] == "T cell",
        lambda who: f"the driver is “{row(who)['driver']}”",
        True,
        "a trial in people of cells that reach the T cells",
    ),
    "evidence is thin": Reason(
        "Nearly nobody with this disease was treated.",
        lambda who: int(row(who)["car_t_level"]) <= 2,
        lambda who: f"evidence level {row(who)['car_t_level']} of 5: {row(who)['car_t_evidence']}",
        True,
        "a trial in this disease with a control arm",
    ),
    "behind the blood-brain barrier": Reason(
        "Some of the cells that matter sit where infused cells may not come.",
        lambda who: "barrier" in row(who)["driver"],
        lambda who: f"the driver is “{row(who)['driver']}”",
        False,
        "B cells counted in the cerebrospinal fluid before and after",
    ),
    "B cells went, the disease stayed": Reason(
        "A drug has emptied the blood of B cells, and the patient went on getting worse.",
        lambda who: "empties her blood" in row(who)["consideration"],
        lambda who: f"“{row(who)['consideration']}”",
        True,
        "B cells counted in the cerebrospinal fluid before and after",
    ),
    "a drug is untried": Reason(
        "A treatment of this disease has not been tried yet.",
        lambda who: bool(untried(who)),
        lambda who: f"untried: {', '.join(untried(who)) or 'none in our tables'}",
        True,
        "the untried drug fails",
    ),
    "chemotherapy and fertility": Reason(
        "The chemotherapy before the cells may cost the children that are hoped for.",
        lambda who: fertility_at_stake(who),
        lambda who: f"“{row(who)['consideration']}”",
        False,
        "results without chemotherapy in this disease",
    ),
    "no reserve for a side effect": Reason(
        "The organ at risk could not bear a severe side effect.",
        lambda who: bool(little_reserve(who)),
        lambda who: f"“{row(who)['consideration']}”",
        False,
        "the organ is better under another treatment",
    ),
    "a minor": Reason(
        "He cannot consent by himself, and can live with the treatment that he has.",
        lambda who: int(row(who)["age"]) < 18,
        lambda who: f"age {row(who)['age']}",
        True,
        "a trial in adults with this disease, and he is of age",
    ),
}
CHANGES = tuple(dict.fromkeys(reason.answer for reason in REASONS.values()))


@dataclass(frozen=True, kw_only=True)
class NoCarT:
    """No CAR T cells for this patient now: why, what instead, and what would change it.

    patient: one of the six; reasons: names in REASONS; alternative: a row of `options(patient)`;
    changes: observations in CHANGES. Raises ValueError for a word that is not in these lists.
    """

    patient: str
    reasons: tuple[str, ...]
    alternative: str
    changes: tuple[str, ...]

    def __post_init__(self) -> None:
        known(self.patient)
        for name, allowed in (("reasons", tuple(REASONS)), ("changes", CHANGES)):
            given = getattr(self, name)
            given = (given,) if isinstance(given, str) else tuple(given)
            object.__setattr__(self, name, given)
            if wrong := [word for word in given if word not in allowed]:
                raise ValueError(f"`{name}`: {wrong[0]!r} is none of: {'; '.join(allowed)}.")
        if not isinstance(self.alternative, str):
            raise ValueError("`alternative` must be one text, a row of options(patient).")


def options(patient: str) -> pd.DataFrame:
    """Treatments other than CAR T cells, by name: use (where it stands), had and fits (bool).

    A drug that our tables name for the disease does not fit when it is for another stage of it,
    or blocks complement where the disease has none.
    """
    person, rows = row(patient), {}
    tried = person["treatments_so_far"].split("; ")
    for drug in tried:
        rows[drug] = ("so far", True)
    names = {plain(drug) for drug in tried}
    table = data.load("treatments")
    for drug, aims, uses in table[["drug", "target", "uses"]].itertuples(index=False):
        use = next((use for use in uses.split("; ") if SPEAKS[patient] in use), "")
        wrong = use.startswith("stage 2") and had(patient, "insulin")
        wrong |= aims == "C5" and "no complement" in person["mechanism"]
        if use and plain(drug) not in names:
            rows[drug] = (use, not wrong)
            names.add(plain(drug))
    for drug in re.split(r"[;,] | or | and | with | then ", person["first_line"]):
        if plain(drug) not in {*names, "others"}:
            rows[plain(drug)] = (f"first line: {person['first_line']}", True)
            names.add(plain(drug))
    found = pd.DataFrame.from_dict(rows, orient="index", columns=["use", "fits"])
    found["had"] = found["use"] == "so far"
    return found.rename_axis("option")


def plain(drug: str) -> str:
    """The name of a treatment without what stands around it in a table.

    >>> plain("early rituximab"), plain("immunoglobulin (IVIG)"), plain("prednisolone")
    ('rituximab', 'immunoglobulin', 'glucocorticoid')
    """
    name = re.sub(r"^(with|early|an?|lowest|low-dose) ", "", drug.strip())
    name = re.sub(r" (for|delays) .*$| infusions$| \(IVIG\)$", "", name)
    return "glucocorticoid" if name in ("prednisolone", "glucocorticoids") else name


def untried(patient: str) -> list[str]:
    """The options that fit and that the patient has not had."""
    table = options(patient)
    return table.index[table["fits"] & ~table["had"]].tolist()


def reasons_hold(no: NoCarT) -> Verdict:
    """Each reason is true of this patient."""
    if not no.reasons:
        return False, "No reason is given."
    for name in no.reasons:
        if not REASONS[name].holds(no.patient):
            return (
                False,
                f"“{name}” does not hold for {no.patient}: {REASONS[name].seen(no.patient)}.",
            )
    return True, " ".join(
        f"“{name}” holds: {REASONS[name].seen(no.patient)}." for name in no.reasons
    )


def reasons_suffice(no: NoCarT) -> Verdict:
    """There are two reasons, and one weighs by itself."""
    count = len(set(no.reasons))
    if count < 2:
        return False, f"{count} reason: give two, since one alone can often be met."
    if not any(REASONS[name].weighs for name in no.reasons):
        return (
            False,
            "Each of these risks can be lessened. What speaks against the cells themselves?",
        )
    return True, f"{count} reasons, and one of them stands even if every risk were met."


def alternative(no: NoCarT) -> Verdict:
    """What is offered instead stands in the tables, and fits the reasons."""
    table = options(no.patient)
    if no.alternative not in table.index:
        return False, f"“{no.alternative}” is none of: {'; '.join(table.index)}."
    use, fits, tried = table.loc[no.alternative, ["use", "fits", "had"]]
    if not fits:
        late = f"{no.patient} takes insulin, which is a later stage"
        why = late if "stage 2" in use else row(no.patient)["mechanism"]
        return False, f"“{no.alternative}” is for {use}, and does not fit: {why}."
    if tried and "a drug is untried" in no.reasons:
        return False, f"You say that a drug is untried, and offer {no.alternative}, which is not."
    if tried:
        return True, f"“{no.alternative}”: had so far. Say what it does, and what it has not done."
    return True, f"“{no.alternative}”: not tried so far ({use})."


def changes(no: NoCarT) -> Verdict:
    """An observation is named that answers one of the reasons."""
    wanted = [REASONS[name].answer for name in no.reasons]
    if not no.changes:
        return False, "Nothing would change your mind. Then it is no judgement of evidence."
    astray = [word for word in no.changes if word not in wanted]
    if astray:
        return False, (
            f"“{astray[0]}” answers none of your reasons. "
            f"`REASONS[{no.reasons[0]!r}].answer` says what would meet the first."
            if no.reasons
            else "Give a reason first: an observation answers a reason."
        )
    return True, f"You would think again after this: {'; '.join(no.changes)}."


CHECKS: dict[str, Callable[[NoCarT], Verdict]] = {
    check.__name__: check for check in (reasons_hold, reasons_suffice, alternative, changes)
}
