"""A waiting list, month by month: the drawing and the finding in words."""

from course.figures.style import CAR_T, CAR_T_LINE, DISEASE, LIMIT, LIMIT_LINE


def draw(ax, result, *, label: str = "waiting", line=CAR_T_LINE):
    """People on the list, and those who have left it untreated so far."""
    month = result.index.to_numpy()
    ax.plot(month, result["waiting"], color=CAR_T, ls=line, label=label)
    ax.plot(month, result["left"].cumsum(), color=DISEASE, ls="--", label="left untreated, so far")
    ax.plot(
        *(month, result["treated"].cumsum()), color=LIMIT, ls=LIMIT_LINE, label="treated, so far"
    )
    ax.set(xlim=(0, month[-1]), ylim=(0, None), xlabel="Month", ylabel="People")
    ax.legend(loc="upper left")
    return ax


def describe(result) -> str:
    """How long the list is at the end, and what became of those who came."""
    last, months = result.iloc[-1], result.index[-1]
    treated, left = result["treated"].sum(), result["left"].sum()
    share = 100 * left / max(treated + left, 1e-9)
    return (
        f"After {months} months {last['waiting']:.0f} people wait. By then {treated:.0f} have "
        f"been treated and {left:.0f} have left untreated: {share:.0f} % "
        "of those who are no longer on the list."
    )
