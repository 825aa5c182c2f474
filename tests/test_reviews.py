"""Whole lists for reviewers, as they are printed: of a new guide, of one that is rewritten, of everything else.

After a change of words run

    UPDATE_CASES=1 make test ARGS=tests/test_reviews.py

and read the difference as a reviewer would.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from guides import cli
from support import HERE
from test_since import Check, check, commit, repository

__all__ = ["check", "repository"]


def a_new_guide(check: Check) -> None:
    path = check.top / "docs/guides/everything.md"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    commit(check.top)
    path.write_text(text, encoding="utf-8")


def a_rewritten_guide(check: Check) -> None:
    whole = (check.top / "docs/guides/everything.md").read_text(encoding="utf-8")
    less = (check.top / "docs/guides/lessons.md").read_text(encoding="utf-8")
    (check.top / "docs/guides/lessons.md").unlink()
    path = check.top / "docs/guides/everything.md"
    path.write_text(less.replace("Lessons", "Everything").replace("lessons", "everything"), encoding="utf-8")
    commit(check.top)
    path.write_text(whole, encoding="utf-8")


def all_that_is_no_guide(check: Check) -> None:
    docs = check.top / "docs"
    for path in sorted(docs.rglob("*.md")):
        if path.parent.name not in {"guides", "billers"}:
            with path.open("a", encoding="utf-8") as file:
                file.write("\nMore on [another page](https://www.lessons.example/more).\n")
    for name, old, new in (
        ("about/authors.yml", "name: The Editors", "name: Some Editors"),
        ("about/images.yml", "licence:", "licence: X"),
        ("about/watched.yml", "2026-11-23", "2026-11-24"),
    ):
        path = docs / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    shutil.copy(docs / "about/authors.yml", docs / "about/cited.yml")
    with (check.top / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\n# Another line.\n")
    (docs / "assets/a.css").write_text("p { margin: 0 }\n", encoding="utf-8")
    (docs / "help/proof.md").unlink()


@pytest.mark.parametrize("change", [a_new_guide, a_rewritten_guide, all_that_is_no_guide])
def test_a_reviewer_reads(check: Check, change: Callable[[Check], None]) -> None:
    change(check)
    cli.main(["check", "--since", "HEAD", "--today", "2026-11-28"])
    got = check.capsys.readouterr().out
    expected = HERE / "reviews" / f"{change.__name__}.txt"
    if "UPDATE_CASES" in os.environ:
        expected.write_text(got, encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8")


def test_every_list_belongs_to_a_change() -> None:
    names = {change.__name__ for change in (a_new_guide, a_rewritten_guide, all_that_is_no_guide)}
    assert {Path(path).stem for path in (HERE / "reviews").iterdir()} == names
