"""All guides and billers, loaded and cross-checked.

A file with an error is reported and left out of the collection, so that one broken guide
hides no problem of another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Generic, TypeVar

import pydantic

from guides import rules
from guides.body import Body
from guides.diagnostics import Diagnostic
from guides.frontmatter import Document, FrontMatterError, decode, parse
from guides.messages import validate
from guides.model import Author, Biller, Category, Guide, Page
from guides.model.words import Via
from guides.rules import across
from guides.rules.silence import silence
from guides.rules.slugs import bad_slug

AUTHORS_FILE = "about/authors.yml"
INDEX = "index.md"

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
class Collection:
    """Everything that pages are made from. Entries are in the order of their slugs."""

    guides: Mapping[str, Entry[Guide]]
    billers: Mapping[str, Entry[Biller]]
    categories: Mapping[str, Entry[Category]]
    authors: Mapping[str, Author]

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


def _read(path: Path, shown: str, found: list[Diagnostic]) -> Document | None:
    try:
        return parse(decode(path.read_bytes(), shown), shown)
    except FrontMatterError as error:
        found.extend(error.diagnostics)
        return None


def _files(folder: Path) -> Iterator[Path]:
    """Give the guide files of a folder; its index page is an ordinary page."""
    return (path for path in sorted(folder.glob("*.md")) if path.name != INDEX)


def _load_pages(docs: Path, room: str, model: type[G], found: list[Diagnostic], root: str) -> dict[str, Entry[G]]:
    entries: dict[str, Entry[G]] = {}
    for path in _files(docs / room):
        uri = f"{room}/{path.name}"
        shown = f"{root}{uri}"
        if problem := bad_slug(path.stem):
            found.append(Diagnostic(shown, 1, 1, "file-name", *problem))
        if (document := _read(path, shown, found)) is None:
            continue
        page, errors = validate(model, document)
        found.extend(errors)
        found.extend(rules.check(rules.Subject(document, Body(document), page)))
        if page is not None:
            entries[path.stem] = Entry(uri, document, page)
    return entries


def _load_categories(docs: Path, found: list[Diagnostic], root: str) -> dict[str, Entry[Category]]:
    entries = {}
    for path in _files(docs / "categories"):
        uri = f"categories/{path.name}"
        if (document := _read(path, f"{root}{uri}", found)) is None:
            continue
        page, errors = validate(Category, document)
        found.extend(errors)
        if page is not None:
            entries[path.stem] = Entry(uri, document, page)
    return entries


def _load_authors(docs: Path, found: list[Diagnostic], root: str) -> dict[str, Author]:
    path = docs / AUTHORS_FILE
    shown = f"{root}{AUTHORS_FILE}"
    if not path.exists():
        message = "The list of authors is missing."
        found.append(Diagnostic(shown, 1, 1, "authors-file", message, "Add it, with at least the key `editors`."))
        return {}
    try:
        # The file is data only; with fences around it the guides' reader serves.
        document = parse(f"---\n{decode(path.read_bytes(), shown)}\n---\n", shown)
    except FrontMatterError as error:
        found.extend(error.diagnostics)
        return {}
    authors = {}
    for key in document.data:
        if bad_slug(key):
            message = f"`{key}` cannot be the key of an author."
            fix = "Use lower-case letters and digits, with single hyphens between words."
            found.append(document.report(document.locate((key,), key=True), "author-key", message, fix))
            continue
        author, errors = validate(Author, document, key)
        found.extend(errors)
        if author is not None:
            authors[key] = author
    return authors


def load(docs: Path, root: str = "docs/") -> tuple[Collection, list[Diagnostic]]:
    """Read every guide, biller, category and author below `docs`, and check them together.

    `root` is what paths in findings start with. The findings come sorted; the collection
    holds what is valid. A finding that its guide silences is among them, marked.
    """
    found: list[Diagnostic] = []
    collection = Collection(
        guides=MappingProxyType(_load_pages(docs, "guides", Guide, found, root)),
        billers=MappingProxyType(_load_pages(docs, "billers", Biller, found, root)),
        categories=MappingProxyType(_load_categories(docs, found, root)),
        authors=MappingProxyType(_load_authors(docs, found, root)),
    )
    found.extend(across.check(collection))
    pages: list[tuple[Document, Page]] = [(guide.document, guide.page) for guide in collection.guides.values()]
    pages += [(biller.document, biller.page) for biller in collection.billers.values()]
    return collection, sorted(silence(found, pages))
