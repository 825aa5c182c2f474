"""What goes wrong silently in a text of the data: half of it lost as a comment, or its markup printed."""

import html
import re
from collections.abc import Iterator

from guides.diagnostics import Diagnostic, Rule, Severity
from guides.diagnostics.rule import DATA, TEXT
from guides.rules.body import RAW_HTML
from guides.rules.context import Checker, Subject
from guides.rules.dialect import OTHER_DIALECT
from guides.source.frontmatter import Document, Loc, Position
from guides.source.raw import all_texts, records, value_at
from guides.source.schema_errors import name_of
from guides.source.text import FORMAL_KEYS, reach
from guides.source.yaml import YAML_SYNTAX

_COMMENT = re.compile(r"(?:^|\s)#")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|button|center|code|div|em|font|form|h[1-6]|hr|i|iframe|img|input|kbd|li|mark|ol|p|pre"
    r"|s|script|small|span|strike|strong|style|sub|sup|svg|table|td|th|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_WRAPPED = re.compile("“[^“”]*”|„[^„”“]*[”“]|\u2018[^\u2018\u2019]*\u2019")
_PAIR = re.compile(r"\*\*(?=[^\s*])(?:[^*]|\*(?!\*))+?(?<=[^\s])\*\*")
_BACKTICKS = re.compile(r"`([^`]+)`")
_QUOTED = re.compile(
    r"\b(?:choose|click|hit|open|press|select|tap|go to)(?: on)? ([\"“][^\"“”]{1,60}[\"”])", re.IGNORECASE
)
_AS_PRINTED = frozenset({"statement", "name", "aliases"})
"""Fields that may have any characters, because somebody else chose them."""


def _cut(document: Document, loc: Loc, value: str | None) -> Position | None:
    """Find the `#` that ends a text which is not in quotes, if it ends with one."""
    start = document.locate(loc)
    whole = " ".join((value or "").split())
    said = ""
    for number in range(start.line, len(document.lines) + 1):
        begin = start.column - 1 if number == start.line else 0
        line = document.lines[number - 1][begin:]
        if number == start.line and line[:1] in {"'", '"', "|", ">"}:
            return None
        mark = _COMMENT.search(line)
        said = " ".join(f"{said} {line[: mark.start()] if mark else line}".split())
        if mark and said == whole:
            return Position(number, begin + mark.end())
        if mark or not whole.startswith(said) or said == whole:
            return None
    return None


def swallowed(subject: Subject) -> Iterator[Diagnostic]:
    """An item of a list is one of its own, and not the end of the text above it."""
    document = subject.document
    for loc, _, value in subject.prose.fields:
        if not value or " - " not in value or loc not in document.values:
            continue
        start = document.locate(loc)
        below = document.lines[start.line].strip() if start.line < len(document.lines) else ""
        first = document.lines[start.line - 1][start.column - 1 : start.column]
        if first not in {"'", '"', "|", ">"} and below.startswith("- ") and below in " ".join(value.split()):
            message = f"`{below}` is read as a part of the text above it."
            column = document.lines[start.line].index("-") + 1
            fix = "Put its dash into the column of the other dashes."
            yield YAML_SYNTAX.at(document, Position(start.line + 1, column), message, fix)


TEXT_CUT = Rule(
    "text-cut",
    DATA,
    "A sentence is not cut by a ` #`, which begins a comment; in quotes it does not.",
    bad="disclaimer: Plans of schools #2 are different ones.",
    good="disclaimer: 'Plans of schools #2 are different ones.'",
)


def comments(subject: Subject) -> Iterator[Diagnostic]:
    """A sentence is not cut at a `#`, which begins a comment unless the text is in quotes."""
    document = subject.document
    if not any("#" in line and _COMMENT.search(line) for line in document.lines[: document.body_line - 1]):
        return
    for loc, value in all_texts(document.data, with_empty=True):
        # A comment beside a word or a date is one; beside a sentence it may be the sentence's other half.
        if (value and " " not in value) or loc[-1] in FORMAL_KEYS or loc not in document.values:
            continue
        place = _cut(document, loc, value)
        if place is None:
            continue
        rest = document.lines[place.line - 1][place.column - 1 :].rstrip()
        if value is None and rest[1:2] in {" ", ""}:
            continue
        message = f"`{rest}` is a comment and not part of `{name_of(loc)}`: ` #` begins one."
        fix = "Put the whole text in quotes. If it is a comment, give it a line of its own."
        yield TEXT_CUT.at(document, place, message, fix)


def tags(subject: Subject) -> Iterator[Diagnostic]:
    """A field takes bold, emphasis and links; HTML in it would be printed as it stands."""
    document = subject.document
    for loc, _, value in subject.prose.fields:
        if "<" in value and loc[-1] not in FORMAL_KEYS and (match := _TAG.search(value)):
            message = f"`{match.group()}` in `{name_of(loc)}` would be printed as it stands."
            fix = "Write **bold** or *emphasis*; a field takes nothing else."
            place = subject.prose.find(document.locate(loc), match.group(), reach(value))
            yield RAW_HTML.at(document, place, message, fix)
        elif value and loc[-1] not in FORMAL_KEYS and (match := _ENTITY.search(value)):
            message = f"`{match.group()}` in `{name_of(loc)}` would be printed as it stands."
            place = subject.prose.find(document.locate(loc), match.group(), reach(value))
            sign = html.unescape(match.group())
            fix = "Type a space." if sign.isspace() else f"Type the sign itself: {sign}"
            yield RAW_HTML.at(document, place, message, fix)


def printed_marks(subject: Subject) -> Iterator[Diagnostic]:
    """What a text in the data begins and ends with is printed, unless it is bold or emphasis."""
    document = subject.document
    for loc, key, value in subject.prose.fields:
        if not value or key in FORMAL_KEYS or key == "statement":
            continue
        if loc == ("title",) and "**" in value:
            mark, fix = "**", "A title has no bold: leave the asterisks out."
        elif value.startswith("#") and value.lstrip("#").startswith(" "):
            mark, fix = "#", "Leave it out: a heading is made of the text by itself."
        elif loc[-1] == "action" and (number := _NUMBERED.match(value)):
            mark, fix = number.group().strip(), "Leave it out: steps are numbered by the page."
        elif (label := _BACKTICKS.search(value)) is not None:
            mark, fix = label.group(), f"Write a label in bold: **{label[1]}**."
        elif _WRAPPED.fullmatch(value):
            mark, fix = value[0], "Leave the curly quotes out. Where a text needs quotes, YAML takes straight ones."
        else:
            continue
        shown = mark if mark.startswith("`") else f"`{mark}`"
        place = subject.prose.find(document.locate(loc), mark, reach(value))
        yield OTHER_DIALECT.at(document, place, f"{shown} in `{name_of(loc)}` would be printed as it stands.", fix)


BOLD_OPEN = Rule(
    "bold-open",
    TEXT,
    "Two asterisks before a label have two behind it.",
    bad="Press **End plan now.",
    good="Press **End plan** now.",
)


def asterisks(subject: Subject) -> Iterator[Diagnostic]:
    """Bold that is opened is closed: else the marks are printed, and may take the next text along."""
    document = subject.document
    inlines = {inline.line: inline.token.content for inline in subject.body.inlines}
    for passage in subject.prose.passages:
        loc = passage.loc
        if "*" not in passage.unquoted or (loc and _AS_PRINTED & {part for part in loc if isinstance(part, str)}):
            continue
        written = inlines.get(passage.position.line, "")
        if loc:
            written = str(value_at(document.data, loc))
        if "**" not in _PAIR.sub("", written) or "\\*" in written:
            continue
        place = subject.prose.find(passage.position, "**", reach(written))
        message = "The asterisks here do not pair, so some of them would be printed."
        fix = "Put two before the label and two behind it, without spaces inside: **Cancel plan**."
        yield BOLD_OPEN.at(document, place, message, fix)


LABEL_QUOTED = Rule(
    "label-quoted",
    TEXT,
    "A label that a step names is in bold, not in quotes: so the eye finds it.",
    bad='routes:\n  - via: website\n    steps:\n      - action: Choose "End plan"',
    good="routes:\n  - via: website\n    steps:\n      - action: Choose **End plan**",
    severity=Severity.WARNING,
    suppressible=True,
)


def quoted_labels(subject: Subject) -> Iterator[Diagnostic]:
    """What a step tells to press is a label, and labels are in bold."""
    document = subject.document
    steps = (
        ((*loc, *inner, "action"), step.get("action"))
        for loc, route in records(document.data, "routes")
        for inner, step in records(route, "steps")
    )
    for loc, action in steps:
        if isinstance(action, str) and (match := _QUOTED.search(action)):
            place = subject.prose.find(document.locate(loc), match[1], reach(action))
            message = f"The label {match[1]} is in quotes."
            yield LABEL_QUOTED.at(document, place, message, f"Write it in bold: **{match[1][1:-1]}**.")


CHECKERS: tuple[Checker, ...] = (swallowed, comments, tags, printed_marks, asterisks, quoted_labels)
