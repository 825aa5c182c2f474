"""Reads the text of a guide with a CommonMark parser, so that rules see structure, not lines.

Positions are those of the file. Boxes written `!!! faq "Question"` are read as the callouts
that they are another spelling of, line by line, so that one parse sees both.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from guides.source.frontmatter import Document, Position

_SCHEMES = frozenset({"", "https", "mailto", "tel"})


def is_safe(address: str) -> bool:
    """Whether a link may lead to an address: by https, to mail or phone, or to a page of the site."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.scheme or not parts.netloc)


_INLINE = MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink", "html_inline", "backticks", "entity"])
# A parser would stop at the signs of dialects, too, which are switched off.
_INLINE.inline.terminator_re = re.compile(r"[\n*\[\\\]_]")
# Here, unlike in an author's text, a link leads to the web by https or is a path on this site.
_INLINE.validateLink = is_safe  # type: ignore[method-assign,assignment]


# What nearly all texts have of it: labels in bold, which begin and end as words do, or end a sentence of their own.
# Here and below a sign stands before what is asked of its surroundings, so that a search leaps from one to the next.
_LABEL = re.compile(
    r"\*\*(?<![^\s(“]\*\*)(\w(?:[^*\n]*\w(?=\*\*(?![^\s.,;:)”]))|[^*\n]*[^\s*](?=\*\*(?![^ \n])))?)\*\*(?![^\s.,;:)”])"
)
# What else there may be in a field, and what the parser sets right besides: spaces beside the end of a line.
_NO_LABEL = re.compile(r"[_\[\\\r\0\n](?:(?<!\n)|(?<= \n)|(?=[ \t]))")
# What else there may be in an author's text.
_NO_LABEL_IN_BODY = re.compile(r"[&<`_\[\]\\\n](?:(?<!\n)|(?<= \n)|(?=[ \t]))")


def _lines(text: str, *, is_behind_label: bool, is_before_label: bool) -> Iterator[Token]:
    """Give the tokens of a text without any marks, which the parser begins and ends anew at each label."""
    first, *others = text.split("\n")
    if first or is_behind_label or (is_before_label and not others):
        yield Token("text", "", 0, content=first)
    for number, line in enumerate(others, start=1):
        yield Token("softbreak", "br", 0)
        if line or (is_before_label and number == len(others)):
            yield Token("text", "", 0, content=line)


def _labelled(text: str, no_label: re.Pattern[str], start: int = 0) -> list[Token] | None:
    """Read a text that has nothing but labels in bold, or nothing at all: the parser takes three times as long.

    What stands before `start` is known to be no more than letters.
    """
    if no_label.search(text, start):
        return None
    pieces = _LABEL.split(text) if "*" in text else [text]
    last = len(pieces) - 1
    tokens: list[Token] = []
    for number, piece in enumerate(pieces):
        if "*" in piece:
            return None
        if number % 2:
            tokens += (
                Token("strong_open", "strong", 1, markup="**"),
                Token("text", "", 0, content=piece, level=1),
                Token("strong_close", "strong", -1, markup="**"),
            )
        else:
            tokens += _lines(piece, is_behind_label=number > 0, is_before_label=number < last)
    return tokens


def inline_tokens(text: str) -> list[Token]:
    """Read inline Markdown with the few constructs that a field may use."""
    if (labelled := _labelled(text, _NO_LABEL)) is not None:
        return labelled
    tokens = _INLINE.parseInline(text)
    return (tokens[0].children or []) if tokens else []


OWN_CALLOUTS = ("faq", "steps", "disclaimer")
CALLOUTS = (*OWN_CALLOUTS, "note", "tip", "warning")
"""The kinds of box that an author may use."""

_BOX = re.compile(r"(?P<mark>!!!|\?\?\?\+?) +(?P<kind>[\w-]+)(?: +\"(?P<title>[^\"]*)\")? *")
_CALLOUT = re.compile(r"\[!(?P<kind>[^\]]*)\](?P<fold>[-+]?)(?P<title>[^\n]*)")
_TITLE = re.compile(r" {0,3}> ?" + _CALLOUT.pattern)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_INDENT = "    "

_PARSER = MarkdownIt("commonmark").enable("table")
_PARSER.inline.terminator_re = re.compile(r"[\n!&*<\[\\\]_`]")
_CALLOUT_MARK = re.compile(r"\[!\w+\](?!\()")


def _inlines(state: StateCore) -> None:
    """Take the place of the parser's own rule, which reads every run of text sign by sign."""
    # A name in brackets may be one that the text defines.
    has_names = "references" in state.env
    for token in state.tokens:
        if token.type == "inline":
            text = token.content
            mark = None if has_names else _CALLOUT_MARK.match(text)
            token.children = _labelled(text, _NO_LABEL_IN_BODY, mark.end() if mark else 0)
            if token.children is None:
                token.children = state.md.inline.parse(text, state.md, state.env, [])


_PARSER.core.ruler.at("inline", _inlines)
# Every address is let through as it is written, so that rules can refuse it.
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - as the class has it
_PARSER.normalizeLink = lambda url: url  # type: ignore[method-assign]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box in the body: its kind, its title and whether it has any text."""

    kind: str
    title: str
    is_empty: bool
    position: Position


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body."""

    level: int
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class Definition:
    """An address that links elsewhere in the body refer to by name."""

    url: str
    title: str
    position: Position


class Inline(NamedTuple):
    """A run of inline Markdown, with the line on which it starts."""

    token: Token
    line: int


def _as_callouts(lines: tuple[str, ...]) -> list[str]:
    """Respell `!!!` boxes as callouts, keeping the number of lines."""
    result: list[str] = []
    fence: str | None = None
    in_box = False
    for line in lines:
        if in_box and (line.startswith(_INDENT) or not line.strip()):
            result.append(f"> {line[len(_INDENT) :]}".rstrip())
            continue
        in_box = False
        if opened := _FENCE.match(line):
            mark = opened.group(1)
            if fence is None:
                fence = mark
            elif mark.startswith(fence):
                fence = None
        elif fence is None and (box := _BOX.fullmatch(line)):
            in_box = True
            result.append(f"> [!{box['kind']}] {box['title'] or ''}".rstrip())
            continue
        result.append(line)
    return result


def unboxed(body: str) -> str:
    """Give a body without boxes: the title of each becomes a heading in bold, its text stands below it."""
    result: list[str] = []
    in_box = False
    for line in _as_callouts(tuple(body.split("\n"))):
        if match := _TITLE.fullmatch(line):
            in_box = True
            title = match["title"].strip() or match["kind"].strip().capitalize()
            result += [*([""] if result and result[-1] else []), f"**{title}**", ""]
        elif in_box and line.startswith(">"):
            result.append(line[1:].removeprefix(" "))
        else:
            in_box = False
            result.append(line)
    return "\n".join(result)


@dataclass(frozen=True)
class Body:
    """The parsed body of a document."""

    document: Document

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, with `!!!` boxes written as the callouts that they are."""
        return tuple(_as_callouts(tuple(self.document.body.split("\n"))))

    @cached_property
    def _parsed(self) -> tuple[list[Token], dict[str, Any]]:
        """Parse once, for all who ask."""
        environment: dict[str, Any] = {}
        return _PARSER.parse("\n".join(self.lines), environment), environment.get("references", {})

    @property
    def tokens(self) -> list[Token]:
        """The block tokens of the body, as CommonMark reads it."""
        return self._parsed[0]

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The addresses that the text defines for links elsewhere: `[name]: https://…`."""
        definitions = []
        for reference in self._parsed[1].values():
            line = self.document.body_line + reference["map"][0]
            reach = reference["map"][1] - reference["map"][0]
            definitions.append(
                Definition(reference["href"], reference["title"], self.find(line, reference["href"], reach=reach))
            )
        return tuple(definitions)

    def position(self, token: Token, needle: str = "") -> Position:
        """Find a token in the file; the column is that of `needle` on its first line."""
        line = self.document.body_line + (token.map[0] if token.map else 0)
        return self.find(line, needle)

    def find(self, line: int, needle: str = "", *, reach: int = 1) -> Position:
        """Find `needle` from a line on, at most `reach` lines down."""
        for number in range(line, line + reach) if needle else ():
            source = self.document.lines[number - 1] if number <= len(self.document.lines) else ""
            column = source.find(needle)
            if column >= 0:
                return Position(number, column + 1)
        source = self.document.lines[line - 1] if line <= len(self.document.lines) else ""
        return Position(line, len(source) - len(source.lstrip()) + 1)

    def headings(self) -> Iterator[Heading]:
        """Give the headings in order."""
        for token, inline in zip(self.tokens, self.tokens[1:], strict=False):
            if token.type == "heading_open":
                yield Heading(int(token.tag[1]), inline.content, self.position(token))

    @cached_property
    def inlines(self) -> tuple[Inline, ...]:
        """Each run of inline Markdown."""
        first = self.document.body_line
        return tuple(
            Inline(token, first + token.map[0]) for token in self.tokens if token.type == "inline" and token.map
        )

    def callouts(self) -> Iterator[Callout]:
        """Give the boxes, those with a kind that does not exist included."""
        for index, token in enumerate(self.tokens):
            if token.type != "blockquote_open" or self.tokens[index + 1].type != "paragraph_open":
                continue
            content = self.tokens[index + 2].content
            if not (match := _CALLOUT.match(content)):
                continue
            rest = content[match.end() :].strip()
            is_empty = not rest and self.tokens[index + 4].type == "blockquote_close"
            yield Callout(match["kind"].strip().lower(), match["title"].strip(), is_empty, self.position(token))

    def words(self) -> int:
        """Count the words of the text."""
        return sum(len(inline.token.content.split()) for inline in self.inlines)
