"""Says in plain words what a YAML parser found wrong, and where the mistake itself is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from guides.source.odd_lines import CONFLICT, is_conflict_mark, odd_space

_ODD_INDENT = re.compile(r"[ ]*[\u00a0\u2007\u2009\u202f\u3000]")
_NO_SPACE = re.compile(r"\s*(?:- +)?[A-Za-z_]+:(?=[^\s/])")
_WIDE_COLON = re.compile(r"\s*(?:- +)?[A-Za-z_]+\uff1a")
_NUMBERED_ITEM = re.compile(r"\s*\d+[.)] (?=[A-Za-z_]+:(?:\s|$))")
_SEMICOLON = re.compile(r"\{[^}\"']*?(;)\s*\w+:\s")
_COLON_IN_BRACES = re.compile(r"[{,]\s*\w+: [^,{}\[\]\"']*?(:) ")
_ROUND = re.compile(r"\s*(?:- +)?\w+:\s+(\()\w+: [^()]*\)\s*$")
_QUOTED_KEY = re.compile(r"\s*(?:- +)?(\"[^\"]*|'[^']*)$")
_ITEM = re.compile(r"(\s*)- ")
_NO_SPACE_BEHIND_DASH = re.compile(r"\s*-(?=[A-Za-z_]+:(?:\s|$))")
_SIGN_FIRST = re.compile(r"(?::\s+|-\s+|[\[{,]\s*)(?=[|>?,%@`-])")
_LINK_FOR_ADDRESS = re.compile(r"\s*(?:- +)?(?:url|\w*source):\s+(?=\[[^\]]*\]\((?P<url>[^()\s]+)\))")
_CLOSED_BY_APOSTROPHE = re.compile(r"(?:[\[{,:]\s*)'(?:[^']|'')*'(?=\w)")
_FIELD = re.compile(r"(?P<before>\s*(?P<dashes>(?:- +)*))(?P<key>[A-Za-z_][\w-]*):(?P<value>\s+[^\s#|>].*|\s*)")
_STAR_ITEM = re.compile(r"\s*\*(?= )")
_QUOTE = re.compile(r"(?:(?:^|[:{,\[])\s+|-\s+|[\[{])([\"'])")

NO_KEY = (
    "This line has no key with a colon.",
    "Write `key: value`. A text that goes on is indented further than its key; a comment begins with `# `.",
)
_SIGN = ("A text begins with a character that has a meaning of its own.", "Put the text in quotes.")

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
    ("could not find expected ':'", *NO_KEY),
    ("found a tab", "There is a tab in the indentation.", "Indent with spaces."),
    ("found character that cannot start", *_SIGN),
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


def _sign_first(stumble: _Stumble) -> _Slip | None:
    """Find a text that begins with a sign of YAML, which the parser takes for that sign."""
    if not any(words in stumble.said for words in _SIGNS_SAID):
        return None
    matches = [one for one in _SIGN_FIRST.finditer(stumble.source) if one.end() < stumble.column + 1]
    if not matches:
        return None
    message, fix = _SIGN
    if stumble.source[matches[-1].end()] == "-":
        message = "An item of a list begins here, in the line of its key."
        fix = "Put each `- ` on a line of its own below the key, indented. If it is a text, put it in quotes."
    return stumble.line, matches[-1].end() + 1, message, fix


_SIGNS_SAID = ("comment or line break", "mapping keys are not", "entries are not allowed", "expected node content")


def _odd_indent(stumble: _Stumble) -> _Slip | None:
    for number in range(stumble.line, stumble.first_line - 1, -1):
        if odd := _ODD_INDENT.match(stumble.lines[number - 1]):
            message = "The line is indented with another character that looks like a space."
            return number, odd.end(), message, "Delete it and type spaces; it came along when the text was copied."
    return None


def _link_for_address(stumble: _Stumble) -> _Slip | None:
    if link := _LINK_FOR_ADDRESS.match(stumble.source):
        return stumble.line, link.end() + 1, "A field for an address takes no link.", f"Write {link['url']} alone."
    return None


def _dash(stumble: _Stumble) -> _Slip | None:
    for number in (stumble.line, stumble.above):
        if dash := _NO_SPACE_BEHIND_DASH.match(stumble.lines[number - 1]):
            return number, dash.end(), "There is no space behind the dash.", "Write `- `, with a space."
    return None


def _apostrophe(stumble: _Stumble) -> _Slip | None:
    inside = _CLOSED_BY_APOSTROPHE.search(stumble.source) if "expected ',' or" in stumble.said else None
    if inside:
        return stumble.line, inside.end(), *_APOSTROPHE
    before, after = stumble.source[: stumble.column - 1], stumble.source[stumble.column - 1 :]
    if "text after a closing mark" in stumble.said and before.endswith("'") and after[:1].isalpha():
        return stumble.line, stumble.column - 1, *_APOSTROPHE
    return None


_APOSTROPHE = (
    "The apostrophe ends the text, which is in single quotes.",
    "Write it twice (Dropbox''s), write ’, or put the whole text in double quotes: \"Dropbox's menu\".",
)


def _open_quote(stumble: _Stumble) -> _Slip | None:
    """Find a quote that was never closed, where the parser took the next quote below for its end."""
    for number in range(stumble.line - 1, stumble.first_line - 1, -1):
        text = stumble.lines[number - 1]
        opened = next((match for match in _QUOTE.finditer(text) if not _is_closed(text[match.end() :], match[1])), None)
        if opened:
            between = stumble.lines[number : stumble.line - 1]
            ends_here = opened[1] in stumble.source[: stumble.column] and not any(opened[1] in line for line in between)
            fix = "Close it with the same kind of quote."
            return (number, opened.end(), "A quote is opened and never closed.", fix) if ends_here else None
    return None


def _is_closed(rest: str, quote: str) -> bool:
    return quote in (rest.replace("''", "") if quote == "'" else rest.replace('\\"', ""))


def _in_braces(stumble: _Stumble) -> _Slip | None:
    """Find what ends a field in braces where no comma does."""
    if "expected ',' or" in stumble.said and (match := _SEMICOLON.search(stumble.source)):
        return stumble.line, match.start(1) + 1, "A `;` stands between fields in braces.", "Write a comma for it."
    if "expected ',' or" in stumble.said and (match := _COLON_IN_BRACES.search(stumble.source)):
        message = "There is a colon followed by a space inside a text."
        return stumble.line, match.start(1) + 1, message, "Put the whole text in quotes."
    if "mapping values" in stumble.said and (match := _ROUND.match(stumble.source)):
        message = "Fields in one line stand in braces, and not in round brackets."
        return stumble.line, match.start(1) + 1, message, "Write `{` and `}`."
    return None


def _numbered_item(stumble: _Stumble) -> _Slip | None:
    for number in (stumble.line, stumble.above):
        if item := _NUMBERED_ITEM.match(stumble.lines[number - 1]):
            message = "A list’s items begin with `- ` in the data, not with a number."
            return number, item.end() - len(item.group().lstrip()) + 1, message, "Write `- ` instead."
    return None


def _items(stumble: _Stumble) -> _Slip | None:
    """Find a list whose dashes stand in different columns."""
    above, item = (_ITEM.match(stumble.lines[number - 1]) for number in (stumble.above, stumble.line))
    if stumble.above == stumble.line or not item or not above or len(item[1]) == len(above[1]):
        return None
    if _row(stumble, stumble.line) and _row(stumble, stumble.above):
        return None
    message = f"The dash stands in column {len(item[1]) + 1}, and that on line {stumble.above} in {len(above[1]) + 1}."
    return stumble.line, len(item[1]) + 1, message, "Put all dashes of a list into one column."


def _closed_too_often(stumble: _Stumble) -> _Slip | None:
    if "text after a closing mark" in stumble.said and stumble.source[stumble.column - 1] in "]}":
        return stumble.line, stumble.column, "A bracket is closed here that nothing opened.", "Remove it."
    return None


def _comment_in_bracket(stumble: _Stumble) -> _Slip | None:
    if "expected ',' or" in stumble.said and (cut := re.search(r"\s#", stumble.source[stumble.column - 1 :])):
        message = "` #` begins a comment here, so that the bracket is never closed."
        return stumble.line, stumble.column + cut.start() + 1, message, "Put the text with the `#` in quotes."
    return None


def _colon(stumble: _Stumble) -> _Slip | None:
    is_here = "expected ':'" in stumble.said
    if is_here and (quoted := _QUOTED_KEY.fullmatch(stumble.source)):
        message = "A quote is opened and never closed."
        return stumble.line, quoted.start(1) + 1, message, "Close it with the same kind of quote."
    if not is_here and "expected key" not in stumble.said:
        return None
    number = stumble.line if is_here else stumble.above
    text = stumble.lines[number - 1]
    if wide := _WIDE_COLON.match(text):
        return number, wide.end(), "The colon is a wide one, of another keyboard.", "Write `key: value`."
    if (not is_here and number == stumble.line) or re.search(r":(?:\s|$)", text):
        return None
    if spaceless := _NO_SPACE.match(text):
        return number, spaceless.end(), "There is no space behind the colon.", "Write `key: value`, with a space."
    return number, len(text) - len(text.lstrip()) + 1, *NO_KEY


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with a field: its number, the column of its key, that of a dash before it, and whether a value follows."""

    number: int
    key: str
    column: int
    dash: int
    has_value: bool


def _row(stumble: _Stumble, number: int) -> _Row | None:
    if not (match := _FIELD.fullmatch(stumble.lines[number - 1])):
        return None
    column = len(match["before"]) + 1
    dash = column - len(match["dashes"]) if match["dashes"] else 0
    return _Row(number, match["key"], column, dash, bool(match["value"].strip()))


def _open_groups(rows: Sequence[_Row]) -> list[_Row]:
    """Give the last field of each group that is still open, the innermost first."""
    groups: list[_Row] = []
    for row in reversed(rows):
        if not groups or row.column < groups[-1].column:
            groups.append(row)
    return groups


def _below(stumble: _Stumble, row: _Row) -> int:
    """Count the fields that follow in a field's column, those in deeper groups left out."""
    count = 0
    for number in range(row.number, len(stumble.lines) + 1):
        other = _row(stumble, number)
        if stumble.lines[number - 1].strip() == "---" or (other and other.column < row.column):
            break
        count += bool(other and other.column == row.column and not (other.dash and other is not row))
    return count


def _list_slip(row: _Row, rows: Sequence[_Row], groups: Sequence[_Row]) -> _Slip | None:
    """Find what is neither an item of a list nor a field of one, and a list where none can be."""
    above = rows[-1]
    before = next((one for one in reversed(rows[:-1]) if one.dash == row.dash), None) if row.dash else None
    if before and above.column < row.dash and before.column == row.column:
        message = f"`{above.key}` begins in column {above.column}, and the item of the list before it in column "
        message += f"{row.column}: what belongs to an item is indented as it is."
        return above.number, above.column, message, f"Move it {row.column - above.column} spaces to the right."
    if row.dash and above.has_value and above.column < row.dash:
        message = f"`{above.key}` on line {above.number} has a text already, and a list begins below it."
        return row.number, row.dash, message, f"Take one of the two away: `{above.key}:` stands alone above a list."
    if double := next((group for group in groups if group.column - group.dash > len("- ") and group.dash), None):
        return double.number, double.dash, "Two dashes begin a list inside of a list.", "Write one `- `."
    inside = [group for group in groups if row.dash and group.column > row.dash]
    first = next((one for one in rows if inside and one.number > groups[len(inside)].number), None)
    if first and not first.dash:
        message = f"An item of a list begins on line {row.number} with `- `, and the one before it with none."
        return first.number, first.column, message, f"Write `- {first.key}: …`."
    item = next((group for group in groups if group.dash), None)
    item = next((one for one in reversed(rows) if item and one.dash and one.column == item.column), None)
    if item and not row.dash and row.column == item.dash:
        message = f"`{row.key}` stands in the column of the dashes, and is no item of a list."
        fix = f"Move it to column {item.column}, below `{item.key}`, if it belongs to that item."
        return row.number, row.column, message, fix
    return None


def _indentation(stumble: _Stumble) -> _Slip | None:
    """Find the line that stands in another column than its neighbours: the fewer are wrong."""
    row = _row(stumble, stumble.line)
    rows = [above for number in range(stumble.first_line, stumble.line) if (above := _row(stumble, number))]
    is_said = any(words in stumble.said for words in ("expected key", "expected '-'"))
    if not row or not rows or rows[-1].number != stumble.above or not is_said:
        return None
    groups = _open_groups(rows)
    beside = [rows[-1]]
    while len(beside) < len(rows) and rows[-len(beside) - 1].column == beside[-1].column and not beside[-1].dash:
        beside.append(rows[-len(beside) - 1])
    before = rows[-len(beside) - 1] if len(beside) < len(rows) else None
    is_island = (
        before is not None
        and before.column == row.column
        and all(one.has_value for one in beside)
        and (before.has_value or beside[0].column < row.column)
    )
    empty = rows[-2] if len(rows) > 1 and not row.dash and rows[-1].column < row.column else None
    if (
        empty
        and not empty.has_value
        and not empty.dash
        and (empty.column, empty.number + 1) == (rows[-1].column, rows[-1].number)
    ):
        # A group without a field, and a field that stands where the group’s own should.
        return _moved(rows[-1], row)
    if not is_island and (slip := _list_slip(row, rows, groups)):
        return slip
    right = min(groups, key=lambda one: abs(one.column - row.column))
    if right.column == row.column and not is_island:
        return None
    wrong = row
    if is_island or (right is rows[-1] and right.has_value and len(beside) < _below(stumble, row)):
        wrong, right = beside[-1], row
    return _moved(wrong, right)


def _moved(wrong: _Row, right: _Row) -> _Slip:
    message = (
        f"`{wrong.key}` begins in column {wrong.column}, and `{right.key}` on line {right.number} in column "
        f"{right.column}: the fields of one group begin in the same column."
    )
    distance = abs(right.column - wrong.column)
    way = "right" if right.column > wrong.column else "left"
    noun = "space" if distance == 1 else "spaces"
    return wrong.number, wrong.column, message, f"Move it {distance} {noun} to the {way}."


_SLIPS: tuple[Callable[[_Stumble], _Slip | None], ...] = (
    _conflict,
    _copied_space,
    _odd_indent,
    _link_for_address,
    _star_item,
    _sign_first,
    _open_quote,
    _apostrophe,
    _comment_in_bracket,
    _closed_too_often,
    _in_braces,
    _numbered_item,
    _dash,
    _items,
    _colon,
    _indentation,
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
