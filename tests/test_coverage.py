"""Nothing that the course must hold is left out, and its table is up to date."""

from course import coverage
from course.data import load
from course.topics import ROOT


def test_each_item_stands_in_its_lecture():
    assert coverage.missing() == []


def test_the_page_is_the_one_that_the_table_makes():
    assert (ROOT / "docs" / "coverage.md").read_text("utf-8") == coverage.page()


def test_words_that_no_lecture_holds_are_missed(monkeypatch):
    table = load("coverage").head(1).assign(words="a sentence that nobody wrote")
    monkeypatch.setattr(coverage, "load", lambda name: table)
    assert len(coverage.missing()) == 1
