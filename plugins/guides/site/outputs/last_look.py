"""A last look at the finished pages: whatever went wrong before, nothing that can hurt is published.

The checker judges what authors write, and the templates what is made of it. This asks of the
result only what must hold of every page: no script, form, frame, style or picture but our own,
and no address that stands in no file of docs/.
"""

import html
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from guides.site.outputs.folder import names
from guides.site.outputs.squeeze import tag

_AWAY = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*\s*:|[/\\]{2})", re.IGNORECASE)
_NEVER = re.compile(tag("iframe|frame|object|embed|applet|base|portal|style"))
_LOADS = re.compile(
    r"<(?:script|img|video|audio|source|track|input|image|use)\b[^>]*?\s(?:src|srcset|href|poster)=\"([^\"]*)\""
)
_SCRIPT = re.compile(r"<script\b([^>]*)>")
_DATA = re.compile(r"type=\"application/(?:ld\+)?json\"")
_FORM = re.compile(r"action=\"([^\"]*)\"")
# Two, each with a beginning that can be looked for: a search for white space stops at every word.
_ACTS = (re.compile(r"(on[a-z]{3,})=\"([^\"]*)\""), re.compile(r"(s(?:tyle|rcdoc))=\"([^\"]*)\""))
_OWN_STYLE = re.compile(r"--[a-z]+:\s*[\d.]+;?|text-align: (?:left|center|right);")
_LINK = re.compile(r"<a\b[^>]*?\shref=\"([^\"]*)\"")
_NEAR = re.compile(r"[\w.#-](?:/?[\w.#?=-])*/?")
"""An address on this site, as nearly all are: without any sign that could begin another."""
_SCHEMES = re.compile(r"(?:https|mailto|tel|sms):", re.IGNORECASE)
_ADDRESS = re.compile(r"https://[^\s\"'<>|`\\]+")
_ENDS = ".,;:!?*_)]}'’”"
_CREDITED = "https://opentermsarchive.org"
"""Whom the templates thank for the copies of terms."""
_START, _END = "<article", "</article>"
_SHOWN = 100


class Known:
    """The addresses that may stand in pages: those in the files of docs/, and below those that the settings name."""

    def __init__(self, docs: Path, own: Iterable[str]) -> None:
        """Take the folder of the pages, and the beginnings of addresses that the site makes itself."""
        self._docs = docs
        self._own = tuple(one.rstrip("/") for one in (*own, _CREDITED) if one)

    def _texts(self) -> Iterator[str]:
        """Give what stands in the files: one after the other, since all of them take much room."""
        for ending in (".md", ".yml"):
            for name in names(self._docs, ending):
                with open(f"{self._docs}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path takes as long as to read
                    text = file.read().decode("utf-8", errors="replace")
                yield text
                # `&sectionNum=` is read as `§ionNum=` by one who decodes, and as it stands by one who does not.
                if "&" in text:
                    yield html.unescape(text)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        addresses = frozenset(address for text in self._texts() for address in _ADDRESS.findall(text))
        return addresses | {address.rstrip(_ENDS) for address in addresses}

    def has(self, address: str) -> bool:
        """Whether an address is one of them. What is looked for in the whole text takes long, and is rare."""
        return (
            address in self._addresses
            or any(address == one or address.startswith((f"{one}/", f"{one}?", f"{one}#")) for one in self._own)
            or any(address in text for text in self._texts())
        )


def _in_tag(page: str, offset: int) -> bool:
    return page.rfind("<", 0, offset) > page.rfind(">", 0, offset)


def _of_article(text: str) -> Iterator[tuple[str, str]]:
    """Give what may be wrong with the part of a page that is made of what authors wrote."""
    for match in _SCRIPT.finditer(text):
        if not _allowed(match[1]):
            yield f"a script of its own: <script{match[1]}>", ""
    for match in (match for pattern in _ACTS for match in pattern.finditer(text)):
        is_name = text[match.start() - 1].isspace() and _in_tag(text, match.start())
        if is_name and not (match[1] == "style" and _OWN_STYLE.fullmatch(match[2])):
            yield f"an attribute that acts by itself: {match.group()}", ""
    for link in dict.fromkeys(_LINK.findall(text)):
        if _NEAR.fullmatch(link):
            continue
        address = html.unescape(link)
        if not _AWAY.match(re.sub(r"[\x00-\x20]", "", address)):
            continue
        if not _SCHEMES.match(address):
            yield f"a link that leads nowhere good: {address}", ""
        elif address.startswith("https:"):
            yield "an address that stands in no file", address


def _allowed(attributes: str) -> bool:
    return "src=" in attributes or _DATA.search(attributes) is not None


def read(page: str) -> list[tuple[str, str]]:
    """Give what is wrong with a finished page, or may be: what it is, and the address that has to be known then."""
    seen = [(f"an element of a kind that no page has: <{match['name']}>", "") for match in _NEVER.finditer(page)]
    for pattern, what in ((_LOADS, "something loaded from elsewhere"), (_FORM, "a form that sends elsewhere")):
        addresses = (html.unescape(match[1]) for match in pattern.finditer(page))
        seen += [(what, address) for address in addresses if _AWAY.match(address)]
    start, end = page.find(_START), page.rfind(_END)
    if 0 <= start < end:
        seen += _of_article(page[start:end])
    return seen


def problems(seen: Iterable[tuple[str, str]], known: Known) -> Iterator[str]:
    """Say what is wrong with a page, of which `seen` has been read."""
    for what, address in seen:
        if not address:
            yield what[:_SHOWN]
        elif not known.has(address):
            yield f"{what}: {address}"[:_SHOWN]
