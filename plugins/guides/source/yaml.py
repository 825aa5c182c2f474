"""Builds data from the events of a YAML parser, with the place of every key and value.

YAML guesses types in ways that surprise people: `NO` becomes false, `012` becomes ten,
`2026-11-23` becomes an object. Here a plain value is a whole number, `true`, `false`,
nothing, or text, and whatever can hide something (aliases, tags, duplicate keys) is refused.
The events are read in one pass, so neither nesting nor aliases can exhaust memory.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from guides.diagnostics import Diagnostic
from guides.source.limits import MAX_BLOCK, MAX_DEPTH, MOST_FINDINGS
from guides.source.positions import FrontMatterError, Loc, Position, located
from guides.source.yaml_errors import explain

_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


class _Reader:
    """Builds the data from the parser's events, with the place of every key and value."""

    def __init__(self, path: str, lines: tuple[str, ...], first_line: int) -> None:
        self.path = path
        self.lines = lines
        self.first_line = first_line
        self.keys: dict[Loc, Position] = {}
        self.values: dict[Loc, Position] = {}
        self.found: list[Diagnostic] = []

    def refuse(self, event: yaml.Event, rule: str, message: str, fix: str) -> None:
        self.found.append(located(self.path, self.lines, self.place(event), rule, message, fix))
        if len(self.found) >= MOST_FINDINGS:
            raise FrontMatterError(self.found)

    def place(self, event: Any) -> Position:  # noqa: ANN401 - PyYAML does not type events
        return Position(event.start_mark.line + self.first_line, event.start_mark.column + 1)

    def value(self, event: Any, events: Iterator[yaml.Event], loc: Loc) -> Any:  # noqa: ANN401 - PyYAML types neither events nor data
        """Read one value, whose first event has been taken."""
        self.values[loc] = self.place(event)
        if len(loc) > MAX_DEPTH:
            fix = "Write the fields as the other guides do."
            raise FrontMatterError(
                [
                    *self.found,
                    located(self.path, self.lines, self.place(event), "nesting", "The data is nested too deeply.", fix),
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


def read(
    text: str, path: str, lines: tuple[str, ...], first_line: int
) -> tuple[dict[str, Any], dict[Loc, Position], dict[Loc, Position]]:
    """Read the data of a file; return them, the places of their keys, and the places of their values.

    `lines` are those of the whole file, of which the data begin on `first_line`.
    Raises FrontMatterError with every finding.
    """
    reader = _Reader(path, lines, first_line)
    data: Any = None
    try:
        events = iter(yaml.parse(text, Loader=yaml.CBaseLoader))
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                data = reader.value(event, events, ())
    except yaml.YAMLError as error:
        line, column, message, fix = explain(error, lines, first_line)
        problem = located(path, lines, Position(line, column), "yaml-syntax", message, fix)
        raise FrontMatterError([*reader.found, problem]) from error
    if not isinstance(data, dict) and not reader.found:
        message = "The front matter is not a list of `key: value` lines."
        reader.found.append(
            located(
                path,
                lines,
                Position(min(first_line, len(lines)), 1),
                "front-matter-shape",
                message,
                "Write one field a line, as in the other guides.",
            )
        )
    if reader.found:
        raise FrontMatterError(reader.found)
    return data, reader.keys, reader.values
