"""The parts of a whole design, most of them those of earlier lectures, and the patient's row.

A design is a `Receptor` (lecture 4), an aim (5), a batch (`Manufacturing`, 7), a preparation (3, 7,
11), an expected course (8, 9), a trial (11, 13) and a price (12). Everything that another model
already computes is asked of that model; new here is only what must agree between them.

The six patients are SYNTHETIC. What counts as a limit below is our own choice unless a source
stands beside it.
"""

from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from course import data
from course.models.access import Access
from course.models.manufacturing import Manufacturing
from course.models.receptor import BINDERS, Receptor
from course.models.targets import ALONE, AND, ANTIGENS, NOT, OR
from course.parameters import Parameters, param

PATIENTS = ("Amara", "Jonas", "Carmen", "Mei", "Lena", "Theo")
MUSK, DSG3 = "receptor against MuSK", "receptor against DSG3"
BOUND = dict(zip(BINDERS, ("CD19", "CD19", "BCMA", DSG3, MUSK), strict=True))
CHEMOTHERAPY = "fludarabine and cyclophosphamide"


@dataclass(frozen=True, kw_only=True)
class Aim(Parameters):
    """What a cell must show to be killed; CD19 and two B-cell receptors join lecture 5's list."""

    first: str = param(
        "CD19", "none", None, "Antigen that must be there", choices=("CD19", MUSK, DSG3, *ANTIGENS)
    )
    gate: str = param(ALONE, "none", None, "How the two are joined", choices=(ALONE, OR, AND, NOT))
    second: str = param(
        "BCMA", "none", None, "Antigen that the gate adds; unused when the first is alone",
        choices=("CD19", *ANTIGENS),
    )  # fmt: skip

    @property
    def words(self) -> str:
        """As one says it: `CD19`, `CD19 OR BCMA`."""
        return self.first if self.gate == ALONE else f"{self.first} {self.gate} {self.second}"

    @property
    def antigens(self) -> tuple[str, ...]:
        """The antigens that call for killing, in order."""
        return (self.first, self.second) if self.gate in (OR, AND) else (self.first,)


@dataclass(frozen=True, kw_only=True)
class Preparation(Parameters):
    """What happens to the patient before the infusion, and in the first weeks after it."""

    washout: float = param(
        3, "weeks", (0, 26), "Without mycophenolate before the cells are collected"
    )
    pause: float = param(
        9, "months", (0, 36), "From the last drug against CD20 to the infusion, if there was one"
    )
    lymphodepletion: str = param(
        CHEMOTHERAPY, "none", None, "Chemotherapy before the infusion",
        choices=(CHEMOTHERAPY, "none"),
    )  # fmt: skip
    fertility: bool = param(
        False, "none", None, "Fertility is discussed, and cells are stored, before chemotherapy"
    )
    in_hospital: float = param(14, "days", (0, 60), "In or beside the hospital after the infusion")


@dataclass(frozen=True, kw_only=True)
class Expected(Parameters):
    """What the designer expects; the models are asked whether it can be so."""

    peak_day: float = param(9, "days", (0, 120), "Day on which CAR T cells are most")
    long_lived: float = param(
        0.2, "of the antibody", (0, 1), "Share of the autoantibody from long-lived plasma cells"
    )
    antibody_left: float = param(
        0.2, "of the antibody", (0, 1), "Share of the autoantibody that is left on day 180"
    )


@dataclass(frozen=True, kw_only=True)
class Trial(Parameters):
    """The rules of a first trial, written before its first patient."""

    window: float = param(28, "days", (1, 180), "In which a dose-limiting toxicity (DLT) counts")
    stagger: float = param(14, "days", (0, 90), "Between two of the first patients")
    target: float = param(0.25, "of patients", (0.1, 0.4), "Risk of a DLT that is accepted")
    stop_of_six: int = param(4, "patients", (1, 6), "DLTs among six at which a dose is given up")
    today: float = param(0.2, "of patients", (0.01, 0.95), "Response rate of today's drugs")
    hoped: float = param(0.5, "of patients", (0.02, 0.99), "Response rate that is hoped for")
    patients: int = param(21, "patients", (1, 400), "Number to be treated at the chosen dose")
    responders: int = param(8, "patients", (1, 400), "Responders that make the trial a success")


@dataclass(frozen=True, kw_only=True)
class Price(Access):
    """The parameters of lecture 12, and what a payer gives for a QALY."""

    threshold: float = param(
        100_000, "US dollars per QALY", (1e3, 1e6), "Most that a payer gives for one QALY"
    )


@dataclass(frozen=True, kw_only=True)
class Design:
    """A CAR T cell therapy for one of the six, from the receptor to the price.

    Raises ValueError for a name that is none of the six, TypeError for a part of another kind.
    """

    patient: str
    aim: Aim = field(default=Aim())
    receptor: Receptor = field(default=Receptor())
    batch: Manufacturing = field(default=Manufacturing())
    preparation: Preparation = field(default=Preparation())
    expected: Expected = field(default=Expected())
    trial: Trial = field(default=Trial())
    price: Price = field(default=Price())

    def __post_init__(self) -> None:
        known(self.patient)
        for name, kind in self.__annotations__.items():
            if not isinstance(getattr(self, name), kind):
                raise TypeError(f"`{name}` must be made with {kind.__name__}(...).")

    @property
    def dose(self) -> float:
        """CAR+ cells to be infused, for the patient's own weight."""
        return self.batch.dose_per_kg * float(row(self.patient)["weight_kg"])


def known(patient: str) -> None:
    """Raise ValueError unless the name is one of the six."""
    if patient not in PATIENTS:
        raise ValueError(f"There is no patient {patient!r}; the six are {', '.join(PATIENTS)}.")


@cache
def row(patient: str) -> pd.Series:
    """What the tables say of a patient (SYNTHETIC) and of the disease, in one row.

    Columns are those of `synthetic_patients`, and from `diseases` mechanism, car_t_evidence,
    car_t_level, first_line, and driver, there called disease_driver.
    """
    known(patient)
    person = data.load("synthetic_patients").set_index("name").loc[patient]
    disease = data.load("diseases").set_index("disease").loc[person["disease_key"]]
    words = ["mechanism", "car_t_evidence", "car_t_level", "first_line"]
    return pd.concat([person, disease[words], pd.Series({"disease_driver": disease["driver"]})])


def had(patient: str, *drugs: str) -> bool:
    """Whether one of the drugs stands among the treatments so far."""
    return any(drug in row(patient)["treatments_so_far"] for drug in drugs)


def fertility_at_stake(patient: str) -> bool:
    """Whether the patient's row speaks of a child or of fertility."""
    words = row(patient)["consideration"]
    return "child" in words or "fertility" in words


def little_reserve(patient: str) -> str:
    """Which organ could not bear a severe side effect, by the row; nothing if it names none."""
    words = f"{row(patient)['consideration']} {row(patient)['what_is_at_stake']}"
    organs = {"lungs have little reserve": "lungs", "heart is mildly": "heart"}
    organs |= {"swallowing and breathing": "breathing"}
    return next((organ for sign, organ in organs.items() if sign in words), "")
