"""The index of the finder: every name that leads to a page, in one small file.

The browser matches against it while somebody types, so it has names and nothing else. It is
written in columns, one line an entry, and says nothing twice: a slug that follows from the
name is left out, and a name inside another one is a mark. That halves what is sent.
"""

import hashlib
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from guides.collection import Collection, Entry
from guides.site.difficulty import LEVELS, NOT_RATED, difficulty
from guides.source.frontmatter import FrontMatterError, decode, parse
from guides.model import Guide, Merchant
from guides.site.links import Links, Site
from guides.site.outputs.redirects import final
from guides.model.fields import slugify

PATH = "assets/finder.json"
VERSION = 1

ROOMS = ("guides", "billers", "help", "law")
"""The folders that entries lie in; the first two have difficulties or statements, the rest only titles."""

_SEPARATOR = "\t"
_SAME = "\r"
"""Stands for the entry's own name inside another word. Neither of the two can be part of a plain text."""


@dataclass(frozen=True, slots=True)
class Key:
    """One text that leads to an entry: `a` alias, `f` former name, `d` domain, `s` statement, `v` vendor."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the index: a page, and everything that leads to it."""

    room: str
    slug: str
    name: str
    level: int = 0
    category: str = ""
    keys: tuple[Key, ...] = ()


def _keys(who: Merchant, former: Iterable[str]) -> Iterator[Key]:
    yield from (Key("a", text) for text in who.aliases)
    yield from (Key("f", text) for text in former)
    yield from (Key("d", text) for text in who.domains)
    yield from (Key("s", text) for text in who.statement)
    # A vendor with the service's own name says nothing new.
    if who.vendor and not who.name.startswith(who.vendor) and not who.vendor.startswith(who.name):
        yield Key("v", who.vendor)


def _guide(collection: Collection, entry: Entry[Guide], replaced: Sequence[Entry[Guide]]) -> Item:
    guide = entry.page
    service = guide.service
    former = [one.name for one in service.history]
    for other in replaced:
        former += [other.page.service.name, *other.page.service.aliases]
    category = collection.categories[service.category].page.title if service.category in collection.categories else ""
    level = difficulty(guide).level
    return Item("guides", entry.slug, service.name, level, category, tuple(_keys(service, former)))


def items(collection: Collection, titles: Iterable[tuple[str, str]] = ()) -> list[Item]:
    """Give everything that can be found: guides, billers, and other pages by `(uri, title)`.

    A retired guide with a successor is found as a former name of that one.
    """
    replaced: dict[str, list[Entry[Guide]]] = {}
    kept = []
    for entry in collection.guides.values():
        target = final(collection, entry)
        if target is entry:
            kept.append(entry)
        else:
            replaced.setdefault(target.slug, []).append(entry)
    found = [_guide(collection, entry, replaced.get(entry.slug, ())) for entry in kept]
    found += [
        Item("billers", biller.slug, biller.page.biller.name, keys=tuple(_keys(biller.page.biller, ())))
        for biller in collection.billers.values()
    ]
    for uri, title in titles:
        room, _, name = uri.partition("/")
        found.append(Item(room, name.removesuffix(".md"), title))
    return found


def titles(docs: Path) -> list[tuple[str, str]]:
    """Read the titles of the pages on help and law, which are found by their titles alone."""
    found = []
    for room in ROOMS[2:]:
        for path in sorted((docs / room).glob("*.md")):
            try:
                document = parse(decode(path.read_bytes(), str(path)), str(path))
            except FrontMatterError:
                continue
            title = document.data.get("title")
            if isinstance(title, str) and path.name != "index.md":
                found.append((f"{room}/{path.name}", title))
    return found


def _squash(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().replace("+", "plus"))


def _packed(key: Key, name: str) -> str:
    same = {"d": _squash(name), "s": _squash(name).upper()}.get(key.kind, name)
    return key.kind + (key.text.replace(same, _SAME, 1) if same else key.text)


def pack(found: Sequence[Item], site: Site) -> str:
    """Write the index. `docs/assets/javascripts/finder/unpack.js` reads it."""
    categories = sorted({item.category for item in found})
    words = {level: word for _, level, word in LEVELS} | {NOT_RATED.level: NOT_RATED.word}
    columns = {
        "v": VERSION,
        "request": Links("", site).request(),
        "rooms": ROOMS,
        "levels": [words[level] for level in sorted(words)],
        "categories": categories,
        "names": "\n".join(item.name for item in found),
        "slugs": "\n".join("" if item.slug == slugify(item.name) else item.slug for item in found),
        # One letter each: room, level, category.
        "codes": "".join(
            chr(48 + ROOMS.index(item.room)) + chr(48 + item.level) + chr(48 + categories.index(item.category))
            for item in found
        ),
        "keys": "\n".join(_SEPARATOR.join(_packed(key, item.name) for key in item.keys) for item in found),
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def fingerprint(index: str) -> str:
    """Give the few letters by which a browser knows that its copy of the index is old."""
    return hashlib.sha256(index.encode()).hexdigest()[:10]


def open_search(site: Site) -> str:
    """Describe the search to browsers (OpenSearch 1.1), so that it can be used from the address bar."""
    # The standard's limits; a name ends with a whole word.
    names = (textwrap.shorten(site.name, limit, placeholder="") or site.name[:limit] for limit in (16, 48))
    home, short, long = (escape(text) for text in (site.url.rstrip("/"), *names))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"  <ShortName>{short}</ShortName>\n"
        f"  <LongName>{long}</LongName>\n"
        "  <Description>Find the guide for a subscription, by its name or by the line on a statement.</Description>\n"
        "  <InputEncoding>UTF-8</InputEncoding>\n"
        f'  <Image type="image/svg+xml">{home}/assets/images/favicon.svg</Image>\n'
        f'  <Url type="text/html" method="get" template="{home}/guides/?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
