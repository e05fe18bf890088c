"""How long a bond should last: proofreading alone, and with one antigen triggering many."""

import numpy as np

from course.figures.style import CAR_T, LIMIT, LIMIT_LINE
from course.models.activation import best_off_rate, complete, triggering_rate

HALF_LIVES = np.geomspace(0.01, 1e5, 281)  # seconds
LINES = ("--", "-", ":")


def draw(axs, steps=(2, 5, 10), *, step_rate: float = 1.0, marked: dict[str, float] | None = None):
    """By half-life of the bond: left the share that completes, right triggers per minute.

    `marked` names half-lives (s) to point out.
    """
    off_rate = np.log(2) / HALF_LIVES
    left, right = axs
    for number, line in zip(steps, LINES, strict=False):
        label = f"{number} steps"
        left.plot(
            HALF_LIVES, 100 * complete(off_rate, step_rate, number), line, color=CAR_T, label=label
        )
        rate = 60 * triggering_rate(off_rate, step_rate, number)
        right.plot(HALF_LIVES, rate, line, color=CAR_T, label=label)
    left.set(ylabel="Bonds that complete all steps (%)", ylim=(-3, 103))
    right.set(ylabel="Receptors triggered\nby one antigen, per minute", ylim=(0, None))
    for ax in axs:
        for name, half_life in (marked or {}).items():
            ax.axvline(half_life, color=LIMIT, ls=LIMIT_LINE, lw=1.4)
            words = {"rotation": 90, "ha": "right", "va": "center", "color": LIMIT, "fontsize": 9}
            ax.text(half_life * 0.9, ax.get_ylim()[1] / 2, name, **words)
        ax.set(xscale="log", xlim=(0.01, 1e5), xlabel="Half-life of the bond (s)")
    left.legend(loc="upper left")
    return axs


def describe(steps: int = 5, *, step_rate: float = 1.0, half_life: float) -> str:
    """The best half-life, and what a bond with another half-life does."""
    best = best_off_rate(step_rate, steps)
    off_rate = np.log(2) / half_life
    most, here = (60 * triggering_rate(k, step_rate, steps) for k in (best, off_rate))
    return (
        f"With {steps} steps, a bond with a half-life of {np.log(2) / best:.1f} s triggers most: "
        f"{most:.1f} receptors a minute. One with {half_life / 60:.0f} minutes completes its steps "
        f"in {100 * complete(off_rate, step_rate, steps):.1f} % of cases and triggers {here:.2f} a "
        "minute."
    )
