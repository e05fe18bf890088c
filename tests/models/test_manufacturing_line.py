"""The production line against queueing theory, its limits, and its bookkeeping."""

import numpy as np
import pytest

from course.models.manufacturing_line import Line, occupancy, simulate

CALM = {"failure": 0, "spread": 0}


def test_with_a_suite_for_everyone_the_times_just_add_up():
    line = simulate(Line(suites=50, per_week=0.5, **CALM), patients=50)
    assert (line["waited"] == 0).all() and line["infused"].all()
    np.testing.assert_allclose(line["vein_to_vein"], 2 + 13 + 8 + 2 + 5)


def test_one_suite_agrees_with_pollaczek_and_khinchine():
    p = Line(suites=1, culture=1, per_week=4.2, **CALM)
    waited = simulate(p, patients=20_000)["waited"].iloc[1000:].mean()
    assert occupancy(p) == pytest.approx(0.6)
    assert waited == pytest.approx(0.6 * 1 / (2 * 0.4), rel=0.06)


def test_waiting_grows_faster_than_the_number_of_patients():
    means = [
        simulate(Line(per_week=rate, **CALM), patients=2000)["waited"].mean()
        for rate in (1.6, 2.0, 2.4, 2.6)
    ]
    assert (np.diff(np.diff(means)) > 0).all()


def test_beyond_the_capacity_the_last_wait_longest():
    waited = simulate(Line(per_week=4, **CALM), patients=400)["waited"]
    assert waited.iloc[-50:].mean() > 5 * waited.iloc[:50].mean()


def test_batches_fail_as_often_as_they_were_told_to():
    line = simulate(Line(failure=0.2, repeat_failure=0.5), patients=4000)
    assert (line["attempts"] == 2).mean() == pytest.approx(0.2, abs=0.02)
    assert (~line["infused"]).mean() == pytest.approx(0.1, abs=0.015)
    assert line["vein_to_vein"].isna().equals(~line["infused"])


def test_no_one_is_lost_and_no_suite_holds_two_batches():
    p = Line(suites=2, per_week=1.2, **CALM)
    line = simulate(p, patients=300)
    begin = line["apheresis"] + p.transport + line["waited"]
    inside = [((begin <= t + 1e-9) & (t + 1e-9 < begin + p.culture)).sum() for t in begin]
    assert len(line) == 300 and max(inside) == 2


def test_whoever_comes_first_is_served_first():
    line = simulate(Line(per_week=2.6, **CALM))
    assert (line["apheresis"] + line["waited"]).is_monotonic_increasing


def test_the_same_seed_gives_the_same_line():
    assert simulate(Line(), seed=3).equals(simulate(Line(), seed=3))
    assert not simulate(Line(), seed=3).equals(simulate(Line(), seed=4))
