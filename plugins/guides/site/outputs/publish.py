"""Everything that is published beside the pages: finder and search index, data, feeds, letters, pictures, headers."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from guides.collection import Collection
from guides.site.links import Site
from guides.site.outputs import (
    api,
    feeds,
    headers,
    letters,
    markdown_pages,
    offline,
    pictures,
    redirects,
    search_index,
    security,
    sitemap,
)


def generated(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Give every file of the site that is made from the collection and is no page."""
    yield search_index.PATH, search_index.write(search_index.rows(collection))
    yield search_index.KNOWN_PATH, search_index.known(collection)
    yield "opensearch.xml", search_index.open_search(site)
    yield letters.PATH, letters.file(collection)
    yield from api.files(collection, site)
    yield from feeds.files(collection, site)
    yield "llms.txt", markdown_pages.llms(collection, site)
    yield "robots.txt", sitemap.robots(site)
    yield from redirects.pages(collection, site)
    if site.is_offline:
        yield offline.START, (offline.SOURCES / "start.js").read_text(encoding="utf-8")
    if rules := redirects.rules_file(collection, site):
        yield "_redirects", rules


def finish(folder: Path, collection: Collection, site: Site, contact: security.Security | None = None) -> None:
    """Add to a built site what an engine cannot: texts that it would take for pages, pictures, policy and worker.

    The policy is about every page, and the worker names the finished files, so they come last.
    """
    for path, text in markdown_pages.pages(collection, site):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")
    for path, picture in pictures.files(collection, site):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(picture)
    # An engine's own has the day of the build, in the compressed one too.
    (folder / "sitemap.xml").write_text(sitemap.sitemap(collection, site, folder), encoding="utf-8", newline="")
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)
    headers.write(folder, urlsplit(site.url).path.rstrip("/"))
    worker = offline.worker(folder, is_on=site.is_offline)
    (folder / offline.WORKER).write_text(worker, encoding="utf-8", newline="")
    if contact is not None:
        for path in security.PATHS:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(security.text(contact, site.url), encoding="utf-8", newline="")
