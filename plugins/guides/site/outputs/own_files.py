"""The files that each guide and biller has beside its page: its data, its text as Markdown, and its picture.

They are made of the file itself, of the billers that it names, and of what was seen of their pages, so that they are
kept for the builds that follow: to draw and to write them took longer than to make the pages.
"""

import json
from collections.abc import Mapping
from dataclasses import replace

from guides.cache import Store, digest, programs
from guides.collection import AnyEntry, Collection, Entry
from guides.model import Biller, Guide
from guides.site.links import Site
from guides.site.outputs import api, markdown_pages, pictures
from guides.site.outputs.api import records
from guides.site.outputs.api.documents import BillerRecord, GuideRecord

_ROUNDS_KEPT = 4


def _billers(collection: Collection, entry: AnyEntry) -> Mapping[str, Entry[Biller]]:
    """Give the billers of a guide's ways."""
    vias = {route.via for route in entry.page.routes} if isinstance(entry.page, Guide) else set()
    return {slug: biller for slug, biller in collection.billers.items() if biller.page.biller.via in vias}


def _write(collection: Collection, entry: AnyEntry, site: Site) -> list[bytes]:
    billers = _billers(collection, entry)
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
        self._places: dict[str, tuple[str, list[int]]] = {}

    def _place(self, entry: AnyEntry) -> tuple[str, list[int]]:
        """Give the key in the store, and the length of each file."""
        if (place := self._places.get(entry.uri)) is None:
            made_of = [entry, *_billers(self._collection, entry).values()]
            watched = self._collection.watched
            key = digest(self._code, *((one.uri, one.document.lines, watched.get(one.uri)) for one in made_of))
            lengths = self._store.head(key)
            if not lengths:
                parts = _write(self._collection, entry, self._site)
                lengths = [len(one) for one in parts]
                self._store.keep(key, lengths, b"".join(parts))
            place = self._places[entry.uri] = key, lengths
        return place

    def _part(self, entry: AnyEntry, number: int) -> bytes:
        key, lengths = self._place(entry)
        start = sum(lengths[:number])
        return self._store.content(key)[start : start + lengths[number]]

    def data(self, entry: AnyEntry) -> str:
        """Give its data as JSON."""
        return self._part(entry, 0).decode()

    def markdown(self, entry: AnyEntry) -> str:
        """Give its text as Markdown."""
        return self._part(entry, 1).decode()

    def picture(self, entry: AnyEntry) -> bytes:
        """Give its picture."""
        return self._part(entry, 2)

    def descriptions(self) -> dict[str, str]:
        """Give those of the data, which depend on no entry and take as long as many of them."""
        key = digest(self._code, "descriptions")
        if self._store.head(key) is None:
            self._store.keep(key, "descriptions", json.dumps(api.descriptions(self._site)).encode())
        found: dict[str, str] = json.loads(self._store.content(key))
        return found

    def tidy(self) -> None:
        """Take away what was not used for longest."""
        self._store.tidy(_ROUNDS_KEPT * max(len(self._places), 100))
