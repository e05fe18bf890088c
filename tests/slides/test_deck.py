"""Slides from lectures: what is shown and what is said, by rules alone."""

import re
from dataclasses import replace

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from course.quizzes.questions import load
from course.rules.reading import Lecture, Section
from course.slides import build, deck, pieces, text
from course.slides.pieces import Slide
from course.topics import topics

LECTURES = [topic for topic in topics() if topic.notebook.exists()]


def cell(source, *outputs):
    return new_code_cell(source, outputs=[new_output(**output) for output in outputs])


def value(words):
    return {"output_type": "execute_result", "data": {"text/plain": words}}


def of(*cells, heading="Day one"):
    """The slides of a section that holds these cells."""
    return deck.by_rules(heading, deck.middles(Section(heading, list(cells))))


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_question_its_code_answer_and_reading_make_one_slide():
    asked = new_markdown_cell("The cells grow. How many doublings is that?")
    read = new_markdown_cell("Almost twelve. How many hours does each take? They are short.")
    first, *_ = of(asked, cell("log2(3900)", value("11.93")), read, cell("18.7", value("18.7")))
    assert words(first.body) == "How many doublings is that? log2(3900) 11.93 Almost twelve."
    assert "The cells grow." in first.notes


def test_the_answer_waits_where_a_question_asks_and_only_there():
    asked = of(new_markdown_cell("How many?"), cell("1 + 1", value("2")))
    told = of(new_markdown_cell("Here is the table."), cell("table", value("a")))
    assert 'class="fragment"' in asked[0].body and 'class="fragment"' not in told[0].body


def test_a_long_story_before_a_question_has_a_slide_of_its_own():
    story = "Five people had lupus. " + "They were treated and watched with care. " * 8
    first, second = of(new_markdown_cell(f"{story}\n\nHow many?"), cell("5", value("5")))
    assert first.kind == "prose" and words(first.body).startswith("Five people had lupus.")
    assert words(second.body) == "How many? 5 5"


def test_a_formula_takes_its_symbols_along():
    shown = of(
        new_markdown_cell("In symbols:\n\n$$a=b$$\n\n| symbol | unit |\n|---|---|\n| a | day |")
    )
    assert [slide.kind for slide in shown] == ["formula"]
    assert "<math" in shown[0].body and "<table" in shown[0].body


def test_code_without_an_answer_is_for_the_speaker():
    (only,) = of(new_markdown_cell("How many?"), cell("import x"), cell("x.y", value("7")))
    assert "import x" in only.notes and "import x" not in only.body


def test_a_figure_keeps_its_code_and_its_finding_for_the_speaker():
    printed = {"output_type": "stream", "text": "It peaks on day nine.\n"}
    drawn = {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo="}}
    (only,) = of(new_markdown_cell("Let us draw it now."), cell("_ = draw(axes())", printed, drawn))
    assert 'alt="It peaks on day nine."' in only.body and "draw(axes" not in only.body
    assert "draw(axes" in only.notes and "It peaks" in only.notes


@pytest.mark.parametrize(
    ("kind", "on_slide", "in_notes"),
    [("skip", False, False), ("notes", False, True), ("slide", True, False)],
)
def test_an_author_may_steer_a_cell(kind, on_slide, in_notes):
    steered = new_markdown_cell("A marked sentence stands here.")
    steered.metadata["slideshow"] = {"slide_type": kind}
    slides = of(new_markdown_cell("How many are there?"), cell("5", value("5")), steered)
    assert any("marked" in slide.body for slide in slides) == on_slide
    assert any("marked" in slide.notes for slide in slides) == in_notes


def test_links_become_sources_and_leave_the_words():
    link = '[3,900](https://doi.org/10.1002/psp4.12388 "fact: kinetics.fold_expansion")'
    (only,) = of(
        new_markdown_cell(f"It rose {link} times. How often is that?"), cell("1", value("1"))
    )
    assert only.sources == ("Stein 2019",)
    assert "href" not in only.body + only.notes


def test_a_text_without_a_middle_is_a_slide_of_prose():
    (only,) = of(new_markdown_cell("One thing.\n\nAnother thing.\n\nA third thing."))
    assert only.body.count('class="key"') == 3


def test_sentences_are_not_broken_at_et_al_or_in_a_number():
    assert len(text.sentences("Stein et al. Measured 3.9 thousand. Then it fell.")) == 2


def test_a_reading_leaves_the_next_question_out():
    slide = pieces.with_reading(Slide(heading="x", body=""), "Four times. What then? So be it.")
    assert "What then" not in slide.body and "What then" in slide.notes


@pytest.fixture(scope="module", params=LECTURES, ids=[topic.name for topic in LECTURES])
def lecture(request):
    return Lecture.read(request.param.notebook)


def test_every_lecture_makes_a_deck_that_an_hour_can_hold(lecture):
    slides = deck.slides_of(lecture)
    assert 20 <= len(slides) <= 60
    assert sum(slide.seconds for slide in slides) / 60 == pytest.approx(
        lecture.about["minutes"], abs=1
    )
    assert [s for s in slides if not s.body and s.kind != "explorer"] == []


def test_every_section_of_a_lecture_stands_on_a_slide_with_notes(lecture):
    slides = deck.slides_of(lecture)
    for section in lecture.sections:
        heading = deck.TIME.sub("", section.title)
        mine = [s for s in slides if s.heading.partition(":")[0] == heading.partition(":")[0]]
        assert mine, heading
    spoken = [slide for slide in slides if slide.notes]
    assert len(spoken) > 0.8 * len(slides)


def test_every_paragraph_of_a_lecture_is_shown_or_said(lecture):
    slides = deck.slides_of(lecture)
    everything = words(" ".join(s.body + s.notes for s in slides))
    plain = re.sub(r"\W+", " ", everything)
    for section in lecture.sections:
        if section.title.startswith(("Try it", "Summary", "References")):
            continue
        for block in text.blocks_of(section.text):
            if block.kind == "paragraph":
                for sentence in text.sentences(block.text):
                    if "$" not in sentence:
                        wanted = re.sub(r"\W+", " ", words(text.inline(sentence)))
                        assert wanted.strip() in plain, sentence


def test_every_question_of_the_quiz_has_a_slide_with_one_right_answer(lecture):
    slides = [slide for slide in deck.slides_of(lecture) if slide.kind == "quiz"]
    assert len(slides) >= len(load(lecture.name[3:]))
    assert all(slide.body.count('class="right"') == 1 for slide in slides)


def test_a_page_holds_all_that_it_needs():
    page = build.page("A & B", [replace(Slide(heading="A & B", body="<p>x</p>"), kind="title")])
    assert "<h1>A &amp; B</h1>" in page and "Reveal.initialize" in page
    assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)[^"$]+"', page)


def test_without_reveal_the_way_to_get_it_is_said(monkeypatch):
    monkeypatch.setattr(build.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(RuntimeError, match=r"start\.py slides"):
        build.reveal_files()
