"""How much of anything a file may have. Nothing that reads further needs to fear a monster.

Parsers and patterns that are quick on what people write can take minutes for what they do not:
a line of a hundred thousand brackets. So sizes are judged before anything else looks.
"""

from collections.abc import Iterator

from guides.diagnostics import Diagnostic, Position, Rule
from guides.diagnostics.rule import FILE, Text

MAX_BYTES = 60_000
"""The longest file that is read: four times the longest guide."""
MAX_LINE = 2_000
"""The most characters in a line; four times the longest that anybody wrote."""
MAX_BLOCK = 5_000
"""The most characters in a run of lines without an empty one between them, or in one value of the data."""
MAX_BRACKETS = 200
"""The most `[` in such a run, of which a table of links has twenty: parsers look for the end of each, for minutes."""
MAX_DEPTH = 12
"""The deepest nesting that is read; a guide needs six levels."""
MOST_FINDINGS = 100
"""How many findings of one kind in one file are reported: nobody reads more before mending some."""


LINE_LENGTH = Rule(
    "line-length",
    FILE,
    "A line has at most 2,000 characters.",
    bad="A line of 3,000 characters",
    good="The same text in several lines",
)
PARAGRAPH_LENGTH = Rule(
    "paragraph-length",
    FILE,
    "A paragraph, a list or a table has at most 5,000 characters.",
    bad="A list of 6,000 characters without an empty line",
    good="Two lists, with an empty line between them",
)


def too_long(text: Text, body_line: int) -> Iterator[Diagnostic]:
    """Report the first line and the first block of a text that are too long."""
    for number, line in enumerate(text.lines, start=1):
        if len(line) > MAX_LINE:
            message = f"The line has {len(line):,} characters; a line has at most {MAX_LINE:,}."
            fix = "Break it into several lines, or shorten it."
            yield LINE_LENGTH.at(text, Position(number, 1), message, fix)
            break
    size, brackets, start = 0, 0, body_line
    for number, line in enumerate(text.lines[body_line - 1 :], start=body_line):
        if not line.strip("> \t"):
            size, brackets, start = 0, 0, number + 1
        size += len(line)
        brackets += line.count("[")
        if brackets > MAX_BRACKETS:
            message = f"A paragraph, a list or a table has more than {MAX_BRACKETS} opening brackets."
            yield PARAGRAPH_LENGTH.at(text, Position(start, 1), message, "Put empty lines between its parts.")
            break
        if size > MAX_BLOCK:
            message = f"A paragraph or list goes on for more than {MAX_BLOCK:,} characters."
            yield PARAGRAPH_LENGTH.at(text, Position(start, 1), message, "Put empty lines between its parts.")
            break
