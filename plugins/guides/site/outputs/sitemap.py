"""The list of pages for search engines, and what robots may read.

A page has a date there only if its content has one: a date of the build would be false, and would
teach search engines to believe none of them.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from guides.collection import Collection
from guides.site.jsonld import page_url
from guides.site.links import Site
from guides.site.outputs.redirects import moved_to
from guides.site.views import modified


def _pages(collection: Collection) -> Iterator[tuple[str, str]]:
    """Give each page by its path below docs/, and the day of its last change where it is known."""
    kinds = (collection.guides, collection.billers, collection.categories, collection.laws)
    for uri in sorted({*collection.pages, *(entry.uri for kind in kinds for entry in kind.values())}):
        entry = collection.entry(uri)
        if entry is None:
            yield uri, ""
        elif not moved_to(collection, entry):
            yield uri, modified(entry.page).isoformat()


def sitemap(collection: Collection, site: Site) -> str:
    """Write the list as sitemaps.org has it."""
    top = Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for uri, day in _pages(collection):
        url = SubElement(top, "url")
        SubElement(url, "loc").text = page_url(site, uri)
        if day:
            SubElement(url, "lastmod").text = day
    indent(top)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(top, encoding="unicode")}\n'


def robots(site: Site) -> str:
    """Let robots read everything, and name the list of pages."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url.rstrip('/')}/sitemap.xml\n"
