"""Puts a page together: the view, the template, and the author's text, as one tree.

The road is the same under every engine, and nothing on it is hidden, shown again or read back.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from guides.collection import AnyEntry, Collection, Entry
from guides.model import Category
from guides.site import jsonld, lists, prose
from guides.site.html import parse, render, slots
from guides.site.links import Links, Site
from guides.site.outputs import pagefind, redirects
from guides.site.prose import Prose, Section
from guides.site.text import plain
from guides.site.views import HEADINGS, GuidePage, page_view, trouble


@dataclass(frozen=True, slots=True)
class Composed:
    """A page: its tree, and what the theme is told of it."""

    tree: Element
    meta: dict[str, Any] = field(default_factory=dict)


def _fill(root: Element, contents: dict[str, Sequence[Element]]) -> None:
    """Put elements in the place of the slots of a template."""
    for parent, index, name in list(slots(root)):
        parent[index : index + 1] = list(contents.get(name, ()))


def _section(section: Section, *, is_folded: bool) -> list[Element]:
    root = render("section.html.jinja", section=section, is_folded=is_folded and bool(section.title))
    _fill(root, {"elements": section.elements})
    return list(root)


def _body(text: Prose) -> dict[str, Sequence[Element]]:
    """Sort an author's sections: what helps when it does not work stands high up, the rest opens on request."""
    first = [element for section in text.sections if trouble(section.title) for element in _section(section, is_folded=False)]
    rest = [
        element for section in text.sections if not trouble(section.title) for element in _section(section, is_folded=True)
    ]
    faq: list[Element] = []
    if text.faq:
        root = render("faq.html.jinja")
        _fill(root, {"elements": text.faq})
        faq = list(root)
    return {"trouble": first, "sections": rest, "faq": faq}


def _anchors(page: GuidePage) -> set[str]:
    """Give every anchor of a page but those of its author's headings."""
    taken = {*HEADINGS, "what-stays", "difficulty", "disclaimer", "save-first"}
    for payer in [*([page.own] if page.own else []), *page.others]:
        taken.add(payer.anchor)
        for way in payer.ways:
            taken |= {way.anchor, way.former_anchor, *(step.anchor for step in way.steps)}
    return taken


def guide(collection: Collection, entry: AnyEntry, site: Site, stash: prose.HtmlStash) -> Composed:
    """Compose the page of a guide or a biller. Code blocks of its author are left in `stash` for the engine."""
    links = Links(entry.uri, site)
    page = page_view(collection, entry, links)
    text = prose.convert(entry.document.body, stash, _anchors(page))
    walked = any(route.check and route.check.how == "walkthrough" for route in entry.page.routes)
    countdowns = json.dumps([asdict(row) for row in page.countdowns], ensure_ascii=False)
    tree = render("page.html.jinja", page=page, links=links, walked=walked, countdowns=countdowns)
    _fill(tree, _body(text))
    meta: dict[str, Any] = {
        "jsonld": jsonld.for_guide(collection, entry, site, page, text.questions),
        "filters": pagefind.filters(entry),
        "title": page.title,
        "description": page.description,
        "comments": True,
    }
    if moved_to := redirects.moved_to(collection, entry):
        meta["moved_to"] = moved_to
    return Composed(tree, meta)


def category(collection: Collection, entry: Entry[Category], site: Site, stash: prose.HtmlStash) -> Composed:
    """Compose the page of a category: its own words, then its guides."""
    text = prose.convert(entry.document.body, stash, set())
    rows = lists.make("of-category", "", 1, collection, Links(entry.uri, site))
    tree = render("category.html.jinja", category=entry.page, rows=rows)
    _fill(tree, {"sections": [element for one in text.sections for element in _section(one, is_folded=False)]})
    meta = {"title": entry.page.title, "description": plain(entry.page.description), "comments": True}
    return Composed(tree, meta)


def page(collection: Collection, uri: str, site: Site, stash: prose.HtmlStash) -> Composed | None:
    """Compose a page that is made from data, by its path below docs/; nothing for an ordinary page."""
    if entry := collection.entry(uri):
        return guide(collection, entry, site, stash)
    for other in collection.categories.values():
        if other.uri == uri:
            return category(collection, other, site, stash)
    return None


def list_at(line: str, number: int, collection: Collection, links: Links) -> Element | None:
    """Make the list that a line of an ordinary page asks for; nothing for any other line."""
    if not (match := lists.LINE.fullmatch(line.strip())):
        return None
    return parse(str(lists.make(match["name"], match["words"] or "", number, collection, links)))
