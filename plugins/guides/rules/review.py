"""What a person must look at in a change, whatever the checker finds: all that can hurt a reader.

A rule can say that a button leads to one of the vendor's hosts. Whether it is the right page
only a person sees, and only if they are shown it. So everything that sends readers somewhere,
that says whom to trust, or that tells readers what to do is listed, with what stood there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import IntEnum
from itertools import takewhile, zip_longest
from typing import Any

from guides.collection import AnyEntry, Collection
from guides.model.words import How
from guides.rules.across import folded
from guides.rules.lib.hosts import owner
from guides.rules.since import Change, change_of, matched, steps_of
from guides.source.folders import GUIDES, lies_in
from guides.source.frontmatter import Document, FrontMatterError, Loc, parse, text_alone
from guides.source.git import Past
from guides.source.markdown import Body
from guides.source.raw import at, channel, merchant_key, records, texts
from guides.source.text import Prose

_BRAND = 5
"""From this many letters on, somebody else's name in a line is no accident."""
_LONG = 160
"""From so many letters on a text is shown around its difference only, or nobody would see it in a minute."""
_PIECE = 400
"""About as many letters as one thing of the list shows; a longer text is shown in pieces, so that none is cut off."""
_SCREEN = 550
"""About as many letters as one way out of a new guide shows in one thing, where it is read from its beginning."""
_AROUND = 60
"""Letters that stay around a difference in a long text, so that a reviewer sees what it is about."""
_MOST_PIECES = 30
"""Of one file; a reviewer who is shown more should read the file."""


class Harm(IntEnum):
    """How a change could hurt, the worst first."""

    SENT = 1
    TRUSTED = 2
    OUTSIDE = 3
    NEW = 4
    TOLD = 5
    LAW = 6
    CITED = 7
    PAGES = 8
    SAID = 9

    @property
    def title(self) -> str:
        """What it is, in words for a reviewer."""
        return _TITLES[self]


_TITLES = {
    Harm.SENT: "Where readers are sent",
    Harm.TRUSTED: "Who is trusted, and what is not checked",
    Harm.OUTSIDE: "The site itself: settings, code, workflows, and what no page is",
    Harm.NEW: "Guides that are new: all that each says, in its own order",
    Harm.TOLD: "What readers are told to do",
    Harm.LAW: "What the law says",
    Harm.CITED: "What guides rest on",
    Harm.PAGES: "Pages that are no guides",
    Harm.SAID: "What else guides say",
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
    lines = {link.url: link.position.line for link in reversed(prose.links) if link.kind != "field"}
    return [_Value(url, line) for url, line in lines.items()]


def _sources(document: Document) -> list[_Value]:
    """Give every page that a guide rests on, each once."""
    sources: dict[str, _Value] = {}

    def walk(value: object, loc: Loc) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                is_page = key in {"source", "trial_source"} or (key == "url" and loc[:1] == ("sources",))
                if is_page and isinstance(inner, str):
                    sources.setdefault(inner, _at(document, (*loc, key), inner))
                walk(inner, (*loc, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                walk(inner, (*loc, index))

    walk(document.data, ())
    return list(sources.values())


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


def _others(document: Document) -> list[_Value]:
    """Give the pages at which there is something else than to cancel."""
    addresses = ((loc, entry.get("url")) for loc, entry in records(document.data, "alternatives"))
    return [_at(document, (*loc, "url"), url) for loc, url in addresses if isinstance(url, str)]


_LISTS = (
    (Harm.SENT, "link in a text", _links),
    (Harm.SENT, "page of an alternative", _others),
    (Harm.CITED, "source", _sources),
)


class _Names:
    """The names of all services, to see whether a line names somebody else's."""

    def __init__(self, collection: Collection) -> None:
        self._by_path: dict[str, set[str]] = {}
        self._own: dict[str, str] = {}
        self._companies: dict[str, dict[str, frozenset[str]]] = {}
        entries: list[AnyEntry] = [*collection.guides.values(), *collection.billers.values()]
        for entry in entries:
            who = entry.page.merchant
            names = {folded(name) for name in (who.name, *who.aliases)}
            self._by_path[entry.document.path] = {name for name in names if len(name) >= _BRAND}
            # An alias is no reason for another one.
            self._own[entry.document.path] = folded(who.name)
            registered = frozenset(owner(domain) or domain for domain in who.domains)
            self._companies.setdefault(who.vendor or "", {})[entry.document.path] = registered

    def only_says_kin(self, path: str, company: str) -> bool:
        """Whether a guide names the company of others, and shares no domain with any of them."""
        kin = self._companies.get(company, {})
        theirs = frozenset().union(*(domains for other, domains in kin.items() if other != path))
        return bool(company and theirs) and not theirs & kin.get(path, frozenset())

    def others(self, path: str, text: str) -> bool:
        said = folded(text)
        own = self._own.get(path, "")
        return any(
            name in said and name not in own
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

    def far(self, what: str) -> str:
        """Say of what a biller’s guide tells how many others tell it, too."""
        return f"{what}, for {self.takers} guides" if self.takers > 1 else what

    def items(self) -> Iterator[Item]:
        if self.before is None:
            yield from self.whole()
            return
        yield from self.names_and_silences()
        told = list(self.routes(self.before))
        yield from told
        # What a route's check rests on now is told there, beside what it did before.
        rests = {one.after for one in told if one.what.startswith(_CHECK_SOURCE)}
        yield from (one for one in self.hosts(self.before) if one.what != "source" or one.after not in rests)
        yield from self.fields(self.before)
        yield from self.body()

    def whole(self) -> Iterator[Item]:
        """Give a new guide as it will be read: one thing for the service, for each way out, and for each field."""
        data, who = self.after.data, merchant_key(self.after.data)
        yield from self.names_and_silences()
        company = _said(at(data, who, "vendor"))
        if self.names.only_says_kin(self.after.path, company):
            place = _at(self.after, (who, "vendor"), company)
            yield self.item(Harm.TRUSTED, "company of other guides, without a domain of theirs", "", place)
        for field, value in data.items():
            if field == "routes":
                for loc, route in records(data, "routes"):
                    what = f"{'button, ' if 'url' in route else ''}route: {_way(route)}"
                    place = _at(self.after, loc, "")
                    for piece in _in_lines(_whole_route(route) or _BORROWED):
                        yield self.item(Harm.NEW, what, "", replace(place, text=piece))
            elif field not in {"ignore", "authors", "published"}:
                rows = value.items() if field == who and isinstance(value, Mapping) else ()
                text = "\n".join(f"{_words(key)}: {_said(inner)}" for key, inner in rows) or _said(value)
                what = "service" if field == who else _words(field)
                yield from self.pieces(Harm.NEW, what, "", _at(self.after, (field,), text))
        links = _links(self.after)
        if links:
            text = "\n".join(link.text for link in links)
            yield from self.pieces(Harm.NEW, "links in texts", "", _Value(text, self.after.body_line))
        for line, was, now in _hunks("", self.after.body):
            yield self.item(Harm.NEW, "text", was, _Value(now, self.after.body_line + line))

    def hosts(self, before: Document) -> Iterator[Item]:
        who = merchant_key(self.after.data)
        for gone, come in _differences(_lists(before, who, "domains"), _lists(self.after, who, "domains")):
            yield self.item(Harm.SENT, "domain", gone, come)
        for harm, what, read in _LISTS:
            for gone, come in _differences(read(before), read(self.after)):
                yield self.item(harm, what, gone, come)

    def names_and_silences(self) -> Iterator[Item]:
        who = merchant_key(self.after.data)
        for gone, come in _differences(_silences(self.before) if self.before else [], _silences(self.after)):
            yield self.item(Harm.TRUSTED, "silenced rule", gone, come)
        for field, what in (("aliases", "alias"), ("statement", "line on a bank statement")):
            old = _lists(self.before, who, field) if self.before else []
            for gone, come in _differences(old, _lists(self.after, who, field)):
                if self.names.others(self.after.path, come.text):
                    yield self.item(Harm.TRUSTED, f"{what} with somebody else’s name", gone, come)
                elif self.before:
                    yield self.item(Harm.SAID, what, gone, come)

    def routes(self, before: Document) -> Iterator[Item]:
        for was, loc, route in matched(before, self.after):
            if route is None:
                gone = _route(was or {}) or _BORROWED
                yield self.item(Harm.TOLD, f"route removed: {_way(was or {})}", gone, _Value(""))
                continue
            for path, what in _WAYS_OUT:
                gone, come = _said(at(was, *path)), _said(at(route, *path))
                if gone != come:
                    yield self.item(Harm.SENT, f"{what}: {_way(route)}", gone, _at(self.after, (*loc, *path), come))
            if was is not None:
                yield from self.checks(was, loc, route)
            else:
                yield self.item(Harm.TOLD, f"route added: {_way(route)}", "", _at(self.after, loc, _route(route)))

    def checks(self, was: Mapping[str, Any], loc: Loc, route: Mapping[str, Any]) -> Iterator[Item]:
        gone, come = _said(at(was, "check", "how")), _said(at(route, "check", "how"))
        if gone != come:
            is_up = _RANK.get(come, -1) > _RANK.get(gone, -1)
            what = f"how it was checked, {'up' if is_up else 'down'}: {_way(route)}"
            yield self.item(Harm.TRUSTED, what, gone, _at(self.after, (*loc, "check", "how"), come))
        gone, come = _said(at(was, "check", "source")), _said(at(route, "check", "source"))
        if gone != come:
            place = (*loc, "check", "source")
            yield self.item(Harm.CITED, f"{_CHECK_SOURCE}{_way(route)}", gone, _at(self.after, place, come))
        then, now = steps_of(was), steps_of(route)
        if then != now:
            is_old = at(was, "check", "date") == at(route, "check", "date")
            what = "steps changed under an old date" if is_old else "steps changed"
            is_told = _at(self.after, (*loc, "steps"), _changed_steps(now, then))
            yield self.item(Harm.TOLD, f"{self.far(what)}: {_way(route)}", _changed_steps(then, now), is_told)
        old, new = (_without_shown(one, ("routes",)) for one in (was, route))
        for field in dict.fromkeys((*old, *new)):
            place = (*loc, field) if field in route else loc
            yield from self.values(Harm.TOLD, f"{_words(field)}: {_way(route)}", old.get(field), new.get(field), place)

    def values(self, harm: Harm, what: str, gone: object, come: object, loc: Loc) -> Iterator[Item]:
        """Give what differs in a field; of a group or a list only the parts that do."""
        if isinstance(gone, Mapping) and isinstance(come, Mapping):
            for key in dict.fromkeys((*gone, *come)):
                if gone.get(key) != come.get(key):
                    place = (*loc, key) if key in come else loc
                    yield from self.values(harm, f"{what}, {_words(key)}", gone.get(key), come.get(key), place)
        elif isinstance(gone, list) and isinstance(come, list):
            old = [_Value(_said(one)) for one in gone]
            new = [_at(self.after, (*loc, index), _said(one)) for index, one in enumerate(come)]
            for was, now in _differences(old, new):
                yield from self.pieces(harm, what, was, now)
        elif _said(gone) != _said(come):
            yield from self.pieces(harm, what, _said(gone), _at(self.after, loc, _said(come)))

    def pieces(self, harm: Harm, what: str, gone: str, come: _Value) -> Iterator[Item]:
        for was, now in _pieces(gone, come.text):
            yield self.item(harm, what, was, _Value(now, come.line))

    def body(self) -> Iterator[Item]:
        """Give the parts of the text that differ, as they are written: markup, comments and hidden letters too."""
        for line, was, now in _hunks(self.before.body if self.before else "", self.after.body):
            yield self.item(Harm.SAID, "text", was, _Value(now, self.after.body_line + line))

    def fields(self, before: Document) -> Iterator[Item]:
        moved = _dates(before) != _dates(self.after)
        for field in _DEADLINES:
            then, now = (_without_shown(one.data.get(field), (field,)) for one in (before, self.after))
            if then != now:
                gone, come = _deadlines(then, now)
                what = field.replace("_", " ") + ("" if moved else " changed under an old date")
                yield self.item(Harm.TOLD, self.far(what), gone, _at(self.after, (field,), come))
        who = merchant_key(self.after.data)
        for path, harm, what in (
            ((who, "vendor"), Harm.TRUSTED, "company"),
            (("retired",), Harm.TOLD, "retired"),
            (("biller", "ends_contract"), Harm.TOLD, "whether it ends the contract"),
        ):
            gone, come = _said(at(before.data, *path)), _said(at(self.after.data, *path))
            if gone != come:
                yield self.item(harm, self.far(what), gone, _at(self.after, path, come))
        for field in dict.fromkeys((*before.data, *self.after.data)):
            if (field,) not in _SHOWN:
                then, now = (_without_shown(one.data.get(field), (field,)) for one in (before, self.after))
                harm = Harm.TOLD if field in _TOLD else Harm.SAID
                loc = (field,) if field in self.after.data else ()
                yield from self.values(harm, _words(field), then, now, loc)


_BORROWED = "the steps of the biller’s guide"
_CHECK_SOURCE = "source of the check: "


_WAYS_OUT = (
    (("url",), "button"),
    (("phone", "number"), "phone number"),
    (("sms", "number"), "number for texts"),
    (("fax", "number"), "fax number"),
    (("email", "address"), "e-mail address"),
    (("address", "lines"), "postal address"),
)
_DEADLINES = ("deadline", "trial_deadline", "other_deadlines")
_SHOWN = frozenset(
    {
        *((field,) for field in ("routes", "ignore", "retired", "published", *_DEADLINES)),
        *(("service", field) for field in ("domains", "aliases", "statement", "vendor")),
        *(("biller", field) for field in ("domains", "aliases", "statement", "vendor", "ends_contract")),
        *(("routes", *path) for path, _ in _WAYS_OUT),
        *(("routes", kind, "source") for kind in ("phone", "sms", "fax", "email", "address", "check")),
        *(("routes", "steps"), ("routes", "check", "how")),
        *((field, "source") for field in (*_DEADLINES, "disputed")),
        *(("outcome", field, "source") for field in ("access", "refunds", "fees")),
        *(("outcome", "access", "trial_source"), ("sources", "url"), ("alternatives", "url")),
    }
)
"""Fields of which the list has something better to say, each by its whole path: a new one of the same name is shown."""
_TOLD = frozenset({"description", "outcome", "save_first", "not_enough", "no_website", "alternatives"})
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


def _differing(gone: Mapping[str, Any], come: Mapping[str, Any], always: frozenset[str]) -> tuple[str, str]:
    """Write two groups side by side: what differs, and the few fields without which nobody knows what it is about."""
    same = {key for key in gone if key in come and gone[key] == come[key] and key not in always}
    before, after = ({key: value for key, value in one.items() if key not in same} for one in (gone, come))
    return _said(before), _said(after)


def _deadlines(gone: object, come: object) -> tuple[str, str]:
    """Write a deadline, or several, then and now."""
    if isinstance(gone, Mapping) and isinstance(come, Mapping):
        return _differing(gone, come, frozenset({"amount", "unit", "before", "after"}))
    return _said(gone), _said(come)


def _steps(route: Mapping[str, Any]) -> str:
    return "\n".join(f"{number}. {_said(step)}" for number, step in enumerate(steps_of(route), 1))


def _changed_steps(steps: list[Any], others: list[Any]) -> str:
    """Write the steps that the others lack, with their numbers; of one in its old place the action and what differs."""
    rows = []
    common = [step for step in steps if step in others]
    places = iter(zip(common, [step for step in others if step in steps], strict=False))
    for index, step in enumerate(steps):
        if step in others:
            if next(places, (step, step))[1] != step:
                rows.append(f"{index + 1}. {_said(step)}")
            continue
        other = others[index] if len(steps) == len(others) else None
        shown = step
        if isinstance(step, Mapping) and isinstance(other, Mapping):
            shown = {key: value for key, value in step.items() if key == "action" or value != other.get(key)}
        rows.append(f"{index + 1}. {_said(shown)}")
    return "\n".join(rows)


def _words(field: object) -> str:
    return str(field).replace("_", " ")


def _without_shown(value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - data as YAML has them
    """Leave out what is listed by itself, and groups in which nothing else is."""
    if isinstance(value, Mapping):
        rest = ((key, (*path, key), inner) for key, inner in value.items())
        kept = {key: _without_shown(inner, place) for key, place, inner in rest if place not in _SHOWN}
        return {key: inner for key, inner in kept.items() if inner != {}}
    return [_without_shown(one, path) for one in value] if isinstance(value, list) else value


def _route(route: Mapping[str, Any]) -> str:
    """Write what a new route tells its readers."""
    told = {key: value for key, value in _without_shown(route, ("routes",)).items() if key not in {"via", "check"}}
    return "\n".join(filter(None, [_steps(route), _said(told)]))


def _whole_route(route: Mapping[str, Any]) -> str:
    """Write all of a route: where it sends its readers, what it tells them, and what that rests on."""
    rows = {key: f"{_words(key)}: {_said(value)}" for key, value in route.items() if key not in {"steps", "via"}}
    first = [rows.pop(key) for key in ("url", "phone", "sms", "fax", "email", "address") if key in rows]
    return "\n".join([*first, *filter(None, [_steps(route)]), *rows.values()])


def _pieces(gone: str, come: str) -> Iterator[tuple[str, str]]:
    """Show two texts side by side: where they are long, only around the place where they differ, and all of that."""
    if gone and come and max(len(gone), len(come)) > _LONG:
        same = _alike(gone, come)
        ends = _alike(reversed(gone[same:]), reversed(come[same:]))
        gone, come = (_around(text, same, len(text) - ends) for text in (gone, come))
    length = max(len(gone), len(come), 1)
    for start in range(0, length, _PIECE):
        yield gone[start : start + _PIECE], come[start : start + _PIECE]


def _in_lines(text: str) -> Iterator[str]:
    """Give as many lines at a time as one thing of the list shows."""
    piece = ""
    for line in text.split("\n"):
        for start in range(0, max(len(line), 1), _SCREEN):
            part = line[start : start + _SCREEN]
            if piece and len(piece) + 1 + len(part) > _SCREEN:
                yield piece
                piece = part
            else:
                piece = f"{piece}\n{part}" if piece else part
    yield piece


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """Count the letters that two texts begin with together."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


def _around(text: str, start: int, end: int) -> str:
    begin, stop = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return f"{'…' if begin else ''}{text[begin:stop]}{'…' if stop < len(text) else ''}"


def _hunks(old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """Give the lines that differ: the number of lines before them, what was there, and what is there now."""
    before, after = (text.split("\n") if text else [] for text in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    shown = 0
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = ("\n".join(lines).strip() for lines in (before[start:end], after[begin:stop]))
        for was, now in _pieces(gone, come) if gone or come else ():
            shown += 1
            if shown > _MOST_PIECES:
                yield begin, "", "more than a list can show: read the file"
                return
            yield begin, was, now


def _dates(document: Document) -> list[str]:
    return [_said(at(route, "check", "date")) for _, route in records(document.data, "routes")]


def _trusted(past: Past, root: str) -> Iterator[Item]:
    """Give what changed in the lists of whom to trust, and in the pages of law."""
    for uri, (before, after) in past.trusted.items():
        path = f"{root}{uri}"
        if uri.startswith("law/"):
            yield from _laws(path, before, after)
            continue
        old = [f"{key}: {_said(value)}" for key, value in (before.data if before else {}).items()]
        new = [_at(after, (key,), f"{key}: {_said(value)}") for key, value in after.data.items()] if after else []
        for gone, come in _differences([_Value(text) for text in old], new):
            yield Item(Harm.TRUSTED, path, come.line, _KINDS.get(uri, "entry"), gone, come.text)


def _laws(path: str, before: Document | None, after: Document | None) -> Iterator[Item]:
    """Give the rules of law that differ, each beside the one of its name."""
    old = {_said(entry.get("rule")): entry for _, entry in records(before.data, "law")} if before else {}
    new = {_said(entry.get("rule")): (loc, entry) for loc, entry in records(after.data, "law")} if after else {}
    for name in dict.fromkeys((*old, *new)):
        loc, entry = new.get(name, ((), {}))
        gone, come = _differing(old.get(name, {}), entry, frozenset())
        if gone != come:
            line = after.locate(loc).line if after and loc else 1
            yield Item(Harm.LAW, path, line, f"rule of law: {name}", gone, come)


_KINDS = {
    "about/authorities.yml": "authority",
    "about/cited.yml": "host to cite",
    "about/authors.yml": "author",
    "about/images.yml": "picture",
    "about/watched.yml": "page that changed",
}


def _changed(harm: Harm, path: str, what: str, old: str, new: str) -> Iterator[Item]:
    hunks = list(_hunks(old, new))
    for line, was, now in hunks:
        yield Item(harm, path, line + 1, what, was, now)
    if not hunks:
        yield Item(harm, path, 1, what, "", "changed")


def _page_links(text: str, path: str) -> list[_Value]:
    try:
        document = parse(text, path)
    except FrontMatterError:
        document = text_alone(text, path)
    return _links(document)


def _outside(past: Past, root: str, now: Mapping[str, Document | None]) -> Iterator[Item]:
    """Give the files that are no guides: where their pages lead, and whatever else is different in them."""
    for uri in sorted(past.touched):
        # What could not be read, then or now, could not be compared.
        is_compared = lies_in(uri, GUIDES) and (now.get(uri) or past.before.get(uri))
        if (uri in past.trusted and not uri.startswith("law/")) or is_compared:
            continue
        path = f"{root}{uri}"
        old, new = past.said.get(uri, ("", ""))
        if not uri.endswith((".md", ".yml")):
            yield from _changed(Harm.OUTSIDE, path, "file", old, new)
            continue
        if uri.endswith(".md"):
            links = (_page_links(text, path) for text in (old, new))
            for gone, come in _differences(*links):
                yield Item(Harm.SENT, path, come.line, "link in a text", gone, come.text)
        yield from _changed(Harm.PAGES, path, "page", old, new)
    for name, (old, new) in past.elsewhere.items():
        yield from _changed(Harm.OUTSIDE, name, "file", old, new)


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
    items: list[Item] = []
    for before, after in pairs:
        count = takers.get(channel(at(after.data, "biller", "via")), 0) if "biller" in after.data else 0
        items += _Review(before, after, names, count).items()
    items += [*_removed(change), *_trusted(past, root), *_outside(past, root, change.now)]
    # Of what sends readers somewhere, buttons and numbers come before what only stands in a text.
    # Pieces of one text stay in their order.
    return sorted(
        dict.fromkeys(items), key=lambda item: (item.harm, item.what == "link in a text", item.path, item.line)
    )


def needs_a_second_person(items: list[Item]) -> bool:
    """Whether somebody else than the reviewer should agree: trust is given, or the site's own code changes."""
    trusting = {Harm.TRUSTED, Harm.OUTSIDE, Harm.LAW, Harm.PAGES}
    return any(item.harm in trusting or item.what == "domain" for item in items)
