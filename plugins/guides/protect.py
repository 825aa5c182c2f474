"""Carries data through Markdown untouched.

Every ASCII punctuation character of a value is moved into Unicode's private use area before
the page is composed and moved back in the finished tree (extension.py). In between no
extension, whichever is switched on, can read a value as markup, so none needs to be escaped
in its own way. The model refuses private-use characters in data, which keeps this exact.
"""

import string

from markdown_it import MarkdownIt
from markdown_it.token import Token

_BASE = 0xE000
_HIDE: dict[int, int] = {ord(character): _BASE + ord(character) for character in string.punctuation}
_SHOW = {hidden: shown for shown, hidden in _HIDE.items()}

_INLINE = MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink", "html_inline", "backticks", "entity"])
_MARKS = {"strong_open": "**", "strong_close": "**", "em_open": "*", "em_close": "*", "link_open": "["}


class Markdown(str):
    """Text that is Markdown already, and goes into a page as it is."""

    __slots__ = ()


def hide(text: str) -> Markdown:
    """Make a one-line value safe to stand anywhere in Markdown."""
    return Markdown(text.translate(_HIDE))


def show(text: str) -> str:
    """Turn hidden characters back into themselves."""
    return text.translate(_SHOW)


def has_hidden(text: str) -> bool:
    """Whether a text has hidden characters in it."""
    return any(_BASE < ord(character) < _BASE + 0x80 for character in text)


def inline_tokens(text: str) -> list[Token]:
    """Read inline Markdown with the few constructs that a field may use."""
    tokens = _INLINE.parseInline(text)
    return (tokens[0].children or []) if tokens else []


def inline(text: str) -> Markdown:
    """Pass bold, emphasis and links of a field through, and hide everything else in it."""
    parts: list[str] = []
    targets: list[str] = []
    for token in inline_tokens(text):
        if token.type == "link_open":
            targets.append(str(token.attrs.get("href", "")))
        if token.type == "link_close":
            parts.append(f"]({hide(targets.pop())})")
        elif token.type in _MARKS:
            parts.append(_MARKS[token.type])
        else:
            parts.append(hide(token.content) if token.type == "text" else " ")
    return Markdown("".join(parts))
