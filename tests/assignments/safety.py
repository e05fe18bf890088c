"""Right and wrong answers to the assignment 11_safety."""

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


CRS = code(
    """
    def crs_grade(record):
        fever = 1 if record["temperature"] >= 38 else 0
        if fever == 0 and not record["treated"]:
            return 0
        oxygen = OXYGEN[record["oxygen"]]
        number = record["vasopressors"]
        if record["hypotension"] and number is None:
            return 4 if oxygen == 4 else None
        pressure = 0
        if record["hypotension"]:
            pressure = 4 if number >= 2 else 2 + number
        return max(fever, pressure, oxygen)
    """
)
crs = changed(CRS)
ICANS = code(
    """
    def icans_grade(ice, wakes, seizure_minutes=0, weakness=False):
        signs = [WAKES[wakes]]
        if ice is not None:
            signs.append(0 if ice == 10 else 1 if ice >= 7 else 2 if ice >= 3 else 3)
        if seizure_minutes > 0:
            signs.append(4 if seizure_minutes > 5 else 3)
        if weakness:
            signs.append(4)
        return max(signs)
    """
)
icans = changed(ICANS)
DAYS = code(
    """
    def days_covered(weight, per_kg=8, least=10):
        dose = np.minimum(weight * per_kg, 800)
        level = drug.simulate(drug.TOCILIZUMAB, [(0, dose)], days=DAYS)["central"]
        return level.index[level >= least].max()
    """
)
days = changed(DAYS)
LEFT = code(
    """
    def left_after(hours, killed, resistant):
        rate = -np.log(1 - killed) / 0.5
        growth = np.log(8) / 90
        return (1 - resistant) * np.exp(-rate * hours) + resistant * np.exp(growth * hours / 24)
    """
)
left = changed(LEFT)
STOP = code(
    """
    def stops_at(patients, limit=0.25, sure=0.9):
        events = 0
        while events <= patients:
            a, b = 1 + events, 1 + patients - events
            if 1 - beta.cdf(limit, a, b) > sure:
                return events
            events += 1
        return None
    """
)
stop = changed(STOP)


def a_record(rng):
    """A record at the borders of the table."""
    low = bool(rng.random() < 0.6)
    number = rng.choice([0, 1, 2, 3, None]) if low else rng.choice([0, None])
    return {
        "record": {
            "temperature": float(rng.choice([36.9, 37.9, 38.0, 39.4])),
            "treated": bool(rng.random() < 0.5),
            "hypotension": low,
            "vasopressors": number,
            "oxygen": str(rng.choice(["room air", "low flow", "high flow", "positive pressure"])),
        }
    }


def a_brain(rng):
    """Signs of ICANS at their borders."""
    wakes = str(rng.choice(["alert", "by itself", "to voice", "to touch", "not"]))
    return {
        "ice": None if wakes == "not" else int(rng.integers(0, 11)),
        "wakes": wakes,
        "seizure_minutes": float(rng.choice([0, 0, 0, 1, 5, 6])),
        "weakness": bool(rng.random() < 0.15),
    }


def a_dose(rng):
    return {
        "weight": float(rng.integers(40, 140)),
        "per_kg": float(rng.choice([4, 8, 12])),
        "least": float(rng.choice([1, 5, 10, 50])),
    }


def a_switch(rng):
    return {
        "hours": rng.uniform(0, 3000, 5),
        "killed": rng.uniform(0.3, 0.99),
        "resistant": rng.uniform(0, 0.5),
    }


def a_rule(rng):
    return {
        "patients": int(rng.integers(1, 30)),
        "limit": rng.uniform(0.05, 0.6),
        "sure": rng.uniform(0.7, 0.99),
    }


QUESTIONS = {
    "crs_grade": Question(
        right=[
            CRS,
            code(
                """
                def crs_grade(record):
                    if record["vasopressors"] is None and record["hypotension"]:
                        tries = {crs_grade(record | {"vasopressors": n}) for n in (0, 1, 2)}
                        return tries.pop() if len(tries) == 1 else None
                    hot = record["temperature"] >= 38.0
                    if not (hot or record["treated"]):
                        return 0
                    drugs = record["vasopressors"] if record["hypotension"] else -2
                    return max(hot * 1, OXYGEN[record["oxygen"]], min(4, drugs + 2))
                """
            ),
        ],
        wrong=[
            Wrong(
                "fever asked for after treatment",
                crs(' and not record["treated"]', ""),
                "no longer asked for",
            ),
            Wrong("38.0 is no fever", crs(">= 38", "> 38"), "38.0 is a fever"),
            Wrong(
                "missing taken for none",
                crs("return 4 if oxygen == 4 else None", "number = 0"),
                "not zero",
            ),
            Wrong(
                "the sum of the signs",
                crs("max(fever, pressure, oxygen)", "min(4, pressure + oxygen) or fever"),
                "The worse",
            ),
            Wrong(
                "any vasopressor is grade 4",
                crs("number >= 2", "number >= 1"),
                "one vasopressor is grade 3",
            ),
            Wrong(
                "None reckoned with",
                crs(
                    'if record["hypotension"] and number is None:\n'
                    "        return 4 if oxygen == 4 else None",
                    "if False:\n        pass",
                ),
                "ask first whether",
            ),
            Wrong(
                "any gap forbids a grade",
                crs('record["hypotension"] and number is None', "number is None"),
                "changes nothing",
            ),
            Wrong(
                "printed and not returned",
                crs("return max(fever, pressure, oxygen)", "print(max(fever, pressure, oxygen))"),
                "end with `return`",
            ),
            Wrong(
                "grade as text",
                crs(
                    "return max(fever, pressure, oxygen)",
                    "return f'{max(fever, pressure, oxygen)}'",
                ),
                "A grade is a number",
            ),
            Wrong(
                "missing always without a grade",
                crs("return 4 if oxygen == 4 else None", "return None"),
                "",
                keeps=1,
            ),
        ],
        inputs=a_record,
    ),
    "icans_grade": Question(
        right=[
            ICANS,
            code(
                """
                def icans_grade(ice, wakes, seizure_minutes=0, weakness=False):
                    if weakness or wakes == "not" or seizure_minutes > 5:
                        return 4
                    table = [3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 0]
                    return max(table[ice], WAKES[wakes], 3 if seizure_minutes else 0)
                """
            ),
        ],
        wrong=[
            Wrong(
                "ICE 0 taken for grade 4",
                icans("2 if ice >= 3 else 3)", "2 if ice >= 3 else 3 if ice else 4)"),
                "who cannot be woken",
            ),
            Wrong(
                "the ICE alone",
                icans("signs = [WAKES[wakes]]", "signs = [4 * (wakes == 'not')]"),
                "not the ICE alone",
            ),
            Wrong(
                "five minutes taken for long",
                icans("seizure_minutes > 5", "seizure_minutes >= 5"),
                "not more than five",
            ),
            Wrong(
                "an ICE that was not taken reckoned with",
                icans("if ice is not None:", "if True:"),
                "has no ICE",
            ),
            Wrong(
                "signs added up",
                icans("return max(signs)", "return min(4, sum(signs))"),
                "The worst sign",
            ),
            Wrong("7 taken for grade 2", icans("ice >= 7", "ice > 7"), "Seven points"),
        ],
        inputs=a_brain,
    ),
    "days_covered": Question(
        right=[
            DAYS,
            code(
                """
                def days_covered(weight, per_kg=8, least=10):
                    mg = weight * per_kg
                    if mg > 800:
                        mg = 800
                    last = 0
                    table = drug.simulate(drug.TOCILIZUMAB, [(0, mg)], days=DAYS)
                    for day, mg_per_litre in zip(DAYS, table["central"]):
                        if mg_per_litre >= least:
                            last = day
                    return last
                """
            ),
        ],
        wrong=[
            Wrong(
                "no limit to the dose",
                days("np.minimum(weight * per_kg, 800)", "weight * per_kg"),
                "has a limit",
            ),
            Wrong(
                "samples taken for days",
                days("level.index[level >= least].max()", "int((level >= least).sum())"),
                "number of samples",
            ),
            Wrong(
                "dose per kilogram taken as total dose",
                days("np.minimum(weight * per_kg, 800)", "per_kg").replace(
                    "level.index[level >= least].max()", "DAYS[level >= least][-1]"
                ),
                "as the dose for all of him",
            ),
            Wrong("level in the tissues", days('"central"', '"peripheral"'), "in the tissues"),
            Wrong("the larger of the two", days("minimum", "maximum"), "the smaller of the two"),
            Wrong(
                "first day below",
                days("level.index[level >= least].max()", "level.index[level < least].min()"),
                "first day below",
            ),
        ],
        inputs=a_dose,
    ),
    "left_after": Question(
        right=[
            LEFT,
            code(
                """
                def left_after(hours, killed, resistant):
                    left = []
                    for hour in hours:
                        can_die = (1 - resistant) * (1 - killed) ** (2 * hour)
                        left.append(can_die + resistant * 2 ** (3 * hour / 2160))
                    return np.array(left)
                """
            ),
        ],
        wrong=[
            Wrong("all can die", left("(1 - resistant) *", "1 *"), "more than all"),
            Wrong("killing takes an hour", left("/ 0.5", "/ 1"), "takes an hour"),
            Wrong(
                "killed taken for left",
                left("np.log(1 - killed)", "np.log(killed)"),
                "for what is left",
            ),
            Wrong("hours taken for days", left("hours / 24", "hours"), "taken for days"),
            Wrong(
                "share killed taken for a rate",
                left("-np.log(1 - killed) / 0.5", "killed / 0.5"),
                "for a rate",
            ),
            Wrong(
                "the same number dies each half hour",
                left("np.exp(-rate * hours)", "np.maximum(0, 1 - killed * hours / 0.5)"),
                "The same *share*",
            ),
            Wrong(
                "half of an hour taken for half hours",
                left("/ 0.5", "* 0.5"),
                "How many half hours",
            ),
            Wrong(
                "killing stops after half an hour",
                left("np.exp(-rate * hours)", "np.where(hours >= 0.5, 1 - killed, 1)"),
                "stops after half an hour",
            ),
            Wrong("no regrowth", left("np.exp(growth * hours / 24)", "1"), "go on to divide"),
        ],
        inputs=a_switch,
    ),
    "stops_at": Question(
        right=[
            STOP,
            code(
                """
                def stops_at(patients, limit=0.25, sure=0.9):
                    k = np.arange(patients + 1)
                    stops = k[beta.sf(limit, k + 1, patients - k + 1) > sure]
                    return int(stops[0]) if len(stops) else None
                """
            ),
        ],
        wrong=[
            Wrong(
                "share that was seen",
                stop("1 - beta.cdf(limit, a, b) > sure", "events / patients > limit"),
                "share that was seen",
            ),
            Wrong(
                "prior left out",
                stop(
                    "a, b = 1 + events, 1 + patients - events",
                    "a, b = events + 1e-9, patients - events + 1e-9",
                ),
                "left out the prior",
            ),
            Wrong(
                "P value taken for probability of the rate",
                stop(
                    "1 - beta.cdf(limit, a, b) > sure",
                    "__import__('scipy').stats.binom.cdf(events - 1, patients, limit) > sure",
                ),
                "how surprising",
            ),
            Wrong("events exchanged", stop("a, b = 1 +", "b, a = 1 +"), "exchanged"),
            Wrong(
                "events counted among those without",
                stop("1 + patients - events", "1 + patients"),
                "*without* an event",
            ),
            Wrong(
                "share in place of a number",
                stop("return events", "return (events + 0.5) / patients"),
                "a number of events",
            ),
            Wrong(
                "below taken for above",
                stop("1 - beta.cdf(limit, a, b)", "beta.cdf(limit, a, b)"),
                "never stop",
            ),
        ],
        inputs=a_rule,
    ),
}
