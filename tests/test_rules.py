"""The rules as declared: each stands in the catalog, and its own examples prove it."""

import importlib
import os
import pkgutil
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

import guides
from guides.collection import AnyEntry
from guides.diagnostics import Rule, Severity
from guides.diagnostics.rule import CATEGORIES
from guides.load import load
from guides.rules.catalog import RULES
from guides.rules.lib import anchors
from support import HERE, ROOT, SAMPLE, Renderer

BASE = """\
---
title: How to cancel Films
description: Cancel under Account on the website before the next payment is due.
service: {name: Films, category: learning, domains: [films.example]}
authors: [editors]
published: 2026-11-01
routes:
  - via: website
    url: https://films.example/account
    steps: [{action: Press **Cancel**}]
    check: {date: 2026-11-01, how: official-page, source: https://films.example/help}
---
"""
IN_WORDS = {
    *("line-length", "paragraph-length", "encoding", "file-size", "empty-file", "invalid-value"),
    *("asset-remote", "unknown-list", "text-unreadable"),
    *("file-name", "file-place", "symlink", "authors-file", "authority-host", "author-key", "picture-key"),
    *("image-size", "image-form", "image-location", "image-active", "image-licence", "body-length"),
    *(
        "copied-paragraph",
        "copied-text",
        "biller-twice",
        "watched-page",
        "known-twice",
        "known-source",
        "known-has-guide",
    ),
    *("address-lost", "published-moved", "check-outcome", "step-changed", "checks-many", "ignore-unneeded"),
}
"""Rules about what a piece of one guide cannot show: other files, sizes, pictures, the past. They have cases."""


DESCRIBED = HERE / "rules.yml"
DESCRIBED_HEAD = """\
# What the page of rules, the editors and the forges show of each rule, in its order. After a change of words run
# UPDATE_CASES=1 make test ARGS=tests/test_rules.py, and read the difference as a contributor would.
"""


def written(example: str) -> str:
    """Make a guide of an example: a whole file, fields in place of those of BASE, or a text below it."""
    if example.startswith(("---\n", "title: How to cancel Films\n\n")):
        return example
    key = re.match(r"(\w+):", example)
    if key is None:
        return f"{BASE}{example}\n"
    return re.sub(rf"^{key[1]}:.*\n(?: .*\n)*", "", BASE, flags=re.MULTILINE).replace("---\n", f"---\n{example}\n", 1)


def fired(example: str, folder: Path) -> set[str]:
    docs = shutil.copytree(SAMPLE / "docs", folder / "docs")
    (docs / "guides/films.md").write_text(written(example), encoding="utf-8")
    return {diagnostic.rule for diagnostic in load(docs, today=date(2026, 11, 23))[1]}


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.id not in IN_WORDS], ids=lambda rule: rule.id)
def test_the_bad_example_breaks_the_rule_and_the_good_one_does_not(rule: Rule, tmp_path: Path) -> None:
    assert rule.id in fired(rule.bad, tmp_path / "bad")
    assert rule.id not in fired(rule.good, tmp_path / "good")


def described() -> list[dict[str, object]]:
    return [
        {
            "id": rule.id,
            "category": rule.category,
            "severity": rule.severity.value,
            "suppressible": rule.suppressible,
            "description": rule.description,
            "bad": rule.bad,
            "good": rule.good,
        }
        for rule in RULES.values()
    ]


def test_rules_are_published_with_these_words() -> None:
    if "UPDATE_CASES" in os.environ:
        DESCRIBED.write_text(
            DESCRIBED_HEAD + yaml.safe_dump(described(), sort_keys=False, allow_unicode=True, width=1000), "utf-8"
        )
    assert described() == yaml.load(DESCRIBED.read_text("utf-8"), yaml.CSafeLoader)


def test_every_rule_has_two_examples() -> None:
    assert [rule.id for rule in RULES.values() if not rule.bad or not rule.good or rule.bad == rule.good] == []
    assert set(RULES) > IN_WORDS


def test_every_declared_rule_is_in_the_catalog() -> None:
    names = [
        module.name for module in pkgutil.walk_packages(guides.__path__, "guides.") if "__main__" not in module.name
    ]
    # An engine is no part of the core, and the crawler is an extra that need not be installed.
    modules = [importlib.import_module(name) for name in names if not re.search(r"\.engines|\.watching\.crawl$", name)]
    declared = {id(value): value.id for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert sorted(declared.values()) == sorted(RULES)


def test_only_rules_make_findings() -> None:
    makers = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "plugins/guides").rglob("*.py"))
        if re.search(r"\bDiagnostic\(", path.read_text(encoding="utf-8"))
    ]
    # The other one reads back what rules have found.
    assert makers == ["plugins/guides/cache.py", "plugins/guides/diagnostics/rule.py"]


def test_rules_of_one_category_stand_together() -> None:
    order = [rule.category for rule in RULES.values()]
    assert tuple(dict.fromkeys(order)) == CATEGORIES
    assert order == sorted(order, key=CATEGORIES.index)


def test_warnings_are_about_taste_and_judgement_and_most_can_be_suppressed() -> None:
    assert sorted(rule.id for rule in RULES.values() if rule.severity is Severity.WARNING) == [
        *("body-length", "copied-paragraph", "copied-text", "domain-same-name", "heading-twice", "ignore-unneeded"),
        *(
            "known-has-guide",
            "label-language",
            "label-quoted",
            "link-text",
            "promise",
            "small-talk",
            "source-elsewhere",
        ),
    ]
    assert sorted(rule.id for rule in RULES.values() if rule.suppressible) == [
        *("body-length", "copied-paragraph", "copied-text", "domain-same-name", "heading-twice", "label-language"),
        *("label-quoted", "link-text", "promise", "small-talk", "source-elsewhere"),
    ]


@pytest.mark.parametrize(
    "place",
    [
        *("lessons.md#website-1", "lessons.md#website-3", "lessons.md#questions", "lessons.md#feedback"),
        *("lessons.md#disclaimer", "lessons.md#my-date", "lessons.md#other-billers"),
        *("lessons.md#apple-iphone-or-ipad", "lessons.md#apple-iphone-or-ipad-1"),
        *("lessons.md#after-you-cancel", "lessons.md#sources", "lessons.md#charged-again", "lessons.md#related"),
        *("lessons.md#who-bills-you", "lessons.md#money-back", "lessons.md#proof", "lessons.md#not-enough"),
        *("everything.md#save-first", "everything.md#alternatives", "everything.md#fees", "everything.md#changes"),
        *("everything.md#by-when", "../billers/apple.md#guides"),
    ],
)
def test_a_link_may_lead_to_a_step_or_a_box_of_a_guide(place: str, tmp_path: Path) -> None:
    assert "anchor-missing" not in fired(f"[Over there]({place})", tmp_path)


@pytest.mark.parametrize(
    "place",
    [
        *("lessons.md#website-4", "lessons.md#website-step-3", "lessons.md#letter", "lessons.md#save-first"),
        *("lessons.md#what-stay", "lessons.md#by-when", "lessons.md#apple-iphone-or-ipad-9", "lessons.md#apple-1"),
        *("lessons.md#guides", "lessons.md#fees", "minimal.md#money-back", "minimal.md#other-billers"),
        *("../billers/apple.md#related", "../billers/apple.md#charged-again", "../billers/apple.md#who-bills-you"),
    ],
)
def test_a_link_may_not_lead_to_a_step_or_a_box_that_a_guide_lacks(place: str, tmp_path: Path) -> None:
    assert "anchor-missing" in fired(f"[Over there]({place})", tmp_path)


RENEWAL, TRIAL = {"amount": 1, "before": "renewal"}, {"amount": 1, "before": "trial-end"}


@pytest.mark.parametrize(
    ("data", "has_section"),
    [
        ({}, False),
        ({"deadline": RENEWAL}, False),
        ({"trial_deadline": TRIAL}, False),
        ({"deadline": RENEWAL, "trial_deadline": TRIAL}, True),
        ({"deadline": RENEWAL, "other_deadlines": [TRIAL]}, True),
        ({"deadline": RENEWAL | {"note": "Of yearly plans."}}, True),
        ({"deadline": RENEWAL | {"source": "https://films.example/terms"}}, True),
    ],
)
def test_a_section_of_deadlines_is_a_place_where_there_is_more_to_say(
    data: dict[str, object], *, has_section: bool
) -> None:
    assert ("by-when" in anchors.generated({"service": {}, **data}, {})) is has_section


def test_the_places_of_a_page_are_those_that_it_has() -> None:
    """Whatever the checker takes for a place of a guide is one in the page that readers get."""
    collection, _ = load(SAMPLE / "docs")
    pages = Renderer(collection)
    billers = {str(entry.page.biller.via): entry.document.data for entry in collection.billers.values()}
    entries: list[AnyEntry] = [*collection.guides.values(), *collection.billers.values()]
    for entry in entries:
        tree, _ = pages.page(entry.uri)
        made = {node.attributes["id"] for node in tree.css("[id]")}
        assert anchors.generated(entry.document.data, billers) - made == set(), entry.uri
