r"""How sure a count makes us: intervals of a share, and what a control arm would have shown.

k of n patients have an event. Three 95 % intervals of the share p in all patients of their kind:

    Wald             k/n +- z sqrt(k/n (1 - k/n) / n)
    Wilson           every p for which |k/n - p| <= z sqrt(p (1 - p) / n)
    Clopper-Pearson  every p under which neither k or more nor k or fewer has a chance below 2.5 %

Wald's has no width at 0 of n or n of n. Without patients every share is possible: (0, 1). Sources:
Wald and Wilson, textbook; Clopper-Pearson the same, by the quantiles of the beta distribution; the
rule of three, Hanley and Lippman-Hand 1983, doi 10.1001/jama.1983.03330370053031. All three come
from statsmodels. The difference between two arms has Newcombe's interval, and Fisher's exact P.

Left out on purpose: all that no interval holds, be it who was chosen, who was left out, who was
counted twice, and what would have become of these patients without the treatment.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import binom, fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from course.parameters import Parameters, param

METHODS = {"Wald": "normal", "Wilson": "wilson", "Clopper-Pearson": "beta"}


@dataclass(frozen=True, kw_only=True)
class Evidence(Parameters):
    """What was counted, and what is supposed of a control arm of the same size."""

    responders: int = param(
        5,
        "patients",
        (0, 100),
        "Treated patients who had the event",
        label="Patients with the event",
    )
    others: int = param(
        0,
        "patients",
        (0, 100),
        "Treated patients who did not have it",
        label="Patients without the event",
    )
    control_share: float = param(
        0.2,
        "none",
        (0, 1),
        "Share that has the event in a control arm (supposed)",
        label="Share with the event in the control arm",
    )
    level: float = param(
        0.95, "none", (0.8, 0.99), "Confidence level of the intervals", label="Confidence level"
    )


def interval(
    events: int, patients: int, *, method: str = "Clopper-Pearson", level: float = 0.95
) -> tuple[float, float]:
    """Limits of the share of patients with the event; methods: `METHODS`.

    >>> [round(x, 3) for x in interval(5, 5)]
    [0.478, 1.0]
    """
    if not 0 <= events <= patients:
        raise ValueError(f"{events} of {patients} cannot have had the event.")
    if patients == 0:
        return 0.0, 1.0
    low, high = proportion_confint(events, patients, alpha=1 - level, method=METHODS[method])
    return float(low), float(high)


def intervals(events: int, patients: int, *, level: float = 0.95) -> pd.DataFrame:
    """The three intervals: one row for each method; columns low and high (shares)."""
    rows = {m: interval(events, patients, method=m, level=level) for m in METHODS}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["low", "high"])


def with_intervals(
    counts: pd.DataFrame, *, method: str = "Clopper-Pearson", level: float = 0.95
) -> pd.DataFrame:
    """Columns share, low and high for each row of a table with the columns events and patients."""
    limits = [
        interval(k, n, method=method, level=level)
        for k, n in zip(counts["events"], counts["patients"], strict=True)
    ]
    share = counts["events"] / counts["patients"]
    low, high = np.array(limits, float).reshape(-1, 2).T
    return counts.assign(share=share, low=low, high=high)


def counted(series: pd.DataFrame, *, fewest: int = 5) -> pd.DataFrame:
    """Rows of `car_t_series` with a count among at least so many, with exact limits.

    Index: report and disease. Columns: events, patients (those evaluated), kind, endpoint, again
    (True where patients, some at least, stand in another row or report too), share, low, high.
    """
    some = series[series["evaluated"] >= fewest]
    table = pd.DataFrame(
        {
            "events": some["responders"].astype(int).to_numpy(),
            "patients": some["evaluated"].astype(int).to_numpy(),
            "kind": some["published_as"].to_numpy(),
            "endpoint": some["endpoint"].to_numpy(),
            "again": ~some["includes"].fillna("not known").eq("not known").to_numpy(),
        },
        index=pd.Index(some["report"] + " (" + some["disease"] + ")", name="report"),
    )
    return with_intervals(table)


def rule_of_three(patients: int) -> float:
    """Highest share that fits with no event in n patients, by rule of thumb: 3 / n.

    >>> rule_of_three(15)
    0.2
    """
    return min(3 / patients, 1.0)


def chance_without_effect(responders: int, patients: int, control_share: float) -> float:
    """Chance that so many or more of the patients respond, if each does with the control's share.

    >>> round(chance_without_effect(5, 5, 0.2), 5)
    0.00032
    """
    return float(binom.sf(responders - 1, patients, control_share))


def reported_share(share: float, patients: int, fewest: int) -> float:
    """Mean share of responders in the series that are reported, when fewer than `fewest` are not.

    >>> reported_share(0.4, 1, 1)
    1.0
    """
    counts = np.arange(fewest, patients + 1)
    weights = binom.pmf(counts, patients, share)
    return float((weights * counts).sum() / weights.sum() / patients)


def difference(a: int, n: int, c: int, m: int, *, level: float = 0.95) -> tuple[float, ...]:
    """a of n minus c of m responders: the difference of the shares, its limits, and P (Fisher)."""
    if n == 0 or m == 0:
        return 0.0, -1.0, 1.0, 1.0
    low, high = confint_proportions_2indep(a, n, c, m, method="newcomb", alpha=1 - level)
    p_value = fisher_exact([[a, n - a], [c, m - c]]).pvalue
    return a / n - c / m, float(low), float(high), float(p_value)


def simulate(p: Evidence) -> pd.DataFrame:
    """Rows: the three methods, the control arm, the difference; shares and their limits.

    Columns: events, patients, share, low, high, level, probability. In the row of the control arm
    the probability is that of as many responders without any effect, in the last Fisher's P.
    """
    n = p.responders + p.others
    control = round(p.control_share * n)
    table = intervals(p.responders, n, level=p.level)
    table.loc["Control arm"] = interval(control, n, level=p.level)
    share, low, high, p_value = difference(p.responders, n, control, n, level=p.level)
    table.loc["Difference"] = low, high
    treated, supposed = (k / n if n else 0.5 for k in (p.responders, control))
    table.insert(0, "share", [treated] * 3 + [supposed, share])
    table.insert(0, "patients", n)
    table.insert(0, "events", [p.responders] * 3 + [control, p.responders - control])
    by_luck = chance_without_effect(p.responders, n, p.control_share)
    return table.assign(level=p.level, probability=[np.nan] * 3 + [by_luck, p_value])
