"""Lines that came along when something was copied or put together, in the data and in the text below them."""

import re

_CONFLICT = re.compile(r"<{7}(?: |$)|={7}$|>{7}(?: |$)")
_ODD_SPACE = re.compile(r"\s*(?:- +)?[A-Za-z_]+:([\u00a0\u2007\u2009\u202f\u3000])")

CONFLICT = (
    "Two versions of the file were put together here and never settled: these are git’s marks.",
    "Keep the lines that are right, and delete the marks `<<<<<<<`, `=======` and `>>>>>>>`.",
)


def is_conflict_mark(line: str) -> bool:
    """Whether git put a line between two versions of a file that nobody settled."""
    return _CONFLICT.match(line) is not None


def odd_space(line: str) -> tuple[int, str, str] | None:
    """Find a space behind a key's colon that only looks like one: column, message and fix."""
    if match := _ODD_SPACE.match(line):
        message = "The space behind the colon is another character that looks like one, so this is no field."
        return match.end(), message, "Delete it and type a space; it came along when the text was copied."
    return None
