"""Three intervals for one count, and what a control arm would leave of it."""

import numpy as np

from course.figures.style import CAR_T, DISEASE, DRUG, LIMIT, LIMIT_LINE

METHODS = ["Wald", "Wilson", "Clopper-Pearson"]
MARKS = {"Wald": "s", "Wilson": "D", "Clopper-Pearson": "o"}


def draw(axes, result):
    """Left: the share by each method. Right: treated, supposed control arm and difference."""
    left, right = axes
    for row, method in zip((2, 1, 0), METHODS, strict=True):
        line(left, row, result.loc[method], CAR_T, MARKS[method])
    left.set(xlim=(-3, 103), xlabel="Patients with the event (%)")
    rows = ("Clopper-Pearson", CAR_T, "o"), ("Control arm", DRUG, "s"), ("Difference", DISEASE, "D")
    for row, (name, colour, mark) in zip((2, 1, 0), rows, strict=True):
        line(right, row, result.loc[name], colour, mark)
    right.axvline(0, color=LIMIT, ls=LIMIT_LINE, lw=1.2)
    right.set(xlim=(-108, 108), xlabel="%, and for the difference points")
    left.set_yticks((2, 1, 0), METHODS)
    right.set_yticks((2, 1, 0), ["Treated", "Control arm\n(supposed)", "Difference"])
    for ax in axes:
        ax.set_ylim(-0.6, 2.6)
    return axes


def line(ax, row: int, found, colour: str, mark: str) -> None:
    """An interval with its middle, in per cent."""
    ax.plot(100 * np.array([found["low"], found["high"]]), [row, row], color=colour, lw=2)
    ax.plot([100 * found["share"]], [row], mark, color=colour, ms=7)


def describe(result) -> str:
    """The share with its three intervals, luck, and the difference to the control arm."""
    exact, wilson, wald = (result.loc[m] for m in METHODS[::-1])
    n, k = int(exact["patients"]), int(exact["events"])
    if n == 0:
        return "Nobody was treated, so every share from 0 to 100 % is possible."
    control, gain = result.loc["Control arm"], result.loc["Difference"]
    return (
        f"{k} of {n} had the event, {percent(k / n)} %. {100 * exact['level']:.0f} % intervals: "
        f"{span(exact)} exactly, {span(wilson)} by Wilson, {span(wald)} by Wald. "
        f"With {int(control['events'])} of {n} in a control arm the difference would be "
        f"{percent(gain['share'])} points ({span(gain, '')}), {p_value(gain['probability'])}. "
        f"Without any effect, the chance of so many or more is {chance(control['probability'])}."
    )


def percent(share: float) -> str:
    """A share in per cent, whole, without a sign on zero.

    >>> percent(0.478), percent(-0.001)
    ('48', '0')
    """
    return f"{round(100 * share) + 0:.0f}"


def span(found, unit: str = " %") -> str:
    """The limits of an interval in words."""
    return f"{percent(found['low'])} to {percent(found['high'])}{unit}"


def p_value(p: float) -> str:
    """P as journals print it.

    >>> p_value(0.0481), p_value(0.00002)
    ('P = 0.048', 'P < 0.001')
    """
    return "P < 0.001" if p < 0.001 else f"P = {p:.2g}"


def chance(p: float) -> str:
    """A probability in words, small ones as one in so many.

    >>> chance(0.25), chance(0.00032), chance(0)
    ('25 %', '1 in 3,100', 'next to nothing')
    """
    if p >= 0.01:
        return f"{100 * p:.0f} %"
    return f"1 in {float(f'{1 / p:.2g}'):,.0f}" if p > 1e-6 else "next to nothing"
