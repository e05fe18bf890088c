"""Right and wrong answers to the assignment 06_activation."""

import numpy as np
import pandas as pd

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


pair = changed(
    code(
        """
        def bonds(receptors, antigens, dissociation):
            first = receptors * antigens / (antigens + dissociation)
            s = receptors + antigens + dissociation
            b = (s - (s * s - 4 * receptors * antigens) ** 0.5) / 2
            return first, b
        """
    )
)

ratio = changed(
    code(
        """
        def gain(off_rate_long, off_rate_short, step_rate, steps):
            win_long = step_rate / (step_rate + off_rate_long)
            win_short = step_rate / (step_rate + off_rate_short)
            return (win_long / win_short) ** steps
        """
    )
)

best = changed(
    code(
        """
        def best_bond(step_rate, steps):
            k = step_rate / (steps - 1)
            share = (step_rate / (step_rate + k)) ** steps
            return k, k * share
        """
    )
)

curve = changed(
    code(
        """
        from scipy.optimize import curve_fit

        def fit_response(density, killed):
            kept = ~np.isnan(killed)
            d, y = density[kept], killed[kept]
            top, _ = curve_fit(lambda d, a, n: d**n / (d**n + a**n), d, y, p0=[np.median(d), 1.5])
            return top[0], abs(top[1])
        """
    )
)

pick = changed(
    code(
        """
        def choose_binder(binders, pathogenic, healthy, *, least, most):
            table = binders.assign(
                t=killed(binders["k_d"], pathogenic), h=killed(binders["k_d"], healthy)
            )
            table = table[(table["t"] >= least) & (table["h"] <= most)]
            if table.empty:
                return "none"
            return (table["t"] - table["h"]).idxmax()
        """
    )
)


def contact(rng):
    """Receptors, antigens and a constant of like size."""
    return {
        "receptors": 10 ** rng.uniform(1, 5),
        "antigens": 10 ** rng.uniform(1, 5),
        "dissociation": 10 ** rng.uniform(0, 5),
    }


def two_bonds(rng):
    """A long and a short bond."""
    long = 10 ** rng.uniform(-2, 0.5)
    return {
        "off_rate_long": long,
        "off_rate_short": long * rng.uniform(1, 20),
        "step_rate": 10 ** rng.uniform(-1, 1),
        "steps": int(rng.integers(1, 10)),
    }


def receptor(rng):
    """A rate and two steps or more."""
    return {"step_rate": 10 ** rng.uniform(-2, 1), "steps": int(rng.integers(2, 15))}


def plate(rng):
    """Wells on both sides of a threshold, with errors; one of them spilled."""
    density = np.geomspace(20, 30_000, 10)
    theta, n = 10 ** rng.uniform(2.2, 3.6), rng.uniform(1, 3)
    share = density**n / (density**n + theta**n) + rng.normal(0, 0.03, 10)
    share[int(rng.integers(10))] = np.nan
    return {"density": density, "killed": share}


def freezer(rng):
    """Some binders, and demands that some of them meet."""
    names = list("abcdefgh")
    target = 10 ** rng.uniform(3, 5)
    return {
        "binders": pd.DataFrame({"k_d": 10 ** rng.uniform(0, 4, len(names))}, index=names),
        "pathogenic": target,
        "healthy": target * 10 ** rng.uniform(-2, 0),
        "least": rng.uniform(0.5, 0.99),
        "most": rng.uniform(0.02, 0.5),
    }


QUESTIONS = {
    "bonds": Question(
        right=[
            pair("return first, b", "return [float(first), float(b)]"),
            code(
                """
                from scipy.optimize import brentq

                def bonds(receptors, antigens, dissociation):
                    def missing(b):
                        return (receptors - b) * (antigens - b) - dissociation * b
                    exact = brentq(missing, 0, min(receptors, antigens), xtol=1e-9)
                    return receptors / (1 + dissociation / antigens), exact
                """
            ),
            code(
                """
                def bonds(receptors, antigens, dissociation):
                    total = receptors + antigens + dissociation
                    roots = np.roots([1, -total, receptors * antigens])
                    share = antigens / (antigens + dissociation)
                    return np.array([share * receptors, roots.min()])
                """
            ),
        ],
        wrong=[
            Wrong("the other root", pair("(s - (s", "(s + (s"), "more bonds than receptors"),
            Wrong("Langmuir twice", pair("return first, b", "return first, first"), "Langmuir's"),
            Wrong("shares", pair("first, b", "first / receptors, b / receptors"), "share"),
            Wrong("not halved", pair(") / 2", ")"), "below the root"),
            Wrong("order", pair("return first, b", "return b, first"), "comes first"),
            Wrong(
                "receptors as ligand",
                pair("/ (antigens + dissociation)", "/ (receptors + dissociation)"),
                "changed places",
            ),
            Wrong("one number", pair("return first, b", "return b"), "Return two numbers"),
        ],
        inputs=contact,
    ),
    "gain": Question(
        right=[
            ratio("", ""),
            code(
                """
                import math

                def gain(off_rate_long, off_rate_short, step_rate, steps):
                    logs = math.log1p(off_rate_short / step_rate)
                    logs -= math.log1p(off_rate_long / step_rate)
                    return math.exp(steps * logs)
                """
            ),
            code(
                """
                def gain(off_rate_long, off_rate_short, step_rate, steps):
                    result = 1.0
                    for _ in range(steps):
                        result *= (step_rate + off_rate_short) / (step_rate + off_rate_long)
                    return result
                """
            ),
        ],
        wrong=[
            Wrong("upside down", ratio("win_long / win_short", "win_short / win_long"), "upside"),
            Wrong("one step", ratio(" ** steps", ""), "one step"),
            Wrong("times steps", ratio("** steps", "* steps"), "multiplied by the number"),
            Wrong("one step missing", ratio("** steps", "** (steps - 1)"), "One step is missing"),
            Wrong(
                "ratio of off-rates",
                ratio("(win_long / win_short) ** steps", "off_rate_short / off_rate_long"),
                "ratio of the off-rates",
            ),
            Wrong(
                "limit of slow steps",
                ratio("(win_long / win_short)", "(off_rate_short / off_rate_long)"),
                "limit",
            ),
            Wrong(
                "difference",
                ratio("(win_long / win_short) ** steps", "win_long**steps - win_short**steps"),
                "difference",
            ),
        ],
        inputs=two_bonds,
    ),
    "best_bond": Question(
        right=[
            best("", ""),
            code(
                """
                from scipy.optimize import minimize_scalar

                def best_bond(step_rate, steps):
                    def rate(k):
                        return k * (step_rate / (step_rate + k)) ** steps
                    found = minimize_scalar(
                        lambda u: -rate(np.exp(u)), bounds=(-12, 6), method="bounded",
                        options={"xatol": 1e-9},
                    )
                    k = np.exp(found.x)
                    return k, rate(k)
                """
            ),
            code(
                """
                def best_bond(step_rate, steps):
                    k = np.geomspace(1e-5, 100, 200_001)
                    rate = k * (step_rate / (step_rate + k)) ** steps
                    return [k[rate.argmax()], rate.max()]
                """
            ),
        ],
        wrong=[
            Wrong("divided by N", best("(steps - 1)", "steps"), "divided by the number of steps"),
            Wrong("rate of a step", best("step_rate / (steps - 1)", "step_rate"), "rate of a step"),
            Wrong(
                "duration for rate",
                best("return k, k", "return 1 / k, k"),
                "how long the best bond lasts",
            ),
            Wrong(
                "half-life for rate",
                best("return k, k", "return np.log(2) / k, k"),
                "half-life of the best bond",
            ),
            Wrong("multiplied", best("/ (steps", "* (steps"), "multiplied where"),
            Wrong("share for rate", best("k * share", "share"), "share of bonds"),
            Wrong(
                "off-rate forgotten in front",
                code(
                    """
                    def best_bond(step_rate, steps):
                        k = np.linspace(0, 10, 10_001)
                        share = (step_rate / (step_rate + k)) ** steps
                        return k[share.argmax()], share.max()
                    """
                ),
                "At zero all bonds complete",
            ),
        ],
        inputs=receptor,
    ),
    "fit_response": Question(
        right=[
            curve("", ""),
            code(
                """
                from scipy.optimize import least_squares

                def fit_response(density, killed):
                    good = np.isfinite(killed)
                    x, y = np.log(density[good]), killed[good]
                    def errors(p):
                        return 1 / (1 + np.exp(-p[1] * (x - p[0]))) - y
                    found = least_squares(errors, [x.mean(), 1.0], xtol=1e-12, ftol=1e-12)
                    return np.exp(found.x[0]), found.x[1]
                """
            ),
            code(
                """
                from scipy.optimize import minimize

                def fit_response(density, killed):
                    table = pd.DataFrame({"d": density, "y": killed}).dropna()
                    def loss(p):
                        theta, n = np.exp(p)
                        return ((1 / (1 + (theta / table.d) ** n) - table.y) ** 2).sum()
                    start = [np.log(table.d.median()), 0.4]
                    options = {"xatol": 1e-8, "fatol": 1e-14, "maxiter": 4000}
                    found = minimize(loss, start, method="Nelder-Mead", options=options)
                    return list(np.exp(found.x))
                """
            ),
        ],
        wrong=[
            Wrong(
                "line through the logits",
                code(
                    """
                    from scipy.stats import linregress

                    def fit_response(density, killed):
                        kept = ~np.isnan(killed)
                        y = killed[kept]
                        line = linregress(np.log(density[kept]), np.log(y / (1 - y)))
                        return np.exp(-line.intercept / line.slope), line.slope
                    """
                ),
                "straight line to log",
            ),
            Wrong(
                "lost well taken for zero",
                curve(
                    "d, y = density[kept], killed[kept]", "d, y = density, np.nan_to_num(killed)"
                ),
                "without killing",
            ),
            Wrong(
                "lost well filled with the mean",
                curve(
                    "d, y = density[kept], killed[kept]",
                    "d, y = density, np.where(kept, killed, np.nanmean(killed))",
                ),
                "mean of the others",
            ),
            Wrong(
                "lost well kept",
                code(
                    """
                    def fit_response(density, killed):
                        slope, start = np.polyfit(np.log(density), killed, 1)
                        return np.exp((0.5 - start) / slope), slope
                    """
                ),
                "nan",
            ),
            Wrong(
                "steepness of the lecture",
                code(
                    """
                    from scipy.optimize import curve_fit

                    def fit_response(density, killed):
                        kept = ~np.isnan(killed)
                        d, y = density[kept], killed[kept]
                        top, _ = curve_fit(lambda d, a: d**2 / (d**2 + a**2), d, y, p0=[500])
                        return top[0], 2
                    """
                ),
                "steepness of 2",
            ),
            Wrong(
                "well not left out",
                curve("~np.isnan(killed)", "slice(None)"),
                "stops at the spilled",
            ),
            Wrong("logarithm", curve("return top[0]", "return np.log10(top[0])"), "Undo it"),
            Wrong("order", curve("top[0], abs(top[1])", "top[1], top[0]"), "comes first"),
            Wrong(
                "interpolation",
                code(
                    """
                    def fit_response(density, killed):
                        kept = ~np.isnan(killed)
                        return np.interp(0.5, killed[kept], density[kept]), 1.2
                    """
                ),
                "straight lines",
            ),
            Wrong(
                "threshold not taken to the power",
                curve("d**n + a**n", "d**n + a"),
                "take the root",
            ),
        ],
        inputs=plate,
        see=lambda pair: [f"{value:.4g}" for value in pair],
    ),
    "choose_binder": Question(
        right=[
            pick("", ""),
            code(
                """
                def choose_binder(binders, pathogenic, healthy, *, least, most):
                    best, widest = "none", -1
                    for name, k_d in binders["k_d"].items():
                        target, spared = killed(k_d, pathogenic), killed(k_d, healthy)
                        if target < least or spared > most:
                            continue
                        if target - spared > widest:
                            best, widest = name, target - spared
                    return best
                """
            ),
            code(
                """
                def choose_binder(binders, pathogenic, healthy, *, least, most):
                    k_d = np.array(binders.k_d, float)
                    t, h = killed(k_d, pathogenic), killed(k_d, healthy)
                    window = np.where((t >= least) & (h <= most), t - h, -9)
                    place = int(np.argmax(window))
                    return "none" if window[place] == -9 else str(binders.index[place])
                """
            ),
        ],
        wrong=[
            Wrong(
                "widest window whatever the demands",
                pick('    table = table[(table["t"] >= least) & (table["h"] <= most)]\n', ""),
                "widest window of all",
            ),
            Wrong(
                "strongest binder",
                code(
                    """
                    def choose_binder(binders, pathogenic, healthy, *, least, most):
                        return binders["k_d"].idxmin()
                    """
                ),
                "binds most strongly",
            ),
            Wrong(
                "weakest binder",
                code(
                    """
                    def choose_binder(binders, pathogenic, healthy, *, least, most):
                        return binders["k_d"].idxmax()
                    """
                ),
                "kills hardly anything",
            ),
            Wrong(
                "only the pathogenic cells looked at",
                pick('(table["t"] - table["h"]).idxmax()', '"elm"'),
                "most of the healthy ones",
            ),
            Wrong("percentages", pick('table["h"] <= most', '100 * table["h"] <= most'), "unit"),
            Wrong(
                "row number for the name",
                pick(
                    '(table["t"] - table["h"]).idxmax()', 'int((table["t"] - table["h"]).argmax())'
                ),
                "binder",
            ),
            Wrong(
                "breaks when nothing is left",
                pick('return "none"', "return binders.index[0]"),
                "nothing is left to choose from",
            ),
            Wrong(
                "fewest healthy cells killed",
                pick('(table["t"] - table["h"]).idxmax()', 'table["h"].idxmin()'),
                "",
                keeps=1,
            ),
            Wrong(
                "table changed",
                code(
                    """
                    def choose_binder(binders, pathogenic, healthy, *, least, most):
                        binders["t"] = killed(binders["k_d"], pathogenic)
                        binders["h"] = killed(binders["k_d"], healthy)
                        good = binders[(binders["t"] >= least) & (binders["h"] <= most)]
                        return (good["t"] - good["h"]).idxmax() if len(good) else "none"
                    """
                ),
                "was changed",
            ),
        ],
        inputs=freezer,
    ),
}
