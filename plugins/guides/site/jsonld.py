"""Structured data of a page: plain functions of the collection and of the finished page's text.

Vocabulary: https://schema.org. Steps and questions come from the finished page, so that the
markup says what the reader sees. Dates are those of the guide, never of the build.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guides.collection import Collection, Entry
from guides.model import Biller, Guide
from guides.site.links import Site

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Procedure:
    """A step table as the page shows it: its title and its rows, cell by cell."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer as the page shows them."""

    question: str
    answer: str


def page_url(site: Site, uri: str) -> str:
    """Give the public address of a page by its path below docs/."""
    path = uri.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{site.url.rstrip('/')}/{path}/" if path else f"{site.url.rstrip('/')}/"


def modified(page: Guide | Biller) -> date:
    """Give the day of the newest check or change."""
    checks = [route.check.date for route in page.routes if route.check]
    return max([page.published, *checks, *(change.date for change in page.changes)])


def _organization(site: Site) -> Node:
    return {
        "@type": "Organization",
        "@id": f"{page_url(site, 'index.md')}#organization",
        "name": site.name,
        "url": page_url(site, "index.md"),
    }


def _how_to(name: str, procedures: Sequence[Procedure]) -> Node:
    sections = [
        {
            "@type": "HowToSection",
            "name": procedure.title,
            "position": number,
            "itemListElement": [
                {"@type": "HowToStep", "position": position, "name": row[1], "text": " – ".join(filter(None, row[1:]))}
                for position, row in enumerate(procedure.rows, start=1)
            ],
        }
        for number, procedure in enumerate(procedures, start=1)
    ]
    return {"@type": "HowTo", "name": name, "step": sections}


def _faq(questions: Sequence[Question]) -> Node:
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": item.question, "acceptedAnswer": {"@type": "Answer", "text": item.answer}}
            for item in questions
        ],
    }


def _breadcrumbs(site: Site, crumbs: Sequence[tuple[str, str]]) -> Node:
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": page_url(site, uri)}
        for position, (name, uri) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _room(collection: Collection, page: Guide | Biller) -> tuple[str, str]:
    """Give the page above a guide: its category, or the list of billers."""
    if isinstance(page, Biller):
        return "Who bills you", "billers/index.md"
    slug = page.service.category
    category = collection.categories.get(slug)
    return (category.page.title, category.uri) if category else ("All guides", "guides/index.md")


def for_guide(
    collection: Collection,
    entry: Entry[Guide] | Entry[Biller],
    site: Site,
    procedures: Sequence[Procedure],
    questions: Sequence[Question],
) -> Node:
    """Describe the page of a guide or a biller."""
    page = entry.page
    url = page_url(site, entry.uri)
    editors = {"@type": "Organization", "url": page_url(site, "about/editors.md")}
    article = {
        "@type": "Article",
        "@id": f"{url}#article",
        "headline": page.title,
        "description": page.description,
        "inLanguage": "en",
        "datePublished": page.published.isoformat(),
        "dateModified": modified(page).isoformat(),
        "author": [
            {**editors, "name": collection.authors[key].name} for key in page.authors if key in collection.authors
        ],
        "publisher": {"@id": _organization(site)["@id"]},
        "mainEntityOfPage": url,
    }
    graph = [
        article,
        _organization(site),
        _breadcrumbs(site, [("Home", "index.md"), _room(collection, page), (page.title, entry.uri)]),
    ]
    if procedures:
        graph.append(_how_to(page.title, procedures))
    if questions:
        graph.append(_faq(questions))
    return {"@context": "https://schema.org", "@graph": graph}


def for_home(site: Site) -> Node:
    """Describe the site, on its home page."""
    url = page_url(site, "index.md")
    website = {
        "@type": "WebSite",
        "@id": f"{url}#website",
        "name": site.name,
        "url": url,
        "inLanguage": "en",
        "publisher": {"@id": f"{url}#organization"},
    }
    return {"@context": "https://schema.org", "@graph": [website, _organization(site)]}
