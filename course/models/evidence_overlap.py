"""Patients who appear in more than one report, and what it does to a pooled share.

Reports of one group may describe the same people again, after a longer time or with others added.
Where the papers do not say who is who, the number of people lies between that of the largest
report and the sum of all. `distinct` keeps the largest report of each group; this may lose
patients, and never counts one twice.

Left out on purpose: differences between reports in endpoint, dose and disease, for which a pooled
share should not be made at all.
"""

import pandas as pd

from course.models.evidence import interval


def people(reports: pd.DataFrame) -> pd.DataFrame:
    """For each group: number of reports, fewest and most people that they may describe."""
    grouped = reports.groupby("group")["patients"]
    return grouped.agg(reports="count", fewest="max", most="sum")


def distinct(reports: pd.DataFrame) -> pd.DataFrame:
    """The largest report of each group, the first of them if several are as large; order kept."""
    largest = reports.groupby("group")["patients"].idxmax()
    return reports.loc[sorted(largest)]


def pooled(reports: pd.DataFrame, *, level: float = 0.95) -> dict[str, float]:
    """Events, patients, share and exact limits of all rows together (columns events, patients).

    >>> table = pd.DataFrame({"events": [3, 5], "patients": [4, 6]})
    >>> round(pooled(table)["share"], 3)
    0.8
    """
    events, patients = int(reports["events"].sum()), int(reports["patients"].sum())
    low, high = interval(events, patients, level=level)
    share = events / patients
    return {"events": events, "patients": patients, "share": share, "low": low, "high": high}
