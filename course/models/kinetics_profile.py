r"""The course of CAR T cells in blood, described by its parts: growth, a peak, two-phase decline.

    C(t) = peak / fold * 2^((t - lag) / doubling_time)                    from lag to peak_day
    C(t) = peak * [(1 - share) * 2^(-s / fast_half_life) + share * 2^(-s / slow_half_life)]
                                                        s = t - peak_day, after the peak

and C(t) = C(lag) before the lag. The unit of C is that of `peak`: copies of the CAR's gene per
microgram of the DNA of blood cells, or cells per microlitre, or relative to the peak.

Sources: tisagenlecleucel, Stein et al. 2019, doi 10.1002/psp4.12388 (90 children and young adults
with leukaemia); lisocabtagene maraleucel, Ogasawara et al. 2021, doi 10.1007/s40262-021-01039-5
(261 adults with lymphoma; its share of slow cells was not seen by us and is set to Stein's).

Left out on purpose: why the cells grow, stop or stay. It is a description, not an explanation; it
cannot say what another dose, another target or another disease would do.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from course.parameters import Parameters, param

DAYS = np.arange(3651) / 10  # a year in tenths of a day, so that the peak is met


@dataclass(frozen=True, kw_only=True)
class Profile(Parameters):
    """Parameters of the course of CAR T cells in blood; the defaults are tisagenlecleucel's."""

    fold: float = param(
        3900,
        "none",
        (1, 1e6),
        "Cells at the peak per cell at the start of growth",
        "Stein2019",
        label="Fold expansion",
        log=True,
        basis="fitted",
    )
    peak: float = param(
        24000,
        "copies/µg DNA",
        (1e-3, 1e7),
        "Level at the peak",
        "Stein2019",
        log=True,
        basis="fitted",
    )
    peak_day: float = param(9.3, "days", (2, 40), "Day of the peak", "Stein2019", basis="fitted")
    lag: float = param(
        0.0, "days", (0, 10), "Days before growth begins", "Stein2019", basis="fitted"
    )
    fast_half_life: float = param(
        np.log(2) / 0.16,
        "days",
        (0.5, 60),
        "Half-life of the cells that go",
        "Stein2019",
        basis="fitted",
    )
    slow_half_life: float = param(
        np.log(2) / 0.0032,
        "days",
        (10, 5000),
        "Half-life of the cells that stay",
        "Stein2019",
        log=True,
        basis="fitted",
    )
    share: float = param(
        0.0079,
        "none",
        (0, 1),
        "Share of the cells at the peak that stay",
        "Stein2019",
        basis="fitted",
    )

    def __post_init__(self):
        super().__post_init__()
        if self.lag >= self.peak_day:
            raise ValueError(
                f"`lag` is {self.lag:g} days and `peak_day` is {self.peak_day:g}; growth must begin"
                " before the peak."
            )


TISAGENLECLEUCEL = Profile()
LISOCABTAGENE = Profile(
    fold=2 ** ((9.29 - 3.27) / 0.755),
    peak=1.0,
    peak_day=9.29,
    lag=3.27,
    fast_half_life=5.00,
    slow_half_life=352.0,
)


def doubling_time(p: Profile) -> float:
    """Days in which the growing cells double.

    >>> round(doubling_time(TISAGENLECLEUCEL), 2)
    0.78
    """
    return (p.peak_day - p.lag) / np.log2(p.fold)


def level(p: Profile, day) -> np.ndarray:
    """Level on given days (number or array), in the unit of `peak`."""
    day = np.asarray(day, float)
    growth_days = np.clip(p.peak_day - day, 0, p.peak_day - p.lag)
    after = np.clip(day - p.peak_day, 0, None)
    rise = 2.0 ** (-growth_days / doubling_time(p))
    fall = (1 - p.share) * 2.0 ** (-after / p.fast_half_life)
    stay = p.share * 2.0 ** (-after / p.slow_half_life)
    return p.peak * np.where(day < p.peak_day, rise, fall + stay)


def simulate(p: Profile, *, days=DAYS) -> pd.DataFrame:
    """Column car_t, in the unit of `peak`, one row per day asked for."""
    return pd.DataFrame({"car_t": level(p, days)}, index=pd.Index(days, name="day"))


def area_under_curve(p: Profile, *, until: float = 28.0) -> float:
    """Integral of the level from day 0, in unit of `peak` times days (exact)."""
    tau = doubling_time(p) / np.log(2)
    fast, slow = p.fast_half_life / np.log(2), p.slow_half_life / np.log(2)
    rise_end, after = min(until, p.peak_day), max(until - p.peak_day, 0.0)
    start = p.peak / p.fold
    lag = start * min(until, p.lag)
    rise = start * tau * np.expm1(max(rise_end - p.lag, 0.0) / tau)
    fall = -(1 - p.share) * fast * np.expm1(-after / fast) - p.share * slow * np.expm1(
        -after / slow
    )
    return float(lag + rise + p.peak * fall)


def day_of_equal_phases(p: Profile) -> float:
    """Day on which the cells that stay are as many as those that go."""
    ratio = np.log2((1 - p.share) / p.share)
    return float(p.peak_day + ratio / (1 / p.fast_half_life - 1 / p.slow_half_life))
