"""Lists that ordinary pages ask for with a comment line: `<!-- guides: billers -->`.

The words around a list belong to the page's editors; only the list is made here.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from guides import difficulty as formula
from guides import reference
from guides.collection import Collection, Entry
from guides.compose import disclaimer
from guides.difficulty import difficulty
from guides.evidence import checks
from guides.links import Links
from guides.messages import did_you_mean
from guides.model import Guide, LawRule
from guides.protect import hide, inline, text_of_author
from guides.wording import ROUTE_TITLES, day, status

_LINE = re.compile(r"<!-- guides: *(?P<name>[a-z-]+) *-->")


class UnknownListError(ValueError):
    """A page asks for a list that does not exist."""


def _link(name: str, url: str, hint: str = "") -> str:
    return f"- [{hide(name)}{f' <span>{hide(hint)}</span>' if hint else ''}]({url})"


def _box(lines: Iterable[str]) -> list[str]:
    return ['<div class="list" markdown>', "", *lines, "", "</div>"]


def _kept(collection: Collection) -> list[Entry[Guide]]:
    return [entry for entry in collection.guides.values() if entry.page.retired is None]


def _guide_line(entry: Entry[Guide], links: Links) -> str:
    return _link(entry.page.service.name, links.to(entry.uri), difficulty(entry.page).word)


def _letter(entry: Entry[Guide]) -> str:
    first = entry.page.service.name[0].upper()
    return first if first.isalpha() else "0–9"


def _guides(collection: Collection, links: Links) -> list[str]:
    entries = sorted(_kept(collection), key=lambda entry: entry.page.service.name.casefold())
    letters = sorted({_letter(entry) for entry in entries})
    lines = [" ".join(f"[{letter}](#{letter.lower()[0]})" for letter in letters), "{ .letters }"]
    for letter in letters:
        lines += [
            "",
            f"## {letter} {{ #{letter.lower()[0]} }}",
            "",
            *_box(_guide_line(entry, links) for entry in entries if _letter(entry) == letter),
        ]
    return lines


def _billers(collection: Collection, links: Links) -> list[str]:
    return _box(
        _link(entry.page.biller.name, links.to(entry.uri), ", ".join(entry.page.biller.statement[:1]))
        for entry in collection.billers.values()
    )


def _categories(collection: Collection, links: Links) -> list[str]:
    counts = {
        slug: sum(entry.page.service.category == slug for entry in _kept(collection)) for slug in collection.categories
    }
    return _box(
        _link(entry.page.title, links.to(entry.uri), str(counts[slug]))
        for slug, entry in collection.categories.items()
        if counts[slug]
    )


def _recently_checked(collection: Collection, links: Links) -> list[str]:
    newest = sorted(_kept(collection), key=lambda entry: (-max(checks(entry.page)).toordinal(), entry.slug))[:6]
    return _box(_link(entry.page.service.name, links.to(entry.uri), day(max(checks(entry.page)))) for entry in newest)


def _authors(collection: Collection, links: Links) -> list[str]:
    lines = []
    for key, author in collection.authors.items():
        signed = [entry for entry in collection.guides.values() if key in entry.page.authors]
        lines += [
            f"## {hide(author.name)} {{ #{key} }}",
            "",
            inline(author.bio),
            "",
            *_box(_guide_line(entry, links) for entry in signed),
            "",
        ]
    return lines


def _disclaimer(_collection: Collection, _links: Links) -> list[str]:
    return [disclaimer("the company")]


def _difficulty(_collection: Collection, _links: Links) -> list[str]:
    channels = {
        points: [ROUTE_TITLES[via] for via, given in formula.CHANNEL_POINTS.items() if given == points]
        for points in formula.CHANNEL_WORDS
    }
    rows = [(", ".join(titles), points) for points, titles in channels.items()]
    rows += [("One must be able to log in", formula.LOGIN_POINTS)]
    rows += [(f"{least} or more offers to stay on the way", points) for least, points in formula.RETENTION_POINTS]
    rows += [
        (f"A notice of {formula.NOTICE_DAYS} days or more", formula.NOTICE_POINTS),
        ("A fee for leaving early", formula.FEE_POINTS),
        ("Staffed at certain hours only", formula.HOURS_POINTS),
        ("No written confirmation", formula.UNCONFIRMED_POINTS),
    ]
    lines = ["| Recorded fact | Points |", "|---|---|", *(f"| {hide(fact)} | {points} |" for fact, points in rows)]
    lines += ["", "| Sum | Level |", "|---|---|"]
    above: int | None = None
    for least, level, word in formula.LEVELS:
        span = f"{least} or more" if above is None else f"{least}" if least == above - 1 else f"{least} to {above - 1}"
        lines.append(f"| {span} | {level} of 5, {word} |")
        above = least
    return lines


def _rules_of_law(collection: Collection, links: Links) -> tuple[LawRule, ...]:
    entry = next((entry for entry in collection.laws.values() if entry.uri == links.uri), None)
    if entry is None:
        message = f"docs/{links.uri} asks for rules of law; only pages in docs/law/ have them in their data."
        raise UnknownListError(message)
    return entry.page.law


def _law(collection: Collection, links: Links) -> list[str]:
    """Give the rules of the place that the page is about."""
    rows = (
        f"| {hide(rule.rule)} | {inline(status(rule))} | {inline(rule.what_you_can_do)} |"
        for rule in _rules_of_law(collection, links)
    )
    return ["| Rule | Status | What you can do |", "|---|---|---|", *rows]


def _law_sources(collection: Collection, links: Links) -> list[str]:
    """Give the source of each of them, with the age of its text."""
    lines = []
    for rule in _rules_of_law(collection, links):
        age = f"text of {day(rule.source_date)}" if rule.source_date else "undated text"
        note = f" {inline(rule.note)}" if rule.note else ""
        lines.append(f"- [{hide(rule.rule)}]({hide(rule.source)}): {age}, compared on {day(rule.checked)}.{note}")
    return lines


def _laws(collection: Collection, links: Links) -> list[str]:
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


LISTS: Mapping[str, Callable[[Collection, Links], list[str]]] = {
    "guides": _guides,
    "billers": _billers,
    "categories": _categories,
    "recently-checked": _recently_checked,
    "authors": _authors,
    "disclaimer": _disclaimer,
    "difficulty": _difficulty,
    "law": _law,
    "law-sources": _law_sources,
    "laws": _laws,
    "fields": lambda _collection, _links: reference.fields(),
    "rules": lambda _collection, _links: reference.rules(),
}


def fill(lines: Iterable[str], collection: Collection, links: Links) -> list[str]:
    """Put the lists that a page asks for in the place of their comment lines.

    Raises UnknownListError, naming the page and the list.
    """
    result: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not (found := _LINE.fullmatch(line.strip())):
            result.append(line)
            continue
        name = found["name"]
        if name not in LISTS:
            near = did_you_mean(name, LISTS)
            hint = f"Did you mean `{near}`?" if near else f"There are: {', '.join(LISTS)}."
            message = f"docs/{links.uri}, text line {number}: there is no list `{name}`. {hint}"
            raise UnknownListError(message)
        result += LISTS[name](collection, links)
    return result


def category_page(entry_uri: str, collection: Collection, links: Links) -> list[str]:
    """Compose the page of a category: its own words, then its guides."""
    entry = next(entry for entry in collection.categories.values() if entry.uri == entry_uri)
    chosen = sorted(
        (guide for guide in _kept(collection) if guide.page.service.category == entry.slug),
        key=lambda guide: guide.page.service.name.casefold(),
    )
    body = text_of_author(entry.document.body).split("\n")
    return [
        f"# {hide(entry.page.title)}",
        "",
        hide(entry.page.description),
        "{ .answer }",
        "",
        *body,
        "",
        *_box(_guide_line(guide, links) for guide in chosen),
    ]
