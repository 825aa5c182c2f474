"""Lets an engine do its part to a page that is finished HTML, by what it looks at: headings, links and anchors.

A page has some two thousand elements, and every processor of an engine walks through all of them. For its table of
contents, its addresses and its anchors it needs a hundred: those are put into a small tree, which goes through the
same processors, and what became of them is put back into the text.
"""

import html
import re
from xml.etree.ElementTree import fromstring

from markdown import Markdown

from guides.source.prose import protect

_ANCHOR = re.compile(r"<[a-z][^>]*?\s(id=\"[^\"]*\")")
_PART = re.compile(
    r"(?P<start><(?P<kind>a|img)\b[^>]*?\s(?:href|src)=\")(?P<address>[^\"]*)|<(?P<level>h[1-6])\b.*?</(?P=level)>",
    re.DOTALL,
)
_NAMES = {"a": "href", "img": "src"}


def process(md: Markdown, page: str, put: str) -> str:
    """Make of a page what the engine would, where the processor `put` had put its tree into the engine's.

    What others ask `md` for afterwards, such as its table of contents, is that of the page.
    """
    parts = list(_PART.finditer(page))
    headings = [found[0] for found in parts if found["level"]]
    links = list(dict.fromkeys((found["kind"], found["address"]) for found in parts if found["kind"]))
    # Headings first: an engine takes a title from where a page begins.
    extract = "".join((
        *headings,
        *(f'<{kind} {_NAMES[kind]}="{address}"/>' for kind, address in links),
        *(f"<i {anchor}/>" for anchor in _ANCHOR.findall(page)),
    ))
    root = fromstring(f"<div>{extract}</div>")  # noqa: S314 - of a page that our own templates made
    protect(root)
    elements = list(root)
    of_links = elements[len(headings) : len(headings) + len(links)]
    before = [element.get(_NAMES[element.tag]) for element in of_links]
    for processor in list(md.treeprocessors)[md.treeprocessors.get_index_for_name(put) + 1 :]:
        processor.run(root)
    addresses = {
        link: html.escape(address)
        for link, element, old in zip(links, of_links, before, strict=True)
        if (address := element.get(_NAMES[element.tag])) != old and address is not None
    }
    finished = iter([md.serializer(element) for element in elements[: len(headings)]])

    def put_back(found: re.Match[str]) -> str:
        if found["level"]:
            return next(finished)
        address = addresses.get((found["kind"], found["address"]))
        return found[0] if address is None else f"{found['start']}{address}"

    page = _PART.sub(put_back, page)
    for postprocessor in md.postprocessors:
        page = postprocessor.run(page)
    return page
