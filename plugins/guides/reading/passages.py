"""Runs of text and addresses, as readers see them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from guides.frontmatter import Loc, Position

# Also the frame of a keycap and the marks that stack upon letters: 8 with a line below is an 8.
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e01ef]"
)
_DOTS = re.compile(
    r"\s*[\[({]\s*(?:\.|dot)\s*[\])}]\s*|(?<=\w)\s+dot\s+(?=(?:com|net|org|info|example)\b)", re.IGNORECASE
)
_FOREIGN_DOTS = str.maketrans("\u3002\uff61\uff0e\u2024", "....")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_FOREIGN_DOTS)
        text = "".join(str(unicodedata.decimal(letter, letter)) for letter in _INVISIBLE.sub("", text))
    # Most texts have none of these, and looking for their beginning everywhere takes long.
    may_hide = "(" in text or "[" in text or "{" in text or "dot" in text.casefold()
    return _DOTS.sub(".", text) if may_hide else text


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text as a reader sees it: no markup, entities decoded, line breaks kept.

    `unquoted` is as long, with blanks in place of labels in bold, code and quotations: what is
    left are the guide's own words. `plain` is the text without the tricks that hide a number or
    a name from a checker. `loc` is its place in the data, empty in the body.
    """

    text: str
    unquoted: str
    position: Position
    loc: Loc = ()
    plain: str = field(init=False)

    def __post_init__(self) -> None:
        """Read through the tricks once, for all rules."""
        object.__setattr__(self, "plain", _plain(self.text))


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


def flat(tokens: list[Token]) -> tuple[str, str]:
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
            piece = flat(token.children or [])[0]
        text.append(piece)
        own.append(re.sub(r"[^\n]", " ", piece) if bold or token.type == "code_inline" else piece)
    unquoted = "".join(own)
    return "".join(text), QUOTED.sub(lambda found: " " * len(found.group()), unquoted)


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
