"""Reads a guide file into data, and remembers where each value stands.

YAML guesses types in ways that surprise people: `NO` becomes false, `012` becomes ten,
`2026-11-23` becomes an object. Here a plain value is a whole number, `true`, `false`,
nothing, or text, and whatever can hide something (aliases, tags, duplicate keys) is refused.
The parser's events are read in one pass, so neither nesting nor aliases can exhaust memory.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from guides.diagnostics import Diagnostic
from guides.diagnostics.catalog import severity
from guides.limits import MAX_BLOCK, MAX_BYTES, MAX_DEPTH, MOST_FINDINGS, too_long
from guides.yaml_errors import explain

Loc = tuple[str | int, ...]

_FENCE = re.compile(r"---[ \t]*")
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


class FrontMatterError(Exception):
    """A file that cannot be read as a guide; carries every finding."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Keep the findings."""
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = tuple(diagnostics)


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """A guide file, read: its data, its body, and where everything stands."""

    path: str
    data: dict[str, Any]
    body: str
    body_line: int
    lines: tuple[str, ...]
    keys: dict[Loc, Position] = field(repr=False)
    values: dict[Loc, Position] = field(repr=False)

    def locate(self, loc: Loc, *, key: bool = False) -> Position:
        """Find a value (or its key) in the file; a missing one is found at its nearest parent."""
        for length in range(len(loc), 0, -1):
            part = loc[:length]
            is_whole = length == len(loc)
            places = (self.keys, self.values) if key or not is_whole else (self.values, self.keys)
            for place in places:
                if part in place:
                    return place[part]
        return Position(1, 1)

    def report(self, position: Position, rule: str, message: str, fix: str | None = None) -> Diagnostic:
        """Make a finding at a position of this file."""
        return _report(self.path, self.lines, position, rule, message, fix)


def _report(  # noqa: PLR0913, PLR0917 - the fields of a finding
    path: str, lines: Sequence[str], position: Position, rule: str, message: str, fix: str | None = None
) -> Diagnostic:
    source = lines[position.line - 1] if 0 < position.line <= len(lines) else ""
    return Diagnostic(path, position.line, position.column, rule, message, fix, severity(rule), source)


def decode(raw: bytes, path: str, size: int | None = None) -> str:
    """Turn a file's bytes into text, or say where it stops being UTF-8.

    `size` is that of the whole file, when only its beginning was read.
    """
    size = max(size or 0, len(raw))
    if size > MAX_BYTES:
        message = f"The file has {size:,} bytes; a guide has at most {MAX_BYTES:,}."
        raise FrontMatterError(
            [Diagnostic(path, 1, 1, "file-size", message, "Shorten it, or split it into two guides.")]
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].rpartition(b"\n")
        position = Position(raw.count(b"\n", 0, error.start) + 1, len(before[2]) + 1)
        message = f"The file is not UTF-8: byte 0x{raw[error.start]:02x} is not part of a character."
        fix = "Save it again as UTF-8 in your editor."
        raise FrontMatterError([Diagnostic(path, position.line, position.column, "encoding", message, fix)]) from error


def _split(text: str, path: str) -> tuple[str, str, int, tuple[str, ...]]:
    """Separate the data from the body; return both, the body's first line and all lines."""
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    shape = "A guide starts with `---`, then its data, then `---` again, then its text."
    if not text.strip():
        raise FrontMatterError([Diagnostic(path, 1, 1, "empty-file", "The file is empty.", shape)])
    if not _FENCE.fullmatch(lines[0]):
        message = "The file has no front matter: its first line is not `---`."
        raise FrontMatterError([_report(path, lines, Position(1, 1), "no-front-matter", message, shape)])
    for number, line in enumerate(lines[1:], start=1):
        if _FENCE.fullmatch(line):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2, lines
    message = "The front matter is never closed."
    fix = "Add a line with `---` where the data ends and the text begins."
    raise FrontMatterError([_report(path, lines, Position(1, 1), "front-matter-open", message, fix)])


class _Reader:
    """Builds the data from the parser's events, with the place of every key and value."""

    def __init__(self, path: str, lines: tuple[str, ...]) -> None:
        self.path = path
        self.lines = lines
        self.keys: dict[Loc, Position] = {}
        self.values: dict[Loc, Position] = {}
        self.found: list[Diagnostic] = []

    def refuse(self, event: yaml.Event, rule: str, message: str, fix: str) -> None:
        self.found.append(_report(self.path, self.lines, self.place(event), rule, message, fix))
        if len(self.found) >= MOST_FINDINGS:
            raise FrontMatterError(self.found)

    @staticmethod
    def place(event: Any) -> Position:  # noqa: ANN401 - PyYAML does not type events
        # The data begins on the file's second line.
        return Position(event.start_mark.line + 2, event.start_mark.column + 1)

    def value(self, event: Any, events: Iterator[yaml.Event], loc: Loc) -> Any:  # noqa: ANN401 - PyYAML types neither events nor data
        """Read one value, whose first event has been taken."""
        self.values[loc] = self.place(event)
        if len(loc) > MAX_DEPTH:
            fix = "Write the fields as the other guides do."
            raise FrontMatterError(
                [
                    *self.found,
                    _report(self.path, self.lines, self.place(event), "nesting", "The data is nested too deeply.", fix),
                ]
            )
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, "yaml-alias", f"`*{event.anchor}` repeats another value.", "Write the value out.")
            return None
        if event.anchor:
            self.refuse(
                event,
                "yaml-alias",
                f"`&{event.anchor}` names a value for repetition.",
                "Remove it; aliases are not allowed.",
            )
        if event.tag and event.tag != "!":
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(
                event,
                "yaml-tag",
                f"`{written}` is a YAML tag.",
                "Remove it, or put a text that starts with `!` in quotes.",
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, loc)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, loc)
        return self.scalar(event)

    def scalar(self, event: yaml.ScalarEvent) -> str | int | bool | None:
        text: str = event.value
        if len(text) > MAX_BLOCK:
            message = f"The text has {len(text):,} characters; at most {MAX_BLOCK:,} are read."
            self.refuse(event, "text-length", message, "Shorten it; what needs so many words goes below the data.")
            return None
        if not event.implicit[0]:  # quoted, or a block of text
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        # Eighteen digits are more than any field takes; longer ones stay text and are refused as such.
        return int(text) if _WHOLE_NUMBER.fullmatch(text) and len(text) < 19 else text  # noqa: PLR2004

    def sequence(self, events: Iterator[yaml.Event], loc: Loc) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self.value(event, events, (*loc, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], loc: Loc) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.refuse(
                    event,
                    "yaml-key",
                    "A key must be a word.",
                    "Write `key: value`; put a text that starts with `[`, `{` or `*` in quotes.",
                )
                self.value(event, events, (*loc, "?"))
                self.value(next(events), events, (*loc, "?"))
                continue
            key: str = event.value
            inner = (*loc, key)
            position = self.place(event)
            if key in data:
                first = self.keys[inner].line
                self.refuse(
                    event,
                    "duplicate-key",
                    f"`{key}` stands here a second time; the first is on line {first}.",
                    "Keep one of the two.",
                )
                self.value(next(events), events, (*loc, f"{key} (again)"))
                continue
            self.keys[inner] = position
            data[key] = self.value(next(events), events, inner)
        return data


def parse(text: str, path: str) -> Document:
    """Read a guide file.

    Raises FrontMatterError with every finding when the file has no readable front matter.
    """
    front, body, body_line, lines = _split(text, path)
    if excess := [_report(path, lines, Position(line, 1), *words) for line, *words in too_long(lines, body_line)]:
        raise FrontMatterError(excess)
    reader = _Reader(path, lines)
    data: Any = None
    try:
        events = iter(yaml.parse(front, Loader=yaml.CBaseLoader))
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                data = reader.value(event, events, ())
    except yaml.YAMLError as error:
        line, column, message, fix = explain(error, lines)
        problem = _report(path, lines, Position(line, column), "yaml-syntax", message, fix)
        raise FrontMatterError([*reader.found, problem]) from error
    if not isinstance(data, dict) and not reader.found:
        message = "The front matter is not a list of `key: value` lines."
        reader.found.append(
            _report(
                path,
                lines,
                Position(2, 1),
                "front-matter-shape",
                message,
                "Write one field a line, as in the other guides.",
            )
        )
    if reader.found:
        raise FrontMatterError(reader.found)
    return Document(path, data, body, body_line, lines, reader.keys, reader.values)
