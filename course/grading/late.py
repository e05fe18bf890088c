"""A late policy in percent of the score for each day begun, after some grace, up to a limit.

In `nbgrader_config.py`, for stock nbgrader and for this grader alike:

    c.AssignLatePenalties.plugin_class = "course.grading.late.LatePolicy"
    c.LatePolicy.percent_per_day = 10
    c.LatePolicy.grace_minutes = 15
    c.LatePolicy.at_most_percent = 50

The due date, and an extension for a student, are set in nbgrader (Formgrader, or `Gradebook`).
"""

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

DAY = 24 * 60 * 60


class LatePolicy(LateSubmissionPlugin):
    percent_per_day = Float(10, help="Taken off for each day begun, in percent of the score").tag(
        config=True
    )
    grace_minutes = Float(0, help="Lateness that costs nothing").tag(config=True)
    at_most_percent = Float(100, help="The most that is taken off").tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Points to take off, or None."""
        seconds = total_seconds_late - 60 * self.grace_minutes
        if seconds <= 0:
            return None
        percent = min(self.at_most_percent, self.percent_per_day * math.ceil(seconds / DAY))
        return score * percent / 100
