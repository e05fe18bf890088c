"""Right and wrong answers to the assignment 05_targets."""

import pandas as pd

from tests.assignments.cases import Question, Wrong, code


def changed(reference: str):
    """Makes a wrong answer from a text by replacing a part of it, which must be there."""

    def with_change(old: str, new: str) -> str:
        assert old in reference, f"{old!r} is not in the answer"
        return reference.replace(old, new)

    return with_change


gate = changed(
    code(
        """
        def killed(first, second, gate, least=1):
            one, two = np.array(first) >= least, np.array(second) >= least
            if gate == "OR":
                return one | two
            if gate == "AND":
                return one & two
            return one & (two == False)
        """
    )
)

lines = changed(
    code(
        """
        def by_label(labels, dead):
            labels, dead = np.array(labels), np.array(dead, bool)
            rows = []
            for label in np.unique(labels):
                mine = labels == label
                rows.append((label, mine.sum(), dead[mine].sum(), dead[mine].mean()))
            table = pd.DataFrame(rows, columns=["label", "cells", "killed", "share"])
            return table.sort_values(["share", "label"], ascending=[False, True])
        """
    )
)

shares = changed(
    code(
        """
        def worth(dead, wanted):
            dead, wanted = np.array(dead, bool), np.array(wanted, bool)
            hit = np.sum(dead & wanted)
            missed = np.sum(~dead & wanted)
            struck = np.sum(dead & ~wanted)
            spared = np.sum(~dead & ~wanted)
            precision = hit / (hit + struck) if hit + struck else np.nan
            return hit / (hit + missed), spared / (spared + struck), precision
        """
    )
)

partner = changed(
    code(
        """
        def best_partner(cells, first, partners, protected, most):
            kind, found = cells["kind"].to_numpy(), []
            for name in partners:
                dead = ((cells[first] > 0) | (cells[name] > 0)).to_numpy()
                if dead[kind == protected].mean() <= most:
                    found.append((-dead[kind == "B cell"].sum(), name))
            return min(found)[1] if found else None
        """
    )
)

escape = changed(
    code(
        """
        def expected_escapes(first, second, kept, gate):
            one, two = np.array(first), np.array(second)
            lost_one, lost_two = (1 - kept) ** one, (1 - kept) ** two
            if gate == "OR":
                return np.sum(lost_one * lost_two * (one + two > 0))
            return np.sum((lost_one + lost_two - lost_one * lost_two) * (one * two > 0))
        """
    )
)


def counts(rng):
    number = rng.integers(1, 9)
    return {
        "first": rng.poisson(1.5, number),
        "second": rng.poisson(1.5, number),
        "gate": str(rng.choice(["OR", "AND", "AND NOT"])),
        "least": int(rng.integers(1, 4)),
    }


def labelled(rng):
    number = rng.integers(1, 15)
    return {
        "labels": rng.choice(list("xyzw"), number).tolist(),
        "dead": (rng.random(number) < 0.5).tolist(),
    }


def struck(rng):
    number = int(rng.integers(3, 12))
    wanted = rng.permutation([True, False, *(rng.random(number) < 0.5)])
    return {"dead": rng.random(number + 2) < rng.choice([0, 0.5, 1]), "wanted": wanted}


def table(rng):
    number = int(rng.integers(4, 14))
    kinds = ["B cell", "T cell", "NK cell", *rng.choice(["B cell", "T cell"], number)]
    cells = pd.DataFrame(rng.poisson(0.6, (len(kinds), 4)), columns=list("dabc"))
    cells["kind"] = kinds
    return {
        "cells": cells.set_axis(rng.integers(0, 9, len(kinds))),
        "first": "d",
        "partners": list(rng.permutation(list("abc"))),
        "protected": str(rng.choice(["T cell", "NK cell"])),
        "most": float(rng.choice([0, 0.25, 0.5, 1])),
    }


def transcripts(rng):
    number = rng.integers(1, 9)
    return {
        "first": rng.poisson(1.5, number),
        "second": rng.poisson(1.5, number),
        "kept": float(rng.choice([0, rng.uniform(0.05, 0.95), 1])),
        "gate": str(rng.choice(["OR", "AND"])),
    }


def as_rows(found):
    """A table as rows, whatever the numbers of its rows are."""
    return found.reset_index(drop=True)


QUESTIONS = {
    "killed": Question(
        right=[
            gate("two == False", "two == 0"),
            code(
                """
                def killed(first, second, gate, least=1):
                    answer = []
                    for a, b in zip(first, second):
                        if gate == "OR":
                            answer.append(a >= least or b >= least)
                        elif gate == "AND":
                            answer.append(min(a, b) >= least)
                        else:
                            answer.append(a >= least and b < least)
                    return answer
                """
            ),
            code(
                """
                def killed(first, second, gate, least=1):
                    table = pd.DataFrame({"a": list(first), "b": list(second)}) >= least
                    if gate == "AND NOT":
                        return table["a"] > table["b"]
                    return table.any(axis=1) if gate == "OR" else table.all(axis=1)
                """
            ),
        ],
        wrong=[
            Wrong("OR for every gate", gate("one & two", "one | two"), "what OR would give"),
            Wrong(
                "NOT turned round", gate("one & (two == False)", "two & (one == False)"), "holds"
            ),
            Wrong("NOT alone", gate("one & (two == False)", "two == False"), "first one has to be"),
            Wrong("one or the other only", gate("one | two", "one ^ two"), "Say in words"),
            Wrong("least left out", gate(">= least", ">= 1"), "Has `least` been used?"),
            Wrong("more than least", gate(">= least", "> least"), "cell"),
            Wrong(
                "counts for truth values",
                "def killed(first, second, gate, least=1):\n"
                "    return list(np.array(first) + np.array(second))",
                "True or False",
            ),
            Wrong(
                "one value for all cells",
                gate("return one | two", "return (one | two).any()"),
                "One value for each cell",
            ),
            Wrong(
                "right only for arrays",
                gate("np.array(first) >= least, np.array(second)", "first >= least, second"),
                "not supported between instances of",
            ),
        ],
        inputs=counts,
        see=lambda found: [bool(value) for value in found],
    ),
    "by_label": Question(
        right=[
            lines("dead[mine].mean()", "dead[mine].sum() / mine.sum()"),
            code(
                """
                from collections import Counter

                def by_label(labels, dead):
                    all_cells = Counter(labels)
                    gone = Counter(label for label, d in zip(labels, dead) if d)
                    rows = [(k, n, gone[k], gone[k] / n) for k, n in all_cells.items()]
                    rows.sort(key=lambda row: (-row[3], row[0]))
                    return pd.DataFrame(rows, columns=["label", "cells", "killed", "share"])
                """
            ),
        ],
        wrong=[
            Wrong(
                "share of all that are killed",
                lines("dead[mine].mean()", "dead[mine].sum() / dead.sum()"),
                "add up to 1",
            ),
            Wrong(
                "per cent", lines("dead[mine].mean()", "100 * dead[mine].mean()"), "between 0 and 1"
            ),
            Wrong(
                "share spared", lines("dead[mine].mean()", "1 - dead[mine].mean()"), "labels come"
            ),
            Wrong("lowest first", lines("[False, True]", "[True, True]"), "come first"),
            Wrong(
                "not sorted",
                lines('.sort_values(["share", "label"], ascending=[False, True])', ""),
                "come first",
            ),
            Wrong(
                "sorted by killed", lines('["share", "label"]', '["killed", "label"]'), "come first"
            ),
            Wrong(
                "label as index",
                lines("[False, True])", '[False, True]).set_index("label")'),
                "reset_index",
            ),
            Wrong(
                "spared cells left out",
                lines("(label, mine.sum()", "(label, (mine & ~dead).sum()"),
                "spared ones",
            ),
            Wrong("alphabet turned round", lines("[False, True]", "[False, False]"), "alphabet"),
            Wrong(
                "labels without a killed cell left out",
                lines(
                    "mine = labels == label",
                    "mine = labels == label\n        if not dead[mine].any(): continue",
                ),
                "",
                keeps=0,
            ),
        ],
        inputs=labelled,
        see=as_rows,
    ),
    "worth": Question(
        right=[
            shares("if hit + struck else np.nan", 'if hit + struck > 0 else float("nan")'),
            code(
                """
                def worth(dead, wanted):
                    counts = pd.crosstab(list(wanted), list(dead))
                    order = [True, False]
                    counts = counts.reindex(index=order, columns=order, fill_value=0)
                    (hit, missed), (struck, spared) = counts.to_numpy()
                    total = hit + struck
                    return [
                        hit / (hit + missed),
                        spared / (struck + spared),
                        hit / total if total else np.nan,
                    ]
                """
            ),
            code(
                """
                def worth(dead, wanted):
                    pairs = list(zip(dead, wanted))
                    of_wanted = [d for d, w in pairs if w]
                    of_others = [not d for d, w in pairs if not w]
                    of_dead = [w for d, w in pairs if d]
                    groups = of_wanted, of_others, of_dead
                    return tuple(sum(x) / len(x) if x else float("nan") for x in groups)
                """
            ),
        ],
        wrong=[
            Wrong(
                "precision for specificity",
                shares(
                    "spared / (spared + struck), precision", "precision, spared / (spared + struck)"
                ),
                "changed places",
            ),
            Wrong(
                "precision for sensitivity",
                shares(
                    "return hit / (hit + missed), spared / (spared + struck), precision",
                    "return precision, spared / (spared + struck), hit / (hit + missed)",
                ),
                "changed places",
            ),
            Wrong(
                "share of others killed",
                shares("spared / (spared + struck)", "struck / (spared + struck)"),
                "is *killed*",
            ),
            Wrong(
                "share that escapes",
                shares("return hit / (hit + missed)", "return missed / (hit + missed)"),
                "escapes",
            ),
            Wrong(
                "all cells below",
                shares(
                    "return hit / (hit + missed), spared / (spared + struck), precision",
                    "return hit / len(dead), spared / len(dead), hit / len(dead)",
                ),
                "denominator",
            ),
            Wrong(
                "share of the spared",
                shares("spared / (spared + struck)", "spared / (spared + missed)"),
                "all that are spared",
            ),
            Wrong(
                "per cent",
                shares(
                    "return hit / (hit + missed), spared / (spared + struck), precision",
                    "all3 = hit / (hit + missed), spared / (spared + struck), precision\n"
                    "    return [100 * x for x in all3]",
                ),
                "per cent",
            ),
            Wrong(
                "zero for no precision",
                shares("else np.nan", "else 0.0"),
                "np.nan is expected",
                keeps=2,
            ),
        ],
        inputs=struck,
    ),
    "best_partner": Question(
        right=[
            partner("min(found)[1] if found else None", "sorted(found)[0][1] if found else None"),
            code(
                """
                def best_partner(cells, first, partners, protected, most):
                    rows = []
                    for name in partners:
                        dead = cells[[first, name]].max(axis=1) >= 1
                        by_kind = dead.groupby(cells["kind"].to_numpy()).mean()
                        rows.append((name, by_kind["B cell"], by_kind[protected]))
                    table = pd.DataFrame(rows, columns=["name", "b", "harm"])
                    table = table[table["harm"] <= most].sort_values("name")
                    return None if table.empty else table.loc[table["b"].idxmax(), "name"]
                """
            ),
        ],
        wrong=[
            Wrong(
                "limit left out",
                partner("if dead[kind == protected].mean() <= most:", "if True:"),
                "above 4 %",
            ),
            Wrong(
                "least harm instead of most effect",
                partner(
                    '(-dead[kind == "B cell"].sum(), name)',
                    "(dead[kind == protected].mean(), name)",
                ),
                "taci",
            ),
            Wrong(
                "limit as per cent",
                partner(".mean() <= most", ".mean() * 100 <= most"),
                "not per cent",
            ),
            Wrong(
                "harm by the partner alone",
                partner(
                    "dead[kind == protected].mean()",
                    "(cells[name] > 0).to_numpy()[kind == protected].mean()",
                ),
                "above 4 %",
            ),
            Wrong(
                "share of all cells",
                partner("dead[kind == protected].mean()", "(dead & (kind == protected)).mean()"),
                "above 4 %",
            ),
            Wrong(
                "AND for OR",
                partner("> 0) | (cells[name]", "> 0) & (cells[name]"),
                "need not show both",
            ),
            Wrong("limit itself refused", partner("<= most", "< most"), "itself is allowed"),
            Wrong(
                "last of equals",
                partner(
                    "return min(found)[1] if found else None",
                    "return max(found, key=lambda pair: (-pair[0], pair[1]))[1] if found else None",
                ),
                "later in the alphabet",
            ),
            Wrong("fewest B cells", partner("(-dead", "(+dead"), "more B cells"),
            Wrong(
                "best one even if none keeps to the limit",
                partner("if found else None", "if found else sorted(partners)[0]"),
                "Return None then",
            ),
            Wrong("T cells always", partner("kind == protected", 'kind == "T cell"'), "", keeps=2),
        ],
        inputs=table,
    ),
    "expected_escapes": Question(
        right=[
            escape("(one + two > 0)", "((one > 0) | (two > 0))"),
            code(
                """
                def expected_escapes(first, second, kept, gate):
                    expected = 0.0
                    for a, b in zip(first, second):
                        lost_a, lost_b = (1 - kept) ** a, (1 - kept) ** b
                        if gate == "OR" and a + b:
                            expected += (1 - kept) ** (a + b)
                        if gate == "AND" and a and b:
                            expected += 1 - (1 - lost_a) * (1 - lost_b)
                    return expected
                """
            ),
        ],
        wrong=[
            Wrong(
                "cells with neither counted", escape(" * (one + two > 0)", ""), "neither antigen"
            ),
            Wrong(
                "kept for lost",
                escape("(1 - kept) ** one, (1 - kept) ** two", "kept**one, kept**two"),
                "keep them all",
            ),
            Wrong(
                "killed instead of escaped",
                escape(
                    "return np.sum(lost_one * lost_two * (one + two > 0))",
                    "return np.sum((1 - lost_one * lost_two) * (one + two > 0))",
                ),
                "still killed",
            ),
            Wrong(
                "rounded",
                escape(
                    "return np.sum(lost_one * lost_two * (one + two > 0))",
                    "return round(np.sum(lost_one * lost_two * (one + two > 0)))",
                ),
                "rounded",
            ),
            Wrong(
                "number of transcripts left out",
                escape("lost_one * lost_two * (one + two > 0)", "(1 - kept) * (one + two > 0)"),
                "whatever its number",
            ),
            Wrong(
                "share for number",
                escape(
                    "np.sum(lost_one * lost_two * (one + two > 0))",
                    "np.sum(lost_one * lost_two * (one + two > 0)) / np.sum(one + two > 0)",
                ),
                "share of the cells",
            ),
            Wrong(
                "both lost for AND",
                escape("(lost_one + lost_two - lost_one * lost_two)", "lost_one * lost_two"),
                "One of the two is enough",
            ),
            Wrong(
                "chances added",
                escape("(lost_one + lost_two - lost_one * lost_two)", "(lost_one + lost_two)"),
                "counted twice",
            ),
            Wrong("AND of all cells", escape(" * (one * two > 0)", ""), "never killed"),
            Wrong(
                "killed by AND",
                escape(
                    "(lost_one + lost_two - lost_one * lost_two)", "(1 - lost_one) * (1 - lost_two)"
                ),
                "AND still kills",
            ),
        ],
        inputs=transcripts,
    ),
}
