import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course.widgets import frame
from course.widgets.testing import plain

DAY = np.linspace(0, 10, 50)


def figure_of(paint) -> Figure:
    figure = Figure(figsize=(6, 3), layout="constrained")
    FigureCanvasAgg(figure)
    paint(figure.subplots())
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    return figure


def log_axis(ax):
    ax.plot(DAY, np.exp(DAY), "--", label="cells")
    ax.set(yscale="log", title="A title", xlabel="$t$ (days)", ylabel="cells µL$^{-1}$")
    ax.grid(which="both", alpha=0.3)
    ax.legend(loc="upper left")


def bars(ax):
    ax.bar(["CR", "PR", "NR"], [9.5, 3.7, 0.6], yerr=[1, 0.8, 0.3], capsize=4, color="#0072B2")


def scatter(ax):
    ax.scatter(DAY, DAY**2, s=5 * DAY + 1, c=DAY, alpha=0.6)


def image(ax):
    ax.imshow(np.outer(DAY, DAY), aspect="auto")


def mesh(ax):
    ax.pcolormesh(np.outer(DAY[:6], DAY[:6]))


def contours(ax):
    ax.contourf(np.outer(DAY, DAY), levels=5)


def many(ax):
    ax.fill_between(DAY, DAY, 2 * DAY, alpha=0.3)
    ax.axhspan(3, 4, color="0.8")
    ax.step(DAY[::5], DAY[::5], where="post")
    ax.errorbar([1, 2], [3, 4], yerr=1, fmt="s", capsize=3)
    ax.annotate("here", (2, 4), (4, 8), arrowprops={"arrowstyle": "->"})
    ax.text(6, 6, "two\nlines", rotation=30)
    ax.hist(DAY, bins=5, edgecolor="white")
    ax.tick_params(axis="x", rotation=45)


def twins(ax):
    ax.plot(DAY, DAY)
    ax.twinx().plot(DAY, 1e6 * DAY, "r")


def no_axes(ax):
    ax.set_axis_off()
    ax.text(0.5, 0.5, "a diagram")


@pytest.mark.parametrize(
    "paint", [log_axis, bars, scatter, image, mesh, contours, many, twins, no_axes]
)
def test_quick_reading_equals_matplotlibs_own_drawing(paint):
    reader = frame.Reader(figure_of(paint))
    first, second = plain(reader.read()), plain(reader.read())
    assert first == second == plain(reader.read(exact=True))


def test_an_axis_is_remembered_until_its_limits_change():
    figure = figure_of(log_axis)
    reader = frame.Reader(figure)
    reader.read()
    known = len(reader.memory)
    reader.read()
    assert len(reader.memory) == known
    figure.axes[0].set_xlim(0, 20)
    reader.read()
    assert len(reader.memory) == known + 1


def test_a_legend_is_drawn_again_when_a_colour_in_it_changes():
    def read(colour):
        figure.axes[0].lines[0].set_color(colour)
        figure.axes[0].legend(loc="upper left")
        return plain(reader.read())

    figure = figure_of(log_axis)
    reader = frame.Reader(figure)
    assert read("#0072B2") != read("#D55E00")
    assert read("#D55E00") == plain(reader.read(exact=True))


@pytest.mark.parametrize("paint", [log_axis, bars, scatter, many])
def test_a_wiped_axes_is_empty_and_takes_the_same_drawing_again(paint):
    figure = figure_of(paint)
    reader, [ax] = frame.Reader(figure), figure.axes
    before = plain(reader.read())
    frame.wipe(ax)
    assert not ax.lines and not ax.patches and not ax.collections and ax.get_legend() is None
    paint(ax)
    assert plain(reader.read()) == before


def test_a_frame_survives_packing():
    items = frame.Reader(figure_of(bars)).read()
    head, numbers = frame.from_bytes(frame.to_bytes(items, (600, 300), "Bars.", at=[1]))
    assert head["words"] == "Bars." and head["size"] == [600, 300] and head["at"] == [1]
    assert sum(count for _, count in head["items"]) == len(numbers)


def test_legends_are_remembered_with_this_matplotlib():
    legend = figure_of(log_axis).axes[0].get_legend()
    assert frame.legend_place(legend) == 2, "Matplotlib moved the place of its legends"


def test_an_axis_is_drawn_again_when_its_words_change():
    figure = figure_of(bars)
    reader = frame.Reader(figure)
    for words in (["CR", "PR", "NR"], ["a", "b", "c"]):
        figure.axes[0].set_xticks(range(3), words)
        assert plain(reader.read()) == plain(reader.read(exact=True))
