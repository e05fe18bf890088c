"""Absent, or not found: zeros by two laws."""

import numpy as np
import pytest
from scipy import stats

from course import data
from course.models.targets_dropout import expected, negative_binomial, poisson, spectrum

CELLS = data.load("pbmc_cells").query("kind == 'B cell'")
WITHOUT, WITH = (CELLS.loc[(CELLS["bcma"] > 0) == found, "cd20"] for found in (False, True))


@pytest.mark.parametrize("number", [0, 1, 5, 12])
def test_the_laws_are_those_of_scipy(number):
    assert poisson(3.5, number) == pytest.approx(stats.poisson.pmf(number, 3.5), rel=1e-9)
    k = 3.5**2 / (7.5 - 3.5)
    wanted = stats.nbinom.pmf(number, k, k / (k + 3.5))
    assert negative_binomial(3.5, 7.5, number) == pytest.approx(wanted, rel=1e-9)


def test_without_extra_variance_the_laws_are_one():
    assert negative_binomial(2.0, 2.0, 3) == negative_binomial(2.0, 1.0, 3) == poisson(2.0, 3)


def test_no_transcripts_at_all_are_no_error():
    assert expected(np.zeros(4)) == {"poisson": 4.0, "negative_binomial": 4.0}
    assert poisson(0.0, 2) == 0.0


def test_cells_that_differ_have_more_zeros():
    assert negative_binomial(3.0, 9.0) > poisson(3.0)


def test_dropout_explains_six_zeros_among_62_cells_without_bcma():
    assert (len(WITHOUT), int((WITHOUT == 0).sum())) == (62, 6)
    zeros = expected(WITHOUT)
    assert zeros["poisson"] == pytest.approx(1.93, abs=0.01)
    assert zeros["negative_binomial"] == pytest.approx(6.21, abs=0.01)


def test_dropout_does_not_explain_28_zeros_among_33_cells_with_bcma():
    assert (len(WITH), int((WITH == 0).sum())) == (33, 28)
    assert expected(WITHOUT, cells=33)["negative_binomial"] < 4


def test_a_spectrum_counts_every_cell():
    table = spectrum(WITHOUT)
    assert table["seen"].sum() == 62 and table.index.tolist() == list(range(13))
    assert table["poisson"].sum() == pytest.approx(62, abs=0.01)
    assert table["negative_binomial"].sum() < 62
