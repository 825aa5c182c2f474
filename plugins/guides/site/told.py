"""What a page says, line by line, for those who print no page: `guides show`, and the Markdown beside each guide.

Both print every line that they get here, so that what is added to a page's view is added once for both; the test
of this module compares them with the page. The words are the page's, or those of wording.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from guides.model import ChangedPage
from guides.model.words import How
from guides.site import wording
from guides.site.views import BillerView, Cited, Contact, Evidence, Fact, GuidePage, MoneyRule, RouteView

Form = Literal["part", "subpart", "text", "item", "step"]
_SPACE = Markup(" ")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said: in which form, the words with bold, emphasis and links, and what belongs right below."""

    form: Form
    words: Markup
    more: tuple[Markup, ...] = ()


def _link(url: str, words: str) -> Markup:
    return Markup('<a href="%s">%s</a>') % (url, words)


def _cited(words: Markup, *sources: Cited | None) -> Markup:
    return _SPACE.join([words, *(_link(source.url, source.title) for source in sources if source)])


def _strong(label: str, words: str | Markup = "") -> Markup:
    bold = Markup("<strong>%s</strong>") % (label,)
    return _SPACE.join([bold, words]) if words else bold


def _with_hint(words: str, hint: str) -> Markup:
    return Markup("%s (%s)") % (words, hint) if hint else Markup.escape(words)


def _text(words: str | Markup) -> Iterator[Line]:
    if words:
        yield Line("text", Markup.escape(words))


def _part(anchor: str, items: Iterable[Markup]) -> Iterator[Line]:
    """Give a part that has a list, unless nothing is in it."""
    lines = [Line("item", item) for item in items]
    if lines:
        yield from (Line("part", Markup.escape(wording.TITLES[anchor])), *lines)


def _facts(facts: Iterable[Fact]) -> Iterator[Line]:
    for fact in facts:
        yield Line("item", _strong(f"{fact.label}:", fact.value), tuple(map(Markup.escape, fact.more)))


def _overtaken(changed: ChangedPage | None) -> Iterator[Line]:
    if changed:
        said = _strong(wording.OVERTAKEN, wording.overtaken(changed))
        yield from _text(_cited(said, Cited(wording.host(changed.url), changed.url)))


def _contact(contact: Contact) -> Markup:
    source = _link(contact.source.url, contact.source.title)
    if not contact.verb:
        return Markup("%s. %s %s.") % (", ".join(contact.shown), contact.named, source)
    words = _strong(contact.words) if contact.words else ""
    shown = _link(contact.href, contact.shown[0]) if contact.href else contact.shown[0]
    said = _SPACE.join(filter(None, [contact.verb, words, contact.to, shown]))
    return Markup("%s%s, %s %s.") % (said, contact.reach, contact.named, source)


def _evidence(evidence: Evidence, *, walked: bool) -> Markup:
    read = [_with_hint(_link(cited.url, cited.title), age) for cited, age in evidence.read]
    source = Markup(" with %s") % (Markup(", ").join(read),) if read else ""
    said = Markup("%s%s%s.") % (evidence.how[:1].upper(), evidence.how[1:], source)
    return said if walked else _SPACE.join([said, wording.NOT_WALKED])


def _route(route: RouteView, form: Form, biller: str = "") -> Iterator[Line]:
    yield Line(form, Markup.escape(f"{biller}: {route.title}" if biller else route.title))
    if route.steps:
        yield from _text(f"{route.effort}.")
    if route.record.url:
        yield from _text(Markup("%s %s") % (wording.STARTS_AT, _link(route.record.url, route.record.url)))
    for said in route.lead:
        yield from _text(said)
    if route.requires:
        yield from _text(Markup("%s %s.") % (wording.YOU_NEED, Markup("; ").join(route.requires)))
    for contact in route.contacts:
        yield from _text(_contact(contact))
    yield from _text(route.offers)
    if route.is_reported:
        yield from _text(wording.REPORTED)
    for step in route.steps:
        yield Line("step", step.action, tuple(filter(None, (step.where, step.note))))
    yield from _text(route.note)
    if route.evidence and route.record.check:
        yield from _text(_evidence(route.evidence, walked=route.record.check.how is How.WALKTHROUGH))


def _biller(biller: BillerView, service: str) -> Iterator[Line]:
    yield Line("part", Markup.escape(biller.title))
    if biller.stops_only_payment:
        yield from _text(_strong(*wording.only_payment(service)))
    for said in biller.lead:
        yield from _text(said)
    yield from _facts(biller.facts)
    yield from _overtaken(biller.overtaken)
    for route in biller.routes:
        yield from _route(route, "subpart", biller.name)


def _first(page: GuidePage) -> Iterator[Line]:
    """Give the first screen."""
    if page.retired is not None:
        successor = page.successor
        onward = Markup(" %s %s.") % (wording.GO_TO, _link(successor.url, successor.title)) if successor else ""
        yield from _text(_strong(f"{wording.RETIRED}.", page.retired + onward))
    if page.is_unconfirmed:
        title, what = wording.unconfirmed(page.company, page.name)
        yield from _text(_strong(f"{title}.", what))
    if page.disputed:
        yield from _text(_cited(page.disputed.rule, page.disputed.source))
    yield from _overtaken(page.overtaken)
    if page.no_website:
        yield from _text(_strong(wording.WHY_NO_WEBSITE, page.no_website))
    choices = [_with_hint(choice.label, choice.hint) for choice in page.choices]
    yield from _part("who-bills-you" if page.kind == "guide" else "where-are-you", choices)
    if page.facts:
        yield from (Line("part", Markup.escape(wording.TITLES["at-a-glance"])), *_facts(page.facts))
    if page.button:
        hint = f": {page.button.hint}" if page.button.hint else ""
        yield from _text(Markup("%s%s") % (_link(page.button.url, page.button.label), hint))
    yield from _part("save-first", page.save_first)


def _rules(rules: Iterable[MoneyRule]) -> Iterator[Markup]:
    for rule in rules:
        yield _cited(_with_hint(rule.rule, rule.where), rule.source)


def _rows(page: GuidePage) -> Iterator[Line]:
    """Give what stands in lists below the routes."""
    yield Line("part", Markup.escape(wording.TITLES["after-you-cancel"]))
    yield from _text(page.confirmation)
    yield from _part("proof", page.proof)
    deadlines = (
        (_strong(f"{deadline.label}: {deadline.text}.", deadline.note), deadline.source) for deadline in page.deadlines
    )
    yield from _part("by-when", (_cited(said, source) for said, source in deadlines))
    access = [_cited(page.access, *page.access_sources)] if page.access else []
    yield from _part("what-stays", [*access, *(_strong(f"{label}.", said) for label, said in page.leftovers)])
    yield from _part("money-back", _rules(page.refunds))
    yield from _part("fees", _rules(page.fees))
    yield from _part("not-enough", page.not_enough)
    instead = ((_strong(f"{kind}:", said), source) for kind, said, source in page.alternatives)
    yield from _part("alternatives", (_cited(said, source) for said, source in instead))


def above(page: GuidePage) -> Iterator[Line]:
    """Give what a page says below its title and its answer, up to the author's text."""
    yield from _first(page)
    if page.own:
        # On a biller's own page its lead heads the routes; the page of a guide has none.
        for said in page.own.lead:
            yield from _text(said)
        if page.own.stops_only_payment:
            yield from _text(_strong(*wording.only_payment()))
        for route in page.own.routes:
            yield from _route(route, "part")
    for biller in page.others:
        yield from _biller(biller, page.name)
    yield from _rows(page)


def below(page: GuidePage) -> Iterator[Line]:
    """Give what a page says below the author's text."""
    if page.rating:
        yield Line("part", Markup.escape(f"{wording.TITLES['difficulty']}: {page.rating.word}"))
        yield from _text(f"{page.rating.of_five}: {page.rating.told}.")
    yield from _part("changes", (Markup("%s: %s") % (wording.day(when), what) for when, what in page.changes))
    sources = (Markup("%s: %s") % (_link(cited.url, cited.title), age) for cited, age in page.sources)
    yield Line("part", Markup.escape(wording.TITLES["sources"]))
    yield from (Line("item", source) for source in sources)
    if page.credits_archive:
        yield from _text(wording.ARCHIVE)
    yield from _text(f"{wording.byline(page.published, page.checked, is_unconfirmed=page.is_unconfirmed)}.")
    yield from _text(_SPACE.join(filter(None, [Markup.escape(wording.NOT_ADVICE), page.disclaimer])))
