"""The waiting list: its bookkeeping, its length in the long run, and who leaves."""

import numpy as np
import pytest

from course.models.access_queue import Waiting, length, simulate


def test_everyone_who_came_is_treated_has_left_or_waits():
    p = Waiting(waiting=10)
    table = simulate(p, months=48)
    came = 10 + 48 * p.referred
    assert table["treated"].sum() + table["left"].sum() + table["waiting"].iloc[-1] == (
        pytest.approx(came)
    )


def test_with_too_few_places_the_list_ends_where_as_many_leave_as_cannot_be_treated():
    p = Waiting()
    table = simulate(p, months=600)
    assert table["waiting"].iloc[-1] == pytest.approx(length(p)) == pytest.approx(40)
    assert table["left"].iloc[-1] == pytest.approx(p.referred - p.places)


def test_when_nobody_leaves_the_list_grows_by_the_same_number_each_month():
    table = simulate(Waiting(leaving=0), months=24)
    np.testing.assert_allclose(table["waiting"].diff().iloc[1:], 2)
    assert length(Waiting(leaving=0)) == np.inf


def test_with_places_to_spare_only_the_month_of_referral_is_waited():
    p = Waiting(referred=3)
    table = simulate(p)
    assert table["waiting"].iloc[-1] == length(p) == 3
    assert (table["treated"] <= p.places).all()
