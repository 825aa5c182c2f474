"""Says in plain words what a YAML parser found wrong, and where the mistake itself is."""

from collections.abc import Sequence

import yaml

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
    for words, message, fix in _PLAIN_WORDS:
        if words in said:
            return line, column, message, fix
    fix = "Compare the indentation, quotes and colons with another guide."
    return line, column, f"The data is not valid YAML: {said}.", fix
