"""Says in plain words what a YAML parser found wrong, and where the mistake itself is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

_CONFLICT = re.compile(r"<{7}(?: |$)|={7}$|>{7}(?: |$)")
_ODD_SPACE = re.compile(r"\s*(?:- +)?[A-Za-z_]+:([\u00a0\u2007\u2009\u202f\u3000])")
_NO_SPACE = re.compile(r"\s*(?:- +)?[A-Za-z_]+:(?=[^\s/])")
_STAR_ITEM = re.compile(r"\s*\*(?= )")
_QUOTE = re.compile(r"(?:(?:^|[:{,\[])\s+|-\s+|[\[{])([\"'])")

# The parser's words, and what a newcomer can do about them.
_PLAIN_WORDS = (
    (
        "text after a closing mark",
        "A text goes on after a closing quote or bracket.",
        "Put the whole text in single quotes: 'Choose \"Plans\", top right'.",
    ),
    (
        "mapping values are not allowed",
        "There is a colon followed by a space inside a text.",
        "Put the whole text in quotes.",
    ),
    (
        "could not find expected ':'",
        "A key here has no colon after it.",
        "Write `key: value`, with the colon and a space.",
    ),
    ("found a tab", "There is a tab in the indentation.", "Indent with spaces."),
    (
        "found character that cannot start",
        "A text begins with a character that has a meaning of its own.",
        "Put the text in quotes.",
    ),
    ("found unexpected end of stream", "A quote is opened and never closed.", "Close it with the same kind of quote."),
    (
        "did not find expected key",
        "The indentation does not match the lines above.",
        "Align the keys of one group in the same column.",
    ),
    (
        "did not find expected '-'",
        "A list is mixed with something else here.",
        "Align every `-` of a list in the same column.",
    ),
    (
        "did not find expected ',' or",
        "A bracket is opened and not closed in time.",
        "Close `[` with `]` and `{` with `}`, with commas between.",
    ),
    (
        "found unknown escape character",
        "A backslash stands inside double quotes.",
        "Use single quotes, or write the backslash twice.",
    ),
    (
        "did not find expected <document start>",
        "There is text after the end of the data.",
        "Remove it, or indent it under its key.",
    ),
    (
        "control characters are not allowed",
        "There is an invisible control character.",
        "Delete it and type the text again.",
    ),
    (
        "special characters are not allowed",
        "There is an invisible control character.",
        "Delete it and type the text again.",
    ),
    (
        "did not find expected alphabetic",
        "`&` or `*` at the start of a text has a meaning of its own.",
        "Put the text in quotes.",
    ),
)
_OPENED = ("unexpected end of stream", "expected ':'", "expected ',' or")
"""Problems that the parser notices later than where they begin."""


def _place(error: yaml.YAMLError, said: str, lines: Sequence[str], first_line: int) -> tuple[int, int]:
    """Give the line and the column of a mistake, counted from 1 in the file."""
    if isinstance(error, yaml.MarkedYAMLError):
        is_open = any(words in said for words in _OPENED)
        mark = (error.context_mark if is_open else None) or error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (1, 1)
    elif isinstance(error, yaml.reader.ReaderError):
        # The reader counts characters, not lines.
        before = "\n".join(lines[first_line - 1 :])[: error.position]
        line, column = before.count("\n") + first_line, len(before.rpartition("\n")[2]) + 1
    else:
        line, column = 1, 1
    return (line, column) if line <= len(lines) else (len(lines), 1)


def odd_space(line: str) -> tuple[int, str, str] | None:
    """Find a space behind a key's colon that only looks like one: column, message and fix."""
    if found := _ODD_SPACE.match(line):
        message = "The space behind the colon is another character that looks like one, so this is no field."
        return found.end(), message, "Delete it and type a space; it came along when the text was copied."
    return None


@dataclass(frozen=True, slots=True)
class _Stumble:
    """Where the parser stumbled, and what it said."""

    said: str
    lines: Sequence[str]
    first_line: int
    line: int
    column: int

    @property
    def source(self) -> str:
        return self.lines[self.line - 1]

    @property
    def above(self) -> int:
        """The number of the nearest line above that says something; that of the line itself where there is none."""
        numbers = range(self.line - 1, self.first_line - 1, -1)
        return next((number for number in numbers if self.lines[number - 1].strip()), self.line)


_Slip = tuple[int, int, str, str]
"""Line, column, message and fix."""


def _conflict(stumble: _Stumble) -> _Slip | None:
    for number, text in enumerate(stumble.lines[stumble.first_line - 1 :], start=stumble.first_line):
        if is_conflict_mark(text):
            return number, 1, *CONFLICT
    return None


def is_conflict_mark(line: str) -> bool:
    """Whether git put a line between two versions of a file that nobody settled."""
    return _CONFLICT.match(line) is not None


CONFLICT = (
    "Two versions of the file were put together here and never settled: these are git’s marks.",
    "Keep the lines that are right, and delete the marks `<<<<<<<`, `=======` and `>>>>>>>`.",
)


def _copied_space(stumble: _Stumble) -> _Slip | None:
    for number in (stumble.line, stumble.above):
        if odd := odd_space(stumble.lines[number - 1]):
            return number, *odd
    return None


def _star_item(stumble: _Stumble) -> _Slip | None:
    if "alphabetic" in stumble.said and (star := _STAR_ITEM.match(stumble.source)):
        message = "A list’s items begin with `- ` in the data, not with `* `."
        return stumble.line, star.end(), message, "Write `- ` instead."
    return None


def _apostrophe(stumble: _Stumble) -> _Slip | None:
    before, after = stumble.source[: stumble.column - 1], stumble.source[stumble.column - 1 :]
    if "text after a closing mark" in stumble.said and before.endswith("'") and after[:1].isalpha():
        fix = "Write it twice (Dropbox''s), write ’, or put the whole text in double quotes: \"Dropbox's menu\"."
        return stumble.line, stumble.column - 1, "The apostrophe ends the text, which is in single quotes.", fix
    return None


def _open_quote(stumble: _Stumble) -> _Slip | None:
    """Find a quote that was never closed, where the parser took the next quote below for its end."""
    for number in range(stumble.line - 1, stumble.first_line - 1, -1):
        text = stumble.lines[number - 1]
        opened = next((found for found in _QUOTE.finditer(text) if not _is_closed(text[found.end() :], found[1])), None)
        if opened:
            between = stumble.lines[number : stumble.line - 1]
            ends_here = opened[1] in stumble.source[: stumble.column] and not any(opened[1] in line for line in between)
            fix = "Close it with the same kind of quote."
            return (number, opened.end(), "A quote is opened and never closed.", fix) if ends_here else None
    return None


def _is_closed(rest: str, quote: str) -> bool:
    return quote in (rest.replace("''", "") if quote == "'" else rest.replace('\\"', ""))


def _comment_in_bracket(stumble: _Stumble) -> _Slip | None:
    if "expected ',' or" in stumble.said and (cut := re.search(r"\s#", stumble.source[stumble.column - 1 :])):
        message = "` #` begins a comment here, so that the bracket is never closed."
        return stumble.line, stumble.column + cut.start() + 1, message, "Put the text with the `#` in quotes."
    return None


def _colon(stumble: _Stumble) -> _Slip | None:
    number = stumble.above
    text = stumble.lines[number - 1]
    if "expected key" not in stumble.said or number == stumble.line or re.search(r":(?:\s|$)", text):
        return None
    if spaceless := _NO_SPACE.match(text):
        return number, spaceless.end(), "There is no space behind the colon.", "Write `key: value`, with a space."
    start = len(text) - len(text.lstrip()) + 1
    return number, start, "A key here has no colon after it.", "Write `key: value`, with the colon and a space."


_SLIPS: tuple[Callable[[_Stumble], _Slip | None], ...] = (
    _conflict,
    _copied_space,
    _star_item,
    _open_quote,
    _apostrophe,
    _comment_in_bracket,
    _colon,
)
"""What people do wrong, where the parser only stumbles over what follows from it."""


def explain(error: yaml.YAMLError, lines: Sequence[str], first_line: int) -> tuple[int, int, str, str]:
    """Give the line, the column, what is wrong and what to do.

    `lines` are those of the whole file, of which the data begin on `first_line`.
    """
    said = str(error)
    if isinstance(error, yaml.MarkedYAMLError):
        said = f"{error.problem or error.context or error}"
    line, column = _place(error, said, lines, first_line)
    source = lines[line - 1]
    if source[column - 1 : column] == "\t":
        said = "found a tab"
    elif "mapping values" in said and source.find(":") == column - 1:
        # It is the only colon of its line, so the line itself is in the wrong place.
        said = "did not find expected key"
    elif "expected key" in said and source[: column - 1].rstrip().endswith(('"', "'", "]", "}")):
        said = "text after a closing mark"
    stumble = _Stumble(said, lines, first_line, line, column)
    if slip := next(filter(None, (find(stumble) for find in _SLIPS)), None):
        return slip
    for words, message, fix in _PLAIN_WORDS:
        if words in said:
            return line, column, message, fix
    fix = "Compare the indentation, quotes and colons with another guide."
    return line, column, f"The data is not valid YAML: {said}.", fix
