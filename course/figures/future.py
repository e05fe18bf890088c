"""What a design does over many simulated trials: the drawing and the finding in words."""

import numpy as np

from course.figures.style import B_CELL, CAR_T, DISEASE, DISEASE_LINE, DRUG, LIMIT, LIMIT_LINE


def draw(axes, result):
    """Left: share of trials that choose each level, and its true risk. Right: people treated."""
    outcome(axes[0], result)
    people(axes[1], result)
    return axes


def outcome(ax, result):
    """What the trials end with, beside the truth."""
    level, truth = result.index.to_numpy(), result.loc[1:]
    bars = ax.bar(level, 100 * result["chosen"], color=CAR_T)
    (risk,) = ax.plot(truth.index, 100 * truth["rate"], color=DISEASE, ls=DISEASE_LINE, marker="o")
    aim = ax.axhline(100 * target(result), color=LIMIT, ls=LIMIT_LINE, lw=1.2)
    best = right_levels(result)
    (right,) = ax.plot(best, [106] * len(best), marker="v", ls="none", color=B_CELL)
    ax.set(ylim=(0, 140), yticks=range(0, 101, 20), xlim=(-0.6, len(level) - 0.4), xticks=level)
    ax.set(xlabel="Dose level (0: no dose)", ylabel="Trials, or patients at risk (%)")
    names = ["trials that choose it", "true risk", "target", "right answer"]
    ax.legend([bars[0], risk, aim, right], names, loc="upper left", ncols=2, frameon=False)
    ax.containers.clear()  # bars leave these behind when the figure is wiped


def people(ax, result):
    """Patients at each level, and those of them with a dose-limiting toxicity."""
    truth = result.loc[1:]
    treated = ax.bar(truth.index, truth["treated"], color=DRUG)
    harmed = ax.bar(truth.index, truth["dlts"], width=0.4, color=B_CELL)
    ax.set(ylim=(0, 36), yticks=range(0, 31, 5), xlim=(0.4, len(result) - 0.4), xticks=truth.index)
    ax.set(xlabel="Dose level", ylabel="Patients in a trial (mean)")
    names = ["treated", "with a dose-limiting toxicity"]
    ax.legend([treated[0], harmed[0]], names, loc="upper left", ncols=2, frameon=False)
    ax.containers.clear()


def target(result) -> float:
    """The risk that is aimed at."""
    return float(result["target"].iloc[0])


def right_levels(result) -> list[int]:
    """The levels whose true risk is nearest to the target; [0] if all are far above it."""
    rates = result.loc[1:, "rate"]
    if rates.min() > 1.4 * target(result):
        return [0]
    gap = (rates - target(result)).abs()
    return [int(level) for level in gap.index[gap <= gap.min() + 1e-9]]


def describe(result) -> str:
    """How often the right level is chosen, how often a riskier one, and at what price."""
    best, chosen, rates = right_levels(result), result["chosen"], result["rate"]
    above = chosen[rates > rates[best].max() + 1e-9].sum()
    patients, dlts = result["treated"].sum(), result["dlts"].sum()
    some = best != [0]
    levels = f"level {' or '.join(map(str, best))}" if len(best) < len(result) - 1 else "any level"
    name = f"{levels}, true risk {percent(rates[best[0]])}" if some else "no dose"
    words = [f"The right answer ({name}) is found in {percent(chosen[best].sum())} of trials."]
    if above > 0:
        words.append(f"A riskier level is chosen in {percent(above)}.")
    if some:
        words.append(f"No dose at all in {percent(chosen[0])}.")
    words.append(
        f"A trial treats {patients:.0f} people on average, of whom {dlts:.1f} have a "
        "dose-limiting toxicity."
    )
    return " ".join(words)


def percent(share: float) -> str:
    """A share in whole per cent."""
    if 0 < share < 0.005:
        return "less than 1 %"
    return f"{np.round(100 * share):.0f} %"
