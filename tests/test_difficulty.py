"""How hard cancelling is: the published formula, fact by fact."""

from typing import Any

import pytest

from guides.model import Guide
from guides.site.difficulty import LEVELS, difficulty, what_differs

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


NOTICE = {"deadline": {"amount": 0, "unit": "days", "before": "renewal"}}
KNOWN = {"screens": {"retention": 0}}


def fee(kind: str) -> dict[str, Any]:
    return {"outcome": {"fees": [{"kind": kind, "rule": "Half of the rest"}]}}


@pytest.mark.parametrize(
    ("route", "fields", "points", "word"),
    [
        ({"login": False}, {}, 0, "a few steps"),
        ({}, {}, 1, "a few steps"),
        ({"screens": {"retention": 1}}, {}, 2, "some steps"),
        ({"screens": {"retention": 3}}, {}, 3, "takes effort"),
        ({"screens": {"retention": 0, "hidden": True}}, {}, 3, "takes effort"),
        ({}, fee("early-exit"), 3, "takes effort"),
        ({}, fee("equipment"), 1, "a few steps"),
        ({}, fee("open-bills"), 1, "a few steps"),
        ({}, {"deadline": {"amount": 6, "unit": "days", "before": "renewal"}}, 1, "a few steps"),
        ({}, {"deadline": {"amount": 5, "unit": "business-days", "before": "renewal"}}, 2, "some steps"),
        ({}, {"deadline": {"amount": 2, "unit": "weeks", "before": "renewal"}}, 3, "takes effort"),
        ({}, {"deadline": {"amount": 30, "unit": "days", "after": "cancelling"}}, 3, "takes effort"),
        ({}, {"disputed": {"what": "It is hard.", "source": "https://ftc.gov/x"}}, 3, "takes effort"),
        ({"via": "phone", "hours": "Mon-Fri 9-17"}, {}, 4, "takes effort"),
        ({"via": "post", "confirmation": "none"}, {}, 5, "hard"),
        (
            {"via": "post"},
            {**fee("early-exit"), "deadline": {"amount": 1, "unit": "months", "before": "renewal"}},
            8,
            "very hard",
        ),
    ],
)
def test_each_recorded_fact_counts(route: dict[str, Any], fields: dict[str, Any], points: int, word: str) -> None:
    """The level follows from the sum, and the sum is what the page prints."""
    rating = difficulty(guide({**KNOWN, **route}, **{**NOTICE, **fields}))
    assert (rating.points, rating.word) == (points, word)
    assert all(part.points for part in rating.parts)


def test_each_fact_is_named() -> None:
    way = {"screens": {"retention": 1, "hidden": True}, "hours": "Mon-Fri 9-17", "confirmation": "none"}
    notice = {"deadline": {"amount": 2, "unit": "weeks", "before": "renewal"}}
    disputed = {"disputed": {"what": "It is hard.", "source": "https://ftc.gov/x"}}
    assert [part.fact for part in difficulty(guide(way, **notice, **disputed, **fee("early-exit"))).parts] == [
        "a log-in is needed",
        "offers to stay",
        "a way that is hard to find",
        "an authority objects",
        "notice",
        "a fee for leaving early",
        "staffed hours only",
        "no written confirmation",
    ]


@pytest.mark.parametrize(
    ("route", "fields"),
    [
        ({}, NOTICE),
        (KNOWN, {}),
        ({**KNOWN, "check": {"date": "2026-11-01", "how": "reported"}}, NOTICE),
    ],
    ids=["the screens are not known", "the notice is not known", "the way is only reported"],
)
def test_an_unknown_is_not_zero(route: dict[str, Any], fields: dict[str, Any]) -> None:
    assert difficulty(guide(route, **fields)).word == "not enough known"


def test_a_company_that_is_silent_about_notice_can_be_rated() -> None:
    assert difficulty(guide(KNOWN, silent=["deadline"])).word == "a few steps"


def test_the_easiest_way_that_is_open_to_everyone_counts() -> None:
    """A way for one country only does not make a service easy for all."""
    rating = difficulty(
        guide({"regions": ["DE"], "login": False}, {"via": "phone", "login": False}, {"via": "post"}, **NOTICE)
    )
    assert [part.fact for part in rating.parts] == ["phone call"]


@pytest.mark.parametrize(
    ("routes", "fields", "words"),
    [
        ([{}], {}, ()),
        ([{"via": "post"}], {}, ("letter",)),
        ([{"via": "phone"}, {"via": "post"}], {}, ("phone call",)),
        ([{"via": "app"}], {}, ("app only",)),
        ([{"via": "app"}, {"via": "apple"}], {}, ("app only",)),
        ([{"via": "apple"}, {"via": "paypal"}], {}, ("only through Apple or PayPal",)),
        ([{}], {"deadline": {"amount": 30, "unit": "days", "after": "cancelling"}}, ("30 days’ notice",)),
        ([{}], {"deadline": {"amount": 1, "unit": "months", "after": "cancelling"}}, ("1 month’s notice",)),
        ([{}], {"deadline": {"amount": 4, "unit": "weeks", "before": "term-end"}}, ("4 weeks before the term ends",)),
        ([{}], {"deadline": {"amount": 13, "unit": "days", "before": "renewal"}}, ()),
        ([{}], fee("early-exit"), ("exit fee",)),
        ([{}], fee("equipment"), ()),
    ],
)
def test_lists_say_what_makes_a_guide_different(
    routes: list[dict[str, Any]], fields: dict[str, Any], words: tuple[str, ...]
) -> None:
    assert what_differs(guide(*routes, **fields)) == words


def test_every_sum_has_its_word() -> None:
    assert [least for least, _, _ in LEVELS] == sorted((least for least, _, _ in LEVELS), reverse=True)
    assert LEVELS[-1][0] == 0
