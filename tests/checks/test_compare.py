"""The words of a comparison: they name what was seen, and never the expected value."""

import re

import numpy as np
import pandas as pd
import pytest

from course.checks.compare import compare, difference
from course.checks.stops import plain_words

EXPECTED = 1.3862943611198906


def said(answer, expected=EXPECTED, **options):
    return difference(answer, expected, what="doubling time", unit="days", **options)


@pytest.mark.parametrize("right", [1.3863, np.float64(1.386), np.float32(1.3863), np.array(1.386)])
def test_a_right_number_passes_in_any_numeric_type(right):
    assert said(right) == ""
    compare(right, EXPECTED, what="doubling time", unit="days")


def test_a_wrong_number_raises_an_assertion_with_the_same_words():
    with pytest.raises(AssertionError, match=r"is 2.3 days\. It should be smaller"):
        compare(2.3, EXPECTED, what="doubling time", unit="days")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "Is there a `return`"),
        (..., "replace the dots"),
        ("1.386", "Leave out the quotation marks"),
        (True, "the truth value True, but one number is expected"),
        (1 + 2j, "negative number"),
        ({"a": 1}, "is a dict, but one number"),
        (abs, "is a function. Call it"),
        (object(), "is an object"),
        (["1.386"], "does not hold plain numbers"),
        ([[1], [1, 2]], "does not hold plain numbers"),
        (pd.DataFrame({"a": [1]}), "Choose the column"),
        ([1.386, 1.386], "must be one number; yours has 2 values"),
        (np.nan, "not a finite number"),
        (10**400, "is an int, but one number"),
        (-EXPECTED, "sign is turned round"),
        (EXPECTED * 24, "24 times mine: hours or days"),
        (EXPECTED / 24, "0.042 times mine: hours or days"),
        (EXPECTED * np.log(2), "0.69 times mine: has ln 2 been forgotten"),
        (EXPECTED * 1e6, "a prefix such as micro"),
        (0, "It should be larger"),
    ],
)
def test_each_kind_of_wrong_answer_has_its_words(answer, words):
    assert words in said(answer)


def test_a_plot_is_named_and_the_numbers_are_asked_for():
    from matplotlib.figure import Figure

    assert "Return the numbers" in said(Figure().subplots())


def test_a_known_mistake_comes_before_general_words():
    rate = {0.5: "That is the rate."}
    assert said(0.5, mistakes=rate) == "Your doubling time is 0.5 days. That is the rate."
    assert said(0.5, mistakes=[(0.5, "That is the rate.")]) == said(0.5, mistakes=rate)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ([3, 2, 1], "opposite order"),
        ([1, 2], "has 2 values; 3 are expected. Is the first or the last"),
        ([[1, 2, 3]], "has the shape (1, 3); (3,) is expected"),
        (3, "must have 3 values; yours is one number"),
        ([1, np.inf, 3], "1 of 3 values of your doubling time are not finite numbers"),
        ([5, 10, 15], "5 times mine throughout"),
        ([1, 2, 4], "in 1 of 3 values, first at place 2 (counted from 0), where 4 is too high"),
    ],
)
def test_rows_of_numbers_are_compared_place_by_place(answer, words):
    assert words in said(answer, [1, 2, 3])


def test_a_row_may_be_a_list_an_array_or_a_series():
    for answer in ([1, 2, 3], (1.0, 2.0, 3.0), np.arange(1, 4), pd.Series([1, 2, 3], [7, 8, 9])):
        assert said(answer, [1, 2, 3]) == ""


def test_very_small_numbers_are_not_taken_for_zero():
    assert said(0, 1.125e-11)
    assert said(1.2e-11, 1.125e-11)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (pd.DataFrame({"day": [0, 1]}), "has no column cells; its columns are: day"),
        (pd.DataFrame({"day": [0], "cells": [1.0]}), "has 1 rows; 2 are expected"),
        (pd.DataFrame({"day": [0, 1], "cells": [1.0, 3.0]}), "Your column cells differs"),
        (pd.DataFrame({"day": [0, 1], "cells": ["1", "2"]}), "column cells is"),
        ([1, 2], "a DataFrame is expected"),
    ],
)
def test_tables_are_compared_by_columns_rows_and_values(answer, words):
    assert words in said(answer, pd.DataFrame({"day": [0, 1], "cells": [1.0, 2.0]}))


def test_texts_and_truth_values_are_compared_as_they_are():
    assert (
        said("grade 2", "grade 2") == "" and said(True, True) == "" and said(np.True_, True) == ""
    )
    assert said("grade 1", "grade 2", mistakes={"grade 1": "Look at the fever."}).endswith("fever.")
    assert "True or False is expected" in said(1, True)


@pytest.mark.parametrize("answer", [2.0, 0.0, EXPECTED * 24, [1, 2], "no", np.inf])
def test_no_message_holds_the_expected_value(answer):
    assert not re.search(r"1\.38|1\.39", said(answer))


def stop_of(function):
    try:
        function()
    except Exception as error:
        return plain_words(error, function)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda: np.lgo2(3), "Is `log2` meant?"),
        (lambda: nothing, "nothing by the name `nothing`"),  # noqa: F821
        (lambda: 1 / 0, "ZeroDivisionError in line 1 of your function (“division by zero”)"),
        (lambda: None + 1, "a function without `return`"),
        (lambda: EXPECTED(3), "is a `*` missing"),
        (lambda: "2" + 3, "a text and a number"),
        (lambda: [][0], "a choice that no element fits"),
        (lambda: {}["dose"], "compare the spelling"),
        (lambda: float("x"), "this value is not possible"),
    ],
)
def test_an_error_is_explained_beside_its_type(function, words):
    assert words in stop_of(function)


def test_a_rounded_answer_is_told_so():
    assert "right but for rounding" in difference(1.06, 1.0584, what="doubling time", unit="days")
    assert "right but for rounding" in difference([3.4, 0.5], [3.36, 0.504], what="pressure")
    assert "rounding" not in difference(0.0, 0.2, what="share")


def test_a_whole_number_is_no_rounding_of_a_share():
    assert "rounding" not in said(1.0, 0.8)
    assert "rounding" in said(0.85, 0.8524)
