"""Lists of guides: all of them, and those that have something in common."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from guides.collection import AnyEntry, Collection, Entry
from guides.model import Guide
from guides.model.channels import CHANNELS, Via
from guides.site import wording
from guides.site.difficulty import LEVELS, NOT_RATED, what_differs
from guides.site.links import Links
from guides.site.lists.rows import (
    Part,
    Row,
    by_name,
    channels,
    guide_row,
    guide_rows,
    last_check,
    macros,
    rating,
    sortable_row,
)
from guides.site.text import inline

FEW = 6
"""How many the home page shows of what is new."""
MANY = 60
"""How many a page of its own shows."""

_NEW = "new guide"


@dataclass(frozen=True, slots=True)
class Select:
    """One choice for the list of all guides."""

    name: str
    label: str
    first: str
    options: tuple[tuple[str, str], ...]


def _letter(entry: Entry[Guide]) -> str:
    first = entry.page.service.name[0].upper()
    return first if "A" <= first <= "Z" else "0–9"


def guides(collection: Collection, links: Links) -> Markup:
    """Give all guides from A to Z, with the letters as anchors."""
    rows: dict[str, list[Row]] = {}
    for entry in by_name(collection):
        rows.setdefault(_letter(entry), []).append(sortable_row(entry, links, collection))
    parts = [Part(letter, letter.lower() if letter.isalpha() else "0", tuple(rows[letter])) for letter in sorted(rows)]
    return macros().letters(parts)  # type: ignore[no-any-return]


def filters(collection: Collection, _links: Links) -> Markup:
    """Give the choices for the list of all guides; a script makes them work, and without it they are not shown."""
    entries = list(collection.kept())
    used = {via for entry in entries for via in channels(entry.page)}
    levels = {rating(entry, collection).level for entry in entries}
    own = tuple((via.value, row.short) for via, row in CHANNELS.items() if via in used and not row.is_biller)
    billers = tuple((via.value, row.short) for via, row in CHANNELS.items() if via in used and row.is_biller)
    rated = [(str(level), word) for _, level, word in reversed(LEVELS) if level in levels]
    selects = [
        Select(
            "category",
            "Category",
            "all",
            tuple(
                (slug, entry.page.title)
                for slug, entry in collection.categories.items()
                if slug in collection.by_category
            ),
        ),
        Select("channel", "Way to cancel", "all", own),
        Select("biller", "Billed by", "anybody", billers),
        Select("difficulty", "Difficulty", "all", (*rated, ("0", NOT_RATED.word)) if 0 in levels else tuple(rated)),
        Select(
            "sort",
            "Order",
            "A to Z",
            (
                ("easiest", "fewest steps first"),
                ("hardest", "hardest first"),
                ("newest", "last checked first"),
                ("oldest", "longest unchecked first"),
            ),
        ),
    ]
    return macros().filters(selects, len(entries))  # type: ignore[no-any-return]


def categories(collection: Collection, links: Links) -> Markup:
    """Give the categories that have guides, with how many."""
    rows = [
        Row(entry.page.title, links.to(entry.uri), str(len(collection.by_category[slug])))
        for slug, entry in collection.categories.items()
        if slug in collection.by_category
    ]
    return macros().names(rows)  # type: ignore[no-any-return]


def of_category(collection: Collection, links: Links) -> Markup:
    """Give the guides of the category that the page is about."""
    slug = links.uri.rpartition("/")[2].removesuffix(".md")
    chosen = [entry for entry in by_name(collection) if entry.page.service.category == slug]
    return macros().rows(guide_rows(chosen, links, collection))  # type: ignore[no-any-return]


def some(slugs: Sequence[str], collection: Collection, links: Links) -> Markup:
    """Give a few guides by name, as the page's editors chose them."""
    entries = [collection.guides[slug] for slug in slugs]
    return macros().names([Row(entry.page.service.name, links.to(entry.uri)) for entry in entries])  # type: ignore[no-any-return]


def billers(collection: Collection, links: Links) -> Markup:
    """Give the billers, with how they stand on a statement."""
    rows = [
        Row(entry.page.biller.name, links.to(entry.uri), ", ".join(entry.page.biller.statement[:1]))
        for entry in collection.billers.values()
    ]
    return macros().names(rows)  # type: ignore[no-any-return]


def by_biller(collection: Collection, links: Links) -> Markup:
    """Give the billers, with how many guides lead there."""
    used = [via for entry in collection.kept() for via in channels(entry.page)]
    rows = [
        Row(entry.page.biller.name, links.to(f"{entry.uri}#guides"), str(used.count(entry.page.biller.via)))
        for entry in collection.billers.values()
        if entry.page.biller.via in used
    ]
    return macros().names(rows)  # type: ignore[no-any-return]


def _easiest(used: Iterable[Via]) -> Via | None:
    """Give the easiest of the service's own channels; nothing where one can cancel online, or only at a biller."""
    own = [via for via in used if not via.is_biller]
    online = [via for via in own if via.channel.is_online]
    if not all(via.channel.needs_app for via in online):
        return None
    return min(own, key=lambda via: via.channel.points, default=None)


def by_channel(collection: Collection, links: Links) -> Markup:
    """Give the guides that need more than a website, by what they need, then those that offer it as well."""
    used = [(entry, channels(entry.page)) for entry in by_name(collection)]
    needs = [(entry, vias, _easiest(vias)) for entry, vias in used]
    wanted = [via for via in reversed(list(CHANNELS)) if via.channel.differs and not via.is_biller]
    parts = []
    for via in wanted:
        chosen = [entry for entry, _, needed in needs if needed is via]
        parts.append(Part(f"{via.channel.title} only", str(via), guide_rows(chosen, links, collection)))
    for via in wanted:
        if via.channel.is_online:
            continue
        also = [entry for entry, vias, needed in needs if via in vias and needed is not via]
        title = f"Also {via.channel.title[0].lower()}{via.channel.title[1:]}"
        parts.append(Part(title, f"{via}-too", guide_rows(also, links, collection)))
    return macros().sections([part for part in parts if part.rows])  # type: ignore[no-any-return]


def by_difficulty(collection: Collection, links: Links) -> Markup:
    """Give all guides that can be rated, the hardest first, and those of which too little is known."""
    rated = [(rating(entry, collection).level, entry) for entry in by_name(collection)]
    parts = []
    for level, word in [*((level, word) for _, level, word in LEVELS), (0, NOT_RATED.word)]:
        chosen = [entry for own, entry in rated if own == level]
        title = f"{word[0].upper()}{word[1:]}"
        parts.append(Part(title, word.replace(" ", "-"), guide_rows(chosen, links, collection)))
    return macros().sections([part for part in parts if part.rows])  # type: ignore[no-any-return]


def by_what_differs(collection: Collection, links: Links) -> Markup:
    """Give the guides for which cancelling takes more than most: a notice, a letter, a fee."""
    chosen = [entry for entry in by_name(collection) if what_differs(entry.page)]
    return macros().rows(guide_rows(chosen, links, collection))  # type: ignore[no-any-return]


def _by_check(collection: Collection) -> list[tuple[date, Entry[Guide]]]:
    dated = [(check, entry) for entry in collection.kept() if (check := last_check(entry))]
    return sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1].slug))


def checked(collection: Collection, links: Links) -> Markup:
    """Give the guides that were checked last."""
    return macros().rows([guide_row(entry, links, collection) for _, entry in _by_check(collection)[:MANY]])  # type: ignore[no-any-return]


def _changes(collection: Collection) -> list[tuple[date, str, Entry[Guide]]]:
    """Give what changed in guides, newest first; a new guide is a change too."""
    changes: list[tuple[date, str, Entry[Guide]]] = []
    for entry in collection.kept():
        changes.append((entry.page.published, _NEW, entry))
        changes += [(change.date, change.what, entry) for change in entry.page.news]
    return sorted(changes, key=lambda change: (-change[0].toordinal(), change[1] == _NEW, change[2].slug))


def recently_changed(collection: Collection, links: Links) -> Markup:
    """Give the few guides that changed last."""
    newest = {entry.slug: (when, what, entry) for when, what, entry in reversed(_changes(collection))}
    ordered = sorted(newest.values(), key=lambda change: (-change[0].toordinal(), change[2].slug))[:FEW]
    rows = [
        Row(
            entry.page.service.name,
            links.to(entry.uri),
            f"{'new, ' if what == _NEW else ''}{wording.short_day(when)}",
        )
        for when, what, entry in ordered
    ]
    return macros().names(rows)  # type: ignore[no-any-return]


def changed(collection: Collection, links: Links) -> Markup:
    """Give what changed last, and how."""
    rows = [
        Row(
            entry.page.service.name, links.to(entry.uri), Markup("{}: {}").format(wording.short_day(when), inline(what))
        )
        for when, what, entry in _changes(collection)[:MANY]
    ]
    return macros().rows(rows)  # type: ignore[no-any-return]


def corrections(collection: Collection, links: Links) -> Markup:
    """Give what guides had wrong, and since when, newest first."""
    entries: list[AnyEntry] = [*collection.kept(), *collection.billers.values()]
    wrong = [
        (change, change.wrong_since, entry) for entry in entries for change in entry.page.changes if change.wrong_since
    ]
    rows = [
        Row(
            entry.page.merchant.name,
            links.to(entry.uri),
            Markup("{}: {} Wrong since {}.").format(
                wording.short_day(change.date), inline(change.what), wording.day(since)
            ),
        )
        for change, since, entry in sorted(wrong, key=lambda one: (-one[0].date.toordinal(), one[2].slug))
    ]
    return macros().rows(rows)  # type: ignore[no-any-return]


def retired(collection: Collection, links: Links) -> Markup:
    """Give the guides that are no longer kept, with why, and where they lead now."""
    return macros().rows(list(_retired(collection, links)))  # type: ignore[no-any-return]


def _retired(collection: Collection, links: Links) -> Iterator[Row]:
    for entry in collection.retired():
        if not (why := entry.page.retired):
            continue
        target = collection.successor(entry)
        leads = f" Now: {target.page.service.name}." if target else ""
        text = Markup("{}: {}{}").format(wording.short_day(why.date), inline(why.reason), leads)
        yield Row(entry.page.service.name, links.to((target or entry).uri), text)
