"""The antibody by its source, against cross-checked results and its limits."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from course.models.reset_antibody import (
    Antibody,
    follows,
    fraction_left,
    long_lived_share,
    simulate,
)

# Share of the level before, by share of long-lived cells and day; closed form against RK4.
BY_SOURCE = {
    0.0: {7: 0.923316583595506, 28: 0.5144230604564947, 90: 0.06729194257960602,
          180: 0.0034501835947298052, 365: 7.68973355862409e-06},
    0.2: {14: 0.8254655733815618, 56: 0.3642106865906898, 90: 0.25173294112753486,
          180: 0.1976607858753603, 365: 0.1887871489026282},
    0.8: {14: 0.9560058150219304, 56: 0.8371238610400334, 90: 0.8050559367713213,
          180: 0.7802925927172517, 365: 0.7551255264098369},
}  # fmt: skip


@pytest.mark.parametrize("share", BY_SOURCE)
def test_levels_agree_with_the_cross_checked_ones(share):
    days, expected = zip(*BY_SOURCE[share].items(), strict=True)
    left = fraction_left(np.array(days), Antibody(long_lived=share))
    np.testing.assert_allclose(left, expected, rtol=1e-9)


def test_the_closed_form_solves_the_equations():
    p = Antibody(long_lived=0.35, antibody_half_life=12, short_lived_half_life=3)
    molecule, quick, slow = np.log(2) / np.array([12, 3, p.long_lived_half_life])

    def rates(t, state):
        short, long, level = state
        return [-quick * short, -slow * long, molecule * (short + long - level)]

    days = np.array([0, 5, 40, 300])
    run = solve_ivp(rates, (0, 300), [0.65, 0.35, 1], t_eval=days, rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(fraction_left(days, p), run.y[2], rtol=1e-7)


def test_on_day_zero_nothing_is_lost_and_later_ever_less_is_left():
    left = simulate(Antibody(), days=np.arange(1000))["antibody"]
    assert left[0] == pytest.approx(1)
    assert (left.diff().dropna() < 0).all()


def test_the_parts_add_up_to_the_antibody():
    table = simulate(Antibody(long_lived=0.4))
    np.testing.assert_allclose(table["short_lived"] + table["long_lived"], table["antibody"])


def test_when_makers_die_at_once_the_molecule_alone_decides():
    assert follows(21, 21, 1e-9) == pytest.approx(0.5)
    assert follows(63, 21, 1e-9) == pytest.approx(1 / 8)


def test_equal_half_lives_have_a_limit_of_their_own():
    assert follows(30, 21, 21) == pytest.approx(follows(30, 21, 21.001), rel=1e-4)


def test_the_more_long_lived_cells_the_more_is_left():
    left = [fraction_left(120, Antibody(long_lived=s)) for s in (0, 0.3, 0.6, 1)]
    assert left == sorted(left)


@pytest.mark.parametrize("share", [0, 0.07, 0.5, 1])
def test_the_share_of_long_lived_cells_can_be_read_from_one_later_level(share):
    left = fraction_left(150, Antibody(long_lived=share))
    assert long_lived_share(150, left) == pytest.approx(share)


def test_a_level_that_no_mixture_can_give_is_read_as_none_or_all():
    assert long_lived_share(90, 0.001) == 0
    assert long_lived_share(90, 1.4) == 1


def test_a_share_above_one_is_refused_in_words():
    with pytest.raises(ValueError, match="between 0 and 1"):
        Antibody(long_lived=1.2)
