"""Structured data of a page, from the same view as the page. Vocabulary: https://schema.org.

Dates are those of the guide, never of the build.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guides.collection import AnyEntry, Collection
from guides.model import Biller, Guide
from guides.site.links import Site
from guides.site.views import GuidePage, modified

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer, as text."""

    question: str
    answer: str


def page_url(site: Site, uri: str) -> str:
    """Give the public address of a page by its path below docs/."""
    path = uri.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{site.url.rstrip('/')}/{path}/" if path else f"{site.url.rstrip('/')}/"


def _organization(site: Site) -> Node:
    return {
        "@type": "Organization",
        "@id": f"{page_url(site, 'index.md')}#organization",
        "name": site.name,
        "url": page_url(site, "index.md"),
    }


def _how_to(page: GuidePage, url: str) -> Node | None:
    """Describe the confirmed routes: what is only reported is no instruction; a biller’s steps stand on its page."""
    routes = [route for route in page.own.routes if not route.is_reported] if page.own else []
    sections = [
        {
            "@type": "HowToSection",
            "name": route.title,
            "position": number,
            "itemListElement": [
                {
                    "@type": "HowToStep",
                    "position": position,
                    "name": step.name,
                    "text": step.text,
                    "url": f"{url}#{step.anchor}",
                }
                for position, step in enumerate(route.steps, start=1)
            ],
        }
        for number, route in enumerate(routes, start=1)
    ]
    return {"@type": "HowTo", "name": page.title, "step": sections} if sections else None


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


def _parent(collection: Collection, page: Guide | Biller) -> tuple[str, str]:
    """Give the page above a guide: its category, or the list of billers."""
    if isinstance(page, Biller):
        return "Who bills you", "billers/index.md"
    slug = page.service.category
    category = collection.categories.get(slug)
    return (category.page.title, category.uri) if category else ("All guides", "guides/index.md")


def for_guide(collection: Collection, entry: AnyEntry, site: Site, page: GuidePage) -> Node:
    """Describe the page of a guide or a biller, but for the questions in its text."""
    url = page_url(site, entry.uri)
    editors = {"@type": "Organization", "url": page_url(site, "about/editors.md")}
    merchant = entry.page.merchant
    article = {
        "@type": "Article",
        "@id": f"{url}#article",
        "headline": page.title,
        "description": page.description,
        "inLanguage": "en",
        "datePublished": page.published.isoformat(),
        "dateModified": modified(entry.page).isoformat(),
        "author": [{**editors, "name": author.name} for author in page.authors],
        "publisher": {"@id": _organization(site)["@id"]},
        "mainEntityOfPage": url,
        "about": {"@type": "Organization", "name": merchant.name, "url": f"https://{merchant.domains[0]}/"},
        "citation": [cited.url for cited, _ in page.sources],
    }
    graph = [
        article,
        _organization(site),
        _breadcrumbs(site, [("Home", "index.md"), _parent(collection, entry.page), (page.title, entry.uri)]),
    ]
    if how_to := _how_to(page, url):
        graph.append(how_to)
    return {"@context": "https://schema.org", "@graph": graph}


def with_questions(node: Node, questions: Sequence[Question]) -> Node:
    """Add the questions that a page answers to what describes it."""
    return {**node, "@graph": [*node["@graph"], _faq(questions)]} if questions else node


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


def for_data(site: Site) -> Node:
    """Describe the data that are published for other programs, on the page about them."""
    url = page_url(site, "contribute/api.md")
    top = f"{site.url.rstrip('/')}/api/v1"
    files = (("application/json", "all.json"), ("text/csv", "guides.csv"))
    dataset = {
        "@type": "Dataset",
        "@id": f"{url}#data",
        "name": f"{site.name}: the data",
        "description": "How to cancel subscriptions: who bills, steps, deadlines, refunds, with dates and sources.",
        "url": url,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "creator": _organization(site),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{top}/{name}"} for kind, name in files
        ],
    }
    return {"@context": "https://schema.org", "@graph": [dataset]}
