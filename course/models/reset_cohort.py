"""SYNTHETIC: lupus patients in the year after CAR T cells against CD19, or against BCMA and CD19.

No patient was measured. Each has signs with the weights of SLEDAI-2K, which vanish one by one after
the infusion, an autoantibody and a tetanus antibody that follow `reset_antibody`, and B cells that
return. The chances are set so that the means lie near published summaries: SLEDAI 13.1 before, 2.3
at six and 1.4 at twelve months (a review of 16 studies, doi 10.1016/j.semarthrit.2025.152786); for
BCMA and CD19 10.6 before and 2.7 at three months (Wang and others 2024, doi
10.1136/ard-2024-225785); B cells back after 110 days, standard deviation 32 (Mackensen and others
2022, doi 10.1038/s41591-022-02017-5), or within two to six months (Wang). All else is ours: spread
and correlations, titres, the two relapses, drugs, who misses a visit. LICATS, an inflammation of an
organ that was ill before, falls into B-cell aplasia only (Hagen and others 2025, doi
10.1016/S2665-9913(25)00091-8); how often a monthly visit meets one is our choice.
"""

import numpy as np
import pandas as pd
from scipy.stats import norm

from course.models.reset_antibody import Antibody, follows, fraction_left

TARGETS = ("CD19", "BCMA and CD19")
MONTHS = (0, 1, 3, 6, 9, 12)
SIGNS = {  # weight in SLEDAI-2K, chance before treatment, mean months until it vanishes
    "proteinuria": (4, 0.75, 2.6),
    "haematuria": (4, 0.50, 1.6),
    "arthritis": (4, 0.55, 1.0),
    "rash": (2, 0.55, 1.0),
    "alopecia": (2, 0.30, 1.6),
    "ulcers": (2, 0.25, 1.0),
    "leukopenia": (1, 0.30, 1.6),
}
STUBBORN = 0.06  # chance that a sign never vanishes
FEWER_SIGNS = 0.72  # patients of the second arm were less ill
POSITIVE = 20.0  # U/mL of the autoantibody that count as positive
RELAPSES = (("C07", 9), ("C15", 12))


def sample_cohort(n: int = 24, *, seed: int = 9) -> pd.DataFrame:
    """n patients with each target, one row per visit; columns as in `synthetic_sledai`."""
    rng = np.random.default_rng(seed)
    rows = []
    for target in TARGETS:
        for number in range(1, n + 1):
            rows += visits(f"{target[0]}{number:02d}", target, rng.random(40))
    return pd.DataFrame(rows)


def visits(name: str, target: str, u: np.ndarray) -> list[dict]:
    """The visits of one patient, made from 40 numbers between 0 and 1."""
    both = target != TARGETS[0]
    gone = sign_times(u[:14], FEWER_SIGNS if both else 1.0)
    back = float(60 + 120 * u[14] if both else np.clip(norm.ppf(u[14], 110, 32), 45, 190))
    titres = antibodies(u[15:21], both)
    drug = 0.0 if u[21] < 0.75 else (5.0 if u[21] < 0.9 else 7.5)
    rows = []
    for place, month in enumerate(MONTHS):
        if month and u[22 + place] > 0.96:
            continue  # a visit that was missed
        aplasia = 0 < 30.4 * month < back
        licats = bool(aplasia and month == 1 and u[28] < 0.25)
        relapse = any(who == name and month >= when for who, when in RELAPSES)
        signs = [s for s, when in gone.items() if month < when]
        if relapse:
            signs = sorted({*signs, "proteinuria", "rash"})
        if licats and "rash" not in signs:
            signs.append("rash")
        autoantibody, tetanus = titres(month, place, relapse)
        clinical = sum(SIGNS[s][0] for s in signs)
        serology = 2 * (autoantibody >= POSITIVE) + 2 * (
            month < (5 if both else 8) * u[29] or relapse
        )
        rows.append(
            {
                "patient": name,
                "target": target,
                "month": month,
                "sledai": clinical + serology,
                "clinical_sledai": clinical,
                "physician_global": global_score(clinical, u[30 + place]),
                "prednisolone": (10.0 + 5 * round(2 * u[36]) if month == 0 else drug),
                "immunosuppressive": bool(month == 0 or (drug > 5 and u[37] < 0.5) or relapse),
                "b_cells": b_cells(month, back, u[38], u[39]),
                "autoantibody": autoantibody,
                "tetanus": tetanus,
                "licats": licats,
            }
        )
    return rows


def sign_times(u: np.ndarray, chance: float) -> dict[str, float]:
    """Month at which each sign vanishes; 0 for a sign that the patient never had."""
    times = {}
    for (sign, (_, before, mean)), there, when in zip(SIGNS.items(), u[:7], u[7:], strict=True):
        stays = np.inf if when < STUBBORN else -mean * np.log(when)
        times[sign] = float(max(stays, 0.1)) if there < before * chance else 0.0
    return times


def antibodies(u: np.ndarray, both: bool):
    """A function of (month, visit, relapse) for (autoantibody in U/mL, tetanus in IU/mL)."""
    start, titre = 60 * 12 ** u[0], 0.4 * 10 ** u[1]
    own, vaccine = 0.5 * u[2] ** 2.5, 0.8 + 0.2 * u[3]
    killed = 0.75 + 0.25 * u[4] if both else 0.0

    def at(month, visit, relapse):
        days = 30.4 * month
        scatter = np.exp(norm.ppf((u[5] + 0.17 * visit) % 0.98 + 0.01) * 0.08)
        level = max(left(days, own, killed), 0.6 if relapse else 0)
        return round(float(start * level * scatter), 1), round(
            float(titre * left(days, vaccine, killed) / scatter), 3
        )

    return at


def left(days: float, long_lived: float, killed: float) -> float:
    """Share of an antibody that is left when so many of its long-lived makers were killed."""
    p = Antibody(long_lived=long_lived)
    lost = long_lived * killed
    long = follows(days, p.antibody_half_life, p.long_lived_half_life)
    alone = follows(days, p.antibody_half_life, 1e-9)
    return float(fraction_left(days, p) - lost * (long - alone))


def global_score(clinical: int, u: float) -> float:
    """Physician's global assessment, 0 to 3, which goes with the clinical score."""
    return round(min(3.0, 0.12 * clinical + 0.45 * u), 1)


def b_cells(month: int, back: float, before: float, pace: float) -> float:
    """B cells per microlitre of blood: some before, none in aplasia, more and more later."""
    if month == 0:
        return round(40 + 160 * before, 1)
    since = 30.4 * month - back
    full = 60 + 140 * pace
    return round(full * (1 - np.exp(-since / 90)), 1) if since > 0 else 0.0
