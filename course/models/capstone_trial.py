"""Are the rules of a design's trial sound, and does its price agree with what it buys?

The boundary at which a dose is given up is that of `future` (BOIN's elimination rule), the size is
judged by the exact binomial distribution as in `future_biomarker.single_arm`, cost per QALY and the
highest price by `access`. Our own: a window of 28 days, since LICATS came on day 10 and lasted 11
days by the median (Hagen et al. 2025, doi 10.1016/S2665-9913(25)00091-8); two weeks between the
first patients, since in 475 people with lymphoma no new CRS was seen later (Monitoring2024).

Left out on purpose: toxicity that comes after months; other outcomes than response; patients who
drop out; costs to the patient and to those who care for her.
"""

from collections.abc import Callable

from scipy.stats import binom

from course.models import access
from course.models.capstone_parts import Design
from course.models.future import boundary_table
from course.models.future_biomarker import single_arm
from course.models.safety_risk import highest_rate

Verdict = tuple[bool, str]
WINDOW, STAGGER = 28, 14  # days
ALPHA, POWER = 0.05, 0.8


def window(d: Design) -> Verdict:
    """Toxicity counts for long enough to be seen."""
    days = d.trial.window
    words = f"A toxicity counts for {days:g} days; LICATS came on day 10 and lasted 11 (medians)"
    return days >= WINDOW, words + ("." if days >= WINDOW else f": count {WINDOW} days at least.")


def stagger(d: Design) -> Verdict:
    """The next patient waits until the last one's early toxicity has had time to appear."""
    days = d.trial.stagger
    words = f"{days:g} days between the first patients"
    if days >= STAGGER:
        return True, f"{words}: the reaction of one is known before the next is treated."
    return False, f"{words}: the next is treated while the last may still fall ill. Wait {STAGGER}."


def stopping(d: Design) -> Verdict:
    """The dose is given up at the count of DLTs that the accepted risk asks for."""
    rule = int(boundary_table(d.trial.target).loc[6, "eliminate_from"])
    yours = d.trial.stop_of_six
    words = f"With {d.trial.target:.0%} accepted, a dose is given up from {rule} DLTs in six"
    if yours == rule:
        by_luck = binom.sf(rule - 1, 6, d.trial.target)
        return True, f"{words}; at that risk this happens by chance in {by_luck:.1%} of sixes."
    tail = "that is late" if yours > rule else "chance alone would do that too often"
    return False, f"{words}, and you wait for {yours}: {tail}."


def size(d: Design) -> Verdict:
    """So many responders of so many refute today's rate, and will be seen if the hope is true."""
    t = d.trial
    if t.hoped <= t.today:
        return (
            False,
            f"You hope for {t.hoped:.0%}; today's drugs give {t.today:.0%}: why treat?",
        )
    if t.responders > t.patients:
        return False, f"{t.responders} responders cannot come of {t.patients} patients."
    alpha = float(binom.sf(t.responders - 1, t.patients, t.today))
    power = float(binom.sf(t.responders - 1, t.patients, t.hoped))
    words = (
        f"{t.responders} or more of {t.patients}: chance {alpha:.1%} at today's {t.today:.0%}, "
        f"{power:.0%} at the {t.hoped:.0%} hoped for"
    )
    if alpha <= ALPHA and power >= POWER:
        unseen = highest_rate(0, t.patients)
        return True, f"{words}. A harm that none of them has may still strike {unseen:.0%}."
    try:
        n, r = single_arm(t.today, t.hoped, alpha=ALPHA, power=POWER)
    except ValueError as error:
        return False, f"{words}. {error}"
    return False, f"{words}; allow {ALPHA:.0%} and ask for {POWER:.0%}, as {r} of {n} would."


def worth(d: Design) -> Verdict:
    """The cost per QALY gained is at most what the payer would pay."""
    p = d.price
    cost, gain, _ = access.totals(p).loc["difference"]
    words = f"{cost:,.0f} US dollars more for {gain:.2g} QALYs"
    if access.verdict(cost, gain) == "dominant":
        return True, f"It saves {-cost:,.0f} US dollars and gains {gain:.2g} QALYs, as supposed."
    fair = access.worth(p, p.threshold)
    if gain > 0 and access.icer(p) <= p.threshold:
        return True, f"{words}: {access.icer(p):,.0f} each, within {p.threshold:,.0f}, as supposed."
    if fair < 0:
        return False, f"{words}: at {p.threshold:,.0f} a QALY it is not worth any price."
    return False, f"{words}: at {p.threshold:,.0f} a QALY the cells may cost {fair:,.0f} at most."


CHECKS: dict[str, Callable[[Design], Verdict]] = {
    check.__name__: check for check in (window, stagger, stopping, size, worth)
}
