"""A forest plot of single series: each share with its interval, and no diamond below.

Filled squares stand for papers, open ones for company reports, diamonds for pooled reviews; the
area of a square is in proportion to its patients. Under the name of a row stands what was counted,
where the table says so, and a dagger marks rows whose patients are counted elsewhere too.
"""

import numpy as np

from course.figures.evidence import percent
from course.figures.style import DISEASE

KINDS = {"journal": ("s", DISEASE), "company": ("s", "white"), "review": ("D", DISEASE)}
LABELS = {"journal": "paper", "company": "company report", "review": "pooled review"}
AGAIN = " †"
SQUARE, LARGEST = 1.9, 16.0  # points, for one patient and at most


def draw(ax, table, *, endpoint: str = "Patients with the endpoint (%)"):
    """Rows from top to bottom, as `models.evidence.counted` makes them.

    Index: label; columns events, patients, share, low, high, kind, and if known endpoint, again.
    """
    rows = np.arange(len(table))[::-1]
    ax.hlines(rows, 100 * table["low"], 100 * table["high"], color=DISEASE, lw=1.3)
    for row, (_, found) in zip(rows, table.iterrows(), strict=True):
        mark, face = KINDS[found["kind"]]
        size = min(SQUARE * float(found["patients"]) ** 0.5, LARGEST)
        ax.plot([100 * found["share"]], [row], mark, ms=size, mfc=face, mec=DISEASE, clip_on=False)
    beside = ax.secondary_yaxis("right")
    words = ["    n/N    % (95 % CI)", *[numbers(found) for _, found in table.iterrows()]]
    beside.set_yticks([len(table), *rows], words, family="monospace", size=8.5)
    beside.tick_params(length=0)
    beside.spines["right"].set_visible(False)
    for kind in table["kind"].unique():
        mark, face = KINDS[kind]
        ax.plot([], [], mark, mfc=face, mec=DISEASE, ms=6, label=LABELS[kind])
    if any(table.get("again", ())):
        ax.plot([], [], " ", label=f"{AGAIN.strip()} also in another report")
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.12), ncols=3, handletextpad=0.3)
    ax.set(xlim=(0, 100), ylim=(-0.6, len(table) + 0.4), xlabel=endpoint)
    ax.set_yticks(rows, [label(name, found) for name, found in table.iterrows()], size=8.5)
    ax.grid(False, axis="y")
    return ax


def label(name, found) -> str:
    """The name of a row, and under it what was counted."""
    name = f"{name}{AGAIN}" if found.get("again", False) else f"{name}"
    return f"{name}\n{found['endpoint']}" if found.get("endpoint") else name


def numbers(found) -> str:
    """Count and interval as they stand beside a row, in columns of a fixed width."""
    count = f"{int(found['events'])}/{int(found['patients'])}"
    limits = f"({percent(found['low'])}–{percent(found['high'])})"
    return f"{count:>7}  {percent(found['share']):>3} {limits:<8}"


def describe(table) -> str:
    """Widest and narrowest interval, and how far down the lower limits reach."""
    width = table["high"] - table["low"]
    widest, narrowest = (table.loc[name] for name in (width.idxmax(), width.idxmin()))
    return (
        f"{len(table)} rows. The widest interval is that of {widest.name}, "
        f"{percent(widest['low'])} to {percent(widest['high'])} %, the narrowest that of "
        f"{narrowest.name}, {percent(narrowest['low'])} to {percent(narrowest['high'])} %. "
        f"Where everyone responded, the lower limits lie between {lowest(table)}."
    )


def lowest(table) -> str:
    """The range of the lower limits of the rows in which all responded."""
    full = table.loc[table["share"] == 1, "low"]
    return f"{percent(full.min())} and {percent(full.max())} %" if len(full) else "nothing: no row"
