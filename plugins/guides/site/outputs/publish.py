"""Everything that is published beside the pages: finder and search index, data, feeds, letters, pictures, headers."""

from collections.abc import Iterable, Iterator, Mapping
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
from guides.site.outputs.finished import Facts
from guides.site.outputs.own_files import OwnFiles

_LLMS = "llms.txt"


def for_pages(collection: Collection, site: Site) -> dict[str, str]:
    """Write what pages load, or name: each text by its path below the site."""
    found = {
        search_index.PATH: search_index.write(search_index.rows(collection)),
        search_index.KNOWN_PATH: search_index.known(collection),
        letters.PATH: letters.file(collection),
        "opensearch.xml": search_index.open_search(site),
        "robots.txt": sitemap.robots(site),
    }
    if site.is_offline:
        found[offline.START] = (offline.SOURCES / "start.js").read_text(encoding="utf-8")
    if rules := redirects.rules_file(collection, site):
        found["_redirects"] = rules
    return found


def for_programs(collection: Collection, site: Site, own: OwnFiles) -> Iterator[tuple[str, str]]:
    """Write what other programs read: each path below the site, and its text."""
    yield from api.files(collection, site, own.data, own.descriptions)
    yield from feeds.files(collection, site)
    yield _LLMS, markdown_pages.llms(collection, site)
    yield from redirects.pages(collection, site)


def paths_for_programs(collection: Collection) -> Iterator[str]:
    """Give the paths of what other programs read, without writing it; a page may link there."""
    yield from api.paths(collection)
    yield from feeds.paths(collection)
    yield _LLMS


def write(folder: Path, path: str, content: str | bytes) -> None:
    """Write one file of a built site."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode())


def write_beside(folder: Path, collection: Collection, site: Site, own: OwnFiles) -> dict[str, Facts]:
    """Write everything beside the pages of guides that no page waits for, and the pages that lead elsewhere.

    Gives what stands in these, by their paths.
    """
    facts: dict[str, Facts] = {}
    for path, text in for_programs(collection, site, own):
        if path.endswith(".html"):
            text, facts[path] = finished.finish(text, path)  # noqa: PLW2901 - the same page
        write(folder, path, text)
    for path, text in markdown_pages.pages(collection, site, own.markdown):
        write(folder, path, text)
    for path, picture in pictures.files(collection, site, own.picture):
        write(folder, path, picture)
    own.tidy()
    return facts


def write_last(folder: Path, collection: Collection, site: Site, facts: Iterable[Facts]) -> None:
    """Write what is about all finished files: the list for search engines, the policy, and the worker."""
    # An engine's own has the day of the build, in the compressed one too.
    write(folder, "sitemap.xml", sitemap.sitemap(collection, site, folder))
    (folder / "sitemap.xml.gz").unlink(missing_ok=True)
    headers.write(folder, urlsplit(site.url).path.rstrip("/"), (one.inside for one in facts))
    write(folder, offline.WORKER, offline.worker(folder, is_on=site.is_offline))


def wrong(docs: Path, site: Site, facts: Mapping[str, Facts]) -> Iterator[str]:
    """Say of each finished page what must not be there."""
    known = last_look.Known(docs, (site.url, site.repo_url, site.form))
    for path, one in sorted(facts.items()):
        for problem in last_look.problems(one.seen, known):
            yield f"{path}: {problem}"
