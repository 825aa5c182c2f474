"""Addresses that lead to a guide although no guide lies there."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from guides.collection import Collection
from guides.site.links import Site
from guides.site.outputs import redirects
from support import only, parse
from test_finder import kept, retire

SITE = Site("Sample", "https://site.example/sub/")


@pytest.fixture
def collection() -> Collection:
    return kept()


def with_service(collection: Collection, slug: str, **changes: Any) -> Collection:  # noqa: ANN401 - of any field
    entry = collection.guides[slug]
    page = entry.page.model_copy(update={"service": entry.page.service.model_copy(update=changes)})
    return replace(collection, guides=MappingProxyType({**collection.guides, slug: replace(entry, page=page)}))


def test_former_addresses_lead_to_the_guide(collection: Collection) -> None:
    former = collection.guides["everything"].page.former_slugs
    assert former
    assert redirects.moved(collection) == {f"guides/{slug}": "guides/everything" for slug in former}


def test_former_addresses_follow_a_retired_guide_to_the_last_one(collection: Collection) -> None:
    retired = retire(collection, everything="lessons", lessons="minimal")
    assert set(redirects.moved(retired).values()) == {"guides/minimal"}
    assert redirects.moved_to(retired, retired.guides["everything"]) == "guides/minimal/"
    assert redirects.moved_to(retired, retired.guides["minimal"]) == ""


def test_guides_that_replace_each_other_do_not_hang(collection: Collection) -> None:
    circle = retire(collection, everything="lessons", lessons="everything")
    assert redirects.final(circle, circle.guides["everything"]).slug == "lessons"


def test_other_names_lead_to_the_guide(collection: Collection) -> None:
    ways = redirects.other_names(collection)
    assert ways["guides/everything-plus"] == "guides/everything"
    # A former address is one already, a name without a Latin letter makes none, and a guide's own needs none.
    assert not {"guides/nearly-everything", "guides/", "guides/everything", "billers/apple"} & set(ways)


def test_a_name_never_takes_the_place_of_a_guide(collection: Collection) -> None:
    assert "guides/lessons" not in redirects.other_names(with_service(collection, "everything", aliases=("Lessons",)))


def test_a_name_of_two_guides_leads_to_neither(collection: Collection) -> None:
    one = with_service(collection, "everything", aliases=("Both+",))
    both = with_service(one, "lessons", aliases=("Both Plus",))
    assert "guides/both-plus" in redirects.other_names(one)
    assert "guides/both-plus" not in redirects.other_names(both)


def test_the_page_leads_on_without_a_script(collection: Collection) -> None:
    pages = dict(redirects.pages(collection, SITE))
    tree = parse(pages["guides/everything-plus/index.html"])
    assert only(tree, "link[rel=canonical]").attributes["href"] == "https://site.example/sub/guides/everything/"
    assert only(tree, "meta[http-equiv=refresh]").attributes["content"] == "0; url=../../guides/everything/"
    assert only(tree, "a").attributes["href"] == "../../guides/everything/"
    assert only(tree, "a").text() == "How to cancel Everything"


def test_a_place_in_the_page_is_kept_where_scripts_run(collection: Collection) -> None:
    page = dict(redirects.pages(collection, SITE))["guides/everything-plus/index.html"]
    script = only(parse(page), "script")
    assert script.attributes["src"] == "../../assets/javascripts/moved.js"
    assert script.attributes["data-to"] == "../../guides/everything/"
    assert page.index("<script") < page.index("http-equiv")
    assert "script>" not in page.replace("></script>", "")


def test_hosts_that_redirect_by_themselves_get_a_list(collection: Collection) -> None:
    lines = redirects.rules_file(retire(collection, lessons="minimal"), SITE).splitlines()
    assert "/sub/guides/lessons/ /sub/guides/minimal/ 301" in lines
    assert all(line.endswith("/sub/guides/everything/ 301") for line in lines if "lessons" not in line)
