"""What readers see of a guide's file: its texts and its links, each with its place.

Rules that look for something in "any text" look here, so that a title, an alt text, a field of
the data and a table cell are read alike. Links are also looked for in the raw lines: what this
parser takes for plain text, another one may take for a link.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from markdown_it.token import Token

from guides.source.frontmatter import Document, Loc, Position
from guides.source.markdown import Body, inline_tokens
from guides.source.prose import Made, made
from guides.source.words import Joined, Words

# Also the frame of a keycap and the marks that stack upon letters: 8 with a line below is an 8.
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e01ef]"
)
_DOTS = re.compile(
    r"\s*[\[({]\s*(?:\.|dot)\s*[\])}]\s*|(?<=\w)\s+(?:dot\s+|\.\s*)(?=(?:com|net|org|info|example)\b)", re.IGNORECASE
)
_DOT_APART = re.compile(r"\.(?<=[\[({\s]\.)")
"""A dot behind a bracket or a blank of any kind, as every one has that hides from a checker and is a sign."""
_FOREIGN_DOTS = frozenset("\u3002\uff61\uff0e\u2024")


class _Seen(dict[int, str]):
    """What a checker reads for each sign, which is found out once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if _INVISIBLE.match(letter):
            read = ""
        else:
            # Those in circles and on dark discs too, which are digits and no decimals.
            read = "." if letter in _FOREIGN_DOTS else str(unicodedata.digit(letter, letter))
        self[code] = read
        return read


_SEEN = _Seen()
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


_ODD = re.compile("[^\x00-\x7f\u2018\u2019“”–—]")
"""A sign that may be read as another one: none of those that good typography has."""


def _plain(text: str) -> str:
    if not text.isascii() and _ODD.search(text):
        text = unicodedata.normalize("NFKC", text).translate(_SEEN)
    # Most texts have none of these, and looking for their beginning everywhere takes long.
    may_hide = _DOT_APART.search(text) or "dot" in text.casefold()
    return _DOTS.sub(".", text) if may_hide else text


class Passage(NamedTuple):
    """A run of text as a reader sees it: no markup, entities decoded, line breaks kept. A tuple, as Position is.

    `unquoted` is as long, with blanks in place of labels in bold, code and quotations: what is
    left are the guide's own words. `plain` is the text without the tricks that hide a number or
    a name from a checker, `small` both in small letters, to look for words. `loc` is its place in
    the data, empty in the body.
    """

    text: str
    unquoted: str
    position: Position
    loc: Loc
    plain: str
    small: str


def _passage(text: str, unquoted: str, position: Position, loc: Loc = ()) -> Passage:
    """Read through the tricks once, for all rules."""
    plain = _plain(text)
    small = plain if plain == text else f"{plain}\n{text}"
    return Passage(text, unquoted, position, loc, plain, small.casefold())


class Link(NamedTuple):
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


_BREAKS = frozenset({"softbreak", "hardbreak"})


def _unquoted(text: str) -> str:
    """Blank out what stands in quotation marks."""
    if "“" not in text and '"' not in text:
        return text
    return QUOTED.sub(lambda match: " " * len(match.group()), text)


def _blank(text: str) -> str:
    """Give a text as long, and with as many lines, that has nothing in it."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def flat(tokens: list[Token]) -> tuple[str, str]:
    """Give the text of inline tokens, and the same with quoted things blanked."""
    text: list[str] = []
    own: list[str] = []
    bold = 0
    for token in tokens:
        kind, piece = token.type, token.content
        if kind == "strong_open":
            bold += 1
        elif kind == "strong_close":
            bold -= 1
        elif kind in _BREAKS:
            piece = "\n"
        elif kind == "html_inline":
            piece = " "
        elif kind == "image":
            piece = flat(token.children or [])[0]
        text.append(piece)
        own.append(_blank(piece) if bold or kind == "code_inline" else piece)
    return "".join(text), _unquoted("".join(own))


def token_links(tokens: list[Token]) -> Iterator[tuple[str, str, str]]:
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
            alt = flat(token.children or [])[0]
            yield str(token.attrs.get("src", "")), "image", alt
            text.append(alt)
        elif token.type == "html_inline":
            continue
        else:
            text.append("\n" if token.type == "softbreak" else token.content)


_ADDRESS_KEYS = frozenset({"url", "source", "trial_source", "links"})
FORMAL_KEYS = frozenset(
    {
        *("domains", "number", "extension", "country", "regions", "picture", "letter_for"),
        *("category", "authors", "related", "former_slugs", "replaced_by", "fits"),
        *("published", "date", "source_date", "copy_date", "wrong_since", "until", "since", "checked"),
        *("via", "how", "outcome", "copy", "opens", "confirmation", "unit", "before", "after"),
        *("paid", "trial", "kind", "silent", "hide", "status"),
    }
)
"""Fields whose form is checked so narrowly that no text fits in; a test compares them with the model."""
_MARKUP = re.compile(r"[*_\[`<&\\!]")
_RAW_URL = re.compile(
    r"h(?:tt|xx)ps?\s?:\s?[/\\]{1,}[^\s<>\"'`|]+|(?<![:\w/.\\])//(?=[\w-]+\.\w\w)[^\s<>\"'`|]+", re.IGNORECASE
)
_RAW_SCRIPT = re.compile(r"(?:java|vb|live)script:[^\s)\]]+|\bdata:\s*[\w-]+/[\w.+-]+[;,][^\s)]*", re.IGNORECASE)
_BEGUN = re.compile(r":(?:\s?[/\\]|(?<=script:)|(?<=data:))", re.IGNORECASE)
"""What every address without `//` has in it."""
_START = 4
"""How many signs of a text are looked for when markup stands further on in it."""


def _raw_addresses(text: str) -> Iterable[re.Match[str]]:
    """Find whatever some parser could take for an address; most texts have nothing that begins one."""
    if "//" not in text and (":" not in text or not _BEGUN.search(text)):
        return ()
    return *_RAW_URL.finditer(text), *_RAW_SCRIPT.finditer(text)


def _gather(value: object, loc: Loc, key: str, strings: list[tuple[Loc, str, str]]) -> None:
    """Add the texts of a value: each with its place and the key that it stands under."""
    if isinstance(value, str):
        strings.append((loc, key, value))
    elif isinstance(value, dict):
        for name, inner in value.items():
            _gather(inner, (*loc, name), name, strings)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _gather(inner, (*loc, index), key, strings)


def reach(text: str) -> int:
    """Give how many lines of its file a text of the data may take: YAML folds them, and few are shorter than this."""
    return len(text) // 20 + 3


@dataclass(frozen=True)
class Prose:
    """The texts and the links of one file."""

    document: Document
    body: Body
    _read: dict[str, list[Token]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, start: Position, needle: str, lines: int) -> Position:
        """Find a text in the file from a place on; where it is not written like that, give the place."""
        for number in range(start.line, min(start.line + lines, len(self.document.lines) + 1)):
            begin = start.column - 1 if number == start.line else 0
            column = self.document.lines[number - 1].find(needle, begin)
            if needle and column >= 0:
                return Position(number, column + 1)
        return start

    def locate(self, passage: Passage, needle: str, offset: int = 0) -> Position:
        """Find what a rule found in a passage, by its offset in the text."""
        start, most = passage.position, 1
        if passage.loc:
            # An offset says nothing about lines that are folded.
            most = reach(passage.text)
        elif before := passage.text.count("\n", 0, offset):
            start = Position(start.line + before, 1)
        most += needle.count("\n")
        # Markup or an entity inside: then its beginning, as readers see it and as it was typed.
        typed = passage.text[offset : offset + len(needle)]
        first = needle.partition("\n")[0]
        begun = (first[: len(first) // 2], first[:_START], typed[:_START])
        for piece in (needle, typed, first, *needle.split()[:1], *begun):
            if (place := self.find(start, piece, most)) != start:
                return place
        return start

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All texts that readers see, data first."""
        body = tuple(self._body_texts())
        return (*self._data_texts(), *body, *self._other_texts(body))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All addresses, each once at each place."""
        links: dict[tuple[str, int], Link] = {}
        places: set[Position] = set()
        read = (*self._data_links(), *self._body_links())
        for link in (*read, *self._raw_links(), *self._other_links(read)):
            # What stands in the raw line is mostly a link that was found already.
            if link.kind != "text" or link.position not in places:
                links.setdefault((link.url, link.position.line), link)
                places.add(link.position)
        return tuple(links.values())

    @cached_property
    def plain(self) -> Joined:
        """All texts as checkers read them."""
        return Joined(passage.plain for passage in self.passages)

    @cached_property
    def small(self) -> Words:
        """The words of all texts, in small letters, with the tricks and without."""
        return Words(passage.small for passage in self.passages)

    def words_among(self, words: frozenset[str]) -> set[str]:
        """Give those of some words, in small letters, that stand anywhere in the file.

        A rule that looks for them in one text after the other has few left to look for.
        """
        return self.small.among(words)

    def numbers_with(self, *groups: frozenset[str]) -> set[int]:
        """Give the numbers of the texts that have one word, in small letters, of each group."""
        numbers: set[int] = set()
        for words in groups:
            having = self.small.having(words)
            numbers = having if words is groups[0] else numbers & having
            if not numbers:
                break
        return numbers

    def passages_with(self, words: frozenset[str]) -> list[Passage]:
        """Give the texts that have one of some words, in small letters."""
        return [self.passages[number] for number in sorted(self.numbers_with(words))]

    @cached_property
    def fields(self) -> tuple[tuple[Loc, str, str], ...]:
        """Each text of the data, with its place and the key that it stands under."""
        strings: list[tuple[Loc, str, str]] = []
        _gather(self.document.data, (), "", strings)
        return tuple(strings)

    def _tokens(self, value: str) -> list[Token]:
        """Read a field as Markdown; texts and links both need it."""
        if value not in self._read:
            self._read[value] = inline_tokens(" ".join(value.split()))
        return self._read[value]

    def _data_texts(self) -> Iterator[Passage]:
        for loc, key, value in self.fields:
            if key in _ADDRESS_KEYS or key in FORMAL_KEYS:
                continue
            position = self.document.locate(loc)
            tokens = self._tokens(value) if _MARKUP.search(value) else None
            text, unquoted = flat(tokens) if tokens is not None else (value, _unquoted(value))
            yield _passage(text, unquoted, position, loc)
            for token in tokens or ():
                if title := str(token.attrs.get("title", "")):
                    yield _passage(title, title, position, loc)

    def _data_links(self) -> Iterator[Link]:
        for loc, key, value in self.fields:
            if key in _ADDRESS_KEYS:
                yield Link(value, "field", self.document.locate(loc), loc=loc)
                continue
            if not (addresses := _raw_addresses(value)) and "[" not in value:
                continue
            position = self.document.locate(loc)
            for url, kind, text in token_links(self._tokens(value)) if "[" in value else ():
                yield Link(url, kind, self.find(position, url, reach(value)), text, loc)
            for match in addresses:
                url = trimmed(match.group())
                yield Link(url, "text", self.find(position, url, reach(value)), loc=loc)

    def _body_texts(self) -> Iterator[Passage]:
        for inline in self.body.inlines:
            start = self.body.find(inline.line)
            children = inline.token.children or []
            text, unquoted = flat(children)
            yield _passage(text, unquoted, start)
            for token in children:
                title = token.attrs.get("title")
                if title:
                    yield _passage(str(title), str(title), start)
        for token in self.body.tokens:
            if token.type in {"fence", "code_block", "html_block"} and token.map:
                line = self.document.body_line + token.map[0] + (token.type == "fence")
                yield _passage(token.content, "", Position(line, 1))
        for definition in self.body.definitions:
            if definition.title:
                yield _passage(definition.title, definition.title, definition.position)

    def _body_links(self) -> Iterator[Link]:
        defined = {definition.url for definition in self.body.definitions}
        for inline in self.body.inlines:
            lines = inline.token.content.count("\n") + 1
            start = self.body.find(inline.line)
            for url, kind, text in token_links(inline.token.children or []):
                # A link by name leads where its definition says, which is reported there.
                named = kind == "link" and url in defined and url not in inline.token.content
                yield Link(url, "reference" if named else kind, self.find(start, url, lines), text)
        for definition in self.body.definitions:
            yield Link(definition.url, "definition", definition.position)

    @cached_property
    def made(self) -> Made:
        """What the page's own converter makes of the text; this module's parser reads some things otherwise."""
        return made(self.document.tree)

    def _place(self, text: str) -> Position:
        """Find a printed text in the lines of the body, by its beginning; else the beginning of the body."""
        start = Position(self.document.body_line, 1)
        pieces = (text, text.partition(" ")[0], text[:_START])
        return next(
            (place for piece in pieces if (place := self.find(start, piece, len(self.document.lines))) != start), start
        )

    def _other_texts(self, read: Iterable[Passage]) -> Iterator[Passage]:
        """Give what readers see, and what the parser of the rules took for something else."""
        known = "\n".join(" ".join(passage.text.split()) for passage in read)
        for text in self.made.texts:
            if text not in known:
                yield _passage(text, _unquoted(text), self._place(text))

    def _other_links(self, read: Iterable[Link]) -> Iterator[Link]:
        """Give the links that a page gets, and that the parser of the rules did not see as such."""
        known = {html.unescape(link.url) for link in read}
        for url, kind, text in self.made.links:
            if url not in known:
                known.add(url)
                yield Link(url, kind, self._place(url), text)

    def _raw_links(self) -> Iterator[Link]:
        lines = self.document.lines
        for number in range(self.document.body_line, len(lines) + 1):
            line = lines[number - 1]
            if ":" not in line and "//" not in line and "&" not in line:
                continue
            line = html.unescape(line)
            for match in _raw_addresses(line):
                url = trimmed(match.group())
                # The address in a Markdown link ends before its title or its bracket.
                url = url.partition(")")[0] if url.count(")") > url.count("(") else url
                yield Link(url, "text", Position(number, match.start() + 1))
