"""Puts a page together: the view, the template, and the author's text, as one tree.

The road is the same under every engine, and nothing on it is hidden, shown again or read back. It
has two halves. The first gathers all that goes into a page, and is the only one that sees the
collection; the second makes the page of that alone, so that equal ingredients give equal pages.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from markupsafe import Markup

from guides.collection import AnyEntry, Collection, Entry
from guides.model import Category
from guides.model.words import How
from guides.rules.lib import anchors
from guides.site import jsonld, lists, sections
from guides.site.html import render
from guides.site.links import Links, Site
from guides.site.lists import contribute
from guides.site.outputs import pagefind, redirects
from guides.site.text import plain
from guides.site.views import GuidePage, page_view, trouble
from guides.source.frontmatter import Document


@dataclass(frozen=True, slots=True)
class Ingredients:
    """All that a page is made of: its author's text, what it shows of the collection, and the lists that it asks for.

    `source` is the file of a page that is made from data, and the Markdown of any other. `lists` has the HTML of each
    list by the line that asks for it.
    """

    uri: str
    site: Site
    source: Document | str
    page: GuidePage | Category | None = None
    lists: tuple[tuple[str, Markup], ...] = ()
    walked: bool = False
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Composed:
    """A page that is made from data: its HTML, and what the theme is told of it."""

    html: str
    meta: Mapping[str, Any]


def _anchors(page: GuidePage) -> set[str]:
    """Give every anchor of a page but those of its author's headings."""
    taken = set(anchors.HEADINGS)
    for biller in [*([page.own] if page.own else []), *page.others]:
        taken.add(biller.anchor)
        for route in biller.routes:
            taken |= {route.anchor, route.former_anchor, *(step.anchor for step in route.steps)}
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
    walked = any(route.check and route.check.how is How.WALKTHROUGH for route in entry.page.routes)
    return Ingredients(entry.uri, site, entry.document, page, walked=walked, meta=meta)


def _of_category(collection: Collection, entry: Entry[Category], site: Site) -> Ingredients:
    rows = lists.make("of-category", "", 1, collection, Links(entry.uri, site))
    meta = {"title": entry.page.title, "description": plain(entry.page.description), "comments": True}
    return Ingredients(entry.uri, site, entry.document, entry.page, (("", rows),), meta=meta)


def _of_text(collection: Collection, uri: str, site: Site, text: str) -> Ingredients:
    links = Links(uri, site)
    shown: dict[str, Markup] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if (match := lists.LINE.fullmatch(line.strip())) and line.strip() not in shown:
            shown[line.strip()] = lists.make(match["name"], match["words"] or "", number, collection, links)
    described = {"index.md": jsonld.for_home, "contribute/api.md": jsonld.for_data}.get(uri)
    meta = {"jsonld": described(site)} if described else {}
    return Ingredients(uri, site, text, lists=tuple(shown.items()), meta=meta)


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


def _guide(ingredients: Ingredients, source: Document, page: GuidePage) -> Composed:
    text = sections.convert(source.tree, _anchors(page))
    rows = [{one.name: value for one in fields(row) if (value := getattr(row, one.name))} for row in page.countdowns]
    html = render(
        "page.html.jinja",
        page=page,
        links=Links(ingredients.uri, ingredients.site),
        walked=ingredients.walked,
        countdowns=json.dumps(rows, ensure_ascii=False, separators=(",", ":")),
        # What helps when it does not work stands high up, the rest opens on request.
        trouble=[section for section in text.sections if trouble(section.title)],
        sections=[section for section in text.sections if not trouble(section.title)],
        faq=text.faq,
    )
    described = jsonld.with_questions(ingredients.meta["jsonld"], text.questions)
    return Composed(html, {**ingredients.meta, "jsonld": described})


def _category(ingredients: Ingredients, source: Document, category: Category) -> Composed:
    html = render(
        "category.html.jinja",
        category=category,
        sections=sections.convert(source.tree, set()).sections,
        rows=dict(ingredients.lists)[""],
        mend=contribute.mend(Links(ingredients.uri, ingredients.site)),
    )
    return Composed(html, ingredients.meta)


def page(ingredients: Ingredients) -> Composed | None:
    """Make a page of its ingredients; nothing for an ordinary one, whose text the engine converts."""
    shown, source = ingredients.page, ingredients.source
    if shown is None or isinstance(source, str):
        return None
    return _category(ingredients, source, shown) if isinstance(shown, Category) else _guide(ingredients, source, shown)
