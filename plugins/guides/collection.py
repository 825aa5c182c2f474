"""All guides and billers, loaded and cross-checked: the types; load.py fills them.

A file with an error is reported and left out of the collection, so that one broken guide
hides no problem of another.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

import pydantic

from guides.cache import digest
from guides.model import Author, Authority, Biller, Category, Guide, KnownService, Law, OtherPage, Watched
from guides.model.channels import Via
from guides.source.frontmatter import Document

P = TypeVar("P", bound=pydantic.BaseModel)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(Generic[P]):
    """One page with data: the file, read, and the record made from it."""

    uri: str
    document: Document
    page: P

    @property
    def slug(self) -> str:
        """The file name without its ending."""
        return self.uri.rpartition("/")[2].removesuffix(".md")


def glimpse(guide: Entry[Guide]) -> tuple[object, ...]:
    """Give all that the page of another guide may show of one, or choose it by."""
    page = guide.page
    return guide.uri, page.title, page.service.name, sorted({route.via for route in page.routes}), page.retired


AnyEntry: TypeAlias = Entry[Guide] | Entry[Biller]


def digest_of_data(collection: "Collection") -> str:
    """Name all that is known but for the texts of guides and billers. Ask for it by `Collection.once`."""
    # Each by itself, as all of them together would take twice their room for a moment.
    return _digest_of(collection, (digest(entry.uri, entry.document.front) for entry in collection.entries()))


def digest_of_lists(collection: "Collection") -> str:
    """Name what lists and indexes show: all data but the words of steps. Ask for it by `Collection.once`."""
    return _digest_of(collection, (digest(entry.uri, _without_steps(entry)) for entry in collection.entries()))


def _without_steps(entry: "AnyEntry") -> object:
    data = entry.document.data
    routes = [{**route, "steps": len(route.get("steps") or ())} for route in data["routes"]]
    return {**data, "routes": routes}


def _digest_of(collection: "Collection", entries: Iterable[str]) -> str:
    """Name entries, as they are given, and all else."""
    others: tuple[Entry[Any], ...] = (
        *collection.categories.values(),
        *collection.laws.values(),
        *collection.pages.values(),
    )
    return digest(
        *entries,
        *(one for entry in others for one in (entry.uri, entry.document.digest)),
        *((one.slug, one.category, vars(one.service)) for one in collection.known),
        *(sorted(named.items()) for named in (collection.authors, collection.authorities, collection.watched)),
    )


def _filed(collection: "Collection") -> Mapping[str, Sequence[Entry[Guide]]]:
    """File the guides once, so that each page need not go through all of them to find its neighbours."""
    filed: dict[str, list[Entry[Guide]]] = {}
    for guide in collection.kept():
        filed.setdefault(guide.page.service.category, []).append(guide)
    return filed


Newcomers: TypeAlias = Callable[[], frozenset[str]]
"""Gives the files that the published state lacks, by their paths below docs/."""


def nobody() -> frozenset[str]:
    """Give no newcomer: what is said where nobody can tell who came later."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """A service that is known by name and has no guide; its category is the file that it stands in."""

    slug: str
    category: str
    service: KnownService


@dataclass(frozen=True, slots=True)
class Broken:
    """A file whose record is not valid. It exists, so other files may name it; `document` is what could be read."""

    uri: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that pages are made from. Entries are in the order of their slugs."""

    guides: Mapping[str, Entry[Guide]]
    billers: Mapping[str, Entry[Biller]]
    categories: Mapping[str, Entry[Category]]
    laws: Mapping[str, Entry[Law]]
    authors: Mapping[str, Author]
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    pages: Mapping[str, Entry[OtherPage]] = field(default_factory=dict)
    """The pages that are made by hand, by their paths below docs/."""
    known: tuple[Known, ...] = ()
    """The services without a guide, in the order of their slugs."""
    watched: Mapping[str, Watched] = field(default_factory=dict)
    """What became of the pages behind guides and billers, by the paths of these below docs/."""
    broken: tuple[Broken, ...] = ()
    _known: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, work_out: Callable[["Collection"], T]) -> T:
        """Work something out of the whole collection, the first time that somebody asks for it."""
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        known: T = self._known[work_out]
        return known

    def entries(self) -> Iterator[AnyEntry]:
        """Give the guides, then the billers."""
        yield from self.guides.values()
        yield from self.billers.values()

    @property
    def by_category(self) -> Mapping[str, Sequence[Entry[Guide]]]:
        """The guides of each category, without the retired ones."""
        return self.once(_filed)

    def kept(self) -> Iterator[Entry[Guide]]:
        """Give the guides that are not retired."""
        return (guide for guide in self.guides.values() if guide.page.retired is None)

    def retired(self) -> Iterator[Entry[Guide]]:
        """Give the guides that are no longer kept."""
        return (guide for guide in self.guides.values() if guide.page.retired is not None)

    def successors(self, guide: Entry[Guide]) -> Iterator[Entry[Guide]]:
        """Follow a retired guide to those that replace it, one after the other; a circle ends where it closes."""
        seen = {guide.slug}
        while (retired := guide.page.retired) and (target := self.guides.get(retired.replaced_by or "")):
            yield target
            if target.slug in seen:
                return
            seen.add(target.slug)
            guide = target

    def successor(self, guide: Entry[Guide]) -> Entry[Guide] | None:
        """Give the guide that readers of a retired one should go to: the last of those that replace it."""
        way = [guide, *self.successors(guide)]
        if way[-1] in way[:-1]:  # an error that the checker reports
            way.pop()
        return None if way[-1] is guide else way[-1]

    def biller_for(self, via: Via) -> Entry[Biller] | None:
        """Find the guide of the biller that a route names."""
        return next((entry for entry in self.billers.values() if entry.page.biller.via is via), None)

    def near(self, guide: Entry[Guide]) -> tuple[list[Entry[Guide]], list[Entry[Biller]]]:
        """Give what the page of a guide may show something of besides its category: guides named by it, and billers."""
        page = guide.page
        named = [self.guides[slug] for slug in page.related if slug in self.guides]
        vias = {route.via for route in page.routes}
        billers = [biller for biller in self.billers.values() if biller.page.biller.via in vias]
        return [guide, *named, *self.successors(guide)], billers

    def around(self, guide: Entry[Guide]) -> "Collection":
        """Give what the page of a guide may show something of: the rest of the collection is not in its sight.

        These are a glimpse of the guides of its category and of those that it names, and the billers of its routes.
        A page that is made of no more than that stays as it is whatever else changes.
        """
        named, billers = self.near(guide)
        category = guide.page.service.category
        neighbours = self.by_category.get(category, ())
        shown = {guide.uri, *(biller.uri for biller in billers)}
        seen = Collection(
            guides={slug: self.guides[slug] for slug in sorted({entry.slug for entry in (*named, *neighbours)})},
            billers={biller.slug: biller for biller in billers},
            categories=self.categories,
            laws=self.laws,
            authors=self.authors,
            authorities=self.authorities,
            watched={uri: record for uri, record in self.watched.items() if uri in shown},
        )
        # To file them again for each page takes long.
        seen._known[_filed] = {category: neighbours}
        return seen

    def entry(self, uri: str) -> AnyEntry | None:
        """Find the guide or the biller behind a page of the site, by its path below docs/."""
        folder, _, name = uri.partition("/")
        biller = self.billers.get(name.removesuffix(".md")) if folder == "billers" else None
        return biller or self.guide_at(uri)

    def guide_at(self, uri: str) -> Entry[Guide] | None:
        """Find the guide behind a page of the site, by its path below docs/."""
        folder, _, name = uri.partition("/")
        return self.guides.get(name.removesuffix(".md")) if folder == "guides" else None

    def category_at(self, uri: str) -> Category | None:
        """Find the category behind a page of the site, by its path below docs/."""
        return next((entry.page for entry in self.categories.values() if entry.uri == uri), None)
