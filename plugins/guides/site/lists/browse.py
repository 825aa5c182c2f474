"""Lists of guides: all of them, and those that have something in common."""

from collections.abc import Iterable, Iterator
from datetime import date

from guides.collection import Collection, Entry
from guides.site.difficulty import LEVELS, NOT_RATED, difficulty
from guides.site.lists.rows import CHANNELS, box, channels, guide_row, guide_rows, kept, last_check, link, rows, short_day, sortable_row
from guides.model import Guide
from guides.model.channels import Via
from guides.site.links import Links
from guides.site.escaping import hide, inline, text_of_author
from guides.site.wording import ROUTE_TITLES
from guides.site.outputs.redirects import final

FEW = 6
"""How many the home page shows of what is new."""
MANY = 60
"""How many a page of its own shows."""

_NEW = "new guide"
_ONLINE = frozenset({Via.WEBSITE, Via.FORM, Via.APP})
_EASIEST_FIRST = (Via.APP, Via.FORM, Via.CHAT, Via.EMAIL, Via.PHONE, Via.POST, Via.IN_PERSON)
_NEEDS = {
    Via.APP: "In the app only",
    Via.FORM: "With a form",
    Via.CHAT: "Needs a chat",
    Via.EMAIL: "Needs an e-mail",
    Via.PHONE: "Needs a phone call",
    Via.POST: "Needs a letter",
    Via.IN_PERSON: "Needs a visit",
}


def _letter(entry: Entry[Guide]) -> str:
    first = entry.page.service.name[0].upper()
    return first if "A" <= first <= "Z" else "0–9"


def _anchor(letter: str) -> str:
    return letter.lower() if letter.isalpha() else "0"


def guides(collection: Collection, links: Links) -> list[str]:
    """Give all guides from A to Z, with the letters as anchors."""
    entries = kept(collection)
    letters = sorted({_letter(entry) for entry in entries})
    lines = [" ".join(f"[{letter}](#{_anchor(letter)})" for letter in letters), "{ .letters }"]
    for letter in letters:
        of_letter = [entry for entry in entries if _letter(entry) == letter]
        lines += [
            "",
            f"## {letter} {{ #{_anchor(letter)} }}",
            "",
            *rows(sortable_row(entry, links) for entry in of_letter),
        ]
    return lines


def _select(name: str, label: str, first: str, options: Iterable[tuple[str, str]]) -> str:
    choices = "".join(f'<option value="{value}">{hide(text)}</option>' for value, text in options)
    return f'<label>{label} <select name="{name}"><option value="">{first}</option>{choices}</select></label>'


def filters(collection: Collection, _links: Links) -> list[str]:
    """Give the choices for the list of all guides; a script makes them work, and without it they are not shown."""
    entries = kept(collection)
    used = {via for entry in entries for via in channels(entry.page)}
    categories = [(slug, one.page.title) for slug, one in collection.categories.items()]
    levels = [(str(level), word) for _, level, word in reversed(LEVELS)] + [("0", NOT_RATED.word)]
    own = [(via, text) for via, text in CHANNELS.items() if via in used and not via.is_biller]
    billers = [(via, text) for via, text in CHANNELS.items() if via in used and via.is_biller]
    sorts = [("easiest", "easiest first"), ("hardest", "hardest first"), ("newest", "last checked first")]
    sorts += [("oldest", "longest unchecked first")]
    return [
        '<form class="browse" aria-label="Filter the list">',
        _select("category", "Category", "all", categories),
        _select("channel", "Way to cancel", "all", own),
        _select("biller", "Billed by", "anybody", billers),
        _select("difficulty", "Difficulty", "all", levels),
        _select("sort", "Order", "A to Z", sorts),
        '<button type="reset">Clear</button>',
        f'<output role="status">{len(entries)} guides</output>',
        "</form>",
    ]


def categories(collection: Collection, links: Links) -> list[str]:
    """Give the categories that have guides, with how many."""
    names = [entry.page.service.category for entry in kept(collection)]
    return box(
        link(entry.page.title, links.to(entry.uri), str(names.count(slug)))
        for slug, entry in collection.categories.items()
        if slug in names
    )


def category_page(entry_uri: str, collection: Collection, links: Links) -> list[str]:
    """Compose the page of a category: its own words, then its guides."""
    entry = next(entry for entry in collection.categories.values() if entry.uri == entry_uri)
    chosen = [guide for guide in kept(collection) if guide.page.service.category == entry.slug]
    body = text_of_author(entry.document.body).split("\n")
    title, description = hide(entry.page.title), hide(entry.page.description)
    return [f"# {title}", "", description, "{ .answer }", "", *body, "", *rows(guide_rows(chosen, links))]


def billers(collection: Collection, links: Links) -> list[str]:
    """Give the billers, with how they stand on a statement."""
    return box(
        link(entry.page.biller.name, links.to(entry.uri), ", ".join(entry.page.biller.statement[:1]))
        for entry in collection.billers.values()
    )


def by_biller(collection: Collection, links: Links) -> list[str]:
    """Give the billers, with how many guides lead there."""
    used = [via for entry in kept(collection) for via in channels(entry.page)]
    return box(
        link(entry.page.biller.name, links.to(f"{entry.uri}#guides"), str(used.count(entry.page.biller.via)))
        for entry in collection.billers.values()
        if entry.page.biller.via in used
    )


def _easiest(guide: Guide) -> Via | None:
    """Give the easiest of the service's own channels; nothing where one can cancel online, or only at a biller."""
    own = [via for via in channels(guide) if not via.is_biller]
    online = [via for via in own if via in _ONLINE]
    if online and online != [Via.APP]:
        return None
    return next((via for via in _EASIEST_FIRST if via in own), None)


def by_channel(collection: Collection, links: Links) -> list[str]:
    """Give the guides that need more than a website, by what they need, then those that offer it as well."""
    entries = kept(collection)
    needs = {entry.slug: _easiest(entry.page) for entry in entries}
    sections: list[tuple[str, str, list[Entry[Guide]]]] = [
        (via, title, [entry for entry in entries if needs[entry.slug] is via])
        for via, title in reversed(_NEEDS.items())
    ]
    for via in reversed(_NEEDS):
        also = [entry for entry in entries if needs[entry.slug] is not via and via in channels(entry.page)]
        if via not in _ONLINE:
            title = ROUTE_TITLES[via]
            sections.append((f"{via}-too", f"Also {title[0].lower()}{title[1:]}", also))
    lines: list[str] = []
    for anchor, title, chosen in sections:
        if chosen:
            lines += [f"## {title} {{ #{anchor} }}", "", *rows(guide_rows(chosen, links)), ""]
    return lines or ["None at the moment."]


def by_difficulty(collection: Collection, links: Links) -> list[str]:
    """Give all guides, the hardest first."""
    lines: list[str] = []
    rated = [(difficulty(entry.page).level, entry) for entry in kept(collection)]
    for level, word in [(level, word) for _, level, word in LEVELS] + [(0, NOT_RATED.word)]:
        if chosen := [entry for own, entry in rated if own == level]:
            heading = f"## {word[0].upper()}{word[1:]} {{ #{word.replace(' ', '-')} }}"
            lines += [heading, "", *rows(guide_rows(chosen, links)), ""]
    return lines


def _by_check(collection: Collection) -> list[tuple[date, Entry[Guide]]]:
    dated = [(check, entry) for entry in kept(collection) if (check := last_check(entry))]
    return sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1].slug))


def recently_checked(collection: Collection, links: Links) -> list[str]:
    """Give the few guides that were checked last."""
    newest = _by_check(collection)[:FEW]
    return box(link(entry.page.service.name, links.to(entry.uri), short_day(check)) for check, entry in newest)


def checked(collection: Collection, links: Links) -> list[str]:
    """Give the guides that were checked last."""
    return rows(guide_row(entry, links) for _, entry in _by_check(collection)[:MANY])


def _changes(collection: Collection) -> list[tuple[date, str, Entry[Guide]]]:
    """Give what changed in guides, newest first; a new guide is a change too."""
    found: list[tuple[date, str, Entry[Guide]]] = []
    for entry in kept(collection):
        found.append((entry.page.published, _NEW, entry))
        found += [(change.date, change.what, entry) for change in entry.page.changes]
    return sorted(found, key=lambda one: (-one[0].toordinal(), one[1] == _NEW, one[2].slug))


def recently_changed(collection: Collection, links: Links) -> list[str]:
    """Give the few guides that changed last."""
    newest = {entry.slug: (when, what, entry) for when, what, entry in reversed(_changes(collection))}
    ordered = sorted(newest.values(), key=lambda one: (-one[0].toordinal(), one[2].slug))[:FEW]
    return box(
        link(entry.page.service.name, links.to(entry.uri), f"{'new, ' if what == _NEW else ''}{short_day(when)}")
        for when, what, entry in ordered
    )


def changed(collection: Collection, links: Links) -> list[str]:
    """Give what changed last, and how."""
    newest = _changes(collection)[:MANY]
    return rows(_change(entry, links, when, what) for when, what, entry in newest)


def _change(entry: Entry[Guide], links: Links, when: date, what: str) -> str:
    name = hide(entry.page.service.name)
    return f"- [{name}]({links.to(entry.uri)}) <span>{hide(short_day(when))}: {inline(what)}</span>"


def retired(collection: Collection, links: Links) -> list[str]:
    """Give the guides that are no longer kept, with why, and where they lead now."""
    return rows(_retired(collection, links))


def _retired(collection: Collection, links: Links) -> Iterator[str]:
    for entry in collection.guides.values():
        if not (why := entry.page.retired):
            continue
        target = final(collection, entry)
        leads = "" if target is entry else f" Now: {hide(target.page.service.name)}."
        text = f"{hide(short_day(why.date))}: {inline(why.reason)}{leads}"
        yield f"- [{hide(entry.page.service.name)}]({links.to(target.uri)}) <span>{text}</span>"
