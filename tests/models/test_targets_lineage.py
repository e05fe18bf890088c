"""Which stages an antigen reaches, on the teaching scale."""

import pytest

from course import data
from course.models.targets_lineage import levels, reached


def test_the_scale_has_ten_antigens_and_ten_stages_in_the_order_of_life():
    table = levels()
    assert table.shape == (10, 10) and table.notna().all(axis=None)
    assert table.columns[[0, -1]].tolist() == ["pro-B cell", "long-lived plasma cell"]


def test_cd19_reaches_from_the_first_stage_and_stops_before_the_last():
    stages = reached(["CD19"])
    assert stages[0] == "pro-B cell" and stages[-1] == "short-lived plasma cell"


def test_cd20_spares_the_youngest_and_all_plasma_cells():
    stages = reached(["CD20"])
    assert "pro-B cell" not in stages and not any("plasma" in stage for stage in stages)


def test_cd19_and_bcma_together_reach_every_stage():
    assert reached(["CD19", "BCMA"]) == levels().columns.tolist()


def test_a_trace_counts_when_it_is_asked_for():
    assert reached(["CD19"], least=0.5)[-1] == "long-lived plasma cell"


def test_more_antigens_reach_no_fewer_stages():
    for second in levels().index:
        assert set(reached(["CD22"])) <= set(reached(["CD22", second]))


def test_an_unknown_antigen_is_refused_with_those_that_are_known():
    with pytest.raises(KeyError, match="no antigen 'CD3'; there are CD19, CD20"):
        reached(["CD3"])


def test_a_level_that_was_read_is_marked_and_the_rest_is_recalled():
    table = data.load("b_lineage_expression")
    assert set(table["direction"]) == {"read", "recalled"}
    assert "not a measurement" in data.about("b_lineage_expression")["title"]
