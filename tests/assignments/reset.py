"""Right and wrong answers to the assignment 09_reset."""

import numpy as np
import pandas as pd

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


halving = changed(
    code(
        """
        def halving_time(first_day, first, second_day, second):
            if first <= second:
                return np.inf
            halvings = np.log2(first / second)
            return (second_day - first_day) / halvings
        """
    )
)

curve = changed(
    code(
        """
        def fraction_left(day, long_lived, molecule=21.0, short=5.0, long=4018.0):
            t = np.asarray(day, float)
            k, q, r = np.log(2) / molecule, np.log(2) / short, np.log(2) / long
            fast = (k * np.exp(-q * t) - q * np.exp(-k * t)) / (k - q)
            slow = (k * np.exp(-r * t) - r * np.exp(-k * t)) / (k - r)
            return (1 - long_lived) * fast + long_lived * slow
        """
    )
)

share = changed(
    code(
        """
        def long_lived_share(before, after, if_short, if_long):
            left = after / before
            return float(np.clip((left - if_short) / (if_long - if_short), 0, 1))
        """
    )
)

depth = changed(
    code(
        """
        def smallest_depth(depths, length, long_lived):
            good = []
            for d in depths:
                table = simulate(Reset(depth=d, length=length, long_lived=long_lived))
                if table["activity"].iloc[-1] < 0.5:
                    good.append(d)
            return min(good, default=np.nan)
        """
    )
)

course = changed(
    code(
        """
        def sledai_course(visits):
            rows = {}
            for month, seen in visits.groupby("month"):
                doris = (
                    (seen["clinical_sledai"] == 0)
                    & (seen["physician_global"] < 0.5)
                    & (seen["prednisolone"] <= 5)
                )
                rows[month] = {
                    "patients": len(seen),
                    "median_sledai": seen["sledai"].median(),
                    "doris": doris.mean(),
                }
            return pd.DataFrame.from_dict(rows, orient="index").rename_axis("month")
        """
    )
)

word = changed(
    code(
        """
        def verdict(visit):
            if visit["b_cells"] == 0:
                return "aplasia"
            if visit["clinical_sledai"] > 0 or visit["physician_global"] >= 0.5:
                return "active"
            if visit["prednisolone"] > 5:
                return "active"
            drugs = visit["prednisolone"] > 0 or visit["immunosuppressive"]
            return "remission on drugs" if drugs else "drug-free remission"
        """
    )
)


def samples(rng):
    """Two samples; in one of four the level rises or stays."""
    first_day = rng.uniform(0, 60)
    first = rng.uniform(5, 200)
    factor = rng.choice([rng.uniform(0.05, 0.95), 1.0, 1.3], p=[0.75, 0.125, 0.125])
    return {
        "first_day": first_day,
        "first": first,
        "second_day": first_day + rng.uniform(5, 120),
        "second": first * factor,
    }


def antibody(rng):
    """Days in any order, a share, and at times other half-lives."""
    given = {"day": np.append(rng.uniform(0, 300, 5), 0), "long_lived": rng.uniform(0, 1)}
    if rng.random() < 0.5:
        given |= {
            "molecule": rng.uniform(5, 30),
            "short": rng.uniform(1, 4),
            "long": rng.uniform(300, 5000),
        }
    return given


def titres(rng):
    """Two levels; some lie outside of what a mixture gives."""
    before = rng.uniform(5, 500)
    return {
        "before": before,
        "after": before * rng.uniform(0, 1.2),
        "if_short": rng.uniform(0, 0.3),
        "if_long": rng.uniform(0.6, 1),
    }


def choices(rng):
    """Three depths in any order, a length and a share."""
    return {
        "depths": [float(d) for d in rng.choice([0.7, 0.8, 0.85, 0.9, 0.95, 0.99], 3, False)],
        "length": float(rng.integers(20, 300)),
        "long_lived": float(rng.choice([0, 0.1, 0.2, 0.5])),
    }


def cohort(rng):
    """Visits at the edges of DORIS."""
    n = 24
    columns = {
        "month": rng.choice([1, 3, 6], n),
        "sledai": rng.integers(0, 12, n),
        "clinical_sledai": rng.choice([0, 0, 0, 1, 4], n),
        "physician_global": rng.choice([0.0, 0.3, 0.5, 1.2], n),
        "prednisolone": rng.choice([0.0, 4.9, 5.0, 5.5, 6.0], n),
    }
    return {"visits": pd.DataFrame(columns)}


def visit(rng):
    """A visit at the edges of the rules."""
    return {
        "visit": {
            "b_cells": float(rng.choice([0, 0.5, 1, 60])),
            "clinical_sledai": int(rng.choice([0, 0, 0, 1, 4])),
            "physician_global": float(rng.choice([0, 0.4, 0.5, 0.52, 1])),
            "prednisolone": float(rng.choice([0, 0.5, 1, 5, 5.5, 10])),
            "immunosuppressive": bool(rng.random() < 0.3),
        }
    }


QUESTIONS = {
    "halving_time": Question(
        right=[
            halving("np.log2(first / second)", "(np.log(first) - np.log(second)) / np.log(2)"),
            code(
                """
                import math

                def halving_time(first_day, first, second_day, second):
                    rate = math.log(first / second) / (second_day - first_day)
                    return math.log(2) / rate if rate > 0 else math.inf
                """
            ),
        ],
        wrong=[
            Wrong("ln taken for log2", halving("log2", "log"), "natural logarithm"),
            Wrong("log10 taken for log2", halving("log2", "log10"), "base 10"),
            Wrong(
                "counted from the infusion",
                halving("(second_day - first_day)", "second_day"),
                "from the infusion",
            ),
            Wrong(
                "straight line down to a half",
                halving("np.log2(first / second)\n", "2 * (first - second) / first\n"),
                "straight line",
            ),
            Wrong(
                "rate taken for a time",
                halving(
                    "(second_day - first_day) / halvings",
                    "np.log(2) * halvings / (second_day - first_day)",
                ),
                "rate per day",
            ),
            Wrong(
                "negative time",
                halving("first / second)", "second / first)"),
                "upside down",
            ),
            Wrong(
                "a level that stays is divided by zero",
                code(
                    """
                    def halving_time(first_day, first, second_day, second):
                        return (second_day - first_day) / abs(np.log2(first / second))
                    """
                ),
                "It never halves",
                keeps=1,
            ),
        ],
        inputs=samples,
    ),
    "fraction_left": Question(
        right=[
            curve("np.log(2) / long\n", "np.log(2) / long  # the long-lived\n"),
            code(
                """
                from scipy.integrate import solve_ivp

                def fraction_left(day, long_lived, molecule=21.0, short=5.0, long=4018.0):
                    days = np.atleast_1d(np.asarray(day, float))
                    k = np.log(2) / molecule

                    def change(t, a):
                        made = 0.5 ** (t / short) * (1 - long_lived)
                        made += 0.5 ** (t / long) * long_lived
                        return k * (made - a)

                    end = max(days.max(), 1)
                    run = solve_ivp(change, (0, end), [1], dense_output=True, rtol=1e-9, atol=1e-12)
                    left = run.sol(days)[0]
                    return left if np.ndim(day) else left[0]
                """
            ),
            code(
                """
                import math

                def fraction_left(day, long_lived, molecule=21.0, short=5.0, long=4018.0):
                    def one(t):
                        total = 0
                        for weight, h in ((1 - long_lived, short), (long_lived, long)):
                            part = h * 2 ** (-t / h) - molecule * 2 ** (-t / molecule)
                            total += weight * part / (h - molecule)
                        return total

                    return one(day) if np.ndim(day) == 0 else np.array([one(t) for t in day])
                """
            ),
        ],
        wrong=[
            Wrong(
                "share exchanged",
                curve(
                    "(1 - long_lived) * fast + long_lived * slow",
                    "long_lived * fast + (1 - long_lived) * slow",
                ),
                "changed places",
            ),
            Wrong(
                "makers taken for the antibody",
                curve(
                    "(1 - long_lived) * fast + long_lived * slow",
                    "(1 - long_lived) * np.exp(-q * t) + long_lived * np.exp(-r * t)",
                ),
                "what the makers still make",
            ),
            Wrong(
                "short-lived makers dead at once",
                curve("(1 - long_lived) * fast", "(1 - long_lived) * np.exp(-k * t)"),
                "as the molecule does",
            ),
            Wrong(
                "rate taken as 1 / half-life",
                curve(
                    "np.log(2) / molecule, np.log(2) / short, np.log(2) / long",
                    "1 / molecule, 1 / short, 1 / long",
                ),
                "ln 2 / half-life",
            ),
            Wrong(
                "terms added",
                curve("- q * np.exp", "+ q * np.exp").replace("- r * np.exp", "+ r * np.exp"),
                "added the two terms",
            ),
            Wrong(
                "long-lived part forgotten",
                curve(" + long_lived * slow", ""),
                "part of the long-lived cells is missing",
            ),
            Wrong(
                "half-lives fixed at those of the story",
                curve("molecule, np.log(2) / short", "21, np.log(2) / 5"),
                "IgA-like",
                keeps=1,
            ),
        ],
        inputs=antibody,
    ),
    "long_lived_share": Question(
        right=[
            share("np.clip(", "np.clip(1.0 * "),
            code(
                """
                def long_lived_share(before, after, if_short, if_long):
                    low, high = before * if_short, before * if_long
                    if after <= low:
                        return 0
                    if after >= high:
                        return 1
                    return (after - low) / (high - low)
                """
            ),
            "def long_lived_share(before, after, if_short, if_long):\n"
            "    return np.interp(after / before, [if_short, if_long], [0, 1])",
        ],
        wrong=[
            Wrong(
                "what is left taken for the share",
                "def long_lived_share(before, after, if_short, if_long):\n"
                "    return min(after / before, 1)",
                "the share that is left",
            ),
            Wrong(
                "short-lived part ignored",
                share("(left - if_short) / (if_long - if_short)", "left / if_long"),
                "What the short-lived ones left",
            ),
            Wrong(
                "share of the short-lived cells",
                share("(left - if_short)", "(if_long - left)"),
                "share of the short-lived",
            ),
            Wrong(
                "share below zero and above one",
                share("float(np.clip(", "(").replace(", 0, 1))", ")"),
                "below 0 or above 1",
            ),
            Wrong(
                "units compared with shares",
                share("after / before", "after"),
                "levels in units",
            ),
            Wrong(
                "ratio upside down",
                share("after / before", "before / after"),
                "You return 1",
            ),
        ],
        inputs=titres,
    ),
    "smallest_depth": Question(
        right=[
            depth("min(good, default=np.nan)", "min(good) if good else np.nan"),
            code(
                """
                from course.models.reset import outcome

                def smallest_depth(depths, length, long_lived):
                    for d in np.sort(depths):
                        p = Reset(depth=float(d), length=length, long_lived=long_lived)
                        if outcome(simulate(p))[0] == "reset":
                            return float(d)
                    return float("nan")
                """
            ),
        ],
        wrong=[
            Wrong(
                "remission at six months taken for a reset",
                depth(".iloc[-1]", ".loc[180]"),
                "relapses",
            ),
            Wrong(
                "lowest activity taken for the end",
                depth(".iloc[-1]", ".min()"),
                "relapses",
            ),
            Wrong(
                "two years taken for the end",
                depth(".iloc[-1]", ".loc[730]"),
                "last day",
            ),
            Wrong("largest depth", depth("min(good", "max(good"), "not the least"),
            Wrong(
                "list taken as sorted",
                depth("min(good, default=np.nan)", "good[0] if good else np.nan"),
                "",
                keeps=1,
            ),
            Wrong(
                "B cells that return taken for the disease",
                depth('"activity"', '"b_cells"'),
                "not a finite number",
            ),
            Wrong("nothing where none is enough", depth("np.nan", "None"), "return np.nan"),
            Wrong(
                "share of long-lived cells forgotten",
                depth(", long_lived=long_lived", ""),
                "When long-lived cells make half",
            ),
        ],
        inputs=choices,
    ),
    "sledai_course": Question(
        right=[
            course("len(seen)", "seen.shape[0]"),
            code(
                """
                def sledai_course(visits):
                    table = visits.copy()
                    table["doris"] = table.eval(
                        "clinical_sledai == 0 and physician_global < 0.5 and prednisolone <= 5"
                    ).astype(float)
                    return table.groupby("month").agg(
                        patients=("sledai", "size"),
                        median_sledai=("sledai", "median"),
                        doris=("doris", "mean"),
                    )
                """
            ),
        ],
        wrong=[
            Wrong(
                "absent patients counted as not in remission",
                course(
                    "doris.mean()", 'doris.sum() / (visits["month"] == visits["month"].min()).sum()'
                ),
                "divided by all 24",
            ),
            Wrong(
                "serology taken as part of DORIS",
                course('seen["clinical_sledai"] == 0', 'seen["sledai"] == 0'),
                "leaves antibodies and complement out",
            ),
            Wrong(
                "DORIS taken for drug-free",
                course('seen["prednisolone"] <= 5', 'seen["prednisolone"] == 0'),
                "drug-free is another claim",
            ),
            Wrong(
                "prednisolone forgotten",
                course('& (seen["prednisolone"] <= 5)', ""),
                "Prednisolone is missing",
            ),
            Wrong("mean taken for median", course(".median()", ".mean()"), "That is the mean"),
            Wrong(
                "clinical score in place of the whole",
                course('seen["sledai"].median()', 'seen["clinical_sledai"].median()'),
                "clinical SLEDAI",
            ),
            Wrong("number in place of share", course("doris.mean()", "doris.sum()"), "the number"),
            Wrong(
                "a global of 0.5 allowed",
                course("< 0.5", "<= 0.5"),
                "0.5 is not below 0.5",
                keeps=1,
            ),
            Wrong(
                "table changed",
                code(
                    """
                    def sledai_course(visits):
                        calm = (visits["clinical_sledai"] == 0) & (visits["physician_global"] < 0.5)
                        visits["doris"] = calm & (visits["prednisolone"] <= 5)
                        g = visits.groupby("month")
                        return pd.DataFrame({"patients": g.size(), "doris": g["doris"].mean(),
                                             "median_sledai": g["sledai"].median()})
                    """
                ),
                "was changed",
            ),
        ],
        inputs=cohort,
    ),
    "verdict": Question(
        right=[
            word('visit["prednisolone"] > 0 or', 'visit["prednisolone"] != 0 or'),
            code(
                """
                def verdict(visit):
                    doris = (
                        visit["clinical_sledai"] == 0
                        and visit["physician_global"] < 0.5
                        and visit["prednisolone"] <= 5
                    )
                    free = visit["prednisolone"] == 0 and not visit["immunosuppressive"]
                    if visit["b_cells"] <= 0:
                        return "aplasia"
                    if not doris:
                        return "active"
                    return "drug-free remission" if free else "remission on drugs"
                """
            ),
        ],
        wrong=[
            Wrong(
                "aplasia taken for a cure",
                word('    if visit["b_cells"] == 0:\n        return "aplasia"\n', ""),
                "no verdict on the disease",
            ),
            Wrong(
                "DORIS taken for drug-free remission",
                word(
                    '"remission on drugs" if drugs else "drug-free remission"',
                    '"drug-free remission"',
                ),
                "is not drug-free remission",
            ),
            Wrong(
                "prednisolone taken to exclude remission",
                word('visit["prednisolone"] > 5', 'visit["prednisolone"] > 0'),
                "this is remission",
            ),
            Wrong(
                "immunosuppressive forgotten",
                word(' or visit["immunosuppressive"]', ""),
                "an immunosuppressive is a drug",
            ),
            Wrong(
                "few B cells taken for none",
                word('visit["b_cells"] == 0', 'visit["b_cells"] < 5'),
                "b_cells",
                keeps=1,
            ),
            Wrong(
                "a global of 0.5 allowed",
                word(">= 0.5", "> 0.5"),
                "physician_global",
                keeps=1,
            ),
            Wrong(
                "printed in place of returned",
                word(
                    "return",
                    "print",
                ).replace("print ", "x = "),
                "Nothing came back",
            ),
        ],
        inputs=visit,
    ),
}
