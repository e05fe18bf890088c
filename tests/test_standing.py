"""What is done of a lecture, what comes next, and the certificate that says so."""

import re
from dataclasses import replace

import pytest

from course import certificate, progress
from course.contents import Contents, contents, first_line, line
from course.standing import Standing, asked, count, following, standing
from course.topics import Topic, topics
from course.widgets.progress import TWIN, Panel, load, summary

WHEN = "2026-11-27 18:20"
LECTURES = [t for t in topics() if t.notebook.exists()]


def lecture(number, *, read="", quiz=(), exercises=()):
    """A lecture with so many questions, each True if done."""
    made = [
        {f"q{n}": WHEN if done else "" for n, done in enumerate(of)} for of in (quiz, exercises)
    ]
    topic = Topic(name=f"{number:02d}_t{number}", title=f"Title {number}", minutes=60, part="1")
    return Standing(topic=topic, read=read, quiz=made[0], exercises=made[1])


NEW = {"quiz": (0, 0), "exercises": (0, 0)}
BEGUN = {"quiz": (1, 0), "exercises": (0, 0)}
WORKED = {"quiz": (1, 1), "exercises": (1, 1)}


@pytest.mark.parametrize("topic", LECTURES, ids=lambda t: t.name)
def test_what_a_lecture_asks_is_found(topic):
    """It writes `from course.checks import kinetics as exercises`, then `exercises.x.check`."""
    quiz, exercises = asked(topic)
    assert len(quiz) >= 3 and len(exercises) >= 2


@pytest.mark.parametrize("topic", LECTURES, ids=lambda t: t.name)
def test_what_a_lecture_asks_is_kept_under_the_same_names(topic, tmp_path, monkeypatch):
    import importlib

    checks = importlib.import_module(f"course.checks.{topic.word}")
    for name in asked(topic)[1]:
        assert getattr(checks, name)._name() == (topic.word, name)


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (NEW, ""),
        (BEGUN, "◐ begun: quiz 1 of 2"),
        (WORKED, "✓ worked: quiz and exercises"),
        ({**NEW, "read": WHEN}, "✓ read"),
        ({**BEGUN, "read": WHEN}, "✓ read; quiz 1 of 2"),
        ({"quiz": (1, 1), "exercises": (1, 0)}, "◐ begun: quiz 2 of 2, exercises 1 of 2"),
    ],
)
def test_the_state_of_a_lecture_is_said_in_a_sign_and_words(done, words):
    assert lecture(1, **done).words == words
    assert lecture(1, **done).done == words.startswith("✓")


def test_a_lecture_that_asks_nothing_is_done_only_by_ones_own_word():
    assert not lecture(1).done and lecture(1, read=WHEN).done


@pytest.mark.parametrize(
    ("states", "number"),
    [
        ([NEW, NEW, NEW], 1),
        ([WORKED, NEW, NEW], 2),
        ([NEW, BEGUN, NEW], 2),  # what is begun comes first
        ([NEW, WORKED, NEW], 3),  # who began in the middle goes on from there
        ([NEW, NEW, WORKED], 1),  # and comes back to what was left out
        ([WORKED, WORKED, WORKED], None),
    ],
)
def test_what_comes_next(states, number):
    after = following([lecture(n, **done) for n, done in enumerate(states, 1)])
    assert (after and after.topic.number) == number


def test_the_first_line_of_the_contents_says_where_to_go():
    begun = [lecture(1, **WORKED), lecture(2, **NEW)]
    assert first_line([lecture(1, **NEW)]) == "**Begin with** [lecture 1, Title 1](01_t1.ipynb)"
    assert first_line(begun) == "**Go on with** [lecture 2, Title 2](02_t2.ipynb)"
    assert first_line(begun[:1]) == "**All lectures are done.**"
    assert "◐ begun: quiz 1 of 2" in line(lecture(1, **BEGUN))


def test_without_a_record_the_contents_are_the_same_for_everyone():
    assert "✓" not in repr(contents()) and "◐" not in contents()._repr_markdown_()
    assert contents().bundle()["text/markdown"].startswith("**Begin with** [lecture 1,")


def test_the_panel_has_a_twin_that_no_record_changes(tmp_path, monkeypatch):
    bundle, _ = Panel(contents())._repr_mimebundle_()
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "p.json"))
    progress.record("kinetics", "read")
    other, _ = Panel(contents())._repr_mimebundle_()
    assert bundle["text/html"] == other["text/html"] == f"<p>{TWIN}</p>"


class Handle:
    """In place of the output above the panel."""

    def __init__(self):
        self.shown = []

    def update(self, bundle, raw):
        self.shown.append(bundle["text/markdown"])


@pytest.fixture
def panel(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "p.json"))
    panel = Panel(contents(), Handle())
    panel.said = []
    monkeypatch.setattr(panel, "send", lambda message: panel.said.append(message["said"]))
    return panel


def test_a_tick_is_kept_and_taken_back(panel):
    panel.hear(panel, {"read": "kinetics", "is": True}, [])
    assert "✓ read" in panel.handle.shown[-1] and panel.state["words"].startswith(
        "Lectures done: 1 of"
    )
    panel.hear(panel, {"read": "kinetics", "is": False}, [])
    assert "✓" not in panel.handle.shown[-1] and panel.said == ["", ""]


def test_the_list_is_renewed_only_when_something_has_changed(panel):
    panel.hear(panel, {"look": True}, [])
    assert panel.handle.shown == []
    progress.record("kinetics", "exercise growth")  # in another kernel
    panel.hear(panel, {"look": True}, [])
    assert len(panel.handle.shown) == 1 and "exercises 1 of 2" in panel.handle.shown[0]


def test_a_saved_copy_is_loaded_and_nothing_is_taken_away(panel):
    panel.hear(panel, {"read": "kinetics", "is": True}, [])
    saved = panel.state["file"]
    progress.places()[0].unlink()
    progress.record("reset", "read")
    panel.hear(panel, {"load": saved}, [])
    assert panel.said[-1] == "Loaded: 1 thing new."
    assert set(progress.read()) == {"kinetics", "reset"}


@pytest.mark.parametrize("text", ["", "no", "{}", '{"version": 1, "lectures": {"a": {"b": "c"}}}'])
def test_a_file_that_is_no_record_is_refused_in_a_sentence(panel, text):
    panel.hear(panel, {"load": text}, [])
    assert panel.said == ["Nothing was loaded. It is damaged, or no progress file of this course."]


def test_a_message_that_means_nothing_does_nothing(panel):
    panel.hear(panel, {}, [])
    assert panel.said == [""] and progress.read() == {}


def test_the_summary_counts():
    assert summary([lecture(1, **NEW)]).startswith("Nothing is kept yet")
    states = [lecture(1, **WORKED), lecture(2, **BEGUN)]
    assert summary(states) == ("Lectures done: 1 of 2. Questions answered: 3. Exercises solved: 2.")


def test_the_certificate_comes_when_all_is_done_and_a_record_before():
    done, begun = lecture(1, **WORKED), lecture(2, **BEGUN)
    whole, part = certificate.page([done]), certificate.page([done, begun])
    assert (
        "<h1>Certificate of completion</h1>" in whole and "worked through all 1 lectures" in whole
    )
    assert "<h1>Record of work so far</h1>" in part and "1 of the 2 lectures" in part
    assert "Certificate" not in part
    for page in (whole, part):
        assert "This is not an examination." in " ".join(page.split())


def test_the_certificate_lists_what_was_done_and_when():
    page = certificate.page([lecture(1, **BEGUN, read="2026-11-20 09:00"), lecture(2, **NEW)])
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in page.split("<tr>")[2:]]
    assert rows[0] == ["1. Title 1", "2026-11-20", "1 of 2", "0 of 2", "2026-11-27"]
    assert rows[1] == ["2. Title 2", "–", "0 of 2", "0 of 2", "–"]
    assert "from 2026-11-20 to 2026-11-27" in page


def test_a_name_cannot_break_the_certificate(tmp_path):
    path = certificate.save("<script>Ada & co</script>", tmp_path / "certificate.html")
    assert "&lt;script&gt;Ada &amp; co&lt;/script&gt;" in path.read_text(encoding="utf-8")
    title = replace(lecture(1, **NEW).topic, title="a < b")
    assert "a &lt; b" in certificate.page([replace(lecture(1, **NEW), topic=title)])


def test_the_name_has_one_place_in_the_page():
    assert certificate.page([lecture(1, **WORKED)]).count(certificate.NAME) == 1


def test_counts():
    assert count({"a": WHEN, "b": ""}) == "1 of 2" and load("no").startswith("Nothing")
    assert standing(LECTURES[0], {}).times == [] and repr(Contents([])) == ""
