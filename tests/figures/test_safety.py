"""The drawing and the words of the toy of cytokine release."""

import matplotlib
import pytest
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


@pytest.mark.parametrize("day", [1.0, 2.0, 4.0, 6.0, 9.0])
@pytest.mark.parametrize("dose", [1e6, 6.2e7])
@pytest.mark.parametrize("antigen", [1.0, 10.0])
def test_the_words_hold_no_power_of_ten_wherever_the_sliders_stand(day, dose, antigen):
    p = Safety(dose=dose, antigen=antigen, tocilizumab_day=day)
    assert "e+" not in safety.describe(simulate(p))


def test_a_drug_before_the_rise_is_not_said_to_have_raised_il6():
    p = Safety(dose=1e6, tocilizumab=0.2, tocilizumab_day=1.0)
    assert "on day 1.0 comes before it rises" in safety.describe(simulate(p))
