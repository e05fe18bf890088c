"""The predator-prey model against cross-checked results, its limits, and its cohort."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from course.models.kinetics import PUBLISHED, Kinetics, predation_pressure, rates, simulate
from course.models.kinetics_cohort import sample_patients, simulate_cohort, simulate_with_band

# CAR T and B cells by day, from LSODA in logarithms, checked with libRoadRunner's CVODE.
LEON_TRIANA_2021 = {
    14: (119708997.6253736, 19234824296.91918),
    30: (624703870.8040164, 11529187888.301584),
    60: (534922178.3274394, 2564146991.9144745),
    90: (109269473.31829226, 1095694399.3748713),
    180: (317994.5402608785, 302111728.4807796),
}
SOURCE_MATCHED = {
    14: (178833158.7741169, 23850115742.825943),
    30: (1834526536.8782544, 12079497321.294748),
    60: (1012913238.621808, 2631322961.3137856),
    120: (452138228.43493664, 7210470828.382716),
    365: (562002533.7795137, 6352009638.668865),
}


@pytest.mark.parametrize(
    ("p", "expected"), [(PUBLISHED, LEON_TRIANA_2021), (Kinetics(), SOURCE_MATCHED)]
)
def test_leon_triana_2021_cells_by_day(p, expected):
    result = simulate(p).loc[list(expected)]
    np.testing.assert_allclose(result, list(expected.values()), rtol=1e-4)


def test_leon_triana_2021_peak_and_source_matched_nadir():
    published = simulate(PUBLISHED, days=np.arange(0, 60, 0.01))["car_t"]
    assert published.idxmax() == pytest.approx(41.57, abs=0.02)
    assert published.max() == pytest.approx(8.56581e8, rel=1e-4)
    b_cells = simulate(Kinetics(), days=np.arange(0, 90, 0.01))["b_cells"]
    assert b_cells.idxmin() == pytest.approx(54.884, abs=0.02)
    assert b_cells.min() == pytest.approx(2.512376e9, rel=1e-4)


def test_without_car_t_the_b_cells_stay_where_they_are():
    p = Kinetics()
    assert rates(0, (0.0, p.b_cells), p)[1] == pytest.approx(0, abs=1e-3)


def test_car_t_cells_expand_exactly_when_the_predation_pressure_exceeds_one():
    for expansion in np.geomspace(2e-12, 2e-11, 7):
        p = Kinetics(expansion=expansion)
        expands = simulate(p, days=[0, 0.1])["car_t"].iloc[-1] > p.dose
        assert expands == (predation_pressure(p) > 1)


def test_predation_pressure_of_the_published_patient():
    assert predation_pressure(PUBLISHED) == pytest.approx(3.9375)


def test_car_t_cells_settle_where_each_leaves_just_one():
    p = Kinetics()
    last = simulate(p, days=[0, 3000])["b_cells"].iloc[-1]
    assert last == pytest.approx(1 / (p.expansion * p.car_t_lifetime), rel=1e-3)


@settings(max_examples=20, deadline=None)
@given(
    st.floats(5, 10), st.floats(-12, -10), st.floats(-12, -9), st.floats(6, 10), st.floats(8, 11.3)
)
def test_cells_stay_finite_and_positive_within_the_bounds(dose, expansion, killing, source, b):
    p = Kinetics(
        dose=10**dose,
        expansion=10**expansion,
        killing=10**killing,
        precursors=10**source,
        b_cells=10**b,
    )
    result = simulate(p, days=[0, 30, 365])
    assert np.isfinite(result).all(axis=None) and (result > 0).all(axis=None)


def test_agrees_with_radau_in_plain_cells():
    p = Kinetics(dose=3e7, expansion=2e-11, killing=8e-11, precursors=1e9)
    other = solve_ivp(
        rates,
        (0, 60),
        (p.dose, p.b_cells),
        args=(p,),
        method="Radau",
        rtol=1e-9,
        atol=1,
        t_eval=[60],
    )
    np.testing.assert_allclose(simulate(p).loc[60], other.y[:, 0], rtol=1e-5)


def test_each_patient_of_a_cohort_has_the_course_that_they_have_alone():
    patients, days = sample_patients(20, seed=4), [0, 10, 40, 365]
    cohort = simulate_cohort(patients, days=days)
    for number, row in patients.iterrows():
        alone = simulate(Kinetics(**row), days=days)
        together = cohort.xs(number, axis=1, level=1)
        np.testing.assert_allclose(together, alone, rtol=2e-3)


def test_the_same_seed_gives_the_same_patients():
    assert sample_patients(5, seed=2).equals(sample_patients(5, seed=2))
    assert not sample_patients(5, seed=2).equals(sample_patients(5, seed=3))


def test_the_band_holds_the_typical_patient_and_tells_low_from_high():
    band = simulate_with_band(Kinetics(), days=[0, 30, 90])
    np.testing.assert_allclose(
        band[["car_t", "b_cells"]], simulate(Kinetics()).loc[[0, 30, 90]], 1e-3
    )
    assert (band["car_t_low"] < band["car_t"]).all() and (band["car_t"] < band["car_t_high"]).all()
