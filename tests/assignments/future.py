"""Right and wrong answers to the assignment 13_future."""

import numpy as np

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


turning = changed(
    code(
        """
        from math import log

        def boundaries(target):
            def odds(p):
                return p / (1 - p)

            t, a, b = target, 0.6 * target, 1.4 * target
            up = log((1 - a) / (1 - t)) / log(odds(t) / odds(a))
            down = log((1 - t) / (1 - b)) / log(odds(b) / odds(t))
            return up, down
        """
    )
)

climb = changed(
    code(
        """
        def chance_to_reach(rates):
            reached, now = [], 1.0
            for rate in rates:
                reached.append(now)
                none = (1 - rate) ** 3
                one = 3 * rate * (1 - rate) ** 2
                now = now * (none + one * none)
            return np.array(reached)
        """
    )
)

game = changed(
    code(
        """
        def play(rates, draws):
            people = iter(draws)
            level = 0
            while level < len(rates):
                first = sum(next(people) < rates[level] for _ in range(3))
                if first == 1:
                    first += sum(next(people) < rates[level] for _ in range(3))
                    up = first == 1
                else:
                    up = first == 0
                if not up:
                    return level
                level += 1
            return level
        """
    )
)

pairs = changed(
    code(
        """
        def area(marker, relapse):
            ill = [m for m, r in zip(marker, relapse) if r]
            well = [m for m, r in zip(marker, relapse) if not r]
            won = 0.0
            for a in ill:
                for b in well:
                    won += 1 if a > b else 0.5 if a == b else 0
            return won / (len(ill) * len(well))
        """
    )
)

size = changed(
    code(
        """
        from scipy.stats import binom

        def smallest_trial(p0, p1, alpha=0.05, power=0.8):
            n = 1
            while True:
                r = next(r for r in range(n + 2) if binom.sf(r - 1, n, p0) <= alpha)
                if binom.sf(r - 1, n, p1) >= power:
                    return n, r
                n += 1
        """
    )
)


def target(rng):
    """A risk that one might accept."""
    return {"target": rng.uniform(0.05, 0.6)}


def risks(rng):
    """Risks of some levels."""
    return {"rates": rng.uniform(0, 0.7, rng.integers(1, 7))}


def trial(rng):
    """Rising risks, and enough people."""
    return {"rates": np.sort(rng.uniform(0, 0.6, 4)), "draws": rng.random(24).tolist()}


def people(rng):
    """Markers with ties, of people of whom some relapse."""
    relapse = rng.permutation([True, False] * 4 + [False] * 3)
    return {"marker": rng.integers(0, 6, 11) + relapse, "relapse": relapse}


def rates(rng):
    """Two response rates, not too near to each other."""
    low = rng.uniform(0.05, 0.5)
    return {
        "p0": low, "p1": low + rng.uniform(0.25, 0.45),
        "alpha": rng.uniform(0.01, 0.2), "power": rng.uniform(0.6, 0.95),
    }  # fmt: skip


QUESTIONS = {
    "boundaries": Question(
        right=[
            turning("return up, down", "return [up, down]"),
            code(
                """
                def boundaries(target):
                    p = np.array([0.6, 1.4]) * target
                    top = np.log((1 - p) / (1 - target))
                    return top / (top + np.log(target / p))
                """
            ),
        ],
        wrong=[
            Wrong(
                "p1 and p2 taken for the boundaries",
                "def boundaries(target):\n    return 0.6 * target, 1.4 * target",
                "These are p1 and p2",
            ),
            Wrong("exchanged", turning("return up, down", "return down, up"), "exchanged"),
            Wrong(
                "per cent", turning("return up, down", "return 100 * up, 100 * down"), "per cent"
            ),
            Wrong(
                "middles taken for the boundaries",
                "def boundaries(target):\n    return 0.8 * target, 1.2 * target",
                "These are the middles",
            ),
            Wrong(
                "logarithm of a quotient",
                turning("/ log(odds(t) / odds(a))", "- log(odds(t) / odds(a))").replace(
                    "/ log(odds(b) / odds(t))", "- log(odds(b) / odds(t))"
                ),
                "quotient of two logarithms",
            ),
            Wrong(
                "numerators alone",
                "def boundaries(target):\n"
                "    return (np.log((1 - 0.6 * target) / (1 - target)),\n"
                "            np.log((1 - target) / (1 - 1.4 * target)))",
                "numerators alone",
            ),
        ],
        inputs=target,
    ),
    "chance_to_reach": Question(
        right=[
            climb("return np.array(reached)", "return reached"),
            code(
                """
                from scipy.stats import binom

                def chance_to_reach(rates):
                    p = np.array(rates, dtype=float)
                    up = binom.pmf(0, 3, p) * (1 + binom.pmf(1, 3, p))
                    return np.append(1, up).cumprod()[:-1]
                """
            ),
        ],
        wrong=[
            Wrong(
                "one DLT in three ends the trial",
                climb("none + one * none", "none"),
                "only after three people without",
            ),
            Wrong("one way for one DLT", climb("3 * rate *", "rate *"), "three ways"),
            Wrong(
                "a second DLT forgiven", climb("one * none", "one * (none + one)"), "allow a second"
            ),
            Wrong("one patient a level", climb("none + one * none", "1 - rate"), "three, or six"),
            Wrong(
                "a list taken for an array",
                code(
                    """
                    def chance_to_reach(rates):
                        none = (1 - rates) ** 3
                        up = none + 3 * rates * (1 - rates) ** 2 * none
                        return np.append(1, up).cumprod()[:-1]
                    """
                ),
                "Make an array",
                keeps=0,
            ),
            Wrong("not multiplied", climb("now * (none", "(none"), "each by itself"),
            Wrong(
                "passed taken for reached",
                climb("reached.append(now)\n", "pass\n").replace(
                    "(none + one * none)", "(none + one * none)\n        reached.append(now)"
                ),
                "before it is passed",
            ),
            Wrong("up with one DLT", climb("one * none", "one"), "Three more have to be treated"),
        ],
        inputs=risks,
    ),
    "play": Question(
        right=[
            game("up = first == 0", "up = not first"),
            code(
                """
                def play(rates, draws):
                    draws = list(draws)
                    for level in range(len(rates)):
                        three, draws = np.array(draws[:3]), draws[3:]
                        seen = int((three < rates[level]).sum())
                        if seen == 0:
                            continue
                        if seen > 1:
                            return level
                        more, draws = np.array(draws[:3]), draws[3:]
                        if (more < rates[level]).any():
                            return level
                    return len(rates)
                """
            ),
        ],
        wrong=[
            Wrong(
                "the level of the stop is chosen",
                game("return level\n        level", "return level + 1\n        level"),
                "the level below is chosen",
            ),
            Wrong("stops at the first DLT", game("up = first == 1", "up = False"), "not the end"),
            Wrong(
                "a DLT above the risk",
                game("next(people) < rates", "next(people) > rates"),
                "below the risk",
            ),
            Wrong(
                "equal counts as a DLT",
                game("next(people) < rates", "next(people) <= rates"),
                "equal the risk",
                keeps=1,
            ),
        ],
        inputs=trial,
    ),
    "area": Question(
        right=[
            pairs("won = 0.0", "won = 0"),
            code(
                """
                from sklearn.metrics import roc_auc_score

                def area(marker, relapse):
                    return roc_auc_score(relapse, marker)
                """
            ),
        ],
        wrong=[
            Wrong("turned round", pairs("a > b", "a < b"), "turned round"),
            Wrong("ties lost", pairs("0.5 if", "0 if"), "Ties were lost"),
            Wrong(
                "one threshold",
                code(
                    """
                    def area(marker, relapse):
                        high = np.array(marker) > np.median(marker)
                        return (high == np.array(relapse)).mean()
                    """
                ),
                "one threshold",
            ),
            Wrong(
                "correlation",
                "def area(marker, relapse):\n    return np.corrcoef(marker, relapse)[0, 1]",
                "a correlation",
            ),
            Wrong(
                "means compared",
                code(
                    """
                    def area(marker, relapse):
                        marker, relapse = np.array(marker), np.array(relapse, bool)
                        return float(marker[relapse].mean() > marker[~relapse].mean())
                    """
                ),
                "two means",
            ),
            Wrong(
                "all pairs of people",
                pairs("(len(ill) * len(well))", "len(marker) ** 2"),
                "all pairs of people",
            ),
            Wrong("ties won", pairs("a > b", "a >= b"), "Ties count as won"),
            Wrong(
                "pairs not divided", pairs(" / (len(ill) * len(well))", ""), "share of all pairs"
            ),
        ],
        inputs=people,
    ),
    "smallest_trial": Question(
        right=[
            size("return n, r", "return [n, r]"),
            code(
                """
                from scipy.stats import binom

                def smallest_trial(p0, p1, alpha=0.05, power=0.8):
                    for n in range(1, 1000):
                        r = int(binom.ppf(1 - alpha, n, p0)) + 1
                        if 1 - binom.cdf(r - 1, n, p1) >= power:
                            return n, r
                """
            ),
        ],
        wrong=[
            Wrong("exchanged", size("return n, r", "return r, n"), "exchanged"),
            Wrong("more than r", size("r - 1", "r"), "more than r"),
            Wrong("alpha halved", size("<= alpha", "<= alpha / 2"), "halved"),
            Wrong("power of 0.9", size(">= power", ">= 0.9"), "power of 0.9"),
            Wrong("two arms", size("return n, r", "return 2 * n, r"), "as for two arms"),
            Wrong(
                "power taken for a miss",
                size("p1) >= power", "p1) <= 1 - power"),
                "at *least*",
            ),
            Wrong("alpha fixed", size("<= alpha", "<= 0.05"), "pair n, r", keeps=1),
        ],
        inputs=rates,
    ),
}
