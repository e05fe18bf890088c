"""Right and wrong answers to the assignment 12_access."""

import numpy as np

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


crowd = changed(
    code(
        """
        def trace(start, chances, years):
            people = list(start)
            states = range(len(people))
            rows = [people]
            for year in range(1, years):
                people = [sum(people[i] * chances[i][j] for i in states) for j in states]
                rows.append(people)
            return rows
        """
    )
)

worth = changed(
    code(
        """
        def discounted_qalys(shares, utilities, rate=0.03):
            total = 0.0
            for year, row in enumerate(shares):
                qaly = sum(share * utility for share, utility in zip(row, utilities))
                total += qaly / (1 + rate) ** year
            return total
        """
    )
)

ratio = changed(
    code(
        """
        def icer(cost_new, qaly_new, cost_old, qaly_old):
            dearer, cheaper = cost_new > cost_old, cost_new < cost_old
            better, worse = qaly_new > qaly_old, qaly_new < qaly_old
            if dearer and better:
                return (cost_new - cost_old) / (qaly_new - qaly_old)
            if cheaper and worse:
                return "saves but harms"
            if dearer or worse:
                return "dominated"
            return "dominant"
        """
    )
)

doubt = changed(
    code(
        """
        def worth_share(rng, price, threshold, draws=1000):
            relapses = rng.beta(3, 27, size=draws)
            gains = rng.beta(6, 24, size=draws)
            nets = []
            for relapse, gain in zip(relapses, gains):
                years = 1.03 / (relapse + 0.03)
                nets.append((threshold * gain + 25_000) * years - price)
            return sum(net > 0 for net in nets) / draws, sum(nets) / draws
        """
    )
)

queue = changed(
    code(
        """
        def waiting_list(referred, places, leaving, waiting=0):
            result = np.zeros(len(referred))
            for month, new in enumerate(referred):
                waiting = waiting - waiting * leaving
                waiting = max(waiting - places, 0)
                waiting = waiting + new
                result[month] = waiting
            return result
        """
    )
)


def cohort(rng):
    """A start, chances whose rows add up to 1, and some years."""
    states = rng.integers(2, 5)
    return {
        "start": rng.dirichlet(np.ones(states)),
        "chances": rng.dirichlet(np.ones(states), states),
        "years": int(rng.integers(1, 8)),
    }


def years(rng):
    """Shares over some years, utilities, and a rate."""
    states = rng.integers(2, 5)
    return {
        "shares": rng.dirichlet(np.ones(states), rng.integers(1, 9)),
        "utilities": rng.random(states),
        "rate": rng.choice([0.0, 0.015, 0.03, 0.05]),
    }


def treatments(rng):
    """Two treatments on a coarse grid, so that they often agree in one of the two."""
    while True:
        new, old = rng.integers(0, 4, 2), rng.integers(0, 4, 2)
        if (new != old).any():
            return {
                "cost_new": 30_000 * int(new[0]),
                "qaly_new": 1.5 * int(new[1]),
                "cost_old": 30_000 * int(old[0]),
                "qaly_old": 1.5 * int(old[1]),
            }


def committee(rng):
    """A generator, a price, a threshold, and some draws."""
    return {
        "rng": np.random.default_rng(rng.integers(1000)),
        "price": int(rng.integers(0, 600_000)),
        "threshold": int(rng.integers(0, 200_000)),
        "draws": int(rng.integers(5, 50)),
    }


def centre(rng):
    """People referred, places, those who leave, and a list to begin with."""
    return {
        "referred": rng.integers(0, 9, rng.integers(1, 10)),
        "places": int(rng.integers(0, 7)),
        "leaving": rng.choice([0.0, 0.1, 0.5]),
        "waiting": int(rng.integers(0, 30)),
    }


QUESTIONS = {
    "trace": Question(
        right=[
            crowd("return rows", "return np.array(rows)"),
            code(
                """
                def trace(start, chances, years):
                    move = np.asarray(chances, float)
                    powers = [np.linalg.matrix_power(move, year) for year in range(years)]
                    return [np.asarray(start) @ power for power in powers]
                """
            ),
            code(
                """
                def trace(start, chances, years):
                    shares = np.empty((years, len(start)))
                    shares[0] = start
                    for year in range(1, years):
                        shares[year] = np.array(chances).T @ shares[year - 1]
                    return shares
                """
            ),
        ],
        wrong=[
            Wrong("columns taken for rows", crowd("chances[i][j]", "chances[j][i]"), "by columns"),
            Wrong(
                "the start left out",
                crowd("rows = [people]", "rows = []").replace(
                    "range(1, years)", "range(1, years + 1)"
                ),
                "already one year on",
            ),
            Wrong("a year too many", crowd("range(1, years)", "range(years)"), "five rows"),
            Wrong("the last year alone", crowd("return rows", "return rows[-1]"), "the last"),
            Wrong(
                "a row for each state",
                crowd("return rows", "return np.transpose(rows)"),
                "a row for each state",
            ),
            Wrong(
                "chances to a power each by itself",
                "def trace(start, chances, years):\n"
                "    chances = np.array(chances)\n"
                "    rows = [np.array(start) @ chances**k for k in range(1, years)]\n"
                "    return np.array([np.array(start), *rows])",
                "by itself",
            ),
            Wrong(
                "those who move are lost",
                crowd(
                    "sum(people[i] * chances[i][j] for i in states)", "people[j] * chances[j][j]"
                ),
                "In which state do they arrive",
            ),
            Wrong(
                "one array changed in place",
                code(
                    """
                    def trace(start, chances, years):
                        people = np.array(start, float)
                        rows = [people]
                        for _ in range(years - 1):
                            people[:] = people @ np.array(chances)
                            rows.append(people)
                        return np.array(rows)
                    """
                ),
                "changed one array in place",
            ),
        ],
        inputs=cohort,
        see=np.asarray,
    ),
    "discounted_qalys": Question(
        right=[
            worth("total = 0.0", "total = 0"),
            code(
                """
                def discounted_qalys(shares, utilities, rate=0.03):
                    factor = 1 / (1 + rate)
                    return sum(np.dot(row, utilities) * factor**k for k, row in enumerate(shares))
                """
            ),
        ],
        wrong=[
            Wrong("no discount", worth(" / (1 + rate) ** year", ""), "did not discount"),
            Wrong("year 0 discounted", worth("** year", "** (year + 1)"), "year 0 as well"),
            Wrong("rate taken off", worth("/ (1 + rate)", "* (1 - rate)"), "took 3 % off"),
            Wrong(
                "rate added up", worth("(1 + rate) ** year", "(1 + rate * year)"), "added up the"
            ),
            Wrong("later counts more", worth("/ (1 + rate)", "* (1 + rate)"), "count more"),
            Wrong(
                "years of life",
                worth("share * utility", "share * (utility > 0)"),
                "years of life",
            ),
            Wrong("the rate fixed", worth("(1 + rate)", "1.03"), "seven equal years", keeps=1),
            Wrong("the year a factor", worth("** year", "* year"), "The year is an exponent"),
            Wrong("divided once", worth(" ** year", ""), "once. Which power"),
            Wrong(
                "a year left out",
                worth("enumerate(shares)", "enumerate(shares[:-1])"),
                "last year is missing",
            ),
            Wrong(
                "utilities turned round",
                worth("zip(row, utilities)", "zip(row, utilities[::-1])"),
                "turned round",
            ),
            Wrong(
                "remission alone",
                worth("zip(row, utilities)", "zip(row[:1], utilities)"),
                "A year with disease has a worth",
            ),
        ],
        inputs=years,
    ),
    "icer": Question(
        right=[
            ratio("if dearer or worse", "if worse or dearer"),
            code(
                """
                def icer(cost_new, qaly_new, cost_old, qaly_old):
                    d_cost, d_qaly = np.sign(cost_new - cost_old), np.sign(qaly_new - qaly_old)
                    words = {
                        (-1, -1): "saves but harms", (-1, 0): "dominant", (-1, 1): "dominant",
                        (0, -1): "dominated", (0, 1): "dominant",
                        (1, -1): "dominated", (1, 0): "dominated",
                    }
                    key = (int(d_cost), int(d_qaly))
                    if key in words:
                        return words[key]
                    return (cost_new - cost_old) / (qaly_new - qaly_old)
                """
            ),
        ],
        wrong=[
            Wrong(
                "each treatment by itself",
                ratio("(cost_new - cost_old) / (qaly_new - qaly_old)", "cost_new / qaly_new"),
                "by itself",
            ),
            Wrong(
                "QALYs by dollars",
                ratio(
                    "(cost_new - cost_old) / (qaly_new - qaly_old)",
                    "(qaly_new - qaly_old) / (cost_new - cost_old)",
                ),
                "QALYs by dollars",
            ),
            Wrong(
                "averages subtracted",
                ratio(
                    "(cost_new - cost_old) / (qaly_new - qaly_old)",
                    "cost_new / qaly_new - cost_old / qaly_old",
                ),
                "two averages",
            ),
            Wrong(
                "all QALYs of the new treatment",
                ratio("/ (qaly_new - qaly_old)", "/ qaly_new"),
                "How many more are they",
            ),
            Wrong(
                "the difference in cost alone",
                ratio(" / (qaly_new - qaly_old)", ""),
                "What does it buy",
            ),
            Wrong(
                "one difference turned round",
                ratio("(cost_new - cost_old) /", "(cost_old - cost_new) /"),
                "turned round",
            ),
            Wrong(
                "a ratio in every case",
                "def icer(cost_new, qaly_new, cost_old, qaly_old):\n"
                "    return (cost_new - cost_old) / (qaly_new - qaly_old)",
                "verdict on cells that were given away",
            ),
            Wrong(
                "less health for less money called dominant",
                ratio('return "saves but harms"', 'return "dominant"'),
                "cheaper and worse",
                keeps=1,
            ),
            Wrong(
                "words exchanged",
                ratio('"dominated"', '"better"').replace('"dominant"', '"dominated"'),
                "the other word",
            ),
            Wrong(
                "the same cost forgotten",
                ratio("if dearer or worse", "if not cheaper"),
                "better at the same cost",
                keeps=1,
            ),
        ],
        inputs=treatments,
    ),
    "worth_share": Question(
        right=[
            doubt("size=draws", "draws"),
            code(
                """
                def worth_share(rng, price, threshold, draws=1000):
                    years = 1.03 / (rng.beta(3, 27, draws) + 0.03)
                    net = years * (threshold * rng.beta(6, 24, draws) + 25_000) - price
                    return [np.count_nonzero(net > 0) / draws, net.mean()]
                """
            ),
        ],
        wrong=[
            Wrong(
                "gains drawn first",
                code(
                    """
                    def worth_share(rng, price, threshold, draws=1000):
                        gain = rng.beta(6, 24, draws)
                        years = 1.03 / (rng.beta(3, 27, draws) + 0.03)
                        net = years * (threshold * gain + 25_000) - price
                        return np.mean(net > 0), net.mean()
                    """
                ),
                "drew the gains first",
            ),
            Wrong(
                "a generator of one's own",
                doubt("    relapses =", "    rng = np.random.default_rng(0)\n    relapses ="),
                "generator of your own",
            ),
            Wrong("savings forgotten", doubt(" + 25_000", ""), "money saved"),
            Wrong(
                "saved once",
                doubt("(threshold * gain + 25_000) * years", "threshold * gain * years + 25_000"),
                "not once",
            ),
            Wrong(
                "gained once",
                doubt("(threshold * gain + 25_000) * years", "threshold * gain + 25_000 * years"),
                "The gain of utility comes in each year",
            ),
            Wrong("savings taken off", doubt("+ 25_000", "- 25_000"), "is a benefit"),
            Wrong("the first year discounted", doubt("1.03 /", "1 /"), "hence 1.03"),
            Wrong(
                "the mean of the winners",
                doubt("sum(nets) / draws", "np.mean([net for net in nets if net > 0])"),
                "All of them count",
            ),
            Wrong(
                "parameters exchanged",
                doubt("rng.beta(3, 27", "rng.beta(27, 3").replace("beta(6, 24", "beta(24, 6"),
                "beta distribution are exchanged",
            ),
            Wrong(
                "exchanged",
                doubt(
                    "return sum(net > 0 for net in nets) / draws, sum(nets) / draws",
                    "return sum(nets) / draws, sum(net > 0 for net in nets) / draws",
                ),
                "exchanged",
            ),
            Wrong("a number of draws", doubt("in nets) / draws,", "in nets),"), "Which share"),
            Wrong("a sum for the mean", doubt("sum(nets) / draws", "sum(nets)"), "is a sum"),
            Wrong(
                "one draw for all",
                code(
                    """
                    def worth_share(rng, price, threshold, draws=1000):
                        years = 1.03 / (rng.beta(3, 27) + 0.03)
                        net = years * (threshold * rng.beta(6, 24) + 25_000) - price
                        return float(net > 0), net
                    """
                ),
                "one value for all",
            ),
            Wrong(
                "means in place of draws",
                code(
                    """
                    def worth_share(rng, price, threshold, draws=1000):
                        net = 1.03 / 0.13 * (threshold * 0.2 + 25_000) - price
                        return float(net > 0), net
                    """
                ),
                "means of the distributions",
            ),
        ],
        inputs=committee,
    ),
    "waiting_list": Question(
        right=[
            queue("max(waiting - places, 0)", "waiting - min(waiting, places)"),
            code(
                """
                def waiting_list(referred, places, leaving, waiting=0):
                    ends = []
                    for new in referred:
                        still = (1 - leaving) * (ends[-1] if ends else waiting)
                        ends.append(new + (still - places if still > places else 0))
                    return ends
                """
            ),
        ],
        wrong=[
            Wrong(
                "treated before they leave",
                queue(
                    "waiting = waiting - waiting * leaving\n"
                    "        waiting = max(waiting - places, 0)",
                    "waiting = max(waiting - places, 0)\n"
                    "        waiting = waiting - waiting * leaving",
                ),
                "treat first",
            ),
            Wrong(
                "treated in the month of referral",
                queue("- places, 0)\n        waiting = waiting + new", "- places + new, 0)"),
                "They join at its end",
            ),
            Wrong("nobody leaves", queue("waiting * leaving", "0"), "Nobody leaves"),
            Wrong(
                "a share taken for a number",
                queue("waiting * leaving", "leaving"),
                "a share of those who wait",
            ),
            Wrong(
                "counted before they join",
                queue(
                    "waiting = waiting + new\n        result[month] = waiting",
                    "result[month] = waiting\n        waiting = waiting + new",
                ),
                "the month's end",
            ),
            Wrong(
                "nobody treated where places are to spare",
                queue(
                    "max(waiting - places, 0)",
                    "waiting - places if waiting > places else waiting",
                ),
                "All of them are treated then",
            ),
            Wrong(
                "an empty list at first",
                queue("result = np.", "waiting = 0\n    result = np."),
                "Ten people",
            ),
            Wrong(
                "a list below zero",
                queue("max(waiting - places, 0)", "waiting - places"),
                "not there",
            ),
        ],
        inputs=centre,
        see=np.asarray,
    ),
}
