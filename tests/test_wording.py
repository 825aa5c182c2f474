"""The words for what the data say, each table in full: whoever changes one sees here what readers will get."""

import ast
import re
from datetime import date
from typing import Any

import pytest

from guides.model import Access, Check, Deadline, LawRule, Reading, Route, Source
from guides.model.route import Message, Phone
from guides.site import wording
from support import ROOT

LAW: dict[str, Any] = {
    "rule": "Leaving",
    "what_you_can_do": "Leave.",
    "source": "https://law.example/1",
    "checked": "2026-11-23",
}


@pytest.mark.parametrize(
    ("status", "since", "words", "is_loud"),
    [
        ("in-force", "2022-07-01", "In force since 1 July 2022", False),
        ("passed-not-in-force", "2027-06-19", "Passed, not in force until 19 June 2027", True),
        ("postponed", "2027-01-01", "Not in force: postponed to 1 January 2027", True),
        ("proposed", "2026-02-28", "Not law: proposed on 28 February 2026", True),
        ("vacated", "2025-07-08", "Not in force: struck down on 8 July 2025", True),
        ("in-force", None, "In force", False),
        ("proposed", None, "Not law: proposed", True),
    ],
)
def test_whether_a_law_holds_is_not_overlooked(status: str, since: str | None, words: str, *, is_loud: bool) -> None:
    assert wording.status(LawRule.model_validate(LAW | {"status": status, "since": since})) == (words, is_loud)


def test_days_are_written_as_readers_write_them() -> None:
    assert [wording.day(date(2026, month, 3)) for month in range(1, 13)] == [
        "3 January 2026",
        "3 February 2026",
        "3 March 2026",
        "3 April 2026",
        "3 May 2026",
        "3 June 2026",
        "3 July 2026",
        "3 August 2026",
        "3 September 2026",
        "3 October 2026",
        "3 November 2026",
        "3 December 2026",
    ]
    assert [wording.day("2026-07"), wording.day("2026-07-04")] == ["July 2026", "4 July 2026"]
    assert [wording.short_day(date(2026, month, 23)) for month in (1, 5, 9)] == [
        "23 Jan 2026",
        "23 May 2026",
        "23 Sep 2026",
    ]


def record(**fields: object) -> Deadline:
    return Deadline.model_validate({"amount": 2, "unit": "days", **fields})


@pytest.mark.parametrize(
    ("before", "words", "short"),
    [
        ("renewal", "2 days before the renewal date", "2 days before renewal"),
        ("trial-end", "2 days before the trial ends", "2 days before the trial ends"),
        ("anniversary", "2 days before the anniversary of your contract", "2 days before the anniversary"),
        ("term-end", "2 days before the minimum term ends", "2 days before the term ends"),
        ("contract-end", "2 days before the contract ends", "2 days before the contract ends"),
        ("month-end", "2 days before the end of the month", "2 days before the month ends"),
        ("delivery", "2 days before the next delivery", "2 days before the delivery"),
    ],
)
def test_each_moment_has_its_words(before: str, words: str, short: str) -> None:
    assert wording.deadline(record(before=before)) == words
    assert wording.short_deadline(record(before=before)) == short
    assert wording.deadline(record(before=before, amount=0)) == f"before {words.removeprefix('2 days before ')}"


@pytest.mark.parametrize(
    ("unit", "one", "two"),
    [
        ("hours", "1 hour", "2 hours"),
        ("days", "1 day", "2 days"),
        ("business-days", "1 business day", "2 business days"),
        ("weeks", "1 week", "2 weeks"),
        ("months", "1 month", "2 months"),
    ],
)
def test_each_unit_has_its_words(unit: str, one: str, two: str) -> None:
    single, several = (record(unit=unit, amount=amount, after="cancelling") for amount in (1, 2))
    assert [wording.amount(single), wording.amount(several)] == [one, two]
    assert [wording.notice(single), wording.notice(several)] == [f"{one}’s notice", f"{two}’ notice"]
    assert [wording.short_deadline(single), wording.short_deadline(several)] == [f"{one}’s notice", f"{two}’ notice"]
    assert wording.deadline(several) == f"any day; it ends {two} later"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "UTC, the time of London in winter"),
        ("America/New_York", "Eastern Time"),
        ("America/Chicago", "Central Time"),
        ("America/Denver", "Mountain Time"),
        ("America/Los_Angeles", "Pacific Time"),
        ("Europe/London", "UK time"),
        ("Europe/Berlin", "German time"),
        ("Europe/Paris", "French time"),
        ("Asia/Kolkata", "Indian time"),
        ("Australia/Sydney", "Sydney time"),
        ("America/Argentina/Buenos_Aires", "the time of Buenos Aires"),
        (None, ""),
    ],
)
def test_a_time_zone_is_named_as_people_do(zone: str | None, words: str) -> None:
    assert wording.time_zone(zone) == words


def test_a_trial_is_not_named_twice() -> None:
    assert wording.trial_deadline(record(before="trial-end", unit="hours", amount=24)) == "24 hours before it ends"


@pytest.mark.parametrize(
    ("paid", "words"),
    [
        ("until-period-end", "until the paid period ends"),
        ("ends-at-once", "ends at once"),
        ("you-choose", "you choose: now, or when the period ends"),
        ("depends", "it depends on the plan"),
    ],
)
def test_what_stays_of_a_paid_plan(paid: str, words: str) -> None:
    assert wording.paid_access(Access.model_validate({"paid": paid}), is_silent=True) == words


@pytest.mark.parametrize(
    ("trial", "words"),
    [
        ("until-trial-end", "until the trial ends"),
        ("ends-at-once", "it ends at once"),
        ("depends", "it may end at once"),
        ("no-trial", "there is no trial"),
    ],
)
def test_what_stays_of_a_trial(trial: str, words: str) -> None:
    assert wording.trial_access(Access.model_validate({"trial": trial}), is_silent=True) == words


def test_silence_and_not_knowing_are_told_apart() -> None:
    unknown = Access.model_validate({"paid": "unknown", "trial": "unknown"})
    for told in (wording.paid_access, wording.trial_access):
        assert told(unknown, is_silent=True) == "the company does not say"
        assert told(unknown, is_silent=False) == "we found no text about it"
    assert wording.no_deadline(is_silent=True) == "before the renewal date; the company names no notice"
    assert wording.no_deadline(is_silent=False) == "before the renewal date; we found no word on notice"


def test_what_a_text_is_from() -> None:
    source = {"source": "https://a.example/", "source_date": "2026-07", "copy_date": "2026-07-04"}
    assert wording.text_age(Reading.model_validate(source)) == "text of July 2026, copy of 4 July 2026"
    assert wording.text_age(Reading(source="https://a.example/")) == "a text without a date"
    cited = {"url": "https://a.example/", "title": "A", "date": "2025-01-31", "language": "German"}
    assert wording.text_age(Source.model_validate(cited)) == "text of 31 January 2025, in German"
    assert wording.text_age(Source.model_validate(cited | {"copy": "open-terms-archive"})) == (
        "text of 31 January 2025, in German, read at Open Terms Archive"
    )
    assert wording.text_age(Source.model_validate(cited | {"copy": "stored"})) == (
        "text of 31 January 2025, in German, read in a stored copy"
    )


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("walkthrough", "walked through on 3 November 2026"),
        ("official-page", "compared on 3 November 2026"),
        ("reported", "looked for on 3 November 2026; we found no text of the company about this way"),
    ],
)
def test_how_a_way_was_confirmed(how: str, words: str) -> None:
    source = None if how == "reported" else "https://a.example/"
    assert wording.checked(Check.model_validate({"date": "2026-11-03", "how": how, "source": source})) == words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("email", "A confirmation comes by e\u2011mail. If it does not, look in the spam folder, then ask for it. "),
        ("on-screen", "The confirmation is shown on the screen. "),
        ("none", "No confirmation is sent. "),
        ("unknown", ""),
    ],
)
def test_what_confirms_the_end(kind: str, words: str) -> None:
    route = Route.model_validate({"via": "website", "confirmation": kind})
    assert wording.confirmation(route) == f"{words}Take a screenshot of the last page and of the end date."


def test_words_in_a_row() -> None:
    assert [wording.joined(words) for words in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]
    assert wording.joined(("A", "B"), "or") == "A or B"


def test_offers_are_counted() -> None:
    assert [wording.offers(number) for number in (0, 1, 2)] == [
        "",
        "1 offer to stay on the way.",
        "2 offers to stay on the way.",
    ]


def test_what_follows_a_number() -> None:
    where = {"source": "https://a.example/contact"}
    assert wording.reach(Phone.model_validate({"number": "+18005551234", **where})) == ""
    assert wording.reach(Phone.model_validate({"number": "+18005551234", "extension": "904", **where})) == (
        ", extension 904"
    )
    short = {"number": "65075", "country": "US", **where}
    assert wording.reach(Message.model_validate(short)) == ", in the US only"
    assert wording.reach(Message.model_validate(short | {"network": "T-Mobile"})) == (
        ", from a phone of T-Mobile in the US only"
    )


def test_tables_that_pages_print() -> None:
    assert {str(kind): words for kind, words in wording.ALTERNATIVES.items()} == {
        "pause": "Pause",
        "downgrade": "Take a smaller plan",
        "free-tier": "Use it for free",
        "switch": "Switch",
        "discount": "Ask for a lower price",
    }
    assert {str(kind): words for kind, words in wording.FEES.items()} == {
        "early-exit": "Leaving early",
        "equipment": "Equipment",
        "open-bills": "Open bills",
    }
    assert [wording.host("https://www.a.example/b"), wording.host("https://help.a.example"), wording.host("a")] == [
        "a.example",
        "help.a.example",
        "",
    ]


def words_of(code: str) -> list[str]:
    """Give the texts of a module that have words in them: not its docstrings, not names and not marks of HTML."""
    tree = ast.parse(code)
    said = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in said]
    return [
        node.value
        for node in texts
        if isinstance(node.value, str)
        and re.search(r"[A-Z]|[a-z],? [a-z]|[a-z] $|^ [a-z]", re.sub(r"<[^>]*", "", node.value))
    ]


def test_what_a_page_shows_is_gathered_without_words_of_its_own() -> None:
    """Whoever translates or changes a word finds it here or in a template."""
    assert words_of((ROOT / "plugins/guides/site/views.py").read_text(encoding="utf-8")) == []


def test_a_word_in_a_module_is_found() -> None:
    code = 'A = ("Cancel by", "#my-date", f"{a} earlier", "log in first", "change.yml")\nB = f"<a href={a}>"\n'
    assert words_of(f'"""Say it."""\n{code}') == ["Cancel by", "log in first", " earlier"]
