"""A dose that is made or not and the year after it; and a whole design on one page.

The explorer shows the CAR+ cells of the batch by day of culture, and the year after the infusion.
`page` adds what a design fixes beforehand: the receptor, to scale, and the rule of the trial.
"""

import matplotlib.pyplot as plt
import numpy as np

from course.figures import kinetics, receptor
from course.figures.kinetics import count
from course.figures.style import B_CELL, CAR_T, CAR_T_LINE, DRUG, LIMIT, LIMIT_LINE, STYLE
from course.models import manufacturing
from course.models.capstone import Design, Year, check, faults
from course.models.capstone_design import course
from course.models.future import boundary_table
from course.models.receptor import simulate as assemble


def draw(axes, year: Year):
    """Left the batch against one dose, right the cells in the body."""
    made(axes[0], year.batch)
    kinetics.draw(axes[1], year.course)
    axes[1].set(ylim=(1e5, 1e13))
    axes[1].legend(loc="upper right", ncols=1, frameon=False)
    return axes


def made(ax, batch: manufacturing.Batch):
    """CAR+ cells by day of culture, and how many one dose needs."""
    ax.plot(batch.day, batch.car_t, color=CAR_T, ls=CAR_T_LINE, label="CAR+ cells")
    ax.axhline(batch.needed, color=LIMIT, ls=LIMIT_LINE, lw=1.4, label="one dose")
    ax.set(yscale="log", ylim=(1e4, 1e11), xlim=(batch.day[0], batch.day[-1]))
    ax.set(xlabel="Day of culture", ylabel="Living CAR+ cells")
    ax.legend(loc="upper left", ncols=2, frameon=False)


def describe(year: Year) -> str:
    """Whether the dose is made, whether the cells expand, and what becomes of the B cells."""
    batch = year.batch
    doses = batch.car_t[-1] / batch.needed
    if doses >= 1:
        words = f"The dose, {count(batch.needed)} cells, is made {doses:,.1f} times over."
    else:
        words = f"Only {count(year.infused)} of {count(batch.needed)} cells are made, and infused."
    return f"{words} Pressure {year.pressure:.2g}. {kinetics.describe(year.course)}"


def page(figure, design: Design):
    """The design on one page: receptor, batch, course, trial. Fills an empty figure."""
    with plt.rc_context(STYLE):
        chain = assemble(design.receptor)
        grid = figure.add_gridspec(2, 3, height_ratios=(0.5 * chain["protein"].nunique(), 1))
        top = figure.add_subplot(grid[0, :])
        receptor.draw(top, chain)
        title = f"{design.patient} (SYNTHETIC): {design.aim.words}, {count(design.dose)} cells"
        top.set_title(title, loc="left", fontsize=10)
        left, middle, right = (figure.add_subplot(grid[1, place]) for place in range(3))
        made(left, manufacturing.simulate(design.batch))
        kinetics.draw(middle, course(design))
        middle.set(ylim=(1e4, 1e13))
        for ax in (left, middle):
            ax.legend(loc="upper right", ncols=1, frameon=False, fontsize=8)
        rule(right, design.trial)
    return figure


def rule(ax, trial):
    """For each number of patients treated, the DLTs at which the dose rises, falls, is given up."""
    table = boundary_table(trial.target)
    n = table.index.to_numpy()
    marks = (
        ("up_at_most", "up at most", "^", DRUG),
        ("down_from", "down from", "v", CAR_T),
        ("eliminate_from", "give up from", "X", B_CELL),
    )
    for column, words, marker, colour in marks:
        ax.plot(n, table[column], marker=marker, color=colour, ls="none", ms=6, label=words)
    words = "this design, of six"
    ax.plot([6], [trial.stop_of_six], "o", ms=12, mfc="none", color=LIMIT, label=words)
    ax.set(xlim=(1.5, 19.5), ylim=(-0.6, 14), xticks=n, yticks=range(0, 10, 2))
    ax.set(xlabel="Patients treated at a dose", ylabel="With a limiting toxicity")
    ax.legend(loc="upper left", ncols=1, frameon=False)


def describe_page(design: Design) -> str:
    """How many checks hold, and the first that does not."""
    table = check(design)
    wrong = faults(design)
    words = f"{design.patient}: {int(np.sum(table['holds']))} of {len(table)} checks hold."
    return f"{words} {wrong[0]}" if wrong else f"{words} Consistent is not yet right."
