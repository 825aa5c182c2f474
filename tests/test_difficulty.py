"""How hard cancelling is: the published formula, fact by fact."""

from typing import Any

import pytest

from guides.model import Guide
from guides.model.channels import Via
from guides.site.difficulty import CHANNEL_POINTS, LEVELS, difficulty

CHECK = {"date": "2026-11-01", "how": "official-page", "source": "https://vendor.example/help"}


def guide(*routes: dict[str, Any], **fields: Any) -> Guide:  # noqa: ANN401 - any field of a guide
    """Make a guide from what matters for its difficulty."""
    return Guide.model_validate(
        {
            "title": "How to cancel Vendor",
            "description": "A description that is long enough to pass.",
            "service": {"name": "Vendor", "category": "learning", "domains": ["vendor.example"]},
            "authors": ["editors"],
            "published": "2026-11-01",
            "routes": [
                {"via": "website", "steps": [{"action": "Press it"}], "check": CHECK, **route} for route in routes
            ],
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("route", "fields", "level", "word"),
    [
        ({"login": False}, {}, 1, "very easy"),
        ({}, {}, 2, "easy"),
        ({"screens": {"retention": 1}}, {}, 2, "easy"),
        ({"screens": {"retention": 3}}, {}, 3, "fair"),
        ({}, {"outcome": {"fees": [{"rule": "Half of the rest"}]}}, 2, "easy"),
        ({}, {"deadline": {"amount": 6, "unit": "days", "before": "renewal"}}, 2, "easy"),
        (
            {"confirmation": "none"},
            {"deadline": {"amount": 5, "unit": "business-days", "before": "renewal"}},
            3,
            "fair",
        ),
        ({"via": "phone", "hours": "Mon-Fri 9-17"}, {}, 4, "hard"),
        ({"via": "post", "confirmation": "none"}, {}, 5, "very hard"),
    ],
)
def test_each_recorded_fact_counts(route: dict[str, Any], fields: dict[str, Any], level: int, word: str) -> None:
    """The level follows from the sum, and the sum is what the page prints."""
    rating = difficulty(guide(route, **fields))
    assert (rating.level, rating.word) == (level, word)
    assert all(part.points for part in rating.parts)


def test_the_easiest_way_that_is_open_to_everyone_counts() -> None:
    """A way for one country only does not make a service easy for all."""
    rating = difficulty(guide({"regions": ["DE"], "login": False}, {"via": "phone", "login": False}, {"via": "post"}))
    assert [part.fact for part in rating.parts] == ["by phone"]


def test_what_is_only_reported_is_not_rated() -> None:
    """An easy way that nobody confirmed would be the worst advice."""
    assert difficulty(guide({"check": {"date": "2026-11-01", "how": "reported"}})).word == "not rated"


def test_every_channel_and_every_sum_has_its_points() -> None:
    """The formula leaves no channel and no sum out."""
    assert set(CHANNEL_POINTS) == set(Via)
    assert [least for least, _, _ in LEVELS] == sorted((least for least, _, _ in LEVELS), reverse=True)
    assert LEVELS[-1][0] == 0
