"""Errors that a notebook shows as one sentence, without the lines of a traceback."""


def plain(words: str) -> AssertionError:
    """An AssertionError of which IPython shows the words alone."""
    error = AssertionError(words)
    error._render_traceback_ = lambda: [words]  # type: ignore[attr-defined]  # IPython asks for it
    return error


def require(condition: object, words: str) -> None:
    """Raise an AssertionError with these words unless the condition holds.

    >>> require(2 > 1, "Two is more than one.")
    """
    if not condition:
        raise plain(words)
