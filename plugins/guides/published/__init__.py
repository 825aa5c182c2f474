"""What is published beside the pages: the finder's index, data as JSON, redirects, and the index of the search."""

from collections.abc import Iterator
from pathlib import Path

from guides.collection import Collection
from guides.pages.links import Site
from guides.published import api, finder, redirects


def generated(collection: Collection, site: Site, docs: Path) -> Iterator[tuple[str, str]]:
    """Give every file of the site that is made from the collection and is no page."""
    yield finder.PATH, finder.pack(finder.items(collection, finder.titles(docs)), site)
    yield "opensearch.xml", finder.open_search(site)
    yield from api.files(collection, site)
    yield from redirects.pages(collection, site)
    if rules := redirects.rules_file(collection, site):
        yield "_redirects", rules
