"""All guides and billers, loaded and cross-checked.

A file with an error is reported and left out of the collection, so that one broken guide
hides no problem of another.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Generic, TypeVar

import pydantic

from guides import rules
from guides.diagnostics import Diagnostic
from guides.frontmatter import Document, FrontMatterError, decode, parse
from guides.knowledge.surroundings import Surroundings
from guides.knowledge.survey import survey
from guides.model import Author, Authority, Biller, Category, Guide, Law, Page
from guides.model.words import Via
from guides.reading import folder, registers
from guides.reading.body import Body
from guides.reading.collector import paused
from guides.reading.limits import MAX_BYTES
from guides.reading.messages import validate
from guides.rules import across, images
from guides.rules import pages as others
from guides.rules.silence import silence
from guides.rules.slugs import bad_slug

AUTHORS_FILE = "about/authors.yml"

P = TypeVar("P", bound=pydantic.BaseModel)
G = TypeVar("G", Guide, Biller)


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
    broken: tuple[Broken, ...] = ()
    by_category: Mapping[str, list[Entry[Guide]]] = field(init=False, repr=False, compare=False)
    """The guides of each category, without the retired ones."""

    def __post_init__(self) -> None:
        """File the guides once, so that each page need not go through all of them to find its neighbours."""
        filed: dict[str, list[Entry[Guide]]] = {}
        for guide in self.guides.values():
            if guide.page.retired is None:
                filed.setdefault(guide.page.service.category, []).append(guide)
        object.__setattr__(self, "by_category", filed)

    def biller_for(self, via: Via) -> Entry[Biller] | None:
        """Find the guide of the biller that a route names."""
        return next((entry for entry in self.billers.values() if entry.page.biller.via is via), None)

    def entry(self, uri: str) -> Entry[Guide] | Entry[Biller] | None:
        """Find the guide or the biller behind a page of the site, by its path below docs/."""
        room, _, name = uri.partition("/")
        slug = name.removesuffix(".md")
        if room == "guides":
            return self.guides.get(slug)
        return self.billers.get(slug) if room == "billers" else None

    def category_at(self, uri: str) -> Category | None:
        """Find the category behind a page of the site, by its path below docs/."""
        return next((entry.page for entry in self.categories.values() if entry.uri == uri), None)


def _text(path: Path, shown: str) -> str:
    """Read a file, of a huge one only the beginning."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        return decode(file.read(MAX_BYTES + 1), shown, size)


@dataclass(frozen=True, slots=True)
class _Load:
    """One reading of all files: where they are, and what is wrong with them so far."""

    docs: Path
    root: str
    found: list[Diagnostic]
    broken: list[Broken]

    def read(self, uri: str) -> Document | None:
        shown = f"{self.root}{uri}"
        try:
            return parse(_text(self.docs / uri, shown), shown)
        except FileNotFoundError:
            # Somebody removed it between the listing and the reading, as editors do for a moment.
            return None
        except FrontMatterError as error:
            self.found.extend(error.diagnostics)
            self.broken.append(Broken(uri, None))
            return None

    def uris(self, room: str) -> Iterator[str]:
        """Give the files of a room that can be read."""
        for file in folder.records(self.docs, self.root, room):
            if isinstance(file, Diagnostic):
                self.found.append(file)
            else:
                yield file


def _read_pages(load: _Load, room: str) -> list[tuple[str, Document]]:
    documents = []
    for uri in load.uris(room):
        if problem := bad_slug(PurePosixPath(uri).stem):
            load.found.append(Diagnostic(f"{load.root}{uri}", 1, 1, "file-name", *problem))
        if (document := load.read(uri)) is not None:
            documents.append((uri, document))
    return documents


def _check_pages(
    load: _Load, written: list[tuple[str, Document]], model: type[G], around: Surroundings
) -> dict[str, Entry[G]]:
    entries: dict[str, Entry[G]] = {}
    for uri, document in written:
        page, errors = validate(model, document)
        load.found.extend(errors)
        load.found.extend(rules.check(rules.Subject(document, Body(document), page, uri, around)))
        if page is None:
            load.broken.append(Broken(uri, document))
        else:
            entries[PurePosixPath(uri).stem] = Entry(uri, document, page)
    return entries


def _load_records(load: _Load, room: str, model: type[P]) -> dict[str, Entry[P]]:
    """Read pages whose text is an ordinary page's, with data above it."""
    entries: dict[str, Entry[P]] = {}
    for uri in load.uris(room):
        if (document := load.read(uri)) is None:
            continue
        page, errors = validate(model, document)
        load.found.extend(errors)
        if page is None:
            load.broken.append(Broken(uri, document))
        else:
            entries[PurePosixPath(uri).stem] = Entry(uri, document, page)
    return entries


def _bad_author(document: Document, key: str) -> Diagnostic | None:
    if not bad_slug(key):
        return None
    message = f"`{key}` cannot be the key of an author."
    fix = "Use lower-case letters and digits, with single hyphens between words."
    return document.report(document.locate((key,), key=True), "author-key", message, fix)


def _load_authors(load: _Load, around: Surroundings) -> dict[str, Author]:
    path = load.docs / AUTHORS_FILE
    shown = f"{load.root}{AUTHORS_FILE}"
    if path.is_symlink() or not path.exists():
        message = "The list of authors is missing."
        load.found.append(Diagnostic(shown, 1, 1, "authors-file", message, "Add it, with at least the key `editors`."))
        load.broken.append(Broken(AUTHORS_FILE, None))
        return {}
    authors = registers.read(lambda: _text(path, shown), shown, Author, _bad_author)
    load.found.extend(authors.found)
    if authors.document is not None:
        load.found.extend(others.check_authors(authors.document, around))
    if authors.document is None or len(authors.records) < len(authors.document.data):
        load.broken.append(Broken(AUTHORS_FILE, authors.document))
    return authors.records


@paused()
def load(docs: Path, root: str = "docs/", today: date | None = None) -> tuple[Collection, list[Diagnostic]]:
    """Read every guide, biller, category, law and author below `docs`, and check them together.

    `root` is what paths in findings start with. The findings come sorted; the collection
    holds what is valid. A finding that its guide silences is among them, marked. `today` is
    for the rules that need a clock; a build has none.
    """
    load = _Load(docs, root, [*folder.symlinks(docs, root)], [])
    guides, billers = _read_pages(load, "guides"), _read_pages(load, "billers")

    def text(uri: str) -> str:
        return _text(docs / uri, f"{root}{uri}")

    around, problems = survey(docs, root, [*guides, *billers], text, today)
    load.found.extend([*problems, *images.files(docs, root, around), *others.check(text, root, around)])
    collection = Collection(
        guides=MappingProxyType(_check_pages(load, guides, Guide, around)),
        billers=MappingProxyType(_check_pages(load, billers, Biller, around)),
        categories=MappingProxyType(_load_records(load, "categories", Category)),
        laws=MappingProxyType(_load_records(load, "law", Law)),
        authors=MappingProxyType(_load_authors(load, around)),
        authorities=MappingProxyType(dict(around.authorities)),
        broken=tuple(load.broken),
    )
    found = [*load.found, *across.check(collection)]
    pages: list[tuple[Document, Page]] = [(guide.document, guide.page) for guide in collection.guides.values()]
    pages += [(biller.document, biller.page) for biller in collection.billers.values()]
    return collection, sorted(silence(found, pages))
