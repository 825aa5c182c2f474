"""What is published beside the pages: the finder's index, data as JSON, letters, redirects, the search's index."""

from collections.abc import Iterator

from guides.collection import Collection
from guides.site.links import Site
from guides.site.outputs import api, letters, redirects, search_index


def generated(collection: Collection, site: Site) -> Iterator[tuple[str, str]]:
    """Give every file of the site that is made from the collection and is no page."""
    yield search_index.PATH, search_index.write(search_index.rows(collection))
    yield search_index.KNOWN_PATH, search_index.known(collection)
    yield "opensearch.xml", search_index.open_search(site)
    yield letters.PATH, letters.file(collection)
    yield from api.files(collection, site)
    yield from redirects.pages(collection, site)
    if rules := redirects.rules_file(collection, site):
        yield "_redirects", rules
