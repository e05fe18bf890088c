"""The cost-effectiveness plane: what each draw costs and brings, and the finding in words."""

import numpy as np

from course.figures.style import CAR_T, DISEASE, LIMIT, LIMIT_LINE
from course.models.access import verdict


def draw(ax, played, *, threshold: float = 150_000):
    """One point per draw: QALYs gained, thousand dollars more. Below the line it is worth it."""
    qaly, cost = played["qaly"].to_numpy(), played["cost"].to_numpy() / 1000
    worth = cost < threshold / 1000 * qaly
    ax.plot(qaly[worth], cost[worth], ".", color=CAR_T, ms=3, alpha=0.6, label="worth its price")
    ax.plot(
        *(qaly[~worth], cost[~worth]), "x", color=DISEASE, ms=3, mew=0.6, alpha=0.6,
        label="not worth its price",
    )  # fmt: skip
    edge = np.array([-0.5, 6])
    ax.plot(edge, threshold / 1000 * edge, color=DISEASE, ls="--", lw=1.4)
    ax.text(3.05, 460, f"{threshold:,.0f} dollars per QALY ", ha="right", va="bottom")
    ax.axhline(0, color=LIMIT, ls=LIMIT_LINE, lw=1.2)
    ax.axvline(0, color=LIMIT, ls=LIMIT_LINE, lw=1.2)
    ax.set(xlim=(-0.5, 6), ylim=(-100, 560))
    ax.set(xlabel="QALYs gained per person", ylabel="Cost added (thousand dollars)")
    ax.legend(loc="lower right", markerscale=3)
    return ax


def describe(played, *, threshold: float = 150_000) -> str:
    """Shares of the draws by what they mean."""
    pairs = zip(played["cost"], played["qaly"], strict=True)
    kinds = [verdict(cost, qaly) for cost, qaly in pairs]
    worth = (played["cost"] < threshold * played["qaly"]).mean()
    return (
        f"Of {len(played):,} draws, {percent(worth)} lie below the line of {threshold:,.0f} "
        f"dollars per QALY. CAR T cells bring health and save money in "
        f"{percent(kinds.count('dominant') / len(kinds))}, and are worse and dearer in "
        f"{percent(kinds.count('dominated') / len(kinds))}. The middle 95 % of the draws bring "
        f"{played['qaly'].quantile(0.025):.1f} to {played['qaly'].quantile(0.975):.1f} QALYs."
    )


def percent(share: float) -> str:
    """A share in per cent, with one digit below ten."""
    return f"{100 * share:.0f} %" if share >= 0.1 or share == 0 else f"{100 * share:.1f} %"
