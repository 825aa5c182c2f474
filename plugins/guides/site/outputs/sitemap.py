"""The list of pages for search engines, and what robots may read.

A page has a date there only if its content has one: a date of the build would be false, and would
teach search engines to believe none of them.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from guides.collection import Collection
from guides.site.jsonld import page_url
from guides.site.links import Site
from guides.site.outputs.finished import Facts
from guides.site.views import modified


def _pages(collection: Collection, pages: Mapping[str, Facts]) -> Iterator[tuple[str, str]]:
    """Give each page of a built site by its path below docs/, and the day of its last change where it is known."""
    for path in sorted(pages):
        below, _, name = path.rpartition("/")
        if name != "index.html" or pages[path].leads_on:
            continue
        uri = f"{below}.md" if below else "index.md"
        entry = collection.entry(uri)
        yield uri, modified(entry.page).isoformat() if entry else ""


def sitemap(collection: Collection, site: Site, pages: Mapping[str, Facts]) -> str:
    """List the pages of a built site as sitemaps.org has it; those that only lead elsewhere are none.

    `pages` has what stands in each, by its path below the site.
    """
    top = Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for uri, day in _pages(collection, pages):
        url = SubElement(top, "url")
        SubElement(url, "loc").text = page_url(site, uri)
        if day:
            SubElement(url, "lastmod").text = day
    indent(top)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(top, encoding="unicode")}\n'


def robots(site: Site) -> str:
    """Let robots read everything, and name the list of pages."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url.rstrip('/')}/sitemap.xml\n"
