"""What a page shows, gathered from the collection: typed, frozen, and without any markup of its own.

The one exception are fields that allow inline Markdown; site/text.py has made them HTML already.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from heapq import nsmallest

from markupsafe import Markup, escape

from guides.collection import AnyEntry, Collection, Entry
from guides.model import (
    Author,
    Biller,
    ChangedPage,
    Check,
    Deadline,
    Fee,
    Guide,
    Merchant,
    Page,
    Reading,
    Route,
    Rule,
    Source,
    Step,
    regions,
)
from guides.model.outcome import AT_A_GLANCE
from guides.model.route import FRESH_FOR
from guides.model.words import Before, How, Opens, PaidAccess, Topic, TrialAccess
from guides.rules.lib import anchors, phone_numbers
from guides.site import wording
from guides.site.difficulty import Difficulty, difficulty
from guides.site.links import Links
from guides.site.text import inline, label, plain

OWN_PAGE_FILL: Mapping[str, str] = {"service": wording.SUBSCRIPTION}
"""What the placeholders of a biller's steps stand for on the biller's own page."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A short answer at a glance: what it is about, the answer, and what differs for some."""

    label: str
    value: Markup
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """A link with a label and a line that says where it leads."""

    label: str
    hint: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One who may take the money: what the choice says, and the anchor that it leads to."""

    label: str
    hint: str
    anchor: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step, as HTML and as a plain sentence."""

    anchor: str
    action: Markup
    where: Markup
    note: Markup
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A page that is named as the source of something."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A number or an address at which one cancels: `Text` the `words` STOP `to` what is `shown`, and who names it.

    What goes on an envelope is shown on several lines, and one does nothing with it but write; `href` is empty where
    no program opens it. `reach` says what follows a number, `named` leads to the source.
    """

    verb: str
    to: str
    shown: tuple[str, ...]
    named: str
    source: Cited
    href: str = ""
    words: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How one route was confirmed: its name, in which manner, and what was read."""

    route: str
    how: str
    read: tuple[tuple[Cited, str], ...]


@dataclass(frozen=True, slots=True)
class RouteView:
    """One route with its steps."""

    anchor: str
    title: str
    effort: str
    steps: tuple[StepView, ...]
    record: Route
    is_reported: bool
    lead: tuple[Markup, ...] = ()
    note: Markup = field(default_factory=Markup)
    offers: Markup = field(default_factory=Markup)
    requires: tuple[Markup, ...] = ()
    contacts: tuple[Contact, ...] = ()
    evidence: Evidence | None = None
    former_anchor: str = ""


@dataclass(frozen=True, slots=True)
class BillerView:
    """Who may take the money, the service itself or a biller, and the routes to stop that."""

    anchor: str
    name: str
    title: str
    lead: tuple[Markup, ...]
    facts: tuple[Fact, ...]
    routes: tuple[RouteView, ...]
    short: str = ""
    deadline: Deadline | None = None
    trial_deadline: Deadline | None = None
    url: str = ""
    edit: str = ""
    stops_only_payment: bool = False
    overtaken: ChangedPage | None = None


@dataclass(frozen=True, slots=True)
class MoneyRule:
    """One rule about money, where it holds, and its source."""

    rule: Markup
    where: str
    source: Cited | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline with all that there is to say about it."""

    label: str
    text: str
    note: Markup
    source: Cited | None


@dataclass(frozen=True, slots=True)
class AuthorView:
    """Somebody who signs the page."""

    name: str
    url: str
    bio: Markup
    picture: str
    links: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Countdown:
    """A deadline in numbers, for the date that a reader gives: read by a script, to which what is empty is not told."""

    who: str
    anchor: str
    amount: int
    unit: str
    kind: str
    """`paid`, `trial`, or `after` for a notice that runs from the day of cancelling."""
    zone: str = ""
    before: str = ""
    """What the reader's date is, where it is not the day of a payment or the end of a trial."""
    where: str = ""
    """For whom it holds, if not for everyone."""
    unstated: str = ""
    """`silent` where the company names no notice, `unknown` where we found no text: neither is a notice of nothing."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where a page is reported, discussed and edited; empty where the publisher has no such place."""

    report: str = ""
    broken_step: str = ""
    discuss: str = ""
    edit: str = ""
    host: str = ""
    email: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """Everything that the page of a guide or a biller shows, from top to bottom."""

    uri: str
    kind: str
    title: str
    name: str
    company: str
    answer: Markup
    description: str
    published: date
    checked: date | None
    due: date | None
    overtaken: ChangedPage | None
    is_unconfirmed: bool
    disputed: MoneyRule | None
    retired: Markup | None
    successor: Cited | None
    choices: tuple[Choice, ...]
    facts: tuple[Fact, ...]
    button: Button | None
    save_first: tuple[Markup, ...]
    own: BillerView | None
    others: tuple[BillerView, ...]
    no_website: Markup
    confirmation: Markup
    access: Markup
    access_sources: tuple[Cited, ...]
    proof: tuple[Markup, ...]
    not_enough: tuple[Markup, ...]
    deadlines: tuple[Dated, ...]
    countdowns: tuple[Countdown, ...]
    refunds: tuple[MoneyRule, ...]
    refund_source: Cited | None
    fees: tuple[MoneyRule, ...]
    leftovers: tuple[tuple[str, Markup], ...]
    alternatives: tuple[tuple[str, Markup, Cited | None], ...]
    rating: Difficulty | None
    changes: tuple[tuple[date, Markup], ...]
    evidence: tuple[Evidence, ...]
    sources: tuple[tuple[Cited, str], ...]
    credits_archive: bool
    disclaimer: Markup
    authors: tuple[AuthorView, ...]
    related: tuple[Cited, ...]
    users: tuple[Cited, ...]
    letters: tuple[str, ...]
    repository: Repository


# --- What a page rests on --------------------------------------------------------------------


def checks(page: Page) -> list[date]:
    """Give the days on which the routes of a page were checked, oldest first."""
    return sorted(route.check.date for route in page.routes if route.check)


def modified(page: Page) -> date:
    """Give the day of the newest check or change."""
    return max([page.published, *checks(page), *(change.date for change in page.news)])


def is_unconfirmed(page: Page) -> bool:
    """Whether no route of the page rests on a text of the vendor."""
    own = [route for route in page.routes if route.check and not route.is_shared]
    return bool(own) and all(route.check is not None and route.check.how is How.REPORTED for route in own)


def all_deadlines(page: Page) -> list[tuple[str, Deadline]]:
    """Give every deadline of a page with what it is for, the one that counts for most readers first."""
    rows = [(wording.PAID_PLAN, page.deadline), (wording.FREE_TRIAL, page.trial_deadline)]
    return [
        *((label, item) for label, item in rows if item),
        *((wording.PAID_PLAN, item) for item in page.other_deadlines),
    ]


def _readings(page: Page) -> Iterator[tuple[date, Check | Reading]]:
    """Give every text that routes were compared with, and the day of that."""
    for route in page.routes:
        if route.check:
            yield route.check.date, route.check
            yield from ((route.check.date, reading) for reading in route.check.also)


def sources(page: Page) -> tuple[Source, ...]:
    """Give every page that the guide rests on, once: the titled ones first."""
    cited = {source.url: source for source in page.sources}
    for _, reading in _readings(page):
        if reading.source and reading.source not in cited:
            cited[reading.source] = Source(
                url=reading.source,
                title=wording.host(reading.source),
                date=reading.source_date,
                copy_date=reading.copy_date,
            )
    outcome = page.outcome
    rules: list[Rule | Deadline] = [*outcome.refunds, *outcome.fees, *(item for _, item in all_deadlines(page))]
    for url in [*(rule.source for rule in rules), outcome.access.source, outcome.access.trial_source]:
        if url and url not in cited:
            cited[url] = Source(url=url, title=wording.host(url))
    return tuple(cited.values())


def overtaken(collection: Collection, entry: AnyEntry) -> ChangedPage | None:
    """Give the page behind the steps that changed last, if nobody has compared the guide with it since."""
    record, page = collection.watched.get(entry.uri), entry.page
    if record is None:
        return None
    compared: dict[str, date] = {}
    for day, reading in _readings(page):
        if reading.source:
            url = reading.source.partition("#")[0]
            compared[url] = min(compared.get(url, day), day)
    for source in sources(page):
        # Nobody notes when the source of a deadline was compared; the newest check of the guide stands for it.
        compared.setdefault(source.url.partition("#")[0], max(checks(page), default=page.published))
    changed = [one for one in record.pages if one.url in compared and compared[one.url] <= one.gone]
    return max(changed, key=lambda one: one.gone, default=None)


def related(collection: Collection, entry: Entry[Guide], most: int = 5) -> list[Entry[Guide]]:
    """Choose the guides that readers of one need: declared ones, then of its category, those of its billers first."""
    guide = entry.page
    billers = {route.via for route in guide.routes if route.via.is_biller}
    declared = [collection.guides[slug] for slug in guide.related if slug in collection.guides]
    left_out = {entry.uri, *(other.uri for other in declared)}

    def nearness(other: Entry[Guide]) -> tuple[int, str]:
        shared = len(billers.intersection([route.via for route in other.page.routes])) if billers else 0
        return -shared, other.slug

    near = (other for other in collection.by_category.get(guide.service.category, ()) if other.uri not in left_out)
    return [*declared, *nsmallest(most, near, key=nearness)][:most]


# --- Ways ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles of the pages that a guide cites, by their addresses."""

    by_url: Mapping[str, str]

    def cite(self, url: str) -> Cited:
        return Cited(self.by_url.get(url) or wording.host(url), url)

    def cite_if(self, url: str | None) -> Cited | None:
        return self.cite(url) if url else None


def _titles(*pages: Page) -> _Titles:
    return _Titles({source.url: source.title for page in pages for source in page.sources})


def route_anchor(route: Route, taken: set[str]) -> str:
    """Give the anchor of a route from what sets it apart, and mark it as taken."""
    return anchors.of_route([route.via, *filter(None, (route.device, route.plan)), *route.regions], taken)


def _step(step: Step, anchor: str, fill: Mapping[str, str]) -> StepView:
    name, *others = (plain(part, fill) for part in (step.action, step.where, step.note))
    return StepView(
        anchor=anchor,
        action=inline(step.action, fill),
        where=inline(step.where, fill),
        note=inline(step.note, fill),
        name=name,
        text=". ".join(filter(None, (part.rstrip(".") for part in (name, *others)))),
    )


@lru_cache(maxsize=20_000)
def _same_for_all(step: Step, anchor: str) -> StepView | None:
    """Give a step that names no service: of a biller's steps most are such, and stand on many pages."""
    texts = (step.action, step.where or "", step.note or "")
    return None if any("{" in text for text in texts) else _step(step, anchor, {})


def _steps(steps: Sequence[Step], anchor: str, taken: set[str], fill: Mapping[str, str]) -> tuple[StepView, ...]:
    return tuple(
        _same_for_all(step, place) or _step(step, place, fill)
        for place, step in zip(anchors.of_steps(anchor, len(steps), taken), steps, strict=True)
    )


def _offers(route: Route) -> Markup:
    if not (screens := route.screens):
        return Markup()
    finish = Markup(wording.FINISHES_WITH).format(label(screens.finishes_with)) if screens.finishes_with else ""  # noqa: S704 - escapes
    return Markup(" ").join(filter(None, [wording.offers(screens.retention), finish]))


def _contacts(route: Route, titles: _Titles) -> Iterator[Contact]:
    """Give every number and address of a route: page, button and texts all take them from here."""
    number, cite = wording.NUMBER_FROM, titles.cite
    if phone := route.phone:
        shown, reach = (phone_numbers.national(phone.number),), wording.reach(phone)
        yield Contact(*wording.CALL, shown, number, cite(phone.source), f"tel:{phone.number}", reach=reach)
    if sms := route.sms:
        shown, reach = (phone_numbers.national(sms.number),), wording.reach(sms)
        yield Contact(*wording.TEXT, shown, number, cite(sms.source), f"sms:{sms.number}", sms.text or "", reach)
    if fax := route.fax:
        shown, reach = (phone_numbers.national(fax.number),), wording.reach(fax)
        yield Contact(*wording.FAX, shown, number, cite(fax.source), reach=reach)
    if email := route.email:
        shown, href = (email.address,), f"mailto:{email.address}"
        yield Contact(*wording.WRITE, shown, wording.ADDRESS_FROM, cite(email.source), href)
    if address := route.address:
        yield Contact(*wording.NO_VERB, address.lines, wording.POSTAL_FROM, cite(address.source))


def _evidence(route: Route, titles: _Titles) -> Evidence | None:
    if not (check := route.check):
        return None
    readings: list[Check | Reading] = [check, *check.also]
    read = [(titles.cite(reading.source), wording.text_age(reading)) for reading in readings if reading.source]
    return Evidence(wording.route_title(route), wording.checked(check), tuple(read))


def _route_view(  # noqa: PLR0913, PLR0917 - what makes a route
    route: Route, anchor: str, taken: set[str], titles: _Titles, fill: Mapping[str, str], former: str = ""
) -> RouteView:
    lead = [inline(route.how_to_tell, fill)] if route.how_to_tell else []
    if len(route.regions) > regions.FEW:
        lead.append(Markup.escape(wording.only_in(route.regions)))
    if route.hours:
        lead.append(Markup.escape(wording.staffed(route.hours)))
    return RouteView(
        anchor=anchor,
        title=wording.route_title(route),
        effort=wording.effort(route),
        steps=_steps(route.steps, anchor, taken, fill),
        record=route,
        is_reported=route.check is not None and route.check.how is How.REPORTED,
        lead=tuple(lead),
        note=inline(route.note, fill),
        offers=_offers(route),
        requires=tuple(inline(text, fill) for text in route.requires),
        contacts=tuple(_contacts(route, titles)),
        evidence=_evidence(route, titles),
        former_anchor=former,
    )


def _in_order(routes: Iterable[RouteView]) -> tuple[RouteView, ...]:
    """Put what is confirmed before what is only reported."""
    return tuple(sorted(routes, key=lambda route: route.is_reported))


def _own_routes(page: Page, taken: set[str], fill: Mapping[str, str], titles: _Titles) -> tuple[RouteView, ...]:
    named: list[tuple[Route, str, str]] = []
    for route in page.routes:
        if route.is_shared:
            continue
        anchor, former = route_anchor(route, taken), ""
        if route.id and (own := f"{route.via}-{route.id}") not in taken:
            anchor, former = own, anchor
            taken.add(own)
        named.append((route, anchor, former))
    # Steps come after all routes: an address that a route has is not a step's.
    return _in_order(_route_view(route, anchor, taken, titles, fill, former) for route, anchor, former in named)


def fitting(biller: Biller, route: Route) -> Sequence[Route]:
    """Choose the routes of a biller that fit a service: those that its guide names, else those for any plan."""
    return anchors.fitting(biller.routes, route.fits, getattr)


def _biller_way_anchor(anchor: str, route: Route, taken: set[str]) -> str:
    parts = [anchor, route.id] if route.id else [anchor, *filter(None, (route.device, route.plan)), *route.regions]
    return anchors.of_route([part for part in parts if part], taken)


MY_DATE = "#my-date"
"""Where a reader learns whether there is time left; each deadline of the first screen leads there."""


def _linked(url: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(url)}">{escape(text)}</a>')  # noqa: S704 - made of escaped texts


def _billers_facts(biller: Biller, url: str) -> tuple[Fact, ...]:
    """Give what differs when this biller takes the money: its own deadline, trial access and refunds."""
    facts = []
    if biller.deadline:
        facts.append(Fact(wording.CANCEL_BY, _linked(MY_DATE, wording.deadline(biller.deadline))))
    access = biller.outcome.access
    if access.trial not in {TrialAccess.UNKNOWN, TrialAccess.NO_TRIAL}:
        facts.append(Fact(wording.CANCELLED_TRIAL, Markup.escape(wording.trial_access(access, is_silent=False))))
    if biller.outcome.money_back:
        facts.append(Fact(wording.MONEY_BACK, _linked(f"{url}#money-back", biller.outcome.money_back)))
    return tuple(facts)


def _biller_views(collection: Collection, guide: Guide, links: Links, taken: set[str]) -> Iterator[BillerView]:
    """Give the billers that a guide's shared routes name, with the steps that stand in their own guides."""
    name = guide.service.name
    fill = {"service": name}
    for route in guide.routes:
        if not route.is_shared or (entry := collection.biller_for(route.via)) is None:
            continue
        biller = entry.page
        anchor = route_anchor(route, taken)
        titles = _titles(biller, guide)
        placed = [(own, _biller_way_anchor(anchor, own, taken)) for own in fitting(biller, route)]
        lead = [inline(route.how_to_tell or biller.biller.how_to_tell, fill)]
        if biller.biller.statement:
            lead.append(Markup.escape(wording.on_statement(biller.biller.statement)))
        if route.note:
            lead.append(inline(route.note, fill))
        yield BillerView(
            anchor=anchor,
            name=biller.biller.name,
            title=wording.route_title(route),
            lead=tuple(lead),
            facts=_billers_facts(biller, links.to(entry.uri)),
            routes=_in_order(_route_view(own, place, taken, titles, fill) for own, place in placed),
            short=route.via.channel.short,
            deadline=biller.deadline,
            trial_deadline=biller.trial_deadline,
            url=links.to(entry.uri),
            edit=Links(entry.uri, links.site).edit(),
            stops_only_payment=not biller.biller.ends_contract,
            overtaken=overtaken(collection, entry),
        )


# --- The first screen ------------------------------------------------------------------------


def _page_button(route: RouteView) -> Button | None:
    record = route.record
    if not record.url:
        return None
    return Button(*wording.opens_page(record, record.url), record.url)


def _contact_button(route: RouteView) -> Button | None:
    if not (contact := next((one for one in route.contacts if one.href), None)):
        return None
    words = f"“{contact.words}”" if contact.words else ""
    label = " ".join(filter(None, [contact.verb, words, contact.to, *contact.shown]))
    hint = f"{contact.named} {wording.host(contact.source.url)}{wording.within(route.record.regions)}{contact.reach}"
    return Button(label, hint, contact.href)


def button(routes: Sequence[RouteView]) -> Button | None:
    """Give the button to the first of the routes that there is a page for, or else a contact, or else steps only.

    A page that cancels comes before one where cancelling only begins. No button leads to a route that
    is only reported while there is a confirmed one.
    """
    confirmed = [route for route in routes if not route.is_reported]
    return _button(confirmed) or _button(routes)


def _button(routes: Sequence[RouteView]) -> Button | None:
    pages = sorted(
        (route for route in routes if route.record.url), key=lambda route: route.record.opens is not Opens.CANCELLATION
    )
    for find, ordered in ((_page_button, pages), (_contact_button, routes)):
        for route in ordered:
            if first := find(route):
                return first
    for route in routes:
        if (channel := route.record.via.channel).button:
            return Button(channel.button, channel.hint, f"#{route.anchor}")
    return None


def _earlier(biller: BillerView, guide: Guide) -> Deadline | None:
    """Give the deadline of a biller that wants one to cancel earlier than the service itself does."""
    return biller.deadline if wording.hours(biller.deadline) > wording.hours(guide.deadline) else None


def _stricter(guide: Guide, others: Sequence[BillerView]) -> list[str]:
    """Name the billers that want one to cancel earlier than the service itself does."""
    return [f"{biller.name} {wording.amount(sooner)}" for biller in others if (sooner := _earlier(biller, guide))]


def _trial_denied(guide: Guide, collection: Collection) -> list[str]:
    """Name the billers whose own pages say that a cancelled trial may end at once."""
    entries = [collection.biller_for(route.via) for route in guide.routes if route.is_shared]
    ends = {TrialAccess.DEPENDS, TrialAccess.ENDS_AT_ONCE}
    return [entry.page.biller.name for entry in entries if entry and entry.page.outcome.access.trial in ends]


def _deadline_fact(page: Page, earlier: Sequence[str]) -> Fact:
    main = page.deadline or next(iter(page.other_deadlines), None)
    value = wording.no_deadline(is_silent=Topic.DEADLINE in page.silent) if main is None else wording.deadline(main)
    more = [wording.deadline(other) for other in page.other_deadlines if other is not main]
    if earlier:
        more.append(wording.earlier_at(earlier))
    return Fact(wording.CANCEL_BY, _linked(MY_DATE, value), tuple(more))


def _trial_fact(page: Page, denied: Sequence[str]) -> Fact | None:
    trial = page.outcome.access.trial
    if trial is TrialAccess.NO_TRIAL or (trial is TrialAccess.UNKNOWN and not page.trial_deadline):
        return None
    parts = []
    if page.trial_deadline:
        parts.append(wording.cancel_trial(page.trial_deadline))
    more: list[str] = []
    if trial is TrialAccess.UNTIL_TRIAL_END:
        parts.append(wording.KEEP_TRIAL)
        if denied:
            more.append(wording.may_end_at_once(denied))
    elif trial is not TrialAccess.UNKNOWN:
        parts.append(wording.trial_access(page.outcome.access, is_silent=False))
    return Fact(wording.FREE_TRIAL, Markup.escape("; ".join(parts)), tuple(more))


def money_back(page: Page) -> str:
    """Say in a few words what a reader gets back."""
    outcome = page.outcome
    if outcome.money_back:
        return outcome.money_back
    if not outcome.refunds:
        return wording.NOT_SAID if Topic.REFUNDS in page.silent else wording.NOT_FOUND
    first = outcome.refunds[0]
    if len(outcome.refunds) == 1 and len(first.rule) <= AT_A_GLANCE:
        return f"{first.rule} ({first.only_where})" if first.only_where else first.rule
    places = {rule.only_where for rule in outcome.refunds} - {""}
    return wording.DEPENDS_ON_PLACE if len(places) > 1 else wording.DEPENDS_ON_PLAN


def _facts(page: Page, earlier: Sequence[str], denied: Sequence[str]) -> tuple[Fact, ...]:
    back = Markup.escape(money_back(page))
    if page.outcome.refunds:
        back = _linked("#money-back", back)
    access = wording.paid_access(page.outcome.access, is_silent=Topic.ACCESS in page.silent)
    facts = [
        _deadline_fact(page, earlier),
        Fact(wording.ACCESS, Markup.escape(access)),
        Fact(wording.MONEY_BACK, back),
        _trial_fact(page, denied),
    ]
    return tuple(fact for fact in facts if fact)


def _choices(guide: Guide, own: BillerView | None, others: Sequence[BillerView]) -> tuple[Choice, ...]:
    statement = guide.service.statement
    choices = [Choice(guide.service.name, statement[0] if statement else "", own.anchor)] if own else []
    for biller in others:
        sooner = _earlier(biller, guide)
        hint = wording.earlier(sooner) if sooner else ""
        choices.append(Choice(f"{biller.short[0].upper()}{biller.short[1:]}", hint, biller.anchor))
    return tuple(choices)


_DATED_BY_PAYMENT = {None, Before.RENEWAL, Before.TRIAL_END}


def _countdown(who: str, anchor: str, deadline: Deadline | None, kind: str, silent: Container[Topic]) -> Countdown:
    if deadline is None:
        return Countdown(who, anchor, 0, "days", kind, unstated="silent" if Topic.DEADLINE in silent else "unknown")
    return Countdown(
        who,
        anchor,
        deadline.amount,
        str(deadline.unit),
        "after" if deadline.after else kind,
        zone=deadline.time_zone or "",
        before="" if deadline.before in _DATED_BY_PAYMENT else str(deadline.before),
        where=deadline.where or "",
    )


def _countdowns(page: Page, own: BillerView | None, others: Sequence[BillerView]) -> tuple[Countdown, ...]:
    """Give each biller's deadlines in numbers, for the calculation of a reader's own date.

    Who bills has the say, as on the first screen: the service's own deadline counts for a biller that has
    none, but not a notice that has to reach the service; both count where only the payment is stopped.
    A trial has a row where it differs.
    """
    rows: list[Countdown] = []

    def add(biller: BillerView, paid: Deadline | None, trial: Deadline | None) -> None:
        rows.append(_countdown(biller.name, biller.anchor, paid, "paid", page.silent))
        if trial and trial != paid:
            rows.append(_countdown(biller.name, biller.anchor, trial, "trial", page.silent))

    if own:
        add(own, page.deadline, page.trial_deadline)
        for item in page.other_deadlines:
            who = f"{own.name} ({item.where})" if item.where else own.name
            rows.append(replace(_countdown(who, own.anchor, item, "paid", ()), where=""))
    paid = page.deadline if page.deadline and page.deadline.before else None
    for biller in others:
        theirs = biller.deadline
        if biller.stops_only_payment:
            theirs = max((page.deadline, theirs), key=wording.hours)
        add(biller, theirs or paid, biller.trial_deadline or theirs or page.trial_deadline)
    return tuple(rows)


# --- Further down ----------------------------------------------------------------------------


def _access(page: Page) -> Markup:
    access = page.outcome.access
    sentences = []
    # A note says upon what it depends; without one there is nothing else to say.
    unsaid = {PaidAccess.UNKNOWN, *([PaidAccess.DEPENDS] if access.note else [])}
    if access.paid not in unsaid:
        sentences.append(wording.of_paid_plan(access))
    if access.trial not in {TrialAccess.UNKNOWN, *([TrialAccess.DEPENDS] if access.note else [])}:
        sentences.append(wording.of_trial(access))
    if access.note:
        sentences.append(access.note)
    return inline(" ".join(sentences))


def _money(rules: Iterable[Rule], titles: _Titles) -> tuple[MoneyRule, ...]:
    return tuple(MoneyRule(inline(rule.rule), rule.only_where, titles.cite_if(rule.source)) for rule in rules)


def _fees(page: Page, titles: _Titles) -> tuple[MoneyRule, ...]:
    def where(fee: Fee) -> str:
        return "; ".join(filter(None, [wording.FEES[fee.kind].lower(), fee.only_where]))

    return tuple(MoneyRule(inline(fee.rule), where(fee), titles.cite_if(fee.source)) for fee in page.outcome.fees)


def _one_source(rules: Sequence[MoneyRule]) -> Cited | None:
    """Give the page that several rules share, so that it is named once."""
    cited = {rule.source for rule in rules}
    return next(iter(cited)) if len(rules) > 1 and len(cited) == 1 else None


def _deadlines(page: Page, titles: _Titles) -> tuple[Dated, ...]:
    rows = all_deadlines(page)
    if not any(item.note or item.source for _, item in rows) and len(rows) <= 1:
        return ()
    return tuple(
        Dated(label, wording.deadline(item), inline(item.note), titles.cite_if(item.source)) for label, item in rows
    )


def _author_views(page: Page, authors: Mapping[str, Author], links: Links) -> tuple[AuthorView, ...]:
    return tuple(
        AuthorView(
            name=author.name,
            url=links.to(f"about/editors.md#{key}"),
            bio=inline(author.bio),
            picture=links.to(f"assets/images/{author.picture}") if author.picture else "",
            links=tuple(Cited(wording.host(url), url) for url in author.links),
        )
        for key, author in ((key, authors[key]) for key in page.authors if key in authors)
    )


def _repository(page: Page, name: str, links: Links) -> Repository:
    report = links.issue("change.yml", title=wording.changed(name), guide=links.uri)
    edit = links.edit()
    return Repository(
        report=report,
        broken_step=links.issue("step.yml", title=wording.did_not_work(name), guide=links.uri),
        discuss=links.discussion(page.title),
        edit=edit,
        host=wording.host(links.site.repo_url) if report or edit else "",
        email=links.site.email,
        form=links.site.form,
    )


def _common(collection: Collection, entry: AnyEntry, links: Links, routes: Sequence[RouteView]) -> dict[str, object]:
    """Give what the pages of guides and billers share, as the arguments of GuidePage."""
    page = entry.page
    who: Merchant = page.merchant
    titles = _titles(page)
    days = checks(page)
    cited = sources(page)
    refunds = _money(page.outcome.refunds, titles)
    outcome = page.outcome
    access_sources = dict.fromkeys(filter(None, [outcome.access.source, outcome.access.trial_source]))
    leftovers = zip(wording.LEFTOVERS, (outcome.data, outcome.credits, outcome.add_ons), strict=True)
    disputed = page.disputed
    return {
        "uri": entry.uri,
        "title": page.title,
        "name": who.name,
        "company": who.company,
        "answer": inline(page.description),
        "description": plain(page.description),
        "published": page.published,
        "checked": days[-1] if days else None,
        "due": days[0] + FRESH_FOR if days else None,
        "overtaken": overtaken(collection, entry),
        "disputed": MoneyRule(inline(disputed.what), "", titles.cite(disputed.source)) if disputed else None,
        "save_first": tuple(inline(text) for text in page.save_first),
        "button": button(routes),
        "confirmation": inline(wording.confirmation(routes[0].record if routes else None)),
        "access": _access(page),
        "access_sources": tuple(titles.cite(url) for url in access_sources),
        "proof": tuple(inline(text) for text in page.proof),
        "not_enough": tuple(inline(text) for text in page.not_enough),
        "deadlines": _deadlines(page, titles),
        "refunds": refunds,
        "refund_source": _one_source(refunds),
        "fees": _fees(page, titles),
        "leftovers": tuple((label, inline(text)) for label, text in leftovers if text),
        "alternatives": tuple(
            (wording.ALTERNATIVES[item.kind], inline(item.text), titles.cite_if(item.url)) for item in page.alternatives
        ),
        "changes": tuple((change.date, inline(change.what)) for change in page.news),
        "evidence": tuple(route.evidence for route in routes if route.evidence),
        "sources": tuple((Cited(source.title, source.url), wording.text_age(source)) for source in cited),
        "credits_archive": any(source.copy_read == "open-terms-archive" for source in cited),
        "disclaimer": inline(page.disclaimer),
        "authors": _author_views(page, collection.authors, links),
        "letters": tuple(dict.fromkeys(str(route.record.via) for route in routes if route.record.via.channel.letter)),
        "repository": _repository(page, who.name, links),
    }


def guide_page(collection: Collection, entry: Entry[Guide], links: Links) -> GuidePage:
    """Gather what the page of a service's guide shows."""
    guide = entry.page
    taken = set(anchors.HEADINGS)
    routes = _own_routes(guide, taken, {}, _titles(guide))
    name = guide.service.name
    own = None
    if routes:
        own = BillerView(routes[0].anchor, name, name, (), (), routes)
    others = tuple(_biller_views(collection, guide, links, taken))
    successor = collection.successor(entry)
    rating = difficulty(guide)
    # A service that only others bill for is cancelled there.
    begun = routes or tuple(route for biller in others for route in biller.routes)
    return GuidePage(
        **{**_common(collection, entry, links, routes), "button": button(begun)},  # type: ignore[arg-type]
        kind="guide",
        is_unconfirmed=is_unconfirmed(guide),
        retired=inline(wording.retired(guide.retired)) if guide.retired else None,
        successor=Cited(successor.page.title, links.to(successor.uri)) if successor else None,
        choices=_choices(guide, own, others),
        facts=_facts(guide, _stricter(guide, others), _trial_denied(guide, collection)),
        own=own,
        others=others,
        no_website=inline(guide.no_website),
        countdowns=_countdowns(guide, own, others),
        rating=rating if rating.level else None,
        related=tuple(Cited(other.page.service.name, links.to(other.uri)) for other in related(collection, entry)),
        users=(),
    )


def biller_page(collection: Collection, entry: Entry[Biller], links: Links) -> GuidePage:
    """Gather what the page of a biller's guide shows."""
    biller = entry.page
    taken = set(anchors.HEADINGS)
    routes = _own_routes(biller, taken, OWN_PAGE_FILL, _titles(biller))
    lead = [inline(biller.biller.how_to_tell, OWN_PAGE_FILL)]
    if biller.biller.statement:
        lead.append(Markup.escape(wording.on_statement(biller.biller.statement)))
    own = BillerView(
        "who-bills-you",
        biller.biller.name,
        biller.biller.name,
        tuple(lead),
        (),
        routes,
        stops_only_payment=not biller.biller.ends_contract,
    )
    users = [
        Cited(guide.page.service.name, links.to(f"{guide.uri}#{route_anchor(route, set())}"))
        for guide in collection.guides.values()
        for route in [next((route for route in guide.page.routes if route.via is biller.biller.via), None)]
        if route is not None
    ]
    return GuidePage(
        **_common(collection, entry, links, routes),  # type: ignore[arg-type]
        kind="biller",
        is_unconfirmed=False,
        retired=None,
        successor=None,
        choices=tuple(Choice(route.title, "", route.anchor) for route in routes) if len(routes) > 1 else (),
        facts=_facts(biller, (), ()),
        own=own,
        others=(),
        no_website=Markup(""),
        countdowns=_countdowns(biller, own, ()),
        rating=None,
        related=(),
        users=tuple(users),
    )


def page_view(collection: Collection, entry: AnyEntry, links: Links) -> GuidePage:
    """Gather what a page with data shows."""
    page = entry.page
    if isinstance(page, Guide):
        return guide_page(collection, Entry(entry.uri, entry.document, page), links)
    return biller_page(collection, Entry(entry.uri, entry.document, page), links)


def trouble(title: str) -> bool:
    """Whether a section of an author belongs right below the steps."""
    return title.casefold().startswith(wording.TROUBLE.casefold())
