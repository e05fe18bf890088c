"""A fever by the day, and what tocilizumab does to it: drawing and words of the toy."""

import numpy as np

from course.figures.style import (
    CYTOKINE,
    CYTOKINE_LINE,
    DISEASE,
    DISEASE_LINE,
    DRUG,
    DRUG_LINE,
    LIMIT,
    LIMIT_LINE,
)
from course.models.safety_grading import FEVER

LEAST = 0.1  # pg/mL and mg/L, the foot of the picture
RISEN = 1.0  # pg/mL; below it nothing has begun that a drug could change


def draw(axs, result):
    """Left: IL-6 and tocilizumab on a log axis. Right: temperature, and the grade as steps."""
    left, right = axs
    day = result.index.to_numpy()
    for name, words, colour, line in (
        ("il6", "IL-6 (pg/mL)", CYTOKINE, CYTOKINE_LINE),
        ("tocilizumab", "tocilizumab (mg/L)", DRUG, DRUG_LINE),
    ):
        left.plot(day, np.maximum(result[name], LEAST), color=colour, ls=line, label=words)
    left.set(yscale="log", ylim=(LEAST, 1e5), ylabel="Level in blood")
    right.plot(day, result["temperature"], color=DISEASE, ls=DISEASE_LINE, label="temperature")
    right.axhline(FEVER, color=LIMIT, ls=LIMIT_LINE, lw=1.2, label="fever from here")
    right.step(day, 34 + 0.5 * result["grade"], where="post", color=LIMIT, ls="-", label="grade")
    right.set(ylim=(33.8, 43), yticks=[34, 34.5, 35, 35.5, 36, 38, 40])
    right.set_yticklabels(["grade 0", "1", "2", "3", "4", "38 °C", "40 °C"])
    right.set(ylabel="Grade of CRS, and temperature")
    for ax in axs:
        ax.set(xlim=(0, day[-1]), xlabel="Day after infusion")
        ax.legend(loc="upper right", frameon=False)
    return axs


def describe(result) -> str:
    """Fever, the worst grade, and the highest IL-6 with what tocilizumab does to it."""
    hot = result.index[result["temperature"] >= FEVER]
    if len(hot) == 0:
        return f"No fever: IL-6 rises to {_level(result)} at most, and the grade stays 0."
    grade = result["grade"]
    worst = int(grade.max())
    words = (
        f"Fever from day {hot[0]:.1f}, for {_hours(hot, result)}; the worst grade is {worst}, "
        f"first on day {grade.index[grade >= worst][0]:.1f}. "
        f"IL-6 is highest on day {result['il6'].idxmax():.1f}, at {_level(result)}"
    )
    return f"{words}{_after_drug(result)}."


def _level(result) -> str:
    return (
        f"{result['il6'].max():.2g} pg/mL"
        if result["il6"].max() < 99.5
        else (f"{result['il6'].max():.0f} pg/mL")
    )


def _hours(hot, result) -> str:
    step = result.index[1] - result.index[0]
    days = len(hot) * step
    return f"{days:.1f} days" if days >= 1 else "less than a day"


def _after_drug(result) -> str:
    given = result.index[result["tocilizumab"] > 0]
    if len(given) == 0:
        return ", without tocilizumab"
    before, after = result["il6"][: given[0] - 1e-9], result["il6"][given[0] :]
    if after.max() <= before.max():
        return f"; tocilizumab on day {given[0]:.1f} comes after that"
    if before.iloc[-1] < RISEN:
        return f"; tocilizumab on day {given[0]:.1f} comes before it rises"
    times = float(f"{after.max() / before.iloc[-1]:.2g}")
    return f"; after tocilizumab on day {given[0]:.1f} it rises another {times:g}-fold in blood"
