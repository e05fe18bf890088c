"""Gates that answer by degrees."""

import numpy as np
import pytest

from course.models.targets_gates import Gates, both, either, response, simulate, unless

REFERENCE = {
    (0, 0): (0.0, 0.0, 0.0),
    (0, 2000): (0.0, 0.5, 0.0),
    (0, 22000): (0.0, 0.9918032786885246, 0.0),
    (200, 0): (0.0, 0.00990099009900991, 0.009900990099009901),
    (200, 2000): (0.0049504950495049506, 0.504950495049505, 0.0049504950495049506),
    (200, 22000): (0.009819834442460639, 0.9918844343450739, 8.115565654926158e-05),
    (2000, 0): (0.0, 0.5, 0.5),
    (2000, 2000): (0.25, 0.75, 0.25),
    (2000, 22000): (0.4959016393442623, 0.9959016393442623, 0.0040983606557377095),
    (22000, 0): (0.0, 0.9918032786885246, 0.9918032786885246),
    (22000, 2000): (0.4959016393442623, 0.9959016393442623, 0.4959016393442623),
    (22000, 22000): (0.9836737436173072, 0.999932813759742, 0.008129535071217423),
}


@pytest.mark.parametrize(("densities", "wanted"), REFERENCE.items())
def test_gates_agree_with_the_reference(densities, wanted):
    a, b = (response(density, 2000, 2) for density in densities)
    assert (both(a, b), either(a, b), unless(a, b)) == pytest.approx(wanted, rel=1e-9, abs=1e-15)


def test_half_of_the_greatest_response_is_reached_at_the_density_named_so():
    assert response(500, 500, 3) == 0.5
    assert response(0, 500, 3) == 0 and response(1e12, 500, 3) == pytest.approx(1)


def test_a_steep_gate_is_all_or_none():
    a, b = response(4000, 2000, 60), response(1000, 2000, 60)
    assert (both(a, b), either(a, b), unless(a, b)) == pytest.approx((0, 1, 1), abs=1e-12)


def test_either_rises_and_unless_falls_with_the_second_antigen():
    table = simulate(Gates())
    assert (np.diff(table["either"]) >= 0).all() and (np.diff(table["both"]) > 0).all()
    assert (np.diff(table["unless"]) < 0).all()


def test_both_and_unless_add_up_to_the_response_to_the_first():
    p = Gates(first=3000)
    table = simulate(p)
    wanted = response(3000, p.half, p.steepness)
    np.testing.assert_allclose(table["both"] + table["unless"], wanted, rtol=1e-12)
