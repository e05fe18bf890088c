"""Who is killed among seven hundred real cells."""

import itertools

import numpy as np
import pytest

from course import data
from course.models.targets import (
    ALONE,
    AND,
    ANTIGENS,
    KINDS,
    NOT,
    OR,
    Targets,
    confusion,
    detected,
    killed,
    missed,
    outcome,
    sensitivity,
    simulate,
    specificity,
    strategy,
)

CELLS = data.load("pbmc_cells").set_index("cell")
B_CELLS = CELLS["kind"] == "B cell"
each_gate = pytest.mark.parametrize("gate", [ALONE, OR, AND, NOT])


def test_of_95_b_labelled_cells_56_show_cd20_alone_28_bcma_alone_5_both_and_6_neither():
    cd20, bcma = CELLS.loc[B_CELLS, "cd20"] > 0, CELLS.loc[B_CELLS, "bcma"] > 0
    assert len(cd20) == 95
    counts = [(cd20 & ~bcma).sum(), (~cd20 & bcma).sum(), (cd20 & bcma).sum()]
    assert [int(count) for count in counts] == [56, 28, 5]
    assert int((~cd20 & ~bcma).sum()) == 6


@pytest.mark.parametrize(("gate", "left"), [(ALONE, 34), (OR, 6), (AND, 90), (NOT, 39)])
def test_b_labelled_cells_that_escape(gate, left):
    assert outcome(simulate(Targets(gate=gate))).loc["B cell", "spared"] == left


def test_bcma_goes_with_the_j_chain_in_the_b_labelled_cells():
    logs = np.log1p(CELLS[["bcma", "j_chain"]].mul(1e4 / CELLS["transcripts"], axis=0))[B_CELLS]
    assert logs.corr().iloc[0, 1] == pytest.approx(0.7554809344, rel=1e-4)


def test_the_labels_are_those_of_the_source():
    assert CELLS["label"].value_counts().to_dict() == {
        "Dendritic": 240,
        "CD14+ Monocyte": 129,
        "CD19+ B": 95,
        "CD4+/CD25 T Reg": 68,
        "CD8+ Cytotoxic T": 54,
        "CD8+/CD45RA+ Naive Cytotoxic": 43,
        "CD56+ NK": 31,
        "CD4+/CD45RO+ Memory": 19,
        "CD34+": 13,
        "CD4+/CD45RA+/CD25- Naive T": 8,
    }


@pytest.mark.parametrize(
    ("gene", "label", "mean", "share"),
    [
        ("cd20", "CD19+ B", 1.4922, 0.6421),
        ("cd20", "CD8+ Cytotoxic T", 0.1699, 0.0926),
        ("bcma", "CD19+ B", 0.8158, 0.3474),
        ("bcma", "CD4+/CD45RA+/CD25- Naive T", 0.5261, 0.25),
    ],
)
def test_counts_give_back_the_stored_values_of_the_source(gene, label, mean, share):
    rows = CELLS[CELLS["label"] == label]
    stored = np.log1p(1e4 * rows[gene] / rows["transcripts"])
    assert stored.mean() == pytest.approx(mean, abs=2e-4)
    assert (rows[gene] > 0).mean() == pytest.approx(share, abs=5e-5)


@each_gate
def test_gates_follow_their_truth_tables(gate):
    first, second = np.array([1, 1, 0, 0], bool), np.array([1, 0, 1, 0], bool)
    wanted = {ALONE: [1, 1, 0, 0], OR: [1, 1, 1, 0], AND: [1, 0, 0, 0], NOT: [0, 1, 0, 0]}
    assert killed(first, second, gate).tolist() == [bool(value) for value in wanted[gate]]


def test_and_and_not_divide_what_the_first_alone_would_kill():
    alone, both, unless = (
        simulate(Targets(first="CD27", second="CD3", gate=gate))["killed"]
        for gate in (ALONE, AND, NOT)
    )
    assert not (both & unless).any() and (both | unless).equals(alone)


def test_an_antigen_and_itself_change_nothing():
    alone = simulate(Targets(first="CD7", gate=ALONE))["killed"]
    for gate in (OR, AND):
        assert simulate(Targets(first="CD7", second="CD7", gate=gate))["killed"].equals(alone)
    assert not simulate(Targets(first="CD7", second="CD7", gate=NOT))["killed"].any()


@pytest.mark.parametrize("antigen", ANTIGENS)
def test_without_loss_an_antigen_is_detected_where_a_transcript_was_found(antigen):
    assert (detected(antigen) == (CELLS[ANTIGENS[antigen]] > 0)).all()


def test_a_cell_found_with_fewer_transcripts_is_found_with_more():
    shown = [detected("CD20", kept) for kept in (0.05, 0.2, 0.5, 0.8, 1.0)]
    for fewer, more in itertools.pairwise(shown):
        assert (more | ~fewer).all() and more.sum() > fewer.sum()


def test_lost_transcripts_are_lost_as_often_as_chance_says():
    kept, counts = 0.5, CELLS["cd52"]
    wanted = (1 - missed(counts, kept)).sum()
    spread = np.sqrt((missed(counts, kept) * (1 - missed(counts, kept))).sum())
    assert abs(detected("CD52", kept).sum() - wanted) < 3 * spread


def test_loss_makes_cells_escape_an_or_gate_and_pass_a_not_gate():
    cells = {k: simulate(Targets(first="CD52", second="CD3", gate=NOT, kept=k)) for k in (50, 100)}
    lost, found = (outcome(cells[k]).loc["T cell", "killed"] for k in (50, 100))
    assert lost > found


def test_every_cell_is_killed_or_spared():
    table = outcome(simulate(Targets(gate=OR)))
    assert table.index.tolist() == list(KINDS) and table["cells"].sum() == 700
    assert (table["killed"] + table["spared"] == table["cells"]).all()


def test_confusion_counts_all_cells_once():
    table = confusion(simulate(Targets(gate=ALONE)))
    assert table.to_numpy().tolist() == [[61, 34], [10, 595]]
    assert sensitivity(table) == pytest.approx(61 / 95)
    assert specificity(table) == pytest.approx(595 / 605)


def test_an_or_gate_is_no_less_sensitive_and_no_more_specific():
    for second in ANTIGENS:
        alone, either = (confusion(simulate(Targets(gate=g, second=second))) for g in (ALONE, OR))
        assert sensitivity(either) >= sensitivity(alone)
        assert specificity(either) <= specificity(alone)


def test_the_strategy_is_said_in_words():
    assert strategy(Targets(gate=ALONE)) == "CD20"
    assert strategy(Targets(gate=NOT, second="CD3")) == "CD20 AND NOT CD3"


def test_cd19_was_not_measured_and_is_refused_by_name():
    assert "cd19" not in CELLS
    with pytest.raises(ValueError, match="'CD19'; it must be one of: CD20, BCMA"):
        Targets(first="CD19")


def test_simulating_leaves_the_cells_alone():
    simulate(Targets())["killed"] = True
    assert simulate(Targets())["killed"].sum() == 102
