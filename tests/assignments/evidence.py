"""Right and wrong answers to the assignment 10_evidence."""

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


exact = changed(
    code(
        """
        def exact_interval(events, patients, level=0.95):
            alpha = 1 - level
            low, high = 0, 1
            if events != 0:
                low = stats.beta(events, patients - events + 1).ppf(alpha / 2)
            if events != patients:
                high = stats.beta(events + 1, patients - events).ppf(1 - alpha / 2)
            return [low, high]
        """
    )
)

chance = changed(
    code(
        """
        def chance_alone(responders, patients, control_share):
            total = 0.0
            for k in range(responders, patients + 1):
                total += stats.binom.pmf(k, patients, control_share)
            return total
        """
    )
)

pooled = changed(
    code(
        """
        def pooled_share(reports):
            k = n = 0
            for _, rows in reports.groupby("centre"):
                best = rows["patients"].to_numpy().argmax()
                k += rows["responders"].to_numpy()[best]
                n += rows["patients"].to_numpy()[best]
            return [k, n, k / n]
        """
    )
)

remission = changed(
    code(
        """
        def in_remission(months, relapsed, at):
            months, relapsed = np.array(months), np.array(relapsed)
            times = sorted(set(months[relapsed]))
            answer = []
            for t in at:
                s = 1
                for u in times:
                    if u <= t:
                        n = (months >= u).sum()
                        d = ((months == u) & relapsed).sum()
                        s = s * (1 - d / n)
                answer.append(s)
            return np.array(answer)
        """
    )
)

picture = changed(
    code(
        """
        def forest(ax, table):
            m = len(table)
            for i in range(m):
                row, y = table.iloc[i], m - 1 - i
                ax.plot([100 * row["low"], 100 * row["high"]], [y, y], "k-")
                ax.text(101, y, f"{row['events']:.0f}/{row['patients']:.0f}")
            ax.scatter(100 * table["share"], m - 1 - np.arange(m))
            ax.set_xlabel("Responders (%)")
            ax.set_title("Reports (SYNTHETIC)")
            return ax
        """
    )
)


def counts(rng):
    patients = int(rng.integers(1, 60))
    events = int(rng.choice([0, patients, int(rng.integers(0, patients + 1))]))
    return {"events": events, "patients": patients, "level": float(rng.uniform(0.5, 0.99))}


def trial(rng):
    patients = int(rng.integers(1, 30))
    responders = int(rng.integers(0, patients + 1))
    return {
        "responders": responders,
        "patients": patients,
        "control_share": float(rng.uniform(0.05, 0.9)),
    }


def papers(rng):
    size = int(rng.integers(1, 9))
    patients = rng.permutation(np.arange(2, 40))[:size]  # no ties: each centre has one largest
    table = {
        "centre": rng.choice(list("abcd"), size),
        "patients": patients,
        "responders": [int(rng.integers(0, n + 1)) for n in patients],
    }
    return {"reports": pd.DataFrame(table)}


def watched(rng):
    size = int(rng.integers(2, 12))
    return {
        "months": rng.integers(1, 10, size).astype(float),
        "relapsed": rng.random(size) < 0.5,
        "at": rng.integers(0, 12, 5).astype(float),
    }


def rows(rng):
    size = int(rng.integers(1, 6))
    patients = rng.integers(3, 40, size)
    events = np.array([int(rng.integers(0, n + 1)) for n in patients])
    share = events / patients
    table = {"events": events, "patients": patients, "share": share}
    table |= {"low": share * 0.7, "high": share + 0.6 * (1 - share)}
    index = [f"r{k}" for k in range(size)]
    return {"ax": Figure().add_subplot(), "table": pd.DataFrame(table, index=index)}


def seen(ax):
    """Points, level lines, texts and labels, as a reader takes them from the Axes."""
    pieces = [np.column_stack([line.get_xdata(), line.get_ydata()]) for line in ax.lines]
    for c in ax.collections:
        pieces += c.get_segments() if isinstance(c, LineCollection) else [c.get_offsets()]
    numbers = sorted(np.round(np.asarray(p, float), 6).tolist() for p in pieces)
    texts = sorted((round(t.get_position()[1], 6), t.get_text()) for t in ax.texts)
    return [numbers, texts, "%" in ax.get_xlabel(), "SYNTHETIC" in ax.get_title()]


QUESTIONS = {
    "exact_interval": Question(
        right=[
            exact("[low, high]", "(low, high)"),
            code(
                """
                def exact_interval(events, patients, level=0.95):
                    test = stats.binomtest(int(events), int(patients))
                    found = test.proportion_ci(confidence_level=level, method="exact")
                    return found.low, found.high
                """
            ),
            code(
                """
                from scipy.optimize import brentq

                def exact_interval(events, patients, level=0.95):
                    side = (1 - level) / 2
                    at_least = lambda p: stats.binom.sf(events - 1, patients, p) - side
                    at_most = lambda p: stats.binom.cdf(events, patients, p) - side
                    low = brentq(at_least, 0, 1, xtol=1e-14) if events else 0
                    high = brentq(at_most, 0, 1, xtol=1e-14) if events < patients else 1
                    return np.array([low, high])
                """
            ),
        ],
        wrong=[
            Wrong(
                "all of alpha on each side",
                exact("alpha = 1 - level", "alpha = 2 * (1 - level)"),
                "Half of it",
            ),
            Wrong(
                "Wald's interval",
                code(
                    """
                    def exact_interval(events, patients, level=0.95):
                        p = events / patients
                        margin = 1.96 * (p * (1 - p) / patients) ** 0.5
                        return p - margin, p + margin
                    """
                ),
                "Wald",
            ),
            Wrong(
                "Wilson's interval",
                code(
                    """
                    def exact_interval(events, patients, level=0.95):
                        test = stats.binomtest(events, patients)
                        return list(test.proportion_ci(level, method="wilson"))
                    """
                ),
                "Wilson",
            ),
            Wrong(
                "per cent",
                exact("[low, high]", "[100 * low, 100 * high]"),
                "per cent",
            ),
            Wrong("cdf taken for ppf", exact(".ppf", ".cdf"), "`ppf`"),
            Wrong(
                "all patients taken for those without",
                exact("events + 1, patients - events)", "events + 1, patients)"),
                "those without the event",
            ),
            Wrong(
                "Jeffreys' interval",
                code(
                    """
                    def exact_interval(events, patients, level=0.95):
                        side = (1 - level) / 2
                        a, b = events + 0.5, patients - events + 0.5
                        return stats.beta.ppf([side, 1 - side], a, b)
                    """
                ),
                "Jeffreys",
            ),
            Wrong(
                "one beta distribution for both limits",
                exact("events + 1, patients - events)", "events, patients - events + 1)"),
                "beta distribution",
            ),
            Wrong(
                "edges forgotten", exact("low, high = 0, 1", "low, high = np.nan, np.nan"), "finite"
            ),
            Wrong(
                "level not used",
                exact("alpha = 1 - level", "alpha = 0.05"),
                "level of 0.8",
                keeps=2,
            ),
        ],
        inputs=counts,
    ),
    "chance_alone": Question(
        right=[
            chance("0.0", "0"),
            code(
                """
                def chance_alone(responders, patients, control_share):
                    return 1 - stats.binom.cdf(responders - 1, patients, control_share)
                """
            ),
            code(
                """
                from math import comb

                def chance_alone(responders, patients, control_share):
                    p, n = control_share, patients
                    ways = range(responders, n + 1)
                    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in ways)
                """
            ),
        ],
        wrong=[
            Wrong(
                "more than so many",
                chance("range(responders,", "range(responders + 1,"),
                "more than 10",
            ),
            Wrong("exactly so many", chance("patients + 1)", "responders + 1)"), "exactly 10"),
            Wrong(
                "the lower side",
                chance("range(responders, patients + 1)", "range(responders)"),
                "fewer than 10",
            ),
            Wrong(
                "so many given people",
                code(
                    """
                    def chance_alone(responders, patients, control_share):
                        return control_share**responders
                    """
                ),
                "ten given people",
            ),
            Wrong(
                "the responders' own share",
                chance("patients, control_share)\n", "patients, responders / patients)\n"),
                "share of those treated",
            ),
            Wrong(
                "the mean number",
                "def chance_alone(responders, patients, control_share):\n"
                "    return patients * control_share",
                "on average",
            ),
            Wrong(
                "both sides",
                code(
                    """
                    def chance_alone(responders, patients, control_share):
                        return stats.binomtest(responders, patients, control_share).pvalue
                    """
                ),
                "other side too",
            ),
            Wrong(
                "the normal curve",
                code(
                    """
                    def chance_alone(responders, patients, control_share):
                        mean = patients * control_share
                        sd = (mean * (1 - control_share)) ** 0.5
                        return stats.norm.sf((responders - mean) / sd)
                    """
                ),
                "normal curve",
            ),
            Wrong("per cent", chance("return total", "return 100 * total"), "per cent"),
        ],
        inputs=trial,
    ),
    "pooled_share": Question(
        right=[
            pooled("[k, n, k / n]", "(k, n, k / n)"),
            code(
                """
                def pooled_share(reports):
                    table = reports.reset_index(drop=True)
                    kept = table.loc[table.groupby("centre")["patients"].idxmax()]
                    sums = kept[["responders", "patients"]].sum()
                    return sums["responders"], sums["patients"], sums.iloc[0] / sums.iloc[1]
                """
            ),
            code(
                """
                def pooled_share(reports):
                    best = {}
                    for row in reports.to_dict("records"):
                        old = best.get(row["centre"])
                        if old is None or row["patients"] > old["patients"]:
                            best[row["centre"]] = row
                    k = sum(row["responders"] for row in best.values())
                    n = sum(row["patients"] for row in best.values())
                    return np.array([k, n, k / n])
                """
            ),
        ],
        wrong=[
            Wrong(
                "everything added up",
                code(
                    """
                    def pooled_share(reports):
                        k, n = reports["responders"].sum(), reports["patients"].sum()
                        return k, n, k / n
                    """
                ),
                "count twice",
            ),
            Wrong("sums exchanged", pooled("[k, n, k / n]", "[n, k, k / n]"), "changed places"),
            Wrong(
                "centres with two reports dropped",
                code(
                    """
                    def pooled_share(reports):
                        kept = reports.drop_duplicates("centre", keep=False)
                        k, n = kept["responders"].sum(), kept["patients"].sum()
                        return k, n, k / n
                    """
                ),
                "gone altogether",
            ),
            Wrong("first report kept", pooled("argmax()", "argmax() * 0"), "holds all people"),
            Wrong(
                "mean of the centres' shares",
                code(
                    """
                    def pooled_share(reports):
                        kept = reports.sort_values("patients").groupby("centre").last()
                        share = (kept["responders"] / kept["patients"]).mean()
                        return kept["responders"].sum(), kept["patients"].sum(), share
                    """
                ),
                "mean of the centres' shares",
            ),
            Wrong("per cent", pooled("k / n]", "100 * k / n]"), "per cent"),
            Wrong(
                "columns taken for themselves",
                code(
                    """
                    def pooled_share(reports):
                        most = reports.groupby("centre")[["responders", "patients"]].max()
                        k, n = most.sum()
                        return k, n, k / n
                    """
                ),
                "fewest responders",
                keeps=1,
            ),
            Wrong(
                "last report kept",
                pooled("argmax()", "argmax() * 0 - 1"),
                "largest report first",
                keeps=1,
            ),
            Wrong(
                "the table sorted in place",
                code(
                    """
                    def pooled_share(reports):
                        reports.sort_values("patients", inplace=True)
                        kept = reports.drop_duplicates("centre", keep="last")
                        k, n = kept["responders"].sum(), kept["patients"].sum()
                        return k, n, k / n
                    """
                ),
                "table was changed",
            ),
        ],
        inputs=papers,
    ),
    "in_remission": Question(
        right=[
            remission("np.array(answer)", "np.array(answer, float)"),
            code(
                """
                from lifelines import KaplanMeierFitter

                def in_remission(months, relapsed, at):
                    fitted = KaplanMeierFitter().fit(months, relapsed)
                    return np.array([fitted.predict(t) for t in at])
                """
            ),
            code(
                """
                def in_remission(months, relapsed, at):
                    people = pd.DataFrame({"month": months, "relapsed": relapsed})
                    steps = people.groupby("month")["relapsed"].agg(["sum", "count"])
                    n = steps["count"][::-1].cumsum()[::-1]
                    curve = (1 - steps["sum"] / n).cumprod()
                    return np.array([curve[curve.index <= t].min() if (curve.index <= t).any()
                                     else 1.0 for t in at])
                """
            ),
        ],
        wrong=[
            Wrong(
                "all people in the denominator",
                remission("(months >= u).sum()", "len(months)"),
                "divided by all eight",
            ),
            Wrong(
                "crude share",
                code(
                    """
                    def in_remission(months, relapsed, at):
                        months, relapsed = np.array(months), np.array(relapsed)
                        return np.array([1 - (relapsed & (months <= t)).mean() for t in at])
                    """
                ),
                "divided by all eight",
            ),
            Wrong(
                "every end taken for a relapse",
                code(
                    """
                    def in_remission(months, relapsed, at):
                        return np.array([(np.array(months) > t).mean() for t in at])
                    """
                ),
                "every end for a relapse",
            ),
            Wrong("relapse counted late", remission("u <= t", "u < t"), "in month 6 already"),
            Wrong(
                "the one who relapses left out of n",
                remission("(months >= u).sum()", "(months > u).sum()"),
                "still there just before",
            ),
            Wrong(
                "only the last relapse",
                remission("s = s * (1 - d / n)", "s = 1 - d / n"),
                "Only the last relapse",
            ),
            Wrong(
                "shares subtracted",
                remission("s * (1 - d / n)", "s - d / n"),
                "subtracted the shares",
            ),
            Wrong(
                "only those who relapse watched",
                remission("(months >= u).sum()", "relapsed.sum()"),
                "All who are still watched",
            ),
            Wrong(
                "True read as still well",
                remission("np.array(relapsed)", "~np.array(relapsed)"),
                "the other way round",
            ),
            Wrong(
                "lists taken for arrays",
                remission("months, relapsed = np.array(months), np.array(relapsed)", "pass"),
                "Make arrays of them",
            ),
            Wrong("share that relapsed", remission("append(s)", "append(1 - s)"), "has relapsed"),
            Wrong(
                "one relapse a month",
                remission("((months == u) & relapsed).sum()", "1"),
                "two relapses in one month",
                keeps=2,
            ),
        ],
        inputs=watched,
    ),
    "forest": Question(
        right=[
            picture('"k-"', '"-"'),
            code(
                """
                def forest(ax, table):
                    y = list(range(len(table)))[::-1]
                    middle = table["share"].to_numpy() * 100
                    low, high = 100 * table["low"].to_numpy(), 100 * table["high"].to_numpy()
                    ax.errorbar(middle, y, xerr=[middle - low, high - middle], fmt="s", capsize=3)
                    for height, (name, row) in zip(y, table.iterrows()):
                        ax.text(0, height + 0.2, f"{name}: {int(row.events)}/{int(row.patients)}")
                    ax.set_xlabel("patients in remission, per cent")
                    ax.set(title="SYNTHETIC")
                    return ax
                """
            ),
        ],
        wrong=[
            Wrong("shares in place of per cent", picture("100 * ", ""), "per cent"),
            Wrong("upside down", picture("m - 1 - ", ""), "first report on top"),
            Wrong(
                "no intervals",
                picture('"k-"', '"", alpha=0').replace("[y, y]", "[y, y + 1]"),
                "no horizontal line",
            ),
            Wrong(
                "interval from zero", picture('100 * row["low"]', "0"), "no horizontal line runs"
            ),
            Wrong(
                "bars",
                code(
                    """
                    def forest(ax, table):
                        ax.barh(np.arange(len(table))[::-1], 100 * table["share"])
                        ax.set(xlabel="Responders (%)", title="SYNTHETIC")
                        return ax
                    """
                ),
                "A bar hides",
            ),
            Wrong("figure returned", picture("return ax", "return ax.figure"), "not its figure"),
            Wrong("no counts", picture("ax.text(101, y, ", "str("), "is missing"),
            Wrong("no unit", picture(" (%)", ""), "unit"),
            Wrong("invented data not named", picture(" (SYNTHETIC)", ""), "SYNTHETIC"),
            Wrong("nothing returned", picture("    return ax", ""), "return ax"),
        ],
        inputs=rows,
        see=seen,
    ),
}
