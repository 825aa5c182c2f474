"""Says what a run found, to people, to programs and to an issue."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from guides.cli.web.addresses import Address
from guides.cli.web.probe import Finding, Kind
from guides.cli.web.state import Record, State
from guides.diagnostics import count

_MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Report:
    """A run, sorted: what needs somebody, what may yet, what nobody can tell, and how many are fine."""

    problems: tuple[Finding, ...]
    waiting: tuple[Finding, ...]
    unsure: tuple[Finding, ...]
    fine: int
    fresh: int
    places: Mapping[str, tuple[str, ...]]
    state: State


def report(addresses: Sequence[Address], found: Sequence[Finding], state: State, days: int) -> Report:
    """Sort the findings: a link to another owner's site is a problem at once, a broken one after so many days."""
    broken = [one for one in found if one.kind is Kind.BROKEN]
    late = [one for one in broken if len(state.links[one.url].failed) >= days]
    return Report(
        problems=(*(one for one in found if one.kind is Kind.FOREIGN), *late),
        waiting=tuple(one for one in broken if one not in late),
        unsure=tuple(one for one in found if one.kind is Kind.UNSURE),
        fine=sum(one.kind is Kind.FINE for one in found),
        fresh=len(addresses) - len(found),
        places={address.url: address.places for address in addresses},
        state=state,
    )


def _said(one: Finding, record: Record) -> str:
    since = f"; it failed on {count(len(record.failed), 'day')} since {record.failed[0]}" if record.failed else ""
    return f"{one.reason}{since}"


def _summary(run: Report) -> str:
    parts = [f"{count(len(run.places), 'link')}", f"{run.fine} fine"]
    if run.fresh:
        parts.append(f"{run.fresh} not asked, because they were fine lately")
    parts.append(count(len(run.problems), "problem"))
    if run.waiting:
        parts.append(f"{len(run.waiting)} failed, but not on enough days yet")
    if run.unsure:
        parts.append(f"{len(run.unsure)} nobody can tell")
    return ", ".join(parts)


def as_text(run: Report) -> str:
    """Print a run for a person: problems with the places where they stand, the rest in a line each."""

    def block(one: Finding) -> Iterator[str]:
        yield f"{_shown(one.url)}"
        yield f"  {_said(one, run.state.links.get(one.url, Record()))}"
        if one.target:
            yield f"  leads to {_shown(one.target)}"
        yield from (f"  in {place}" for place in run.places[one.url])

    blocks = ["\n".join(block(one)) for one in run.problems]
    rest = [f"{label}: {_shown(one.url)} ({one.reason})" for label, group in _rest(run) for one in group]
    return "\n\n".join([*blocks, *(["\n".join(rest)] if rest else []), _summary(run)])


def _rest(run: Report) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    return ("failed", run.waiting), ("unsure", run.unsure)


def _shown(url: str) -> str:
    """Show an address that a server may have chosen: nothing in it steers a terminal or becomes markup."""
    return "".join(letter if "!" <= letter <= "~" and letter not in "`|<>" else "\ufffd" for letter in url)[:300]


def as_markdown(run: Report) -> str:
    """Print a run for an issue; addresses stand in code marks, so that they link nowhere and call nobody."""
    lines = []
    for one in run.problems:
        lines.append(f"- [ ] `{_shown(one.url)}`: {_said(one, run.state.links.get(one.url, Record()))}")
        if one.target:
            lines.append(f"  - leads to `{_shown(one.target)}`")
        places = run.places[one.url]
        lines += [f"  - in `{_shown(place)}`" for place in places[:_MOST_PLACES]]
        if len(places) > _MOST_PLACES:
            lines.append(f"  - and in {len(places) - _MOST_PLACES} more places")
    return "\n".join([*lines, *([""] if lines else []), f"{_summary(run)}."])


def as_json(run: Report) -> str:
    """Print a run for another program."""

    def rows(group: Sequence[Finding]) -> list[dict[str, object]]:
        return [
            {
                **asdict(one),
                "failed": [day.isoformat() for day in run.state.links.get(one.url, Record()).failed],
                "places": run.places[one.url],
            }
            for one in group
        ]

    groups = {"problems": rows(run.problems), "waiting": rows(run.waiting), "unsure": rows(run.unsure)}
    return json.dumps({**groups, "fine": run.fine, "not_asked": run.fresh}, ensure_ascii=False, indent=2)
