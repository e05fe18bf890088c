"""Competition between CAR T cells and normal T cells, against its paper."""

import numpy as np
import pytest

from course.models.kinetics_competition import Competition, rates, simulate

KIMMEL_2021 = {
    7: (54296735036.46099, 15113799745.964312, 1833363339.5200927),
    14: (147531697756.92587, 4522588012.147988, 9702350.818139419),
    28: (236415894360.9933, 1254132383.8880692, 55610.66708967364),
    90: (249789186292.5741, 170707786.85575485, 4419.743375044138),
}


def test_kimmel_2021_cells_by_day():
    result = simulate(Competition()).loc[list(KIMMEL_2021), ["normal", "car_t", "tumour"]]
    np.testing.assert_allclose(result, list(KIMMEL_2021.values()), rtol=1e-4)


def test_kimmel_2021_per_microlitre_follows_the_medians_of_zuma_1():
    result = simulate(Competition())["car_t_per_microlitre"]
    np.testing.assert_allclose(result.loc[[7, 14, 28]], [30.2, 9.05, 2.51], rtol=2e-3)


def test_kimmel_2021_peak_and_lowest_tumour():
    result = simulate(Competition(), days=np.arange(0, 90, 0.01))
    assert result["car_t"].idxmax() == pytest.approx(7.016, abs=0.011)
    assert result["tumour"].min() == pytest.approx(1005.5018, rel=1e-4)


def test_normal_t_cells_rest_in_a_full_body():
    p = Competition()
    assert rates(0, (p.normal_room - 1.0, 1.0, 1.0), p)[0] == pytest.approx(0, abs=1e-3)


def test_without_car_t_killing_the_tumour_grows_at_its_own_rate():
    p = Competition(kill_rate=0)
    tumour = simulate(p, days=[0, 10])["tumour"]
    assert np.log(tumour.iloc[1] / tumour.iloc[0]) == pytest.approx(10 * p.tumour_growth, rel=1e-6)
