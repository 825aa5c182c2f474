"""Rules that need more than one file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from guides.collection import AnyEntry, Collection, Newcomers, nobody
from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import ACROSS
from guides.rules import domains, duplication
from guides.source.frontmatter import Document, Loc
from guides.source.raw import channel, merchant_key, records, texts
from guides.source.schema_errors import did_you_mean

_MOST_NAMES = 30
"""How many names a finding lists at most."""


def _entries(collection: Collection) -> list[AnyEntry]:
    return [*collection.guides.values(), *collection.billers.values()]


def _report(entry: AnyEntry, loc: Loc, rule: Rule, message: str, fix: str) -> Diagnostic:
    return rule.at(entry.document, entry.document.locate(loc), message, fix)


def _unknown(word: str, known: Iterable[str], place: str) -> str:
    known = sorted(known)
    if near := did_you_mean(word, known):
        return f"Did you mean `{near}`?"
    if len(known) > _MOST_NAMES:
        return f"Correct the name, or add it to {place}."
    return f"Add it to {place}, or choose one of: {', '.join(known) or 'none yet'}."


def _names(collection: Collection, folder: str, valid: Iterable[str]) -> set[str]:
    """Give the slugs of a folder, those of files with errors included: they exist, and are reported as such."""
    broken = {PurePosixPath(file.uri) for file in collection.broken}
    return {*valid, *(path.stem for path in broken if path.parent.name == folder)}


def _authors(collection: Collection) -> set[str] | None:
    """Give the keys of all authors, or nothing when their file cannot be read."""
    keys = set(collection.authors)
    for file in collection.broken:
        if PurePosixPath(file.uri).suffix == ".yml":
            if file.document is None:
                return None
            keys |= set(file.document.data)
    return keys


def _documents(collection: Collection, folder: str) -> Iterator[Document]:
    """Give each file of a folder as it is written, valid or not."""
    entries: Iterable[AnyEntry] = collection.guides.values() if folder == "guides" else collection.billers.values()
    yield from (entry.document for entry in entries)
    for file in collection.broken:
        if file.document is not None and PurePosixPath(file.uri).parent.name == folder:
            yield file.document


UNKNOWN_AUTHOR = Rule(
    "unknown-author",
    ACROSS,
    "Who signs a guide has an entry in docs/about/authors.yml.",
    bad="authors: [editor]",
    good="authors: [editors]",
)
UNKNOWN_CATEGORY = Rule(
    "unknown-category",
    ACROSS,
    "A category has a page in docs/categories/.",
    bad="service: {name: Films, category: lerning, domains: [films.example]}",
    good="service: {name: Films, category: learning, domains: [films.example]}",
)
UNKNOWN_RELATED = Rule(
    "unknown-related",
    ACROSS,
    "A guide that another one names exists.",
    bad="related: [lesons]",
    good="related: [lessons]",
)


def references(collection: Collection) -> Iterator[Diagnostic]:
    """Categories, authors and related guides must exist."""
    guides = _names(collection, "guides", collection.guides)
    categories = _names(collection, "categories", collection.categories)
    kinds: list[tuple[tuple[str, ...], Rule, str, set[str] | None, str]] = [
        (("authors",), UNKNOWN_AUTHOR, "author", _authors(collection), "docs/about/authors.yml"),
        (("service", "category"), UNKNOWN_CATEGORY, "category", categories, "docs/categories/"),
        (("related",), UNKNOWN_RELATED, "guide", guides, "docs/guides/"),
        (("retired", "replaced_by"), UNKNOWN_RELATED, "guide", guides, "docs/guides/"),
    ]
    for document in (*_documents(collection, "guides"), *_documents(collection, "billers")):
        own = PurePosixPath(document.path).stem
        for path, rule, noun, known, place in kinds:
            for loc, word in texts(document, *path):
                is_itself = path == ("related",) and word == own
                if known is None or (word in known and not is_itself):
                    continue
                message = "A guide is not related to itself." if is_itself else f"There is no {noun} `{word}`."
                fix = "Remove it." if is_itself else _unknown(word, known, place)
                yield rule.at(document, document.locate(loc), message, fix)


BILLER_MISSING = Rule(
    "biller-missing",
    ACROSS,
    "A route without steps has a biller’s guide to take them from.",
    bad="routes:\n  - via: roku",
    good="routes:\n  - via: apple",
)
BILLER_TWICE = Rule(
    "biller-twice",
    ACROSS,
    "A biller has one guide.",
    bad="docs/billers/apple.md and docs/billers/itunes.md, both `via: apple`",
    good="docs/billers/apple.md alone",
)


FITS_UNKNOWN = Rule(
    "unknown-route-id",
    ACROSS,
    "What `fits` names is the `id` of a route in the biller’s guide.",
    bad="routes:\n  - via: google-play\n    fits: [androit]",
    good="routes:\n  - via: google-play\n    fits: [android]",
)


def fitting_routes(collection: Collection) -> Iterator[Diagnostic]:
    """A guide names the routes of a biller by their ids, and a misspelt one would show none."""
    for guide in collection.guides.values():
        for index, route in enumerate(guide.page.routes):
            biller = collection.biller_for(route.via) if route.fits else None
            known = [own.id for own in biller.page.routes if own.id] if biller else []
            for place, word in enumerate(route.fits):
                if biller and word not in known:
                    message = f"`{biller.page.biller.name}` has no route `{word}`."
                    near = did_you_mean(word, known)
                    fix = f"Did you mean `{near}`?" if near else f"There are: {', '.join(known) or 'none with an id'}."
                    yield _report(guide, ("routes", index, "fits", place), FITS_UNKNOWN, message, fix)


def shared_routes(collection: Collection) -> Iterator[Diagnostic]:
    """A route without steps needs a biller's guide that has them."""
    # A biller's guide with errors counts, under its name too if its data cannot be read.
    known = _names(collection, "billers", ())
    for document in _documents(collection, "billers"):
        known |= {word for _, word in texts(document, "biller", "via")}
    for document in _documents(collection, "guides"):
        for loc, route in records(document.data, "routes"):
            via = channel(route.get("via"))
            if via is not None and via.is_biller and not route.get("steps") and via not in known:
                message = f"No guide in docs/billers/ has the steps for `{via}`."
                fix = "Add that biller's guide, or give the route steps of its own."
                yield BILLER_MISSING.at(document, document.locate((*loc, "via")), message, fix)
    seen: dict[str, str] = {}
    for biller in collection.billers.values():
        via = biller.page.biller.via
        if via in seen:
            message = f"`{via}` has a guide already: {seen[via]}."
            yield _report(biller, ("biller", "via"), BILLER_TWICE, message, "Keep one guide for each biller.")
        seen.setdefault(via, biller.document.path)


def folded(text: str) -> str:
    """Give what two names share that would have one address: `Disney+` and `disney plus`, with or without accents."""
    plain = unicodedata.normalize("NFKD", text.replace("+", "plus")).casefold()
    return "".join(character for character in plain if character.isalnum())


def claims(entry: AnyEntry) -> Iterator[tuple[str, str, Loc, str]]:
    """Give what an entry claims for itself: kind, folded value, place, value as written."""
    field, who = merchant_key(entry.document.data), entry.page.merchant
    yield "name", folded(who.name), (field, "name"), who.name
    for name in ("aliases", "statement", "domains"):
        kind = {"aliases": "name", "statement": "descriptor", "domains": "domain"}[name]
        for index, value in enumerate(getattr(who, name)):
            yield kind, value if kind == "domain" else folded(value), (field, name, index), value
    for index, former in enumerate(getattr(who, "history", ())):
        yield "name", folded(former.name), (field, "history", index, "name"), former.name
    for index, slug in enumerate(getattr(entry.page, "former_slugs", ())):
        yield "address", slug, ("former_slugs", index), slug


NAME_TWICE = Rule(
    "name-twice",
    ACROSS,
    "A name or an alias leads to one guide.",
    bad="service: {name: Lessons, category: learning, domains: [films.example]}",
    good="service: {name: Films, category: learning, domains: [films.example]}",
)
ADDRESS_TWICE = Rule(
    "address-twice",
    ACROSS,
    "An address, former ones included, leads to one guide.",
    bad="former_slugs: [lessons]",
    good="former_slugs: [moving-pictures]",
)
DOMAIN_TWICE = Rule(
    "domain-twice",
    ACROSS,
    "A domain belongs to one service, or to services of one `vendor`.",
    bad="service: {name: Films, category: learning, domains: [lessons.example]}",
    good="service: {name: Films, category: learning, domains: [films.example]}",
)
DESCRIPTOR_TWICE = Rule(
    "descriptor-twice",
    ACROSS,
    "A line on a bank statement leads to one guide, or to guides of one `vendor`.",
    bad="service: {name: Films, category: learning, domains: [films.example], statement: [LESSONS.EXAMPLE]}",
    good="service: {name: Films, category: learning, domains: [films.example], statement: [FILMS.EXAMPLE]}",
)

_TWICE = {"name": NAME_TWICE, "address": ADDRESS_TWICE, "domain": DOMAIN_TWICE, "descriptor": DESCRIPTOR_TWICE}


@dataclass(frozen=True, slots=True)
class _Claim:
    """What an entry says is its own, and where."""

    entry: AnyEntry
    kind: str
    loc: Loc
    written: str


def _clash(one: _Claim, other: _Claim, new: Newcomers) -> Iterator[Diagnostic]:
    """Report a clash at the file that is new; where both are or none is, nobody knows whose fault it is.

    An address is a file's name. Whoever names it as a former one is at fault, unless the file is new.
    """
    ours, theirs = one.entry.uri in new(), other.entry.uri in new()
    is_name_of_other = other.kind == "address" and not other.loc
    is_clear = ours != theirs or is_name_of_other
    for this, that, is_told in (
        (one, other, ours or not theirs),
        (other, one, (theirs and not ours) or not is_clear),
    ):
        if is_told:
            path = that.entry.document.path
            fix = "Remove it from one of the two."
            if this.kind in {"domain", "descriptor"}:
                fix = "Remove it from one of the two, or give both the same `vendor`."
            message = f"The {this.kind} `{this.written}` " + (
                f"belongs to {path} already." if is_clear else f"stands in {path} too."
            )
            yield _report(this.entry, this.loc, _TWICE[this.kind], message, fix)


def claimed_once(collection: Collection, new: Newcomers) -> Iterator[Diagnostic]:
    """A name, an address, a domain or a descriptor leads to one guide."""
    owners = {("address", guide.slug): _Claim(guide, "address", (), guide.slug) for guide in collection.guides.values()}
    for entry in _entries(collection):
        for kind, value, loc, written in claims(entry):
            claim = _Claim(entry, kind, loc, written)
            owner = owners.setdefault((kind, value), claim)
            # A guide may repeat its own words, but not its own address.
            if owner.entry is entry and (kind != "address" or value != entry.slug):
                continue
            vendor = entry.page.merchant.vendor
            if kind in {"domain", "descriptor"} and vendor is not None and vendor == owner.entry.page.merchant.vendor:
                continue
            if owner.entry is entry:
                yield _report(entry, loc, ADDRESS_TWICE, f"`{written}` is the address of this guide.", "Remove it.")
            else:
                yield from _clash(claim, owner, new)


REDIRECT_LOOP = Rule(
    "redirect-loop",
    ACROSS,
    "A retired guide leads to one that is kept.",
    bad="retired: {date: 2026-11-20, reason: It closed., replaced_by: films}",
    good="retired: {date: 2026-11-20, reason: It is part of Lessons now., replaced_by: lessons}",
)


def retired_loops(collection: Collection) -> Iterator[Diagnostic]:
    """A retired guide must lead to one that is kept."""
    for guide in collection.retired():
        way = [guide.slug, *(other.slug for other in collection.successors(guide))]
        if way[-1] in way[:-1]:
            message = f"The way from here leads in a circle: {' → '.join(way)}."
            fix = "Let one of them lead to a guide that is kept."
            yield _report(guide, ("retired", "replaced_by"), REDIRECT_LOOP, message, fix)


CHECKERS: tuple[Callable[[Collection], Iterator[Diagnostic]], ...] = (
    references,
    shared_routes,
    fitting_routes,
    retired_loops,
    domains.borrowed_names,
)
CLASHES: tuple[Callable[[Collection, Newcomers], Iterator[Diagnostic]], ...] = (
    claimed_once,
    domains.imitations,
)
"""The rules that find two guides at odds, and tell the one that came later."""


def check(
    collection: Collection, new: Newcomers = nobody, shape_of: duplication.Shaper = duplication.shape
) -> list[Diagnostic]:
    """Run every rule on the whole collection; `shape_of` may remember what texts are compared by."""
    return [*of_data(collection, new), *of_texts(collection, new, shape_of)]


def of_data(collection: Collection, new: Newcomers = nobody) -> list[Diagnostic]:
    """Run the rules that look at data alone."""
    diagnostics = [one for checker in CHECKERS for one in checker(collection)]
    diagnostics += [one for checker in CLASHES for one in checker(collection, new)]
    # Of three at odds, one may be told the same twice.
    return list(dict.fromkeys(diagnostics))


def of_texts(
    collection: Collection, new: Newcomers = nobody, shape_of: duplication.Shaper = duplication.shape
) -> list[Diagnostic]:
    """Run the rules that compare texts."""
    return list(dict.fromkeys(duplication.check(collection, new, shape_of)))
