r"""How strongly a CAR T cell answers a cell, from affinity and antigen density.

    bound    = (R + L + K - sqrt((R + L + K)^2 - 4 R L)) / 2     K = K_D * molecules per nM
    complete = (kp / (kp + koff))^N                              koff = kon * K_D
    signal   = bound * complete * (1 + koff * T)
    response = signal^n / (signal^n + threshold^n)

R receptors meet L antigens (molecules per cell). A bond must hold through N steps of rate kp to
trigger the receptor. In a contact that leaves the time T for rebinding, an antigen that has let go
tries another receptor: koff * T further bonds. T = 0 counts every bond once. Rates are per second,
K_D is in nM; signal and thresholds count triggered receptors.

Sources: proofreading by McKeithan 1995, doi 10.1073/pnas.92.11.5042; serial triggering by
Valitutti 1995, doi 10.1038/375148a0; thresholds as in Watanabe 2015, doi 10.4049/jimmunol.1402346,
who counted antigens, which we take for receptors triggered by a strong binder. kon as for FMC63 in
Seigner 2023, doi 10.1038/s41598-023-48528-0; R is a model value of Singh 2021, doi
10.1002/psp4.12598. N, kp, n, the molecules per nM, and the joining of three ideas in one formula
are our own choice.

Left out on purpose: clusters of receptors, adhesion molecules and force; costimulation, except as
another threshold; antigen that is torn off or used up; signalling without antigen; exhaustion; and
time, since a response here is where an assay of a few hours would end.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course.parameters import Parameters, param

AFFINITIES = np.geomspace(0.1, 1e5, 121)  # nM
DENSITIES = np.geomspace(10, 1e6, 101)  # molecules per cell


@dataclass(frozen=True, kw_only=True)
class Activation(Parameters):
    """A receptor, the cells that it should kill, and those that it should spare."""

    dissociation_constant: float = param(
        5.0,
        "nM",
        (0.1, 1e5),
        "Dissociation constant: the larger, the weaker the bond",
        label="Dissociation constant",
        log=True,
        basis="published",
        source="FMC63affinity2023",
    )
    target_density: float = param(
        20_000,
        "molecules per cell",
        (100, 2e5),
        "Antigen on a pathogenic cell",
        label="Antigen, pathogenic cell",
        log=True,
    )
    healthy_density: float = param(
        1000,
        "molecules per cell",
        (10, 2e5),
        "Antigen on a healthy cell",
        label="Antigen, healthy cell",
        log=True,
    )
    contact_time: float = param(
        0.0, "s", (0, 600), "Time in a contact for rebinding", label="Time for rebinding"
    )
    receptors: float = param(15_000, "per cell", (100, 1e6), "CARs on a T cell", "Singh2021")
    on_rate: float = param(1e5, "per M per s", (1e3, 1e7), "Rate of binding", "FMC63affinity2023")
    molecules_per_nanomolar: float = param(
        100.0, "per nM", (1, 1e4), "Molecules in a contact that count as one nM"
    )
    step_rate: float = param(1.0, "per s", (0.01, 100), "Rate of each step of proofreading")
    steps: float = param(5, "steps", (0, 20), "Steps of proofreading")
    lysis_threshold: float = param(
        200.0, "receptors", (10, 1e5), "Triggered receptors at half of killing", "Watanabe2015"
    )
    cytokine_threshold: float = param(
        2000.0, "receptors", (10, 1e6), "Triggered receptors at half of cytokine", "Watanabe2015"
    )
    steepness: float = param(2.0, "none", (1, 6), "Hill exponent of the response")


@dataclass(frozen=True, eq=False)
class Outcome:
    """What `simulate` returns: parameters, and tables by affinity (nM) and by density."""

    parameters: Activation
    by_affinity: pd.DataFrame
    by_density: pd.DataFrame

    def __eq__(self, other) -> bool:
        tables = (self.by_affinity, other.by_affinity), (self.by_density, other.by_density)
        return self.parameters == other.parameters and all(a.equals(b) for a, b in tables)


def occupancy(concentration, dissociation_constant):
    """Share of receptors bound when the ligand is plentiful; both in the same unit.

    >>> occupancy(10, 10)
    0.5
    """
    return concentration / (concentration + dissociation_constant)


def bound(receptors, antigens, dissociation_constant):
    """Bonds between so many receptors and antigens, all three in molecules per contact.

    >>> round(float(bound(15_000, 22_000, 2000)), 2)
    12411.28
    """
    total = np.asarray(receptors + antigens + dissociation_constant, float)
    root = np.sqrt(total**2 - 4.0 * receptors * antigens)
    return 2.0 * receptors * antigens / (total + root)  # no difference of two large numbers


def complete(off_rate, step_rate, steps):
    """Share of bonds that hold through all steps; rates per second.

    >>> float(complete(1.0, 1.0, 5))
    0.03125
    """
    return (step_rate / (step_rate + np.asarray(off_rate, float))) ** steps


def triggering_rate(off_rate, step_rate, steps):
    """Receptors that an antigen triggers per second if it rebinds at once.

    >>> float(round(triggering_rate(0.25, 1.0, 5), 5))
    0.08192
    """
    return off_rate * complete(off_rate, step_rate, steps)


def best_off_rate(step_rate, steps):
    """Off-rate (per second) with the highest triggering rate, for two steps or more.

    >>> best_off_rate(1.0, 5)
    0.25
    """
    return step_rate / (steps - 1)


def response(signal, threshold, steepness=2.0):
    """Hill response between 0 and 1, one half at the threshold.

    >>> float(round(response(1000, 2000), 9))
    0.2
    """
    power = (np.asarray(signal, float) / threshold) ** steepness
    return power / (1 + power)


def signal(p: Activation, density, dissociation_constant=None):
    """Receptors triggered by a cell with so many antigens, in one contact; numbers or arrays."""
    given = p.dissociation_constant if dissociation_constant is None else dissociation_constant
    k_d = np.asarray(given, float)
    off_rate = p.on_rate * 1e-9 * k_d
    bonds = bound(p.receptors, density, k_d * p.molecules_per_nanomolar)
    rounds = 1 + off_rate * p.contact_time
    return bonds * complete(off_rate, p.step_rate, p.steps) * rounds


def widest_window(density_ratio, steepness=2.0):
    """Largest difference in response that any affinity can make, while receptors are plentiful.

    >>> round(widest_window(1.2), 2)
    0.09
    """
    root = density_ratio ** (steepness / 2)
    return (root - 1) / (root + 1)


def by_affinity(p: Activation, affinities) -> pd.DataFrame:
    """Shares of both kinds of cell killed at given dissociation constants (nM); `window`.

    Columns target and healthy are shares killed, window their difference, cytokine what a
    pathogenic cell draws, as a share of the most.
    """
    k_d = np.asarray(affinities, float)
    seen = signal(p, p.target_density, k_d)
    target = response(seen, p.lysis_threshold, p.steepness)
    healthy = response(signal(p, p.healthy_density, k_d), p.lysis_threshold, p.steepness)
    table = {
        "target": target,
        "healthy": healthy,
        "window": target - healthy,
        "cytokine": response(seen, p.cytokine_threshold, p.steepness),
    }
    return pd.DataFrame(table, pd.Index(k_d, name="dissociation_constant_nM"))


def by_density(p: Activation, densities) -> pd.DataFrame:
    """Columns lysis and cytokine (shares of the most) of cells with given antigen densities."""
    density = np.asarray(densities, float)
    seen = signal(p, density)
    table = {
        "lysis": response(seen, p.lysis_threshold, p.steepness),
        "cytokine": response(seen, p.cytokine_threshold, p.steepness),
    }
    return pd.DataFrame(table, pd.Index(density, name="molecules_per_cell"))


def simulate(p: Activation, *, affinities=AFFINITIES, densities=DENSITIES) -> Outcome:
    """Responses over affinity, the chosen one among them, and over density at the chosen one.

    >>> outcome = simulate(Activation())
    >>> float(outcome.by_affinity.loc[5.0, "healthy"].round(3))
    0.959
    """
    affinities = np.union1d(affinities, p.dissociation_constant)
    densities = np.union1d(densities, [p.healthy_density, p.target_density])
    return Outcome(p, by_affinity(p, affinities), by_density(p, densities))


def best_affinity(p: Activation) -> float:
    """Dissociation constant (nM) with the widest window, to one part in a hundred."""
    fine = np.geomspace(AFFINITIES[0], AFFINITIES[-1], 1401)
    return float(by_affinity(p, fine)["window"].idxmax())
