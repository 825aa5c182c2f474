"""The files that each guide and biller has beside its page: its data, its text as Markdown, and its picture.

They are made of the file itself, of the billers that it names, and of what was seen of their pages, so that they are
kept for the builds that follow: to draw and to write them took longer than to make the pages.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Where the files of each entry lie: by its path below docs/, the key in the store, and the length of each."""

    store: Store
    places: Mapping[str, tuple[str, list[int]]]
    descriptions: Mapping[str, str]
    """Those of the data, which depend on no entry and take as long as many of them."""

    def _part(self, entry: AnyEntry, number: int) -> bytes:
        key, lengths = self.places[entry.uri]
        start = sum(lengths[:number])
        return self.store.content(key)[start : start + lengths[number]]

    def data(self, entry: AnyEntry) -> str:
        """Give its data as JSON."""
        return self._part(entry, 0).decode()

    def markdown(self, entry: AnyEntry) -> str:
        """Give its text as Markdown."""
        return self._part(entry, 1).decode()

    def picture(self, entry: AnyEntry) -> bytes:
        """Give its picture."""
        return self._part(entry, 2)


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


def _descriptions(site: Site, store: Store, code: str) -> dict[str, str]:
    key = digest(code, "descriptions")
    if store.head(key) is None:
        store.keep(key, "descriptions", json.dumps(api.descriptions(site)).encode())
    found: dict[str, str] = json.loads(store.content(key))
    return found


def make(collection: Collection, site: Site, store: Store) -> OwnFiles:
    """Make the files of every entry that are not there yet."""
    code = digest(programs(), site)
    texts = {one.uri: digest(one.uri, *one.document.lines) for one in collection.entries()}
    places: dict[str, tuple[str, list[int]]] = {}
    is_anything_new = False
    for entry in collection.entries():
        made_of = [entry, *_billers(collection, entry).values()]
        key = digest(code, *((texts[one.uri], collection.watched.get(one.uri)) for one in made_of))
        lengths = store.head(key)
        if not lengths:
            parts = _write(collection, entry, site)
            lengths = [len(one) for one in parts]
            store.keep(key, lengths, b"".join(parts))
            is_anything_new = True
        places[entry.uri] = key, lengths
    if is_anything_new:
        store.tidy(_ROUNDS_KEPT * max(len(places), 100))
    return OwnFiles(store, places, _descriptions(site, store, code))
