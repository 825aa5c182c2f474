"""Remembers between runs since when links fail, so that one bad day of a server is no news."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ValidationError

from guides.cli.web.probe import Finding, Kind

_MOST_DAYS = 60


class StateError(Exception):
    """The file with the state cannot be used; the message says what helps."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a link: the days on which it failed since it last answered, and when that was."""

    failed: tuple[date, ...] = ()
    fine: date | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What is known of all links."""

    links: Mapping[str, Record] = field(default_factory=dict)

    def is_fresh(self, url: str, today: date, days: int) -> bool:
        """Whether a link answered less than so many days ago."""
        record = self.links.get(url, Record())
        return not record.failed and record.fine is not None and (today - record.fine).days < days

    def after(self, found: Iterable[Finding], today: date, known: Iterable[str]) -> "State":
        """Give the state after a run; links that no page has any more are forgotten."""
        links = {url: self.links[url] for url in known if url in self.links}
        for one in found:
            record = links.get(one.url, Record())
            if one.kind is Kind.BROKEN:
                days = tuple(sorted({*record.failed, today})[-_MOST_DAYS:])
                links[one.url] = Record(days, record.fine)
            elif one.kind is not Kind.UNSURE:
                # What leads elsewhere is asked for, and reported, in every run.
                links[one.url] = Record((), today if one.kind is Kind.FINE else None)
        return State(links)


class _File(BaseModel):
    """The form of the file."""

    version: Literal[1]
    links: dict[str, Record]


def read(path: Path) -> State:
    """Read the state; a file that does not exist yet is an empty one."""
    if not path.exists():
        return State()
    try:
        return State(_File.model_validate_json(path.read_bytes()).links)
    except ValidationError as error:
        raise StateError(f"{path} has not the form of a state of this command; remove it to start anew") from error


def as_json(state: State) -> str:
    """Give the state as the text of its file."""
    return _File(version=1, links=dict(sorted(state.links.items()))).model_dump_json(indent=1) + "\n"
