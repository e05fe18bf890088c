"""The explorer of negative selection: what is deleted, what escapes, what is still seen."""

from course.figures.tolerance import describe, draw
from course.models.tolerance import Tolerance, simulate
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, float]] = {
    "A thymus that shows half of self": {"shown": 5000},
    "A hasty test: 30 cells visited": {"visits": 30},
    "A test that a single weak bond fails": {"deletion_threshold": 3000},
    "A hundred million clones, weak bonds fail": {"clones": 1e8, "deletion_threshold": 3000},
}
ABOUT = {
    "Assumed": "Every pair of receptor and peptide is drawn anew, so a receptor's bonds to two "
    "similar peptides have nothing to do with each other. A clone dies when it meets one shown "
    "peptide that it binds as strongly as the deletion threshold asks. In the body it answers a "
    "peptide that it binds more strongly than one pair in 200,000 does.",
    "Known and not known": "One in 200,000 was counted in mice, for one peptide of a virus. That a "
    "young T cell meets some hundreds to thousands of presenting cells is an estimate. The 10,000 "
    "self peptides, the share of cells that show each, and where the sliders stand at the start "
    "are our own choices.",
    "Left out": "Positive selection, which these clones have behind them; clones that become "
    "regulatory T cells instead of dying; and all that holds escaped clones in check outside the "
    "thymus. A clone that escapes is a risk and not a disease.",
}


def explorer() -> Explorer:
    """Self peptides shown, cells visited, threshold and number of clones."""
    return Explorer(
        Tolerance,
        simulate,
        draw,
        describe,
        controls=("shown", "deletion_threshold", "visits", "clones"),
        title="What the test in the thymus deletes, lets escape, and leaves to see with",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
    )
