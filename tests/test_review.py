"""What a reviewer is shown of a change: recorded pairs of revisions, and the list that each gives."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from guides import cli
from guides.cli.summaries import as_markdown, as_text
from guides.diagnostics import Diagnostic, Severity
from guides.diagnostics.markdown import block, code, visible
from guides.load import load
from guides.rules.review import Harm, Item, review
from guides.source.frontmatter import Loc
from guides.source.git import Past
from support import SAMPLE
from test_since import LESSONS, Check, check, commit, git, repository

__all__ = ["check", "repository"]


def listed(check: Check) -> list[tuple[str, str, int, str, str, str]]:
    cli.main(["check", "--since", "HEAD", "--format", "json"])
    said = json.loads(check.capsys.readouterr().out)
    return [
        (one["harm"], one["path"].removeprefix("docs/"), one["line"], one["what"], one["before"], one["after"])
        for one in said["review"]
    ]


EDITS = {
    "a button": (
        LESSONS,
        "url: https://www.lessons.example/purchases",
        "url: https://forum.lessons.example/t/1",
        [
            (
                *("sent", LESSONS, 13, "button: website"),
                *("https://www.lessons.example/purchases", "https://forum.lessons.example/t/1"),
            )
        ],
    ),
    "a domain": (
        LESSONS,
        "domains: [lessons.example]",
        "domains: [lessons.example, lessons-help.example]",
        [("sent", LESSONS, 7, "domain", "", "lessons-help.example")],
    ),
    "a domain for another": (
        LESSONS,
        "domains: [lessons.example]",
        "domains: [lesson.example]",
        [("sent", LESSONS, 7, "domain", "lessons.example", "lesson.example")],
    ),
    "a source": (
        LESSONS,
        "source: https://lessons.example/help,",
        "source: https://lessons.example/other,",
        [
            (
                *("cited", LESSONS, 25, "source of the check: website"),
                *("https://lessons.example/help", "https://lessons.example/other"),
            )
        ],
    ),
    "a link in the text": (
        LESSONS,
        "Download your certificates.",
        "Download your [certificates](https://www.lessons.example/c).",
        [
            ("sent", LESSONS, 37, "link in a text", "", "https://www.lessons.example/c"),
            (
                *("said", LESSONS, 37, "text", "Download your certificates."),
                "Download your [certificates](https://www.lessons.example/c).",
            ),
        ],
    ),
    "how, up": (
        LESSONS,
        "how: official-page",
        "how: walkthrough",
        [("trusted", LESSONS, 25, "how it was checked, up: website", "official-page", "walkthrough")],
    ),
    "how, on a line of its own": (
        LESSONS,
        ", how: official-page",
        ",\n      how: walkthrough",
        [("trusted", LESSONS, 26, "how it was checked, up: website", "official-page", "walkthrough")],
    ),
    "how, down": (
        LESSONS,
        "how: official-page",
        "how: reported",
        [("trusted", LESSONS, 25, "how it was checked, down: website", "official-page", "reported")],
    ),
    "a step under an old date": (
        LESSONS,
        "Finish with **Confirm**",
        "Finish with **Keep my plan**",
        [
            (
                *("told", LESSONS, 17, "steps changed under an old date: website"),
                "3. action: Finish with **Confirm**",
                "3. action: Finish with **Keep my plan**",
            )
        ],
    ),
    "two steps in the other order": (
        LESSONS,
        """      - action: Choose **A | B**
        where: |
          Menu under your picture,
          top right
        note: It may read *Purchases*.
      - action: Finish with **Confirm**
        where: Last screen
""",
        """      - action: Finish with **Confirm**
        where: Last screen
      - action: Choose **A | B**
        where: Menu under your picture, top right
        note: It may read *Purchases*.
""",
        [
            (
                *("told", LESSONS, 17, "steps changed under an old date: website"),
                (
                    "2. action: Choose **A | B**, where: Menu under your picture, top right, note: It may read "
                    "*Purchases*.\n3. action: Finish with **Confirm**, where: Last screen"
                ),
                (
                    "2. action: Finish with **Confirm**, where: Last screen\n"
                    "3. action: Choose **A | B**, where: Menu under your picture, top right, "
                    "note: It may read *Purchases*."
                ),
            )
        ],
    ),
    "an alias with another's name": (
        LESSONS,
        "  category: learning",
        "  aliases: [Minimal Lessons]\n  category: learning",
        [("trusted", LESSONS, 6, "alias with somebody else’s name", "", "Minimal Lessons")],
    ),
    "an alias with a name of five letters": (
        LESSONS,
        "  category: learning",
        "  aliases: [Lessons by Apple]\n  category: learning",
        [("trusted", LESSONS, 6, "alias with somebody else’s name", "", "Lessons by Apple")],
    ),
    "a deadline under an old date": (
        LESSONS,
        "deadline: {amount: 1, unit: days",
        "deadline: {amount: 1, unit: hours",
        [
            (
                *("told", LESSONS, 27, "deadline changed under an old date"),
                *("amount: 1, unit: days, before: renewal", "amount: 1, unit: hours, before: renewal"),
            )
        ],
    ),
    "a route removed": (
        LESSONS,
        "  - via: apple\n",
        "",
        [("told", LESSONS, 1, "route removed: apple", "the steps of the biller’s guide", "")],
    ),
    "a guide retired": (
        LESSONS,
        "not_enough:",
        "retired: {date: 2026-11-21, reason: It closed.}\nnot_enough:",
        [("told", LESSONS, 33, "retired", "", "date: 2026-11-21, reason: It closed.")],
    ),
    "a rule silenced": (
        LESSONS,
        "not_enough:",
        "ignore: [{rule: promise, reason: It is a quotation.}]\nnot_enough:",
        [("trusted", LESSONS, 33, "silenced rule", "", "promise: It is a quotation.")],
    ),
    "a line with another's name": (
        LESSONS,
        "statement: [LESSONS.EXAMPLE]",
        "statement: [LESSONS.EXAMPLE, MINIMAL INC]",
        [("trusted", LESSONS, 8, "line on a bank statement with somebody else’s name", "", "MINIMAL INC")],
    ),
    "a line of its own": (
        LESSONS,
        "statement: [LESSONS.EXAMPLE]",
        "statement: [LESSONS.EXAMPLE, LESSONS INC]",
        [("said", LESSONS, 8, "line on a bank statement", "", "LESSONS INC")],
    ),
    "a sentence": (
        LESSONS,
        "Download your certificates.",
        "Dial eight zero zero, five five five.",
        [("said", LESSONS, 37, "text", "Download your certificates.", "Dial eight zero zero, five five five.")],
    ),
    "the answer": (
        LESSONS,
        "Cancel under My Purchases",
        "Delete the app, or cancel under My Purchases",
        [
            (
                *("told", LESSONS, 3, "description"),
                "Cancel under My Purchases at least a day before the renewal; access ends with the paid period.",
                (
                    "Delete the app, or cancel under My Purchases at least a day before the renewal; "
                    "access ends with the paid period."
                ),
            )
        ],
    ),
    "what follows": (
        LESSONS,
        "paid: until-period-end",
        "paid: ends-at-once",
        [("told", LESSONS, 29, "outcome, access, paid", "until-period-end", "ends-at-once")],
    ),
    "how long it takes": (
        LESSONS,
        "minutes: 3",
        "minutes: 300",
        [("told", LESSONS, 14, "minutes: website", "3", "300")],
    ),
    "a company": (
        LESSONS,
        "  category: learning",
        "  vendor: Apple\n  category: learning",
        [("trusted", LESSONS, 6, "company", "", "Apple")],
    ),
    "an end of the contract": (
        "billers/apple.md",
        "  how_to_tell:",
        "  ends_contract: false\n  how_to_tell:",
        [("told", "billers/apple.md", 9, "whether it ends the contract, for 2 guides", "", "false")],
    ),
    "an authority": (
        "about/authorities.yml",
        "ftc.gov:",
        "ftc-refunds.example: {name: Refunds, why: They say so.}\nftc.gov:",
        [
            (
                "trusted",
                "about/authorities.yml",
                1,
                "authority",
                "",
                "ftc-refunds.example: name: Refunds, why: They say so.",
            )
        ],
    ),
    "an author": (
        "about/authors.yml",
        "editors:",
        "doctor: {name: Dr. Somebody, bio: I am a lawyer.}\neditors:",
        [("trusted", "about/authors.yml", 1, "author", "", "doctor: name: Dr. Somebody, bio: I am a lawyer.")],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_one_change(check: Check, name: str) -> None:
    uri, old, new, expected = EDITS[name]
    if uri == "about/authorities.yml":
        (check.top / "docs" / uri).write_text("ftc.gov: {name: FTC, why: It is one.}\n", encoding="utf-8")
        commit(check.top)
    check.edit(uri, old, new)
    assert listed(check) == expected


def test_a_new_guide_shows_every_way_out(check: Check) -> None:
    text = (check.top / "docs/guides/lessons.md").read_text(encoding="utf-8")
    (check.top / "docs/guides/other.md").write_text(text.replace("essons", "ther"), encoding="utf-8")
    found = listed(check)
    assert {one[1] for one in found} == {"guides/other.md"}
    alien, *rest, (_, _, _, what, before, after) = found
    assert alien[3:] == ("line on a bank statement with somebody else’s name", "", "LESSONS.EXAMPLE")
    assert (what, before) == ("text", "")
    assert after.startswith(
        "## Before you cancel\n\nDownload your certificates.\n\n## Questions\n\n> [!faq]- Can I come back?"
    )
    assert {(one[0], one[4]) for one in rest} == {("new", "")}
    assert [(one[2], one[3], one[5]) for one in rest] == [
        (2, "title", "How to cancel Lther"),
        (
            *(3, "description"),
            "Cancel under My Purchases at least a day before the renewal; access ends with the paid period.",
        ),
        (5, "service", "name: Lther\ncategory: learning\ndomains: lther.example\nstatement: LESSONS.EXAMPLE"),
        (
            *(12, "button, route: website"),
            (
                "url: https://www.lther.example/purchases\n"
                "1. action: Log in at [lther.example](https://lther.example/)\n2. action: Choose **A | B**, "
                "where: Menu under your picture, top right, note: It may read *Purchases*.\n"
                "3. action: Finish with **Confirm**, where: Last screen\n"
                "minutes: 3\nscreens: retention: 1, finishes_with: Confirm\n"
                "check: date: 2026-11-20, how: official-page, source: https://lther.example/help, "
                "source_date: 2026-07-03"
            ),
        ),
        (26, "route: apple", "the steps of the biller’s guide"),
        (27, "deadline", "amount: 1, unit: days, before: renewal"),
        (
            *(29, "outcome"),
            (
                "access: paid: until-period-end, trial: ends-at-once, refunds: rule: Full refund within 14 days, "
                "where: EU, source: https://lther.example/terms"
            ),
        ),
        (32, "proof", "The confirmation e-mail"),
        (33, "not enough", "Deleting the app"),
        (35, "links in texts", "https://lther.example/"),
    ]


def test_what_a_new_guide_silences_is_told_once(check: Check) -> None:
    text = (check.top / "docs/guides/minimal.md").read_text(encoding="utf-8").replace("inimal", "aximal")
    text = text.replace("\nroutes:", "\nignore: [{rule: promise, reason: It is what the vendor says.}]\nroutes:")
    (check.top / "docs/guides/maximal.md").write_text(text, encoding="utf-8")
    told = [(one[0], one[2], one[3]) for one in listed(check) if "promise" in one[3] + one[5]]
    assert told == [("trusted", 7, "silenced rule")]


@pytest.mark.parametrize(("company", "is_told"), [("Apple", True), ("Nobody Else", False), ("Lessons Inc", False)])
def test_a_new_guide_that_joins_a_company(check: Check, company: str, *, is_told: bool) -> None:
    check.edit(LESSONS, "  category: learning", "  vendor: Lessons Inc\n  category: learning")
    check.edit("billers/apple.md", "  how_to_tell:", "  vendor: Apple\n  how_to_tell:")
    commit(check.top)
    text = (
        (check.top / "docs/guides/lessons.md").read_text(encoding="utf-8").replace("vendor: Lessons Inc", "vendor: X")
    )
    text = text.replace("  name: Lessons", "  name: Ther").replace("vendor: X", f"vendor: {company}")
    if company == "Apple":
        text = text.replace("lessons.example", "ther.example")
    (check.top / "docs/guides/other.md").write_text(text, encoding="utf-8")
    told = [
        (one[0], one[2], one[5])
        for one in listed(check)
        if one[3] == "company of other guides, without a domain of theirs"
    ]
    assert told == ([("trusted", 6, company)] if is_told else [])


def test_a_deadline_shows_what_differs_and_what_it_counts(check: Check) -> None:
    note = "A sentence of a certain length about when the renewal is charged and when it is not."
    check.edit(LESSONS, "before: renewal}", f"before: renewal, note: {note}}}")
    commit(check.top)
    check.edit(LESSONS, "amount: 1, unit: days", "amount: 9, unit: days")
    ((_, _, _, _, before, after),) = listed(check)
    assert (before, after) == ("amount: 1, unit: days, before: renewal", "amount: 9, unit: days, before: renewal")


def test_what_was_read_again_changed_under_no_old_date(check: Check) -> None:
    check.edit(LESSONS, "date: 2026-11-20, how", "date: 2026-11-21, how")
    check.edit(LESSONS, "deadline: {amount: 1, unit: days", "deadline: {amount: 1, unit: hours")
    check.edit(LESSONS, "Finish with **Confirm**", "Finish with **Leave**")
    assert [(one[0], one[2], one[3]) for one in listed(check)] == [
        ("told", 17, "steps changed: website"),
        ("told", 25, "check: website, date"),
        ("told", 27, "deadline"),
    ]


def test_a_new_domain_of_an_old_guide_needs_a_second_person(check: Check) -> None:
    check.edit(LESSONS, "domains: [lessons.example]", "domains: [lessons.example, lessons-help.example]")
    assert "A second person should agree" in check().out


def test_contacts(check: Check) -> None:
    phone = (
        "  - via: phone\n    phone: {number: '+18005550100', source: https://lessons.example/help}\n"
        "    steps: [{action: Call}]\n    check: {date: 2026-11-21, how: reported}\n"
    )
    check.edit(LESSONS, "  - via: apple\n", f"{phone}  - via: apple\n")
    assert listed(check) == [
        ("sent", LESSONS, 27, "phone number: phone", "", "+18005550100"),
        ("told", LESSONS, 26, "route added: phone", "", "1. action: Call"),
    ]
    commit(check.top)
    check.edit(LESSONS, "+18005550100", "+18005550199")
    assert listed(check) == [("sent", LESSONS, 27, "phone number: phone", "+18005550100", "+18005550199")]


def test_steps_of_a_biller_say_how_many_guides_they_change(check: Check) -> None:
    check.edit("guides/minimal.md", "routes:\n", "routes:\n  - via: apple\n")
    commit(check.top)
    check.edit("billers/apple.md", "Open **Settings**", "Open **Store**")
    ((harm, path, _, what, before, after),) = listed(check)
    assert (harm, path) == ("told", "billers/apple.md")
    assert what.startswith("steps changed under an old date, for ")
    assert (before, after) == ("1. action: Open **Settings**", "1. action: Open **Store**")
    commit(check.top)
    check.edit("billers/apple.md", "  how_to_tell:", "  ends_contract: false\n  how_to_tell:")
    ((_, _, _, what, _, _),) = listed(check)
    assert what.startswith("whether it ends the contract, for ")


def test_law(check: Check) -> None:
    page = check.top / "docs/law/germany.md"
    page.write_text(
        "---\ntitle: Germany and its button\ndescription: What holds there, said in one whole sentence.\n"
        "place: Germany\nlaw:\n  - rule: Button\n    status: proposed\n    what_you_can_do: Press it.\n"
        "    source: https://www.gesetze-im-internet.de/\n    checked: 2026-11-01\n---\n",
        encoding="utf-8",
    )
    commit(check.top)
    check.edit("law/germany.md", "status: proposed", "status: in-force")
    assert listed(check) == [
        (
            *("law", "law/germany.md", 6, "rule of law: Button"),
            *("status: proposed", "status: in-force"),
        ),
        ("pages", "law/germany.md", 7, "page", "status: proposed", "status: in-force"),
    ]
    assert "\n  What the law says\n" in check().out
    commit(check.top)
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text.partition('law:')[0]}---\n", encoding="utf-8")
    assert [one for one in listed(check) if one[0] == "law"] == [
        (
            *("law", "law/germany.md", 1, "rule of law: Button"),
            (
                "rule: Button, status: in-force, what_you_can_do: Press it., "
                "source: https://www.gesetze-im-internet.de/, checked: 2026-11-01"
            ),
            "",
        )
    ]


def test_what_is_no_guide_is_named(check: Check) -> None:
    check.edit("help/proof.md", "# Page", "# Pages")
    settings = check.top / "mkdocs.yml"
    said = settings.read_text(encoding="utf-8")
    settings.write_text(f"{said}hooks: [a.py]\n", encoding="utf-8")
    (check.top / ".github").mkdir()
    (check.top / ".github/run.yml").write_text("on: push\n", encoding="utf-8")
    (check.top / "docs/run.js").write_text("alert(1)\n", encoding="utf-8")
    assert listed(check) == [
        ("outside", ".github/run.yml", 1, "file", "", "on: push"),
        ("outside", "run.js", 1, "file", "", "alert(1)"),
        ("outside", "mkdocs.yml", said.count("\n") + 1, "file", "", "hooks: [a.py]"),
        ("pages", "help/proof.md", 1, "page", "# Page", "# Pages"),
    ]


def test_a_page_of_which_only_blanks_differ_is_named(check: Check) -> None:
    check.edit("help/proof.md", "# Page", "\n\n# Page")
    assert listed(check) == [("pages", "help/proof.md", 1, "page", "", "changed")]


def test_a_guide_that_is_gone_and_one_that_moved(check: Check) -> None:
    (check.top / "docs/guides/minimal.md").unlink()
    git(check.top, "mv", "docs/guides/lessons.md", "docs/guides/learn.md")
    check.edit("guides/learn.md", "authors:", "former_slugs: [lessons]\nauthors:")
    check.edit("guides/learn.md", "www.lessons.example/purchases", "www.lessons.example/others")
    found = listed(check)
    assert [(path, what) for _, path, _, what, _, _ in found] == [
        ("guides/learn.md", "button: website"),
        ("guides/minimal.md", "guide removed"),
        ("guides/learn.md", "former slugs"),
    ]
    assert found[1] == ("told", "guides/minimal.md", 1, "guide removed", "How to cancel Minimal", "")


def test_the_list_stands_below_the_findings_in_a_terminal(check: Check) -> None:
    check.edit(LESSONS, "how: official-page", "how: walkthrough")
    assert check().out == (
        "no problems\n\n"
        "What a reviewer must look at: 1 thing\n\n"
        "  Who is trusted, and what is not checked\n"
        "    docs/guides/lessons.md:25 how it was checked, up: website\n"
        "      before  official-page\n"
        "      after   walkthrough\n\n"
        "A second person should agree: this change gives trust, or touches more than guides.\n"
    )


def test_a_summary_has_all_findings_and_the_list(check: Check, tmp_path: Path) -> None:
    check.edit(LESSONS, "how: official-page", "how: walkthroug")
    target = tmp_path / "summary.md"
    assert check("--format", "github", "--summary", str(target)).status == cli.PROBLEMS
    said = target.read_text(encoding="utf-8")
    assert said.startswith("## What a reviewer must look at\n\n**A second person")
    assert "| ` docs/guides/lessons.md:25 ` | ` how it was checked, down: website ` | ` official-page ` |" in said
    assert "## The checker: 1 problem in 1 file" in said
    assert "error [unknown-value]" in said


HOSTILE = (
    "x | y | <script>alert(1)</script> @somebody https://bad.example `` ` ``` [a](b) ![c](d)\n\n# e\n\x1b[2J\u202efed"
)


def test_nothing_that_a_file_says_becomes_markup() -> None:
    item = Item(Harm.SENT, f"docs/guides/{HOSTILE}.md", 1, HOSTILE, HOSTILE, HOSTILE)
    finding = Diagnostic(f"docs/{HOSTILE}.md", 1, 1, "promise", HOSTILE, HOSTILE, Severity.ERROR, HOSTILE)
    said = as_markdown([finding], [item])
    assert not any(character in said for character in "\x1b\u202e")
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(said)
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds == {"text", "code_inline"}
    assert {token.type for token in tokens if token.type.startswith("html")} == set()
    assert [token.content for token in tokens if token.type == "inline" and token.level == 1][:2] == [
        "What a reviewer must look at",
        "Where readers are sent",
    ]
    assert len([token for token in tokens if token.type == "td_open"]) == 4
    assert len([token for token in tokens if token.type == "fence"]) == 1


def test_a_terminal_is_not_steered() -> None:
    item = Item(Harm.SENT, "a\x1b[2J", 1, "b\x1b[2J", "c\x9b2J", "d\u202e")
    assert "\x1b" not in as_text([item])
    assert "\x9b" not in as_text([item])
    assert "\\u202e" in as_text([item])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n ", ""),
        ("plain", "` plain `"),
        ("a|b", "` a\\|b `"),
        ("a`b", "`` a`b ``"),
        ("``", "``` `` ```"),
        ("a\nb", "` a b `"),
        ("\u200b", "` \\u200b `"),
    ],
)
def test_code_spans(text: str, expected: str) -> None:
    assert code(text) == expected


def test_blocks_are_closed_by_nothing_inside() -> None:
    assert block("a\n```\nb") == "````text\na\n```\nb\n````"
    assert visible("x" * 700) == "x" * 600 + "…"


def test_a_summary_is_bounded() -> None:
    items = [Item(Harm.SENT, "docs/guides/a.md", number, "source", "b" * 500, "c" * 500) for number in range(1000)]
    found = [
        Diagnostic(f"docs/guides/{number:04}.md", 1, 1, "promise", "d" * 500, None, Severity.ERROR)
        for number in range(1000)
    ]
    said = as_markdown(found, items)
    assert len(said) <= 60_000
    assert said.endswith("… and more: run `guides check` to see all.\n```\n")
    assert "more: run `guides check --since` to see them." in said


def test_a_flood_of_one_kind_hides_no_other() -> None:
    flood = [Item(Harm.SENT, f"docs/guides/{number:04}.md", 1, "button", "b" * 500, "c" * 500) for number in range(500)]
    flood += [Item(Harm.SAID, f"docs/guides/{number:04}.md", 1, "text", "b" * 500, "c" * 500) for number in range(500)]
    told = Item(Harm.TOLD, "docs/guides/zoom.md", 7, "steps changed under an old date: app", "1. Cancel", "1. Keep")
    said = as_markdown([], sorted([*flood, told]))
    assert (
        "| ` docs/guides/zoom.md:7 ` | ` steps changed under an old date: app ` | ` 1. Cancel ` | ` 1. Keep ` |" in said
    )
    assert "### What else guides say" in said


def test_a_long_text_is_shown_around_what_differs(check: Check) -> None:
    sentence = "Every word of this sentence stands there for the length of it alone, and for nothing else. "
    check.edit(LESSONS, "Download your certificates.", f"{sentence * 4}Call nobody.\n\nDownload your certificates.")
    commit(check.top)
    check.edit(LESSONS, "Call nobody", "Call somebody")
    assert [one[3:] for one in listed(check)] == [
        (
            "text",
            "…here for the length of it alone, and for nothing else. Call nobody.",
            "…here for the length of it alone, and for nothing else. Call somebody.",
        )
    ]


@pytest.mark.parametrize(
    ("size", "before", "after"),
    [
        (160, f"{'x' * 80}A{'x' * 79}", f"{'x' * 80}B{'x' * 79}"),
        (161, f"…{'x' * 60}A{'x' * 60}…", f"…{'x' * 60}B{'x' * 60}…"),
    ],
)
def test_of_more_than_160_letters_those_around_a_difference_are_shown(
    check: Check, size: int, before: str, after: str
) -> None:
    text = f"{'x' * 80}A{'x' * (size - 81)}"
    check.edit(LESSONS, "Download your certificates.", text)
    commit(check.top)
    check.edit(LESSONS, text, text.replace("A", "B"))
    assert [one[3:] for one in listed(check)] == [("text", before, after)]


def test_a_text_is_shown_in_pieces_of_400_letters(check: Check) -> None:
    check.edit(LESSONS, "Download your certificates.", "a" * 400 + "b" * 400 + "c")
    assert [one[3:] for one in listed(check)] == [
        ("text", "Download your certificates.", "a" * 400),
        ("text", "", "b" * 400),
        ("text", "", "c"),
    ]


@pytest.mark.parametrize(("changes", "last"), [(30, "new 29"), (31, "more than a list can show: read the file")])
def test_of_one_text_thirty_pieces_are_shown(check: Check, changes: int, last: str) -> None:
    text = "\n\n".join(f"old {number}" for number in range(changes))
    check.edit(LESSONS, "Download your certificates.", text)
    commit(check.top)
    check.edit(LESSONS, text, text.replace("old", "new"))
    shown = [one[5] for one in listed(check)]
    assert shown[:30] == [f"new {number}" for number in range(30)]
    assert shown[-1] == last
    assert len(shown) == changes


def test_buttons_come_before_links_in_texts(check: Check) -> None:
    check.edit(LESSONS, "www.lessons.example/purchases", "www.lessons.example/others")
    check.edit("guides/everything.md", "## ", "[Plans](https://everything.example/plans)\n\n## ")
    assert [one[3] for one in listed(check)][:2] == ["button: website", "link in a text"]


def test_nothing_to_look_at_is_nothing_said(check: Check) -> None:
    assert check().out == "no problems\n"
    text = (check.top / "docs" / LESSONS).read_text(encoding="utf-8")
    (check.top / "docs" / LESSONS).write_text(text.replace("\n## ", "\n\n## "), encoding="utf-8")
    assert check().out == "no problems\n"


def leaves(value: object, loc: Loc = ()) -> Iterator[Loc]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*loc, key))
    else:
        yield loc


@pytest.mark.parametrize("uri", ["guides/everything.md", "billers/apple.md"])
def test_no_value_of_a_guide_changes_unseen(uri: str) -> None:
    """But for the day on which it appeared, of which the rules speak."""
    collection, _ = load(SAMPLE / "docs")
    entry = collection.entry(uri)
    assert entry
    unseen = set()
    for loc in leaves(entry.document.data):
        data = deepcopy(entry.document.data)
        inner: Any = data
        for key in loc[:-1]:
            inner = inner[key]
        inner[loc[-1]] = "something else"
        past = Past(frozenset([uri]), {uri: replace(entry.document, data=data)}, {})
        if not review(past, collection, "docs/"):
            unseen.add(loc)
    assert unseen == {("published",)}
