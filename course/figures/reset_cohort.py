"""SLEDAI of the synthetic cohort by month, beside the published means: drawing and finding."""

from course.figures.style import CAR_T, DISEASE

LOOKS = {"CD19": ("-", -0.1), "BCMA and CD19": ("--", 0.1)}


def course(cohort):
    """Mean and quartiles of SLEDAI by target and month."""
    scores = cohort.groupby(["target", "month"])["sledai"]
    return scores.agg(
        mean="mean", low=lambda s: s.quantile(0.25), high=lambda s: s.quantile(0.75), n="size"
    )


def draw(ax, cohort, published):
    """Means with the middle half of patients by target; black points are published means."""
    table = course(cohort)
    for target, (line, shift) in LOOKS.items():
        rows = table.loc[target]
        ends = [rows["mean"] - rows["low"], rows["high"] - rows["mean"]]
        bar(ax, rows.index + shift, rows["mean"], ends, color=CAR_T, ls=line, label=target)
    means = published[published["statistic"] == "mean"]
    for (study, rows), marker in zip(means.groupby("study"), ("o", "s"), strict=False):
        low, high = (rows[end].fillna(rows["value"]) for end in ("low", "high"))
        ends = [rows["value"] - low, high - rows["value"]]
        look = {"fmt": marker, "color": DISEASE, "label": f"{NAMES[study]}, published mean"}
        bar(ax, rows["month"], rows["value"], ends, **look)
    ax.set(xlabel="Month after infusion", ylabel="SLEDAI-2K (points)", ylim=(-0.5, 22))
    ax.set(xticks=sorted(cohort["month"].unique()), title="SYNTHETIC patients, two targets")
    ax.legend(loc="upper right", frameon=False)
    return ax


def bar(ax, x, y, ends, **look):
    """Points with bars; a bar may not start beyond its point."""
    ax.errorbar(x, y, [end.clip(lower=0) for end in ends], capsize=3, lw=1.4, **look)


NAMES = {"SemArthritis2025": "review of 16 studies", "WangW2024": "BCMA-CD19 series"}


def describe(cohort) -> str:
    """The means before, and at three, six and twelve months."""
    table = course(cohort)["mean"]
    words = [
        f"{target} (synthetic): mean SLEDAI " + ", ".join(
            f"{table[target, month]:.1f} at month {month}" for month in (0, 3, 6, 12)
        ) + "."
        for target in LOOKS
    ]  # fmt: skip
    return "\n".join(words)
