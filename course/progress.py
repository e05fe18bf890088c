"""What a learner has done, in one small file of their own, sent nowhere.

    {"version": 1, "lectures": {"kinetics": {"exercise growth": "2026-11-27 18:20"}}}

Under the word of a lecture stand `read` (ticked by the learner), `quiz NAME` (a question answered
right) and `exercise NAME` (a check passed), each with the minute in which it was first done.
Nothing that was typed is kept. The file stands beside the notebooks, where it is seen and goes with
them, if that folder is the learner's own; else in their home; else in memory alone.
`COURSE_PROGRESS` names another place, or is `off`.
"""

import json
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from course import whole
from course.topics import NOTEBOOKS

Record = dict[str, dict[str, str]]
VERSION = 1
ABOUT = "What I have done in the course Resetting Immunity. Kept here only, sent nowhere."
NAME = "progress.json"
TOPIC, WHEN = re.compile(r"[a-z][a-z0-9_]{0,40}"), re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
WHAT = re.compile(r"read|(quiz|exercise) [\w-]{1,80}")
NOT_KEPT = (
    "Your progress could not be written to a file: neither the folder of the lectures nor your home"
    " takes it. Only this notebook knows of it, until its kernel ends."
)
_memory: Record = {}  # what could not be written yet
_said: set[str] = set()


class Newer(ValueError):
    """The file was written by a newer version of the course."""


def record(topic: str, what: str) -> str:
    """Keep that this was done, now. Returns a sentence on what went wrong, once; never raises."""
    try:
        return keep({topic: {what: datetime.now().strftime("%Y-%m-%d %H:%M")}})
    except Exception:  # a check must answer, whatever this machine is like
        return ""


def keep(new: Record) -> str:
    """Add all that to the file; what stood there first stays. Returns a sentence, or nothing."""
    return _change(lambda old: merged(old, new))


def forget(topic: str, what: str) -> str:
    """Take one thing out again, such as a tick that was set by mistake."""
    return _change(
        lambda old: {
            t: {w: when for w, when in done.items() if (t, w) != (topic, what)}
            for t, done in old.items()
        }
    )


def read() -> Record:
    """All that is known: the file, or files, and what waits in memory. Changes nothing."""
    found = [_memory]
    for place in places():
        try:
            found.append(parse(place.read_text(encoding="utf-8")))
        except Exception:  # missing or damaged; the browser version has errors of its own kinds
            continue
    return merged(*found)


def parse(text: str) -> Record:
    """The record in the text of a file. Raises ValueError with a sentence for the learner."""
    try:
        data = json.loads(text)
        version, lectures = data["version"], data["lectures"]
        if isinstance(version, int) and version > VERSION:
            raise Newer("It was written by a newer version of the course: fetch that version.")
        sound = version == VERSION and all(
            TOPIC.fullmatch(topic)
            and all(WHAT.fullmatch(what) and WHEN.fullmatch(when) for what, when in done.items())
            for topic, done in lectures.items()
        )
    except (RecursionError, LookupError, TypeError, AttributeError, json.JSONDecodeError):
        sound = False
    if not sound:
        raise ValueError("It is damaged, or no progress file of this course.")
    return lectures


def text(known: Record) -> str:
    """The file that holds a record."""
    data = {"about": ABOUT, "version": VERSION, "lectures": {t: d for t, d in known.items() if d}}
    return json.dumps(data, indent=2, sort_keys=True) + "\n"


def merged(*records: Record) -> Record:
    """All of several records; of two times the earlier."""
    everything: Record = {}
    for one in records:
        for topic, done in one.items():
            mine = everything.setdefault(topic, {})
            for what, when in done.items():
                mine[what] = min(when, mine.get(what, when))
    return everything


def places() -> list[Path]:
    """Where the file may stand, the best first."""
    chosen = os.environ.get("COURSE_PROGRESS", "")
    if chosen:
        return [] if chosen == "off" else [Path(chosen).expanduser()]
    beside = [NOTEBOOKS / NAME] if _is_own(NOTEBOOKS) else []
    try:
        return [*beside, Path.home() / ".resetting_immunity" / NAME]
    except RuntimeError:  # a user without a home
        return beside


def troubles() -> list[str]:
    """What is wrong with the file, in sentences; nothing as a rule."""
    found = [NOT_KEPT] if any(_memory.values()) else []
    for place in places():
        try:
            parse(place.read_text(encoding="utf-8"))
        except Newer as error:
            found.append(f"{place.name} is left as it is. {error}")
        except ValueError:
            found.append(f"{place.name} cannot be read. It will be put aside, and a new one begun.")
        except Exception:  # there is none yet
            pass
        for aside in sorted(place.parent.glob(f"{place.stem}.damaged*.json")):
            found.append(f"A damaged file was put aside as {aside.name}; delete it if you like.")
    return found


def _is_own(folder: Path) -> bool:
    """Whether the folder belongs to this user, so that no one else's work is mixed with theirs."""
    try:
        mine = not hasattr(os, "getuid") or os.getuid() in (0, folder.stat().st_uid)
        return mine and os.access(folder, os.W_OK)
    except OSError:
        return False


def _change(change: Callable[[Record], Record]) -> str:
    global _memory
    if os.environ.get("COURSE_PROGRESS") == "off":
        return ""
    trouble = NOT_KEPT
    for place in places():
        try:
            place.parent.mkdir(exist_ok=True)
            with whole.locked(place):
                said = _put_aside_if_damaged(place)
                if change(read()) != _at(place):
                    whole.write(place, text(change(read())))
            _memory = {}
            return _once(said)
        except Newer as error:
            trouble = f"Your progress file is left as it is. {error}"
            break
        except TimeoutError:  # another kernel writes: this comes along with the next thing done
            trouble = ""
            break
        except Exception:  # OSError, or what the browser version's file system raises
            continue
    _memory = change(_memory)
    return _once(trouble)


def _once(sentence: str) -> str:
    """The sentence, unless this kernel has said it before."""
    if sentence in _said:
        return ""
    _said.add(sentence)
    return sentence


def _at(place: Path) -> Record:
    try:
        return parse(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def _put_aside_if_damaged(place: Path) -> str:
    """Give a file that cannot be read another name. Raises Newer for one of a newer version."""
    try:
        _at(place)
        return ""
    except Newer:
        raise
    except ValueError:
        aside = place.with_name(f"{place.stem}.damaged-{datetime.now():%Y-%m-%d-%H%M%S-%f}.json")
        place.replace(aside)
        return (
            f"Your progress file was damaged. It is kept as {aside.name}, and a new one is begun."
        )
