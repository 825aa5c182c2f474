"""Texts for whoever reads them without our pages: Markdown that stands alone, and plain text.

A guide's own Markdown has links relative to its file, boxes that only our pages know, and, in a
biller's steps, a gap for the service's name. None of that may reach another program.
"""

import html
import posixpath
import re
from functools import lru_cache
from operator import is_not
from typing import Any, TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from guides.collection import AnyEntry
from guides.model.fields import Model
from guides.site import wording
from guides.site.jsonld import page_url
from guides.site.links import Site
from guides.site.sections import mark_languages
from guides.site.text import LANGUAGE
from guides.source.markdown import unboxed
from guides.source.prose import Tree, lines_of

T = TypeVar("T")

_GAP = "{service}"
OWN_GAP = wording.SUBSCRIPTION
"""What fills the gap on a biller's own page, where no service is meant."""

_LANGUAGE = re.compile(rf"(\*{{1,2}}){LANGUAGE.pattern}")
_MARKUP = re.compile(r"([\\`*_\[\]<>]|&(?=#?\w+;))")
_FIRST = re.compile(r"^(\d*)(?=#+(?:\s|$)|\+\s|[-=~]|(?<=\d)[.)](?:\s|$))")
"""What makes a heading, a list, a rule or a box of a line that begins with it."""
_TAG = re.compile(r"(</?(?:strong|em|a)\b[^>]*>)")
_HREF = re.compile(r'href="([^"]*)"')
_SIGNS = {"strong": "**", "em": "*"}
_TARGET = re.compile(r"(\]\(<?)([^)\s>]+)")
_DEFINED_TARGET = re.compile(r"(^ {0,3}\[[^\]\n]+\]:\s*<?)([^)\s>]+)", re.MULTILINE)


def escaped(text: str) -> str:
    """Write a plain text so that Markdown shows it as it stands."""
    return _MARKUP.sub(r"\\\1", text)


@lru_cache(20_000)
def markdown(words: Markup) -> str:
    """Write what a page shows, bold, emphasis and links, as one line of Markdown.

    A link within the page leads nowhere outside of it, so that only its text is left.
    """
    parts: list[str] = []
    target, label = "", 0
    for number, piece in enumerate(_TAG.split(words)):
        if number % 2 == 0:
            parts.append(escaped(html.unescape(piece)))
        elif (name := piece.strip("</>").partition(" ")[0]) in _SIGNS:
            parts.append(_SIGNS[name])
        elif href := _HREF.search(piece):
            target = html.unescape(href[1])
            target = "" if target.startswith("#") else target.replace("(", "%28").replace(")", "%29")
            if target and parts and parts[-1].endswith("!"):
                parts[-1] = f"{parts[-1][:-1]}\\!"  # or an image would come of it
            parts.append("[" if target else "")
            label = len(parts)
        elif target and parts[label:] == [escaped(target)]:
            parts[label - 1 :] = [f"<{target}>"]
        else:
            parts.append(f"]({target})" if target else "")
    return _FIRST.sub(r"\1\\", "".join(parts))


def unmarked(text: str) -> str:
    """Take the marks of other languages off the labels of a text."""
    return _LANGUAGE.sub(r"\1", text)


def absolute(markdown: str, uri: str, site: Site) -> str:
    """Lead links between pages to their public addresses; `uri` is the page they stand on, below docs/."""

    def lead(match: re.Match[str]) -> str:
        target = match[2]
        if target.startswith("https://") or urlsplit(target).scheme:
            return match[0]
        path, mark, anchor = target.partition("#")
        below = posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
        whole = page_url(site, below) if below.endswith(".md") else f"{site.url.rstrip('/')}/{below}"
        return f"{match[1]}{whole}{mark}{anchor}"

    replaced = _TARGET.sub(lead, markdown)
    return _DEFINED_TARGET.sub(lead, replaced) if "]:" in replaced else replaced


def filled(value: T, name: str) -> T:
    """Put a name, as Markdown, into the gaps of all texts of a value: a text, a tuple or a record.

    What only our pages understand is taken out of them too. A value that has neither, as most, is given as it is.
    """
    copy: Any = value
    if isinstance(value, str):
        # A member of a closed set of words is a text too, and has neither.
        copy = value.replace(_GAP, name) if _GAP in value else value
        copy = unmarked(copy) if "*" in copy and ":" in copy else copy
    elif isinstance(value, tuple):
        items = tuple([filled(item, name) for item in value])
        copy = items if any(map(is_not, items, value)) else value
    elif value is not None and isinstance(value, Model):
        changed = {}
        for field, item in vars(value).items():
            if item is not None and (new := filled(item, name)) is not item:
                changed[field] = new
        copy = value.model_copy(update=changed) if changed else value
    return copy  # type: ignore[no-any-return]


def body(entry: AnyEntry, site: Site) -> str:
    """Give an author's text as Markdown that any program shows well."""
    return absolute(unmarked(unboxed(entry.document.body)), entry.uri, site).strip()


def body_text(tree: Tree) -> str:
    """Give the words of an author's text, a line for each paragraph, heading, item and cell."""
    root, stash = tree.open()
    mark_languages(root)
    return "\n".join(lines_of(root, stash))
