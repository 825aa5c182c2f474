"""What readers see of a guide's file: its texts and its links, each with its place.

Rules that look for something in "any text" look here, so that a title, an alt text, a field of
the data and a table cell are read alike. Links are also looked for in the raw lines: what this
parser takes for plain text, another one may take for a link.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markdown_it.token import Token

from guides.body import Body
from guides.frontmatter import Document, Loc, Position
from guides.protect import inline_tokens

_ADDRESS_KEYS = frozenset({"url", "source", "trial_source", "links"})
# Fields whose form is checked so narrowly that no text fits in.
_FORMAL_KEYS = frozenset({"domains", "number", "via", "category", "authors", "related", "former_slugs", "picture"})
_MARKUP = re.compile(r"[*_\[`<&\\!]")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe0f\ufeff]")
_DOTS = re.compile(
    r"\s*[\[({]\s*(?:\.|dot)\s*[\])}]\s*|(?<=\w)\s+dot\s+(?=(?:com|net|org|info|example)\b)", re.IGNORECASE
)
_FOREIGN_DOTS = str.maketrans("\u3002\uff61\uff0e\u2024", "....")
_RAW_URL = re.compile(
    r"h(?:tt|xx)ps?\s?:\s?[/\\]{1,}[^\s<>\"'`|]+|(?<![:\w/.\\])//(?=[\w-]+\.\w\w)[^\s<>\"'`|]+", re.IGNORECASE
)
_RAW_SCRIPT = re.compile(r"(?:java|vb|live)script\s*:\s*[^\s)\]]+|\bdata:\s*[\w-]+/[\w.+-]+[;,][^\s)]*", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text as a reader sees it: no markup, entities decoded, line breaks kept.

    `unquoted` is as long, with blanks in place of labels in bold, code and quotations: what is
    left are the guide's own words. `loc` is its place in the data, empty in the body.
    """

    text: str
    unquoted: str
    position: Position
    loc: Loc = ()

    @property
    def plain(self) -> str:
        """Give the text without the tricks that hide a number or a name from a checker."""
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", self.text)).translate(_FOREIGN_DOTS)
        return _DOTS.sub(".", text)


@dataclass(frozen=True, slots=True)
class Link:
    """An address, what readers see of it, and what makes it one: a field, a link, an image or mere text."""

    url: str
    kind: str
    position: Position
    text: str = ""
    loc: Loc = ()


def trimmed(url: str) -> str:
    """Cut off what a sentence or Markdown puts behind an address."""
    while url and (
        url[-1] in ".,;:!?*_'’”" or (url[-1] in ")]}" and url.count(url[-1]) > url.count("([{"[")]}".index(url[-1])]))
    ):
        url = url[:-1]
    return url


def _flat(tokens: list[Token]) -> tuple[str, str]:
    """Give the text of inline tokens, and the same with quoted things blanked."""
    text: list[str] = []
    own: list[str] = []
    bold = 0
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        piece = "\n" if token.type in {"softbreak", "hardbreak"} else token.content
        if token.type == "html_inline":
            piece = " "
        elif token.type == "image":
            piece = _flat(token.children or [])[0]
        text.append(piece)
        own.append(re.sub(r"[^\n]", " ", piece) if bold or token.type == "code_inline" else piece)
    flat = "".join(own)
    return "".join(text), _QUOTED.sub(lambda found: " " * len(found.group()), flat)


@dataclass(frozen=True)
class Prose:
    """The texts and the links of one file."""

    document: Document
    body: Body

    def find(self, start: Position, needle: str, reach: int) -> Position:
        """Find a text in the file from a place on; where it is not written like that, give the place."""
        for number in range(start.line, min(start.line + reach, len(self.document.lines) + 1)):
            begin = start.column - 1 if number == start.line else 0
            column = self.document.lines[number - 1].find(needle, begin)
            if needle and column >= 0:
                return Position(number, column + 1)
        return start

    def locate(self, passage: Passage, needle: str, offset: int = 0) -> Position:
        """Find what a rule found in a passage, by its offset in the text."""
        start, reach = passage.position, 1
        if passage.loc:
            # YAML folds lines, so that an offset says nothing about them.
            reach = len(passage.text) // 20 + 3
        elif before := passage.text.count("\n", 0, offset):
            start = Position(start.line + before, 1)
        reach += needle.count("\n")
        for piece in (needle, needle.partition("\n")[0], *needle.split()[:1]):
            if (found := self.find(start, piece, reach)) != start:
                return found
        return start

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All texts that readers see, data first."""
        return (*self._data_texts(), *self._body_texts())

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All addresses, each once at each place."""
        found: dict[tuple[str, int], Link] = {}
        for link in (*self._data_links(), *self._body_links(), *self._raw_links()):
            found.setdefault((link.url, link.position.line), link)
        return tuple(found.values())

    @cached_property
    def _strings(self) -> tuple[tuple[Loc, str], ...]:
        def walk(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:  # noqa: ANN401 - data as YAML has them
            if isinstance(value, str):
                yield loc, value
            elif isinstance(value, Mapping):
                for key, inner in value.items():
                    yield from walk(inner, (*loc, key))
            elif isinstance(value, list):
                for index, inner in enumerate(value):
                    yield from walk(inner, (*loc, index))

        return tuple(walk(self.document.data, ()))

    @staticmethod
    def _key(loc: Loc) -> str:
        return next((part for part in reversed(loc) if isinstance(part, str)), "")

    def _data_texts(self) -> Iterator[Passage]:
        for loc, value in self._strings:
            if (key := self._key(loc)) in _ADDRESS_KEYS or key in _FORMAL_KEYS:
                continue
            position = self.document.locate(loc)
            tokens = inline_tokens(" ".join(value.split())) if _MARKUP.search(value) else None
            text, unquoted = _flat(tokens) if tokens is not None else (value, _QUOTED.sub(" ", value))
            yield Passage(text, unquoted, position, loc)
            for token in tokens or ():
                if title := str(token.attrs.get("title", "")):
                    yield Passage(title, title, position, loc)

    def _data_links(self) -> Iterator[Link]:
        for loc, value in self._strings:
            position = self.document.locate(loc)
            if self._key(loc) in _ADDRESS_KEYS:
                yield Link(value, "field", position, loc=loc)
                continue
            if not _MARKUP.search(value) and "//" not in value and ":" not in value:
                continue
            reach = len(value) // 20 + 3
            for url, kind, text in _token_links(inline_tokens(" ".join(value.split()))):
                yield Link(url, kind, self.find(position, url, reach), text, loc)
            for found in (*_RAW_URL.finditer(value), *_RAW_SCRIPT.finditer(value)):
                url = trimmed(found.group())
                yield Link(url, "text", self.find(position, url, reach), loc=loc)

    def _body_texts(self) -> Iterator[Passage]:
        for inline in self.body.inlines():
            start = self.body.find(inline.line)
            children = inline.token.children or []
            text, unquoted = _flat(children)
            yield Passage(text, unquoted, start)
            for token in children:
                title = token.attrs.get("title")
                if title:
                    yield Passage(str(title), str(title), start)
        for token in self.body.tokens:
            if token.type in {"fence", "code_block", "html_block"} and token.map:
                line = self.document.body_line + token.map[0] + (token.type == "fence")
                yield Passage(token.content, "", Position(line, 1))
        for one in self.body.definitions():
            if one.title:
                yield Passage(one.title, one.title, one.position)

    def _body_links(self) -> Iterator[Link]:
        defined = {one.url for one in self.body.definitions()}
        for inline in self.body.inlines():
            reach = inline.token.content.count("\n") + 1
            start = self.body.find(inline.line)
            for url, kind, text in _token_links(inline.token.children or []):
                # A link by name leads where its definition says, which is reported there.
                named = kind == "link" and url in defined and url not in inline.token.content
                yield Link(url, "reference" if named else kind, self.find(start, url, reach), text)
        for one in self.body.definitions():
            yield Link(one.url, "definition", one.position)

    def _raw_links(self) -> Iterator[Link]:
        lines = self.document.lines
        for number in range(self.document.body_line, len(lines) + 1):
            line = html.unescape(lines[number - 1])
            if "//" not in line and ":" not in line and "\\" not in line:
                continue
            for found in (*_RAW_URL.finditer(line), *_RAW_SCRIPT.finditer(line)):
                url = trimmed(found.group())
                # The address in a Markdown link ends before its title or its bracket.
                url = url.partition(")")[0] if url.count(")") > url.count("(") else url
                yield Link(url, "text", Position(number, found.start() + 1))


def _token_links(tokens: list[Token]) -> Iterator[tuple[str, str, str]]:
    """Give address, kind and visible text of each link and image among inline tokens."""
    url: str | None = None
    text: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            url, text = str(token.attrs.get("href", "")), []
        elif token.type == "link_close" and url is not None:
            yield url, "link", "".join(text).strip()
            url = None
        elif token.type == "image":
            alt = _flat(token.children or [])[0]
            yield str(token.attrs.get("src", "")), "image", alt
            text.append(alt)
        elif token.type == "html_inline":
            continue
        else:
            text.append("\n" if token.type == "softbreak" else token.content)
