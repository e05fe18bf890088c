"""Right and wrong answers to the assignment 01_tolerance."""

import numpy as np

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


survive = changed(
    code(
        """
        def survivors(clones, peptides, match_probability):
            share = (1 - match_probability) ** peptides
            return clones * share
        """
    )
)

slip = changed(
    code(
        """
        def escaped(clones, match_probability, showing, visits):
            total = 0.0
            for share in showing:
                total += clones * match_probability * (1 - share) ** visits
            return total
        """
    )
)

fitting = changed(
    code(
        """
        def fitting_thresholds(thresholds, *, clones, shown, hidden, answer, seen, most_escaped):
            thresholds = np.sort(thresholds)
            passed = clones * (1 - 1 / thresholds) ** shown
            sight = 1 - (1 - answer) ** passed
            danger = passed * (1 - (1 - answer) ** hidden)
            return thresholds[(sight >= seen) & (danger <= most_escaped)]
        """
    )
)

sorted_by_chance = changed(
    code(
        """
        def select(clones, peptides, weak, strong, seed):
            bonds = np.random.default_rng(seed).random((clones, peptides))
            deleted = (bonds < strong).any(axis=1)
            neglected = ~(bonds < weak).any(axis=1)
            survives = ~deleted & ~neglected
            return neglected.sum(), deleted.sum(), survives.sum()
        """
    )
)

explain = changed(
    code(
        """
        def visits_that_explain(found_men, looked_men, found_women, looked_women, showing):
            left = (found_men / looked_men) / (found_women / looked_women)
            return np.log(left) / np.log(1 - showing)
        """
    )
)


def test_of_clones(rng):
    """Clones, peptides and a match probability with a mean of a few matches at most."""
    peptides = int(rng.integers(1, 3000))
    return {
        "clones": rng.uniform(1e3, 1e8),
        "peptides": peptides,
        "match_probability": min(rng.uniform(0.01, 4) / peptides, 0.9),
    }


def thymus(rng):
    """A few peptides, shown by few or many cells."""
    return {
        "clones": rng.uniform(1e5, 1e8),
        "match_probability": 10 ** rng.uniform(-7, -4),
        "showing": np.append(rng.uniform(0, 0.2, int(rng.integers(1, 6))), 0.0),
        "visits": int(rng.integers(0, 60)),
    }


def demands(rng):
    """Thresholds and demands of which some fit."""
    return {
        "thresholds": rng.permutation(np.geomspace(200, 1e5, 40)),
        "clones": rng.uniform(5e4, 5e6),
        "shown": int(rng.integers(500, 9000)),
        "hidden": int(rng.integers(1, 500)),
        "answer": 10 ** rng.uniform(-6, -3),
        "seen": rng.uniform(0.3, 0.999),
        "most_escaped": 10 ** rng.uniform(2, 5),
    }


def dice(rng):
    """Clones and peptides, with limits that leave some of each fate."""
    peptides = int(rng.integers(2, 80))
    weak = rng.uniform(0.5, 2) / peptides
    return {
        "clones": int(rng.integers(20, 300)),
        "peptides": peptides,
        "weak": weak,
        "strong": weak * rng.uniform(0.3, 0.9),
        "seed": int(rng.integers(1000)),
    }


def counts(rng):
    """Cells found and looked at, fewer in men."""
    return {
        "found_men": int(rng.integers(1, 50)),
        "looked_men": rng.uniform(1e6, 1e7),
        "found_women": int(rng.integers(50, 200)),
        "looked_women": rng.uniform(1e6, 1e7),
        "showing": rng.uniform(0.001, 0.6),
    }


QUESTIONS = {
    "survivors": Question(
        right=[
            code(
                """
                def survivors(clones, peptides, match_probability):
                    left = clones
                    for _ in range(int(peptides)):
                        left *= 1 - match_probability
                    return left
                """
            ),
            code(
                """
                import math

                def survivors(clones, peptides, match_probability):
                    return clones * math.exp(peptides * math.log1p(-match_probability))
                """
            ),
            code(
                """
                from scipy.stats import binom

                def survivors(clones, peptides, match_probability):
                    return clones * binom.pmf(0, peptides, match_probability)
                """
            ),
        ],
        wrong=[
            Wrong(
                "matches subtracted one by one",
                survive(
                    "(1 - match_probability) ** peptides",
                    "max(1 - peptides * match_probability, 0)",
                ),
                "died twice",
            ),
            Wrong("one peptide for all", survive(" ** peptides", ""), "survive one peptide"),
            Wrong(
                "the dead counted",
                survive("clones * share", "clones * (1 - share)"),
                "how many die",
            ),
            Wrong("share taken for a number", survive("clones * share", "share"), "is the share"),
            Wrong(
                "all taken for any",
                survive("(1 - match_probability) ** peptides", "1 - match_probability**peptides"),
                "One match is enough",
            ),
            Wrong(
                "an approximation where it fails",
                survive(
                    "(1 - match_probability) ** peptides", "np.exp(-match_probability * peptides)"
                ),
                "exp(-n p)",
            ),
            Wrong(
                "rounded",
                survive("clones * share", "round(clones * share, -2)"),
                "survivors",
                keeps=1,
            ),
            Wrong("no return", survive("return ", ""), "None"),
        ],
        inputs=test_of_clones,
    ),
    "escaped": Question(
        right=[
            slip(
                "total += clones * match_probability * (1 - share)",
                "total += clones * match_probability * (1.0 - share)",
            ),
            code(
                """
                def escaped(clones, match_probability, showing, visits):
                    return clones * match_probability * ((1 - showing) ** visits).sum()
                """
            ),
            code(
                """
                def escaped(clones, match_probability, showing, visits):
                    reactive = np.full(len(showing), clones * match_probability)
                    for _ in range(visits):
                        reactive = reactive * (1 - showing)
                    return sum(reactive)
                """
            ),
        ],
        wrong=[
            Wrong(
                "chances multiplied",
                code(
                    """
                    def escaped(clones, match_probability, showing, visits):
                        return clones * match_probability * np.prod((1 - showing) ** visits)
                    """
                ),
                "multiplied the chances",
            ),
            Wrong(
                "mean of the shares first",
                code(
                    """
                    def escaped(clones, match_probability, showing, visits):
                        mean = np.mean(showing)
                        return clones * match_probability * len(showing) * (1 - mean) ** visits
                    """
                ),
                "took the mean",
            ),
            Wrong(
                "the caught counted",
                slip("(1 - share) ** visits", "(1 - (1 - share) ** visits)"),
                "are caught",
            ),
            Wrong("match forgotten", slip(" * match_probability", ""), "every clone match"),
            Wrong(
                "hidden peptide left out",
                slip("for share in showing:", "for share in showing[showing > 0]:"),
                "left out",
            ),
            Wrong(
                "seen by all cells",
                slip("(1 - share) ** visits", "share ** visits"),
                "every cell shows",
            ),
            Wrong(
                "same number in each visit",
                slip("(1 - share) ** visits", "max(1 - share * visits, 0)"),
                "same share",
            ),
            Wrong("one visit", slip(" ** visits", ""), "single visit"),
            Wrong(
                "an approximation where it fails",
                slip("(1 - share) ** visits", "np.exp(-share * visits)"),
                "exp(-q m)",
            ),
            Wrong(
                "one number per peptide",
                code(
                    """
                    def escaped(clones, match_probability, showing, visits):
                        return clones * match_probability * (1 - showing) ** visits
                    """
                ),
                "must be one number",
            ),
        ],
        inputs=thymus,
    ),
    "fitting_thresholds": Question(
        right=[
            code(
                """
                def fitting_thresholds(thresholds, *, seen, most_escaped, **thymus):
                    def fits(t):
                        passed = thymus["clones"] * (1 - 1 / t) ** thymus["shown"]
                        silent = 1 - thymus["answer"]
                        danger = passed * (1 - silent ** thymus["hidden"])
                        return silent**passed <= 1 - seen and danger <= most_escaped

                    return np.array([t for t in sorted(thresholds) if fits(t)])
                """
            ),
            fitting(
                "thresholds[(sight >= seen) & (danger <= most_escaped)]",
                "np.extract((sight >= seen) * (most_escaped >= danger), thresholds)",
            ),
        ],
        wrong=[
            Wrong("sight alone", fitting(" & (danger <= most_escaped)", ""), "Both demands"),
            Wrong("safety alone", fitting("(sight >= seen) & ", ""), "too few to see with"),
            Wrong("one or the other", fitting(" & ", " | "), "both: combine"),
            Wrong(
                "sight of all new clones",
                fitting("(1 - answer) ** passed", "(1 - answer) ** clones"),
                "sight that of the passed",
            ),
            Wrong(
                "mean answers taken for a chance",
                fitting("1 - (1 - answer) ** passed", "answer * passed"),
                "on average",
            ),
            Wrong(
                "escaped of all clones",
                fitting("danger = passed *", "danger = clones *"),
                "not among all",
            ),
            Wrong(
                "threshold taken for a probability",
                fitting("(1 - 1 / thresholds)", "np.clip(1 - thresholds, 0, 1)"),
                "not T",
            ),
            Wrong(
                "hidden peptides added up",
                fitting("1 - (1 - answer) ** hidden", "answer * hidden"),
                "added up",
            ),
            Wrong(
                "truth values",
                fitting(
                    "thresholds[(sight >= seen) & (danger <= most_escaped)]",
                    "(sight >= seen) & (danger <= most_escaped)",
                ),
                "True or False for each",
            ),
            Wrong(
                "left as they came",
                fitting("np.sort(thresholds)", "thresholds"),
                "array of thresholds",
                keeps=2,
            ),
        ],
        inputs=demands,
    ),
    "select": Question(
        right=[
            sorted_by_chance(".any(axis=1)\n    neglected", ".sum(axis=1) > 0\n    neglected"),
            code(
                """
                def select(clones, peptides, weak, strong, seed):
                    counted = [0, 0, 0]
                    for bonds in np.random.default_rng(seed).random((clones, peptides)):
                        if min(bonds) < strong:
                            counted[1] += 1
                        elif min(bonds) < weak:
                            counted[2] += 1
                        else:
                            counted[0] += 1
                    return tuple(counted)
                """
            ),
            code(
                """
                def select(clones, peptides, weak, strong, seed):
                    best = np.random.default_rng(seed).random((clones, peptides)).min(1)
                    return np.histogram(best, [0, strong, weak, 1.1])[0][[2, 0, 1]]
                """
            ),
        ],
        wrong=[
            Wrong(
                "clones and peptides exchanged",
                sorted_by_chance("(clones, peptides)", "(peptides, clones)").replace(
                    "axis=1", "axis=0"
                ),
                "other way round",
            ),
            Wrong(
                "deleted by all bonds instead of any",
                code(
                    """
                    def select(clones, peptides, weak, strong, seed):
                        bonds = np.random.default_rng(seed).random((clones, peptides))
                        deleted = (bonds < strong).all(axis=1)
                        neglected = (bonds >= strong).all(axis=1) | ~deleted
                        return neglected.sum(), deleted.sum(), 0
                    """
                ),
                "any, and not all",
            ),
            Wrong(
                "neglected among the survivors",
                sorted_by_chance("~deleted & ~neglected", "~deleted"),
                "counted the neglected",
            ),
            Wrong(
                "deleted among the survivors",
                sorted_by_chance("~deleted & ~neglected", "~neglected"),
                "counted the deleted",
            ),
            Wrong(
                "fates exchanged",
                sorted_by_chance(
                    "neglected.sum(), deleted.sum()", "deleted.sum(), neglected.sum()"
                ),
                "changed places",
            ),
            Wrong(
                "shares instead of clones",
                code(
                    """
                    def select(clones, peptides, weak, strong, seed):
                        bonds = np.random.default_rng(seed).random((clones, peptides)).min(axis=1)
                        survives = (bonds >= strong) & (bonds < weak)
                        return np.mean(bonds >= weak), np.mean(bonds < strong), np.mean(survives)
                    """
                ),
                "These are shares",
            ),
            Wrong(
                "bonds counted instead of clones",
                code(
                    """
                    def select(clones, peptides, weak, strong, seed):
                        bonds = np.random.default_rng(seed).random((clones, peptides))
                        middling = (bonds < weak) & (bonds >= strong)
                        return (bonds >= weak).sum(), (bonds < strong).sum(), middling.sum()
                    """
                ),
                "Count clones",
            ),
            Wrong(
                "a weak bond forgives a deadly one",
                sorted_by_chance(
                    "~deleted & ~neglected", "((bonds < weak) & (bonds >= strong)).any(axis=1)"
                ),
                "The deadly one decides",
            ),
            Wrong(
                "strong bonds taken for large numbers",
                sorted_by_chance("(bonds < strong)", "(bonds > 1 - strong)"),
                "clones neglected",
            ),
            Wrong(
                "seed ignored",
                sorted_by_chance("default_rng(seed)", "default_rng(5)"),
                "clones neglected",
            ),
        ],
        inputs=dice,
    ),
    "visits_that_explain": Question(
        right=[
            code(
                """
                import math

                def visits_that_explain(found_men, looked_men, found_women, looked_women, showing):
                    left = found_men * looked_women / (looked_men * found_women)
                    return math.log(left, 1 - showing)
                """
            ),
            explain("np.log(left) / np.log(1 - showing)", "np.log10(left) / np.log10(1 - showing)"),
        ],
        wrong=[
            Wrong(
                "cells found taken for frequencies",
                explain(
                    "(found_men / looked_men) / (found_women / looked_women)",
                    "found_men / found_women",
                ),
                "compare frequencies",
            ),
            Wrong(
                "ratio upside down",
                explain("np.log(left)", "np.log(1 / left)"),
                "upside down",
            ),
            Wrong(
                "encounters taken for visits",
                explain("np.log(left) / np.log(1 - showing)", "-np.log(left)"),
                "mean number of encounters",
            ),
            Wrong("an approximation", explain("np.log(1 - showing)", "-showing"), "exp(-q m)"),
            Wrong("logarithms mixed", explain("np.log(left)", "np.log10(left)"), "mixed"),
            Wrong(
                "chance to meet taken for missing",
                explain("1 - showing", "showing"),
                "chance to miss",
            ),
            Wrong(
                "part deleted taken for part left",
                explain("np.log(left)", "np.log(1 - left)"),
                "that is left",
            ),
            Wrong(
                "same number in each visit",
                explain("np.log(left) / np.log(1 - showing)", "(1 - left) / showing"),
                "same share",
            ),
        ],
        inputs=counts,
    ),
}
