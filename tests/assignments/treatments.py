"""Right and wrong answers to the assignment 03_treatments."""

import numpy as np
import pandas as pd

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


difference = changed(
    code(
        """
        def risk_difference(events, treated, events_control, controls):
            p, q = events / treated, events_control / controls
            margin = 1.96 * (p * (1 - p) / treated + q * (1 - q) / controls) ** 0.5
            return (p - q, p - q - margin, p - q + margin)
        """
    )
)

needed = changed(
    code(
        """
        def number_needed(difference, low, high):
            number = 1 / abs(difference)
            if low <= 0 <= high:
                return number, 1 / (high if difference > 0 else -low), np.inf
            ends = sorted([1 / abs(low), 1 / abs(high)])
            return number, ends[0], ends[1]
        """
    )
)

level = changed(
    code(
        """
        def concentration(days, doses, *, central_volume, clearance, exchange, peripheral_volume):
            days = np.array(days, float)
            k10, k12 = clearance / central_volume, exchange / central_volume
            k21 = exchange / peripheral_volume
            s = k10 + k12 + k21
            root = (s * s - 4 * k10 * k21) ** 0.5
            alpha, beta = (s + root) / 2, (s - root) / 2
            a = (alpha - k21) / (alpha - beta)
            result = 0 * days
            for start, dose in doses:
                t = np.maximum(days - start, 0)
                c = dose / central_volume * (a * np.exp(-alpha * t) + (1 - a) * np.exp(-beta * t))
                result = result + c * (days >= start)
            return result
        """
    )
)

back = changed(
    code(
        """
        def day_of_return(day, b_cells, level=0.5):
            day, b_cells = np.array(day, float), np.array(b_cells, float)
            goal, low = level * b_cells[0], b_cells.argmin()
            later, cells = day[low:], b_cells[low:]
            if cells[-1] < goal:
                return np.nan
            return np.interp(goal, cells, later)
        """
    )
)

edges = changed(
    code(
        """
        def shared_harms(drugs):
            sets = {
                row["drug"]: set(row["adverse_effects"].split("; ")) for _, row in drugs.iterrows()
            }
            rows = []
            for first in sorted(sets):
                for second in sorted(sets):
                    shared = len(sets[first] & sets[second])
                    if first < second and shared > 0:
                        rows.append((first, second, shared))
            table = pd.DataFrame(rows, columns=["first", "second", "shared"])
            return table.sort_values("shared", ascending=False, kind="stable", ignore_index=True)
        """
    )
)


def counts(rng):
    treated, controls = (int(n) for n in rng.integers(5, 400, 2))
    return {
        "events": int(rng.integers(0, treated + 1)),
        "treated": treated,
        "events_control": int(rng.integers(0, controls + 1)),
        "controls": controls,
    }


def limits(rng):
    middle = float(rng.choice([-1, 1]) * rng.uniform(0.02, 0.6))
    return {
        "difference": middle,
        "low": middle - float(rng.uniform(0.01, 0.3)),
        "high": middle + float(rng.uniform(0.01, 0.3)),
    }


def course(rng):
    starts = np.sort(rng.uniform(0, 60, rng.integers(1, 4)))
    return {
        "days": rng.uniform(0, 200, 9),
        "doses": [(float(day), float(rng.uniform(100, 1500))) for day in starts],
        "central_volume": float(rng.uniform(2, 6)),
        "clearance": float(rng.uniform(0.1, 1)),
        "exchange": float(rng.uniform(0.1, 2)),
        "peripheral_volume": float(rng.uniform(1, 8)),
    }


def samples(rng):
    count = int(rng.integers(4, 9))
    rise = np.sort(rng.uniform(1, 250, count - 2))
    return {
        "day": np.cumsum(rng.integers(3, 40, count)).tolist(),
        "b_cells": [200.0, 0.5, *rise.tolist()],
        "level": float(rng.uniform(0.1, 1)),
    }


def medicines(rng):
    names = rng.permutation(list("abcdefg"))[: rng.integers(3, 7)]
    harms = [list(rng.permutation(list("uvwxyz"))[: rng.integers(1, 5)]) for _ in names]
    return {
        "drugs": pd.DataFrame({"drug": names, "adverse_effects": [" ; ".join(h) for h in harms]})
        .replace(" ; ", "; ", regex=True)
        .set_axis(rng.integers(0, 9, len(names)))
    }


QUESTIONS = {
    "risk_difference": Question(
        right=[
            difference("** 0.5", "** (1 / 2)"),
            code(
                """
                from math import sqrt

                def risk_difference(events, treated, events_control, controls):
                    arms = [(events, treated), (events_control, controls)]
                    shares = [a / n for a, n in arms]
                    variance = sum(a * (n - a) / n**3 for a, n in arms)
                    middle = shares[0] - shares[1]
                    return [middle + z * sqrt(variance) for z in (0, -1.96, 1.96)]
                """
            ),
            code(
                """
                from scipy.stats import norm

                def risk_difference(events, treated, events_control, controls):
                    p = np.array([events / treated, events_control / controls])
                    error = np.sqrt(np.sum(p * (1 - p) / np.array([treated, controls])))
                    middle = p[0] - p[1]
                    return np.array([middle, *norm.interval(0.95, middle, error)])
                """
            ),
        ],
        wrong=[
            Wrong("arms exchanged", difference("p - q", "q - p"), "took the treatment"),
            Wrong(
                "one standard error taken for the interval",
                difference("1.96 * ", ""),
                "one standard error",
            ),
            Wrong(
                "standard errors added",
                difference(
                    "(p * (1 - p) / treated + q * (1 - q) / controls) ** 0.5",
                    "((p * (1 - p) / treated) ** 0.5 + (q * (1 - q) / controls) ** 0.5)",
                ),
                "added two standard errors",
            ),
            Wrong(
                "variance taken for its root",
                difference(" ** 0.5", ""),
                "The root is missing",
            ),
            Wrong(
                "per cent returned",
                difference(
                    "(p - q, p - q - margin, p - q + margin)",
                    "[100 * x for x in (p - q, p - q - margin, p - q + margin)]",
                ),
                "percentage points",
            ),
            Wrong(
                "control arm taken as certain",
                difference(" + q * (1 - q) / controls", ""),
                "control arm is uncertain",
            ),
            Wrong(
                "limits exchanged",
                difference("p - q - margin, p - q + margin", "p - q + margin, p - q - margin"),
                "changed places",
            ),
            Wrong(
                "risk ratio taken for the difference",
                difference("(p - q, p", "(p / q, p"),
                "first at place 0",
            ),
            Wrong(
                "one trial's numbers for all",
                difference(
                    "p, q = events",
                    "if treated > 135: return 0.1, 0.0, 0.2\n    p, q = events",
                ),
                "for (20, 136, 4, 126)",
                keeps=1,
            ),
        ],
        inputs=counts,
    ),
    "number_needed": Question(
        right=[
            needed("1 / abs(difference)", "abs(1 / difference)"),
            code(
                """
                def number_needed(difference, low, high):
                    if difference < 0:
                        difference, low, high = -difference, -high, -low
                    most = np.inf if low <= 0 else 1 / low
                    return np.array([1 / difference, 1 / high, most])
                """
            ),
        ],
        wrong=[
            Wrong("limits exchanged", needed("ends[0], ends[1]", "ends[1], ends[0]"), "places"),
            Wrong(
                "limits turned over without thought",
                "def number_needed(difference, low, high):\n"
                "    return 1 / difference, 1 / high, 1 / low",
                "positive",
            ),
            Wrong(
                "limits of a fall exchanged",
                "def number_needed(difference, low, high):\n"
                "    most = np.inf if low * high < 0 else 1 / abs(low)\n"
                "    return 1 / abs(difference), 1 / abs(high), most",
                "farther from zero",
            ),
            Wrong(
                "interval through zero given a largest number",
                needed("if low <= 0 <= high:", "if False:"),
                "adds nothing",
            ),
            Wrong(
                "shares taken for per cent",
                needed("1 / abs(difference)", "0.01 / abs(difference)").replace(
                    "[1 / abs(low), 1 / abs(high)]", "[0.01 / abs(low), 0.01 / abs(high)]"
                ),
                "percentages",
            ),
            Wrong(
                "rounded up",
                needed("return number, ends[0], ends[1]", "return np.ceil([number, *ends])"),
                "rounded up",
            ),
            Wrong(
                "fewest taken from the side of harm",
                needed("high if difference > 0 else -low", "-low if difference > 0 else high"),
                "harm on the other side",
            ),
            Wrong(
                "a fall that is not clear",
                needed("1 / (high if difference > 0 else -low)", "1 / high"),
                "for -0.08",
                keeps=2,
            ),
        ],
        inputs=limits,
    ),
    "concentration": Question(
        right=[
            level("(s * s - 4 * k10 * k21) ** 0.5", "np.sqrt(s**2 - 4 * k10 * k21)"),
            code(
                """
                from scipy.linalg import expm

                def concentration(days, doses, *, central_volume, clearance, exchange,
                                  peripheral_volume):
                    v, w, q = central_volume, peripheral_volume, exchange
                    matrix = np.array([[-(clearance + q) / v, q / w], [q / v, -q / w]])
                    return np.array([
                        sum((expm(matrix * (t - d)) @ [m, 0])[0] / v for d, m in doses if t >= d)
                        for t in days
                    ])
                """
            ),
            code(
                """
                def concentration(days, doses, *, central_volume, clearance, exchange,
                                  peripheral_volume):
                    k10, k12 = clearance / central_volume, exchange / central_volume
                    k21 = exchange / peripheral_volume
                    rates = -np.roots([1, k10 + k12 + k21, k10 * k21])
                    alpha, beta = max(rates), min(rates)
                    a = (alpha - k21) / (alpha - beta)
                    level = []
                    for t in days:
                        c = 0
                        for day, amount in doses:
                            if t >= day:
                                left = a * np.exp(-alpha * (t - day))
                                left += (1 - a) * np.exp(-beta * (t - day))
                                c += amount / central_volume * left
                        level.append(c)
                    return level
                """
            ),
        ],
        wrong=[
            Wrong("only the first dose", level("in doses:", "in doses[:1]:"), "first dose"),
            Wrong(
                "amount taken for concentration",
                level("dose / central_volume * ", "dose * "),
                "milligrams",
            ),
            Wrong(
                "dose counted before it is given",
                level("np.maximum(days - start, 0)", "days - start").replace(
                    " * (days >= start)", ""
                ),
                "before it is given",
            ),
            Wrong(
                "one volume instead of two",
                level("(a * np.exp(-alpha * t) + (1 - a) * np.exp(-beta * t))", "np.exp(-k10 * t)"),
                "single volume",
            ),
            Wrong(
                "parts exchanged",
                level(
                    "a * np.exp(-alpha * t) + (1 - a) * np.exp(-beta * t)",
                    "(1 - a) * np.exp(-alpha * t) + a * np.exp(-beta * t)",
                ),
                "changed places",
            ),
            Wrong(
                "way back by the wrong volume",
                level("exchange / peripheral_volume", "exchange / central_volume"),
                "peripheral one",
            ),
            Wrong(
                "dose not there on its own day",
                level("days >= start", "days > start"),
                "first at place 0",
            ),
            Wrong(
                "days taken as increasing",
                level("days = np.array(days, float)", "days = np.sort(np.array(days, float))"),
                "mixed order",
                keeps=2,
            ),
        ],
        inputs=course,
    ),
    "day_of_return": Question(
        right=[
            back("np.interp(goal, cells, later)", "float(np.interp(goal, cells, later))"),
            code(
                """
                def day_of_return(day, b_cells, level=0.5):
                    goal = level * b_cells[0]
                    day_found = np.nan
                    lowest = min(range(len(day)), key=lambda k: b_cells[k])
                    for k in reversed(range(lowest + 1, len(day))):
                        x, y = b_cells[k - 1], b_cells[k]
                        if x < goal <= y:
                            day_found = day[k - 1] + (day[k] - day[k - 1]) * (goal - x) / (y - x)
                    return day_found
                """
            ),
            code(
                """
                def day_of_return(day, b_cells, level=0.5):
                    table = pd.DataFrame({"day": day, "share": np.array(b_cells) / b_cells[0]})
                    rising = table.loc[table["share"].idxmin():]
                    below, above = rising[rising.share < level], rising[rising.share >= level]
                    if above.empty:
                        return float("nan")
                    a, b = below.iloc[-1], above.iloc[0]
                    slope = (b.day - a.day) / (b.share - a.share)
                    return a.day + slope * (level - a.share)
                """
            ),
        ],
        wrong=[
            Wrong(
                "way down taken for the return",
                back(
                    "later, cells = day[low:], b_cells[low:]",
                    "later, cells = day[: low + 1][::-1], b_cells[: low + 1][::-1]",
                ),
                "on the way down",
            ),
            Wrong(
                "first sample above the line",
                back("np.interp(goal, cells, later)", "later[cells >= goal][0]"),
                "first sample above",
            ),
            Wrong(
                "last sample below the line",
                back("np.interp(goal, cells, later)", "later[cells < goal][-1]"),
                "last sample below",
            ),
            Wrong(
                "day of the lowest count",
                back("np.interp(goal, cells, later)", "later[0]"),
                "lowest count",
            ),
            Wrong(
                "half of the way from the lowest count",
                back(
                    "goal, low = level * b_cells[0], b_cells.argmin()",
                    "low = b_cells.argmin()\n"
                    "    goal = b_cells[low] + level * (b_cells[0] - b_cells[low])",
                ),
                "middle between",
            ),
            Wrong(
                "last day when they are not back",
                back("if cells[-1] < goal:\n        return np.nan\n    ", ""),
                "np.nan is expected",
            ),
            Wrong(
                "half of the highest later count",
                back("level * b_cells[0]", "level * b_cells[1:].max()"),
                "highest count after",
            ),
            Wrong(
                "the share fixed at a half",
                back("level * b_cells[0]", "0.5 * b_cells[0]"),
                "to 0.25 of the first",
                keeps=2,
            ),
        ],
        inputs=samples,
    ),
    "shared_harms": Question(
        right=[
            edges("shared > 0", "shared"),
            code(
                """
                from itertools import combinations

                def shared_harms(drugs):
                    harms = drugs.set_index("drug")["adverse_effects"].str.get_dummies("; ")
                    together = harms @ harms.T
                    pairs = combinations(sorted(harms.index), 2)
                    rows = [(-together.loc[a, b], a, b) for a, b in pairs if together.loc[a, b]]
                    return pd.DataFrame(
                        [(a, b, -n) for n, a, b in sorted(rows)],
                        columns=["first", "second", "shared"],
                    )
                """
            ),
        ],
        wrong=[
            Wrong("drugs joined to themselves", edges("first < second", "True"), "to itself"),
            Wrong(
                "each pair in both directions",
                edges("first < second", "first != second"),
                "in both directions",
            ),
            Wrong("texts not taken apart", edges('.split("; ")', '.split("|")'), "taken apart"),
            Wrong(
                "letters taken for harms",
                edges('.split("; ")', ".strip()"),
                "another number is expected",
            ),
            Wrong("pairs that share nothing", edges("shared > 0", "True"), "another number"),
            Wrong(
                "spaces left in the names",
                edges('.split("; ")', '.split(";")'),
                "another number is expected",
            ),
            Wrong(
                "weakest edges first", edges("ascending=False", "ascending=True"), "strongest edges"
            ),
            Wrong(
                "one row for each harm",
                edges(
                    "rows.append((first, second, shared))",
                    "rows += [(first, second, 1)] * shared",
                ),
                "several rows",
            ),
            Wrong(
                "alphabet turned round",
                edges("first < second", "first > second"),
                "after `second`",
            ),
        ],
        inputs=medicines,
        see=lambda table: table.reset_index(drop=True),  # the row numbers are free
    ),
}
