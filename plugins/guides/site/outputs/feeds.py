"""Feeds of new guides and substantial changes, as Atom (RFC 4287) and JSON Feed 1.1: whole, by category, by guide."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from guides.collection import AnyEntry, Collection, Entry
from guides.model import Guide
from guides.site import text
from guides.site.jsonld import page_url
from guides.site.links import Site
from guides.site.outputs import news
from guides.site.outputs.news import Event, Kind

ROOT = "feeds"
_FORMS = ("atom", "json")
_NEWEST = 60
"""So many events are in a feed; who reads it more seldom finds the rest in changes.json."""
_SAID = {Kind.NEW: "New", Kind.CHANGED: "Changed", Kind.RETIRED: "No longer kept"}


def _address(site: Site, path: str) -> str:
    return f"{site.url.rstrip('/')}/{path}"


def _id(event: Event, site: Site) -> str:
    """Give what a reader of feeds knows an entry by; it never changes."""
    number = f"-{event.number}" if event.number else ""
    return f"{page_url(site, event.entry.uri)}#{event.date.isoformat()}-{event.kind}{number}"


def _title(event: Event) -> str:
    return f"{_SAID[event.kind]}: {event.entry.page.service.name}"


def _moment(event: Event) -> str:
    return f"{event.date.isoformat()}T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Channel:
    """What one feed is about: its path without an ending, its title, its page, and what happened, newest first."""

    path: str
    title: str
    home: str
    events: Sequence[Event]
    updated: str
    """The moment of the newest event, and not of the build: the same guides give the same file."""


def _atom_entry(event: Event, site: Site) -> str:
    return f"""\
  <entry>
    <id>{escape(_id(event, site), quote=False)}</id>
    <title>{escape(_title(event), quote=False)}</title>
    <updated>{_moment(event)}</updated>
    <link rel="alternate" type="text/html" href="{escape(page_url(site, event.entry.uri))}" />
    <category term="{escape(event.entry.page.service.category)}" />
    <content type="html">{escape(str(text.inline(event.what)), quote=False)}</content>
  </entry>
"""


def _atom(channel: Channel, site: Site) -> str:
    address = _address(site, f"{channel.path}.atom")
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>{escape(address, quote=False)}</id>
  <title>{escape(channel.title, quote=False)}</title>
  <updated>{channel.updated}</updated>
  <link rel="self" type="application/atom+xml" href="{escape(address)}" />
  <link rel="alternate" type="text/html" href="{escape(channel.home)}" />
  <author>
    <name>{escape(site.name, quote=False)}</name>
  </author>
  <rights>CC BY-SA 4.0</rights>
{"".join([_atom_entry(event, site) for event in channel.events])}</feed>
"""


def _json(channel: Channel, site: Site) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": _address(site, f"{channel.path}.json"),
        "language": "en",
        "authors": [{"name": site.name, "url": page_url(site, "index.md")}],
        "items": [
            {
                "id": _id(event, site),
                "url": page_url(site, event.entry.uri),
                "title": _title(event),
                "content_html": str(text.inline(event.what)),
                "content_text": text.plain(event.what),
                "date_published": _moment(event),
                "tags": [event.entry.page.service.category],
            }
            for event in channel.events
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _channels(collection: Collection, site: Site) -> Iterator[Channel]:
    events = news.events(collection)
    if not events:
        return
    newest = _moment(events[0])

    def channel(name: str, title: str, uri: str, own: Sequence[Event]) -> Channel:
        updated = _moment(own[0]) if own else newest
        return Channel(f"{ROOT}/{name}", title, page_url(site, uri), own[:_NEWEST], updated)

    yield channel("changes", site.name, "index.md", events)
    by_category: dict[str, list[Event]] = {slug: [] for slug in collection.categories}
    for event in events:
        by_category.setdefault(event.entry.page.service.category, []).append(event)
    for slug, category in collection.categories.items():
        title = f"{category.page.title} – {site.name}"
        yield channel(f"categories/{slug}", title, category.uri, by_category[slug])


def _written(channel: Channel, site: Site) -> Iterator[tuple[str, str]]:
    yield f"{channel.path}.atom", _atom(channel, site)
    yield f"{channel.path}.json", _json(channel, site)


def of_all(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Give the feeds of all guides and of each category, each twice: its path below the site, and its text."""
    for channel in _channels(collection, site):
        yield from _written(channel, site)


def of_guide(guide: Entry[Guide], site: Site) -> Iterator[tuple[str, str]]:
    """Give the feed of one guide, twice."""
    events = news.of_guide(guide)
    home = page_url(site, guide.uri)
    path = f"{ROOT}/guides/{guide.slug}"
    yield from _written(Channel(path, guide.page.title, home, events[:_NEWEST], _moment(events[0])), site)


def files(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Give each feed twice: its path below the site, and its text."""
    yield from of_all(collection, site)
    for guide in collection.guides.values():
        yield from of_guide(guide, site)


def paths(collection: Collection) -> Iterator[str]:
    """Give the path of each feed below the site, without writing any."""
    names = ["changes", *(f"categories/{slug}" for slug in collection.categories)]
    yield from (f"{ROOT}/{name}.{form}" for name in names if collection.guides for form in _FORMS)
    for guide in collection.guides.values():
        yield from paths_of(guide)


def paths_of(entry: AnyEntry) -> Iterator[str]:
    """Give the paths of the feed of a guide; a biller has none."""
    yield from (f"{ROOT}/guides/{entry.slug}.{form}" for form in _FORMS if entry.uri.startswith("guides/"))
