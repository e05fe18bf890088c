"""Vein-to-vein times of a production line: the drawing and the finding in words."""

import numpy as np

from course.figures.style import CAR_T, LIMIT, LIMIT_LINE

BINS = np.arange(0, 121, 3)


def draw(ax, result):
    """A histogram of the days from first apheresis to infusion, with median and 90th centile."""
    times = result["vein_to_vein"].dropna()
    ax.hist(np.minimum(times, BINS[-1] - 1), BINS, color=CAR_T, alpha=0.45)
    for quantile, words, line in ((0.5, "median", LIMIT_LINE), (0.9, "nine in ten by then", "--")):
        ax.axvline(times.quantile(quantile), color=LIMIT, ls=line, lw=1.6, label=words)
    ax.set(xlim=(0, BINS[-1]), xlabel="Days from vein to vein (last bar: this or more)")
    ax.set(ylabel="Patients, SYNTHETIC")
    ax.legend(loc="upper right", frameon=False)
    return ax


def describe(result) -> str:
    """Median, 90th centile, and those who were not infused or needed a second batch."""
    times, total = result["vein_to_vein"].dropna(), len(result)
    again, lost = (result["attempts"] > 1).sum(), (~result["infused"]).sum()
    return (
        f"Half of the patients have their cells within {times.median():.0f} days, nine in ten "
        f"within {times.quantile(0.9):.0f}. The mean wait for a suite is "
        f"{result['waited'].mean():.1f} days. Of {total} patients, {again} needed a second batch, "
        f"and {lost} got no cells."
    )
