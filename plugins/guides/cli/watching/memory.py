"""Remembers between runs what pages were like: addresses, hashes and dates, and no text of anybody.

A page that fails is no news on one day, and a text that changed is news until somebody has compared
the guide with it. The texts themselves lie beside, in a folder that is never committed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ValidationError

from guides.cli.watching import texts
from guides.cli.watching.addresses import Address
from guides.cli.watching.judge import LOST, Finding, Kind
from guides.cli.watching.visits import Visit

_MOST_DAYS = 60


class MemoryFileError(Exception):
    """The file cannot be used; the message says what helps."""


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is not what it was: between which two visits that happened."""

    after: date
    by: date


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that a guide quotes: when it was last seen, and the days on which it was not there since."""

    seen: date
    gone: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a page.

    `failed` are the days on which it was lost since it was last fine, `fine` is when that was.
    `since` is when its text was first read, `read` when last, `text` stands for the text then.
    `change` is there until a guide was compared after it.
    """

    failed: tuple[date, ...] = ()
    fine: date | None = None
    etag: str = ""
    modified: str = ""
    since: date | None = None
    read: date | None = None
    text: str = ""
    change: Change | None = None
    quotes: Mapping[str, Lost] = field(default_factory=dict)

    def gone(self, visits: int) -> tuple[str, ...]:
        """Give the quotes that were missing in so many visits."""
        return tuple(key for key, lost in self.quotes.items() if len(lost.gone) >= visits)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of all pages."""

    pages: Mapping[str, Record] = field(default_factory=dict)

    def is_fresh(self, url: str, today: date, days: int) -> bool:
        """Whether a page was fine less than so many days ago."""
        record = self.pages.get(url, Record())
        return not record.failed and record.fine is not None and (today - record.fine).days < days


def _compared(record: Record, address: Address) -> Record:
    """Forget what was found before somebody compared all guides with the page."""
    if address.checked is None:
        return record
    day = address.checked
    if record.change and record.change.by < day:
        record = replace(record, change=None)
    quotes = {key: lost for key, lost in record.quotes.items() if not (lost.gone and lost.gone[-1] < day)}
    return replace(record, quotes=quotes)


def _quotes(record: Record, address: Address, visit: Visit, today: date) -> dict[str, Lost]:
    """Follow what guides quote; what was never seen on the page cannot be lost."""
    absent = {texts.quote_key(quote) for quote in texts.missing(f"{visit.text}\n{visit.main}", address.quotes)}
    quotes = {}
    for quote in address.quotes:
        key = texts.quote_key(quote)
        known = record.quotes.get(key)
        if key not in absent:
            quotes[key] = Lost(today)
        elif known:
            quotes[key] = Lost(known.seen, tuple(sorted({*known.gone, today})[-_MOST_DAYS:]))
    return quotes


def _unchanged(record: Record, today: date) -> Record:
    """Note that a page says what it said: what was missing still is, and the rest is still there."""
    quotes = {
        key: replace(lost, gone=tuple(sorted({*lost.gone, today})[-_MOST_DAYS:])) if lost.gone else Lost(today)
        for key, lost in record.quotes.items()
    }
    return replace(record, read=today, quotes=quotes)


def _read(record: Record, address: Address, visit: Visit, today: date) -> Record:
    """Note what a page says now."""
    record = replace(record, etag=visit.etag, modified=visit.modified)
    text = texts.fingerprint(visit.main)
    if not text or visit.is_cut:
        return record
    if record.text and record.read and text != record.text:
        first = record.change.after if record.change else record.read
        record = replace(record, change=Change(first, today))
    return replace(
        record,
        since=record.since or today,
        read=today,
        text=text,
        quotes=_quotes(record, address, visit, today),
    )


def after(
    memory: Memory, addresses: Iterable[Address], findings: Mapping[str, tuple[Finding, Visit]], today: date
) -> Memory:
    """Give the memory after a run; pages that no guide names any more are forgotten."""
    pages: dict[str, Record] = {}
    for address in addresses:
        record = _compared(memory.pages.get(address.url, Record()), address)
        if address.url in findings:
            finding, visit = findings[address.url]
            if finding.kind in LOST:
                record = replace(record, failed=tuple(sorted({*record.failed, today})[-_MOST_DAYS:]))
            elif finding.kind is not Kind.REFUSED:
                # What leads elsewhere is asked for, and reported, in every run.
                record = replace(record, failed=(), fine=None if finding.kind is Kind.FOREIGN else today)
                unchanged = visit.status == 304  # noqa: PLR2004 - not modified
                record = _unchanged(record, today) if unchanged else _read(record, address, visit, today)
        if record != Record():
            pages[address.url] = record
    return Memory(pages)


def text_file(folder: Path, url: str) -> Path:
    """Give the file that holds the text of a page as it was compared last."""
    return folder / f"{sha256(url.encode()).hexdigest()[:24]}.txt"


class _File(BaseModel):
    """The form of the file."""

    version: Literal[1]
    pages: dict[str, Record]


def read(path: Path) -> Memory:
    """Read the memory; a file that does not exist yet is an empty one."""
    if not path.exists():
        return Memory()
    try:
        return Memory(_File.model_validate_json(path.read_bytes()).pages)
    except ValidationError as error:
        raise MemoryFileError(
            f"{path} has not the form of a memory of this command; remove it to start anew"
        ) from error


def as_json(memory: Memory) -> str:
    """Give the memory as the text of its file; what is not known is left out."""
    file = _File(version=1, pages=dict(sorted(memory.pages.items())))
    return file.model_dump_json(indent=1, exclude_none=True) + "\n"
