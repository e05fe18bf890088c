"""Grades of CRS, ICANS and ICAHT, exact to their consensus tables, from a record of one moment.

CRS, cytokine release syndrome, and ICANS, immune effector cell-associated neurotoxicity syndrome:
Lee et al. 2019 (ASTCT), doi 10.1016/j.bbmt.2018.12.758. ICAHT, haematotoxicity of neutrophils:
Rejeski et al. 2023 (EHA/EBMT), doi 10.1182/blood.2023020578.

A record is a mapping (a dict, a row of a table). A field that is absent, None or nan is missing:
not known, which is not the same as normal. A grade is given only when no value of the missing
fields could change it; else it is None, and `crs_range` or `icans_range` say what is left open.
Record only what has no other cause: the consensus grades nothing that an infection or a sedative
explains. `died` is death by the syndrome itself, and is taken for False when missing.

Left out on purpose: how sure the diagnosis is; the score for children under twelve (CAPD takes the
place of ICE: a record with such an `age` is refused); platelets. The
grade is a word for severity, and no treatment follows from it alone.
"""

from collections.abc import Callable
from itertools import product

import pandas as pd

from course.models.safety_records import (
    Grades,
    Record,
    flag,
    needed,
    number_of,
    whole,
    word,
    worst,
    yes,
)

FEVER = 38.0  # degrees Celsius, and above
LOW_FLOW = 6.0  # litres of oxygen per minute, at most
LONG_SEIZURE = 5.0  # minutes; longer is life-threatening
YOUNGEST = 12  # years; below, CAPD takes the place of ICE

OXYGEN = {
    "room air": 0, "low-flow cannula": 2, "blow-by": 2, "high-flow cannula": 3, "face mask": 3,
    "non-rebreather": 3, "Venturi mask": 3, "CPAP": 4, "BiPAP": 4, "ventilator": 4,
}  # fmt: skip
CONSCIOUSNESS = {
    "alert": 0, "wakes by itself": 1, "wakes to voice": 2, "wakes to touch": 3, "unarousable": 4,
}  # fmt: skip
SEIZURE = {"none": 0, "EEG only, resolved": 3, "repeated": 4}
OEDEMA = {"none": 0, "focal": 3, "diffuse": 4}
ICE = {"orientation": 4, "naming": 3, "command": 1, "writing": 1, "attention": 1}


def crs_grade(record: Record) -> int | None:
    """Grade of CRS, 0 to 5; None when it depends on what is missing.

    Fields: `temperature` (degrees C); `treated` (True once CRS that began with fever was given
    tocilizumab, a steroid or an antipyretic: fever is then no longer asked for); `hypotension`
    (True or False); `vasopressors` (how many, vasopressin not counted); `vasopressin` (True or
    False); `oxygen` (a word of OXYGEN, or "nasal cannula" with `flow` in litres per minute);
    `died`. A person who needs a vasopressor counts as hypotensive; "hypotension": False says that
    none was needed, unless one is recorded.

    >>> crs_grade({"temperature": 39.5, "hypotension": True, "vasopressors": 1,
    ...            "vasopressin": False, "oxygen": "low-flow cannula"})
    3
    """
    return _sure(crs_range(record))


def crs_range(record: Record) -> Grades:
    """Lowest and highest grade of CRS that the record allows."""
    if flag(record, "died"):
        return 5, 5
    pressure, oxygen = _pressure(record), _oxygen(record)
    event = worst(pressure, oxygen)
    temperature, treated = number_of(record, "temperature", 25, 45), flag(record, "treated")
    feverish = (1, 1) if temperature is not None and temperature >= FEVER else (0, 0)
    if temperature is None:
        feverish = (0, 1)
    with_crs = worst(feverish, event)
    if feverish == (1, 1) or treated:
        return with_crs
    if feverish == (0, 0) and treated is False:
        return 0, 0
    return 0, with_crs[1]


def icans_grade(record: Record) -> int | None:
    """Grade of ICANS from the age of twelve, 0 to 5; None when it depends on what is missing.

    Fields: `ice` (0 to 10); `consciousness` (a word of CONSCIOUSNESS; "unarousable" also when
    touch has to be vigorous or repeated); `seizure` (a word of SEIZURE, or "clinical" with
    `seizure_minutes`, the longest); `weakness` (True: deep focal weakness); `oedema` (a word of
    OEDEMA, by imaging; a haemorrhage does not count); `raised_pressure` (True: decerebrate or
    decorticate posture, palsy of the sixth nerve, papilloedema or Cushing's triad);
    `died`; `age` (years, if known: ValueError below twelve).

    >>> calm = {"seizure": "none", "weakness": False, "oedema": "none", "raised_pressure": False}
    >>> [icans_grade({"ice": 0, "consciousness": c, **calm}) for c in ("alert", "unarousable")]
    [3, 4]
    """
    return _sure(icans_range(record))


def icans_range(record: Record) -> Grades:
    """Lowest and highest grade of ICANS that the record allows: the worst of five signs."""
    age = number_of(record, "age", 0, 130)
    if age is not None and age < YOUNGEST:
        raise ValueError(
            f"At {age:g} years ICE does not serve: below twelve the consensus asks for CAPD, the "
            "Cornell Assessment of Pediatric Delirium, which this course does not grade."
        )
    if flag(record, "died"):
        return 5, 5
    return worst(
        _ice(record),
        word(record, "consciousness", CONSCIOUSNESS),
        _seizure(record),
        yes(record, "weakness", 4),
        word(record, "oedema", OEDEMA),
        yes(record, "raised_pressure", 4),
    )


def ice_score(record: Record) -> int | None:
    """Points of the ICE score, 0 to 10, from its five items; None when one is missing.

    >>> ice_score({"orientation": 4, "naming": 3, "command": 1, "writing": 0, "attention": 1})
    9
    """
    points = [whole(record, item, most) for item, most in ICE.items()]
    return None if None in points else sum(p for p in points if p is not None)


def early_icaht(days_500: int, days_100: int, *, never_above_500: bool = False) -> int:
    """Grade of early ICAHT from the days, 0 to 30, with 500 and with 100 neutrophils/uL or fewer.

    >>> early_icaht(6, 0), early_icaht(7, 0), early_icaht(7, 7), early_icaht(14, 14)
    (1, 2, 3, 4)
    """
    days = {"days_500": days_500, "days_100": days_100}
    of_500, of_100 = (needed(whole(days, name, 31), name) for name in days)
    if of_100 > of_500:
        raise ValueError(
            f"There cannot be more days at 100 or fewer ({of_100}) than at 500 or fewer ({of_500})."
        )
    if never_above_500 or of_500 == 31 or of_100 >= 14:
        return 4
    if of_500 >= 14 or of_100 >= 7:
        return 3
    return (of_500 >= 1) + (of_500 >= 7)


def late_icaht(neutrophils: float) -> int:
    """Grade of late ICAHT (after day 30, not transient) from neutrophils per uL.

    >>> [late_icaht(count) for count in (1501, 1500, 1000, 500, 100)]
    [0, 1, 2, 3, 4]
    """
    count = number_of({"neutrophils": neutrophils}, "neutrophils", 0, 1e6)
    return sum(needed(count, "neutrophils") <= limit for limit in (1500, 1000, 500, 100))


def _pressure(record: Record) -> Grades:
    """The lowest and the highest that hypotension can mean, over all values of what is missing."""
    low = flag(record, "hypotension")
    number = whole(record, "vasopressors", 20)
    vasopressin = flag(record, "vasopressin")
    no_drugs = low is False and not vasopressin
    possible = [
        _pressure_grade(*values)
        for values in product(
            [low] if low is not None else [False, True],
            [number] if number is not None else [0] if no_drugs else [0, 1, 2],
            [vasopressin] if vasopressin is not None else [False] if no_drugs else [False, True],
        )
    ]
    return min(possible), max(possible)


def _pressure_grade(low: bool, vasopressors: int, vasopressin: bool) -> int:
    """Vasopressin makes no difference beside another vasopressor; alone it is one vasopressor."""
    if vasopressors >= 2:
        return 4
    if vasopressors == 1 or vasopressin:
        return 3
    return 2 if low else 0


def _oxygen(record: Record) -> Grades:
    if record.get("oxygen") != "nasal cannula":
        return word(record, "oxygen", OXYGEN, extra="nasal cannula")
    flow = number_of(record, "flow", 0, 100)
    if flow is None:
        return 2, 3
    return (2, 2) if flow <= LOW_FLOW else (3, 3)


def _ice(record: Record) -> Grades:
    """An ICE of 0 is grade 3; only an unarousable person has grade 4, by consciousness."""
    points = whole(record, "ice", 10)
    if points is None:
        return 0, 3
    grade = (points <= 9) + (points <= 6) + (points <= 2)
    return grade, grade


def _seizure(record: Record) -> Grades:
    if record.get("seizure") != "clinical":
        return word(record, "seizure", SEIZURE, extra="clinical")
    minutes = number_of(record, "seizure_minutes", 0, 1440)
    if minutes is None:
        return 3, 4
    return (3, 3) if minutes <= LONG_SEIZURE else (4, 4)


def _sure(grades: Grades) -> int | None:
    return grades[0] if grades[0] == grades[1] else None


Grading = Callable[[Record], int | None]


def grades(records: pd.DataFrame, grade: Grading) -> pd.Series:
    """The grade of each row of a table, as whole numbers with <NA> where it cannot be said."""
    values = [grade(row) for row in records.to_dict("records")]
    return pd.Series(values, records.index, dtype="Int64", name="grade")
