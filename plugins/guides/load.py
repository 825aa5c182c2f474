"""Loads docs/: the one place that lists its files, reads them, and runs the model and the rules on them."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache as remembered
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import pydantic

from guides import cache as kept
from guides import rules
from guides.collection import AnyEntry, Broken, Collection, Entry, Known, Newcomers, digest_of_data, nobody
from guides.diagnostics import Diagnostic
from guides.model import (
    Author,
    Authority,
    Biller,
    Category,
    Guide,
    KnownServices,
    Law,
    NameSource,
    OtherPage,
    Page,
    Picture,
    Watched,
)
from guides.model.fields import slugify
from guides.processes import Shared, others
from guides.rules import across, assets, data_files, duplication, files, images, known_services, other_pages
from guides.rules.catalog import RULES
from guides.rules.context import Context, Subject, declared_domains
from guides.rules.dates import DATE_FUTURE
from guides.rules.echoes import without_echoes
from guides.rules.lib import anchors
from guides.rules.lib.hosts import Names
from guides.rules.suppressions import IGNORE_UNNEEDED, suppress
from guides.source import data_files as records
from guides.source import settings
from guides.source.folders import RECORDS, lies_in
from guides.source.frontmatter import Document, FrontMatterError, Marks, decode, marks, parse, parse_data
from guides.source.limits import MAX_BYTES
from guides.source.markdown import Body
from guides.source.prose import Tree
from guides.source.raw import at, merchant_key
from guides.source.schema_errors import validate

AUTHORS_FILE = "about/authors.yml"
AUTHORITIES_FILE = "about/authorities.yml"
CITED_FILE = "about/cited.yml"
PICTURES_FILE = "about/images.yml"
WATCHED_FILE = "about/watched.yml"
IMPRINT = "about/imprint.md"
SERVICES, SOURCES_FILE = "services", "services/sources.yml"
ASSETS, INDEX = "assets/", "index.md"
# Pages with a list that is made for them have headings that only the list knows.
_HAS_LIST = "<!-- guides:"

P = TypeVar("P", bound=pydantic.BaseModel)
G = TypeVar("G", bound=Guide | Biller)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below docs/ by their paths, in order. Hidden ones are not read; links are never followed."""

    docs: Path
    files: tuple[str, ...]
    links: tuple[str, ...]
    hidden: tuple[str, ...] = ()

    def pages_of(self, folder: str) -> Iterator[str]:
        """Give the pages of a folder without its index; what lies elsewhere in it is no page."""
        for uri in self.files:
            parent, _, name = uri.rpartition("/")
            if parent == folder and name.endswith(".md") and name != INDEX:
                yield uri


def list_files(docs: Path) -> Listing:
    """List what lies below docs/, once."""
    files: list[str] = []
    links: list[str] = []
    hidden: list[str] = []
    folders = [(str(docs), "")]
    while folders:
        folder, above = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:  # gone since, or closed to us
            continue
        for entry in entries:
            # A name of other bytes than UTF-8 could not be printed.
            uri = os.fsencode(f"{above}{entry.name}").decode("utf-8", "backslashreplace")
            if entry.name.startswith("."):
                # Editors keep their locks as hidden links.
                hidden.append(uri)
            elif entry.is_symlink():
                links.append(uri)
            elif entry.is_dir():
                folders.append((entry.path, f"{uri}/"))
            elif entry.is_file():
                files.append(uri)
    return Listing(docs, tuple(sorted(files)), tuple(sorted(links)), tuple(sorted(hidden)))


def read_text(path: Path, shown: str) -> str:
    """Read a file, of a huge one only the beginning. Raises FrontMatterError, and OSError where there is none."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        return decode(file.read(MAX_BYTES + 1), shown, size)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Pause the search for objects that only hold each other, while a great many are made that stay.

    It starts again and again while memory grows, looks at everything that was read, and finds
    nothing: a fifth of the time of loading 2,000 guides.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What was made counts as old now; else the next search would look at all of it at once.
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


_Told = tuple[str, dict[str, Any] | None, Marks | None]
"""What one process tells another of a file: the digest of its text, its data, and where they stand."""
_NOTHING_TOLD: _Told = "", None, None


@dataclass(frozen=True, slots=True)
class _Load:
    """One reading of all files: where they are, and what is wrong with them so far."""

    listing: Listing
    root: str
    data: kept.Memory
    keys: dict[str, str] = field(default_factory=dict)
    """The digest of each file that was read, by its path below docs/."""
    told: dict[str, _Told] = field(default_factory=dict)
    """What another process has read."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)

    def text(self, uri: str) -> str:
        return read_text(self.listing.docs / uri, f"{self.root}{uri}")

    def document(self, uri: str, *, is_data: bool = False) -> Document:
        """Read a file, whose data may be known from before. Raises FrontMatterError, and OSError without a file."""
        return self.parsed(uri, self.text(uri), is_data=is_data)

    def parsed(self, uri: str, text: str, *, is_data: bool = False) -> Document:
        """Parse the text of a file, unless its data are known. Raises FrontMatterError."""
        key = self.keys[uri] = kept.digest(text)
        known, path = self.data.get(uri, key), f"{self.root}{uri}"
        if known is not None:
            return parse_data(text, path, known) if is_data else parse(text, path, known)
        told, data, places = self.told.pop(uri, _NOTHING_TOLD)
        if told == key:
            document = parse(text, path, data, places)
        else:
            document = parse_data(text, path) if is_data else parse(text, path)
        self.data.keep(uri, key, document.data)
        return document

    def read(self, uri: str) -> Document | FrontMatterError | None:
        """Read a file, or give what is wrong with it."""
        try:
            return self.document(uri)
        except FileNotFoundError:
            # Somebody removed it between the listing and the reading, as editors do for a moment.
            return None
        except FrontMatterError as error:
            return error

    def documents(
        self, folder: str, *, has_free_names: bool = False, processes: int = 1
    ) -> Iterator[tuple[str, Document]]:
        """Read the pages of a folder. Where a contributor chooses their names, these have to be good addresses.

        Where many are new, another process reads half of them: nothing can be checked before all are read.
        """
        uris = list(self.listing.pages_of(folder))
        new = [uri for uri in uris if uri not in self.data]
        elsewhere = dict.fromkeys(new[1::2] if others(processes, len(new)) else ())
        with Shared(self.tell, list(elsewhere), 1) as another:
            here = {uri: self.read(uri) for uri in uris if uri not in elsewhere}
            self.told.update(zip(elsewhere, another.results(), strict=True))
        for uri in uris:
            if has_free_names and (problem := files.bad_name(f"{self.root}{uri}")):
                self.diagnostics.append(problem)
            document = here[uri] if uri in here else self.read(uri)
            if isinstance(document, FrontMatterError):
                self.diagnostics.extend(document.diagnostics)
                self.broken.append(Broken(uri, None))
            elif document is not None:
                yield uri, document

    def tell(self, uri: str) -> _Told:
        """Read a file for another process, which sees for itself what cannot be read."""
        document = self.read(uri)
        return (self.keys[uri], document.data, marks(document)) if isinstance(document, Document) else _NOTHING_TOLD

    def records(self, documents: Iterator[tuple[str, Document]], model: type[P]) -> Mapping[str, Entry[P]]:
        """Make a record of each document; the invalid ones are set aside."""
        entries: dict[str, Entry[P]] = {}
        for uri, document in documents:
            page, errors = validate(model, document)
            self.diagnostics.extend(errors)
            if page is None:
                self.broken.append(Broken(uri, document))
            else:
                entries[PurePosixPath(uri).stem] = Entry(uri, document, page)
        return MappingProxyType(entries)


def check_file(
    uri: str, document: Document, page: G | None, errors: Sequence[Diagnostic], context: Context
) -> tuple[Diagnostic, ...]:
    """Run the rules on the file of a guide or a biller, whose record may be valid or not.

    What comes out depends on the file and on what `context` says of its neighbours, and on nothing else.
    """
    return (*errors, *rules.check(Subject(document, Body(document), page, uri, context)))


class _Checks(Generic[G]):
    """The checks of guides or billers, each by itself, which other processes may have begun with."""

    def __init__(  # noqa: PLR0913, PLR0917 - what there is to know of a file, once
        self,
        load: _Load,
        documents: Mapping[str, Document],
        model: type[G],
        context: Context,
        findings: kept.Findings,
        processes: int = 1,
    ) -> None:
        """Begin with those that are not remembered."""
        self._load, self._documents, self._findings = load, documents, findings
        # Made where it is asked for, sooner than it is read from a file or from another process.
        self._record = record = remembered(lambda uri: validate(model, documents[uri]))
        self._known: dict[str, tuple[Diagnostic, ...]] = {}
        for uri, document in documents.items():
            if (diagnostics := findings.get(document.path, load.keys[uri], context.anchors)) is not None:
                self._known[uri] = diagnostics
        missing = [uri for uri in documents if uri not in self._known]
        # The longest first: most of what others need is loaded with it, and the last ones to be done are short.
        self._missing = sorted(missing, key=lambda uri: len(documents[uri].front), reverse=True)

        def check(uri: str) -> tuple[tuple[Diagnostic, ...], kept.Anchors, Tree]:
            asked = kept.Asked(context.anchors)
            document = documents[uri]
            diagnostics = check_file(uri, document, *record(uri), replace(context, anchors=asked))
            return diagnostics, asked.told, document.tree

        # No method of its own: in a circle, all that was read for the checks would stay to the end of the build.
        self.shared = Shared(check, self._missing, others(processes, len(self._missing)))

    def entries(self) -> Mapping[str, Entry[G]]:
        """Give the valid ones; the others are set aside."""
        entries: dict[str, Entry[G]] = {}
        for uri, document in self._documents.items():
            if (page := self._record(uri)[0]) is None:
                self._load.broken.append(Broken(uri, document))
            else:
                entries[PurePosixPath(uri).stem] = Entry(uri, document, page)
        return MappingProxyType(entries)

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Do what is left of the checks, and give what they found."""
        for uri, (diagnostics, asked, tree) in zip(self._missing, self.shared.results(), strict=True):
            document = self._documents[uri]
            document.take(tree)
            self._known[uri] = diagnostics
            self._findings.keep(document.path, self._load.keys[uri], asked, diagnostics)
        for uri in self._documents:
            yield from self._known[uri]


def _anchors(text: Callable[[str], str], known: Mapping[str, Document]) -> Callable[[str], frozenset[str] | None]:
    """Give the function that lists a page's anchors, or nothing where they cannot be known here."""
    billers = {str(via): one.data for one in known.values() if (via := at(one.data, "biller", "via"))}

    @remembered
    def of_page(uri: str) -> frozenset[str] | None:
        if document := known.get(uri):
            own = (heading.text for heading in Body(document).headings())
            return frozenset({*anchors.generated(document.data, billers), *anchors.of_headings(own)})
        try:
            content = text(uri)
        except (OSError, FrontMatterError):
            return None
        is_listed = _HAS_LIST in content or uri.startswith(("categories/", "law/"))
        return None if is_listed else frozenset(anchors.of_headings(anchors.headings(content)))

    return of_page


def _read_data(
    load: _Load, uri: str, model: type[P], bad_key: Callable[[Document, str], Diagnostic | None]
) -> records.DataFile[P]:
    if uri not in load.listing.files:
        return records.DataFile()
    file = records.read(lambda: load.document(uri, is_data=True), model, bad_key)
    load.diagnostics.extend(file.diagnostics)
    return file


def _declared(documents: Mapping[str, Document]) -> dict[str, Any]:
    """Give what files say of their own hosts: those of each biller, those of each company, and all of them."""
    billers: dict[str, tuple[str, ...]] = {}
    vendors: dict[str, tuple[str, ...]] = {}
    for document in documents.values():
        via = at(document.data, "biller", "via")
        vendor = at(document.data, merchant_key(document.data), "vendor")
        for filed, key in ((billers, via), (vendors, vendor)):
            if isinstance(key, str):
                filed[key] = (*filed.get(key, ()), *declared_domains(document))
    names = Names.of(domain for document in documents.values() for domain in declared_domains(document))
    return {"billers": billers, "vendors": vendors, "names": names}


def _context(load: _Load, documents: Mapping[str, Document], today: date | None) -> Context:
    """Gather what the rules on one file may know of the others."""
    authorities = _read_data(load, AUTHORITIES_FILE, Authority, data_files.bad_authority)
    cited = _read_data(load, CITED_FILE, Authority, data_files.bad_authority)
    pictures = _read_data(load, PICTURES_FILE, Picture, data_files.bad_picture)
    return Context(
        authorities=authorities.records,
        cited=cited.records,
        pictures=pictures.records,
        files=frozenset(load.listing.files),
        # Every site has a page on privacy; who prints contacts there has an imprint, too.
        contacts=_from_settings(load.listing.docs, "contacts") if IMPRINT in load.listing.files else (),
        anchors=_anchors(load.text, documents),
        today=today,
        **_declared(documents),
    )


def _told(context: Context) -> str:
    """Name what the rules on one file may know of the others, but for anchors, which each file asks for by itself.

    Of the day, whether there is one: `Findings` knows which files it matters to.
    """
    names, files = sorted(context.names.domains), sorted(context.files)
    rest = (context.authorities, context.cited, context.billers, context.vendors, context.pictures)
    return kept.digest(*map(dict, rest), names, files, context.contacts, context.today is None)


def _assets(load: _Load, context: Context, findings: kept.Findings) -> tuple[Diagnostic, ...]:
    """Look into the pictures, stylesheets and scripts of the site."""
    docs = load.listing.docs
    contents = (sha256((docs / uri).read_bytes()).digest() for uri in load.listing.files if uri.startswith(ASSETS))

    def check(_: kept.Asked) -> Iterator[Diagnostic]:
        yield from images.files(docs, load.root, context)
        yield from assets.files(docs, load.root, context)

    return findings.of(f"{load.root}{ASSETS}", kept.digest(*contents), context.anchors, check)


def _authors(load: _Load, context: Context) -> Mapping[str, Author]:
    if AUTHORS_FILE not in load.listing.files:
        load.diagnostics.append(files.without_authors(f"{load.root}{AUTHORS_FILE}"))
        load.broken.append(Broken(AUTHORS_FILE, None))
        return {}
    authors = _read_data(load, AUTHORS_FILE, Author, data_files.bad_author)
    if authors.document is not None:
        load.diagnostics.extend(other_pages.check_authors(authors.document, context))
    if authors.document is None or len(authors.records) < len(authors.document.data):
        load.broken.append(Broken(AUTHORS_FILE, authors.document))
    return authors.records


def _watched(load: _Load) -> Mapping[str, Watched]:
    """Read what `guides watch` found of the pages behind guides."""
    watched = _read_data(load, WATCHED_FILE, Watched, partial(data_files.bad_watched, frozenset(load.listing.files)))
    if watched.document is not None:
        load.diagnostics.extend(data_files.watched_order(watched.document, watched.records))
    return MappingProxyType(watched.records)


def _pages(load: _Load) -> Mapping[str, Entry[OtherPage]]:
    """Read the data of the pages that are made by hand. Without any, an engine would look for some in the text."""
    entries: dict[str, Entry[OtherPage]] = {}
    for uri in load.listing.files:
        is_made = lies_in(uri, RECORDS) and not uri.endswith(f"/{INDEX}")
        if is_made or not uri.endswith(".md"):
            continue
        try:
            text = load.text(uri)
            if text.startswith("# "):
                continue  # a page may be text alone
            document = load.parsed(uri, text)
        except FileNotFoundError:
            continue
        except FrontMatterError as error:
            # A file that cannot be read is told of where its text is checked.
            broken = {diagnostic.rule for diagnostic in load.diagnostics if diagnostic.path == f"{load.root}{uri}"}
            load.diagnostics.extend(diagnostic for diagnostic in error.diagnostics if diagnostic.rule not in broken)
            continue
        page, errors = validate(OtherPage, document)
        load.diagnostics.extend(errors)
        if page is not None:
            entries[uri] = Entry(uri, document, page)
    return MappingProxyType(entries)


def _known(load: _Load, collection: Collection) -> tuple[Known, ...]:
    """Read the names of services without a guide, and check them against those that have one."""
    sources = _read_data(load, SOURCES_FILE, NameSource, data_files.bad_source)
    lists: dict[str, tuple[Document, KnownServices]] = {}
    for uri in load.listing.files:
        path = PurePosixPath(uri)
        if path.parts[0] != SERVICES or path.suffix != ".yml" or uri == SOURCES_FILE:
            continue
        try:
            document = load.document(uri, is_data=True)
        except FrontMatterError as error:
            load.diagnostics.extend(error.diagnostics)
            continue
        record, errors = validate(KnownServices, document)
        load.diagnostics.extend(errors)
        if record is not None:
            lists[uri] = document, record
    load.diagnostics.extend(known_services.check(lists, sources.records, collection))
    # A guide that was added since takes the place of the name; the list is put in order later.
    guides = known_services.guides_by_name(collection)
    services = {
        slugify(service.name): Known(slugify(service.name), PurePosixPath(uri).stem, service)
        for uri, (_, record) in lists.items()
        for service in record.services
        if not any(known_services.fold(name) in guides for _, name in known_services.names(service, ()))
    }
    return tuple(services[slug] for slug in sorted(services))


def _from_settings(docs: Path, name: str) -> tuple[str, ...]:
    """Give the texts that the site's settings list under `extra`."""
    try:
        named = at(settings.read(docs.parent / "mkdocs.yml"), "extra", name)
    except (settings.SettingsError, OSError):
        named = None
    return tuple(one for one in named if isinstance(one, str)) if isinstance(named, list) else ()


def _places(load: _Load) -> Iterator[Diagnostic]:
    """Hold every file to the kinds and places that are known: an engine publishes whatever lies there."""
    listing = load.listing
    # Most sites have none but the home page, and reading the settings takes longer than a guide.
    is_asked = any("/" not in uri and uri != INDEX for uri in listing.files)
    root_files = _from_settings(listing.docs, "root_files") if is_asked else ()
    for uri in listing.files:
        if problem := files.out_of_place(uri, load.root, root_files):
            yield problem
    for uri in listing.hidden:
        if problem := files.hidden(uri, load.root):
            yield problem


def _collection(
    load: _Load,
    context: Context,
    guides: Mapping[str, Entry[Guide]],
    billers: Mapping[str, Entry[Biller]],
) -> Collection:
    """Put guides and billers together with all else that pages are made from, which is read here."""
    return Collection(
        categories=load.records(load.documents("categories"), Category),
        laws=load.records(load.documents("law"), Law),
        authors=MappingProxyType(_authors(load, context)),
        authorities=MappingProxyType(dict(context.authorities)),
        pages=_pages(load),
        watched=_watched(load),
        guides=guides,
        billers=billers,
        broken=tuple(load.broken),
    )


@_without_garbage_collection()
def load(  # noqa: PLR0913, PLR0917 - each but the first has the value that nearly all callers want
    docs: Path,
    root: str = "docs/",
    today: date | None = None,
    new: Newcomers = nobody,
    processes: int = 1,
    cache: Path | None = None,
) -> tuple[Collection, list[Diagnostic]]:
    """Read every guide, biller, category, law and author below `docs`, and check them together.

    `root` is what paths in findings start with. The findings come sorted; the collection
    holds what is valid. A finding that its guide suppresses is among them, marked. `today` is
    for the rules that need a clock; a build has none. `new` gives the files that are told of a
    clash with another one; a build asks no git, so it tells both. `processes` is over how many of
    them the files may be spread, where there are many; a caller with threads keeps to one. `cache` is
    the folder that remembers what the rules found in files that have not changed since.
    """
    loading = _Load(list_files(docs), root, kept.memory(cache, "data"))
    for uri in loading.listing.links:
        loading.diagnostics.append(files.linked(f"{root}{uri}", (docs / uri).readlink()))
    loading.diagnostics.extend(_places(loading))
    guides = dict(loading.documents("guides", has_free_names=True, processes=processes))
    billers = dict(loading.documents("billers", has_free_names=True))
    context = _context(loading, {**guides, **billers}, today)
    findings = kept.Findings(kept.memory(cache, "findings", _told(context)), today, DATE_FUTURE.id)
    of_billers = _Checks(loading, billers, Biller, context, findings)
    of_guides = _Checks(loading, guides, Guide, context, findings, processes)
    with of_guides.shared:
        loading.diagnostics.extend(_assets(loading, context, findings))
        loading.diagnostics.extend(other_pages.check(loading.text, root, context, findings))
        collection = _collection(loading, context, of_guides.entries(), of_billers.entries())
        collection = replace(collection, known=_known(loading, collection))
        shapes = kept.memory(cache, "shapes")

        def shape_of(guide: Entry[Guide]) -> duplication.Shape:
            return shapes.of(guide.uri, loading.keys[guide.uri], partial(duplication.shape, guide))

        broken = [(one.uri, one.document and one.document.digest) for one in collection.broken]
        data = kept.digest(collection.once(digest_of_data), broken, sorted(new()))
        diagnostics = [
            *findings.of(f"{root} across", data, context.anchors, lambda _: across.of_data(collection, new)),
            *across.of_texts(collection, new, shape_of),
        ]
        # What other processes do meanwhile is waited for as late as can be.
        diagnostics += [*of_billers.diagnostics(), *of_guides.diagnostics()]
    diagnostics = without_echoes([*loading.diagnostics, *diagnostics])
    for memory in (loading.data, findings.memory, shapes):
        memory.write()
    entries: list[AnyEntry] = [*collection.guides.values(), *collection.billers.values()]
    pages: list[tuple[Document, Page]] = [(entry.document, entry.page) for entry in entries]
    return collection, sorted(suppress(diagnostics, pages, RULES))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """All files but the one that somebody writes: what its checks and its page need to know of them."""

    collection: Collection
    documents: Mapping[str, Document]
    context: Context
    text: Callable[[str], str]
    root: str


def neighbours(
    docs: Path, root: str = "docs/", today: date | None = None, files: frozenset[str] = frozenset()
) -> Neighbours:
    """Read the files below `docs`, which are known to be good, without running a rule on them.

    `files` are paths of files that exist on the site and are not here, such as pictures.
    """
    loading = _Load(list_files(docs), root, kept.memory(None, "data"))
    guides, billers = dict(loading.documents("guides")), dict(loading.documents("billers"))
    documents = {**guides, **billers}
    context = _context(loading, documents, today)
    collection = _collection(
        loading,
        context,
        loading.records(iter(guides.items()), Guide),
        loading.records(iter(billers.items()), Biller),
    )
    return Neighbours(collection, documents, replace(context, files=context.files | files), loading.text, root)


@dataclass(frozen=True, slots=True)
class Draft:
    """A guide that somebody writes, among its neighbours; `collection` has it where its data are valid."""

    collection: Collection
    page: Guide | None
    diagnostics: tuple[Diagnostic, ...]


def check_draft(others: Neighbours, uri: str, text: str, *, is_compared: bool = True) -> Draft:
    """Check a guide that somebody writes: what comes out is what `load` says of it among the same neighbours.

    To compare it with all of them takes most of the time, and can be left for a longer pause.
    """
    path = f"{others.root}{uri}"
    named = [problem] if (problem := files.bad_name(path)) else []
    try:
        document = parse(text, path)
    except FrontMatterError as error:
        return Draft(others.collection, None, (*named, *error.diagnostics))
    documents = {**others.documents, uri: document}
    context = replace(
        others.context,
        files=others.context.files | {uri},
        anchors=_anchors(others.text, documents),
        **_declared(documents),
    )
    page, errors = validate(Guide, document)
    diagnostics = check_file(uri, document, page, errors, context)
    if page is None:
        collection = replace(others.collection, broken=(*others.collection.broken, Broken(uri, document)))
        beside = [one for one in across.references(collection) if one.path == path]
        return Draft(others.collection, None, tuple(sorted(without_echoes([*named, *diagnostics, *beside]))))
    guides = {**others.collection.guides, PurePosixPath(uri).stem: Entry(uri, document, page)}
    collection = replace(others.collection, guides=MappingProxyType(dict(sorted(guides.items()))))
    new = frozenset({uri} - others.documents.keys())
    beside = [one for one in across.check(collection, lambda: new) if one.path == path] if is_compared else []
    told = suppress(without_echoes([*named, *diagnostics, *beside]), [(document, page)], RULES)
    if not is_compared:
        # What a rule across files may still find is not unneeded yet.
        told = [one for one in told if one.rule != IGNORE_UNNEEDED.id]
    return Draft(collection, page, tuple(sorted(told)))
