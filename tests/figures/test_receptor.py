"""The drawings and the words of receptors."""

import itertools

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course.figures import receptor_hydropathy
from course.figures.receptor import describe, draw, draw_rows
from course.models.receptor import (
    BINDERS,
    COMPANIONS,
    SIGNALS,
    SPACERS,
    Receptor,
    assemble,
    mature,
    simulate,
)

DUAL = Receptor(companion="a second CAR, against BCMA, after P2A")


def axes():
    figure = Figure(figsize=(8, 3), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    return figure.subplots()


def test_drawing_leaves_the_chain_and_the_settings_alone():
    chain, settings = simulate(DUAL), dict(matplotlib.rcParams)
    before = chain.copy()
    ax = axes()
    assert draw(ax, chain) is ax
    assert chain.equals(before) and dict(matplotlib.rcParams) == settings


def test_bars_are_as_long_as_their_parts():
    chain = simulate(Receptor())
    ax = draw(axes(), chain)
    shapes = ax.collections[0].get_paths()
    widths = [path.get_extents().width for path in shapes]
    assert widths == chain["sequence"].str.len().tolist()


def test_every_receptor_is_drawn_to_the_same_scale():
    limits = {draw(axes(), simulate(p)).get_xlim() for p in (Receptor(), DUAL)}
    assert len(limits) == 1


def test_there_is_a_row_for_each_protein_and_a_mark_for_each_itam():
    ax = draw(axes(), simulate(DUAL))
    assert [text.get_text() for text in ax.get_yticklabels()] == ["receptor", "beside it"]
    assert [len(line.get_xdata()) for line in ax.lines] == [3, 3]


def overlapping(p):
    """Pairs of labels that overlap in the drawing of a receptor."""
    ax = draw(axes(), simulate(p))
    ax.figure.draw_without_rendering()
    pairs = itertools.combinations([(t.get_text(), t.get_window_extent()) for t in ax.texts], 2)
    return [(one[0], other[0]) for one, other in pairs if one[1].overlaps(other[1])]


@pytest.mark.parametrize("binder", BINDERS)
def test_no_two_labels_overlap(binder):
    for spacer, signal in itertools.product(SPACERS, SIGNALS):
        assert overlapping(Receptor(binder=binder, spacer=spacer, signal=signal)) == []


@pytest.mark.parametrize("companion", COMPANIONS)
def test_no_label_meets_one_of_the_protein_beside_it(companion):
    for spacer in SPACERS:
        assert overlapping(Receptor(spacer=spacer, companion=companion)) == []


def test_several_receptors_stand_in_rows_by_name():
    ax = draw_rows(axes(), {"one": simulate(Receptor()), "two": assemble(["zeta"])})
    assert [text.get_text() for text in ax.get_yticklabels()] == ["one", "two"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["second-generation", "three ITAMs: 489 residues, 54.2 kDa, or 51.8 without"]),
        ({}, ["Its parts are those of axicabtagene ciloleucel and brexucabtagene autoleucel."]),
        ({"signal": "CD3ζ alone"}, ["first-generation", "(other costimulation)"]),
        ({"signal": "CD28, then CD3ζ with one ITAM"}, ["one ITAM:", "(other activation)"]),
        (
            {"spacer": "CD8α membrane part, no hinge", "signal": "CD28, then CD3ζ with one ITAM"},
            ["Nearest: FT819 (of which only 2 of 5 features are published)."],
        ),
        ({"spacer": "CD8α hinge, no membrane part"}, ["cannot work", "is secreted"]),
        ({"signal": "CD28 alone"}, ["cannot work", "hears nothing"]),
        ({"companion": "EGFRt, after T2A"}, ["a second protein of 358 residues"]),
        ({"companion": "a second CAR, against BCMA, after P2A"}, ["3,006 bases", "too many"]),
        (
            {"binder": "bait DSG3, for anti-DSG3 B cells", "signal": "CD28, 4-1BB, then CD3ζ"},
            ["third-generation", "(other binder, other costimulation)"],
        ),
    ],
)
def test_the_words_say_what_was_built(changes, words):
    text = describe(simulate(Receptor(**changes)))
    for part in words:
        assert part in text


def test_what_cannot_work_is_not_said_to_resemble_a_product():
    assert "parts are those" not in describe(simulate(Receptor(signal="CD28 alone")))


def test_the_hydropathy_of_a_receptor_is_drawn_with_the_limit_that_spans_a_membrane():
    whole = "".join(simulate(Receptor())["sequence"])
    ax = receptor_hydropathy.draw(axes(), whole)
    assert len(ax.lines) == 2 and "hydropathy" in ax.get_ylabel()


@pytest.mark.parametrize(
    ("sequence", "words"),
    [
        ("".join(simulate(Receptor())["sequence"]), "Two stretches are oily enough"),
        (mature(simulate(Receptor()))[0], "One stretch is oily enough"),
        ("GS" * 30, "No stretch"),
    ],
)
def test_the_words_name_the_oily_stretches(sequence, words):
    assert words in receptor_hydropathy.describe(sequence)
