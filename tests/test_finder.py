"""The index of the finder: what is in it, and how large it gets."""

import gzip
import json
from dataclasses import replace
from types import MappingProxyType
from xml.etree.ElementTree import fromstring

import names
import pytest

from guides.collection import Collection, Known
from guides.load import load
from guides.model import KnownService
from guides.model.fields import slugify
from guides.model.guide import Retired
from guides.site.links import Site
from guides.site.outputs import search_index
from guides.site.outputs.redirects import final
from guides.site.outputs.search_index import Row
from support import ROOT, SAMPLE, published

MANY = 3000
LARGEST = 100_000


def kept() -> Collection:
    """Give the sample with no guide retired."""
    collection = load(SAMPLE / "docs")[0]
    guides = {
        slug: replace(entry, page=entry.page.model_copy(update={"retired": None}))
        for slug, entry in collection.guides.items()
    }
    return replace(collection, guides=MappingProxyType(guides))


@pytest.fixture(scope="module")
def collection() -> Collection:
    return kept()


def retire(collection: Collection, **successors: str | None) -> Collection:
    """Retire guides of a collection, each with the one that takes its place."""
    guides = dict(collection.guides)
    for slug, successor in successors.items():
        retired = Retired.model_validate({"date": "2026-11-20", "reason": "Closed.", "replaced_by": successor})
        guides[slug] = replace(guides[slug], page=guides[slug].page.model_copy(update={"retired": retired}))
    return replace(collection, guides=MappingProxyType(guides))


def large() -> list[Row]:
    """Give as many services as the site may have one day, with names as varied as real ones."""
    return [
        {
            "at": f"guides/{slugify(names.name(index))}",
            "name": names.name(index),
            "level": 1 + index % 5,
            "also": list(names.aliases(index)),
            "domains": [names.domain(index)],
            "lines": list(names.statement(index)),
        }
        for index in range(MANY)
    ]


def by_name(rows: list[Row]) -> dict[str, Row]:
    return {row["name"]: row for row in rows}


def test_everything_that_leads_to_a_guide_is_in_the_index(collection: Collection) -> None:
    assert by_name(search_index.rows(collection))["Everything"] == {
        "at": "guides/everything",
        "name": "Everything",
        "level": 5,
        "category": "learning",
        "also": ["Everything Plus", "كل شيء"],
        "former": ["Nearly Everything"],
        "domains": ["everything.example", "allthings.example"],
        "lines": ["EVERYTHING*PLUS"],
        "phones": ["18005551234"],
        "note": "10 business days before renewal, exit fee, disputed",
    }


def test_billers_and_problems_are_found_too() -> None:
    rows = search_index.rows(published())
    assert {row["at"].partition("/")[0] for row in rows} == {
        "guides",
        "billers",
        "help",
        "law",
        "categories",
        "services",
        "browse",
    }
    (page,) = [row for row in rows if row["at"] == "help/after-a-death"]
    assert page["name"] == "After a death"
    assert "my father died" in page["words"]


def test_a_biller_is_found_by_what_readers_have() -> None:
    rows = {row["at"]: row for row in search_index.rows(published())}
    assert "iphone subscription" in rows["billers/apple"]["words"]
    assert "words" not in rows["billers/paypal"]


def test_a_platform_leads_to_nobody_who_is_on_it() -> None:
    rows = {row["at"]: row for row in search_index.rows(published())}
    assert rows["guides/sling-tv"]["domains"] == ["sling.com"]


def test_what_a_name_tells_already_is_not_written() -> None:
    written = json.loads(search_index.write(search_index.rows(published())))["items"]
    rows = {row["name"]: row for row in written}
    assert rows["AMC+"]["domains"] == [""]
    assert rows["Disney+"]["domains"] == ["", "hulu.com"]
    assert "at" not in rows["AMC+"]


def test_an_empty_field_offers_what_exists() -> None:
    rows = search_index.rows(published())
    few = [row for row in rows if row["at"] != "help/free-trials"]
    offered = [json.loads(search_index.write(some))["offered"] for some in (rows, few)]
    assert offered == [
        ["help/who-bills-me", "help/stop-the-payment", "help/charged-after-cancelling", "help/free-trials"],
        ["help/who-bills-me", "help/stop-the-payment", "help/charged-after-cancelling"],
    ]


def test_names_without_a_guide_stand_in_a_file_of_their_own(collection: Collection) -> None:
    known = (
        Known("brisk", "learning", KnownService(name="Brisk", aliases=("Brisk Go",), domain="brisk.example")),
        Known("calm-sea-plus", "learning", KnownService(name="Calm Sea+")),
        Known("l-ete", "learning", KnownService(name="L'Été")),
    )
    assert json.loads(search_index.known(replace(collection, known=known))) == {
        "format": 5,
        "categories": {"learning": "Learning"},
        "services": {
            "learning": [["Brisk", "Brisk Go"], ["Calm Sea+"], ["L'Été"]],
        },
        "slugs": {"L'Été": "l-ete"},
        "domains": {"Brisk": "brisk.example"},
    }


def test_a_retired_guide_is_found_as_a_former_name_of_its_successor(collection: Collection) -> None:
    rows = search_index.rows(retire(collection, everything="lessons", lessons="minimal"))
    found = {row["at"]: row for row in rows}
    assert "guides/everything" not in found
    assert {*found["guides/minimal"]["former"]} >= {"Everything", "Everything Plus", "Lessons"}


def test_a_retired_guide_without_a_successor_stays(collection: Collection) -> None:
    retired = retire(collection, lessons=None)
    assert final(retired, retired.guides["lessons"]).slug == "lessons"
    assert "guides/lessons" in {row["at"] for row in search_index.rows(retired)}


def test_a_guides_address_stands_only_where_its_name_does_not_tell_it() -> None:
    rows: list[Row] = [
        {"at": "guides/disney-plus", "name": "Disney+"},
        {"at": "guides/max", "name": "HBO Max"},
        {"at": "help/proof", "name": "Proof"},
    ]
    assert json.loads(search_index.write(rows))["items"] == [
        {"name": "Disney+"},
        {"at": "guides/max", "name": "HBO Max"},
        {"at": "help/proof", "name": "Proof"},
    ]


def test_the_index_stays_small_at_three_thousand_guides() -> None:
    packed = search_index.write(large())
    assert len(gzip.compress(packed.encode(), 9)) <= LARGEST


def test_a_changed_index_has_another_fingerprint(collection: Collection) -> None:
    rows = search_index.rows(collection)
    one, other = (search_index.fingerprint(search_index.write(some)) for some in (rows, rows[1:]))
    assert one != other
    assert one == search_index.fingerprint(search_index.write(rows))
    assert one != search_index.fingerprint(search_index.write(rows), "names without a guide")


def test_browsers_learn_of_the_search() -> None:
    described = fromstring(search_index.open_search(Site("A & <B>", "https://site.example/sub/")))  # noqa: S314 - our own
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert described.findtext(f"{space}LongName") == "A & <B>"
    (url,) = described.findall(f"{space}Url")
    assert url.attrib["template"] == "https://site.example/sub/guides/?q={searchTerms}"


def test_there_are_enough_queries_to_judge_by() -> None:
    lines = (ROOT / "tests/finder_queries.tsv").read_text("utf-8").splitlines()
    queries = [line for line in lines if line and not line.startswith("#")]
    assert len(queries) == len(set(queries)) >= 300
    assert all(line.count("\t") == 1 for line in queries)
