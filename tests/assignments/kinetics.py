"""Right and wrong answers to the assignment 08_kinetics."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from course.checks import drawing
from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


doubling = changed(
    code(
        """
        def doubling_time(dose_per_kg, weight, peak, peak_day):
            dose = dose_per_kg * weight
            cells = peak * CELLS_PER_MICROLITRE
            return peak_day / np.log2(cells / dose)
        """
    )
)

curve = changed(
    code(
        """
        def level(day, *, peak, peak_day, fold, fast, slow, share):
            t = day - peak_day
            rise = peak / fold * fold ** (day / peak_day)
            fall = peak * ((1 - share) * np.exp(-fast * t) + share * np.exp(-slow * t))
            return np.where(t < 0, rise, fall)
        """
    )
)

area = changed(
    code(
        """
        def exposure(day, cells, until=28):
            total = 0.0
            for k in range(len(day) - 1):
                gap, x, y = day[k + 1] - day[k], cells[k], cells[k + 1]
                if day[k + 1] <= until:
                    total += gap * x if x == y else gap * (y - x) / np.log(y / x)
            return total
        """
    )
)

pressure = changed(
    code(
        """
        def who_expands(patients):
            pressure = (
                patients["expansion"] * patients["b_cells"]
                * CELLS_PER_MICROLITRE * patients["lifetime"]
            )
            return patients.assign(pressure=pressure, expands=pressure > 1)
        """
    )
)

fit = changed(
    code(
        """
        from scipy.stats import linregress
        from scipy.optimize import curve_fit

        def fit_decline(day, cells):
            kept = ~np.isnan(cells)
            line = linregress(day[kept] - day[0], np.log(cells[kept]))
            return np.exp(line.intercept), np.log(2) / -line.slope
        """
    )
)

picture = changed(
    code(
        """
        def draw_decline(ax, day, cells, peak, half_life):
            ends = np.array([day[0], day[-1]])
            ax.scatter(day, cells, label="counts")
            ax.semilogy(ends, peak * 0.5 ** ((ends - day[0]) / half_life), label="fit")
            ax.set_xlabel("time (days)")
            ax.set_ylabel("CAR T cells per µL of blood")
            ax.set_title("Amara's decline, SYNTHETIC")
            ax.legend()
            return ax
        """
    )
)


def patient(rng):
    """A patient whose cells grow."""
    return {
        "dose_per_kg": rng.uniform(2e5, 3e6),
        "weight": rng.uniform(15, 120),
        "peak": rng.uniform(5, 500),
        "peak_day": rng.uniform(5, 20),
    }


def profile(rng):
    """Days before, at and after a peak, and the numbers of a curve."""
    peak_day = rng.uniform(5, 15)
    day = np.concatenate([rng.uniform(0, 60, 6), [0, peak_day]])
    return {
        "day": day,
        "peak": rng.uniform(1, 1e4),
        "peak_day": peak_day,
        "fold": rng.uniform(10, 5e3),
        "fast": rng.uniform(0.1, 0.6),
        "slow": rng.uniform(0.002, 0.05),
        "share": rng.uniform(0.01, 0.5),
    }


def samples(rng):
    """Increasing days with day 28 among them, and levels of which two neighbours are equal."""
    day = np.sort(np.append(rng.choice(np.delete(np.arange(60), 28), 6, replace=False), 28))
    cells = rng.uniform(0.1, 100, 7)
    cells[1] = cells[2]
    return {"day": day, "cells": cells} | ({"until": day[4]} if rng.random() < 0.5 else {})


def table(rng):
    """Patients with predation pressures around one."""
    size = 8
    columns = {
        "b_cells": rng.uniform(5, 50, size),
        "expansion": rng.uniform(2e-12, 2e-11, size),
        "lifetime": rng.uniform(5, 30, size),
    }
    return {"patients": pd.DataFrame(columns)}


def decline(rng):
    """Days and scattered counts, of which one is lost."""
    day = np.sort(rng.choice(np.arange(7, 60), 7, replace=False)).astype(float)
    cells = rng.uniform(50, 300) * np.exp(-0.15 * (day - day[0]) + rng.normal(0, 0.3, 7))
    cells[rng.integers(1, 6)] = np.nan
    return {"day": day, "cells": cells}


def drawing_of(rng):
    """Empty Axes and the data of a picture."""
    numbers = {"peak": rng.uniform(50, 300), "half_life": rng.uniform(2, 9)}
    return {"ax": Figure().add_subplot(), **decline(rng), **numbers}


def seen(ax):
    """What a reader takes from the Axes: data, scales, words."""
    legend = ax.get_legend()
    first_last = [np.sort(xy[np.isfinite(xy[:, 1])], axis=0)[[0, -1]] for xy in drawing.drawn(ax)]
    return {
        "points": np.concatenate(first_last) if first_last else np.zeros(0),
        "many": [len(xy) > 2 for xy in drawing.drawn(ax)],
        "words": [ax.get_xlabel(), ax.get_ylabel(), ax.get_title(), ax.get_yscale()],
        "legend": len(legend.get_texts()) if legend else 0,
    }


QUESTIONS = {
    "doubling_time": Question(
        right=[
            doubling("np.log2(cells / dose)", "(np.log(cells / dose) / np.log(2))"),
            code(
                """
                import math

                def doubling_time(dose_per_kg, weight, peak, peak_day):
                    rate = (math.log(peak * 5e8) - math.log(dose_per_kg * weight)) / peak_day
                    return math.log(2) / rate
                """
            ),
        ],
        wrong=[
            Wrong("dose per kg taken for the dose", doubling("* weight", ""), "dose per kilogram"),
            Wrong(
                "count per µL taken for the body",
                doubling("* CELLS_PER_MICROLITRE", ""),
                "count per microlitre",
            ),
            Wrong("ln taken for log2", doubling("np.log2", "np.log"), "natural logarithm"),
            Wrong("log10 taken for log2", doubling("np.log2", "np.log10"), "base 10"),
            Wrong(
                "days divided by the fold expansion",
                doubling("np.log2(cells / dose)", "(cells / dose)"),
                "not the number of doublings",
            ),
            Wrong(
                "rate taken for a time",
                doubling("peak_day / np.log2(cells / dose)", "np.log(cells / dose) / peak_day"),
                "growth rate per day",
            ),
            Wrong(
                "Amara's number for everyone",
                doubling("peak_day / np.log2(cells / dose)", "2.0 if weight == 50 else 1.0584"),
                "doubling time with",
                keeps=1,
            ),
            Wrong("no return", doubling("return ", ""), "None"),
        ],
        inputs=patient,
    ),
    "level": Question(
        right=[
            code(
                """
                def level(day, *, peak, peak_day, fold, fast, slow, share):
                    result = np.empty(len(day))
                    for k, t in enumerate(day):
                        if t < peak_day:
                            result[k] = peak / fold * 2 ** (np.log2(fold) * t / peak_day)
                        else:
                            gone = (1 - share) * np.exp(-fast * (t - peak_day))
                            result[k] = peak * (gone + share * np.exp(-slow * (t - peak_day)))
                    return result
                """
            ),
            code(
                """
                def level(day, *, peak, peak_day, fold, fast, slow, share):
                    after = np.maximum(day - peak_day, 0)
                    before = np.minimum(day - peak_day, 0)
                    stay, go = share * np.exp(-slow * after), (1 - share) * np.exp(-fast * after)
                    return peak * np.exp(np.log(fold) / peak_day * before) * (stay + go)
                """
            ),
        ],
        wrong=[
            Wrong(
                "decline counted from the infusion",
                curve("np.exp(-fast * t)", "np.exp(-fast * day)").replace(
                    "np.exp(-slow * t)", "np.exp(-slow * day)"
                ),
                "Its clock starts at the peak",
            ),
            Wrong(
                "rate per day taken for the fraction lost per day",
                curve("np.exp(-fast * t)", "(1 - fast) ** t").replace(
                    "np.exp(-slow * t)", "(1 - slow) ** t"
                ),
                "fraction lost per day",
            ),
            Wrong("share added on top", curve("(1 - share) * ", ""), "on top"),
            Wrong(
                "peak counted twice",
                curve("(1 - share) * ", "").replace("share * np.exp", "np.exp"),
                "counted twice",
            ),
            Wrong(
                "share exchanged",
                curve("(1 - share) * np.exp(-fast", "share * np.exp(-fast").replace(
                    "share * np.exp(-slow", "(1 - share) * np.exp(-slow"
                ),
                "changed places",
            ),
            Wrong(
                "growth along a straight line",
                curve(
                    "peak / fold * fold ** (day / peak_day)",
                    "peak / fold + (peak - peak / fold) * day / peak_day",
                ),
                "straight line",
            ),
            Wrong(
                "doublings in a power of e",
                curve("fold ** (day / peak_day)", "np.exp(np.log2(fold) * day / peak_day)"),
                "Doublings stand in an exponent of e",
            ),
            Wrong(
                "whole numbers cut off",
                code(
                    """
                    def level(day, *, peak, peak_day, fold, fast, slow, share):
                        t = day - peak_day
                        result = np.zeros_like(day)
                        rise, fall = t < 0, t >= 0
                        result[rise] = peak / fold * fold ** (day[rise] / peak_day)
                        result[fall] = peak * ((1 - share) * np.exp(-fast * t[fall])
                                               + share * np.exp(-slow * t[fall]))
                        return result
                    """
                ),
                "whole numbers",
            ),
        ],
        inputs=profile,
    ),
    "exposure": Question(
        right=[
            area("np.log(y / x)", "(np.log(y) - np.log(x))"),
            code(
                """
                from scipy.integrate import quad

                def exposure(day, cells, until=28):
                    day, logs = np.array(day, float), np.log(cells)
                    curve = lambda t: np.exp(np.interp(t, day, logs))
                    pieces = zip(day[:-1], day[1:])
                    return sum(quad(curve, a, b)[0] for a, b in pieces if b <= until)
                """
            ),
            code(
                """
                def exposure(day, cells, until=28):
                    day, cells = np.array(day), np.array(cells)
                    gap, x, y = np.diff(day), cells[:-1], cells[1:]
                    areas = np.where(x == y, gap * x, gap * (y - x) / (np.log(y) - np.log(x)))
                    return areas[day[1:] <= until].sum()  # warns of zero divided by zero
                """
            ),
            code(
                """
                def exposure(day, cells, until=28):
                    fine = np.linspace(day[0], until, 200_001)
                    return np.trapezoid(np.exp(np.interp(fine, day, np.log(cells))), fine)
                """
            ),
        ],
        wrong=[
            Wrong(
                "rectangles on the samples",
                area("gap * x if x == y else gap * (y - x) / np.log(y / x)", "gap * x"),
                "rectangles",
            ),
            Wrong(
                "straight lines between samples",
                area("gap * x if x == y else gap * (y - x) / np.log(y / x)", "gap * (x + y) / 2"),
                "straight lines",
            ),
            Wrong("samples after the last day", area("<= until", "<= day[-1]"), "to day 60"),
            Wrong(
                "peak counted twice",
                area("gap * x if x == y else gap * (y - x) / np.log(y / x)", "gap * (x + y)"),
                "counted twice",
            ),
            Wrong(
                "samples added",
                "def exposure(day, cells, until=28):\n"
                "    return sum(c for d, c in zip(day, cells) if d <= until)",
                "added the levels",
            ),
            Wrong(
                "equal neighbours skipped", area("gap * x if", "0 if"), "two neighbours are equal"
            ),
            Wrong(
                "equal neighbours divide by zero",
                area("gap * x if x == y else ", ""),
                "",  # Python's own words: division by zero, or an invalid value
            ),
            Wrong(
                "the last day fixed at 28",
                area("<= until", "<= 28"),
                "until day",
                keeps=1,
            ),
        ],
        inputs=samples,
    ),
    "who_expands": Question(
        right=[
            code(
                """
                def who_expands(patients):
                    rows = []
                    for _, p in patients.iterrows():
                        r = p["expansion"] * p["b_cells"] * CELLS_PER_MICROLITRE * p["lifetime"]
                        rows.append({"pressure": r, "expands": bool(r > 1)})
                    return pd.DataFrame(rows, index=patients.index)
                """
            ),
            code(
                """
                def who_expands(patients):
                    table = patients.copy()
                    table["pressure"] = table.eval("expansion * b_cells * 5e8 * lifetime")
                    table["expands"] = table["pressure"].gt(1)
                    return table
                """
            ),
        ],
        wrong=[
            Wrong("condition inverted", pressure("> 1", "< 1"), "inverted"),
            Wrong(
                "count per µL taken for the body",
                pressure("* CELLS_PER_MICROLITRE ", ""),
                "taken for B cells in the body",
            ),
            Wrong(
                "lifetime left out", pressure(' * patients["lifetime"]', ""), "lifetime is missing"
            ),
            Wrong(
                "dose put into the condition",
                pressure(
                    '* patients["lifetime"]', '* patients["lifetime"] * patients["dose_per_kg"]'
                ),
                "The condition holds no dose",
            ),
            Wrong(
                "table changed",
                code(
                    """
                    def who_expands(patients):
                        body = patients["b_cells"] * CELLS_PER_MICROLITRE
                        patients["pressure"] = patients["expansion"] * body * patients["lifetime"]
                        patients["expands"] = patients["pressure"] > 1
                        return patients
                    """
                ),
                "was changed",
            ),
            Wrong(
                "a list of names",
                pressure(
                    "patients.assign(pressure=pressure, expands=pressure > 1)",
                    "list(patients.index[pressure > 1])",
                ),
                "Return a table",
            ),
            Wrong("threshold of ten", pressure("> 1", "> 2"), "leave more than one"),
        ],
        inputs=table,
    ),
    "fit_decline": Question(
        right=[
            fit("-line.slope", "abs(line.slope)"),
            code(
                """
                def fit_decline(day, cells):
                    table = pd.DataFrame({"t": day - day[0], "y": np.log(cells)}).dropna()
                    design = np.column_stack([np.ones(len(table)), table["t"]])
                    (start, rate), *_ = np.linalg.lstsq(design, table["y"], rcond=None)
                    return float(np.exp(start)), float(np.log(0.5) / rate)
                """
            ),
            code(
                """
                def fit_decline(day, cells):
                    good = ~np.isnan(cells)
                    t, y = day[good] - day[0], np.log2(cells[good])
                    slope = np.cov(t, y)[0, 1] / np.var(t, ddof=1)
                    return 2 ** (y.mean() - slope * t.mean()), -1 / slope
                """
            ),
        ],
        wrong=[
            Wrong(
                "fit on the linear scale",
                fit(
                    "line = linregress(day[kept] - day[0], np.log(cells[kept]))\n"
                    "    return np.exp(line.intercept), np.log(2) / -line.slope",
                    "(top, rate), _ = curve_fit(lambda t, a, r: a * np.exp(-r * t), "
                    "(day - day[0])[kept], cells[kept], p0=(cells[0], 0.2))\n"
                    "    return top, np.log(2) / rate",
                ),
                "on the linear scale",
            ),
            Wrong(
                "half-life taken as 1 / rate",
                fit("np.log(2) / -line.slope", "1 / -line.slope"),
                "1 / rate",
            ),
            Wrong(
                "log10 taken for ln",
                fit("np.log(cells[kept])", "np.log10(cells[kept])"),
                "log10",
            ),
            Wrong(
                "rate taken for the fraction lost per day",
                fit("np.log(2) / -line.slope", "np.log(0.5) / np.log(1 + line.slope)"),
                "fraction lost per day",
            ),
            Wrong(
                "negative half-life",
                fit("np.log(2) / -line.slope", "np.log(2) / line.slope"),
                "negative",
            ),
            Wrong(
                "first and last sample only",
                code(
                    """
                    def fit_decline(day, cells):
                        return cells[0], (day[-1] - day[0]) / np.log2(cells[0] / cells[-1])
                    """
                ),
                "first and the last sample only",
            ),
            Wrong("lost sample kept", fit("~np.isnan(cells)", "slice(None)"), "not left out"),
            Wrong(
                "peak read off on day 0",
                fit("day[kept] - day[0]", "day[kept]"),
                "on day 0",
            ),
        ],
        inputs=decline,
    ),
    "draw_decline": Question(
        right=[
            picture("", ""),
            code(
                """
                def draw_decline(ax, day, cells, peak, half_life):
                    t = np.linspace(day.min(), day.max(), 300)
                    rate = np.log(2) / half_life
                    ax.plot(t, peak * np.exp(-rate * (t - t[0])), "--", label="fit")
                    ax.errorbar(day, cells, fmt="o", label="samples")
                    ax.set_yscale("log")
                    ax.set(xlabel="Day after infusion", ylabel="CAR T cells / µL")
                    ax.set_ylabel("CAR-T cells per microlitre")
                    ax.set_title("Synthetic data".upper())
                    ax.legend(loc="upper right")
                    return ax
                """
            ),
        ],
        wrong=[
            Wrong("linear axis", picture("semilogy", "plot"), "logarithmic"),
            Wrong("axis without a unit", picture(" per µL of blood", " in blood"), "unit"),
            Wrong(
                "no label on the x axis", picture('ax.set_xlabel("time (days)")', "pass"), "x axis"
            ),
            Wrong("no legend", picture("ax.legend()", "pass"), "no legend"),
            Wrong("invented data not marked", picture(", SYNTHETIC", ""), "SYNTHETIC"),
            Wrong(
                "logarithms drawn on a log axis",
                picture("ax.scatter(day, cells,", "ax.scatter(day, np.log(cells),"),
                "a value changed before drawing",
            ),
            Wrong(
                "half-life used as 1 / rate",
                picture(
                    "0.5 ** ((ends - day[0]) / half_life)", "np.exp(-(ends - day[0]) / half_life)"
                ),
                "No line in the picture is the fitted decline",
            ),
            Wrong("decline drawn from day 0", picture("(ends - day[0])", "ends"), "No line"),
        ],
        inputs=drawing_of,
        see=seen,
    ),
}
