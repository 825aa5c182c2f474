"""Everything that is published beside the pages: finder and search index, data, feeds, letters, pictures, headers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from guides.collection import AnyEntry, Collection
from guides.processes import Shared, others
from guides.site.links import Site
from guides.site.outputs import (
    api,
    feeds,
    headers,
    last_look,
    letters,
    markdown_pages,
    offline,
    pictures,
    redirects,
    search_index,
    sitemap,
)
from guides.site.outputs.api import records
from guides.site.outputs.finished import Facts
from guides.site.outputs.folder import Folder
from guides.site.outputs.own_files import OwnFiles

Files: TypeAlias = Iterable[tuple[str, str | bytes]]
"""Paths below the site, each with what stands there."""

_LLMS = "llms.txt"
FEW = 24
"""With fewer pages, or pieces beside them, another process is not worth its start, and its memory."""
_WHILE_INDEXED = 0.45
"""The part of these pieces that is left to the time in which the text is indexed, where one other process writes the
rest: that ends with one processor alone, for about as long. Of several processes each has less."""


def for_pages(collection: Collection, site: Site) -> dict[str, str]:
    """Write what pages load, or name: each text by its path below the site."""
    files = {
        search_index.PATH: search_index.write(search_index.rows(collection)),
        search_index.KNOWN_PATH: search_index.known(collection),
        letters.PATH: letters.file(collection),
        "opensearch.xml": search_index.open_search(site),
        "robots.txt": sitemap.robots(site),
    }
    if site.is_offline:
        files[offline.START] = (offline.SOURCES / "start.js").read_text(encoding="utf-8")
    if rules := redirects.rules_file(collection, site):
        files["_redirects"] = rules
    return files


def for_programs(collection: Collection, site: Site, own: OwnFiles) -> Iterator[tuple[str, str | bytes]]:
    """Write what other programs read: each path below the site, and its text."""
    yield from ((records.data_path(entry), own.data(entry)) for entry in collection.entries())
    yield api.ALL, b"".join(api.whole(collection, own.data))
    for guide in collection.guides.values():
        yield from own.feeds(guide)
    for piece in _of_all(collection, site, own):
        yield from piece.make()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Files that are written together: which they are, a name for all that they are made of, and what makes them."""

    what: str
    key: str
    make: Callable[[], Files]


def _of_all(collection: Collection, site: Site, own: OwnFiles) -> list[_Piece]:
    """Give the files about all entries that do not have their data."""
    makers: dict[str, Callable[[], Iterable[tuple[str, str]]]] = {
        "api": partial(api.lists, collection, site),
        "feeds": partial(feeds.of_all, collection, site),
        "llms": lambda: [(_LLMS, markdown_pages.llms(collection, site))],
    }
    pieces = [_Piece(what, own.key_of_all(what), partial(own.about_all, what, make)) for what, make in makers.items()]
    return [*pieces, _Piece("descriptions", own.key("descriptions"), lambda: own.descriptions().items())]


def after_pages(collection: Collection, site: Site, own: OwnFiles) -> Iterator[tuple[str, str | bytes]]:
    """Write what may follow the pages while a site is only looked at: each path below the site, and its text."""
    yield from for_programs(collection, site, own)
    yield from redirects.pages(collection, site)


def paths_for_programs(collection: Collection) -> Iterator[str]:
    """Give the paths of what other programs read, without writing it; a page may link there."""
    yield from api.paths(collection)
    yield from feeds.paths(collection)
    yield _LLMS


class Beside:
    """The files that no page waits for: those of guides and billers, those for programs, and pages that lead elsewhere.

    Most are written by pieces of work of which none needs another, so that several processes may share them.
    """

    def __init__(self, folder: Folder, collection: Collection, site: Site, own: OwnFiles) -> None:
        """Take where they are written, and what they are made of."""
        self._folder = folder
        self._collection = collection
        self._site = site
        self._own = own
        self._missing: list[_Piece] = []
        self._work = Shared(self._write, self._missing, 0)

    def _pieces(self) -> Iterator[_Piece]:
        """Give all, the longest first, but for one with which much of what others need is loaded."""
        own = self._own
        yield _Piece("picture", own.key("picture"), lambda: [(pictures.OF_SITE, own.picture_of_site())])
        yield _Piece("leading", own.key_of_leading(), self._leading)
        yield from _of_all(self._collection, self._site, own)
        for entry in self._collection.entries():
            yield _Piece(f"beside {entry.uri}", own.key_of(entry), partial(self._of, entry))

    def start(self, processes: int = 1) -> None:
        """Begin, in half of so many other processes where there is much to do: pages need the rest."""
        self._missing = missing = [piece for piece in self._pieces() if not self._folder.holds(piece.what, piece.key)]
        number = -(-others(processes, len(missing), FEW) // 2)
        left = round(_WHILE_INDEXED / number * len(missing)) if number else 0
        self._work = Shared(self._write, missing[: len(missing) - left], number)

    def stop(self) -> None:
        """Leave nobody behind who still works."""
        self._work.stop()

    def _leading(self) -> Files:
        return ((path, html) for path, html, _ in self._own.leading())

    def _of(self, entry: AnyEntry) -> Files:
        return self._own.of(entry).items()

    def _write(self, piece: _Piece) -> list[str]:
        paths = []
        for path, content in piece.make():
            self._folder.write(path, content)
            paths.append(path)
        return paths

    def finish(self) -> dict[str, Facts]:
        """Write the rest when all work is done; give what stands in the pages that lead elsewhere, by their paths."""
        with self._work:
            written = self._work.results()
        written += map(self._write, self._missing[len(written) :])
        for piece, paths in zip(self._missing, written, strict=True):
            self._folder.note(piece.what, piece.key, paths)
        self._folder.write_parts(api.ALL, partial(api.whole, self._collection, self._data))
        self._own.tidy()
        return {path: facts for path, _, facts in self._own.leading()}

    def _data(self, entry: AnyEntry) -> bytes:
        """Read what has been written of an entry: sooner than from the cache, and it takes no memory until then."""
        return (self._folder.top / records.data_path(entry)).read_bytes()


def write_last(folder: Folder, collection: Collection, site: Site, facts: Mapping[str, Facts]) -> None:
    """Write what is about all finished files: the list for search engines, the policy, and the worker.

    `facts` has what stands in each page.
    """
    # An engine's own has the day of the build, in the compressed one too.
    folder.write("sitemap.xml", sitemap.sitemap(collection, site, facts))
    (folder.top / "sitemap.xml.gz").unlink(missing_ok=True)
    headers.write(folder.top, urlsplit(site.url).path.rstrip("/"), (fact.inside for fact in facts.values()))
    folder.write(offline.WORKER, offline.worker(folder.top, is_on=site.is_offline))


def wrong(docs: Path, site: Site, facts: Mapping[str, Facts]) -> Iterator[str]:
    """Say of each finished page what must not be there."""
    known = last_look.Known(docs, (site.url, site.repo_url, site.form))
    for path, one in sorted(facts.items()):
        for problem in last_look.problems(one.seen, known):
            yield f"{path}: {problem}"
