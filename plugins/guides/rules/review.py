"""What a person must look at in a change, whatever the checker finds: all that can hurt a reader.

A rule can say that a button leads to one of the vendor's hosts. Whether it is the right page
only a person sees, and only if they are shown it. So everything that sends readers somewhere,
that says whom to trust, or that tells readers what to do is listed, with what stood there before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import zip_longest
from typing import Any

from guides.collection import AnyEntry, Collection
from guides.model.words import How
from guides.rules.across import folded
from guides.rules.since import Change, Pair, change_of, matched, steps_of
from guides.source.frontmatter import Document, Loc
from guides.source.git import Past
from guides.source.markdown import Body
from guides.source.raw import at, channel, merchant_key, records, texts
from guides.source.text import Prose

_BRAND = 5
"""From this many letters on, somebody else's name in a line is no accident."""


class Harm(IntEnum):
    """How a change could hurt, the worst first."""

    SENT = 1
    TRUSTED = 2
    TOLD = 3
    LAW = 4
    OUTSIDE = 5

    @property
    def title(self) -> str:
        """What it is, in words for a reviewer."""
        return _TITLES[self]


_TITLES = {
    Harm.SENT: "Where readers are sent",
    Harm.TRUSTED: "Who is trusted, and what is not checked",
    Harm.TOLD: "What readers are told to do",
    Harm.LAW: "What the law says",
    Harm.OUTSIDE: "Outside the guides",
}


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing to look at: where it is, what it is, and what stood there before; empty where nothing did."""

    harm: Harm
    path: str
    line: int
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Value:
    """A value with its place; the place of what is gone is the beginning of the file."""

    text: str
    line: int = 1


def _at(document: Document, loc: Loc, text: str) -> _Value:
    return _Value(text, document.locate(loc).line)


def _lists(document: Document, *path: str) -> list[_Value]:
    return [_at(document, loc, text) for loc, text in texts(document, *path)]


def _way(route: Mapping[str, Any]) -> str:
    """Name a route as a reviewer would: `website, Germany`."""
    regions = route.get("regions")
    named = (route.get(name) for name in ("via", "name", "device", "plan"))
    parts = [str(part) for part in named if part]
    if isinstance(regions, list):
        parts.append(", ".join(map(str, regions)))
    return ", ".join(parts)


def _links(document: Document) -> list[_Value]:
    """Give the addresses that stand in texts, each once."""
    prose = Prose(document, Body(document))
    found = {link.url: link.position.line for link in reversed(prose.links) if link.kind != "field"}
    return [_Value(url, line) for url, line in found.items()]


def _sources(document: Document) -> list[_Value]:
    """Give every page that a guide rests on, each once."""
    found: dict[str, _Value] = {}

    def walk(value: object, loc: Loc) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                is_page = key in {"source", "trial_source"} or (key == "url" and loc[:1] == ("sources",))
                if is_page and isinstance(inner, str):
                    found.setdefault(inner, _at(document, (*loc, key), inner))
                walk(inner, (*loc, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                walk(inner, (*loc, index))

    walk(document.data, ())
    return list(found.values())


def _silences(document: Document) -> list[_Value]:
    return [
        _at(document, loc, f"{entry.get('rule')}: {entry.get('reason')}")
        for loc, entry in records(document.data, "ignore")
    ]


def _differences(old: list[_Value], new: list[_Value]) -> Iterator[tuple[str, _Value]]:
    """Give what is gone beside what is there instead, in their order."""
    before, after = {one.text for one in old}, {one.text for one in new}
    gone = [one.text for one in old if one.text not in after]
    come = [one for one in new if one.text not in before]
    for text, value in zip_longest(gone, come):
        yield text or "", value or _Value("")


_LISTS = (
    (Harm.SENT, "link in a text", _links),
    (Harm.SENT, "source", _sources),
    (Harm.TRUSTED, "silenced rule", _silences),
)


class _Names:
    """The names of all services, to see whether a line names somebody else's."""

    def __init__(self, collection: Collection) -> None:
        self._by_path: dict[str, set[str]] = {}
        entries: list[AnyEntry] = [*collection.guides.values(), *collection.billers.values()]
        for entry in entries:
            who = entry.page.merchant
            names = {folded(name) for name in (who.name, *who.aliases)}
            self._by_path[entry.document.path] = {name for name in names if len(name) >= _BRAND}

    def others(self, path: str, text: str) -> bool:
        said = folded(text)
        own = self._by_path.get(path, set())
        return any(
            name in said and not any(name in mine for mine in own)
            for other, names in self._by_path.items()
            if other != path
            for name in names
        )


@dataclass(frozen=True, slots=True)
class _Review:
    """One guide, then and now; a new one has no past."""

    before: Document | None
    after: Document
    names: _Names
    takers: int
    """How many guides take their steps from here."""

    def item(self, harm: Harm, what: str, before: str, after: _Value) -> Item:
        return Item(harm, self.after.path, after.line, what, before, after.text)

    def items(self) -> Iterator[Item]:
        yield from self.hosts_and_lines()
        yield from self.routes()
        yield from self.fields()

    def hosts_and_lines(self) -> Iterator[Item]:
        who = merchant_key(self.after.data)
        old = _lists(self.before, who, "domains") if self.before else []
        for gone, come in _differences(old, _lists(self.after, who, "domains")):
            yield self.item(Harm.SENT, "domain", gone, come)
        for harm, what, read in _LISTS:
            for gone, come in _differences(read(self.before) if self.before else [], read(self.after)):
                yield self.item(harm, what, gone, come)
        for field, what in (("aliases", "alias"), ("statement", "line on a bank statement")):
            old = _lists(self.before, who, field) if self.before else []
            for gone, come in _differences(old, _lists(self.after, who, field)):
                if self.names.others(self.after.path, come.text):
                    yield self.item(Harm.TRUSTED, f"{what} with somebody else’s name", gone, come)

    def routes(self) -> Iterator[Item]:
        pairs = (
            matched(self.before, self.after)
            if self.before
            else [(None, loc, route) for loc, route in records(self.after.data, "routes")]
        )
        for was, loc, route in pairs:
            if route is None:
                yield self.item(Harm.TOLD, f"route removed: {_way(was or {})}", _steps(was), _Value(""))
                continue
            for path, what in _WAYS_OUT:
                gone, come = _said(at(was, *path)), _said(at(route, *path))
                if gone != come:
                    yield self.item(Harm.SENT, f"{what}: {_way(route)}", gone, _at(self.after, (*loc, *path), come))
            if was is not None:
                yield from self.checks(was, loc, route)

    def checks(self, was: Mapping[str, Any], loc: Loc, route: Mapping[str, Any]) -> Iterator[Item]:
        gone, come = _said(at(was, "check", "how")), _said(at(route, "check", "how"))
        if gone != come:
            is_up = _RANK.get(come, -1) > _RANK.get(gone, -1)
            what = f"how it was checked, {'up' if is_up else 'down'}: {_way(route)}"
            yield self.item(Harm.TRUSTED, what, gone, _at(self.after, (*loc, "check", "how"), come))
        then, now = steps_of(was), steps_of(route)
        if then != now:
            is_old = at(was, "check", "date") == at(route, "check", "date")
            what = "steps changed under an old date" if is_old else "steps changed"
            if self.takers > 1:
                what += f", for {self.takers} guides"
            kept = [one for one in then if one in now]
            place = (*loc, "steps")
            yield self.item(
                Harm.TOLD,
                f"{what}: {_way(route)}",
                _steps({"steps": then}, kept),
                _at(self.after, place, _steps({"steps": now}, kept)),
            )

    def fields(self) -> Iterator[Item]:
        if self.before is None:
            return
        moved = _dates(self.before) != _dates(self.after)
        for field in ("deadline", "trial_deadline", "other_deadlines"):
            gone, come = _said(self.before.data.get(field)), _said(self.after.data.get(field))
            if gone != come:
                what = field.replace("_", " ") + ("" if moved else " changed under an old date")
                yield self.item(Harm.TOLD, what, gone, _at(self.after, (field,), come))
        for path, what in ((("retired",), "retired"), (("biller", "ends_contract"), "whether it ends the contract")):
            gone, come = _said(at(self.before.data, *path)), _said(at(self.after.data, *path))
            if gone != come:
                yield self.item(Harm.TOLD, what, gone, _at(self.after, path, come))


_WAYS_OUT = (
    (("url",), "button"),
    (("phone", "number"), "phone number"),
    (("sms", "number"), "number for texts"),
    (("fax", "number"), "fax number"),
    (("email", "address"), "e-mail address"),
    (("address", "lines"), "postal address"),
)
_RANK = {How.REPORTED.value: 0, How.OFFICIAL_PAGE.value: 1, How.WALKTHROUGH.value: 2}


def _said(value: object) -> str:
    """Write a value of the data on one line."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_said(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(map(_said, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _steps(route: Mapping[str, Any] | None, kept: list[Any] | None = None) -> str:
    """Write the steps that are not among those kept, with their numbers."""
    steps = steps_of(route or {})
    return "\n".join(f"{number}. {_said(step)}" for number, step in enumerate(steps, 1) if step not in (kept or []))


def _dates(document: Document) -> list[str]:
    return [_said(at(route, "check", "date")) for _, route in records(document.data, "routes")]


def _trusted(past: Past, root: str) -> Iterator[Item]:
    """Give what changed in the lists of whom to trust, and in the pages of law."""
    for uri, (before, after) in past.trusted.items():
        path = f"{root}{uri}"
        if uri.startswith("law/"):
            old = [_rule(entry) for _, entry in records(before.data, "law")] if before else []
            new = [_at(after, loc, _rule(entry)) for loc, entry in records(after.data, "law")] if after else []
            harm, what = Harm.LAW, "rule of law"
        else:
            old = [f"{key}: {_said(value)}" for key, value in (before.data if before else {}).items()]
            new = [_at(after, (key,), f"{key}: {_said(value)}") for key, value in after.data.items()] if after else []
            harm, what = Harm.TRUSTED, _KINDS.get(uri, "entry")
        for gone, come in _differences([_Value(text) for text in old], new):
            yield Item(harm, path, come.line, what, gone, come.text)


_KINDS = {
    "about/authorities.yml": "authority",
    "about/cited.yml": "host to cite",
    "about/authors.yml": "author",
    "about/images.yml": "picture",
    "about/watched.yml": "page that changed",
}


def _rule(entry: Mapping[str, Any]) -> str:
    return _said({name: entry[name] for name in ("rule", "status", "since", "what_you_can_do") if name in entry})


_COMPARED = ("guides/", "billers/")


def _outside(past: Past, root: str, now: Mapping[str, Document | None]) -> Iterator[Item]:
    """Give the files of which nothing else in the list speaks."""
    for uri in sorted(past.touched):
        # What could not be read, then or now, could not be compared.
        is_compared = uri.startswith(_COMPARED) and (now.get(uri) or uri in past.before)
        if uri in past.trusted or is_compared or uri.startswith("schema/"):
            continue
        yield Item(Harm.OUTSIDE, f"{root}{uri}", 1, "page or file", "", "changed")
    for name in past.elsewhere:
        yield Item(Harm.OUTSIDE, name, 1, "file", "", "changed")


def _removed(change: Change) -> Iterator[Item]:
    paired = {pair.before.path for pair in change.pairs()}
    for uri, before in change.past.before.items():
        if uri not in change.now and (before is None or before.path not in paired):
            title = _said(before.data.get("title")) if before else ""
            yield Item(Harm.TOLD, f"{change.root}{uri}", 1, "guide removed", title, "")


def review(past: Past, collection: Collection, root: str) -> list[Item]:
    """List what a reviewer must look at, the worst first."""
    change = change_of(past, collection, root)
    names = _Names(collection)
    takers: dict[object, int] = {}
    for guide in collection.guides.values():
        for via in {route.via for route in guide.page.routes if route.is_shared}:
            takers[via] = takers.get(via, 0) + 1
    pairs: list[tuple[Document | None, Document]] = [(pair.before, pair.after) for pair in change.pairs()]
    pairs += [(None, document) for document in change.new()]
    found: list[Item] = []
    for before, after in pairs:
        count = takers.get(channel(at(after.data, "biller", "via")), 0) if "biller" in after.data else 0
        found += _Review(before, after, names, count).items()
    found += [*_removed(change), *_trusted(past, root), *_outside(past, root, change.now)]
    return sorted(dict.fromkeys(found))


def needs_a_second_person(items: list[Item]) -> bool:
    """Whether somebody else than the reviewer should agree: trust is given, or the site's own code changes."""
    return any(item.harm in {Harm.TRUSTED, Harm.OUTSIDE} for item in items)


__all__ = ["Harm", "Item", "Pair", "needs_a_second_person", "review"]
