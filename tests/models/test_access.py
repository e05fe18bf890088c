"""The Markov cohort against its closed form and published totals, and what every cohort obeys."""

from dataclasses import replace

import numpy as np
import pytest

from course.data import load
from course.models.access import (
    Access,
    icer,
    simulate,
    sums,
    totals,
    trace,
    transitions,
    verdict,
    worth,
)

# Teaching numbers, cross-checked by a fundamental matrix and by a loop of 5,000 years.
TOY = Access(
    remission=1,
    early_death=0,
    relapse=0.08 / 0.98,
    death_remission=0.02,
    death_active=0.05,
    utility_remission=0.85,
    utility_active=0.55,
    cost_remission=3_000,
    cost_active=30_000,
    discount=0.03,
)
TOY_QALY, TOY_COST = 11.092307692307694, 261461.53846153835


def for_ever(values):
    """Discounted sum over all years to come, by the fundamental matrix, from remission."""
    kept = transitions(TOY)[:2, :2] / (1 + TOY.discount)
    return float((np.linalg.inv(np.eye(2) - kept) @ values)[0])


def test_the_chances_are_those_of_the_reference():
    np.testing.assert_allclose(transitions(TOY), [[0.9, 0.08, 0.02], [0, 0.95, 0.05], [0, 0, 1]])


def test_a_cohort_followed_for_ever_agrees_with_the_reference():
    assert for_ever([0.85, 0.55]) == pytest.approx(TOY_QALY, rel=1e-9)
    assert for_ever([3_000, 30_000]) == pytest.approx(TOY_COST, rel=1e-9)


def test_five_thousand_years_agree_with_the_reference():
    people = trace(np.array([1.0, 0, 0]), transitions(TOY), 5000)
    weight = 1.03 ** -np.arange(5000.0)
    assert weight @ people @ [0.85, 0.55, 0] == pytest.approx(TOY_QALY, rel=1e-9)
    assert weight @ people @ [3_000, 30_000, 0] == pytest.approx(TOY_COST, rel=1e-9)


def test_sixty_years_agree_with_a_loop_in_plain_python():
    p = replace(TOY, horizon=60)
    remission, active, qaly, cost = 1.0, 0.0, 0.0, p.price + p.hospital
    for year in range(60):
        qaly += (0.85 * remission + 0.55 * active) / 1.03**year
        cost += (3_000 * remission + 30_000 * active) / 1.03**year
        remission, active = 0.9 * remission, 0.08 * remission + 0.95 * active
    assert sums(p)[0, :2] == pytest.approx([cost, qaly], rel=1e-9)


def test_the_published_totals_of_potnis_2023_give_the_published_ratio():
    cost, qaly = 731_682 - 458_490, 1.5
    assert cost / qaly == pytest.approx(182_127, abs=2)
    assert verdict(cost, qaly) == "a price per QALY"


def test_nobody_is_lost_and_nobody_comes_back_to_life():
    table = simulate(Access(horizon=60))
    np.testing.assert_allclose(table[["remission", "active", "dead"]].sum(axis=1), 1)
    np.testing.assert_allclose(table[["usual_active", "usual_dead"]].sum(axis=1), 1)
    assert (table[["dead", "usual_dead"]].diff().iloc[1:] > 0).all(axis=None)


def test_the_totals_are_the_sums_of_the_years():
    p, table = Access(), simulate(Access())
    weight = 1.03 ** -table.index.to_numpy(dtype=float)
    qaly = weight @ (0.8 * table["remission"] + 0.55 * table["active"])
    assert totals(p).loc["CAR T cells", "qaly"] == pytest.approx(qaly)
    alive = (1 - table["usual_dead"]).sum()
    assert totals(p).loc["usual care", "life_years"] == pytest.approx(alive)


def test_without_discount_and_death_a_lasting_remission_earns_its_utility_each_year():
    p = Access(remission=1, relapse=0, early_death=0, death_remission=0, discount=0, horizon=10)
    assert totals(p).loc["CAR T cells", "qaly"] == pytest.approx(8)


def test_a_treatment_that_brings_nobody_into_remission_is_dominated():
    p = Access(remission=0)
    cost, qaly, _ = totals(p).loc["difference"]
    assert verdict(cost, qaly) == "dominated" and np.isnan(icer(p))


def test_a_gift_that_works_is_dominant_and_has_no_ratio():
    p = Access(price=0)
    cost, qaly, _ = totals(p).loc["difference"]
    assert verdict(cost, qaly) == "dominant" and np.isnan(icer(p))


def test_less_health_for_less_money_is_not_taken_for_a_bargain():
    p = Access(price=0, hospital=0, remission=0.02, early_death=0.1)
    cost, qaly, _ = totals(p).loc["difference"]
    assert cost < 0 and qaly < 0 and cost / qaly > 0
    assert verdict(cost, qaly) == "a saving that costs health" and np.isnan(icer(p))


@pytest.mark.parametrize("threshold", [20_000, 150_000])
def test_at_the_price_worth_paying_a_qaly_costs_just_the_threshold(threshold):
    p = Access()
    assert icer(replace(p, price=worth(p, threshold))) == pytest.approx(threshold)
    assert worth(replace(p, price=10), threshold) == pytest.approx(worth(p, threshold))


def test_longer_counting_and_rarer_relapse_make_it_worth_more():
    prices = [worth(Access(horizon=years), 150_000) for years in (2, 5, 20, 60)]
    assert (np.diff(prices) > 0).all()
    prices = [worth(Access(relapse=chance), 150_000) for chance in (0.3, 0.08, 0.02)]
    assert (np.diff(prices) > 0).all()


@pytest.mark.parametrize("bad", [{"horizon": 0}, {"remission": 1.2}, {"price": -1}])
def test_values_out_of_bounds_are_refused(bad):
    with pytest.raises(ValueError, match="must lie between"):
        Access(**bad)


def test_the_saving_of_eight_people_earns_the_list_price_back_in_fourteen_years():
    euros = load("lupus_costs_utilities").set_index("state")["low"]
    saving = euros["before CAR T cells"] - euros["after CAR T cells"]
    assert saving == 26_578
    assert Access().price / saving == pytest.approx(14.034163593949883, rel=1e-9)


def test_the_price_is_that_of_the_table():
    prices = load("car_t_prices").set_index("what")["amount"]
    assert Access().price == prices["axicabtagene ciloleucel"]
    assert Access().hospital == prices["first three months after infusion"]
