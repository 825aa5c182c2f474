"""Which guides a guide leads to."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from guides.collection import Collection, Entry
from guides.model import Guide
from guides.model.channels import Via
from guides.site.views import related
from test_finder import kept, retire


@pytest.fixture
def collection() -> Collection:
    """Six guides: of two categories, some with a biller."""
    one = kept().guides["lessons"]
    apple = (one.page.routes[0], one.page.routes[1])
    google = (one.page.routes[0], one.page.routes[1].model_copy(update={"via": Via.GOOGLE_PLAY}))
    alone = one.page.routes[:1]
    shapes: dict[str, tuple[str, tuple[Any, ...]]] = {
        "a": ("learning", alone),
        "b": ("learning", google),
        "c": ("learning", apple),
        "d": ("music", apple),
        "e": ("learning", alone),
        "lessons": ("learning", apple),
    }
    guides: dict[str, Entry[Guide]] = {}
    for slug, (category, routes) in shapes.items():
        service = one.page.service.model_copy(update={"name": slug, "category": category})
        page = one.page.model_copy(update={"service": service, "routes": routes, "related": ()})
        guides[slug] = replace(one, uri=f"guides/{slug}.md", page=page)
    return replace(kept(), guides=MappingProxyType(guides))


def slugs(collection: Collection, slug: str = "lessons") -> list[str]:
    return [entry.slug for entry in related(collection, collection.guides[slug])]


def declare(collection: Collection, *chosen: str) -> Collection:
    entry = collection.guides["lessons"]
    other = replace(entry, page=entry.page.model_copy(update={"related": chosen}))
    return replace(collection, guides=MappingProxyType({**collection.guides, "lessons": other}))


def test_the_same_category_and_biller_come_before_the_same_category(collection: Collection) -> None:
    assert slugs(collection) == ["c", "a", "b", "e"]


def test_declared_ones_come_first_in_their_own_order(collection: Collection) -> None:
    assert slugs(declare(collection, "d", "b")) == ["d", "b", "c", "a", "e"]


def test_retired_guides_are_not_suggested(collection: Collection) -> None:
    assert "c" not in slugs(retire(collection, c="a"))


def test_the_order_of_the_files_does_not_matter(collection: Collection) -> None:
    turned = replace(collection, guides=MappingProxyType(dict(reversed(list(collection.guides.items())))))
    assert slugs(turned) == slugs(collection)


def test_there_are_never_more_than_five(collection: Collection) -> None:
    more = {f"x{number}": replace(collection.guides["c"], uri=f"guides/x{number}.md") for number in range(20)}
    assert len(slugs(replace(collection, guides=MappingProxyType({**collection.guides, **more})))) == 5
