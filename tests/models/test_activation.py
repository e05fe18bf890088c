"""Binding, proofreading, serial triggering and the window between two densities."""

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar

from course.models.activation import (
    Activation,
    best_affinity,
    best_off_rate,
    bound,
    by_affinity,
    complete,
    occupancy,
    response,
    signal,
    simulate,
    triggering_rate,
    widest_window,
)


def test_langmuir_binding_agrees_with_the_reference():
    for k_d, ligand, share in [(0.3, 0.1, 0.25), (14, 100, 0.8771929824561403), (100, 100, 0.5)]:
        assert occupancy(ligand, k_d) == pytest.approx(share, rel=1e-9)


def test_quadratic_binding_agrees_with_the_reference_and_with_mass_action():
    bonds = bound(15_000, 22_000, 2000)
    assert bonds == pytest.approx(12411.276560621089, rel=1e-9)
    assert brentq(lambda b: (15_000 - b) * (22_000 - b) - 2000 * b, 0, 15_000) == pytest.approx(
        bonds
    )


def test_never_more_bonds_than_receptors_or_antigens():
    antigens = np.geomspace(1, 1e7, 40)
    for k_d in (1e-6, 1.0, 1e9):
        bonds = bound(15_000, antigens, k_d)
        assert np.all(bonds <= np.minimum(15_000, antigens) * (1 + 1e-12)) and np.all(bonds > 0)


def test_with_plentiful_receptors_quadratic_binding_becomes_langmuir_binding():
    assert bound(1e9, 10, 1e8) / 10 == pytest.approx(occupancy(1e9, 1e8), rel=1e-6)


@pytest.mark.parametrize(
    ("off_rate", "steps", "share"),
    [(0.01, 10, 0.9052869546929833), (0.1, 5, 0.620921323059155), (1, 3, 0.125), (10, 0, 1.0)],
)
def test_proofreading_agrees_with_the_reference(off_rate, steps, share):
    assert complete(off_rate, 1.0, steps) == pytest.approx(share, rel=1e-9)


def test_proofreading_tells_ten_from_one_twenty_times_better():
    gain = complete(0.1, 1.0, 5) / complete(1.0, 1.0, 5)
    assert gain == pytest.approx(19.86948233789296, rel=1e-9)
    assert complete(1e6, 1, 5) / complete(1e7, 1, 5) == pytest.approx(10**5, rel=1e-4)


def test_serial_triggering_has_its_best_off_rate_in_the_middle():
    best = best_off_rate(1.0, 5)
    found = minimize_scalar(lambda k: -triggering_rate(k, 1.0, 5), bounds=(0, 5), method="bounded")
    assert best == 0.25 == pytest.approx(found.x, abs=1e-5)
    assert triggering_rate(best, 1.0, 5) == pytest.approx(0.08192, rel=1e-9)


def test_density_response_agrees_with_the_reference():
    for density, lysis, cytokine in [
        (50, 0.058823529411764705, 0.0006246096189881324),
        (1000, 0.9615384615384616, 0.2),
        (22_000, 0.999917362201471, 0.9918032786885246),
    ]:
        assert response(density, 200) == pytest.approx(lysis, rel=1e-9)
        assert response(density, 2000) == pytest.approx(cytokine, rel=1e-9)


def test_a_strong_binder_triggers_about_one_receptor_per_antigen():
    strong = Activation(dissociation_constant=0.1)
    assert signal(strong, 200) == pytest.approx(200, rel=0.01)


def test_without_rebinding_a_weaker_bond_never_kills_more():
    table = simulate(Activation()).by_affinity
    assert table["target"].is_monotonic_decreasing and table["healthy"].is_monotonic_decreasing


def test_equal_densities_leave_no_window_at_any_affinity():
    same = Activation(target_density=22_000, healthy_density=22_000)
    assert simulate(same).by_affinity["window"].abs().max() == 0


def test_weaker_binding_widens_the_window_and_much_weaker_closes_it():
    strong, weak, weaker = by_affinity(Activation(), [5, 1500, 1e5])["window"]
    assert strong < 0.05 and weak > 0.85 and weaker < 0.01


@pytest.mark.parametrize("ratio", [1.2, 3, 20])
def test_the_ratio_of_densities_alone_says_how_wide_the_window_can_be(ratio):
    p = Activation(healthy_density=500, target_density=500 * ratio)
    widest = by_affinity(p, [best_affinity(p)])["window"].item()
    assert widest == pytest.approx(widest_window(ratio), abs=0.01)


def test_rebinding_moves_the_window_to_weaker_bonds_and_leaves_its_width():
    once, many = Activation(), Activation(contact_time=600)
    assert best_affinity(many) > 5 * best_affinity(once)
    widths = [by_affinity(p, [best_affinity(p)])["window"].item() for p in (once, many)]
    assert widths[0] == pytest.approx(widths[1], abs=0.03)


def test_the_chosen_affinity_and_both_densities_are_in_the_tables():
    p = Activation(dissociation_constant=14, healthy_density=333)
    outcome = simulate(p)
    assert 14 in outcome.by_affinity.index and 333 in outcome.by_density.index
    assert outcome.by_affinity.loc[14, "healthy"] == outcome.by_density.loc[333, "lysis"]


def test_parameters_out_of_bounds_are_refused():
    with pytest.raises(ValueError, match="dissociation_constant"):
        Activation(dissociation_constant=0)
