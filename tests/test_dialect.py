"""Markdown of other dialects: what is told, and that what is advised reads well on the page that is built."""

import pytest

from guides.collection import Collection
from guides.diagnostics import Diagnostic
from guides.rules import dialect, fields
from guides.rules.context import Subject
from guides.source.frontmatter import parse
from guides.source.markdown import Body
from support import Renderer

RULES = (*dialect.CHECKERS, *fields.CHECKERS)


def subject(front: str, text: str) -> Subject:
    document = parse(f"---\n{front}\n---\n{text}\n", "docs/guides/x.md")
    return Subject(document, Body(document), None)


def found_in(text: str, front: str = "title: x") -> list[Diagnostic]:
    one = subject(front, text)
    return sorted(found for rule in RULES for found in rule(one))


def told(text: str, front: str = "title: x") -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.rule) for one in found_in(text, front)]


# What somebody writes, what is told (the text begins on line 4), what the fix says, and what the page needs then.
PAIRS = {
    "a list below a line": ("Do this:\n- a\n- b", [(5, 1, "list-form")], "Do this:\n\n- a\n- b", ("ul > li", 2)),
    "numbers below a line": ("Then:\n1. a\n2. b", [(5, 1, "list-form")], "Then:\n\n1. a\n2. b", ("ol > li", 2)),
    "a list in a box": (
        "> [!faq]- Why?\n> You lose:\n> - a\n> - b",
        [(6, 1, "list-form")],
        "> [!faq]- Why?\n> You lose:\n>\n> - a\n> - b",
        ("details ul > li", 2),
    ),
    "a list in the other spelling of a box": (
        '!!! faq "Why?"\n    You lose:\n    - a',
        [(6, 5, "list-form")],
        '!!! faq "Why?"\n    You lose:\n\n    - a',
        ("ul > li", 1),
    ),
    "two spaces": ("- a\n  - b\n  - c", [(5, 3, "list-form")], "- a\n    - b\n    - c", ("ul ul > li", 2)),
    "three spaces": ("1. a\n   - b", [(5, 4, "list-form")], "1. a\n    - b", ("ol ul > li", 1)),
    "two levels": (
        "- a\n    - b\n      - c",
        [(6, 7, "list-form")],
        "- a\n    - b\n        - c",
        ("ul ul ul > li", 1),
    ),
    "a paragraph in an item": ("- a\n\n  b", [(6, 3, "list-form")], "- a\n\n    b", ("li > p", 2)),
    "brackets": ("1) a\n2) b", [(4, 1, "list-form")], "1. a\n2. b", ("ol > li", 2)),
    "a task": ("- [ ] a\n- [x] b", [(4, 3, "list-form"), (5, 3, "list-form")], "- a\n- b", ("ul > li", 2)),
    "a table below a line": (
        "Plans:\n| a | b |\n|---|---|\n| c | d |",
        [(5, 1, "table-form")],
        "Plans:\n\n| a | b |\n|---|---|\n| c | d |",
        ("tbody td", 2),
    ),
    "an address": (
        "Go to https://a.example/b_c_d, now.",
        [(4, 7, "bare-address")],
        "Go to [a](https://a.example/b_c_d), now.",
        ("a[href='https://a.example/b_c_d']", 1),
    ),
    "an address without its scheme": (
        "Go to www.a.example.",
        [(4, 7, "bare-address")],
        "Go to <https://www.a.example>.",
        ("a[href='https://www.a.example']", 1),
    ),
    "struck": ("It costs ~~10~~ 12.", [(4, 10, "other-dialect")], "It costs 12.", ("p", 1)),
    "a footnote": ("So[^1].\n\n[^1]: It is.", [(4, 3, "other-dialect"), (6, 1, "other-dialect")], "So.", ("p", 1)),
    "an emoji": ("Done :tada:", [(4, 6, "other-dialect")], "Done", ("p", 1)),
    "a wiki's link": ("See [[Dropbox]].", [(4, 5, "other-dialect")], "See [D](../d.md).", ("a", 1)),
    "exchanged brackets": (
        "See (this)[https://a.example].",
        [(4, 5, "other-dialect"), (4, 12, "bare-address")],
        "See [this](https://a.example).",
        ("a", 1),
    ),
    "a backslash": ("one\\\ntwo", [(4, 4, "other-dialect")], "one\n\ntwo", ("p", 2)),
    "an open fence": ("```\na\n\nb", [(4, 1, "fence-open")], "```\na\n```\n\nb", ("pre", 1)),
    "an open fence of one line": ("A.\n\n```", [(6, 1, "fence-open")], "A.\n\n```\n```", ("p", 1)),
    "a conflict": (
        "A.\n\n<<<<<<< HEAD\nB.\n>>>>>>> mine",
        [(6, 1, "merge-conflict"), (8, 1, "merge-conflict")],
        "A.\n\nB.",
        ("p", 2),
    ),
    "data": ("A.\n\n---\nfoo: bar\n---\n\nB.", [(6, 1, "data-in-text")], "A.\n\nB.", ("p", 2)),
    "bold that stays open": ("Click **Plan now.", [(4, 7, "bold-open")], "Click **Plan** now.", ("strong", 1)),
    "bold that is closed by half": ("Click **Plan* now.", [(4, 7, "bold-open")], "Click **Plan** now.", ("strong", 1)),
}
RENDERER = Renderer(Collection({}, {}, {}, {}, {}))


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_told_and_what_is_advised(name: str) -> None:
    bad, expected, good, (selector, number) = PAIRS[name]
    assert told(bad) == expected
    assert all(one.fix for one in found_in(bad))
    assert told(good) == []
    page, _ = RENDERER.page("about/x.md", text=good)
    assert len(page.css(selector)) == number


@pytest.mark.parametrize(
    ("text", "name", "fix"),
    [
        ("++new++", "underlined text elsewhere", "Write it in **bold**, or plainly."),
        ("==new==", "highlighted text elsewhere", "Write it in **bold**."),
        ("[TOC]", "a list of headings elsewhere", "Leave it out: the page has one."),
        ("\\newpage", "a command of LaTeX elsewhere", "Leave it out."),
        ("m^2^", "a raised sign elsewhere", "Write it plainly."),
        ("H~2~O", "a lowered sign elsewhere", "Write it plainly."),
        ("[b]new[/b]", "a forum’s markup elsewhere", "Write **bold**, or [text](address)."),
        ("{{ name }}", "the mark of a template elsewhere", "Leave it out. To show it, put it in backticks."),
        ("[a](https://a.example", "a link that is never closed", "Put `)` behind the address."),
        ("[a] (#b)", "a link with a space between its brackets", "Write [text](address)."),
    ],
)
def test_a_habit_has_its_name_and_its_cure(text: str, name: str, fix: str) -> None:
    (one,) = [one for one in found_in(text) if one.rule == "other-dialect"]
    assert one.message.partition("` is ")[2] == f"{name}; here it would be printed as it stands."
    assert one.fix == fix


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        (
            "one\\\ntwo",
            "`\\` is a line break by a backslash elsewhere; here it would be printed as it stands.",
            "Begin a new paragraph.",
        ),
        (
            "A.\n\n---\nfoo: bar\n---\n\nB.",
            "These lines look like data, but the data have ended: they would be printed as a heading.",
            "Move them up between the first two `---`, or remove them.",
        ),
    ],
)
def test_what_is_said_of_ends(text: str, message: str, fix: str) -> None:
    assert [(one.message, one.fix) for one in found_in(text)] == [(message, fix)]


def test_an_entity_is_typed_as_its_sign() -> None:
    assert [one.fix for one in found_in("", "action: Press&nbsp;it\nnote: Films &amp; plays")] == [
        "Type a space.",
        "Type the sign itself: &",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Write `~~a~~`, `[^1]`, `:tada:`, `[[a]]`, `https://a.example` and `- [ ]` so.",
        "```\n~~a~~ https://a.example\n- b\n  - c\n```",
        "A [link](https://a.example/~~b~~) and <https://b.example>.",
        "At 10:30:00, or 7:15 pm: see a:b:c.",
        "[one]\n\n[one]: https://a.example",
        "- a\n- b\n\nText.\n\n1. c\n2. d",
        "- a\n  that runs on\n- b",
        "- a\n\n    ```\n    code\n    ```",
        "> [!faq]- Why?\n> - a\n> - b",
        "> [!faq]- Why?\n> - a\n>     - b",
        "> a\n\n- b",
        "- > a\n- > - b",
        "A title\n---\n\nText.",
        "A card charge reads DROPBOX* with a number. Press **Plan**, or GOOGLE *YouTube.",
        "**a** and **b *c* d** and ***e***.",
        "A (bracket) [link](https://a.example) and a [name][x].\n\n[x]: https://a.example",
        "~~~\ncode\n~~~",
        "Text.\n\n---\n\nMore.",
        "It is 5 * 3 \\*\\* 2.",
        "a@www.example.com",
    ],
)
def test_honest_texts(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("action: Click **Plan** #3 and then **Stop**", [(2, 24, "text-cut")]),
        ("action: #1 Log in", [(2, 9, "text-cut")]),
        ("steps:\n  - action: Open the menu # the upper one", [(3, 27, "text-cut")]),
        ("action: Open\n  the menu #3\nwhere: x", [(3, 12, "text-cut")]),
        ("action: Click **Manage account", [(2, 15, "bold-open")]),
        ("action: 'Click **your avatar*'", [(2, 16, "bold-open")]),
        ("action: Click <b>Manage</b> account", [(2, 15, "raw-html")]),
        ("action: Press <kbd>Enter</kbd>", [(2, 15, "raw-html")]),
        (
            "note: >-\n  A sentence over\n  several lines,\n  of which none\n  but this one\n  has a <b>tag</b>.",
            [(7, 9, "raw-html")],
        ),
        (
            "note: >-\n  A sentence over\n  several lines,\n  of which none\n  but this one\n  has a &nbsp; sign.",
            [(7, 9, "raw-html")],
        ),
        (
            "note: >-\n  A sentence over\n  several lines,\n  of which none\n  but this one\n  has a `code`.",
            [(7, 9, "other-dialect")],
        ),
        (
            "note: >-\n  A sentence over\n  several lines,\n  of which none\n  but this one\n  has **a label.",
            [(7, 7, "bold-open")],
        ),
    ],
)
def test_fields(front: str, expected: list[tuple[int, int, str]]) -> None:
    assert told("", front) == expected


def test_what_is_lost_is_quoted() -> None:
    (one,) = found_in("", "routes:\n  - steps:\n      - action: Click **Plan** #3 and then **Stop**")
    assert (
        one.message
        == "`#3 and then **Stop**` is a comment and not part of `routes[1].steps[1].action`: ` #` begins one."
    )


@pytest.mark.parametrize(
    "front",
    [
        "action: 'Click **Plan** #3'",
        'action: "Click #3" # a comment',
        "action: Click#3",
        "action: |\n  Click #3\n",
        "action: >-\n  Click # 3\n",
        "action: >-\n  - Click\n  - Confirm\n",
        "note: >-\n  - Click\n  - Confirm\n",
        "where: 'Click\n  - not there\n  but here'",
        "date: 2026-01-01  # the day",
        "category: learning # a word",
        "note: # nothing to say",
        "category: #learning",
        "# a comment\ntitle: A sentence",
        "title: A sentence\n# a comment\nnote: Another one",
        "steps: # the way\n  - action: Open it",
        "statement: [GOOGLE *YouTube, 'AMZN**X']",
        "statement: ['# 12 FILMS', '`FILMS`']",
        "action: Click <your name>",
        "action: Less than <3 or a<b",
        "tags: [a b, c]  # both",
    ],
)
def test_honest_fields(front: str) -> None:
    assert told("", front) == []
