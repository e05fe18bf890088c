"""Where a cohort is, year by year: two drawings side by side, and the finding in words."""

from matplotlib.ticker import MaxNLocator

from course.figures.style import DISEASE, DISEASE_LINE, HEALTHY, HEALTHY_LINE, LIMIT, LIMIT_LINE


def draw(axes, result):
    """Left: with CAR T cells; right: with usual care. Per cent of those at the beginning."""
    year = result.index.to_numpy()
    arms = (("remission", "active", "dead"), (None, "usual_active", "usual_dead"))
    looks = ((HEALTHY, HEALTHY_LINE), (DISEASE, DISEASE_LINE), (LIMIT, LIMIT_LINE))
    for ax, columns, title in zip(axes, arms, ("With CAR T cells", "Usual care"), strict=True):
        words = ("remission", "active disease", "dead")
        for column, word, (colour, line) in zip(columns, words, looks, strict=True):
            if column:
                ax.plot(year, 100 * result[column], color=colour, ls=line, marker=".", label=word)
        ax.set(xlim=(0, max(year[-1], 1)), ylim=(0, 119), yticks=range(0, 101, 20), title=title)
        ax.set(xlabel="Year", ylabel="People (%)")
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.legend(loc="upper right", ncols=3, handlelength=1.6, columnspacing=0.8)
    return axes


def describe(result) -> str:
    """How long half are in remission, and where both arms stand at the end."""
    remission, last = result["remission"], result.iloc[-1]
    half = remission.index[remission >= 0.5]
    words = (
        f"Half or more are in remission until year {half[-1]}."
        if len(half)
        else "Fewer than half are ever in remission."
    )
    return (
        f"{words} In year {result.index[-1]}, {share(last['remission'])} are in remission, "
        f"{share(last['active'])} have active disease and {share(last['dead'])} are dead; with "
        f"usual care {share(last['usual_active'])} have active disease and "
        f"{share(last['usual_dead'])} are dead."
    )


def share(value: float) -> str:
    """A share in whole per cent."""
    return f"{100 * value:.0f} %"
