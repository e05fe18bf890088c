"""What Python says of common mistakes, and the same in plain words.

Each kind of error has patterns, tried in their order: the first that is found in Python's message
gives its words, in which {names} stand for groups of the pattern. Python words its messages
otherwise from version to version; a pattern holds only what is the same from 3.11 to 3.14.
"""

Patterns = tuple[tuple[str, str], ...]

SYNTAX: Patterns = (
    (
        r"expected an indented block after (?P<what>.+?)( statement| definition)? on line",
        "After the line with {what} the next line must be moved to the right, by four spaces: that"
        " is how Python sees what belongs to it.",
    ),
    (
        r"unexpected indent",
        "Line {line} is moved to the right, and nothing above asks for it. Let it begin where the"
        " line before begins.",
    ),
    (
        r"unindent does not match",
        "Line {line} begins between two levels. Let it begin exactly where the lines begin to"
        " which it belongs: four spaces for each level.",
    ),
    (
        r"inconsistent use of tabs",
        "Line {line} is moved by tabs, others by spaces. Use four spaces everywhere.",
    ),
    (r"expected ':'", "Line {line} needs a colon, `:`, {colon}."),
    (
        r"'(?P<sign>[(\[{])' was never closed",
        "The bracket `{sign}` in line {line} is never closed: count the brackets.",
    ),
    (
        r"unmatched '(?P<sign>.)'",
        "Line {line} has a `{sign}` that nothing opens: a bracket too many, or one missing before.",
    ),
    (
        r"closing parenthesis '(?P<shut>.)' does not match opening parenthesis '(?P<open>.)'",
        "Line {line} opens with `{open}` and closes with `{shut}`: the two must be a pair.",
    ),
    (
        r"unterminated (triple-quoted )?f?-?string|unterminated string",
        "A text begins in line {line} and never ends: close it with the same quotes with which it"
        " begins.",
    ),
    (
        r"forgot a comma",
        "Between two things in line {line} something is missing: a comma in a list, or a `*` in a"
        " product.",
    ),
    (
        r"instead of '='|cannot assign to (attribute|comparison|expression) here",
        "Line {line} has one `=`, which gives a name a value. To compare, write two: `==`.",
    ),
    (
        r"cannot assign to|cannot delete",
        "On the left of `=` in line {line} stands something that is no name. A name gets its value"
        " from the right: `name = value`.",
    ),
    (
        r"'(?P<word>return|yield|await)' outside",
        "`{word}` in line {line} stands outside of a function: move the line to the right, by four"
        " spaces, to where the other lines of the function begin.",
    ),
    (r"'(?P<word>break|continue)'", "`{word}` in line {line} stands outside of a loop."),
    (
        r"invalid (decimal|hexadecimal|imaginary) literal",
        "In line {line} letters follow a number. A product needs its `*`, as in `2 * x`, and a name"
        " cannot begin with a digit.",
    ),
    (r"leading zeros", "A number in line {line} begins with 0: write `7`, not `07`."),
    (
        r"invalid (non-printable )?character",
        "Line {line} holds a sign that came along when a text was copied, such as a curved quote, a"
        " long dash or a special space: type it anew.",
    ),
    (r"Missing parentheses in call to 'print'", "`print` needs brackets: `print(x)`."),
    (
        r"positional argument follows keyword argument",
        "In line {line} a plain value stands behind one with a name: put those with names, such as"
        " `dose=1e6`, last.",
    ),
    (
        r"expected 'except' or 'finally'",
        "A `try` needs its `except`: add it after the lines that belong to the `try`.",
    ),
    (
        r"incomplete input",
        "The cell ends before it is complete: a bracket or a text in quotes is not closed, or a"
        " block has no lines.",
    ),
    (r"f-string", "The text `f\"...\"` in line {line} has something wrong between its braces."),
    (r"", "Python cannot read line {line}. Look at it, and at the end of the line before: is a"
     " bracket, a quote, a comma or a colon missing?"),
)  # fmt: skip

TYPE: Patterns = (
    (
        r"(?P<function>[\w.<>]+)\(\) missing \d+ required.*?: (?P<which>.+)",
        "A function is called with too few inputs: `{function}` also needs {which}.",
    ),
    (
        r"(?P<function>[\w.<>]+)\(\) takes (from )?(?P<n>[\w ]+?) positional arguments?"
        r" but (?P<m>\d+)",
        "A function is called with too many inputs: `{function}` takes {n} and was given {m}.",
    ),
    (
        r"(?P<function>[\w.<>]+)\(\) got an unexpected keyword argument '(?P<name>\w+)'",
        "`{function}` has no input of the name `{name}`. Its inputs are listed by"
        " `help({function})`.",
    ),
    (
        r"multiple values for argument '(?P<name>\w+)'",
        "`{name}` is given twice: once by its place and once by its name.",
    ),
    (
        r"NoneType",
        "Something there is None: a function without `return`, or a value never set.",
    ),
    (
        r"ellipsis|NotImplementedType",
        "The dots `...` of the exercise are still there: put your own lines in their place.",
    ),
    (
        r"'(function|builtin_function_or_method|method)' object is not subscriptable",
        "Square brackets follow a function. To call it, use round ones: `f(x)`.",
    ),
    (
        r"not callable",
        "Brackets follow something that is no function: is a `*` missing between them?",
    ),
    (
        r"unsupported operand type\(s\) for .*'(function|method|builtin_function_or_method)'",
        "A function itself is used as if it were a number: call it, with brackets and its inputs.",
    ),
    (
        r"unsupported operand type\(s\) for .*'(list|tuple)'|can't multiply sequence",
        "A list does not calculate. Make it an array first: `np.array(values)`.",
    ),
    (
        r"unsupported operand|must be str|concatenate",
        "Two things are combined that do not go together, such as a text and a number. `float(x)`"
        " makes a number of a text, `str(x)` a text of a number.",
    ),
    (
        r"not supported between instances of '(?P<one>\w+)' and '(?P<other>\w+)'",
        "Two things are compared that have no order: a `{one}` and a `{other}`.",
    ),
    (
        r"'(int|float|float64|int64)' object is not iterable"
        r"|object of type '(int|float)' has no len",
        "A single number stands where several values are needed. To count, use `range(n)`; for one"
        " value, a list: `[x]`.",
    ),
    (
        r"'(int|float|bool)' object is not subscriptable",
        "A single number has no parts to pick out.",
    ),
    (
        r"indices must be integers",
        "A place in a list is a whole number: `values[0]`. For names, a table or a dictionary is"
        " needed; for a position that was computed, `int(...)`.",
    ),
    (
        r"cannot be interpreted as an integer",
        "A whole number is needed there: `int(x)` makes one, and `//` divides into whole parts.",
    ),
    (
        r"only (length-1|size-1|0-dimensional) arrays",
        "`math` and `float` take one number, and this is an array: use the function of the same"
        " name from `np`.",
    ),
    (
        r"ufunc",
        "NumPy cannot calculate with these: is a text or a list of lists among the numbers?",
    ),
    (r"unhashable type", "A list cannot be a key or an element of a set: use a tuple, `(a, b)`."),
    (
        r"does not support item assignment",
        "This cannot be changed in place. Make a new one with the value that you want.",
    ),
    (r"argument", "A function is called with more, fewer or other inputs than it takes."),
    (r"", "A value is not of the kind that this line needs."),
)

VALUE: Patterns = (
    (
        r"truth value of an? (array|Series|DataFrame|Index)",
        "There are many values where one yes or no is needed. Choose with `np.where(condition, a,"
        " b)` or `x[condition]`; join conditions with `&` and `|`, each in brackets; or ask"
        " `.any()` or `.all()`.",
    ),
    (
        r"could not convert string to float: (?P<text>.+)"
        r"|invalid literal for int\(\).*: (?P<other>.+)",
        "As a number this value is not possible: {text}{other}. Decimals have a point, and no unit"
        " stands behind them.",
    ),
    (
        r"could not be broadcast together|shapes .*not aligned|mismatch in its core dimension",
        "Two arrays of different length are combined: print the `.shape` of both.",
    ),
    (
        r"same first dimension|same size|same length|Length of values|must be of the same length",
        "Two things that belong together have different lengths: compare them with `len`.",
    ),
    (
        r"math domain error|expected a (positive|nonnegative) input|must be non-negative",
        "There is no such value, as with the root or the logarithm of a negative number, or the"
        " logarithm of zero: print what you give to the function.",
    ),
    (
        r"values to unpack",
        "On the left of `=` stand more or fewer names than there are values on the right.",
    ),
    (
        r"empty sequence|iterable argument is empty|zero-size array",
        "There is nothing to take the largest or smallest of: the choice before fits no element.",
    ),
    (
        r"setting an array element with a sequence|inhomogeneous",
        "The rows of this array differ in length.",
    ),
    (r"is not in list|not in tuple", "The list does not hold the value that is looked for."),
    (
        r"",
        "The kind is right, but this value is not possible there, as the logarithm of a negative"
        " number, or an array where one truth value is needed.",
    ),
)  # fmt: skip

INDEX: Patterns = (
    (
        r"index (?P<place>-?\d+) is out of bounds for axis \d+ with size 0",
        "Place {place} is asked for, but there is nothing: a choice that no element fits is empty.",
    ),
    (
        r"index (?P<place>-?\d+) is out of bounds for axis \d+ with size (?P<n>\d+)",
        "Place {place} is asked for, but there are {n}, counted from 0: the last one is `[-1]`.",
    ),
    (
        r"too many indices",
        "More places are given than this array has directions: look at its `.shape`.",
    ),
    (
        r"boolean index did not match",
        "The condition has another length than the array from which it chooses.",
    ),
    (
        r"arrays used as indices must be",
        "Numbers with decimals cannot choose places: use a condition, or whole numbers.",
    ),
    (r"pop from empty", "Nothing is left to take from this list."),
    (
        r"",
        "A place is asked for that does not exist: a list of 3 has the places 0, 1, 2, and a choice"
        " that no element fits is empty.",
    ),
)

KINDS: dict[str, Patterns] = {
    "SyntaxError": SYNTAX,
    "IndentationError": SYNTAX,
    "TabError": SYNTAX,
    "TypeError": TYPE,
    "ValueError": VALUE,
    "IndexError": INDEX,
    "UnboundLocalError": (
        (
            r"'(?P<name>\w+)'",
            "`{name}` is used before it gets its value in this function. Since a line of the"
            " function gives it one, Python does not look for it outside.",
        ),
        (r"", "The name is used before it gets its value in this function."),
    ),
    "ZeroDivisionError": ((r"", "Something is divided by zero: which quantity is zero here?"),),
    "KeyError": ((r"", "There is no entry or column of that name: compare the spelling."),),
    "OverflowError": ((r"", "A number has become too large: does a growth never end?"),),
    "RecursionError": (
        (r"", "The function calls itself again and again: when does it stop? It needs a case that"
         " it answers without calling itself."),
    ),
    "ImportError": (
        (
            r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'",
            "`{module}` holds nothing by the name `{name}`: compare the spelling.",
        ),
        (r"", "Something that this line fetches is not there."),
    ),
    "ModuleNotFoundError": (
        (
            r"No module named '?course",
            "This notebook runs in a Python that does not know the course. Start the course with"
            " `python3 start.py` and choose the kernel *Python 3 (ipykernel)* at the top right.",
        ),
        (r"", "This course does without that package."),
    ),
    "FileNotFoundError": (
        (r"", "There is no file of that name in the folder of this notebook. The tables of the"
         " course are read with `load`, by their name in quotes."),
    ),
    "StopIteration": ((r"", "Nothing is left to take: no element fits the condition."),),
    "AssertionError": ((r"^$", "A condition of your own was not met."), (r"", "")),
    "SystemExit": ((r"", "Use `return` to leave a function."),),
    "NotImplementedError": (
        (r"", "This is not written yet: put your own lines in place of the line that begins with"
         " `raise`."),
    ),
    "KeyboardInterrupt": (
        (r"", "The cell was stopped before its end: what it makes may be missing below."),
    ),
    "MemoryError": (
        (r"", "There is not enough memory: are there more steps or patients than you meant?"),
    ),
}  # fmt: skip
