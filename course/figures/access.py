"""Is it worth its price, at which threshold, and what matters most: the drawing and the words."""

import numpy as np

from course.figures.style import CAR_T, DISEASE, DRUG, LIMIT, LIMIT_LINE
from course.models.access import verdict
from course.models.access_uncertainty import MONEY, THRESHOLD

NAMES = {
    "remission": "share in remission",
    "relapse": "relapse per year",
    "hospital": "cost of the first months",
    "early_death": "death by treatment",
    "death_remission": "death per year, remission",
    "death_active": "death per year, active",
    "utility_remission": "utility of remission",
    "utility_active": "utility of active disease",
    "cost_remission": "yearly cost, remission",
    "cost_active": "yearly cost, active",
}
SHOWN = 6


def draw(axes, result):
    """Left: how likely it is worth its price. Right: the price worth paying, doubt by doubt."""
    curve(axes[0], result["curve"])
    doubts(axes[1], result["one_way"].head(SHOWN), result["price"])
    return axes


def curve(ax, acceptability):
    """The acceptability curve: thresholds in thousand dollars per QALY, probability in per cent."""
    ax.plot(acceptability.index / 1000, 100 * acceptability["probability"], color=CAR_T)
    ax.axvline(THRESHOLD / 1000, color=LIMIT, ls=LIMIT_LINE, lw=1.2)
    ax.axhline(50, color=LIMIT, ls=LIMIT_LINE, lw=1.2)
    ax.set(xlim=(0, acceptability.index[-1] / 1000), ylim=(0, 103))
    ax.set(xlabel="Threshold (thousand dollars per QALY)", ylabel="Worth its price (% of draws)")
    return ax


def doubts(ax, one_way, price):
    """For each parameter a bar of prices worth paying, from its lowest to its highest value."""
    place = np.arange(len(one_way))[::-1]
    low, high = one_way["worth_low"].to_numpy() / 1000, one_way["worth_high"].to_numpy() / 1000
    gap = np.full(len(place), np.nan)  # one line with gaps is quicker than one for each bar
    ends, rows = np.column_stack([low, high, gap]), np.column_stack([place, place, gap])
    ax.plot(ends.ravel(), rows.ravel(), color=DRUG, lw=5, solid_capstyle="butt")
    (lowest,) = ax.plot(low, place, "o", color=DISEASE, mfc="white", ms=7)
    (highest,) = ax.plot(high, place, "o", color=DISEASE, ms=7)
    asked = ax.axvline(price / 1000, ymax=0.9, color=DISEASE, ls="--", lw=1.4)
    right = max(1000, 250 * np.ceil(max(low.max(), high.max()) / 250 + 0.1))
    left = min(0, 250 * np.floor(min(low.min(), high.min()) / 250 - 0.1))
    ax.set(xlim=(left, right), ylim=(-0.6, len(one_way) + 0.2))
    ax.set_yticks(place, [label(name, row) for name, row in one_way.iterrows()])
    ax.set(xlabel="Price worth paying (thousand dollars)")
    handles, words = [lowest, highest, asked], ["low", "high", "price asked"]
    ax.legend(handles, words, loc="upper right", ncols=3, handlelength=1.4, columnspacing=0.8)
    return ax


def label(name: str, row) -> str:
    """A parameter with the ends of its range, as the axis shows it."""
    low, high = row["low"], row["high"]
    if name in MONEY:
        return f"{NAMES[name]}\n{short(low / 1000)} to {short(high / 1000)} thousand"
    if name.startswith("utility"):
        return f"{NAMES[name]}\n{low:.2f} to {high:.2f}"
    return f"{NAMES[name]}\n{short(100 * low)} to {short(100 * high)} %"


def short(value: float) -> str:
    """Two figures, or all before the point.

    >>> short(0.0191), short(5.16), short(104.4)
    ('0.019', '5.2', '104')
    """
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def describe(result) -> str:
    """What the treatment costs and brings, how sure that is, and what matters most."""
    cost, qaly, _ = result["totals"].loc["difference"]
    words = [f"Over {years(result['horizon'])}, {weighed(cost, qaly)}."]
    share = result["curve"]["probability"]
    words.append(
        f"They are worth their price in {percent(share[THRESHOLD])} of the draws at {THRESHOLD:,} "
        f"dollars per QALY, in {percent(share[50_000])} at 50,000."
    )
    first = result["one_way"].iloc[0]
    name = NAMES[result["one_way"].index[0]]
    words.append(
        f"What matters most is the {name}: from its lowest to its highest value the price worth "
        f"paying goes from {thousand(first['worth_low'])} to {thousand(first['worth_high'])}."
    )
    return " ".join(words)


def weighed(cost: float, qaly: float) -> str:
    """The differences in words, with a ratio only where it has a meaning.

    >>> weighed(250_000, 2), weighed(-50_000, 2)[:53]
    ('CAR T cells cost 250 thousand dollars more and bring 2.00 QALYs: 125,000 dollars per QALY', \
'CAR T cells save 50 thousand dollars and bring 2.00 Q')
    """
    money = f"CAR T cells {'cost' if cost > 0 else 'save'} {thousand(abs(cost))}"
    money += " more" if cost > 0 else ""
    health = f"{'bring' if qaly >= 0 else 'lose'} {abs(qaly):.2f} QALYs"
    kind = verdict(cost, qaly)
    if kind == "a price per QALY":
        return f"{money} and {health}: {float(f'{cost / qaly:.3g}'):,.0f} dollars per QALY"
    ends = {
        "dominant": "they are better and no dearer",
        "dominated": "they are worse and dearer",
        "a saving that costs health": "a saving that costs health",
    }
    return f"{money} and {health}: {ends[kind]}"


def thousand(dollars: float) -> str:
    """Dollars in thousands, or in millions.

    >>> thousand(279_815), thousand(1_240_000), thousand(-29_990)
    ('280 thousand dollars', '1.24 million dollars', '−30 thousand dollars')
    """
    if abs(dollars) >= 999_500:
        return f"{dollars / 1e6:.2f} million dollars".replace("-", "−")
    return f"{round(dollars / 1000) + 0:,.0f} thousand dollars".replace("-", "−")


def years(horizon: int) -> str:
    """A number of years.

    >>> years(1), years(20)
    ('1 year', '20 years')
    """
    return f"{horizon} year{'' if horizon == 1 else 's'}"


def percent(share: float) -> str:
    """A share in whole per cent."""
    if 0 < share < 0.005:
        return "less than 1 %"
    return f"{round(100 * share):.0f} %"
