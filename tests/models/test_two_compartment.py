"""Pharmacokinetics of antibodies against cross-checked results, and their limits."""

import numpy as np
import pytest
from scipy.linalg import expm

from course.models.two_compartment import (
    RITUXIMAB,
    TOCILIZUMAB,
    TwoCompartment,
    concentration,
    exponents,
    half_lives,
    simulate,
)

COURSE = [(0, 1000), (14, 1000)]
LIOGER_2017 = {
    0: 243.90243902439028,
    1: 151.9289327702535,
    7: 57.72712997266502,
    13.999: 43.83349111717829,
    14: 287.7343041197714,
    15: 194.16559198542225,
    28: 69.93523848881645,
    56: 24.807318678793965,
    84: 8.8002644370336,
    112: 3.121847030889927,
    168: 0.3928650657682419,
    252: 0.017538445691651403,
}
FREY_2010 = {
    1: 137.01848293617843,
    7: 56.33428645356285,
    14: 21.386679641292375,
    21: 7.92521056246957,
    28: 2.6860472541031615,
    42: 0.6232242515090368,
}


def test_lioger_2017_rituximab_in_arthritis():
    levels = concentration(RITUXIMAB, COURSE, list(LIOGER_2017))
    np.testing.assert_allclose(levels, list(LIOGER_2017.values()), rtol=1e-9)


def test_lioger_2017_half_lives_and_rates():
    np.testing.assert_allclose(half_lives(RITUXIMAB), [0.9329193452412149, 18.72725523064088])
    np.testing.assert_allclose(exponents(RITUXIMAB), [0.7429872518944558, 0.03701274810554417])


def test_lioger_2017_area_is_dose_over_clearance():
    days = np.linspace(0, 600, 600_001)
    area = np.trapezoid(concentration(RITUXIMAB, COURSE, days), days)
    assert 2000 / RITUXIMAB.clearance == pytest.approx(4434.589800443459, rel=1e-12)
    assert area == pytest.approx(4434.589800443459, rel=1e-4)


def test_frey_2010_tocilizumab_with_saturable_elimination():
    levels = simulate(TOCILIZUMAB, [(0, 560)], days=list(FREY_2010))["central"]
    np.testing.assert_allclose(levels, list(FREY_2010.values()), rtol=1e-4)


def test_solver_and_closed_form_agree():
    days = np.arange(0, 200.5, 0.5)
    levels = simulate(RITUXIMAB, COURSE, days=days)["central"]
    np.testing.assert_allclose(levels, concentration(RITUXIMAB, COURSE, days), rtol=1e-4)


def test_peripheral_level_is_that_of_the_matrix_exponential():
    p, day = RITUXIMAB, 9.0
    out, over, back = 0.11, 0.42, 0.25
    matrix = np.array([[-(out + over), back], [over, -back]])
    amounts = expm(matrix * day) @ [1000, 0]
    peripheral = simulate(p, [(0, 1000)], days=[day])["peripheral"].iloc[0]
    assert peripheral == pytest.approx(amounts[1] / p.peripheral_volume, rel=1e-6)


def test_before_the_first_dose_there_is_no_drug():
    assert concentration(RITUXIMAB, [(5, 100)], [0, 4.9, 5]).tolist()[:2] == [0, 0]
    assert simulate(RITUXIMAB, [(5, 100)], days=[0, 4.9, 6])["central"].tolist()[:2] == [0, 0]


def test_twice_the_dose_is_twice_the_level_unless_elimination_saturates():
    one, two = ([(0, dose)] for dose in (280, 560))
    assert concentration(RITUXIMAB, two, 30) == pytest.approx(2 * concentration(RITUXIMAB, one, 30))
    low, high = (simulate(TOCILIZUMAB, d, days=[30])["central"].iloc[0] for d in (one, two))
    assert high > 2.5 * low


def test_without_exchange_there_is_one_exponential():
    alone = TwoCompartment(exchange=0.0, clearance=0.41)
    assert concentration(alone, [(0, 41)], 10) == pytest.approx(10 * np.exp(-1))


def test_drug_falls_faster_when_it_is_cleared_faster():
    slow, fast = (TwoCompartment(clearance=c) for c in (0.3, 0.6))
    assert half_lives(fast)[1] < half_lives(slow)[1]


def test_two_doses_on_one_day_add_up():
    levels = simulate(RITUXIMAB, [(0, 400), (0, 600)], days=[0, 3])["central"]
    np.testing.assert_allclose(levels, concentration(RITUXIMAB, [(0, 1000)], [0, 3]), rtol=1e-5)


def test_saturable_elimination_has_no_closed_form():
    with pytest.raises(ValueError, match="use simulate"):
        concentration(TOCILIZUMAB, COURSE, 1)
