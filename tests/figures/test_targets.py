"""The drawings and the words of the lecture on targets."""

import itertools

import matplotlib
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course import data
from course.figures import targets_dropout, targets_gates, targets_lineage
from course.figures.targets import describe, draw, draw_shares
from course.models.targets import ALONE, AND, ANTIGENS, OR, Targets, simulate
from course.models.targets_gates import Gates
from course.models.targets_gates import simulate as simulate_gates
from course.models.targets_lineage import levels

B_CELLS = data.load("pbmc_cells").query("kind == 'B cell'")


def axes(panels=1, size=(8.4, 4)):
    figure = Figure(figsize=size, dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    return figure.subplots(1, panels)


def test_drawing_leaves_the_cells_and_the_settings_alone():
    result, settings = simulate(Targets()), dict(matplotlib.rcParams)
    before = result.copy()
    panels = axes(2)
    assert draw(panels, result) is panels
    assert result.equals(before) and dict(matplotlib.rcParams) == settings


@pytest.mark.parametrize("gate", [ALONE, OR, AND])
def test_every_cell_has_one_mark(gate):
    left, _ = draw(axes(2), simulate(Targets(gate=gate)))
    assert sum(len(line.get_xdata()) for line in left.lines) == 700


def test_bars_are_the_shares_killed():
    ax = draw_shares(axes(), simulate(Targets(gate=ALONE)))
    assert ax.patches[0].get_width() == pytest.approx(100 * 61 / 95)
    assert "61 of 95" in [text.get_text() for text in ax.texts]


def test_the_map_does_not_move_when_the_gate_does():
    limits = {draw(axes(2), simulate(Targets(first=f)))[0].get_xlim() for f in ANTIGENS}
    assert len(limits) == 1


def test_the_legend_hides_no_cell():
    left, _ = draw(axes(2), simulate(Targets()))
    left.figure.draw_without_rendering()
    top = left.get_legend().get_window_extent().transformed(left.transData.inverted()).y1
    assert top < simulate(Targets())["umap_2"].min()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"gate": ALONE}, ["CD20: 61 of 95", "34 escape (sensitivity 64 %)", "specificity 98 %"]),
        ({"gate": ALONE}, ["Of 605 other cells 10 die, among them 6 T cells and 1 NK cell"]),
        ({"gate": OR}, ["CD20 OR BCMA: 89 of 95", "6 escape"]),
        ({"gate": AND}, ["5 of 95", "Of 605 other cells not one dies", "specificity 100 %"]),
        (
            {"first": "BCMA", "gate": ALONE},
            ["Of 605 other cells 3 die: 2 T cells and 1 monocyte"],
        ),
        ({"kept": 25}, ["with 25 % of the transcripts kept"]),
    ],
)
def test_the_words_say_who_is_killed(changes, words):
    text = describe(simulate(Targets(**changes)))
    for part in words:
        assert part in text


def test_the_lineage_is_drawn_with_a_mark_for_each_level_and_says_that_it_is_no_measurement():
    ax = targets_lineage.draw(axes(), levels())
    assert len(ax.lines) == 100 + 4 and "not a measurement" in ax.get_title()
    assert len(ax.get_xticklabels()) == len(ax.get_yticklabels()) == 10


def test_marks_of_the_lineage_do_not_touch():
    ax = targets_lineage.draw(axes(size=(7.5, 4)), levels())
    ax.figure.draw_without_rendering()
    (x0, y0), (x1, y1) = ax.transData.transform([(0, 0), (1, 1)])
    largest = max(line.get_markersize() for line in ax.lines) * 100 / 72
    assert largest < min(abs(x1 - x0), abs(y1 - y0))


def test_the_words_on_the_lineage_name_first_and_last_stage():
    text = targets_lineage.describe(levels(), ["CD20", "CD38"])
    assert "CD20: 6 of 10 stages, pre-B cell to memory B cell." in text
    assert "CD38: 9 of 10 stages" in text and "not on all between" in text


def test_gates_are_drawn_apart_by_colour_and_line():
    ax = targets_gates.draw(axes(), simulate_gates(Gates()))
    assert len({line.get_linestyle() for line in ax.lines[:3]}) == 3
    assert "AND gate 1 %" in targets_gates.describe(simulate_gates(Gates()))


def test_zeros_are_said_beside_those_expected():
    counts = B_CELLS.loc[B_CELLS["bcma"] == 0, "cd20"]
    ax = targets_dropout.draw(axes(), counts)
    assert len(ax.lines) == 2 and len(ax.patches) == 13
    assert targets_dropout.describe(counts).startswith("Of 62 cells 6 have no transcript.")
    assert "1.9" in targets_dropout.describe(counts) and "6.2" in targets_dropout.describe(counts)


def test_labels_of_the_bars_do_not_overlap():
    _, right = draw(axes(2), simulate(Targets(first="CD52")))
    right.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in right.texts]
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other)
