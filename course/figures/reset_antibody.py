"""What is left of an antibody, by the share that long-lived cells make: drawing and finding."""

import numpy as np

from course.figures.style import ANTIBODY, ANTIBODY_LINE, DISEASE, LIMIT

LINES = (ANTIBODY_LINE, "--", "-", (0, (1, 1)))
MARKERS = ("o", "s", "D", "^")


def draw(ax, curves, data=None):
    """Curves {label: table from `reset_antibody.simulate`}, and what was measured, if given.

    `data` has the columns antibody, day and left, as `antibodies_after_depletion`.
    """
    for (label, table), line in zip(curves.items(), LINES, strict=False):
        ax.plot(table.index, 100 * table["antibody"], color=ANTIBODY, ls=line, label=label)
    last = max(table.index[-1] for table in curves.values())
    if data is not None:
        rows = data.dropna(subset=["day"]).itertuples()
        for row, marker in zip(rows, MARKERS, strict=False):
            ax.plot(row.day, max(100 * row.left, 0.05), marker, color=DISEASE, label=row.antibody)
    ax.axhline(100, color=LIMIT, ls=":", lw=1)
    ax.set(yscale="log", ylim=(0.04, 150), xlim=(-0.01 * last, last))
    ax.set(xlabel="Day since B cells were removed", ylabel="Antibody left (%)")
    ax.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.legend(loc="lower left", bbox_to_anchor=(1.0, 0.0), frameon=False)
    return ax


def describe(curves, data=None) -> str:
    """What is left on days 90 and 180 by curve, and each measurement beside the curves."""
    words = [f"{label}: {levels(table)}." for label, table in curves.items()]
    if data is not None:
        words += [point(row, curves) for row in data.dropna(subset=["day"]).itertuples()]
    return "\n".join(words)


def levels(table, days=(90, 180)) -> str:
    """Per cent left on some days."""
    left = np.interp(days, table.index, table["antibody"])
    parts = [f"{percent(share)} on day {day}" for day, share in zip(days, left, strict=True)]
    return " and ".join(parts) + " are left"


def point(row, curves) -> str:
    """One measurement, and what the lowest curve has on its day."""
    lowest = min(np.interp(row.day, c.index, c["antibody"]) for c in curves.values())
    less = "less than " if row.less_than else ""
    return (
        f"{row.antibody}: {less}{percent(row.left)} left on day {row.day:.0f}, "
        f"where the lowest curve has {percent(lowest)}."
    )


def percent(share: float) -> str:
    """A share in per cent, with two figures at most."""
    return f"{100 * share:.2g} %" if share < 0.995 else f"{100 * share:.0f} %"
