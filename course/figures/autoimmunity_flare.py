"""A flare and a treatment in the phase plane and by month, drawn and said in words."""

import numpy as np

from course.figures.style import DISEASE, DRUG, LIMIT, T_CELL, T_CELL_LINE
from course.models.autoimmunity_flare import END, TREATMENT, nullclines
from course.models.switch import steady_states

TOP = 4.2
SHOWN = np.linspace(0, TOP, 169)


def draw(axes, course):
    """Left the phase plane with nullclines, border and path; right the activity by month."""
    plane, time = axes
    draw_plane(plane, course)
    draw_time(time, course)
    return axes


def draw_plane(ax, course):
    """Antigen and cells: where neither changes, the border, and the path."""
    lines = nullclines(course.p, SHOWN)
    ax.plot(SHOWN, lines["cells_stay"], color=T_CELL, ls=T_CELL_LINE, label="cells stay")
    ax.plot(SHOWN, lines["antigen_stays"], color=LIMIT, ls=":", label="antigen stays")
    line = course.border
    ax.plot(line["antigen"], line["cells"], color=LIMIT, ls="--", lw=1.2, label="border")
    path = course.path
    ax.plot(path["antigen"], path["cells"], color=DISEASE, lw=1.4, label="path")
    held = path[path["phase"] == "treatment"]
    ax.plot(held["antigen"], held["cells"], color=DRUG, lw=5, alpha=0.6, label="kept away")
    for phase, sign in (("flare", "^"), ("treatment", "v")):
        first = path[path["phase"] == phase].iloc[[0]]
        ax.plot(first["antigen"], first["cells"], sign, color=DISEASE, ms=6, label=phase)
    states = steady_states(course.p)
    for face, kind in ((DISEASE, states["stable"]), ("white", ~states["stable"])):
        at = states["activity"][kind]
        ax.plot(at, at, "o", color=DISEASE, mfc=face, ms=7)
    ax.set(xlim=(0, TOP), ylim=(0, TOP))
    ax.set(xlabel="Released self antigen (relative)", ylabel="Self-reactive cells (relative)")
    ax.legend(loc="upper left", frameon=False, fontsize=8, ncols=2)


def draw_time(ax, course):
    """Cells by month, with the treatment."""
    path = course.path
    ax.axvspan(TREATMENT, TREATMENT + course.p.months_away, color=DRUG, alpha=0.35, lw=0)
    ax.plot(path.index, path["cells"], color=DISEASE, label="cells")
    ax.plot(path.index, path["antigen"], color=LIMIT, ls=":", label="antigen")
    ax.set(xlim=(0, END), ylim=(0, TOP), xlabel="Month", ylabel="Relative level")
    ax.legend(loc=(0.16, 0.6), frameon=False, fontsize=8)


def describe(course) -> str:
    """Whether the flare crossed, and whether the treatment brought it back."""
    return f"{flare_words(course)} {treatment_words(course)}"


def flare_words(course) -> str:
    """What became of the flare by the month of treatment."""
    p, level = course.p, course.path["cells"][course.path["phase"] == "flare"].iloc[-1]
    now = f"by month {TREATMENT:.0f} activity is {level:.2f}"
    if course.border.empty and course.after_flare == "tolerance":
        return f"Tolerance is the only resting place, so any flare dies out: {now}."
    if course.border.empty:
        return f"Regulation is too weak for tolerance; disease is the only resting place: {now}."
    if course.after_flare == "disease":
        return f"The flare of {p.flare:.2g} crosses the border: {now}."
    if not p.flare:
        return f"Without a flare nothing leaves tolerance: {now}."
    return f"The flare of {p.flare:.2g} stays within the border and dies out: {now}."


def treatment_words(course) -> str:
    """What became of it after the treatment."""
    p, level = course.p, course.path["cells"].iloc[-1]
    months = f"{p.months_away:g} month{'s' if p.months_away != 1 else ''}"
    removed = f"Removing {100 * p.depletion:.0f} % of the cells for {months}"
    end = f"it is {level:.2f} at month {END:.0f}"
    if course.after_flare == "tolerance":
        return f"The treatment finds nothing to mend; {end}."
    if course.after_treatment == "tolerance":
        return f"{removed} brings it back across: {end}."
    return f"{removed} is not enough: {end}, and disease returns."
