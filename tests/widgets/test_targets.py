import pytest

from course.widgets.targets import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_targets_explorer(promise):
    promise(explorer)


@pytest.mark.parametrize(
    ("preset", "words"),
    [
        ("Lena's ocrelizumab: CD20 alone", "61 of 95 B-labelled cells die and 34 escape"),
        ("CD20 or BCMA, half of the transcripts lost", "50 % of the transcripts kept: 79 of 95"),
        ("An antigen that most white cells share: CD52", "190 T cells and 185 dendritic cells"),
        ("CD27, with CD3 to spare T cells", "14 T cells"),
        ("No B-labelled cell escapes: CD79b or BCMA", "none escapes (sensitivity 100 %)"),
    ],
)
def test_each_preset_is_what_its_name_says(preset, words):
    widget = explorer()
    assert words in widget.look(widget.preset(preset))[1]


def test_the_first_screen_is_cd20_or_bcma():
    widget = explorer()
    assert "CD20 OR BCMA: 89 of 95 B-labelled cells die" in widget.look(widget.start)[1]
