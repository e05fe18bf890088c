"""The explorer of counts: three intervals, and what a control arm would have shown."""

from course.figures.evidence import describe, draw
from course.models.evidence import Evidence, simulate
from course.widgets.explorer import Explorer

PRESETS: dict[str, dict[str, float]] = {
    "Twelve of fifteen, CAR T cells against two antigens": {"responders": 12, "others": 3},
    "None of fifteen with severe CRS": {"responders": 0, "others": 15, "control_share": 0.0},
    "Ten of fourteen, a quarter on placebo (company report)": {
        "responders": 10,
        "others": 4,
        "control_share": 0.25,
    },
    "A review of 64, a third responding anyway": {
        "responders": 45,
        "others": 19,
        "control_share": 0.33,
    },
}
ABOUT = {
    "Assumed": "The patients are a fair sample of those whom one wants to know about, each counted "
    "once, and every one of them could have had the event. The control arm is supposed: it has as "
    "many patients, and the share that you choose has the event, to the nearest patient.",
    "Known and not known": "The counts of the presets are published, one of them by a company, in "
    "which the control arm had 12 patients and not 14. What would have become of the people of the "
    "single-arm series without the treatment is not known to anybody.",
    "Left out": "Who was chosen for treatment and who wrote a report, hope and other treatments, "
    "patients who are counted twice, and how long the event lasts.",
}


def explorer() -> Explorer:
    """Patients with and without the event, the control arm's share, the level of confidence."""
    return Explorer(
        Evidence,
        simulate,
        draw,
        describe,
        controls=("responders", "others", "control_share", "level"),
        title="What a count says, and what a control arm would say",
        presets=PRESETS,
        about=ABOUT,
        panels=2,
        size=(8, 2.8),
    )
