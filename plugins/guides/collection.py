"""All guides and billers, loaded and cross-checked.

A file with an error is reported and left out of the collection, so that one broken guide
hides no problem of another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Generic, TypeVar

import pydantic

from guides import rules
from guides.body import Body
from guides.diagnostics import Diagnostic
from guides.frontmatter import Document, FrontMatterError, decode, parse
from guides.messages import validate
from guides.model import Author, Biller, Category, Guide, Law, Page
from guides.model.words import Via
from guides.rules import across
from guides.rules.silence import silence
from guides.rules.slugs import bad_slug

AUTHORS_FILE = "about/authors.yml"
INDEX = "index.md"
MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs makes a page of."""

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
        return PurePosixPath(self.uri).stem


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
    broken: tuple[Broken, ...] = ()

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
            return parse(decode((self.docs / uri).read_bytes(), shown), shown)
        except FrontMatterError as error:
            self.found.extend(error.diagnostics)
            self.broken.append(Broken(uri, None))
            return None

    def uris(self, room: str) -> Iterator[str]:
        """Give the files of a room; its index page is an ordinary page."""
        folder = self.docs / room
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in MARKDOWN_ENDINGS or path == folder / INDEX or not path.is_file():
                continue
            uri = path.relative_to(self.docs).as_posix()
            if path.parent == folder and path.suffix == ".md":
                yield uri
            else:
                message = "The file would be published without being checked."
                fix = f"Move it to `{self.root}{room}/{path.stem}.md`."
                self.found.append(Diagnostic(f"{self.root}{uri}", 1, 1, "file-place", message, fix))


def _load_pages(load: _Load, room: str, model: type[G]) -> dict[str, Entry[G]]:
    entries: dict[str, Entry[G]] = {}
    for uri in load.uris(room):
        stem = PurePosixPath(uri).stem
        if problem := bad_slug(stem):
            load.found.append(Diagnostic(f"{load.root}{uri}", 1, 1, "file-name", *problem))
        if (document := load.read(uri)) is None:
            continue
        page, errors = validate(model, document)
        load.found.extend(errors)
        load.found.extend(rules.check(rules.Subject(document, Body(document), page)))
        if page is None:
            load.broken.append(Broken(uri, document))
        else:
            entries[stem] = Entry(uri, document, page)
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


def _load_authors(load: _Load) -> dict[str, Author]:
    path = load.docs / AUTHORS_FILE
    shown = f"{load.root}{AUTHORS_FILE}"
    found = load.found
    if not path.exists():
        message = "The list of authors is missing."
        found.append(Diagnostic(shown, 1, 1, "authors-file", message, "Add it, with at least the key `editors`."))
        load.broken.append(Broken(AUTHORS_FILE, None))
        return {}
    try:
        # The file is data only; with fences around it the guides' reader serves.
        document = parse(f"---\n{decode(path.read_bytes(), shown)}\n---\n", shown)
    except FrontMatterError as error:
        # The fence that was added is no line of the file.
        found.extend(replace(one, line=max(one.line - 1, 1)) for one in error.diagnostics)
        load.broken.append(Broken(AUTHORS_FILE, None))
        return {}
    authors = {}
    for key in document.data:
        if bad_slug(key):
            message = f"`{key}` cannot be the key of an author."
            fix = "Use lower-case letters and digits, with single hyphens between words."
            errors = [document.report(document.locate((key,), key=True), "author-key", message, fix)]
        else:
            author, errors = validate(Author, document, key)
            if author is not None:
                authors[key] = author
        found.extend(replace(one, line=one.line - 1) for one in errors)
    if len(authors) < len(document.data):
        load.broken.append(Broken(AUTHORS_FILE, document))
    return authors


def load(docs: Path, root: str = "docs/") -> tuple[Collection, list[Diagnostic]]:
    """Read every guide, biller, category, law and author below `docs`, and check them together.

    `root` is what paths in findings start with. The findings come sorted; the collection
    holds what is valid. A finding that its guide silences is among them, marked.
    """
    load = _Load(docs, root, [], [])
    collection = Collection(
        guides=MappingProxyType(_load_pages(load, "guides", Guide)),
        billers=MappingProxyType(_load_pages(load, "billers", Biller)),
        categories=MappingProxyType(_load_records(load, "categories", Category)),
        laws=MappingProxyType(_load_records(load, "law", Law)),
        authors=MappingProxyType(_load_authors(load)),
        broken=tuple(load.broken),
    )
    found = [*load.found, *across.check(collection)]
    pages: list[tuple[Document, Page]] = [(guide.document, guide.page) for guide in collection.guides.values()]
    pages += [(biller.document, biller.page) for biller in collection.billers.values()]
    return collection, sorted(silence(found, pages))
