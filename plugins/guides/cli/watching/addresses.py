"""Finds every web address in the pages, what it is there for, and what the guide quotes from it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any

from guides.load import WATCHED_FILE
from guides.site.text import LANGUAGE
from guides.source.frontmatter import Document, FrontMatterError, Loc, decode, parse, text_alone
from guides.source.limits import MAX_BYTES
from guides.source.markdown import Body
from guides.source.raw import at, day, records
from guides.source.text import Prose

_LINKS = frozenset({"field", "link", "definition"})
_LABEL = re.compile(r"\*\*(.+?)\*\*")
_LANGUAGE = re.compile(rf"^{LANGUAGE.pattern}")
_NUMBER = re.compile(r"\d+")


class Use(IntEnum):
    """What an address is there for; the lower, the more it harms a reader when it is wrong."""

    BUTTON = 0
    CHECK = 1
    SOURCE = 2
    LINK = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """What a guide says to stand on a page: the `label` of a button, a `number`, or a `phone` number."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Address:
    """A web address without its fragment.

    `places` is where it stands, `domains` are the hosts that guides with it call their vendor's,
    `checked` is the oldest day on which somebody compared a guide with the page, `quoted_in` are the files
    that have each quote.
    """

    url: str
    places: tuple[str, ...]
    domains: frozenset[str] = frozenset()
    use: Use = Use.LINK
    quotes: tuple[Quote, ...] = ()
    checked: date | None = None
    quoted_in: Mapping[Quote, tuple[str, ...]] = field(default_factory=dict)


def _documents(docs: Path, root: str) -> Iterator[tuple[Document, int]]:
    """Give each file as far as it can be read, and the number of lines that were put before it."""
    for path in sorted([*docs.rglob("*.md"), *docs.glob("about/*.yml")]):
        uri = path.relative_to(docs).as_posix()
        if uri == WATCHED_FILE:
            # It says what this command found, and names no page that a guide does not.
            continue
        shown = f"{root}{uri}"
        if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
            continue
        is_data = path.suffix == ".yml"
        try:
            text = decode(path.read_bytes(), shown)
            yield parse(f"---\n{text}\n---\n" if is_data else text, shown), int(is_data)
        except FrontMatterError:
            # An ordinary page without data, or a broken file: what is text can still be read.
            text = path.read_bytes().decode("utf-8-sig", errors="replace")
            whole = text_alone(text, shown)
            yield replace(whole, front=whole.body, body="") if is_data else whole, 0


def _domains(document: Document) -> frozenset[str]:
    lists = [at(document.data, name, "domains") for name in ("service", "biller")]
    return frozenset(
        domain for domains in lists if isinstance(domains, list) for domain in domains if isinstance(domain, str)
    )


def _use(loc: Loc) -> Use:
    """Say what the address of a field is there for."""
    if not loc:
        return Use.LINK
    if loc[-1] == "url" and loc[0] == "routes":
        return Use.BUTTON
    if loc[0] == "routes":
        return Use.CHECK
    return Use.SOURCE if loc[-1] in {"source", "trial_source"} or loc[0] == "sources" else Use.LINK


def bare(url: str) -> str:
    """Give an address without white space around it and without its fragment."""
    return url.strip().partition("#")[0]


def _sources(check: object) -> Iterator[str]:
    """Give the pages that a route was compared with."""
    for _, reading in [((), check), *records(check, "also")]:
        url = at(reading, "source")
        if isinstance(url, str):
            yield bare(url)


def _labels(route: Mapping[str, Any]) -> Iterator[Quote]:
    """Give the labels that the steps of a route quote."""
    for _, step in records(route, "steps"):
        for text in (step.get("action"), step.get("where")):
            if isinstance(text, str):
                yield from (Quote("label", _LANGUAGE.sub("", label)) for label in _LABEL.findall(text))
    last = at(route, "screens", "finishes_with")
    if isinstance(last, str):
        yield Quote("label", last)


def _quoted(data: Mapping[str, Any]) -> Iterator[tuple[str, Quote]]:
    """Give what a guide quotes, each with the page that it is from."""
    for _, route in records(data, "routes"):
        sources = list(_sources(route.get("check")))
        yield from ((url, label) for url in sources for label in _labels(route))
        number, url = at(route, "phone", "number"), at(route, "phone", "source")
        if isinstance(number, str) and isinstance(url, str):
            yield bare(url), Quote("phone", number)
    rules = [*records(data, "outcome", "refunds"), *records(data, "outcome", "fees"), *records(data, "other_deadlines")]
    rules += [((name,), data[name]) for name in ("deadline", "trial_deadline") if isinstance(data.get(name), Mapping)]
    for _, rule in rules:
        url = rule.get("source")
        told = rule.get("rule", rule.get("amount"))
        if isinstance(url, str) and told:
            yield from ((bare(url), Quote("number", number)) for number in _NUMBER.findall(str(told)))


def _compared(data: Mapping[str, Any]) -> Iterator[tuple[str, date]]:
    """Give each page that a route was compared with, and the day."""
    for _, route in records(data, "routes"):
        compared = day(at(route, "check", "date"))
        if compared:
            yield from ((url, compared) for url in _sources(route.get("check")))


def collect(docs: Path, root: str) -> list[Address]:
    """List the addresses below `docs`, each once, in their order; `root` is what paths of places start with."""
    places: dict[str, dict[str, None]] = {}
    domains: dict[str, frozenset[str]] = {}
    uses: dict[str, Use] = {}
    quotes: dict[str, dict[Quote, tuple[str, ...]]] = {}
    compared: dict[str, date] = {}
    for document, above in _documents(docs, root):
        own = _domains(document)
        for link in Prose(document, Body(document)).links:
            url = bare(link.url)
            if link.kind in _LINKS and url.lower().startswith(("https://", "http://")):
                places.setdefault(url, {})[f"{document.path}:{link.position.line - above}"] = None
                domains[url] = domains.get(url, frozenset()) | own
                uses[url] = min(uses.get(url, Use.LINK), _use(link.loc))
        for url, quote in _quoted(document.data):
            files = quotes.setdefault(url, {}).get(quote, ())
            quotes[url][quote] = tuple(dict.fromkeys((*files, document.path)))
        for url, when in _compared(document.data):
            compared[url] = min(compared.get(url, when), when)
    return [
        Address(
            url=url,
            places=tuple(named),
            domains=domains[url],
            use=uses[url],
            quotes=tuple(quotes.get(url, ())),
            checked=compared.get(url),
            quoted_in=quotes.get(url, {}),
        )
        for url, named in sorted(places.items())
    ]
