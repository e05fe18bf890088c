r"""How long a remission lasts when most patients are still in it: Kaplan and Meier's estimate.

    S(t) = product over months t_i <= t with a relapse of (1 - d_i / n_i)

where d_i patients relapse in month t_i, and n_i were in remission and still watched just before.
Who has been watched for a shorter time counts for as long as that and then leaves n: censored. The
limits are those of lifelines (exponential Greenwood). `sample_cohort` makes SYNTHETIC patients.

Left out on purpose: reasons. A patient who leaves because he feels ill is treated as one whose
time is not up, and nothing in the curve says otherwise. Relapse is one word here; a clinic has
several.
"""

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter

COLUMNS = ["at_risk", "relapses", "in_remission", "low", "high"]
LAST_MONTH = 36.0  # the month of the calendar in which the books are closed


def kaplan_meier(months, relapsed, *, level: float = 0.95) -> pd.DataFrame:
    """Estimate from months watched (array) and whether they ended in relapse (booleans).

    Index: month, 0 and every month at which somebody relapsed or left. Columns: at_risk and
    relapses (patients), in_remission, low and high (shares).
    """
    fitter = KaplanMeierFitter(alpha=1 - level).fit(months, relapsed)
    table = fitter.event_table[["at_risk", "observed"]].copy()
    table["in_remission"] = fitter.survival_function_.iloc[:, 0]
    table[["low", "high"]] = fitter.confidence_interval_.to_numpy()
    table.columns = pd.Index(COLUMNS)
    return table.rename_axis("month")


def at(curve: pd.DataFrame, month: float) -> pd.Series:
    """The row of the curve that holds in a month: the last one not after it."""
    return curve.loc[curve.index <= month].iloc[-1]


def crude_share(months, relapsed, month: float) -> float:
    """Share without a relapse by a month if everyone counts as watched so long: too good."""
    early = np.asarray(relapsed, bool) & (np.asarray(months, float) <= month)
    return float(1 - early.mean())


def sample_cohort(n: int = 24, *, seed: int = 10) -> pd.DataFrame:
    """SYNTHETIC: n patients infused over 33 months and watched until month 36 of the calendar.

    Columns: patient, months (watched, until relapse or the last visit), relapsed, b_cells_back
    (month, nan if later than the last visit), reason (why the watching ended). A third of the
    patients would relapse sooner or later, after a mean of 12 months; one in eight leaves early.
    B cells return after 3.6 months, SD 1 (Mackensen and others 2022); all else is our choice.
    """
    rng = np.random.default_rng(seed)
    watched = LAST_MONTH - np.sort(rng.uniform(0, 33, n))
    relapse = np.where(rng.random(n) < 1 / 3, rng.exponential(12, n) + 2, np.inf)
    leaves = np.where(rng.random(n) < 1 / 8, rng.uniform(3, 20, n), np.inf)
    months = np.round(np.minimum.reduce([watched, relapse, leaves]), 1)
    back = np.round(np.clip(rng.normal(3.6, 1.0, n), 1.5, 6.5), 1)
    relapsed = relapse <= np.minimum(watched, leaves)
    reason = np.where(relapsed, "relapse", np.where(leaves < watched, "left", "books closed"))
    return pd.DataFrame(
        {
            "patient": [f"P{k:02d}" for k in range(1, n + 1)],
            "months": months,
            "relapsed": relapsed,
            "b_cells_back": np.where(back < months, back, np.nan),
            "reason": reason,
        }
    )
