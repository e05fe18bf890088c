"""The quiz: its files keep the rules, and its page can be read without a kernel."""

import re

import pytest

from course import facts
from course.quizzes.questions import QuizError, load, parse, problems, topics
from course.widgets.quiz import inline, page, plain, quiz

QUESTION = {
    "name": "one",
    "prompt": "What comes first?",
    "right": {"option": "This", "reply": "It is right since nothing else comes before it."},
    "wrong": [
        {
            "option": f"Other {n}",
            "misconception": f"mistake {n}",
            "reply": "It is wrong since something else comes before it.",
        }
        for n in (1, 2)
    ],
}


def file_of(**changes):
    """The data of a sound file, but for changes in its first question."""
    others = [{**QUESTION, "name": f"q{n}", "prompt": f"What is {n}?"} for n in (2, 3)]
    return {"question": [{**QUESTION, **changes}, *others]}


def wrong(n=0, **changes):
    options = [dict(option) for option in QUESTION["wrong"]]
    options[n] |= changes
    return options


def right(**changes):
    return QUESTION["right"] | changes


def test_a_sound_file_has_no_problems():
    assert problems(file_of()) == []


@pytest.mark.parametrize("topic", topics())
def test_every_file_keeps_the_rules(topic):
    assert 3 <= len(load(topic)) <= 5


@pytest.mark.parametrize("topic", topics())
def test_the_right_answer_is_not_always_at_the_same_place(topic):
    places = [[o.misconception for o in q.options].index("") for q in load(topic)]
    assert max(map(places.count, range(5))) <= (len(places) + 1) // 2
    assert len(set(places)) >= 3


@pytest.mark.parametrize("topic", topics())
def test_the_numbers_in_replies_agree_with_the_ledger(topic):
    texts = [
        t for q in load(topic) for t in (q.prompt, *(o.text + " " + o.reply for o in q.options))
    ]
    assert [wrong for text in texts for wrong in facts.problems(text)] == []


def test_the_order_of_options_is_the_same_every_time():
    assert load("kinetics") == load("kinetics")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"prompt": ""}, "must have words as “prompt”"),
        ({"name": "Not a name"}, "use small letters"),
        ({"wrong": wrong()[:1]}, "1 wrong options; two to four"),
        ({"wrong": wrong(option="This")}, "offers “this” twice"),
        ({"wrong": wrong(option="All of the above")}, "must stand by itself"),
        ({"wrong": wrong(option="A and C")}, "must stand by itself"),
        ({"wrong": wrong(reply="No.")}, "a reply is a sentence"),
        ({"right": right(reply="Yes.")}, "a reply is a sentence"),
        ({"wrong": wrong(misconception="")}, "must have words as “misconception”"),
        ({"wrong": wrong(misconception="It is wrong.")}, "a short noun phrase"),
        ({"right": right(answer="This")}, "has an unknown “answer”"),
        ({"right": {"option": "This", "replay": "x"}}, "unknown “replay”: “reply”?"),
        ({"right": {"option": "This"}}, "the right option, has no “reply”"),
        ({"right": ["This"]}, "needs one [question.right]"),
        ({"prompt": "What is 2?"}, "“What is 2?” stands there twice"),
    ],
)
def test_a_mistake_in_a_file_is_said_in_one_sentence(changes, said):
    (sentence,) = [s for s in problems(file_of(**changes)) if said in s]
    assert "\n" not in sentence


def test_the_right_option_must_not_be_the_longest_as_a_rule():
    data = file_of()
    for question in data["question"]:
        question["right"] = right(option="This, with every reservation that an expert would make")
    assert any("much the longest" in s for s in problems(data))


def test_a_file_that_is_not_toml_says_where():
    with pytest.raises(QuizError, match=r"quizzes/x.toml is not valid TOML: .*line 1"):
        parse("[[question]", "x")


def test_an_unknown_topic_or_number_says_what_there_is():
    with pytest.raises(LookupError, match=r"only for .*kinetics"):
        quiz("alchemy")
    with pytest.raises(LookupError, match="questions 1 to 5, and no 6"):
        quiz("kinetics", 6)


def test_one_question_can_be_shown_alone():
    whole, alone = quiz("kinetics"), quiz("kinetics", 2)
    assert alone.questions == whole.questions[1:2]


def test_the_page_folds_every_answer_over_its_reply():
    questions = load("kinetics")
    html = page(questions)
    assert html.count("<details") == sum(len(q.options) for q in questions)
    assert html.count("✓ Right.") == len(questions)
    assert "<script" not in html and "<style" not in html


def test_the_output_has_a_twin_in_html_and_in_words():
    bundle, _ = quiz("kinetics")._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"}
    assert bundle["text/html"] == page(load("kinetics"))


def test_the_words_hold_no_markup_and_end_with_the_answers():
    lines = plain(load("kinetics")).splitlines()
    assert not any(re.search(r"[*`\[\]<>]", line) for line in lines)
    assert re.fullmatch(r"Answers: 1 [A-E](, \d [A-E])+", lines[-1])


def test_markup_becomes_html_and_nothing_else_does():
    html = inline('*a* **b** `c<d` [e](https://doi.org/10.1/x "fact: k.e") & 2 * 3 * 4')
    assert html == (
        "<em>a</em> <strong>b</strong> <code>c&lt;d</code> "
        '<a href="https://doi.org/10.1/x" title="fact: k.e">e</a> &amp; 2 * 3 * 4'
    )
