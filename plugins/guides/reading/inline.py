"""Reads a field of the data as Markdown, with the few constructs that a field may use."""

import re
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

# What the constructs below begin with, and what the parser sets right besides.
_MARKUP = re.compile(r"[*_\[\\\n\r\0]")
_SCHEMES = frozenset({"", "https", "mailto", "tel"})


def is_safe(address: str) -> bool:
    """Whether a link may lead to an address: by https, to mail or phone, or to a page of the site."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.scheme or not parts.netloc)


_INLINE = MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink", "html_inline", "backticks", "entity"])
# Here, unlike in an author's text, a link leads to the web by https or is a path on this site.
_INLINE.validateLink = is_safe  # type: ignore[method-assign,assignment]


def inline_tokens(text: str) -> list[Token]:
    """Read inline Markdown with the few constructs that a field may use."""
    if not _MARKUP.search(text):
        return [Token("text", "", 0, content=text)]
    tokens = _INLINE.parseInline(text)
    return (tokens[0].children or []) if tokens else []
