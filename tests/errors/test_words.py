"""Errors as students make them, each explained: what went wrong, and what to do."""

import linecache
from itertools import count

import pytest

from course.checks.stops import plain_words
from course.errors.patterns import KINDS
from course.errors.words import explained

cells = count(1)


def run(code, **names):
    """Run a cell as a notebook would; what is said of its error."""
    name = f"<cell {next(cells)}>"
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    try:
        exec(compile(code, name, "exec"), {"__name__": "__main__", **names})
    except BaseException as error:
        return explained(error)
    raise AssertionError("this cell has no error")


SYNTAX = {
    "def half(x)\n    return x / 2": "Line 1 needs a colon, `:`, at its end.",
    "if dose > 3:\n    x = 1\nelse if dose > 2:\n    x = 2": "`elif` in place of `else if`",
    "for day in range(3):\nprint(day)": "After the line with 'for' the next line must be moved",
    "def f(x):\nreturn x": "After the line with function the next line",
    "x = 1\n  y = 2": "Line 2 is moved to the right",
    "def f(x):\n    y = x\n  return y": "Line 3 begins between two levels",
    "if x:\n\ty = 1\n        z = 2": "Use four spaces everywhere",
    "print((1 + 2)": "The bracket `(` in line 1 is never closed",
    "days = [1, 2, 3\n": "The bracket `[` in line 1 is never closed",
    "x = 1 + 2)": "Line 1 has a `)` that nothing opens",
    "x = (1 + 2]": "opens with `(` and closes with `]`",
    "name = 'Amara": "A text begins in line 1 and never ends",
    'story = """Amara': "A text begins in line 1 and never ends",
    "days = [1 2 3]": "a comma in a list, or a `*` in a product",
    "if x = 3:\n    y = 1": "To compare, write two: `==`",
    "log(x) = 3": "To compare, write two: `==`",
    "3 = x": "On the left of `=`|write two: `==`",
    "x = 1\nreturn x": "`return` in line 2 stands outside of a function",
    "break": "`break` in line 1 stands outside of a loop",
    "y = 2x": "A product needs its `*`",
    "day = 07": "A number in line 1 begins with 0",
    "name = “Amara”": "a curved quote, a long dash",
    "x = 3 – 2": "a curved quote, a long dash",
    "x\u00a0= 3": "a special space",
    "print 3": "`print` needs brackets",
    "f(dose=1, 3)": "put those with names",
    "try:\n    x = 1\ny = 2": "A `try` needs its `except`",
    "x = f'{3 +}'": "wrong between its braces",
    "x = 3 4 *": "Python cannot read line 1|Between two things in line 1",
    "import": "Python cannot read line 1",
}


@pytest.mark.parametrize("code", SYNTAX)
def test_a_cell_that_python_cannot_read_is_explained(code):
    assert any(words in run(code) for words in SYNTAX[code].split("|"))


HALF = "def half(x, y):\n    return x / y\n"
NONE = "def half(x):\n    x / 2\n"
TYPES = {
    HALF + "half(1)": "too few inputs: `half` also needs 'y'",
    HALF + "half(1, 2, 3)": "too many inputs: `half` takes 2 and was given 3",
    "def f(): pass\nf(1)": "too many inputs: `f` takes 0 and was given 1",
    "def f(a, b=1): pass\nf(1, 2, 3)": "`f` takes 1 to 2 and was given 3",
    HALF + "half(1, 2, dose=3)": "`half` has no input of the name `dose`",
    HALF + "half(1, x=2)": "`x` is given twice",
    NONE + "half(3) + 1": "`half` gives None: a function without `return`",
    NONE + "y = half(3)\ny * 2": "`y` is None: it was given the result of a function without",
    NONE + "y = half(3)\ny[0]": "`y` is None",
    "x = ...\nx + 1": "The dots `...` of the exercise are still there",
    "def f(x): return x\nf[3]": "Square brackets follow a function",
    "x = 3\ny = x(x + 1)": "is a `*` missing between them",
    "sum = 3\nsum([1, 2])": "hides Python's own: run `del sum`",
    "def f(x): return x\nf + 1": "call it, with brackets",
    "[1, 2] / 2": "Make it an array first",
    "'3' + 4": "a text and a number",
    "4 + '3'": "a text and a number",
    "'3' > 4": "no order: a `str` and a `int`",
    "for day in 5: pass": "use `range(n)`",
    "len(3)": "use `range(n)`",
    "x = 3\nx[0]": "no parts to pick out",
    "x = [1, 2]\nx[0.5]": "A place in a list is a whole number",
    "x = [1, 2]\nx['a']": "A place in a list is a whole number",
    "range(2.5)": "A whole number is needed there",
    "{[1]: 2}": "A list cannot be a key",
    "(1, 2)[0] = 3": "cannot be changed in place",
}
OTHERS = {
    "dyas = 3\nprint(days)": "Is `dyas` meant?",
    "Prnt(3)": "Python knows nothing by the name `Prnt`",
    "pritn(3)": "Is `print` meant?",
    "np.log2(3)": "Run `import numpy as np` first.",
    "load(kinetics)": "nothing by the name `load`: is it spelt",
    "x = 1\ndef f():\n    x = x + 1\nf()": "`x` is used before it gets its value in this function",
    "x = None\nx.mean()": "`x` is None",
    "[3].sort().append(2)": "The thing before `.append` is None",
    "[1].apend(2)": "Is `append` meant?",
    "import math\nmath.Log2(3)": "Is `log2` meant?",
    "(3).strip()": "nothing of that name",
    "{'dose': 3}['Dose']": "compare the spelling",
    "doses = {'dose': 3}\ndoses['Dose']": "no `Dose` here. Is `dose` meant? There are: `dose`.",
    "a = 3\nb = 3\n1 / (a - b)": "divided by zero: `a - b` is 0 here",
    "x = 0\n3 % x": "`x` is 0 here",
    "[1, 2][2]": "a list of 3 has the places 0, 1, 2",
    "[].pop()": "Nothing is left to take",
    "float('3,5')": "possible: '3,5'. Decimals have a point",
    "int('3 days')": "possible: '3 days'",
    "import math\nmath.log(-1)": "logarithm of a negative number",
    "import math\nmath.sqrt(-1)": "logarithm of a negative number",
    "a, b = 1, 2, 3": "more or fewer names",
    "a, b = [1]": "more or fewer names",
    "max([])": "nothing to take the largest",
    "[1].remove(2)": "does not hold the value|kind is right",
    "def f(x): return f(x - 1)\nf(3)": "when does it stop",
    "2.0 ** 5000": "A number has become too large",
    "import numpi": "does without that package",
    "import course_none": "does not know the course|does without",
    "from math import log3": "`math` holds nothing by the name `log3`",
    "open('no_such_file.csv')": "There is no file of that name",
    "next(iter([]))": "Nothing is left to take",
    "assert 1 == 2": "A condition of your own",
    "raise NotImplementedError": "This is not written yet",
    "raise KeyboardInterrupt": "The cell was stopped",
    "raise SystemExit": "Use `return` to leave",
    "raise MemoryError": "not enough memory",
}


@pytest.mark.parametrize("code", TYPES)
def test_a_wrong_kind_of_value_is_explained(code):
    assert TYPES[code] in run(code)


@pytest.mark.parametrize("code", OTHERS)
def test_an_error_is_explained(code):
    assert any(words in run(code) for words in OTHERS[code].split("|"))


ARRAYS = {
    "if values > 1: pass": "Choose with `np.where",
    "if table['dose'] > 1: pass": "Choose with `np.where",
    "values > 1 and values < 3": "Choose with `np.where",
    "import math\nmath.log(values)": "use the function of the same name from `np`",
    "values + np.array([1, 2])": "print the `.shape` of both",
    "values[7]": "Place 7 is asked for, but there are 3",
    "values[values > 9][0]": "a choice that no element fits is empty",
    "values[0, 1]": "look at its `.shape`",
    "values[np.array([True, False])]": "another length than the array",
    "values[np.array([0.5])]": "a condition, or whole numbers",
    "np.log2('3')": "a text or a list of lists",
    "values[values > 9].max()": "nothing to take the largest",
    "np.array([[1, 2], [3]], float)": "rows of this array differ",
    "table['Dose']": "There is no `Dose` here. Is `dose` meant? There are: `day`, `dose`.",
    "table['level']": "There is no `level` here. There are: `day`, `dose`.",
    "table.loc[9]": "There is no `9` here. There are: `0`, `1`, `2`.",
    "table.dsoe": "Is `dose` meant?",
    "table['level'] = [1, 2]": "compare them with `len`",
    "np.lgo2(3)": "Is `log2` meant?",
    "(1 / values) / None": "Something there is None",
}


@pytest.mark.parametrize("code", ARRAYS)
def test_an_error_with_arrays_and_tables_is_explained(code):
    np, pd = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    table = pd.DataFrame({"day": [0, 1, 2], "dose": [3.0, 4.0, 5.0]})
    assert ARRAYS[code] in run(code, np=np, pd=pd, values=np.array([1.0, 2.0, 3.0]), table=table)


def test_every_kind_of_error_has_words_for_whatever_is_said():
    for kind, patterns in KINDS.items():
        shape, words = patterns[-1]
        assert (shape == "" and words.endswith((".", "?"))) or kind == "AssertionError", kind


def test_an_unknown_kind_of_error_is_left_to_python():
    class Strange(Exception):
        pass

    assert explained(Strange("?")) == "" and explained(RuntimeError("?")) == ""


def test_an_assertion_that_says_something_itself_is_left_alone():
    assert run("assert 1 == 2, 'The dose must rise.'") == ""


def test_a_subclass_is_explained_as_what_it_is():
    class Negative(ValueError):
        pass

    assert explained(Negative("no")).startswith("The kind is right")


def test_a_name_in_braces_harms_no_message():
    assert "`{x}` here" in run("d = {'x': 1}\nd['{x}']")


def test_a_check_says_the_same_words_with_the_line_of_the_function():
    space = {"__name__": "__main__"}
    code = "def f(a):\n    b = a - a\n    return a / b\n"
    linecache.cache["<f>"] = (len(code), None, code.splitlines(keepends=True), "<f>")
    exec(compile(code, "<f>", "exec"), space)
    try:
        space["f"](3)
    except ZeroDivisionError as error:
        said = plain_words(error, space["f"])
    assert said.startswith("ZeroDivisionError in line 3 of your function")
    assert said.endswith("Something is divided by zero: `b` is 0 here.")
