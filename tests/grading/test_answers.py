"""What an answer may be, how it comes over, and what a test sees of it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course.grading import unwire, wire
from course.grading.pool import Pool
from course.grading.session import Limits, Session
from course.models.kinetics import Kinetics

VALUES: list[Any] = [
    *(None, True, 3, 10**40, -2.5, float("inf"), "µL", b"\x00", 1j, range(3)),
    *([1, [2.0, None]], (1, ("a",)), {"a": 1, (1, 2): [3]}, {1, 2}, frozenset({"x"})),
    *(dt.date(2026, 1, 2), dt.datetime(2026, 1, 2, 3), dt.timedelta(hours=5)),
    *(np.float32(1.5), np.int64(3), np.bool_(True), np.str_("a"), np.datetime64("2026-01-01")),
    *(
        np.arange(6).reshape(2, 3),
        np.array(["a", "bc"]),
        np.array([1, None], object),
        np.zeros((0, 2)),
    ),
    *(pd.Timestamp("2026-01-01", tz="Europe/Berlin"), pd.Timedelta("1h")),
    Kinetics(dose=1e7),
]
FRAMES = [
    pd.DataFrame({"a": [1, 2], "b": [0.5, np.nan], "c": ["x", None]}, index=["P1", "P2"]),
    pd.DataFrame(
        {
            "t": pd.to_datetime(["2026-01-01", None]),
            "k": pd.Categorical(["x", "y"], ordered=True),
            "i": pd.array([1, None], dtype="Int64"),
            "s": pd.array(["x", None], dtype="string"),
            "z": pd.to_datetime(["2026-01-01", "2026-07-01"]).tz_localize("Europe/Berlin"),
        }
    ),
    pd.DataFrame(
        np.eye(2), index=pd.MultiIndex.from_tuples([(1, "a"), (2, "b")], names=["u", "v"])
    ),
    pd.DataFrame({"x": []}),
]


def over(value: Any) -> Any:
    """There, by way of a frame's JSON and buffers."""
    import json

    encoder = wire.Encoder()
    node = json.loads(json.dumps(encoder(value)))
    return unwire.Decoder(encoder.buffers)(node)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_over_as_it_is(value: Any) -> None:
    got = over(value)
    assert type(got) is type(value)
    np.testing.assert_equal(got, value)


@pytest.mark.parametrize("frame", FRAMES)
def test_a_table_comes_over_as_it_is(frame: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(over(frame), frame)
    pd.testing.assert_series_equal(over(frame.iloc[:, 0]), frame.iloc[:, 0])


def test_a_generator_goes_on_where_it_was() -> None:
    generator = np.random.default_rng(4)
    generator.random(3)
    assert over(generator).random() == generator.random()


@pytest.mark.parametrize("value", [object(), open, int, np, iter([1]), np.zeros(1, "i4,f4")])
def test_what_is_no_value_is_refused_with_what_is_allowed(value: Any) -> None:
    with pytest.raises(wire.Refused, match="graded"):
        wire.Encoder()(value)


@pytest.mark.parametrize(
    "node",
    [
        *(
            {"@": "pickle", "v": 1},
            {"@": "course", "name": "os.system", "v": {}},
            {"v": 1},
            {"@": []},
        ),
        {"@": "array", "dtype": "|O", "shape": [1], "b": 0},
        {"@": "array", "dtype": "<f8", "shape": [1 << 39], "b": 0},
        {"@": "array", "dtype": "<f8", "shape": [-1], "b": 0},
        {"@": "objects", "shape": [7], "v": [1]},
        {
            "@": "course",
            "name": "course.grading.zygote.Zygote",
            "v": {"@": "dict", "k": [], "v": []},
        },
        {"@": "course", "name": "course.models.kinetics.Kinetics", "v": [1]},
        {"@": "generator", "of": "seterr", "v": 1},
        {"@": "frame", "columns": {"range": [0, 9, 1], "name": None}, "index": {"v": 3}, "v": []},
        {"@": "dict", "k": [[1]], "v": [1]},
        {"@": "timestamp", "v": "soon", "zone": ""},
        {"@": "range", "v": [0, 1, 0]},
        {"@": "set", "v": [[]]},
    ],
)
def test_a_forged_node_is_refused(node: Any) -> None:
    with pytest.raises(wire.Refused):
        unwire.Decoder([b"abc"])(node)


ANSWERS = """import numpy as np, pandas as pd, matplotlib.pyplot as plt
class Own(ValueError): pass
class Thing: pass
log = []
def double(x): 'Twice.'; return 2 * x
def shrink(table): table.drop(columns="a", inplace=True)
def nest(d): d["k"].append(1)
def own(): raise Own("no dose")
def thing(): return Thing()
def draw(ax):
    ax.plot([1, 2], [3, 4], label="C", ls="--"); ax.bar(["x", "y"], [1, 2]); ax.axhline(2)
    ax.fill_between([1, 2], [0, 1]); ax.set(title="T", ylabel="c")
    return ax
def figure(): return draw(plt.subplots()[1]).figure
def roll(rng): return rng.integers(100)
def warn(): import warnings; warnings.warn("careful"); print("hello"); return 1
def table(): return pd.DataFrame({"a": [1]})
def apply(f, x): return f(x)
def twice(x, *, times=2): return x * times
counts = pd.DataFrame({"a": [1, 2]})
"""


@pytest.fixture(scope="module")
def session(pool: Pool) -> Iterator[Session]:
    with Session(pool.zygote, {}, {}, limits=Limits(call=2), kinds={"draw": "a function"}) as one:
        one.locked_cell("import numpy as np, pandas as pd, matplotlib.pyplot as plt")
        one.student_cell(ANSWERS)
        yield one


@pytest.mark.parametrize(
    "code",
    [
        "assert double(2) == 4 and double.__doc__ == 'Twice.' and double.__name__ == 'double'",
        "assert (double(np.arange(3)) == [0, 2, 4]).all()",
        "assert twice(3, times=3) == 9",
        "import inspect; assert list(inspect.signature(twice).parameters) == ['x', 'times']",
        "t = pd.DataFrame({'a': [1], 'b': [2]}); shrink(t); assert list(t) == ['b']",
        "x = [1]; d = {'k': x}; nest(d); assert x == [1, 1]",
        "try: own()\nexcept ValueError as e: assert 'no dose' in str(e)\nelse: assert False",
        "ax = plt.subplots()[1]; assert draw(ax) is ax",
        "ax = plt.subplots()[1]; draw(ax); assert ax.lines[0].get_linestyle() == '--'",
        "ax = plt.subplots()[1]; draw(ax)\n"
        "assert [t.get_text() for t in ax.get_xticklabels()] == ['x', 'y']",
        "ax = plt.subplots()[1]; draw(ax); assert (len(ax.collections), len(ax.patches)) == (1, 2)",
        "assert figure().axes[0].get_title() == 'T'",
        "g = np.random.default_rng(4); h = np.random.default_rng(4)\n"
        "assert [roll(g), roll(g)] == [h.integers(100), h.integers(100)]",
        "assert apply(np.mean, [1, 3]) == 2 and apply(len, [1]) == 1 and apply(double, 4) == 8",
        "assert 'double' in globals() and 'nothing' not in globals()",
        "assert [f(1) for f in (double,)] == [2] and (lambda: double(3))() == 6",
        "import io, contextlib; s = io.StringIO()\nwith contextlib.redirect_stdout(s): warn()\n"
        "assert s.getvalue() == 'hello\\n'",
        "assert counts['a'].sum() == 3",
        "from concurrent.futures import ThreadPoolExecutor",
    ],
)
def test_a_test_may_say(code: str, session: Session) -> None:
    assert session.test_cell(code)[1] == {"passed": True}


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("thing()", "a Thing cannot be graded"),
        ("Thing()", "is a class"),
        ("apply(lambda x: x, 1)", "cannot be given to a student's function"),
        ("class K: pass\ndouble(K())", "cannot be graded"),
        ("nothing(1)", "name 'nothing' is not defined"),
    ],
)
def test_a_test_hears_what_cannot_be(code: str, message: str, session: Session) -> None:
    record = session.test_cell(code)[1]
    assert not record["passed"] and message in record["message"]


def test_a_name_must_be_of_the_kind_that_the_reference_has(pool: Pool) -> None:
    with Session(pool.zygote, {}, {}, kinds={"half_life": "a value"}) as session:
        session.student_cell("def half_life(): return 3")
        assert (
            "should be a value; yours is a function" in session.test_cell("half_life")[1]["message"]
        )


def test_a_right_answer_that_warns_has_nothing_on_stderr(session: Session) -> None:
    outputs, record = session.test_cell("assert warn() == 1")
    assert record["passed"] and [o["name"] for o in outputs] == ["stdout"]


def test_after_its_death_the_answers_come_back(session: Session) -> None:
    session.student_cell("def end(): import os; os._exit(1)")
    assert "ended Python" in session.test_cell("end()")[1]["message"]
    assert session.test_cell("assert double(2) == 4")[1]["passed"]


def test_a_judge_that_ran_out_of_time_is_replaced(pool: Pool) -> None:
    with Session(pool.zygote, {}, {}, limits=Limits(test=1, call=5)) as session:
        session.student_cell(
            "import time\ndef slow(): time.sleep(0.4); return 1\ndef one(): return 1"
        )
        assert session.test_cell("while True: slow()")[1]["error"] == "OutOfTime"
        assert session.test_cell("assert one() == 1")[1] == {"passed": True}
