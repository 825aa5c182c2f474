"""Puts a page together: the view, the template, and the author's text, as one tree.

The road is the same under every engine, and nothing on it is hidden, shown again or read back. It
has two halves. The first gathers all that goes into a page, and is the only one that sees the
collection; the second makes the page of that alone, so that equal ingredients give equal pages.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup

from guides.collection import AnyEntry, Collection, Entry
from guides.model import Category
from guides.site import jsonld, lists, sections
from guides.site.html import render, slots
from guides.site.links import Links, Site
from guides.site.lists import contribute
from guides.site.outputs import pagefind, redirects
from guides.site.sections import Prose, Section
from guides.site.text import plain
from guides.site.views import HEADINGS, GuidePage, page_view, trouble


@dataclass(frozen=True, slots=True)
class Ingredients:
    """All that a page is made of: its author's text, what it shows of the collection, and the lists that it asks for.

    `text` is Markdown. `lists` has the HTML of each list by the line that asks for it.
    """

    uri: str
    site: Site
    text: str
    page: GuidePage | Category | None = None
    lists: tuple[tuple[str, Markup], ...] = ()
    walked: bool = False
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Composed:
    """A page that is made from data: its tree, and what the theme is told of it."""

    tree: Element
    meta: Mapping[str, Any]


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
    first = [
        element for section in text.sections if trouble(section.title) for element in _section(section, is_folded=False)
    ]
    rest = [
        element
        for section in text.sections
        if not trouble(section.title)
        for element in _section(section, is_folded=True)
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


def _of_guide(collection: Collection, entry: AnyEntry, site: Site) -> Ingredients:
    page = page_view(collection, entry, Links(entry.uri, site))
    meta: dict[str, Any] = {
        "jsonld": jsonld.for_guide(collection, entry, site, page),
        "filters": pagefind.filters(entry),
        "title": page.title,
        "description": page.description,
        "comments": True,
    }
    if moved_to := redirects.moved_to(collection, entry):
        meta["moved_to"] = moved_to
    walked = any(route.check and route.check.how == "walkthrough" for route in entry.page.routes)
    return Ingredients(entry.uri, site, entry.document.body, page, walked=walked, meta=meta)


def _of_category(collection: Collection, entry: Entry[Category], site: Site) -> Ingredients:
    rows = lists.make("of-category", "", 1, collection, Links(entry.uri, site))
    meta = {"title": entry.page.title, "description": plain(entry.page.description), "comments": True}
    return Ingredients(entry.uri, site, entry.document.body, entry.page, (("", rows),), meta=meta)


def _of_text(collection: Collection, uri: str, site: Site, text: str) -> Ingredients:
    links = Links(uri, site)
    found: dict[str, Markup] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if (match := lists.LINE.fullmatch(line.strip())) and line.strip() not in found:
            found[line.strip()] = lists.make(match["name"], match["words"] or "", number, collection, links)
    described = {"index.md": jsonld.for_home, "contribute/api.md": jsonld.for_data}.get(uri)
    meta = {"jsonld": described(site)} if described else {}
    return Ingredients(uri, site, text, lists=tuple(found.items()), meta=meta)


def gather(collection: Collection, uri: str, site: Site, text: str) -> Ingredients:
    """Gather what a page is made of, by its path below docs/; `text` is that of an ordinary page's file."""
    entry = collection.entry(uri)
    if entry is None:
        categories = (category for category in collection.categories.values() if category.uri == uri)
        category = next(categories, None)
        return _of_text(collection, uri, site, text) if category is None else _of_category(collection, category, site)
    if (guide := collection.guide_at(uri)) is not None:
        return _of_guide(collection.around(guide), guide, site)
    return _of_guide(collection, entry, site)


def _guide(ingredients: Ingredients, page: GuidePage, stash: sections.HtmlStash) -> Composed:
    text = sections.convert(ingredients.text, stash, _anchors(page))
    rows = [{name: value for name, value in asdict(row).items() if value} for row in page.countdowns]
    countdowns = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    links = Links(ingredients.uri, ingredients.site)
    tree = render("page.html.jinja", page=page, links=links, walked=ingredients.walked, countdowns=countdowns)
    _fill(tree, _body(text))
    described = jsonld.with_questions(ingredients.meta["jsonld"], text.questions)
    return Composed(tree, {**ingredients.meta, "jsonld": described})


def _category(ingredients: Ingredients, category: Category, stash: sections.HtmlStash) -> Composed:
    text = sections.convert(ingredients.text, stash, set())
    mend = contribute.mend(Links(ingredients.uri, ingredients.site))
    tree = render("category.html.jinja", category=category, rows=dict(ingredients.lists)[""], mend=mend)
    _fill(tree, {"sections": [element for one in text.sections for element in _section(one, is_folded=False)]})
    return Composed(tree, ingredients.meta)


def page(ingredients: Ingredients, stash: sections.HtmlStash) -> Composed | None:
    """Make a page of its ingredients; nothing for an ordinary one, whose text the engine converts.

    Code blocks of its author are left in `stash` for the engine.
    """
    if ingredients.page is None:
        return None
    if isinstance(ingredients.page, Category):
        return _category(ingredients, ingredients.page, stash)
    return _guide(ingredients, ingredients.page, stash)
