"""Right and wrong answers to the assignment 02_autoimmunity."""

import numpy as np
from matplotlib.figure import Figure

from course.checks import drawing
from course.models.switch import Switch
from course.models.switch import steady_states as states_of
from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


quadratic = changed(
    code(
        """
        def risks(odds_ratio, carriers, prevalence):
            more, rest = odds_ratio - 1, 1 - carriers
            square = rest * more
            line = carriers * odds_ratio + rest - prevalence * more
            root = np.sqrt(line**2 + 4 * square * prevalence)
            other = 2 * prevalence / (line + root)
            mine = odds_ratio * other / (1 + more * other)
            return mine, other
        """
    )
)

interval = changed(
    code(
        """
        from scipy.stats import beta

        def sex_ratio(women, men):
            share = women / (women + men)
            low = beta.ppf(0.025, women, men + 1) if women else 0.0
            high = beta.ppf(0.975, women + 1, men) if men else 1.0
            per_man = [p / (1 - p) if p < 1 else np.inf for p in (share, low, high)]
            return np.array(per_man)
        """
    )
)

loop = changed(
    code(
        """
        def r_zero(*, v, f, gamma, lam, b, mu_A, mu_E, mu_G, mu_R, beta, pi, sigma):
            gains = f * v * lam * gamma
            losses = (mu_G + v) * (mu_A + b) * mu_E
            return gains / losses
        """
    )
)

roots = changed(
    code(
        """
        def steady_states(s, a, K, d):
            def change(x):
                return s + a * x**2 / (K**2 + x**2) - d * x

            p = np.polynomial.Polynomial([s * K**2, -d * K**2, s + a, -d])
            found = [r.real for r in p.roots() if abs(r.imag) < 1e-9]
            found.sort()
            stable = [bool(change(x * 1.0001) < 0) for x in found]
            return pd.DataFrame({"activity": found, "stable": stable})
        """
    )
)

settle = changed(
    code(
        """
        def resting_place(start, states):
            ends = []
            for x in start:
                stable = states[states["stable"]]["activity"].tolist()
                borders = states[~states["stable"]]["activity"].tolist()
                passed = sum(x > border for border in borders)
                ends.append(stable[passed])
            return np.array(ends)
        """
    )
)

picture = changed(
    code(
        """
        def draw_balance(ax, s, a, K, d, states, top):
            x = np.linspace(0, top, 300)
            ax.plot(x, s + a * x * x / (K * K + x * x), label="what appears")
            ax.plot([0, top], [0, d * top], label="what disappears")
            ax.scatter(states, d * states, label="at rest")
            ax.set_xlabel("activity, relative")
            ax.set_ylabel("change of activity / month")
            ax.set_title("Jonas (SYNTHETIC)")
            ax.legend()
            return ax
        """
    )
)


def population(rng):
    """A type that harms or protects, rare or common."""
    return {
        "odds_ratio": float(np.exp(rng.uniform(-1.5, 3))),
        "carriers": rng.uniform(0.02, 0.95),
        "prevalence": rng.uniform(0.001, 0.6),
    }


def series(rng):
    """Patients of both sexes, now and then of one."""
    women, men = rng.integers(0, 40), rng.integers(0, 20)
    return {"women": int(women) + (women + men == 0), "men": int(men)}


def rates(rng):
    """All rates of the loop."""
    others = dict.fromkeys(["mu_R", "beta", "pi", "sigma"], 1.0)
    names = ["v", "f", "gamma", "lam", "b", "mu_A", "mu_E", "mu_G"]
    return dict(zip(names, rng.uniform(0.1, 9, 8).tolist(), strict=True)) | others


def switch(rng):
    """Switches with one state and with three."""
    return {
        "s": rng.uniform(0.01, 0.1),
        "a": rng.uniform(0, 3),
        "K": rng.uniform(0.3, 4),
        "d": rng.uniform(0.2, 0.8),
    }


def starts(rng):
    """Starts around the states of a switch, of any length."""
    states = states_of(Switch(loss=rng.uniform(0.29, 0.6)))
    return {"start": rng.uniform(0, 3, rng.integers(1, 7)), "states": states}


def balance(rng):
    """Empty Axes and a switch to draw."""
    numbers = switch(rng) | {"states": rng.uniform(0.1, 2, 3), "top": rng.uniform(2, 9)}
    return {"ax": Figure().add_subplot(), **numbers}


def seen(ax):
    """What a reader takes from the Axes: ends and middles of the data, words."""
    legend = ax.get_legend()
    ends = [np.sort(xy, axis=0)[[0, -1]] for xy in drawing.drawn(ax)]
    means = [np.mean(xy, axis=0)[None] for xy in drawing.drawn(ax)]
    return {
        "points": np.concatenate(ends + means) if ends else np.zeros(0),
        "many": [len(xy) >= 50 for xy in drawing.drawn(ax)],
        "words": [ax.get_xlabel(), ax.get_ylabel(), ax.get_title()],
        "legend": len(legend.get_texts()) if legend else 0,
    }


QUESTIONS = {
    "risks": Question(
        right=[
            quadratic("", ""),
            code(
                """
                def risks(odds_ratio, carriers, prevalence):
                    low, high = 0.0, 1.0
                    for _ in range(200):
                        q = (low + high) / 2
                        p = odds_ratio * q / (1 - q + odds_ratio * q)
                        if carriers * p + (1 - carriers) * q > prevalence:
                            high = q
                        else:
                            low = q
                    return [p, q]
                """
            ),
        ],
        wrong=[
            Wrong(
                "odds taken for risks",
                code(
                    """
                    def risks(odds_ratio, carriers, prevalence):
                        other = prevalence / (1 + carriers * (odds_ratio - 1))
                        return odds_ratio * other, other
                    """
                ),
                "You took odds for risks",
            ),
            Wrong(
                "prevalence taken for the risk of others",
                code(
                    """
                    def risks(odds_ratio, carriers, prevalence):
                        odds = odds_ratio * prevalence / (1 - prevalence)
                        return odds / (1 + odds), prevalence
                    """
                ),
                "It is the mean of both groups, and carriers pull it up",
            ),
            Wrong(
                "odds ratio times prevalence",
                code(
                    """
                    def risks(odds_ratio, carriers, prevalence):
                        return odds_ratio * prevalence, prevalence
                    """
                ),
                "and risks for odds",
            ),
            Wrong(
                "prevalence taken for the risk of carriers",
                code(
                    """
                    def risks(odds_ratio, carriers, prevalence):
                        return prevalence, prevalence / odds_ratio
                    """
                ),
                "for the risk of carriers",
            ),
            Wrong(
                "in the wrong order",
                quadratic("return mine, other", "return other, mine"),
                "carriers come first",
            ),
            Wrong(
                "odds returned",
                quadratic("return mine, other", "return mine / (1 - mine), other / (1 - other)"),
                "Those are the odds",
            ),
            Wrong(
                "carriers and others exchanged",
                quadratic("more, rest = ", "carriers = 1 - carriers\n    more, rest = "),
                "have changed places",
            ),
            Wrong(
                "percentages",
                quadratic("return mine, other", "return 100 * mine, 100 * other"),
                "Those are percentages",
            ),
        ],
        inputs=population,
    ),
    "sex_ratio": Question(
        right=[
            interval("", ""),
            code(
                """
                from scipy.stats import binomtest

                def sex_ratio(women, men):
                    ci = binomtest(men, women + men).proportion_ci()
                    with np.errstate(divide="ignore"):
                        p = np.array([men / (women + men), ci.high, ci.low])
                        return (1 - p) / p
                """
            ),
        ],
        wrong=[
            Wrong(
                "shares instead of ratios",
                interval("return np.array(per_man)", "return np.array([share, low, high])"),
                "Those are shares of women",
            ),
            Wrong(
                "ends left as shares",
                interval("return np.array(per_man)", "return np.array([per_man[0], low, high])"),
                "ends of the interval are still shares",
            ),
            Wrong(
                "men per woman",
                interval("share = women", "women, men = men, women\n    share = women"),
                "men per woman",
            ),
            Wrong(
                "normal approximation",
                interval(
                    "per_man = ",
                    "error = 1.96 * np.sqrt(share * (1 - share) / (women + men))\n"
                    "    low, high = share - error, share + error\n    per_man = ",
                ),
                "fails near 1",
            ),
            Wrong(
                "Wilson's interval",
                code(
                    """
                    from scipy.stats import binomtest

                    def sex_ratio(women, men):
                        ci = binomtest(women, women + men).proportion_ci(method="wilson")
                        share = women / (women + men)
                        return [p / (1 - p) for p in (share, ci.low, ci.high)]
                    """
                ),
                "Wilson",
            ),
            Wrong(
                "5 % on each side",
                interval("0.025", "0.05").replace("0.975", "0.95"),
                "90 % interval",
            ),
            Wrong(
                "series without men not thought of",
                interval(" if p < 1 else np.inf", " if p < 1 else 0.0"),
                "without men",
                keeps=1,
            ),
        ],
        inputs=series,
    ),
    "r_zero": Question(
        right=[
            loop("", ""),
            code(
                """
                def r_zero(v, f, gamma, lam, b, mu_A, mu_E, mu_G, **others):
                    life_A, life_E, life_G = 1 / (mu_A + b), 1 / mu_E, 1 / (mu_G + v)
                    return np.prod([lam * life_A, gamma * life_E, v * life_G, f])
                """
            ),
        ],
        wrong=[
            Wrong("background regulation left out", loop("(mu_A + b)", "mu_A"), "Background regul"),
            Wrong("own loss left out", loop("(mu_A + b)", "b"), "presenters' own loss"),
            Wrong("effectors live for ever", loop(" * mu_E", ""), "effectors' loss is missing"),
            Wrong("uptake left out above", loop("f * v", "f"), "Uptake is missing above"),
            Wrong("uptake left out below", loop("(mu_G + v)", "mu_G"), "Uptake is missing below"),
            Wrong("presenters per molecule left out", loop("f * v", "v"), "`f` is missing"),
            Wrong("upside down", loop("gains / losses", "losses / gains"), "gains stand above"),
            Wrong(
                "specific regulators slipped in",
                loop("(mu_A + b)", "(mu_A + b + sigma * beta / mu_R)"),
                "They are absent",
            ),
        ],
        inputs=rates,
    ),
    "steady_states": Question(
        right=[
            roots("", ""),
            code(
                """
                from scipy.optimize import brentq

                def steady_states(s, a, K, d):
                    change = lambda x: s + a * x**2 / (K**2 + x**2) - d * x
                    x = np.linspace(0, 1.01 * (s + a) / d + 0.01, 20001)
                    here = np.flatnonzero(np.sign(change(x[:-1])) != np.sign(change(x[1:])))
                    found = [brentq(change, x[k], x[k + 1]) for k in here]
                    falls = [change(x[k]) > 0 for k in here]
                    table = {"stable": falls, "activity": found, "place": here}
                    return pd.DataFrame(table, index=here)
                """
            ),
        ],
        wrong=[
            Wrong("stability turned round", roots("< 0)", "> 0)"), "Stability is turned round"),
            Wrong(
                "threshold left out",
                roots("return pd.DataFrame({", "return pd.DataFrame({").replace(
                    '"stable": stable})', '"stable": stable}).query("stable")'
                ),
                "The threshold between them",
            ),
            Wrong(
                "K not squared",
                roots("s * K**2, -d * K**2", "s * K, -d * K").replace("(K**2 +", "(K +"),
                "its square belongs",
            ),
            Wrong("falling order", roots("found.sort()", "found.sort(reverse=True)"), "rising"),
            Wrong(
                "feedback in proportion",
                roots("[s * K**2, -d * K**2, s + a, -d]", "[s * K, s + a - d * K, -d]").replace(
                    "if abs(r.imag) < 1e-9", "if r.real > 0"
                ),
                "Is x squared",
            ),
            Wrong(
                "complex roots kept",
                roots("[r.real for r in p.roots() if abs(r.imag) < 1e-9]", "[*p.roots().real]"),
                "Which of the roots are real",
            ),
            Wrong(
                "every state called stable", roots("bool(change(x * 1.0001) < 0)", "True"), "Push"
            ),
            Wrong(
                "an array instead of a table",
                roots('pd.DataFrame({"activity": found, "stable": stable})', "np.array(found)"),
                "Return a table",
            ),
        ],
        inputs=switch,
    ),
    "resting_place": Question(
        right=[
            settle("", ""),
            code(
                """
                def resting_place(start, states):
                    borders = states.loc[~states["stable"], "activity"]
                    stable = states.loc[states["stable"], "activity"].to_numpy()
                    bins = [-np.inf, *borders, np.inf]
                    return stable[pd.cut(start, bins, labels=False)]
                """
            ),
        ],
        wrong=[
            Wrong(
                "nearest stable state",
                settle(
                    "passed = sum(x > border for border in borders)",
                    "passed = int(np.argmin([abs(x - y) for y in stable]))",
                ),
                "nearest stable state",
            ),
            Wrong(
                "nearest state of any kind",
                code(
                    """
                    def resting_place(start, states):
                        x = states["activity"].to_numpy()
                        return np.array([x[np.argmin(abs(x - y))] for y in start])
                    """
                ),
                "Nothing comes to rest on a threshold",
            ),
            Wrong("turned round", settle("x > border", "x < border"), "Turned round"),
            Wrong(
                "disease always comes back",
                settle("stable[passed]", "stable[-1]"),
                "always comes back",
            ),
            Wrong(
                "everything heals", settle("stable[passed]", "stable[0]"), "every treatment heals"
            ),
            Wrong(
                "the next state below",
                code(
                    """
                    def resting_place(start, states):
                        x = states["activity"].to_numpy()
                        return np.array([x[max(np.searchsorted(x, y) - 1, 0)] for y in start])
                    """
                ),
                "next state below",
            ),
        ],
        inputs=starts,
    ),
    "draw_balance": Question(
        right=[
            picture("", ""),
            code(
                """
                def draw_balance(ax, s, a, K, d, states, top):
                    x = np.arange(0, 101) / 100 * top
                    ax.plot(x, d * x, "k--")
                    ax.plot(x, s + a - a * K**2 / (K**2 + x**2))
                    ax.plot(states, [d * y for y in states], "ro")
                    ax.legend(["loss", "gain", "rest"])
                    ax.set(xlabel="Relative activity", ylabel="gain, loss (per month)")
                    ax.set(title="SYNTHETIC")
                    return ax
                """
            ),
        ],
        wrong=[
            Wrong(
                "no square", picture("a * x * x / (K * K + x * x)", "a * x / (K + x)"), "the gain"
            ),
            Wrong("leak left out", picture("s + a * x", "a * x"), "the gain"),
            Wrong("states on the axis", picture("d * states", "0 * states"), "the steady states"),
            Wrong("no unit", picture(" / month", ""), "unit"),
            Wrong("no legend", picture("    ax.legend()\n", ""), "no legend"),
            Wrong("invented data not named", picture(" (SYNTHETIC)", ""), "SYNTHETIC"),
            Wrong("nothing returned", picture("    return ax", ""), "return ax"),
            Wrong("a broken line", picture("top, 300", "top, 9"), "broken line"),
        ],
        inputs=balance,
        see=seen,
    ),
}
