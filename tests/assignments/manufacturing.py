"""Right and wrong answers to the assignment 07_manufacturing."""

import numpy as np
import pandas as pd

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


moi = changed(
    "def moi_for_share(share, efficiency=1.0):\n    return -np.log1p(-share) / efficiency"
)

above = changed(
    code(
        """
        def share_above(mean, limit=5):
            few = sum(poisson.pmf(k, mean) for k in range(1, limit + 1))
            return 1 - few / (1 - np.exp(-mean))
        """
    )
)

bag = changed(
    code(
        """
        def cells_to_infuse(dose_per_kg, weight, car_share, viability):
            useful = car_share * viability
            return dose_per_kg * weight / useful
        """
    )
)

growth = changed(
    code(
        """
        from scipy.stats import linregress

        def doubling_hours(culture, first_day):
            table = culture.copy()
            table["living"] = table["density"] * table["viability"] * table["volume"]
            table = table[table["day"] >= first_day]
            slope = linregress(table["day"], np.log2(table["living"])).slope
            return 24 / slope
        """
    )
)

passing = changed(
    code(
        """
        from math import comb

        def pass_chance(failure, batches=20, allowed=0):
            return sum(
                comb(batches, k) * failure**k * (1 - failure) ** (batches - k)
                for k in range(allowed + 1)
            )
        """
    )
)

reading = changed(
    code(
        """
        def read_record(record):
            low, high = record["lower"], record["upper"]
            result = record["result"]
            verdict = np.where((result < low) | (result > high), "outside", "within")
            verdict = np.where(result.isna(), "missing", verdict)
            verdict = np.where(low.isna() & high.isna(), "no limit", verdict)
            return list(verdict)
        """
    )
)


def log_of_a_culture(rng):
    """A culture that grows, with samples on uneven days."""
    day = np.sort(rng.choice(np.arange(0, 15), 7, replace=False)).astype(float)
    table = pd.DataFrame(
        {
            "day": day,
            "density": 0.5 * 2 ** (day / rng.uniform(2, 4)) * rng.uniform(0.7, 1.3, 7),
            "viability": rng.uniform(0.6, 1, 7),
            "volume": rng.choice([50, 100, 250], 7),
        }
    )
    return {"culture": table, "first_day": float(rng.choice(day[:4]))}


def any_record(rng):
    """Results on, inside and outside of their limits, and gaps everywhere."""
    values = rng.choice([0.0, 1.0, 2.0, 3.0, np.nan], (12, 3))
    table = pd.DataFrame(values, columns=["result", "lower", "upper"])
    return {"record": table.assign(parameter=[f"p{n}" for n in range(12)])}


QUESTIONS = {
    "moi_for_share": Question(
        right=[
            moi("-np.log1p(-share)", "np.log(1 / (1 - share))"),
            code(
                """
                from scipy.optimize import brentq

                def moi_for_share(share, efficiency=1.0):
                    if share == 0:
                        return 0.0
                    missed = lambda m: np.exp(-m * efficiency) - (1 - share)
                    return brentq(missed, 0, 200 / efficiency, xtol=1e-9)
                """
            ),
        ],
        wrong=[
            Wrong("share taken for the mean", moi("-np.log1p(-share)", "share"), "average cell"),
            Wrong("logarithm of the CAR+ share", moi("log1p(-share)", "log(share)"), "no copy"),
            Wrong("minus forgotten", moi("-np.log1p", "np.log1p"), "negative"),
            Wrong("efficiency left out", moi(" / efficiency", ""), "copies per cell"),
            Wrong("efficiency multiplied", moi("/ efficiency", "* efficiency"), "more particles"),
            Wrong("log to base 10", moi("np.log1p(-share)", "np.log10(1 - share)"), "base 10"),
            Wrong(
                "the inverse asked for", moi("-np.log1p(-share)", "(1 - np.exp(-share))"), "Solve"
            ),
            Wrong(
                "efficiency of the plan built in",
                moi("efficiency=1.0", "efficiency=0.05"),
                "in the example",
            ),
        ],
        inputs=lambda rng: {
            "share": rng.choice([rng.uniform(0, 0.98), 0.0]),
            "efficiency": rng.uniform(0.01, 1),
        },
    ),
    "share_above": Question(
        right=[
            above(
                "sum(poisson.pmf(k, mean) for k in range(1, limit + 1))",
                "poisson.cdf(limit, mean) - np.exp(-mean)",
            ),
            code(
                """
                def share_above(mean, limit=5):
                    k = np.arange(1, 400)
                    chance = poisson.pmf(k, mean)
                    return chance[k > limit].sum() / chance.sum()
                """
            ),
        ],
        wrong=[
            Wrong(
                "share of all cells",
                "def share_above(mean, limit=5):\n    return poisson.sf(limit, mean)",
                "share of all cells",
            ),
            Wrong("five counted as too many", above("limit + 1", "limit"), "exactly five"),
            Wrong("the other side", above("1 - few", "few"), "1 minus what is asked for"),
            Wrong(
                "six only",
                "def share_above(mean, limit=5):\n"
                "    return poisson.pmf(limit + 1, mean) / (1 - np.exp(-mean))",
                "Seven",
            ),
            Wrong(
                "mean per CAR+ cell put in",
                "def share_above(mean, limit=5):\n"
                "    return poisson.sf(limit, mean / (1 - np.exp(-mean)))",
                "mean per CAR+ cell",
            ),
            Wrong("limit built in", above("limit + 1", "6"), "in the example"),
        ],
        inputs=lambda rng: {"mean": rng.uniform(0.1, 12), "limit": int(rng.integers(0, 12))},
    ),
    "cells_to_infuse": Question(
        right=[
            bag("dose_per_kg * weight / useful", "weight / viability * dose_per_kg / car_share"),
            code(
                """
                def cells_to_infuse(dose_per_kg, weight, car_share, viability):
                    living = dose_per_kg * weight / car_share
                    return living + living * (1 - viability) / viability
                """
            ),
        ],
        wrong=[
            Wrong("CAR+ cells only", bag(" / useful", ""), "CAR+ cells that he needs"),
            Wrong("dead cells counted", bag(" * viability", ""), "dead cells"),
            Wrong(
                "all cells CAR+", bag("car_share * viability\n", "viability\n"), "for a CAR+ cell"
            ),
            Wrong("shares multiplied", bag("/ useful", "* useful"), "multiplied by the shares"),
            Wrong("dose per kg taken as dose", bag(" * weight", ""), "weight is missing"),
            Wrong("shares added", bag("car_share * v", "car_share + v"), "added the two"),
        ],
        inputs=lambda rng: {
            "dose_per_kg": rng.uniform(1e5, 5e6),
            "weight": rng.uniform(10, 120),
            "car_share": rng.uniform(0.05, 1),
            "viability": rng.uniform(0.5, 1),
        },
    ),
    "doubling_hours": Question(
        right=[
            growth('np.log2(table["living"])).slope', 'np.log(table["living"])).slope / np.log(2)'),
            code(
                """
                def doubling_hours(culture, first_day):
                    x, y = [], []
                    for _, row in culture.iterrows():
                        if row["day"] >= first_day:
                            x.append(row["day"] * 24)
                            y.append(np.log(row["density"] * row["viability"] * row["volume"]))
                    x, y = np.array(x), np.array(y)
                    rate = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
                    return np.log(2) / rate
                """
            ),
        ],
        wrong=[
            Wrong("dead cells counted", growth(' * table["viability"]', ""), "dead cells"),
            Wrong("volume left out", growth(' * table["volume"]', ""), "volume is missing"),
            Wrong("all days", growth('table[table["day"] >= first_day]', "table"), "Every day"),
            Wrong(
                "first day left out", growth(">= first_day", "> first_day"), "itself was left out"
            ),
            Wrong("days", growth("24 / slope", "1 / slope"), "in hours"),
            Wrong("e-fold time", growth("np.log2", "np.log"), "e-fold"),
            Wrong(
                "first and last sample",
                growth(
                    'linregress(table["day"], np.log2(table["living"])).slope',
                    'np.log2(table["living"].iloc[-1] / table["living"].iloc[0]) '
                    '/ (table["day"].iloc[-1] - table["day"].iloc[0])',
                ),
                "first and the last sample",
            ),
            Wrong("doublings per day", growth("24 / slope", "slope"), "doublings per day"),
            Wrong("table changed", growth("culture.copy()", "culture"), "was changed"),
        ],
        inputs=log_of_a_culture,
    ),
    "pass_chance": Question(
        right=[
            passing("sum(", "float(np.sum([").replace(
                "for k in range(allowed + 1)\n    )", "for k in range(allowed + 1)\n    ]))"
            ),
            "def pass_chance(failure, batches=20, allowed=0):\n"
            "    return 1 - binom.sf(allowed, batches, failure)",
        ],
        wrong=[
            Wrong(
                "failures added",
                "def pass_chance(failure, batches=20, allowed=0):\n"
                "    return 1 - batches * failure",
                "added the chances",
            ),
            Wrong(
                "one batch",
                "def pass_chance(failure, batches=20, allowed=0):\n    return 1 - failure",
                "chance of one batch",
            ),
            Wrong(
                "at least one fails",
                "def pass_chance(failure, batches=20, allowed=0):\n"
                "    return 1 - (1 - failure) ** batches",
                "at least one fails",
            ),
            Wrong(
                "allowed left out",
                "def pass_chance(failure, batches=20, allowed=0):\n"
                "    return (1 - failure) ** batches",
                "no effect",
            ),
            Wrong(
                "exactly so many",
                "def pass_chance(failure, batches=20, allowed=0):\n"
                "    return binom.pmf(allowed, batches, failure)",
                "exactly two",
            ),
            Wrong(
                "Poisson for binomial",
                "def pass_chance(failure, batches=20, allowed=0):\n"
                "    return poisson.cdf(allowed, batches * failure)",
                "Poisson",
            ),
            Wrong(
                "always twenty",
                "def pass_chance(failure, batches=20, allowed=0):\n"
                "    return binom.cdf(allowed, 20, failure)",
                "in 38 batches",
                keeps=1,
            ),
        ],
        inputs=lambda rng: {
            "failure": rng.choice([rng.uniform(0, 0.5), 0.0, 1.0], p=[0.8, 0.1, 0.1]),
            "batches": int(rng.integers(1, 30)),
            "allowed": int(rng.integers(0, 6)),
        },
    ),
    "read_record": Question(
        right=[
            reading("return list(verdict)", "return pd.Series(verdict, index=record.index)"),
            code(
                """
                def read_record(record):
                    def verdict(row):
                        if pd.isna(row["lower"]) and pd.isna(row["upper"]):
                            return "no limit"
                        if pd.isna(row["result"]):
                            return "missing"
                        low = -np.inf if pd.isna(row["lower"]) else row["lower"]
                        high = np.inf if pd.isna(row["upper"]) else row["upper"]
                        return "within" if low <= row["result"] <= high else "outside"

                    return record.apply(verdict, axis=1).tolist()
                """
            ),
        ],
        wrong=[
            Wrong(
                "an open test passed",
                reading('verdict = np.where(result.isna(), "missing", verdict)', "pass"),
                "is not finished",
            ),
            Wrong(
                "on the limit fails",
                reading("(result < low) | (result > high)", "(result <= low) | (result >= high)"),
                "on their limits",
            ),
            Wrong(
                "missing limits fail",
                reading(
                    '(result < low) | (result > high), "outside", "within"',
                    '(result >= low) & (result <= high), "within", "outside"',
                ),
                "binds nobody",
            ),
            Wrong(
                "missing limits taken as zero",
                reading(
                    'record["lower"], record["upper"]',
                    'record["lower"].fillna(0), record["upper"].fillna(0)',
                ),
                "binds nobody",
            ),
            Wrong(
                "no limit left out",
                reading(
                    'verdict = np.where(low.isna() & high.isna(), "no limit", verdict)', "pass"
                ),
                "Nobody has set a limit",
            ),
            Wrong(
                "lower limits only",
                reading("(result < low) | (result > high)", "result < low"),
                "should be",
                keeps=1,
            ),
            Wrong(
                "True and False",
                reading("return list(verdict)", 'return list(verdict == "within")'),
                "four verdicts",
            ),
            Wrong(
                "rows outside only",
                reading("return list(verdict)", 'return list(verdict[verdict == "outside"])'),
                "verdicts; you returned 1",
            ),
            Wrong(
                "table changed",
                reading(
                    'result = record["result"]',
                    'record["lower"] = low = low.fillna(-np.inf)\n    result = record["result"]',
                ),
                "was changed",
            ),
        ],
        inputs=any_record,
    ),
}
