"""The drawing and the words of the toy of cytokine release."""

import matplotlib
from matplotlib.figure import Figure

from course.figures import safety
from course.models.safety import Safety, simulate


def test_drawing_leaves_the_result_and_the_settings_alone():
    result, settings = simulate(Safety()), dict(matplotlib.rcParams)
    before = result.copy()
    axs = Figure().subplots(1, 2)
    assert safety.draw(axs, result) is axs
    assert result.equals(before) and dict(matplotlib.rcParams) == settings


def test_axes_have_labels_and_lines_differ_without_colour():
    left, right = safety.draw(Figure().subplots(1, 2), simulate(Safety()))
    assert left.get_xlabel() == right.get_xlabel() == "Day after infusion"
    assert left.get_ylabel() and right.get_ylabel()
    assert len({str(line._dash_pattern) for line in left.lines}) == 2


def test_the_words_follow_the_result():
    assert "No fever" in safety.describe(simulate(Safety(antigen=0.1)))
    assert "the worst grade is 1" in safety.describe(simulate(Safety()))
    given = Safety(antigen=5.0, tocilizumab=8.0, tocilizumab_day=5.0)
    assert "it rises another" in safety.describe(simulate(given))
    late = Safety(antigen=5.0, tocilizumab=8.0, tocilizumab_day=18.0)
    assert "comes after that" in safety.describe(simulate(late))
