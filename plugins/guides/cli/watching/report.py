"""Says what a run found, to people, to programs, to an issue and to readers: the greatest harm first."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guides.cli.watching import texts
from guides.cli.watching.addresses import Address, Use
from guides.cli.watching.judge import LOST, Finding, Kind
from guides.cli.watching.memory import Lost, Memory, Record
from guides.diagnostics import count

VISITS = 2
"""In how many visits a quote must be missing before anybody hears of it."""
_MOST_PLACES = 5
_USES = {
    Use.BUTTON: "the button of a guide",
    Use.CHECK: "the page behind steps",
    Use.SOURCE: "a source",
    Use.LINK: "a link",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One page that somebody should look at: what happened, in words, and what to do about it."""

    url: str
    use: Use
    what: str
    said: str
    places: tuple[str, ...]
    target: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A page that lost what a guide quotes from it: when all of that was last seen, and when it was first gone."""

    url: str
    seen: date
    gone: date


@dataclass(frozen=True, slots=True)
class Report:
    """A run, sorted: what needs somebody, what to compare, what may yet need somebody, what nobody can tell."""

    problems: tuple[Item, ...]
    compare: tuple[Item, ...]
    waiting: tuple[Item, ...]
    refused: tuple[Item, ...]
    fine: int
    fresh: int
    number: int
    overtaken: Mapping[str, Sequence[Overtaken]]


def _lost_quotes(address: Address, record: Record) -> str:
    gone = set(record.gone(VISITS))
    names = [f"“{quote.text}”" for quote in address.quotes if texts.quote_key(quote) in gone]
    seen = max(record.quotes[key].seen for key in gone)
    return f"{', '.join(names)} was there on {seen}, and was not in the last {VISITS} visits"


def _overtaken(address: Address, record: Record) -> Iterator[tuple[str, Overtaken]]:
    """Give the files that quote what is gone, each with the visits between which it went."""
    gone = set(record.gone(VISITS))
    lost: dict[str, list[Lost]] = {}
    for quote, paths in address.quoted_in.items():
        if (key := texts.quote_key(quote)) in gone:
            for path in paths:
                lost.setdefault(path, []).append(record.quotes[key])
    for path, quotes in lost.items():
        seen, first = max((one.seen, one.gone[0]) for one in quotes)
        yield path, Overtaken(address.url, seen, first)


def _harm(item: Item) -> tuple[int, str]:
    """Give the place of an item: a lost button first, then lost labels, then sources, then what only moved."""
    moved = 6 if item.what == Kind.MOVED else 0
    renamed = 1 if item.what == "renamed" else 0
    return (moved + renamed + 2 * item.use, item.url)


def _finding(finding: Finding, address: Address, record: Record) -> Item:
    failed = record.failed if finding.kind in LOST else ()
    since = f"; so on {count(len(failed), 'day')} since {failed[0]}" if failed else ""
    return Item(finding.url, address.use, finding.kind, f"{finding.reason}{since}", address.places, finding.target)


def _change(address: Address, record: Record, excerpt: tuple[str, str]) -> Item:
    change = record.change
    assert change is not None  # noqa: S101 - who calls this knows
    said = f"its text changed between {change.after} and {change.by}; watched since {record.since}"
    return Item(address.url, address.use, "changed", said, address.places, before=excerpt[0], after=excerpt[1])


def report(
    addresses: Sequence[Address],
    findings: Mapping[str, Finding],
    memory: Memory,
    excerpts: Mapping[str, tuple[str, str]],
    days: int,
) -> Report:
    """Sort what was found. A lost page is a problem after so many days; a page of somebody else's at once."""
    problems, compare, waiting, refused = [], [], [], []
    overtaken: dict[str, list[Overtaken]] = {}
    for address in addresses:
        record = memory.pages.get(address.url, Record())
        finding = findings.get(address.url)
        if finding and finding.kind is not Kind.FINE:
            item = _finding(finding, address, record)
            if finding.kind is Kind.REFUSED:
                refused.append(item)
            elif finding.kind in LOST and len(record.failed) < days:
                waiting.append(item)
            else:
                problems.append(item)
        if record.gone(VISITS):
            problems.append(Item(address.url, address.use, "renamed", _lost_quotes(address, record), address.places))
            for path, changed in _overtaken(address, record):
                overtaken.setdefault(path, []).append(changed)
        elif record.change and address.use <= Use.SOURCE:
            compare.append(_change(address, record, excerpts.get(address.url, ("", ""))))
    return Report(
        problems=tuple(sorted(problems, key=_harm)),
        compare=tuple(sorted(compare, key=_harm)),
        waiting=tuple(waiting),
        refused=tuple(refused),
        fine=sum(finding.kind is Kind.FINE for finding in findings.values()),
        fresh=len(addresses) - len(findings),
        number=len(addresses),
        overtaken=overtaken,
    )


def _summary(run: Report) -> str:
    parts = [count(run.number, "page"), f"{run.fine} fine"]
    if run.fresh:
        parts.append(f"{run.fresh} not visited, because they were fine lately")
    parts.append(count(len(run.problems), "problem"))
    if run.compare:
        parts.append(f"{len(run.compare)} to be compared")
    if run.waiting:
        parts.append(f"{len(run.waiting)} failed, but not on enough days yet")
    if run.refused:
        parts.append(f"{len(run.refused)} nobody can tell")
    return ", ".join(parts)


def _shown(text: str) -> str:
    """Show an address that a server may have chosen: nothing in it steers a terminal or becomes markup."""
    return "".join(letter if "!" <= letter <= "~" and letter not in "`|<>" else "\ufffd" for letter in text)[:300]


def _words(text: str) -> str:
    """Show words of somebody's page: no control characters, no markup, and no call to anybody."""
    return "".join(letter if letter.isprintable() and letter not in "`|<>" else " " for letter in text)[:300]


def as_text(run: Report) -> str:
    """Print a run for a person: problems with the places where they stand, the rest in a line each."""

    def block(item: Item) -> Iterator[str]:
        yield _shown(item.url)
        yield f"  {_words(item.said)}"
        if item.target:
            yield f"  {'put' if item.what == Kind.MOVED else 'leads to'} {_shown(item.target)}"
        if item.before or item.after:
            yield f"  before: {_words(item.before)}"
            yield f"  after:  {_words(item.after)}"
        yield from (f"  in {place}" for place in item.places)

    blocks = ["\n".join(block(item)) for item in (*run.problems, *run.compare)]
    rest = [
        f"{label}: {_shown(item.url)} ({_words(item.said)})"
        for label, group in (("failed", run.waiting), ("unsure", run.refused))
        for item in group
    ]
    return "\n\n".join([*blocks, *(["\n".join(rest)] if rest else []), _summary(run)])


def _tasks(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield f"- [ ] `{_shown(item.url)}` ({_USES[item.use]}): {_words(item.said)}"
        if item.target:
            yield f"  - {'its new address' if item.what == Kind.MOVED else 'leads to'}: `{_shown(item.target)}`"
        if item.before or item.after:
            yield f"  - before: `{_words(item.before)}`"
            yield f"  - after: `{_words(item.after)}`"
        yield from (f"  - in `{_shown(place)}`" for place in item.places[:_MOST_PLACES])
        if len(item.places) > _MOST_PLACES:
            yield f"  - and in {len(item.places) - _MOST_PLACES} more places"


def as_markdown(run: Report) -> str:
    """Print a run for an issue; addresses and words stand in code marks, so that they link nowhere."""
    lines = []
    for title, items in (("To be mended", run.problems), ("To be compared", run.compare)):
        if items:
            lines += [f"### {title}", "", *_tasks(items), ""]
    return "\n".join([*lines, f"{_summary(run)}."])


def as_json(run: Report) -> str:
    """Print a run for another program."""

    def rows(items: Sequence[Item]) -> list[dict[str, object]]:
        return [
            {
                "url": item.url,
                "use": item.use.name.casefold(),
                "what": item.what,
                "said": item.said,
                "places": item.places,
                "target": item.target,
                "before": item.before,
                "after": item.after,
            }
            for item in items
        ]

    groups = {name: rows(getattr(run, name)) for name in ("problems", "compare", "waiting", "refused")}
    return json.dumps({**groups, "fine": run.fine, "not_visited": run.fresh}, ensure_ascii=False, indent=2)


_FOR_READERS = """\
# Which guides rest on a page that no longer has what they quote from it. `guides watch --readers` writes this
# file, and a page of the site says so until its guide was checked again. Nothing has to be removed by hand.
"""


def for_readers(run: Report, root: str) -> str:
    """Give docs/about/watched.yml, from which pages tell that they were overtaken: addresses and dates alone."""

    def entry(path: str, changed: Sequence[Overtaken]) -> Iterator[str]:
        yield f"{path.removeprefix(root)}:\n  pages:\n"
        for one in sorted(changed, key=lambda page: page.url):
            yield f"    - {{url: {json.dumps(one.url)}, seen: {one.seen}, gone: {one.gone}}}\n"

    entries = [line for path, changed in sorted(run.overtaken.items()) for line in entry(path, changed)]
    return "".join([_FOR_READERS, *(entries or ["{}\n"])])
