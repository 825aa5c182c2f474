"""The files that each guide and biller has beside its page: its data, its text as Markdown, and its picture.

They are made of the file itself, of the billers that it names, and of what was seen of their pages, so that they are
kept for the builds that follow: to draw and to write them took longer than to make the pages.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from guides.cache import Store, digest, programs
from guides.collection import AnyEntry, Collection, Entry
from guides.model import Biller, Guide
from guides.site.links import Site
from guides.site.outputs import api, markdown_pages, pictures
from guides.site.outputs.api import records
from guides.site.outputs.api.documents import BillerRecord, GuideRecord

_ROUNDS_KEPT = 4
_DATA, _MARKDOWN, _PICTURE = range(3)


def _billers(collection: Collection, entry: AnyEntry) -> Mapping[str, Entry[Biller]]:
    """Give the billers of a guide's ways."""
    vias = {route.via for route in entry.page.routes} if isinstance(entry.page, Guide) else set()
    return {slug: biller for slug, biller in collection.billers.items() if biller.page.biller.via in vias}


def _write(collection: Collection, entry: AnyEntry, billers: Mapping[str, Entry[Biller]], site: Site) -> list[bytes]:
    names = {slug: biller.page.biller.name for slug, biller in billers.items()}
    record: GuideRecord | BillerRecord
    if guide := collection.guide_at(entry.uri):
        record = records.guide(replace(collection, guides={guide.slug: guide}, billers=billers), guide, site)
    else:
        record = records.biller(collection, collection.billers[entry.slug], site)
    text = markdown_pages.page(entry, record, site, names)
    return [api.data(record).encode(), text.encode(), pictures.of_entry(entry, site)]


class OwnFiles:
    """The files of each entry, made when they are asked for unless they lie in the store."""

    def __init__(self, collection: Collection, site: Site, store: Store) -> None:
        """Take what they are made of."""
        self._collection = collection
        self._site = site
        self._store = store
        self._code = digest(programs(), site)
        self._names: dict[str, str] = {}
        self._read: dict[str, list[bytes]] = {}

    def _name(self, entry: AnyEntry) -> str:
        """Name an entry by all that is known of it; a biller is part of many."""
        if entry.uri not in self._names:
            watched = self._collection.watched.get(entry.uri)
            self._names[entry.uri] = digest(entry.uri, watched, *entry.document.lines)
        return self._names[entry.uri]

    def _parts(self, entry: AnyEntry) -> list[bytes]:
        """Give the files of an entry: they lie in the store as one, so that each is opened once."""
        billers = _billers(self._collection, entry)
        key = digest(self._code, *map(self._name, (entry, *billers.values())))
        if found := self._store.whole(key):
            ends = list(accumulate(found[0]))
            return [found[1][start:end] for start, end in zip([0, *ends], ends, strict=False)]
        parts = _write(self._collection, entry, billers, self._site)
        self._store.keep(key, [len(one) for one in parts], b"".join(parts))
        return parts

    def _part(self, entry: AnyEntry, number: int) -> bytes:
        if entry.uri not in self._read:
            self._read[entry.uri] = self._parts(entry)
        # The picture is asked for last.
        return self._read.pop(entry.uri)[number] if number == _PICTURE else self._read[entry.uri][number]

    def data(self, entry: AnyEntry) -> str:
        """Give its data as JSON."""
        return self._part(entry, _DATA).decode()

    def markdown(self, entry: AnyEntry) -> str:
        """Give its text as Markdown."""
        return self._part(entry, _MARKDOWN).decode()

    def picture(self, entry: AnyEntry) -> bytes:
        """Give its picture."""
        return self._part(entry, _PICTURE)

    def descriptions(self) -> dict[str, str]:
        """Give those of the data, which depend on no entry and take as long as many of them."""
        key = digest(self._code, "descriptions")
        if found := self._store.whole(key):
            known: dict[str, str] = json.loads(found[1])
            return known
        made = api.descriptions(self._site)
        self._store.keep(key, "descriptions", json.dumps(made).encode())
        return made

    def tidy(self) -> None:
        """Take away what was not used for longest."""
        self._store.tidy(_ROUNDS_KEPT * max(len(self._names), 100))
