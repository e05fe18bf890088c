"""CAR T cells and B cells after infusion: the drawing and the finding in words."""

import numpy as np

from course.figures.style import B_CELL, B_CELL_LINE, BAND, CAR_T, CAR_T_LINE, LIMIT, LIMIT_LINE


def draw(ax, result, *, label: str = ""):
    """CAR T cells and B cells on a log axis, with bands where columns *_low and *_high stand."""
    day = result.index.to_numpy()
    for name, words, colour, line in (
        ("car_t", "CAR T cells", CAR_T, CAR_T_LINE),
        ("b_cells", "B cells", B_CELL, B_CELL_LINE),
    ):
        if f"{name}_low" in result:
            low, high = result[f"{name}_low"].to_numpy(), result[f"{name}_high"].to_numpy()
            ax.fill_between(
                day, np.maximum(low, 1), np.maximum(high, 1), color=colour, alpha=BAND, lw=0
            )
        cells = np.maximum(result[name].to_numpy(), 1)
        ax.plot(day, cells, color=colour, ls=line, label=f"{words}{label and ', ' + label}")
    normal = result["b_cells"].iloc[0]
    ax.axhline(
        0.1 * normal, color=LIMIT, ls=LIMIT_LINE, lw=1.2, label="a tenth of the first B cells"
    )
    ax.set(yscale="log", ylim=(1e5, 1e12), xlim=(0, day[-1]))
    ax.set(xlabel="Day after infusion", ylabel="Cells in the body")
    ax.legend(loc="upper right", ncols=3, frameon=False)
    return ax


def describe(result) -> str:
    """When CAR T cells peak, how far B cells fall, and where they are at the end."""
    return f"{car_t_words(result['car_t'])} {b_cell_words(result['b_cells'])}"


def car_t_words(car_t) -> str:
    """The peak of the CAR T cells, or that there was none."""
    first = car_t.iloc[0]
    if car_t.max() <= 1.05 * first:
        return f"The CAR T cells do not expand: from {count(first)} on day 0 they only decline."
    return f"CAR T cells peak at {count(car_t.max())} on day {car_t.idxmax():.0f}."


def b_cell_words(b_cells) -> str:
    """The lowest point of the B cells and the level at the end, against their first level."""
    share, last = b_cells / b_cells.iloc[0], b_cells.index[-1]
    if share.min() > 0.9:
        return f"B cells stay above nine tenths of their first level through day {last:.0f}."
    lowest = share.idxmin()
    words = (
        f"B cells are lowest on day {lowest:.0f}, at {percent(share.min())} of their first level"
    )
    if lowest == last:
        return f"{words}, and still falling."
    low = share.index[share < 0.1]
    below = (
        f"below a tenth for about {low[-1] - low[0]:.0f} days"
        if len(low)
        else "never below a tenth"
    )
    return f"{words}; they are {below}, and at {percent(share.iloc[-1])} on day {last:.0f}."


def percent(share: float) -> str:
    """A share in per cent with at most two figures."""
    return f"{100 * share:.2g} %" if share < 0.995 else f"{100 * share:.0f} %"


def count(cells: float) -> str:
    """A number of cells in words.

    >>> count(2.234e9), count(0.4)
    ('2.2 billion', 'less than one')
    """
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand")):
        if cells >= 0.9995 * size:
            return (
                f"{cells / size:.3g} {word}"
                if cells >= 99.5 * size
                else f"{cells / size:.2g} {word}"
            )
    return f"{cells:.0f}" if cells >= 1 else "less than one"
