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

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import DATA, FILE
from guides.source import yaml_events
from guides.source.limits import MAX_BLOCK, MAX_DEPTH, MOST_FINDINGS
from guides.source.positions import FrontMatterError, Lines, Loc, Places, Position

_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")
_DIGITS = frozenset("0123456789")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


YAML_ALIAS = Rule(
    "yaml-alias",
    FILE,
    "Values are written out: `&name` and `*name` hide what stands where.",
    bad="authors: &signed [editors]",
    good="authors: [editors]",
)
YAML_TAG = Rule(
    "yaml-tag",
    FILE,
    "Values carry no YAML tags such as `!!str`.",
    bad="title: !!str How to cancel Films",
    good="title: How to cancel Films",
)
YAML_KEY = Rule(
    "yaml-key",
    FILE,
    "A key is a word, not a list or a group.",
    bad="service: {[name]: Films}",
    good="service: {name: Films}",
)
DUPLICATE_KEY = Rule(
    "duplicate-key",
    FILE,
    "A key stands once in its group; YAML itself would silently keep the last one.",
    bad="authors: [editors]\nauthors: [second]",
    good="authors: [editors, second]",
)
NESTING = Rule(
    "nesting",
    FILE,
    "Data are at most twelve levels deep.",
    bad="proof: [[[[[[[[[[[[[The e-mail]]]]]]]]]]]]]",
    good="proof: [The e-mail]",
)
TEXT_LENGTH = Rule(
    "text-length",
    DATA,
    "A text is neither empty nor longer than its place on the page.",
    bad='title: ""',
    good="title: How to cancel Films",
)


class _Reader:
    """Builds the data from the parser's events, with the place of every key and value."""

    def __init__(self, text: Lines, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.keys: dict[Loc, Any] = {}
        self.values: dict[Loc, Any] = {}
        self.diagnostics: list[Diagnostic] = []

    def refuse(self, event: yaml.Event, rule: Rule, message: str, fix: str) -> None:
        self.diagnostics.append(rule.at(self.text, self.place(event), message, fix))
        if len(self.diagnostics) >= MOST_FINDINGS:
            raise FrontMatterError(self.diagnostics)

    def place(self, event: Any) -> Position:  # noqa: ANN401 - PyYAML does not type events
        mark = event.start_mark
        return Position(mark.line + self.first_line, mark.column + 1)

    def value(self, event: Any, events: Iterator[yaml.Event], loc: Loc) -> Any:  # noqa: ANN401 - PyYAML types neither events nor data
        """Read one value, whose first event has been taken."""
        self.values[loc] = event.start_mark
        kind = type(event)
        if not event.anchor and len(loc) <= MAX_DEPTH and kind is not yaml.AliasEvent and not event.tag:
            # as nearly all values are
            if kind is yaml.ScalarEvent:
                return self.scalar(event)
            return self.mapping(events, loc) if kind is yaml.MappingStartEvent else self.sequence(events, loc)
        if len(loc) > MAX_DEPTH:
            fix = "Write the fields as the other guides do."
            excess = NESTING.at(self.text, self.place(event), "The data is nested too deeply.", fix)
            raise FrontMatterError([*self.diagnostics, excess])
        if isinstance(event, yaml.AliasEvent):
            message = f"`*{event.anchor}` begins with `*`, which would repeat another value."
            fix = f'If the text begins with a star, put it in quotes: "*{event.anchor}". Else write the value out.'
            self.refuse(event, YAML_ALIAS, message, fix)
            return None
        if event.anchor:
            self.refuse(
                event,
                YAML_ALIAS,
                f"`&{event.anchor}` begins with `&`, which would name a value for repetition.",
                f'If the text begins with it, put it in quotes: "&{event.anchor} …". Else remove it.',
            )
        if event.tag and event.tag != "!":
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(
                event,
                YAML_TAG,
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
            self.refuse(event, TEXT_LENGTH, message, "Shorten it; what needs so many words goes below the data.")
            return None
        if not event.implicit[0]:  # quoted, or a block of text
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        # Eighteen digits are more than any field takes; longer ones stay text and are refused as such.
        is_number = text[-1] in _DIGITS and len(text) < 19 and _WHOLE_NUMBER.fullmatch(text)  # noqa: PLR2004
        return int(text) if is_number else text

    def sequence(self, events: Iterator[yaml.Event], loc: Loc) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if type(event) is yaml.SequenceEndEvent:
                break
            items.append(self.value(event, events, (*loc, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], loc: Loc) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for event in events:
            if type(event) is yaml.MappingEndEvent:
                break
            if type(event) is not yaml.ScalarEvent:
                self.refuse(
                    event,
                    YAML_KEY,
                    "A key must be a word.",
                    "Write `key: value`; put a text that starts with `[`, `{` or `*` in quotes.",
                )
                self.value(event, events, (*loc, "?"))
                self.value(next(events), events, (*loc, "?"))
                continue
            key: str = event.value
            inner = (*loc, key)
            if key in data:
                first = self.keys[inner].line + self.first_line
                self.refuse(
                    event,
                    DUPLICATE_KEY,
                    f"`{key}` stands here a second time; the first is on line {first}.",
                    "Keep one of the two.",
                )
                self.value(next(events), events, (*loc, f"{key} (again)"))
                continue
            self.keys[inner] = event.start_mark
            data[key] = self.value(next(events), events, inner)
        return data


FRONT_MATTER_SHAPE = Rule(
    "front-matter-shape",
    FILE,
    "The data are lines of the form `key: value`.",
    bad="---\n- How to cancel Films\n---\n",
    good="---\ntitle: How to cancel Films\n---\n",
)
YAML_SYNTAX = Rule(
    "yaml-syntax",
    FILE,
    "The data are valid YAML. Quotes around a text mend most mistakes.",
    bad="title: How to cancel: Films",
    good='title: "How to cancel: Films"',
)


def read(data_text: str, text: Lines, first_line: int) -> tuple[dict[str, Any], Places, Places]:
    """Read the data of a file; return them, the places of their keys, and the places of their values.

    `text` is the whole file, of which the data begin on `first_line`.
    Raises FrontMatterError with every finding.
    """
    reader = _Reader(text, first_line)
    data: Any = None
    if data_text.startswith("\ufeff"):
        # The parser would read over it here, and nowhere else.
        place = Position(first_line, 1)
        message, fix = "There is an invisible control character.", "Delete it and type the line again."
        raise FrontMatterError([YAML_SYNTAX.at(text, place, message, fix)])
    try:
        events = yaml_events.events(data_text)
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                data = reader.value(event, events, ())
    except yaml.YAMLError as error:
        # Nearly all files are right, and it is long.
        from guides.source.yaml_errors import explain  # noqa: PLC0415

        line, column, message, fix = explain(error, text.lines, first_line)
        problem = YAML_SYNTAX.at(text, Position(line, column), message, fix)
        raise FrontMatterError([*reader.diagnostics, problem]) from error
    if not isinstance(data, dict) and not reader.diagnostics:
        position = Position(min(first_line, len(text.lines)), 1)
        message = "The front matter is not a list of `key: value` lines."
        fix = "Write one field a line, as in the other guides."
        reader.diagnostics.append(FRONT_MATTER_SHAPE.at(text, position, message, fix))
    if reader.diagnostics:
        raise FrontMatterError(reader.diagnostics)
    return data, Places(reader.keys, first_line), Places(reader.values, first_line)
