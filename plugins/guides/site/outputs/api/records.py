"""Makes the records of the data out of the collection."""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import Any

from guides.collection import AnyEntry, Collection, Entry
from guides.model import Biller, Guide, Route, Step
from guides.model.words import Topic
from guides.rules.lib import hosts
from guides.site import plain, text, wording
from guides.site.difficulty import difficulty
from guides.site.jsonld import page_url
from guides.site.links import Site
from guides.site.outputs import news
from guides.site.outputs.api import documents
from guides.site.outputs.redirects import final
from guides.site.views import checks, fitting, modified, overtaken

ROOT = "api/v1"
_OWN_WORDS = ("how_to_tell", "note", "regions")
_SHORTEST_NAME = 4
"""Below this many letters a name stands in too many lines that do not mean it."""


def data_path(entry: AnyEntry) -> str:
    """Give the path of an entry's data below the site."""
    return f"{ROOT}/{entry.uri.removesuffix('.md')}.json"


def markdown_path(entry: AnyEntry) -> str:
    """Give the path of an entry's Markdown below the site, beside its page."""
    return f"{entry.uri.removesuffix('.md')}/index.md"


def address(site: Site, path: str) -> str:
    """Give the whole address of a file of the site."""
    return f"{site.url.rstrip('/')}/{path}"


def _told(step: Step, own: Step, name: str) -> documents.StepRecord:
    """Tell a step in which something was filled in; it is read with the gap, as it is for every service."""
    gap = {"service": name}
    parts = [text.plain(plain.unmarked(part), gap) for part in (step.action, step.where, step.note) if part]
    words = ". ".join([text.typeset(part).rstrip(".") for part in parts])
    return documents.StepRecord.model_construct(**vars(own), text=words)


@lru_cache(2000)
def _step(step: Step) -> documents.StepRecord:
    """Tell a step that is the same for every service, as most of those of billers."""
    return _told(step, step, "")


def _route(route: Route, name: str, biller: str | None = None) -> documents.RouteRecord:
    escaped = plain.escaped(name)
    own: dict[str, Any] = {field: plain.filled(value, escaped) for field, value in vars(route).items()}
    steps = zip(route.steps, own["steps"], strict=True)
    own["steps"] = tuple([_step(step) if step is filled else _told(step, filled, name) for step, filled in steps])
    return documents.RouteRecord.model_construct(**own, title=wording.route_title(route), biller=biller)


def routes(collection: Collection, guide: Guide) -> Iterator[documents.RouteRecord]:
    """Give the ways of a guide, those of billers with the steps that stand in the biller's guide."""
    name = guide.service.name
    for route in guide.routes:
        biller = collection.biller_for(route.via) if route.is_shared else None
        if biller is None:
            yield _route(route, name)
            continue
        for one in fitting(biller.page, route):
            # What the guide says of the way goes before what the biller says of it.
            said = {field: value for field in _OWN_WORDS if (value := getattr(route, field))}
            yield _route(one.model_copy(update=said), name, biller.slug)


def rating(guide: Guide) -> documents.Rating:
    """Give the difficulty of a guide and its sum."""
    rated = difficulty(guide)
    parts = tuple(documents.Sum(fact=part.fact, points=part.points) for part in rated.parts)
    return documents.Rating(level=rated.level, word=rated.word, sum=parts)


def _body(entry: AnyEntry, site: Site) -> documents.Text:
    return documents.Text(markdown=plain.body(entry, site), text=plain.body_text(entry.document.tree))


def _common(collection: Collection, entry: AnyEntry, site: Site) -> dict[str, Any]:
    return {
        "version": 1,
        "slug": entry.slug,
        "page": page_url(site, entry.uri),
        "markdown": address(site, markdown_path(entry)),
        "updated": modified(entry.page),
        "checked": max(checks(entry.page), default=None),
        "overtaken": overtaken(collection, entry),
        "body": _body(entry, site),
    }


def guide(collection: Collection, entry: Entry[Guide], site: Site) -> documents.GuideRecord:
    """Give all data of a guide."""
    name = plain.escaped(entry.page.service.name)
    own = {field: plain.filled(value, name) for field, value in vars(entry.page).items() if field != "routes"}
    own |= _common(collection, entry, site)
    own |= {"routes": tuple(routes(collection, entry.page)), "difficulty": rating(entry.page)}
    return documents.GuideRecord.model_construct(**own)


def biller(collection: Collection, entry: Entry[Biller], site: Site) -> documents.BillerRecord:
    """Give all data of a biller."""
    own = {field: plain.filled(value, plain.OWN_GAP) for field, value in vars(entry.page).items() if field != "routes"}
    own |= _common(collection, entry, site)
    own["routes"] = tuple(_route(route, plain.OWN_GAP) for route in entry.page.routes)
    return documents.BillerRecord.model_construct(**own)


def _button(page: Guide) -> documents.Button | None:
    own = (route for route in page.routes if route.url and not route.is_shared)
    return next((documents.Button(url=route.url, opens=route.opens) for route in own if route.url), None)


def _cancel_by(page: Guide) -> str:
    if page.deadline:
        return wording.deadline(page.deadline)
    return wording.no_deadline(is_silent=Topic.DEADLINE in page.silent)


def line(collection: Collection, entry: Entry[Guide], site: Site) -> documents.Line:
    """Give a guide in few words."""
    page, service = entry.page, entry.page.service
    vias = tuple(dict.fromkeys(route.via for route in page.routes))
    target = final(collection, entry)
    return documents.Line(
        slug=entry.slug,
        name=service.name,
        aliases=service.aliases,
        former_names=tuple(former.name for former in service.history),
        category=service.category,
        domains=service.domains,
        statement=service.statement,
        billers=tuple(via for via in vias if via.is_biller),
        channels=tuple(via for via in vias if not via.is_biller),
        deadline=plain.filled(page.deadline, plain.escaped(service.name)),
        cancel_by=_cancel_by(page),
        button=_button(page),
        difficulty=difficulty(page).level,
        updated=modified(page),
        checked=max(checks(page), default=None),
        retired=page.retired is not None,
        replaced_by=target.slug if target is not entry else None,
        page=page_url(site, entry.uri),
        data=address(site, data_path(entry)),
        markdown=address(site, markdown_path(entry)),
    )


def biller_line(entry: Entry[Biller], site: Site) -> documents.BillerLine:
    """Give a biller in few words."""
    identity = entry.page.biller
    return documents.BillerLine(
        slug=entry.slug,
        via=identity.via,
        name=identity.name,
        aliases=identity.aliases,
        domains=identity.domains,
        statement=identity.statement,
        ends_contract=identity.ends_contract,
        page=page_url(site, entry.uri),
        data=address(site, data_path(entry)),
        markdown=address(site, markdown_path(entry)),
    )


def named(entry: AnyEntry, site: Site) -> dict[str, str]:
    """Give what leads to an entry, as `documents.Named`."""
    return {
        "kind": "guide" if isinstance(entry.page, Guide) else "biller",
        "slug": entry.slug,
        "name": entry.page.merchant.name,
        "page": page_url(site, entry.uri),
        "data": address(site, data_path(entry)),
    }


def _entries(collection: Collection) -> Iterator[AnyEntry]:
    """Give all entries that something may lead to: a retired guide with a successor is none."""
    for entry in collection.guides.values():
        if final(collection, entry) is entry:
            yield entry
    yield from collection.billers.values()


def by_domain(collection: Collection) -> dict[str, list[AnyEntry]]:
    """File entries under the registered domains of their hosts."""
    entries: dict[str, list[AnyEntry]] = {}
    for entry in _entries(collection):
        for domain in dict.fromkeys(hosts.owner(host) or host for host in entry.page.merchant.domains):
            entries.setdefault(domain, []).append(entry)
    return dict(sorted(entries.items()))


_OTHER_SIGNS = re.compile(r"[^A-Z0-9]+")


def statement_key(text: str) -> str:
    """Write a text as it is compared with a line of a bank statement."""
    capitals = unicodedata.normalize("NFKD", text).upper().encode("ascii", "ignore").decode()
    return _OTHER_SIGNS.sub(" ", capitals).strip()


_SOURCES = ("statement", "domain", "name")


def _texts(entry: AnyEntry, shared: Container[str]) -> Iterator[tuple[int, str, str]]:
    """Give the texts of an entry, each with its place in _SOURCES and as it is compared.

    A domain of several says nothing of one.
    """
    merchant = entry.page.merchant
    yield from ((0, line, statement_key(line)) for line in merchant.statement)
    own = (host for host in merchant.domains if (hosts.owner(host) or host) not in shared)
    yield from ((1, host, statement_key(host)) for host in own)
    names = [merchant.name, *merchant.aliases]
    if isinstance(entry.page, Guide):
        names += [former.name for former in entry.page.service.history]
    yield from ((2, name, key) for name in names if len(key := statement_key(name)) >= _SHORTEST_NAME)


def statement_keys(collection: Collection, site: Site) -> Iterator[dict[str, str]]:
    """Give what bank lines are compared with, each as `documents.StatementKey`, in the order in which it is tried."""
    keys: dict[tuple[str, str], tuple[int, str, dict[str, str]]] = {}
    shared = {domain for domain, entries in collection.once(by_domain).items() if len(entries) > 1}
    for entry in _entries(collection):
        name = named(entry, site)
        for rank, words, key in _texts(entry, shared):
            if key:
                keys.setdefault((key, entry.uri), (rank, words, name))
    ordered = sorted(keys.items(), key=lambda one: (one[1][0], -len(one[0][0]), one[0]))
    for (key, _), (rank, words, name) in ordered:
        yield {**name, "key": key, "text": words, "source": _SOURCES[rank]}


def changes(collection: Collection, site: Site) -> Iterator[documents.Change]:
    """Give what happened to all guides."""
    for event in news.events(collection):
        names = named(event.entry, site)
        yield documents.Change(
            date=event.date,
            kind=event.kind,
            slug=event.entry.slug,
            name=names["name"],
            what=plain.unmarked(event.what),
            text=text.plain(event.what),
            page=names["page"],
            data=names["data"],
        )
