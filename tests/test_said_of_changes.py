"""What the rules about a change say, word for word, and with which advice."""

import json

from guides import cli
from test_since import LESSONS, Check, check, git, move_dates, repository

__all__ = ["check", "repository"]


def said(check: Check) -> list[str]:
    cli.main(["check", "--since", "HEAD", "--format", "json"])
    rows = json.loads(check.capsys.readouterr().out)["findings"]
    return [
        f"{row['path'].removeprefix('docs/')}:{row['line']}:{row['column']} {row['severity']} {row['rule']} "
        f"{row['message']} | {row['fix']}"
        for row in rows
    ]


def test_what_is_lost_is_said_with_where_to_name_it(check: Check) -> None:
    (check.top / "docs/guides/minimal.md").unlink()
    git(check.top, "mv", "docs/guides/lessons.md", "docs/guides/learning.md")
    check.edit("guides/everything.md", "former_slugs: [nearly-everything]\n", "former_slugs: [everything-more]\n")
    found = [line for line in said(check) if "address-lost" in line]
    assert found == [
        (
            "guides/everything.md:99:1 error address-lost The former address `nearly-everything` was dropped, and "
            "nothing answers there any more. | Put `nearly-everything` back under `former_slugs`."
        ),
        (
            "guides/lessons.md:1:1 error address-lost The guide was removed, and nothing answers at its address "
            "`lessons` any more. | Add `former_slugs: [lessons]` to docs/guides/learning.md."
        ),
        (
            "guides/minimal.md:1:1 error address-lost The guide was removed, and nothing answers at its address "
            "`minimal` any more. | Add `minimal` to the `former_slugs` of the guide that replaces it, or restore the "
            "file and add `retired` with a date and a reason."
        ),
    ]


def test_the_former_addresses_of_a_removed_guide_are_lost_with_it(check: Check) -> None:
    (check.top / "docs/guides/everything.md").unlink()
    assert [line.partition(" | ")[0] for line in said(check) if "former" in line.partition(" | ")[0]] == [
        (
            "guides/everything.md:1:1 error address-lost The former address `nearly-everything` was dropped, and "
            "nothing answers there any more."
        )
    ]


def test_what_is_said_of_dates(check: Check) -> None:
    check.edit(LESSONS, "published: 2026-11-01", "published: 2026-11-02")
    check.edit(LESSONS, "check: {date: 2026-11-20", "check: {date: 2026-11-21")
    assert said(check) == [
        (
            "guides/lessons.md:10:12 error published-moved `published` was 2026-11-01 and is 2026-11-02 now; the day "
            "on which a guide first appeared does not change. | Write 2026-11-01 again. The day of a new comparison "
            "goes under `check`, what changed under `changes`."
        ),
        (
            "guides/lessons.md:25:19 error check-outcome The date of the check moved, but nothing says what the check "
            "found. | Add `outcome: confirmed` to this check if nothing had changed, or an entry under `changes` that "
            "says what is different now."
        ),
    ]


def test_what_is_said_of_steps_under_an_old_date(check: Check) -> None:
    check.edit(LESSONS, "Finish with **Confirm**", "Finish with **Keep my plan**")
    (found,) = said(check)
    assert found == (
        "guides/lessons.md:23:9 error step-changed The steps changed, and the page would go on to give 2026-11-20 "
        "as the day of their check. | Compare the route with its source and move `check.date`, or add an entry under "
        "`changes` that says what is different now; for a typing error one with `kind: wording`."
    )


def test_what_is_said_of_many_dates(check: Check) -> None:
    move_dates(check, 12, 9)
    assert [line.partition(" error ")[2] for line in said(check)] == [
        (
            "checks-many The change moves the dates of 21 checks; at most 20 go into one change. | Undo the dates of "
            "routes that were not compared with their source; send the others in several changes."
        )
    ]


def test_a_reviewer_is_told_which_way_by_all_that_sets_it_apart(check: Check) -> None:
    check.edit("guides/everything.md", "url: https://www.everything.example/plans", "url: https://everything.example/p")
    cli.main(["check", "--since", "HEAD", "--format", "json"])
    (item,) = json.loads(check.capsys.readouterr().out)["review"]
    assert item["what"] == "button: website, Turn off the renewal, Computer, Family plan, US, US-CA, EU"
    assert (item["before"], item["after"]) == ("https://www.everything.example/plans", "https://everything.example/p")


def test_a_reviewer_is_told_which_guide_is_gone(check: Check) -> None:
    (check.top / "docs/guides/minimal.md").unlink()
    cli.main(["check", "--since", "HEAD", "--format", "json"])
    items = json.loads(check.capsys.readouterr().out)["review"]
    assert [(item["path"], item["what"], item["before"], item["after"]) for item in items] == [
        ("docs/guides/minimal.md", "guide removed", "How to cancel Minimal", "")
    ]
