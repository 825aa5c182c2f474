"""Everything that is published beside the pages: finder and search index, data, feeds, letters, pictures, headers."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from guides.collection import Collection
from guides.site.links import Site
from guides.site.outputs import (
    api,
    feeds,
    finished,
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
from guides.site.outputs.own_files import OwnFiles


def generated(collection: Collection, site: Site, own: OwnFiles | None = None) -> Iterator[tuple[str, str]]:
    """Give every file of the site that is made from the collection and is no page; `own` has those that are made."""
    yield search_index.PATH, search_index.write(search_index.rows(collection))
    yield search_index.KNOWN_PATH, search_index.known(collection)
    yield "opensearch.xml", search_index.open_search(site)
    yield letters.PATH, letters.file(collection)
    yield from api.files(collection, site, *((own.data, own.descriptions) if own else ()))
    yield from feeds.files(collection, site)
    yield "llms.txt", markdown_pages.llms(collection, site)
    yield "robots.txt", sitemap.robots(site)
    yield from redirects.pages(collection, site)
    if site.is_offline:
        yield offline.START, (offline.SOURCES / "start.js").read_text(encoding="utf-8")
    if rules := redirects.rules_file(collection, site):
        yield "_redirects", rules


def finish(
    folder: Path,
    collection: Collection,
    site: Site,
    own: OwnFiles | None = None,
    processes: int = 1,
) -> list[tuple[Path, finished.Seen]]:
    """Add to a built site what an engine cannot: texts that it would take for pages, pictures, policy and worker.

    The policy is about every page, and the worker names the finished files, so they come last. Gives what a
    last look has to judge.
    """
    for path, text in markdown_pages.pages(collection, site, own.markdown if own else None):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    for path, picture in pictures.files(collection, site, own.picture if own else None):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture)
    # An engine's own has the day of the build, in the compressed one too.
    (folder / "sitemap.xml").write_text(sitemap.sitemap(collection, site, folder), encoding="utf-8", newline="")
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)
    inside, seen = finished.go_through(folder, store=own.store if own else None, processes=processes)
    headers.write(folder, urlsplit(site.url).path.rstrip("/"), inside)
    worker = offline.worker(folder, is_on=site.is_offline)
    (folder / offline.WORKER).write_text(worker, encoding="utf-8", newline="")
    return seen


def wrong(folder: Path, docs: Path, site: Site, seen: list[tuple[Path, finished.Seen]]) -> Iterator[str]:
    """Say of each finished page what must not be there."""
    known = last_look.Known(docs, (site.url, site.repo_url, site.form))
    for path, ones in seen:
        for problem in last_look.problems(ones, known):
            yield f"{path.relative_to(folder).as_posix()}: {problem}"
