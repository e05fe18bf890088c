"""The course of CAR T cells in blood against the two papers that it describes."""

import numpy as np
import pytest
from scipy.integrate import quad, solve_ivp

from course.models.kinetics_profile import (
    LISOCABTAGENE,
    TISAGENLECLEUCEL,
    Profile,
    area_under_curve,
    day_of_equal_phases,
    doubling_time,
    level,
    simulate,
)

STEIN_2019 = {
    0: 6.153846153846154,
    3: 88.62465803491929,
    9.3: 24000.0,
    14: 11411.534326543413,
    28: 1373.5587757511003,
    90: 146.50767414043509,
    365: 60.74450283544558,
}


def test_stein_2019_levels_in_copies_per_microgram():
    levels = level(TISAGENLECLEUCEL, list(STEIN_2019))
    np.testing.assert_allclose(levels, list(STEIN_2019.values()), rtol=1e-9)


def test_stein_2019_doubling_time_and_half_lives_as_in_the_abstract():
    p = TISAGENLECLEUCEL
    assert round(doubling_time(p), 2) == 0.78
    assert round(p.fast_half_life, 1) == 4.3
    assert round(p.slow_half_life, -1) == 220


def test_stein_2019_area_under_the_curve_and_day_of_equal_phases():
    assert area_under_curve(TISAGENLECLEUCEL) == pytest.approx(171774.2851797258, rel=1e-9)
    assert day_of_equal_phases(TISAGENLECLEUCEL) == pytest.approx(40.12245630856438, rel=1e-9)


def test_ogasawara_2021_fold_expansion_follows_from_lag_peak_and_doubling_time():
    assert LISOCABTAGENE.fold == pytest.approx(251.34234390113647, rel=1e-9)
    assert doubling_time(LISOCABTAGENE) == pytest.approx(0.755, rel=1e-9)


@pytest.mark.parametrize("p", [TISAGENLECLEUCEL, LISOCABTAGENE, Profile(lag=2, share=0.5)])
@pytest.mark.parametrize("until", [1, 9, 28, 365])
def test_area_equals_quadrature(p, until):
    corners = [d for d in (p.lag, p.peak_day) if 0 < d < until]
    area = quad(lambda d: float(level(p, d)), 0, until, points=corners or None, limit=200)[0]
    assert area_under_curve(p, until=until) == pytest.approx(area, rel=1e-7)


def test_decline_is_that_of_effectors_becoming_memory_cells():
    p, alpha, beta = TISAGENLECLEUCEL, 0.16, 0.0032
    becoming = p.share * (alpha - beta)
    run = solve_ivp(
        lambda t, y: (-alpha * y[0], becoming * y[0] - beta * y[1]),
        (9.3, 200),
        (p.peak, 0.0),
        rtol=1e-10,
        atol=1e-10,
    )
    assert run.y[:, -1].sum() == pytest.approx(float(level(p, 200)), rel=1e-6)


def test_the_level_is_continuous_at_the_lag_and_at_the_peak():
    for p in (TISAGENLECLEUCEL, LISOCABTAGENE):
        for day in (p.lag, p.peak_day):
            assert level(p, day - 1e-9) == pytest.approx(level(p, day + 1e-9), rel=1e-6)


def test_growth_that_begins_after_the_peak_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="growth must begin before the peak"):
        Profile(lag=9.5, peak_day=9.3)


def test_simulate_meets_the_peak():
    result = simulate(TISAGENLECLEUCEL)
    assert list(result.columns) == ["car_t"] and result.index.name == "day"
    assert result["car_t"].idxmax() == 9.3 and result["car_t"].max() == pytest.approx(24000)
