"""A biomarker's ROC curve: the drawing and the finding in words."""

from course.figures.style import B_CELL, B_CELL_LINE, LIMIT, LIMIT_LINE
from course.models.future_biomarker import auc, roc


def draw(ax, marker, positive):
    """Sensitivity against the false alarm rate, beside the line of a marker that knows nothing."""
    curve = roc(marker, positive)
    ax.step(
        100 * curve["false_alarm"], 100 * curve["sensitivity"], where="post", color=B_CELL,
        ls=B_CELL_LINE, label="marker (SYNTHETIC)",
    )  # fmt: skip
    ax.plot([0, 100], [0, 100], color=LIMIT, ls=LIMIT_LINE, lw=1.2, label="tossing a coin")
    ax.set(xlim=(-2, 102), ylim=(-2, 102), xlabel="False alarms among those well (%)")
    ax.set(ylabel="Relapses announced (%)")
    ax.legend(loc="lower right", frameon=False)
    return ax


def describe(marker, positive) -> str:
    """The area, and the best that a threshold does (sensitivity less false alarms)."""
    curve = roc(marker, positive)
    best = curve.loc[(curve["sensitivity"] - curve["false_alarm"]).idxmax()]
    return (
        f"Area under the curve: {auc(marker, positive):.2f}. At its best threshold the marker "
        f"announces {100 * best['sensitivity']:.0f} % of the relapses, with false alarms in "
        f"{100 * best['false_alarm']:.0f} % of those who stay well."
    )
