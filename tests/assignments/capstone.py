"""Right and wrong answers to the assignment 14_capstone."""

import numpy as np
import pandas as pd

from course.models.capstone import faults
from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


meeting = changed(
    code(
        """
        def reach(people, diseases):
            both = people[["name", "disease_key"]].merge(
                diseases, left_on="disease_key", right_on="disease"
            )
            found = {}
            for _, person in both.iterrows():
                if person["driver"] == "antibody":
                    word = "yes"
                elif person["driver"] == "T cell":
                    word = "no"
                else:
                    word = "partly"
                found[person["name"]] = word
            return found
        """
    )
)

start = changed(
    code(
        """
        def cells_to_start(dose_per_kg, weight, *, car_share, fold, kept=1.0):
            wanted = dose_per_kg * weight
            harvested = wanted / kept / car_share
            return harvested / fold
        """
    )
)

looks = changed(
    code(
        """
        from scipy.stats import binom

        def chance_to_stop(rate, limits):
            going, stopped = {0: 1.0}, 0.0
            for limit in limits:
                later = {}
                for before, chance in going.items():
                    for more in range(4):
                        seen = before + more
                        now = chance * binom.pmf(more, 3, rate)
                        if seen >= limit:
                            stopped += now
                        else:
                            later[seen] = later.get(seen, 0.0) + now
                going = later
            return stopped
        """
    )
)

worth = changed(
    code(
        """
        def dearest(threshold, gain, saved, years, *, discount=0.03):
            total = 0.0
            for t in range(years):
                total += (threshold * gain + saved) / (1 + discount) ** t
            return total
        """
    )
)

amara = changed(
    code(
        """
        def answer(threshold):
            price = min(100_000, worth(Price(), threshold))
            return Design(
                patient="Amara",
                batch=Manufacturing(weight=62),
                preparation=Preparation(fertility=True, in_hospital=21),
                expected=Expected(peak_day=10),
                trial=Trial(window=60),
                price=Price(price=price, threshold=threshold),
            )
        """
    )
)

lena = changed(
    code(
        """
        def answer(threshold):
            return NoCarT(
                patient="Lena",
                reasons=("B cells went, the disease stayed", "behind the blood-brain barrier"),
                alternative="ofatumumab",
                changes=("B cells counted in the cerebrospinal fluid before and after",),
            )
        """
    )
)

COUNTED = "B cells counted in the cerebrospinal fluid before and after"

carmen = code(
    """
    def answer(threshold):
        reasons = ["a drug is untried", "no reserve for a side effect"]
        return NoCarT(
            patient="Carmen",
            reasons=reasons,
            alternative="rituximab",
            changes=["the untried drug fails"],
        )
    """
)

mei = code(
    """
    from course.models.capstone_refusal import REASONS, untried

    def answer(threshold):
        held = [name for name, reason in REASONS.items() if reason.holds("Mei")]
        return NoCarT(
            patient="Mei",
            reasons=held,
            alternative=untried("Mei")[-1],
            changes=[REASONS[held[0]].answer],
        )
    """
)


def tables(rng):
    """Some people, and diseases in another order."""
    kinds = ["antibody", "both", "not settled", "T cell"]
    diseases = pd.DataFrame({"disease": list("abcdef"), "driver": rng.choice(kinds, 6)})
    names, keys = ["Ada", "Ben", "Cleo", "Dan"], rng.choice(list("abcdef"), 4)
    people = pd.DataFrame({"name": names, "disease_key": keys})
    return {
        "people": people,
        "diseases": diseases.sample(frac=1, random_state=int(rng.integers(9))),
    }


def batch(rng):
    """A dose, a body, and what becomes of the cells."""
    return {
        "dose_per_kg": rng.uniform(1e5, 5e6),
        "weight": rng.uniform(10, 120),
        "car_share": rng.uniform(0.1, 0.9),
        "fold": rng.uniform(2, 80),
        "kept": rng.uniform(0.4, 1),
    }


def rule(rng):
    """A risk and some rising limits."""
    return {"rate": rng.uniform(0, 0.7), "limits": np.sort(rng.integers(1, 8, 4)).tolist()}


def payer(rng):
    """What a payer gives, and what a year brings."""
    return {
        "threshold": rng.uniform(2e4, 2e5),
        "gain": rng.uniform(0.05, 0.5),
        "saved": rng.uniform(-5e3, 4e4),
        "years": int(rng.integers(1, 30)),
        "discount": rng.choice([0.0, rng.uniform(0, 0.1)]),
    }


QUESTIONS = {
    "reach": Question(
        right=[
            meeting("found = {}", "found = dict()"),
            code(
                """
                def reach(people, diseases):
                    word = {"antibody": "yes", "T cell": "no"}
                    driver = dict(zip(diseases["disease"], diseases["driver"]))
                    keys = people.set_index("name")["disease_key"]
                    return keys.map(driver).map(lambda d: word.get(d, "partly")).to_dict()
                """
            ),
        ],
        wrong=[
            Wrong(
                "an antibody taken for a cause",
                code(
                    """
                    def reach(people, diseases):
                        have = people["autoantibody"].notna()
                        return dict(zip(people["name"], np.where(have, "yes", "no").tolist()))
                    """
                ),
                "antibodies, which mark his disease",
            ),
            Wrong(
                "joined by order",
                code(
                    """
                    def reach(people, diseases):
                        word = {"antibody": "yes", "T cell": "no"}
                        pairs = zip(people["name"], diseases["driver"])
                        return {name: word.get(driver, "partly") for name, driver in pairs}
                    """
                ),
                "and not by their order",
            ),
            Wrong(
                "not settled taken for a no",
                meeting('== "T cell"', 'in ("T cell", "not settled")'),
                "neither a yes nor a no",
            ),
            Wrong(
                "both taken for a yes",
                meeting('== "antibody"', 'in ("antibody", "both")'),
                "and not the whole",
            ),
            Wrong("capital letters", meeting('word = "no"', 'word = "No"'), "in small letters"),
            Wrong(
                "the driver as it stands",
                code(
                    """
                    def reach(people, diseases):
                        driver = dict(zip(diseases["disease"], diseases["driver"]))
                        return dict(zip(people["name"], people["disease_key"].map(driver)))
                    """
                ),
                "Your words hold: T cell, antibody, both, not settled",
            ),
            Wrong(
                "a word forgotten",
                code(
                    """
                    def reach(people, diseases):
                        word = {"antibody": "yes", "both": "partly", "T cell": "no"}
                        driver = dict(zip(diseases["disease"], diseases["driver"]))
                        keys = people["disease_key"].map(driver)
                        return dict(zip(people["name"], keys.map(word)))
                    """
                ),
                "Your words hold: nan",
            ),
            Wrong(
                "joined by two columns that do not fit",
                meeting('left_on="disease_key"', 'left_on="name"'),
                "found no row",
            ),
            Wrong("a list", meeting("return found", "return [*found]"), "Return a dict"),
        ],
        inputs=tables,
    ),
    "cells_to_start": Question(
        right=[
            start("harvested / fold", "1 / fold * harvested"),
            code(
                """
                def cells_to_start(dose_per_kg, weight, **share):
                    left = share["car_share"] * share["fold"] * share.get("kept", 1)
                    return (dose_per_kg / left) * weight
                """
            ),
        ],
        wrong=[
            Wrong("weight left out", start("dose_per_kg * weight", "dose_per_kg"), "weight"),
            Wrong("thawing left out", start(" / kept", ""), "Thawing is missing"),
            Wrong("multiplied by kept", start("/ kept", "* kept"), "multiplied by `kept`"),
            Wrong("share left out", start(" / car_share", ""), "CAR+ share is missing"),
            Wrong(
                "the share without the receptor",
                start("/ car_share", "/ (1 - car_share)"),
                "share without the receptor",
            ),
            Wrong("the share that is lost", start("/ kept", "/ (1 - kept + 1e-9)"), "that is lost"),
            Wrong("fold as divisions", start("/ fold", "/ 2**fold"), "no number of divisions"),
            Wrong("the dose", start("return harvested / fold", "return wanted"), "is the dose"),
            Wrong("no expansion", start("harvested / fold", "harvested"), "expansion is missing"),
            Wrong(
                "all on the wrong side",
                start("wanted / kept / car_share", "wanted * kept * car_share").replace(
                    "harvested / fold", "harvested * fold"
                ),
                "multiplied by the three",
            ),
        ],
        inputs=batch,
    ),
    "chance_to_stop": Question(
        right=[
            looks("stopped += now", "stopped = stopped + now"),
            code(
                """
                from itertools import product
                from math import comb

                def chance_to_stop(rate, limits):
                    total = 0.0
                    for path in product(range(4), repeat=len(limits)):
                        if (np.cumsum(path) >= np.asarray(limits)).any():
                            ways = [comb(3, k) * rate**k * (1 - rate) ** (3 - k) for k in path]
                            total += np.prod(ways)
                    return total
                """
            ),
        ],
        wrong=[
            Wrong(
                "looks added",
                code(
                    """
                    from scipy.stats import binom

                    def chance_to_stop(rate, limits):
                        looks = enumerate(limits, 1)
                        return sum(binom.sf(k - 1, 3 * n, rate) for n, k in looks)
                    """
                ),
                "counted twice",
            ),
            Wrong(
                "looks taken for independent",
                code(
                    """
                    from scipy.stats import binom

                    def chance_to_stop(rate, limits):
                        looks = enumerate(limits, 1)
                        return 1 - np.prod([binom.cdf(k - 1, 3 * n, rate) for n, k in looks])
                    """
                ),
                "took the looks for independent",
            ),
            Wrong(
                "the last look alone",
                code(
                    """
                    from scipy.stats import binom

                    def chance_to_stop(rate, limits):
                        return binom.sf(limits[-1] - 1, 3 * len(limits), rate)
                    """
                ),
                "the last look alone",
            ),
            Wrong(
                "earlier looks forgotten",
                looks("in limits:\n", "in limits:\n        stopped = 0.0\n"),
                "at the last look and not before",
            ),
            Wrong(
                "only those just at the limit",
                looks("seen >= limit", "seen == limit"),
                "Those beyond it stop",
            ),
            Wrong("two new DLTs at most", looks("range(4)", "range(3)"), "four chances"),
            Wrong("the risk turned round", looks("3, rate)", "3, 1 - rate)"), "to stay well"),
            Wrong("beyond the limit", looks("seen >= limit", "seen > limit"), "It stops *at*"),
            Wrong("chance to go on", looks("return stopped", "return 1 - stopped"), "goes on"),
        ],
        inputs=rule,
    ),
    "dearest": Question(
        right=[
            worth("total = 0.0", "total = 0"),
            code(
                """
                def dearest(threshold, gain, saved, years, *, discount=0.03):
                    v = 1 / (1 + discount)
                    annuity = years if v == 1 else (1 - v**years) / (1 - v)
                    return annuity * (threshold * gain + saved)
                """
            ),
        ],
        wrong=[
            Wrong("not discounted", worth(" / (1 + discount) ** t", ""), "Nothing is discounted"),
            Wrong("first year discounted", worth("** t", "** (t + 1)"), "It is year 0"),
            Wrong("savings left out", worth(" + saved", ""), "savings are missing"),
            Wrong("savings taken off", worth("+ saved", "- saved"), "took the savings off"),
            Wrong("a year more", worth("range(years)", "range(years + 1)"), "one year too many"),
            Wrong("a year less", worth("range(years)", "range(years - 1)"), "one year too few"),
            Wrong("rate taken off", worth("/ (1 + discount)", "* (1 - discount)"), "took 3 % off"),
            Wrong("later counts more", worth("/ (1 + discount)", "* (1 + discount)"), "count more"),
            Wrong(
                "QALYs not discounted",
                worth(
                    "(threshold * gain + saved) / (1 + discount) ** t",
                    "threshold * gain + saved / (1 + discount) ** t",
                ),
                "QALYs were not discounted",
            ),
            Wrong("discount fixed", worth("(1 + discount)", "1.03"), "at 5 %", keeps=1),
        ],
        inputs=payer,
    ),
    "answer": Question(
        right=[amara("weight=62", "weight=62.0"), lena("ofatumumab", "ocrelizumab"), carmen, mei],
        wrong=[
            Wrong(
                "a dose for another weight",
                amara('patient="Amara"', 'patient="Carmen"'),
                "Carmen weighs 66",
            ),
            Wrong(
                "a price for one payer alone",
                amara("threshold=threshold", "threshold=100_000"),
                "Pass the threshold on",
                keeps=1,
            ),
            Wrong("a price that nobody pays", amara("min(", "max(500_000, "), "may cost"),
            Wrong(
                "cells against B cells where T cells do the damage",
                amara('"Amara"', '"Theo"').replace("62", "58"),
                "leave those that do the damage alone",
            ),
            Wrong(
                "two receptors too long for the vector",
                amara(
                    "batch=",
                    'receptor=Receptor(companion="a second CAR, against BCMA, after P2A"), '
                    'aim=Aim(gate="OR"), batch=',
                ),
                "3,006 bases",
            ),
            Wrong("a trial as it comes", amara("window=60", "window=28"), "`trial` is as it comes"),
            Wrong("the lecture's design", amara('"Amara"', '"Mei"').replace("62", "55"), "for Mei"),
            Wrong(
                "fertility forgotten",
                amara("fertility=True", "fertility=False"),
                "Cyclophosphamide needs a plan",
            ),
            Wrong(
                "a reason of another patient",
                lena('"B cells went, the disease stayed"', '"T cells do the damage"'),
                "does not hold for Lena",
            ),
            Wrong(
                "risks that can be lessened",
                lena('"B cells went, the disease stayed"', '"chemotherapy and fertility"'),
                "can be lessened",
            ),
            Wrong("an alternative out of the air", lena("ofatumumab", "rest"), "is none of"),
            Wrong(
                "an observation that answers nothing",
                lena(COUNTED, "the untried drug fails"),
                "answers none of your reasons",
            ),
            Wrong("a text", "def answer(threshold):\n    return 'CD19'", "Return a Design"),
        ],
        inputs=lambda rng: {"threshold": rng.uniform(2e4, 2e5)},
        see=lambda given: faults(given) == [],
    ),
}  # fmt: skip
