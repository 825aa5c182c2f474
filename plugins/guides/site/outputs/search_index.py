"""The index of the finder: everything that leads to a page, in one small file, and names without a guide in another.

The browser matches against them while somebody types, so they have names and nothing else. They
are plain JSON, a line a page, that anybody can read; gzip takes out what they say twice.
"""

import hashlib
import json
import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain
from pathlib import Path
from typing import NotRequired, TypedDict

from guides.collection import Collection, Entry
from guides.model import Biller, Category, Guide, Law, Merchant, OtherPage
from guides.rules.lib.wordlists import entries
from guides.site.difficulty import LEVELS, NOT_RATED, difficulty, what_differs
from guides.site.links import Site
from guides.site.outputs.redirects import final

PATH = "assets/finder.json"
KNOWN_PATH = "assets/finder-known.json"
FORMAT = 5
"""What `docs/assets/javascripts/finder/index.js` reads; a script that knows another format says so."""

WORDS = Path(__file__).with_name("finder_words.toml")
"""The lists of words by which the browser compares what is typed with names."""

OFFERED = ("help/who-bills-me", "help/stop-the-payment", "help/charged-after-cancelling", "help/free-trials")
"""What an empty field offers, as far as it exists."""


class Row(TypedDict):
    """One page, and everything that leads to it."""

    at: str
    name: str
    level: NotRequired[int]
    note: NotRequired[str]
    category: NotRequired[str]
    also: NotRequired[list[str]]
    former: NotRequired[list[str]]
    domains: NotRequired[list[str]]
    lines: NotRequired[list[str]]
    vendor: NotRequired[list[str]]
    phones: NotRequired[list[str]]
    words: NotRequired[list[str]]


def _of_merchant(row: Row, who: Merchant, former: Iterable[str] = ()) -> Row:
    """Add what leads to a service or a biller; lists that would be empty are left out."""
    if also := list(who.aliases):
        row["also"] = also
    if names := list(former):
        row["former"] = names
    # A platform is many others' as well: the name that stands before it says nothing new.
    row["domains"] = [domain for domain in who.domains if domain.partition(".")[2] not in entries("platforms")]
    if who.statement:
        row["lines"] = list(who.statement)
    # A vendor with the service's own name says nothing new.
    if who.vendor and not who.name.startswith(who.vendor) and not who.vendor.startswith(who.name):
        row["vendor"] = [who.vendor]
    return row


def _phones(row: Row, page: Guide | Biller) -> Row:
    """Add the numbers that a guide declares: statements print them where there is room for no name."""
    if numbers := sorted(
        {route.phone.number.removeprefix("+") for route in page.routes if route.phone and not route.phone.is_short}
    ):
        row["phones"] = numbers
    return row


def _guide(entry: Entry[Guide], replaced: Sequence[Entry[Guide]]) -> Row:
    service = entry.page.service
    former = [one.name for one in service.history]
    for other in replaced:
        former += [other.page.service.name, *other.page.service.aliases]
    level = difficulty(entry.page).level
    row: Row = {"at": f"guides/{entry.slug}", "name": service.name, "level": level, "category": service.category}
    if differs := what_differs(entry.page):
        row["note"] = ", ".join(differs)
    return _phones(_of_merchant(row, service, former), entry.page)


def _guides(collection: Collection) -> Iterator[Row]:
    """Give the guides. A retired one with a successor is found as a former name of that one."""
    replaced: dict[str, list[Entry[Guide]]] = {}
    kept = []
    for entry in collection.guides.values():
        target = final(collection, entry)
        if target is entry:
            kept.append(entry)
        else:
            replaced.setdefault(target.slug, []).append(entry)
    return (_guide(entry, replaced.get(entry.slug, ())) for entry in kept)


def _biller(entry: Entry[Biller]) -> Row:
    page = entry.page
    row = _phones(_of_merchant({"at": f"billers/{entry.slug}", "name": page.biller.name}, page.biller), page)
    if page.finder:
        row["words"] = list(page.finder)
    return row


def _problems(collection: Collection) -> Iterator[Row]:
    """Give the pages that are found by what readers call their problem."""
    entries: Iterable[Entry[Law] | Entry[Category] | Entry[OtherPage]] = chain(
        (entry for uri, entry in collection.pages.items() if entry.page.finder or uri.startswith("help/")),
        collection.laws.values(),
        collection.categories.values(),
    )
    for entry in entries:
        if entry.slug != "index" or entry.page.finder:
            row: Row = {"at": entry.uri.removesuffix(".md").removesuffix("/index"), "name": entry.page.title}
            if entry.page.finder:
                row["words"] = list(entry.page.finder)
            yield row


def rows(collection: Collection) -> list[Row]:
    """Give everything that can be found: guides, billers, and the pages about problems."""
    billers = (_biller(entry) for entry in collection.billers.values())
    return [*_guides(collection), *billers, *_problems(collection)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def lists() -> dict[str, str | dict[str, str]]:
    """Give the lists of words, each in one line."""
    written = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {name: " ".join(some.split()) if isinstance(some, str) else some for name, some in written.items()}


def write(rows: Sequence[Row]) -> str:
    """Write the index. Where a script makes the address or the domain of a guide itself, the file does not say it."""
    # That too little is known says nothing to who looks for a name.
    words = {level: word for _, level, word in LEVELS} | {NOT_RATED.level: ""}
    there = {row["at"] for row in rows}
    items = []
    for row in rows:
        made = _slug(row["name"])
        item: dict[str, object] = {**row}
        if row["at"] == f"guides/{made}":
            del item["at"]
        if "domains" in row:
            own = f"{made.replace('-', '')}.com"
            item["domains"] = ["" if domain == own else domain for domain in row["domains"]]
        items.append(item)
    return _json(
        {
            "format": FORMAT,
            "lists": lists(),
            "levels": [words[level] for level in sorted(words)],
            "offered": [at for at in OFFERED if at in there],
            "items": items,
        }
    )


def known(collection: Collection) -> str:
    """Write the names that have no guide, which are fetched beside the index: by their categories.

    Each is the list of its names, the one that readers know first. Where a script makes the address of that one
    itself (`slugOf` in `finder/rows.js`), the file does not say it.
    """
    titles = {slug: entry.page.title for slug, entry in sorted(collection.categories.items())}
    services: dict[str, list[list[str]]] = {}
    slugs: dict[str, str] = {}
    domains: dict[str, str] = {}
    for one in collection.known:
        name = one.service.name
        services.setdefault(one.category, []).append([name, *one.service.aliases])
        if one.slug != _slug(name):
            slugs[name] = one.slug
        if one.service.domain:
            domains[name] = one.service.domain
    return _json({"format": FORMAT, "categories": titles, "services": services, "slugs": slugs, "domains": domains})


def _slug(name: str) -> str:
    """Give what the simple rule makes of a name: letters that it does not know are left to `slugify`."""
    return re.sub("[^a-z0-9]+", "-", name.lower().replace("+", " plus ")).strip("-")


def fingerprint(*files: str) -> str:
    """Give the few letters by which a browser knows that its copy of the index is old."""
    return hashlib.sha256("\n".join(files).encode()).hexdigest()[:10]


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
