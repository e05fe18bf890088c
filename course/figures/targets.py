"""Seven hundred blood cells, killed or spared: the map, the shares, and the finding in words."""

import numpy as np

from course.figures.style import B_CELL, LIMIT, LIMIT_LINE, T_CELL
from course.models.targets import KINDS, WANTED, confusion, outcome, sensitivity, specificity

SPARED = "#bdbdbd"
PLURALS = {
    "B cell": "B cells",
    "T cell": "T cells",
    "NK cell": "NK cells",
    "monocyte": "monocytes",
    "dendritic cell": "dendritic cells",
    "CD34+ cell": "CD34+ cells",
}


def draw(axes, result):
    """Left: each cell on the map of transcripts. Right: the share killed of each kind."""
    draw_map(axes[0], result)
    draw_shares(axes[1], result)
    return axes


def draw_map(ax, result):
    """One mark for each cell: circle for B-labelled, dot for others, a cross for the killed."""
    wanted, dead = result["kind"] == WANTED, result["killed"]
    layers = (
        (~wanted & ~dead, ".", SPARED, 4, "others, spared"),
        (wanted & ~dead, "o", B_CELL, 5.5, "B-labelled, spared"),
        (wanted & dead, "x", B_CELL, 4.5, "B-labelled, killed"),
        (~wanted & dead, "+", "black", 6.5, "others, killed"),
    )
    for chosen, marker, colour, size, label in layers:
        x, y = result.loc[chosen, ["umap_1", "umap_2"]].to_numpy().T
        hollow = {"mfc": "white"} if marker == "o" else {}
        ax.plot(x, y, marker, color=colour, ms=size, mew=1, label=label, **hollow)
    low, high = (result[["umap_1", "umap_2"]].agg(end).to_numpy() for end in ("min", "max"))
    ax.set(xlim=(low[0] - 1, high[0] + 1), ylim=(low[1] - 6, high[1] + 1))
    ax.set(xlabel="Map of transcripts, first axis", ylabel="Second axis", xticks=[], yticks=[])
    ax.legend(loc="lower center", ncols=2, frameon=False, fontsize=8.5, handletextpad=0.1)
    return ax


def draw_shares(ax, result):
    """Bars: the share killed of each kind of cell, with the counts beside them."""
    table = outcome(result)
    places = np.arange(len(KINDS))[::-1]
    colours = [B_CELL, T_CELL] + [LIMIT] * (len(KINDS) - 2)
    ax.barh(places, 100 * table["share_killed"], color=colours, height=0.62)
    for place, row in zip(places, table.itertuples(), strict=True):
        ax.text(102, place, f"{row.killed} of {row.cells}", va="center", fontsize=9)
    ax.axvline(100, color=LIMIT, ls=LIMIT_LINE, lw=1)
    ax.set_yticks(places, [PLURALS[kind] for kind in table.index])
    ax.set(xlim=(0, 132), ylim=(-0.6, len(KINDS) - 0.4), xlabel="Killed (% of each kind)")
    ax.set_xticks([0, 25, 50, 75, 100])
    ax.tick_params(axis="y", length=0)
    return ax


def describe(result) -> str:
    """Who is killed, who escapes, and how well the gate tells the two apart."""
    table = confusion(result)
    strategy, kept = result.attrs["strategy"], result.attrs["kept"]
    loss = "" if kept == 1 else f", with {percent(kept)} of the transcripts kept"
    escaped, struck = int(table.iloc[0]["spared"]), int(table.iloc[1]["killed"])
    total, others = int(table.iloc[0].sum()), int(table.iloc[1].sum())
    return (
        f"{strategy}{loss}: {total - escaped} of {total} B-labelled cells die and "
        f"{escaped or 'none'} {'escape' if escaped > 1 else 'escapes'} "
        f"(sensitivity {percent(sensitivity(table))}). "
        f"{bystanders(result, struck, others)} (specificity {percent(specificity(table))})."
    )


def bystanders(result, struck: int, others: int) -> str:
    """How many other cells die, and which."""
    if not struck:
        return f"Of {others} other cells not one dies"
    dead = outcome(result)["killed"].drop(WANTED).sort_values(ascending=False, kind="stable")
    named = [f"{n} {PLURALS[kind] if n > 1 else kind}" for kind, n in dead[dead > 0].items()]
    most = (
        f", among them {' and '.join(named[:2])}" if len(named) > 2 else ": " + " and ".join(named)
    )
    return f"Of {others} other cells {struck} {'dies' if struck == 1 else 'die'}{most}"


def percent(share: float) -> str:
    """A share in per cent: whole, and never 100 % when something is missing.

    >>> percent(0.642), percent(0.9983), percent(1.0)
    ('64 %', '99.8 %', '100 %')
    """
    return f"{100 * share:.1f} %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"
