"""What the law says in each place, out of the data of the pages in docs/law/."""

from guides.collection import Collection
from guides.site.lists.rows import UnknownListError
from guides.model import LawRule
from guides.site.links import Links
from guides.site.escaping import hide, inline
from guides.site.wording import day, status


def _rules_of_law(collection: Collection, links: Links) -> tuple[LawRule, ...]:
    entry = next((entry for entry in collection.laws.values() if entry.uri == links.uri), None)
    if entry is None:
        message = f"docs/{links.uri} asks for rules of law; only pages in docs/law/ have them in their data."
        raise UnknownListError(message)
    return entry.page.law


def rules(collection: Collection, links: Links) -> list[str]:
    """Give the rules of the place that the page is about."""
    rows = (
        f"| {hide(rule.rule)} | {inline(status(rule))} | {inline(rule.what_you_can_do)} |"
        for rule in _rules_of_law(collection, links)
    )
    return ["| Rule | Status | What you can do |", "|---|---|---|", *rows]


def sources(collection: Collection, links: Links) -> list[str]:
    """Give the source of each of them, with the age of its text."""
    lines = []
    for rule in _rules_of_law(collection, links):
        age = f"text of {day(rule.source_date)}" if rule.source_date else "undated text"
        note = f" {inline(rule.note)}" if rule.note else ""
        lines.append(f"- [{hide(rule.rule)}]({hide(rule.source)}): {age}, compared on {day(rule.checked)}.{note}")
    return lines


def overview(collection: Collection, links: Links) -> list[str]:
    """Give what matters most in every place."""
    lines = ["| Place | Rule | Status | What you can use |", "|---|---|---|---|"]
    for entry in sorted(collection.laws.values(), key=lambda entry: entry.page.place):
        place = f"[{hide(entry.page.place)}]({links.to(entry.uri)})"
        lines += [
            f"| {place} | {hide(rule.rule)} | {inline(status(rule))} | {inline(rule.overview)} |"
            for rule in entry.page.law
            if rule.overview
        ]
    return lines
