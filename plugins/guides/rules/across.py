"""Rules that need more than one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from guides.diagnostics import Diagnostic
from guides.messages import did_you_mean
from guides.model import Biller, Guide

if TYPE_CHECKING:
    from guides.collection import Collection, Entry
    from guides.frontmatter import Loc
    from guides.model import Payee, Route

    AnyEntry: TypeAlias = Entry[Guide] | Entry[Biller]


def _entries(collection: Collection) -> list[AnyEntry]:
    return [*collection.guides.values(), *collection.billers.values()]


def payee(entry: AnyEntry) -> tuple[str, Payee]:
    """Give the field that names who is on the statement, and its content."""
    page = entry.page
    return ("service", page.service) if isinstance(page, Guide) else ("biller", page.biller)


def _report(entry: AnyEntry, loc: Loc, rule: str, message: str, fix: str) -> Diagnostic:
    return entry.document.report(entry.document.locate(loc), rule, message, fix)


def _unknown(word: str, known: Iterable[str], place: str) -> str:
    near = did_you_mean(word, known)
    return (
        f"Did you mean `{near}`?"
        if near
        else f"Add it to {place}, or choose one of: {', '.join(sorted(known)) or 'none yet'}."
    )


def references(collection: Collection) -> Iterator[Diagnostic]:
    """Categories, authors and related guides must exist."""
    for entry in _entries(collection):
        for index, key in enumerate(entry.page.authors):
            if key not in collection.authors:
                fix = _unknown(key, collection.authors, "docs/about/authors.yml")
                yield _report(entry, ("authors", index), "unknown-author", f"There is no author `{key}`.", fix)
    for guide in collection.guides.values():
        category = guide.page.service.category
        if category not in collection.categories:
            fix = _unknown(category, collection.categories, "docs/categories/")
            yield _report(
                guide, ("service", "category"), "unknown-category", f"There is no category `{category}`.", fix
            )
        for index, slug in enumerate(guide.page.related):
            if slug == guide.slug or slug not in collection.guides:
                fix = _unknown(slug, set(collection.guides) - {guide.slug}, "docs/guides/")
                message = "A guide is not related to itself." if slug == guide.slug else f"There is no guide `{slug}`."
                yield _report(guide, ("related", index), "unknown-related", message, fix)
        retired = guide.page.retired
        if retired and retired.replaced_by and retired.replaced_by not in collection.guides:
            fix = _unknown(retired.replaced_by, collection.guides, "docs/guides/")
            message = f"There is no guide `{retired.replaced_by}`."
            yield _report(guide, ("retired", "replaced_by"), "unknown-related", message, fix)


def shared_routes(collection: Collection) -> Iterator[Diagnostic]:
    """A route without steps needs a biller's guide that has them."""
    known = {entry.page.biller.via for entry in collection.billers.values()}
    for guide in collection.guides.values():
        for index, route in enumerate(guide.page.routes):
            if route.is_shared and route.via not in known:
                message = f"No guide in docs/billers/ has the steps for `{route.via}`."
                fix = "Add that biller's guide, or give the route steps of its own."
                yield _report(guide, ("routes", index, "via"), "biller-missing", message, fix)
    seen: dict[str, str] = {}
    for biller in collection.billers.values():
        via = biller.page.biller.via
        if via in seen:
            message = f"`{via}` has a guide already: {seen[via]}."
            yield _report(biller, ("biller", "via"), "biller-twice", message, "Keep one guide for each biller.")
        seen.setdefault(via, biller.document.path)


def _route_key(route: Route) -> tuple[object, ...]:
    return route.via, route.name, route.device, route.plan, frozenset(route.regions)


def routes_once(collection: Collection) -> Iterator[Diagnostic]:
    """Two routes that a reader cannot tell apart are one route too many."""
    for entry in _entries(collection):
        seen: dict[tuple[object, ...], int] = {}
        for index, route in enumerate(entry.page.routes):
            key = _route_key(route)
            if key in seen:
                message = f"Route {index + 1} is the same way as route {seen[key] + 1}: via `{route.via}`."
                fix = "Merge the two, or say what differs in `name`, `device`, `plan` or `regions`."
                yield _report(entry, ("routes", index, "via"), "route-twice", message, fix)
            seen.setdefault(key, index)


def _fold(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _claims(entry: AnyEntry) -> Iterator[tuple[str, str, Loc, str]]:
    """Give what an entry claims for itself: kind, folded value, place, value as written."""
    field, who = payee(entry)
    yield "name", _fold(who.name), (field, "name"), who.name
    for name in ("aliases", "statement", "domains"):
        kind = {"aliases": "name", "statement": "descriptor", "domains": "domain"}[name]
        for index, value in enumerate(getattr(who, name)):
            yield kind, value if kind == "domain" else _fold(value), (field, name, index), value
    for index, former in enumerate(getattr(who, "history", ())):
        yield "name", _fold(former.name), (field, "history", index, "name"), former.name
    for index, slug in enumerate(getattr(entry.page, "former_slugs", ())):
        yield "address", slug, ("former_slugs", index), slug


def claimed_once(collection: Collection) -> Iterator[Diagnostic]:
    """A name, an address, a domain or a descriptor leads to one guide."""
    owners: dict[tuple[str, str], AnyEntry] = {("address", guide.slug): guide for guide in collection.guides.values()}
    for entry in _entries(collection):
        for kind, value, loc, written in _claims(entry):
            owner = owners.setdefault((kind, value), entry)
            # A guide may repeat its own words, but not its own address.
            if owner is entry and (kind != "address" or value != entry.slug):
                continue
            vendor = payee(entry)[1].vendor
            if kind in {"domain", "descriptor"} and vendor is not None and vendor == payee(owner)[1].vendor:
                continue
            message = f"The {kind} `{written}` belongs to {owner.document.path} already."
            fix = (
                "Remove it from one of the two."
                if kind in {"name", "address"}
                else "Remove it from one of the two, or give both the same `vendor`."
            )
            yield _report(entry, loc, f"{kind}-twice", message, fix)


def retired_loops(collection: Collection) -> Iterator[Diagnostic]:
    """A retired guide must lead to one that is kept."""
    for guide in collection.guides.values():
        seen = [guide.slug]
        target = _replacement(guide)
        while target in collection.guides:
            if target in seen:
                message = f"The way from here leads in a circle: {' → '.join([*seen, target])}."
                fix = "Let one of them lead to a guide that is kept."
                yield _report(guide, ("retired", "replaced_by"), "redirect-loop", message, fix)
                break
            seen.append(target)
            target = _replacement(collection.guides[target])


def _replacement(guide: Entry[Guide]) -> str:
    retired = guide.page.retired
    return (retired.replaced_by or "") if retired else ""


RULES: tuple[Callable[[Collection], Iterator[Diagnostic]], ...] = (
    references,
    shared_routes,
    routes_once,
    claimed_once,
    retired_loops,
)


def check(collection: Collection) -> list[Diagnostic]:
    """Run every rule on the whole collection."""
    return [found for rule in RULES for found in rule(collection)]
