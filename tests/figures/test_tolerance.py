"""The drawings and the words of tolerance."""

import matplotlib
import pytest
from matplotlib.figure import Figure

from course.figures import tolerance_trade_off
from course.figures.tolerance import describe, draw, percent
from course.models.tolerance import Tolerance, simulate, trade_off


@pytest.mark.parametrize(
    ("figure", "result"),
    [(draw, simulate(Tolerance())), (tolerance_trade_off.draw, trade_off(10_000))],
    ids=["tolerance", "trade_off"],
)
def test_drawing_leaves_the_result_and_the_settings_alone(figure, result):
    before, settings = result.copy(), dict(matplotlib.rcParams)
    axs = Figure().subplots(1, 2)
    assert figure(axs, result) is axs
    assert result.equals(before) and dict(matplotlib.rcParams) == settings
    assert all(ax.get_xlabel() and ax.get_ylabel() for ax in axs)


def test_lines_differ_without_colour():
    left, _ = draw(Figure().subplots(1, 2), simulate(Tolerance()))
    deleted, seen, chosen = left.lines[:3]
    assert len({str(line._dash_pattern) for line in (deleted, seen, chosen)}) == 3
    assert chosen.get_xdata()[0] == 3e4 and deleted.get_label() != seen.get_label()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["1 million new clones", "deletes 25 %", "5.4 thousand escaped", "977 are seen"]),
        ({"shown": 0}, ["deletes 0 %", "49 thousand escaped, 100 %"]),
        ({"shown": 1e4, "visits": 3000}, ["none is likely to escape"]),
        ({"deletion_threshold": 1e3}, ["deletes over 99.9 %", "1 is seen"]),
        ({"clones": 1e8}, ["Practically every foreign peptide is seen"]),
    ],
)
def test_the_words_say_what_happened(changes, words):
    text = describe(simulate(Tolerance(**changes)))
    for part in words:
        assert part in text


def test_the_words_name_the_best_match_probability():
    assert "one peptide in 10,0" in tolerance_trade_off.describe(trade_off(10_000))
    assert "37 % of the new clones" in tolerance_trade_off.describe(trade_off(10_000))


def test_shares_are_never_rounded_to_all_or_nothing():
    assert [percent(s) for s in (0, 1e-6, 0.034, 0.5, 0.994, 0.9999, 1)] == [
        "0 %", "under 0.01 %", "3.4 %", "50 %", "99.4 %", "over 99.9 %", "100 %",
    ]  # fmt: skip
