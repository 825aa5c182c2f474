"""The files that each guide and biller has beside its page: data, its text as Markdown, a picture, and feeds.

They are made of the file itself, of the billers that it names, of what was seen of their pages, and of a glimpse of
the guides that took its place, so that they are kept for the builds that follow: to draw and to write them took longer
than to make the pages.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from guides.cache import Store, digest, programs
from guides.collection import AnyEntry, Collection, Entry, digest_of_lists, glimpse
from guides.model import Biller, Guide
from guides.site.links import Links, Site
from guides.site.outputs import api, feeds, markdown_pages, pictures, redirects
from guides.site.outputs.api import records
from guides.site.outputs.api.documents import BillerRecord, GuideRecord
from guides.site.outputs.finished import Facts, finish
from guides.site.views import page_view

_ROUNDS_KEPT = 4


def _billers(collection: Collection, entry: AnyEntry) -> Mapping[str, Entry[Biller]]:
    """Give the billers of a guide's ways."""
    vias = {route.via for route in entry.page.routes} if isinstance(entry.page, Guide) else set()
    return {slug: biller for slug, biller in collection.billers.items() if biller.page.biller.via in vias}


def _write(
    collection: Collection, entry: AnyEntry, billers: Mapping[str, Entry[Biller]], site: Site, *, has_text: bool
) -> Iterator[tuple[str, str | bytes]]:
    record: GuideRecord | BillerRecord
    if guide := collection.guide_at(entry.uri):
        named = [guide, *collection.successors(guide)]
        collection = replace(collection, guides={one.slug: one for one in named}, billers=billers)
        record = records.guide(collection, guide, site)
    else:
        record = records.biller(collection, collection.billers[entry.slug], site)
    yield records.data_path(entry), api.data(record)
    if has_text:
        view = page_view(collection, entry, Links(entry.uri, site))
        yield records.markdown_path(entry), markdown_pages.page(entry, view, site)
    yield pictures.path(entry), pictures.of_entry(entry, site)
    if guide:
        yield from feeds.of_guide(guide, site)


class OwnFiles:
    """The files of each entry, made when they are asked for unless they lie in the store."""

    def __init__(self, collection: Collection, site: Site, store: Store, *, has_texts: bool = True) -> None:
        """Take what they are made of, and whether the texts are among them: who makes pages has their views."""
        self._collection = collection
        self._site = site
        self._store = store
        self._has_texts = has_texts
        self._code = digest(programs(), site)
        self._names: dict[str, str] = {}

    def _name(self, entry: AnyEntry) -> str:
        """Name an entry by all that is known of it; a biller is part of many."""
        if entry.uri not in self._names:
            watched = self._collection.watched.get(entry.uri)
            self._names[entry.uri] = digest(entry.uri, watched, entry.document.digest)
        return self._names[entry.uri]

    def key(self, what: str, *made_of: object) -> str:
        """Name files by what they are, and all that they are made of besides the code and the site."""
        return digest(self._code, what, *made_of)

    def key_of_all(self, what: str) -> str:
        """Name all that files about all entries are made of, which show nothing of their texts and words of steps."""
        return self.key(what, self._collection.once(digest_of_lists))

    def key_of_leading(self) -> str:
        """Name all that the pages are made of that lead elsewhere."""
        return self.key("leading", self._collection.once(redirects.ways))

    def key_of(self, entry: AnyEntry) -> str:
        """Name all that the files of an entry are made of."""
        guide = self._collection.guide_at(entry.uri)
        onward = map(glimpse, self._collection.successors(guide)) if guide else ()
        billers = _billers(self._collection, entry).values()
        return self.key("entry", self._has_texts, *map(self._name, (entry, *billers)), *onward)

    def of(self, entry: AnyEntry) -> dict[str, bytes]:
        """Give its data as JSON, its picture, a guide's feeds, and its text as Markdown, by their paths."""
        billers = _billers(self._collection, entry)
        make = partial(_write, self._collection, entry, billers, self._site, has_text=self._has_texts)
        return dict(self._several(self.key_of(entry), make))

    def data(self, entry: AnyEntry) -> bytes:
        """Give its data as JSON."""
        return self.of(entry)[records.data_path(entry)]

    def feeds(self, entry: AnyEntry) -> Iterator[tuple[str, bytes]]:
        """Give the feeds of a guide."""
        files = self.of(entry)
        yield from ((path, files[path]) for path in feeds.paths_of(entry))

    def _several(self, key: str, make: Callable[[], Iterable[tuple[str, str | bytes]]]) -> Iterator[tuple[str, bytes]]:
        """Give files that lie in the store as one."""
        if kept := self._store.whole(key):
            places, content = kept
        else:
            parts = [(path, text.encode() if isinstance(text, str) else text) for path, text in make()]
            places, content = [(path, len(part)) for path, part in parts], b"".join(part for _, part in parts)
            self._store.keep(key, places, content)
        start = 0
        for path, length in places:
            yield path, content[start : start + length]
            start += length

    def descriptions(self) -> dict[str, str]:
        """Give those of the data, which depend on no entry and take as long as many of them."""
        made = self._once(self.key("descriptions"), lambda: json.dumps(api.descriptions(self._site)).encode())
        texts: dict[str, str] = json.loads(made)
        return texts

    def about_all(self, what: str, make: Callable[[], Iterable[tuple[str, str]]]) -> Iterator[tuple[str, bytes]]:
        """Give files about all entries: path below the site, and text."""
        yield from self._several(self.key_of_all(what), make)

    def picture_of_site(self) -> bytes:
        """Give the picture of all other pages."""
        return self._once(self.key("picture"), lambda: pictures.of_site(self._site))

    def leading(self) -> Iterator[tuple[str, str, Facts]]:
        """Give the finished pages that lead elsewhere: path below the site, HTML, and what stands in it."""

        def make() -> bytes:
            pages = redirects.pages(self._collection, self._site)
            finished = ((path, *finish(html, path)) for path, html in pages)
            return json.dumps([(path, html, facts.as_json()) for path, html, facts in finished]).encode()

        made = self._once(self.key_of_leading(), make)
        yield from ((path, html, Facts.from_json(facts)) for path, html, facts in json.loads(made))

    def _once(self, key: str, make: Callable[[], bytes]) -> bytes:
        if kept := self._store.whole(key):
            return kept[1]
        content = make()
        self._store.keep(key, "", content)
        return content

    def tidy(self) -> None:
        """Take away what was not used for longest."""
        self._store.tidy(_ROUNDS_KEPT * max(sum(1 for _ in self._collection.entries()), 100))
