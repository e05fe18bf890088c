"""The record of what was done: never lost, never in the way, never anyone else's."""

import json
import os
import stat
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import progress, whole
from course.checks import kinetics
from course.checks.kinetics import days_to_grow
from course.widgets.quiz import quiz

WHEN = "2026-11-27 18:20"
EARLIER = "2026-11-20 09:00"
words = st.from_regex(r"(read|(quiz|exercise) [a-z_]{1,8})", fullmatch=True)
times = st.datetimes().map(lambda t: f"{t:%Y-%m-%d %H:%M}".rjust(16, "0"))
records = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.dictionaries(words, times), max_size=4
)


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Each test is a kernel of its own."""
    monkeypatch.setattr(progress, "_memory", {})
    monkeypatch.setattr(progress, "_said", set())


@pytest.fixture
def file(tmp_path, monkeypatch):
    place = tmp_path / "progress.json"
    monkeypatch.setenv("COURSE_PROGRESS", str(place))
    return place


def test_tests_and_stored_lectures_leave_the_developers_own_file_alone():
    assert os.environ["COURSE_PROGRESS"] == "off"
    assert progress.places() == [] and progress.record("kinetics", "read") == ""
    assert progress.read() == {}


def test_a_passed_check_is_kept_and_a_failed_one_is_not(file):
    kinetics.decline.check(lambda *inputs: 1.0)
    assert not file.exists()
    assert kinetics.growth.check(days_to_grow).verdict == "right"
    assert list(progress.read()["kinetics"]) == ["exercise growth"]


def test_a_question_answered_right_is_kept_and_what_was_chosen_is_not(file):
    shown = quiz("kinetics")
    wrong = {"right": False, "misconceptions": ["aplasia taken for cure"]}
    shown.answered = {"footprint": wrong}
    assert not file.exists()
    shown.answered = {"footprint": {**wrong, "right": True}}
    assert list(progress.read()["kinetics"]) == ["quiz footprint"]
    assert "aplasia" not in file.read_text()


def test_one_question_alone_is_kept_too(file):
    quiz("kinetics", 1).answered = {"x": {"right": True, "misconceptions": []}}
    assert list(progress.read()["kinetics"]) == ["quiz x"]


def test_what_was_done_first_stays_when_it_is_done_again(file):
    progress.keep({"kinetics": {"read": EARLIER}})
    progress.record("kinetics", "read")
    assert progress.read() == {"kinetics": {"read": EARLIER}}


def test_a_tick_can_be_taken_back(file):
    progress.keep({"kinetics": {"read": WHEN, "quiz a": WHEN}})
    progress.forget("kinetics", "read")
    assert progress.read() == {"kinetics": {"quiz a": WHEN}}


def test_the_file_can_be_read_by_a_person(file):
    progress.keep({"kinetics": {"exercise growth": WHEN}})
    assert '"exercise growth": "2026-11-27 18:20"' in file.read_text()
    assert "sent nowhere" in json.loads(file.read_text())["about"]


@given(records, records)
def test_adding_one_record_to_another_loses_nothing_whatever_the_order(one, other):
    both = progress.merged(one, other)
    assert both == progress.merged(other, one) == progress.merged(both, one)
    for topic, done in one.items():
        assert all(both[topic][what] <= when for what, when in done.items())


@given(records)
def test_what_is_saved_is_what_is_loaded(known):
    assert progress.parse(progress.text(known)) == {t: d for t, d in known.items() if d}


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=8), v, max_size=3),
)
almost = st.fixed_dictionaries({"version": st.just(1), "lectures": values})


@given(st.text() | (values | almost).map(json.dumps))
def test_whatever_stands_in_a_file_is_read_or_refused_in_a_sentence(text):
    try:
        known = progress.parse(text)
    except ValueError as error:
        assert str(error).endswith(".") and "\n" not in str(error)
    else:
        assert progress.parse(progress.text(known)) == {t: d for t, d in known.items() if d}


DAMAGED = {
    "empty": b"",
    "cut off": b'{"version": 1, "lectures": {"kinet',
    "not text": b"\xff\xfe\x00",
    "not an object": b"[1, 2]",
    "no version": b'{"lectures": {}}',
    "no lectures": b'{"version": 1}',
    "lectures are a list": b'{"version": 1, "lectures": [1]}',
    "a time that is none": b'{"version": 1, "lectures": {"a": {"read": "now"}}}',
    "a time that is a number": b'{"version": 1, "lectures": {"a": {"read": 3}}}',
    "script": b'{"version": 1, "lectures": {"<script>": {"read": "2026-11-27 18:20"}}}',
    "nested without end": b"[" * 100_000,
    "version is a text": b'{"version": "1", "lectures": {}}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_put_aside_whole_and_said_once(file, content):
    file.write_bytes(content)
    assert progress.read() == {} and file.read_bytes() == content  # reading changes nothing
    assert "cannot be read" in " ".join(progress.troubles())
    said = progress.record("kinetics", "read")
    (aside,) = file.parent.glob("progress.damaged-*.json")
    assert aside.read_bytes() == content and aside.name in said
    assert progress.record("kinetics", "quiz a") == ""
    assert set(progress.read()["kinetics"]) == {"read", "quiz a"}
    assert aside.name in " ".join(progress.troubles())


def test_a_check_says_once_that_the_file_was_damaged(file):
    file.write_text("no")
    first, second = (kinetics.growth.check(days_to_grow) for _ in range(2))
    assert first.verdict == second.verdict == "right"
    assert "was damaged" in first.words and "damaged" not in second.words


def test_a_file_of_a_newer_version_is_left_as_it_is(file):
    file.write_text('{"version": 2, "lectures": {"kinetics": "in another form"}}')
    before = file.read_text()
    assert "newer version" in progress.record("reset", "read")
    assert progress.record("reset", "quiz a") == ""
    assert file.read_text() == before and set(progress.read()["reset"]) == {"read", "quiz a"}
    assert "newer version" in " ".join(progress.troubles())


def test_where_nothing_can_be_written_it_is_kept_in_memory_and_said_once(file, monkeypatch):
    file.mkdir()  # a folder stands in the place of the file
    assert "could not be written to a file" in progress.record("kinetics", "read")
    assert progress.record("kinetics", "quiz a") == ""
    assert set(progress.read()["kinetics"]) == {"read", "quiz a"}
    assert progress.troubles() == [progress.NOT_KEPT]
    file.rmdir()
    progress.record("kinetics", "quiz b")
    assert set(progress.parse(file.read_text())["kinetics"]) == {"read", "quiz a", "quiz b"}
    assert progress.troubles() == []


def test_nothing_that_goes_wrong_reaches_a_check(file, monkeypatch):
    def broken(*anything):
        raise RuntimeError

    monkeypatch.setattr(progress, "keep", broken)
    assert kinetics.growth.check(days_to_grow).verdict == "right"


def test_an_abandoned_lock_is_taken_over_and_a_live_one_waited_for(file, monkeypatch):
    lock = file.with_name("progress.json.lock.tmp")
    lock.touch()
    monkeypatch.setattr(whole, "PATIENCE", 0.02)
    assert progress.record("kinetics", "read") == "" and not file.exists()  # comes along later
    os.utime(lock, (time.time() - 60,) * 2)
    progress.record("kinetics", "quiz a")
    assert set(progress.parse(file.read_text())["kinetics"]) == {"read", "quiz a"}
    assert list(file.parent.iterdir()) == [file]


WRITER = """
import sys
from course import progress, whole
for n in range(40):
    assert progress.record("kinetics", f"quiz {sys.argv[1]}-{n}") == ""
"""


def test_kernels_that_write_at_the_same_time_lose_nothing(file):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(n)]) for n in range(4)]
    assert [w.wait(timeout=120) for w in writers] == [0] * 4
    assert len(progress.parse(file.read_text())["kinetics"]) == 160


def test_the_file_stands_beside_the_notebooks_if_the_folder_is_ones_own(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.setattr(progress, "NOTEBOOKS", tmp_path)
    beside, home = progress.places()
    assert beside == tmp_path / "progress.json"
    monkeypatch.setattr(progress, "NOTEBOOKS", tmp_path / "nowhere")
    assert progress.places() == [home]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="only where files have owners")
def test_in_a_folder_of_someone_else_the_file_stands_in_ones_own_home(tmp_path, monkeypatch):
    tmp_path.chmod(stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1000)
    assert not progress._is_own(tmp_path)


def test_git_does_not_see_the_file():
    root = progress.NOTEBOOKS.parent
    names = ["progress.json", "progress.damaged-2026-11-27-182000-1.json", "progress.json.lock.tmp"]
    paths = [f"notebooks/{name}" for name in names]
    done = subprocess.run(["git", "check-ignore", *paths], cwd=root, capture_output=True, text=True)
    if done.returncode == 128:
        pytest.skip("this copy of the course is not under git")
    assert done.stdout.split() == paths
