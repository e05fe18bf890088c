"""A receptor drawn to scale from outside the cell to inside, and the finding in words.

Plain bars of Matplotlib: dna_features_viewer draws well and can be recorded too, but takes some
80 ms for each drawing, mostly to place its labels, and these bars take a tenth of that.
"""

from collections.abc import Mapping

import pandas as pd
from matplotlib.collections import LineCollection, PolyCollection

from course.figures.style import ANTIBODY, CAR_T, DRUG, LIMIT, T_CELL
from course.models.receptor import itams, mass, mature, proteins
from course.models.receptor_checks import checks, generation, works
from course.models.receptor_products import FEATURES, differences

LONGEST = 740  # residues on the x axis, the same for every receptor: they are drawn to one scale
LETTER = 8.3  # residues that a letter of a label is wide
SMALL = 6  # residues below which a part is drawn and not named
GREY, PALE = "#d9d9d9", "#ffffff"
FACE = {
    "leader": PALE,
    "binder": ANTIBODY,
    "bait": PALE,
    "linker": GREY,
    "hinge": GREY,
    "membrane": LIMIT,
    "costimulation": T_CELL,
    "activation": CAR_T,
    "skip": PALE,
    "tag": DRUG,
}


def draw(ax, chain: pd.DataFrame):
    """One row for each protein that the chain gives, with its parts and its ITAMs."""
    names = {1: "receptor", 2: "beside it"}
    return draw_rows(ax, {names[number]: rows for number, rows in chain.groupby("protein")})


def draw_rows(ax, rows: Mapping[str, pd.DataFrame]):
    """One row for each receptor in a mapping of names to chains, the first on top."""
    heights = range(len(rows) - 1, -1, -1)
    for height, chain in zip(heights, rows.values(), strict=True):
        draw_chain(ax, bars_of(chain), height)
    ax.set(xlim=(0, LONGEST), ylim=(-0.5, len(rows) - 0.15), xlabel="Residue")
    ax.set_yticks(heights, list(rows))
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return ax


def bars_of(chain: pd.DataFrame) -> list[dict]:
    """The parts of one protein, each with its start and width, numbered from its own residue 1."""
    parts = chain.to_dict("records")
    before = parts[0]["first"] - 1
    return [
        part | {"start": part["first"] - before - 0.5, "width": len(part["sequence"])}
        for part in parts
    ]


def draw_chain(ax, bars: list[dict], height: float):
    """Bars, names, the two sides of the membrane, and a mark under each ITAM."""
    edges = [ANTIBODY if bar["role"] == "bait" else "black" for bar in bars]
    faces = [FACE[bar["role"]] for bar in bars]
    shapes = [box(bar, height) for bar in bars]
    shapes = PolyCollection(shapes, facecolors=faces, edgecolors=edges, linewidths=0.8)
    ax.add_collection(shapes, autolim=False)
    name(ax, bars, height)
    sides(ax, bars, height)
    places = itams("".join(bar["sequence"] for bar in bars))
    ax.plot(places, [height - 0.21] * len(places), "^", color="black", ms=4)
    for last in places[-1:]:
        ax.text(last + 8, height - 0.22, "ITAM", va="center", fontsize=8)


def box(bar: dict, height: float) -> list[tuple[float, float]]:
    """The corners of a bar; the part in the membrane is taller than the others."""
    left, right = bar["start"], bar["start"] + bar["width"]
    half = 0.24 if bar["role"] == "membrane" else 0.14
    low, high = height - half, height + half
    return [(left, low), (right, low), (right, high), (left, high)]


def sides(ax, bars: list[dict], height: float):
    """Which side of the membrane part is which."""
    for bar in (bar for bar in bars if bar["role"] == "membrane"):
        left, right = bar["start"] - 8, bar["start"] + bar["width"] + 8
        for words, place, side in (("outside", left, "right"), ("inside", right, "left")):
            ax.text(place, height - 0.33, words, ha=side, va="center", fontsize=8, color=LIMIT)


def name(ax, bars: list[dict], height: float):
    """Names within the bars where they fit, above them in steps where not.

    That of a hinge ends with the hinge, to leave room for the stem of the membrane part's name.
    """
    ends = [-1e9, -1e9, -1e9]
    stems = []
    for bar in bars:
        words, middle = short(bar), bar["start"] + bar["width"] / 2
        half = len(words) * LETTER / 2
        place = middle if bar["role"] != "hinge" else bar["start"] + bar["width"] - half
        if 2 * half <= bar["width"]:
            colour = "white" if bar["role"] == "activation" else "black"
            ax.text(middle, height, words, ha="center", va="center", color=colour, fontsize=8.5)
        elif bar["width"] >= SMALL:
            step = next(n for n, end in enumerate(ends) if place - half > end)
            ends[step] = place + half
            stems.append((middle, height + 0.32 + 0.16 * step))
            ax.text(place, stems[-1][1], words, ha="center", va="bottom", fontsize=8.5)
    lines = [[(x, height + 0.14), (x, top)] for x, top in stems]
    ax.add_collection(LineCollection(lines, colors=LIMIT, linewidths=0.6), autolim=False)


def short(bar: dict) -> str:
    """The name of a part, as short as it can be in a drawing."""
    if bar["role"] in ("leader", "linker"):
        return bar["role"]
    return bar["name"].removesuffix(" part")


def describe(chain: pd.DataFrame) -> str:
    """Why it cannot work; or its size, its generation, and the product that is near."""
    table = checks(chain)
    faults = table.loc[~table["holds"], "finding"]
    if not works(table):
        return f"This cannot work. {' '.join(faults)}"
    return " ".join([size(chain), nearest(chain), *faults])


def size(chain: pd.DataFrame) -> str:
    """Residues, mass and generation of the receptor, and the protein beside it."""
    first, *others = proteins(chain)
    count = ("no ITAM", "one ITAM", "two ITAMs", "three ITAMs")[len(itams(first))]
    words = (
        f"A {generation(chain)}-generation receptor with {count}: {len(first)} residues, "
        f"{mass(first) / 1000:.1f} kDa, or {mass(mature(chain)[0]) / 1000:.1f} without its leader."
    )
    beside = [f"The same gene gives a second protein of {len(other)} residues." for other in others]
    return " ".join([words, *beside])


def nearest(chain: pd.DataFrame) -> str:
    """The product whose parts it shares, or the nearest one and what differs."""
    table = differences(chain)
    same = table.index[(table["agree"] == len(FEATURES))]
    if len(same):
        return f"Its parts are those of {' and '.join(same)}."
    best = table.iloc[0]
    ties = table[(table["agree"] == best["agree"]) & (table["differ"] == best["differ"])]
    names = [f"{name} ({unlike(row)})" for name, row in ties.iterrows()]
    return f"Nearest: {' and '.join(names[:2])}."


def unlike(row: pd.Series) -> str:
    """What differs from a product; a product may keep so much to itself that nothing does."""
    if not row["differ"]:
        return f"of which only {row['agree']} of {len(FEATURES)} features are published"
    return "other " + row["parts"].replace(", ", ", other ")
