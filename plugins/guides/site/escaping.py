"""Carries data through Markdown untouched.

Every ASCII punctuation character of a value is moved into Unicode's private use area before
the page is composed and moved back in the finished tree (extension.py). In between no
extension, whichever is switched on, can read a value as markup, so none needs to be escaped
in its own way. The model refuses private-use characters in data, which keeps this exact.
"""

import re
import string
from functools import lru_cache

from guides.source.markdown import inline_tokens

_BASE = 0xE000
_HIDE: dict[int, int] = {ord(character): _BASE + ord(character) for character in string.punctuation}
_SHOW = {hidden: shown for shown, hidden in _HIDE.items()}
# Python-Markdown writes `&lt;` in a tree as it is, so an ampersand stays hidden until the page is text.
_SHOW_IN_TREE = {hidden: shown for hidden, shown in _SHOW.items() if shown != ord("&")}

# What opens an element, apart from the two that are allowed and a link in angle brackets; and braces.
_MARKUP = re.compile(r"<(?!/?kbd>|br ?/?>|https://[^\s<>\"'{}]+>)|[{}]", re.IGNORECASE)
_MARKS = {"strong_open": "**", "strong_close": "**", "em_open": "*", "em_close": "*", "link_open": "["}


class Markdown(str):
    """Text that is Markdown already, and goes into a page as it is."""

    __slots__ = ()


def hide(text: str) -> Markdown:
    """Make a one-line value safe to stand anywhere in Markdown."""
    return Markdown(text.translate(_HIDE))


def text_of_author(body: str) -> Markdown:
    """Let an author's Markdown be Markdown, but no HTML and no attribute list.

    The rules refuse both with CommonMark's eyes. Python-Markdown reads indentation, fences and
    escapes differently here and there, so what counts is that it never sees their characters.
    """
    return Markdown(_MARKUP.sub(lambda found: hide(found.group()), body))


def show(text: str) -> str:
    """Turn hidden characters back into themselves."""
    return text.translate(_SHOW)


def show_in_tree(text: str) -> str:
    """Turn hidden characters of a tree's text back into themselves, as far as a tree can hold them."""
    return text if text.isascii() else text.translate(_SHOW_IN_TREE)


@lru_cache(maxsize=10_000)
def inline(text: str) -> Markdown:
    """Pass bold, emphasis and links of a field through, and hide everything else in it.

    What a biller's guide says stands on the page of every service that it bills, and is read once.
    """
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
