"""What a page shows, gathered from the collection for the templates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from guides.collection import Collection, Entry
from guides.diagnostics import count
from guides.rules.lib import anchors
from guides.model import Biller, Deadline, Guide, Page, Merchant, Route
from guides.model.words import How, PaidAccess, TrialAccess
from guides.site import wording
from guides.site.evidence import checks, deadlines, is_unconfirmed, sources
from guides.site.facts import facts_of_biller, facts_of_guide
from guides.site.links import Links
from guides.site.escaping import hide, text_of_author
from guides.site.related import related
from guides.site.call_to_action import button

FRESH_FOR = timedelta(days=180)
"""How long a check counts as fresh; after that the page asks its reader to compare."""

OWN_PAGE_FILL = {"service": "the subscription"}
"""What the placeholders of a biller's steps stand for on the biller's own page."""


@dataclass(frozen=True, slots=True)
class Section:
    """One route with its steps, as a page shows it."""

    route: Route
    title: str
    anchor: str
    box: str
    kind: str
    broken: str


@dataclass(frozen=True, slots=True)
class BillerPart:
    """A biller's steps, as the guide of a service shows them."""

    entry: Entry[Biller]
    route: Route
    anchor: str
    sections: tuple[Section, ...]


def _anchor(route: Route, taken: set[str]) -> str:
    return anchors.of_route([route.via, *filter(None, (route.device, route.plan)), *route.regions], taken)


def _sections(routes: Iterable[Route], name: str, links: Links, taken: set[str]) -> tuple[Section, ...]:
    sections = []
    for route in routes:
        heading = wording.route_title(route)
        is_reported = route.check is not None and route.check.how is How.REPORTED
        sections.append(
            Section(
                route=route,
                title=heading,
                anchor=_anchor(route, taken),
                box=wording.steps_title(route, name),
                kind="steps reported" if is_reported else "steps",
                broken=links.issue("step.yml", title=f"{name}: a step did not work", guide=links.uri, route=heading),
            )
        )
    return tuple(sections)


def _by_when(page: Page) -> list[tuple[str, Deadline]]:
    """Give the deadlines that there is more to say about than the facts at a glance have."""
    labels = {id(page.trial_deadline): "Free trial"}
    rows = [(labels.get(id(item), "Paid plan"), item) for item in deadlines(page)]
    return rows if any(item.note or item.source for _, item in rows) or len(rows) > 1 else []


def _byline(page: Page, collection: Collection, links: Links) -> str:
    names = [
        f"[{hide(collection.authors[key].name)}]({links.to('about/editors.md')}#{key})"
        for key in page.authors
        if key in collection.authors
    ]
    days = checks(page)
    parts = [f"By {' and '.join(names)}"]
    word = "read up" if is_unconfirmed(page) else "checked"
    if days and days[-1] == page.published:
        parts.append(f"published and {word} {wording.day(page.published)}")
    else:
        parts.append(f"published {wording.day(page.published)}")
        parts += [f"{word} {wording.day(days[-1])}"] if days else []
    parts += [f"due again {wording.day(days[0] + FRESH_FOR)}"] if days else []
    return " · ".join(parts)


def _access_sentence(page: Guide | Biller) -> str:
    access = page.outcome.access
    sentences = []
    # A note says upon what it depends; without one there is nothing else to say.
    unsaid = {PaidAccess.UNKNOWN, *([PaidAccess.DEPENDS] if access.note else [])}
    if access.paid not in unsaid:
        sentences.append(f"After cancelling a paid plan: {wording.paid_access(access)}.")
    if access.trial not in {TrialAccess.UNKNOWN, *([TrialAccess.DEPENDS] if access.note else [])}:
        sentences.append(f"After cancelling a free trial: {wording.trial_access(access)}.")
    if access.note:
        sentences.append(access.note)
    return (
        " ".join(sentences)
        or "The vendor’s texts that we read do not say until when you keep access. Save what you need first."
    )


def _common(collection: Collection, entry: Entry[Guide] | Entry[Biller], links: Links) -> dict[str, Any]:
    page = entry.page
    who: Merchant = page.service if isinstance(page, Guide) else page.biller
    days = checks(page)
    cited = sources(page)
    access = page.outcome.access
    return {
        "links": links,
        "guide": page,
        "name": who.name,
        "body": text_of_author(entry.document.body),
        "byline": _byline(page, collection, links),
        "due": days[0] + FRESH_FOR if days else None,
        "report": links.issue("change.yml", title=f"{who.name}: something changed", guide=entry.uri),
        "discuss": links.discussion(page.title),
        "edit": links.edit(),
        "access": _access_sentence(page),
        "access_sources": list(dict.fromkeys(filter(None, [access.source, access.trial_source]))),
        "deadlines": _by_when(page),
        "sources": cited,
        "titles": {source.url: source.title for source in cited},
        "credits_archive": any(source.copy_read == "open-terms-archive" for source in cited),
        "authors": [(key, collection.authors[key]) for key in page.authors if key in collection.authors],
    }


def _biller_parts(collection: Collection, guide: Guide, links: Links, taken: set[str]) -> Iterator[BillerPart]:
    for route in guide.routes:
        if not route.is_shared or (entry := collection.biller_for(route.via)) is None:
            continue
        anchor = _anchor(route, taken)
        yield BillerPart(entry, route, anchor, _sections(entry.page.routes, guide.service.name, links, taken))


def _own_choice(name: str, section: Section, *, is_only: bool) -> str:
    return f"{name} itself" if is_only else f"{name} itself, {section.title[0].lower()}{section.title[1:]}"


def _own_hint(guide: Guide, route: Route) -> str:
    first = next(route for route in guide.routes if not route.is_shared)
    if route is not first:
        return f"about {count(route.minutes, 'minute')}" if route.minutes else ""
    if guide.service.statement:
        return f"statement: {', '.join(guide.service.statement[:2])}"
    return "you pay with a card or account that you gave to it"


def guide_view(collection: Collection, entry: Entry[Guide], links: Links) -> dict[str, Any]:
    """Gather what the page of a service's guide shows."""
    guide = entry.page
    name = guide.service.name
    # Headings of the page itself, which no route's anchor may repeat.
    taken = {"who-bills-you", "proof", "sources", "related", "changes"}
    sections = _sections((route for route in guide.routes if not route.is_shared), name, links, taken)
    billers = tuple(_biller_parts(collection, guide, links, taken))
    outcome = guide.outcome
    choices = [
        (_own_choice(name, item, is_only=len(sections) == 1), _own_hint(guide, item.route), item.anchor)
        for item in sections
    ]
    for part in billers:
        statement = part.entry.page.biller.statement
        hint = f"statement: {', '.join(statement[:2])}" if statement else "see how to tell"
        choices.append((part.entry.page.biller.name, hint, part.anchor))
    first = next((section.route for section in sections), None)
    common = _common(collection, entry, links)
    billers_titles = {source.url: source.title for part in billers for source in part.entry.page.sources}
    return {
        **common,
        "titles": billers_titles | common["titles"],
        "facts": facts_of_guide(guide, first, links),
        "button": button((item.route, item.anchor) for item in sections),
        "sections": sections,
        "billers": billers,
        "choices": choices,
        "unconfirmed": is_unconfirmed(guide),
        "confirmation": wording.confirmation(first),
        "leftovers": [
            (label, text)
            for label, text in (
                ("Your data", outcome.data),
                ("Credits", outcome.credits),
                ("Add-ons", outcome.add_ons),
            )
            if text
        ],
        "related": [(other.page.service.name, links.to(other.uri)) for other in related(collection, entry)],
        "replacement": collection.guides.get(guide.retired.replaced_by or "") if guide.retired else None,
    }


def biller_view(collection: Collection, entry: Entry[Biller], links: Links) -> dict[str, Any]:
    """Gather what the page of a biller's guide shows."""
    biller = entry.page
    routes = (
        (guide, next((route for route in guide.page.routes if route.via is biller.biller.via), None))
        for guide in collection.guides.values()
    )
    users = [
        (guide.page.service.name, links.to(f"{guide.uri}#{_anchor(route, set())}"))
        for guide, route in routes
        if route is not None
    ]
    taken = {"who-bills-you", "proof", "sources", "guides", "changes"}
    sections = _sections(biller.routes, "a subscription", links, taken)
    return {
        **_common(collection, entry, links),
        "facts": facts_of_biller(biller),
        "button": button((item.route, item.anchor) for item in sections),
        "sections": sections,
        "users": users,
    }
