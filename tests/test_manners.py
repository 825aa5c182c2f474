"""What a text promises, how long it is and whether its headings differ: warnings, both ways."""

import pytest

from guides.rules.context import Checker, Subject
from guides.rules.style import headings_differ, length, promises
from guides.source.frontmatter import Document, parse
from guides.source.markdown import Body

WEBSITE = "routes:\n  - {via: website, steps: [{action: Cancel}], check: {how: official-page}}"


def fired(rule: Checker, text: str, data: str = "a: b") -> list[str]:
    document: Document = parse(f"---\n{data}\n---\n{text}\n", "a.md")
    return [one.rule for one in rule(Subject(document, Body(document), None))]


@pytest.mark.parametrize(
    "text",
    [
        "You always keep access.",
        "It ends instantly.",
        "A refund is guaranteed.",
        "This is hassle-free.",
        "It works 100 % of the time.",
        # A word of each promise, with no other one beside it.
        *("It ends instantaneously.", "It never fails.", "It is effortless.", "It is foolproof."),
        *("It ends in no time.", "Be rid of it once and for all.", "It is easy as pie.", "It is a piece of cake."),
        "It works 100 percent.",
        "> [!faq]- Is it always so?\n> Yes.",
    ],
)
def test_a_promise_is_told(text: str) -> None:
    assert fired(promises, text) == ["promise"]


@pytest.mark.parametrize(
    "text",
    [
        "It is not always shown.",
        "Access doesn't always end.",
        "Their money-back guarantee covers thirty days.",
        "Choose **Always allow**.",
        "The terms say “guaranteed refund”.",
        "Type `always`.",
    ],
)
def test_what_only_looks_like_a_promise_passes(text: str) -> None:
    assert fired(promises, text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Just click **Cancel**.", "Then simply open the menu.", "Easily cancel it.", "Quickly log in."),
        *("Press simply **Cancel**.", "Open easily what you like."),
    ],
)
def test_a_step_that_is_talked_small_is_told(text: str) -> None:
    assert fired(promises, text) == ["small-talk"]


@pytest.mark.parametrize("text", ["Cancel just before the renewal.", "Simply Plus is a plan.", "It just ended."])
def test_other_uses_of_the_words_pass(text: str) -> None:
    assert fired(promises, text) == []


@pytest.mark.parametrize(
    "data",
    [
        "sources:\n  - {url: https://a.example/, title: Always guaranteed}",
        "service: {name: Always Guaranteed}",
        "routes:\n  - screens: {finishes_with: Always guaranteed}",
    ],
)
def test_a_title_a_name_and_a_label_are_kept(data: str) -> None:
    assert fired(promises, "", data) == []


SHORT_OR_LONG = [
    *((20, []), (100, []), (101, ["body-length"]), (249, ["body-length"])),
    *((250, []), (700, []), (701, ["body-length"])),
]
"""Words of a text: a note, then what is shorter than 250 or longer than 700."""


@pytest.mark.parametrize(("words", "rules"), SHORT_OR_LONG)
def test_a_text_is_as_long_as_it_is_read(words: int, rules: list[str]) -> None:
    assert fired(length, "\n\n".join(["word"] * words), WEBSITE) == rules


def test_where_nothing_is_confirmed_a_short_text_is_the_honest_one() -> None:
    assert fired(length, "word " * 200, WEBSITE.replace("official-page", "reported")) == []
    assert fired(length, "word " * 200, "biller: {via: apple}") == []


def test_headings_differ() -> None:
    assert fired(headings_differ, "## Refunds\n\n### Refunds in the EU\n\n## Questions") == []
    assert fired(headings_differ, "## Refunds\n\n## *Questions*\n\n### refunds") == ["heading-twice"]
