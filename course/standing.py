"""How far a learner has come: what each lecture asks, what is done of it, what comes next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from course.progress import Record
from course.quizzes import questions
from course.topics import Topic

EXERCISE = re.compile(r"\bexercises\.(\w+)\.check\(")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One lecture: when it was ticked as read, and when which of its questions were done."""

    topic: Topic
    read: str = ""
    quiz: dict[str, str]
    exercises: dict[str, str]

    @property
    def times(self) -> list[str]:
        return [t for t in (self.read, *self.quiz.values(), *self.exercises.values()) if t]

    @property
    def last(self) -> str:
        """When something was last done for the first time."""
        return max(self.times, default="")

    @property
    def answered(self) -> bool:
        """Whether every question and every exercise is done."""
        asked = [*self.quiz.values(), *self.exercises.values()]
        return bool(asked) and all(asked)

    @property
    def done(self) -> bool:
        """Read, by the learner's own word, or worked to the end."""
        return bool(self.read) or self.answered

    @property
    def words(self) -> str:
        """The state in a sign and words; nothing if it is not begun."""
        parts = [
            f"{name} {count(of)}"
            for name, of in (("quiz", self.quiz), ("exercises", self.exercises))
            if any(of.values())
        ]
        if self.answered:
            return "✓ worked: quiz and exercises"
        if self.read:
            return "; ".join(["✓ read", ", ".join(parts)]) if parts else "✓ read"
        return f"◐ begun: {', '.join(parts)}" if parts else ""


def count(times: dict[str, str]) -> str:
    """`3 of 5`."""
    return f"{sum(map(bool, times.values()))} of {len(times)}"


def standing(topic: Topic, known: Record) -> Standing:
    """How far one lecture is, by a record."""
    done = known.get(topic.word, {})
    quiz, exercises = asked(topic)
    return Standing(
        topic=topic,
        read=done.get("read", ""),
        quiz={name: done.get(f"quiz {name}", "") for name in quiz},
        exercises={name: done.get(f"exercise {name}", "") for name in exercises},
    )


def asked(topic: Topic) -> tuple[list[str], list[str]]:
    """The names of a lecture's questions and of its exercises."""
    try:
        quiz = [question.name for question in questions.load(topic.word)]
    except LookupError:
        quiz = []
    return quiz, EXERCISE.findall(topic.notebook.read_text(encoding="utf-8"))


def following(all_of_them: Sequence[Standing]) -> Standing | None:
    """What comes next: what is begun, else what follows the last one done, else what is left."""
    left = [s for s in all_of_them if not s.done]
    begun = [s for s in left if s.times]
    last = max((n for n, s in enumerate(all_of_them) if s.done), default=-1)
    return next(iter([*begun, *(s for s in all_of_them[last + 1 :] if not s.done), *left]), None)
