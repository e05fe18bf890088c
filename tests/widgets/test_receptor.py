import pytest

from course.widgets.receptor import explorer
from course.widgets.testing import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_receptor_explorer(promise):
    promise(explorer)


@pytest.mark.parametrize(
    ("preset", "words"),
    [
        ("As tisagenlecleucel", "Its parts are those of tisagenlecleucel."),
        ("As lisocabtagene maraleucel", "lisocabtagene maraleucel and zola-cel"),
        ("A CAAR for Mei", "Its parts are those of MuSK-CAART."),
        ("CD19 and BCMA from one gene", "too many"),
        ("Without a membrane part", "This cannot work."),
    ],
)
def test_each_preset_is_what_its_name_says(preset, words):
    widget = explorer()
    assert words in widget.look(widget.preset(preset))[1]
