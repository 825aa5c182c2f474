"""The index of the finder: what is in it, and how large it gets."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from xml.etree.ElementTree import fromstring

import names
import pytest

from guides.collection import Collection
from guides.load import load
from guides.model.fields import slugify
from guides.model.guide import Retired
from guides.site.links import Site
from guides.site.outputs import search_index
from guides.site.outputs.redirects import final
from guides.site.outputs.search_index import Item, Key
from support import ROOT, SAMPLE, SITE

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


def large() -> list[Item]:
    """Give as many services as the site may have one day, with names as varied as real ones."""
    found = []
    for index in range(MANY):
        keys = [Key("a", text) for text in names.aliases(index)]
        keys += [Key("d", names.domain(index)), *(Key("s", text) for text in names.statement(index))]
        name = names.name(index)
        found.append(Item("guides", slugify(name), name, 1 + index % 5, f"Category {index % 16}", tuple(keys)))
    return found


def test_everything_that_leads_to_a_guide_is_in_the_index(collection: Collection) -> None:
    (item,) = [item for item in search_index.items(collection) if item.slug == "everything"]
    assert (item.room, item.name, item.category) == ("guides", "Everything", "Learning")
    assert item.keys == (
        Key("a", "Everything Plus"),
        Key("a", "كل شيء"),
        Key("f", "Nearly Everything"),
        Key("d", "everything.example"),
        Key("d", "allthings.example"),
        Key("s", "EVERYTHING*PLUS"),
    )


def test_billers_and_help_are_found_too(collection: Collection) -> None:
    found = search_index.items(collection, search_index.titles(ROOT / "docs"))
    rooms = {item.room for item in found}
    assert rooms == {"guides", "billers", "help", "law"}
    assert "index" not in {item.slug for item in found}


def test_a_page_on_help_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help/broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    (tmp_path / "help/sound.md").write_text("---\ntitle: Sound\n---\n", encoding="utf-8")
    assert search_index.titles(tmp_path) == [("help/sound.md", "Sound")]


def test_a_retired_guide_is_found_as_a_former_name_of_its_successor(collection: Collection) -> None:
    found = {
        item.slug: item for item in search_index.items(retire(collection, everything="lessons", lessons="minimal"))
    }
    assert "everything" not in found
    assert {key.text for key in found["minimal"].keys if key.kind == "f"} >= {
        "Everything",
        "Everything Plus",
        "Lessons",
    }


def test_a_retired_guide_without_a_successor_stays(collection: Collection) -> None:
    retired = retire(collection, lessons=None)
    assert final(retired, retired.guides["lessons"]).slug == "lessons"
    assert "lessons" in {item.slug for item in search_index.items(retired)}


def test_the_index_stays_small_at_three_thousand_guides() -> None:
    packed = search_index.pack(large(), SITE)
    assert len(gzip.compress(packed.encode(), 9)) <= LARGEST


def test_nothing_is_said_twice() -> None:
    item = Item("guides", "disney-plus", "Disney+", keys=(Key("a", "Disney+ Bundle"), Key("d", "disneyplus.com")))
    columns = json.loads(search_index.pack([item], SITE))
    assert columns["slugs"] == ""
    assert columns["keys"] == "a\r Bundle\td\r.com"


def test_a_changed_index_has_another_fingerprint(collection: Collection) -> None:
    items = search_index.items(collection)
    one, other = (search_index.fingerprint(search_index.pack(some, SITE)) for some in (items, items[1:]))
    assert one != other
    assert one == search_index.fingerprint(search_index.pack(items, SITE))


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
