"""How long remissions last: a swimmer plot of patients, and Kaplan and Meier's curve of them."""

import numpy as np

from course.figures.evidence import percent
from course.figures.style import B_CELL, BAND, DISEASE, HEALTHY
from course.models.evidence_survival import at

MARKS = {"relapse": ("X", DISEASE), "left": ("o", "white"), "books closed": (">", HEALTHY)}
WORDS = {
    "relapse": "relapse",
    "left": "left the study",
    "books closed": "in remission when the books closed",
}
BEYOND = 0.5  # months that an arrow stands beyond its bar; what happened stands at its own time
STEP = 6  # months between the numbers at risk


def swimmers(ax, cohort, *, title: str = "SYNTHETIC patients"):
    """One bar for each patient, the longest on top: remission, B cells back, how it ended."""
    order = cohort.sort_values("months", ignore_index=True)
    back = order["b_cells_back"].fillna(order["months"])
    rows = np.arange(len(order))
    ax.barh(rows, back, color=HEALTHY, alpha=0.3, height=0.55, label="remission, no B cells")
    ax.barh(
        rows,
        order["months"] - back,
        left=back,
        color=HEALTHY,
        alpha=0.75,
        height=0.55,
        label="remission, B cells back",
    )
    ax.plot(order["b_cells_back"], rows, "|", color=B_CELL, ms=10, mew=2, label="B cells return")
    for reason, (mark, face) in MARKS.items():
        some = order["reason"] == reason
        ax.plot(
            order.loc[some, "months"] + (BEYOND if reason == "books closed" else 0),
            rows[some],
            mark,
            color=DISEASE,
            mfc=face,
            ms=7,
            ls="",
            label=WORDS[reason],
        )
    ax.set(xlim=(0, 37), ylim=(-0.8, len(order) - 0.2), title=title)
    ax.set_xlabel("Months since the infusion, without drugs")
    ax.set_ylabel(f"Patients (n = {len(order)})")
    ax.set_yticks(rows, order["patient"], fontsize=7)
    ax.legend(loc="lower right")
    ax.grid(False, axis="y")
    return ax


def draw(ax, curve, *, title: str = "SYNTHETIC patients"):
    """The curve with its band, a tick where somebody leaves, and patients at risk below."""
    low, high = (100 * curve[name].to_numpy() for name in ("low", "high"))
    ax.fill_between(
        curve.index, low, high, step="post", color=HEALTHY, alpha=BAND, lw=0, label="95 % band"
    )
    ax.step(curve.index, 100 * curve["in_remission"], where="post", color=HEALTHY, label="share")
    leaves = curve[(curve["relapses"] == 0) & (curve.index > 0)]
    ax.plot(leaves.index, 100 * leaves["in_remission"], "|", color=DISEASE, ms=9, label="censored")
    ax.legend(loc="lower left", ncols=3)
    ticks = np.arange(0, curve.index[-1] + STEP, STEP)
    at_risk = [watched(curve, t) for t in ticks]
    ax.set_xticks(ticks, [f"{t:.0f}\n{n}" for t, n in zip(ticks, at_risk, strict=True)])
    ax.set(xlim=(0, 37), ylim=(0, 104), title=title)
    ax.set_xlabel("Months since the infusion; below: patients still watched")
    ax.set_ylabel("In remission without drugs (%)")
    return ax


def watched(curve, month: float) -> int:
    """Patients still in remission and watched just before a month."""
    later = curve["at_risk"][curve.index >= month]
    return int(later.iloc[0]) if len(later) else 0


def describe(curve) -> str:
    """Share still in remission at one and at two years, with its limits and those at risk."""
    parts = []
    for month in (12, 24):
        found, left = at(curve, month), watched(curve, month)
        limits = f"{percent(found['low'])} to {percent(found['high'])} %"
        share = percent(found["in_remission"])
        parts.append(f"at {month} months {share} % ({limits}), {left} still watched")
    start, relapses = int(curve["at_risk"].iloc[0]), int(curve["relapses"].sum())
    return f"SYNTHETIC: {relapses} of {start} relapsed. In remission: {'; '.join(parts)}."
