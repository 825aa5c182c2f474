"""What changed, newest first: the one list behind the feeds and the data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from guides.collection import Collection, Entry
from guides.model import Guide


class Kind(StrEnum):
    """What happened to a guide."""

    NEW = "new"
    CHANGED = "changed"
    RETIRED = "retired"


_SAID = {Kind.NEW: 0, Kind.CHANGED: 1, Kind.RETIRED: 2}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a guide; `what` is inline Markdown."""

    date: date
    kind: Kind
    what: str
    entry: Entry[Guide]
    number: int
    """The how-manieth event of that guide on that day, which its address in a feed needs."""


def of_guide(entry: Entry[Guide]) -> list[Event]:
    """Give what happened to one guide, newest first."""
    page = entry.page
    told = [(page.published, Kind.NEW, page.description)]
    told += [(change.date, Kind.CHANGED, change.what) for change in reversed(page.changes)]
    if page.retired:
        told.append((page.retired.date, Kind.RETIRED, page.retired.reason))
    told.sort(key=lambda one: (one[0], _SAID[one[1]]))
    events = [
        Event(day, kind, what, entry, sum(other[0] == day for other in told[:index]))
        for index, (day, kind, what) in enumerate(told)
    ]
    return events[::-1]


def events(collection: Collection) -> list[Event]:
    """Give what happened to all guides, newest first; on one day in the order of their slugs."""
    news = [event for entry in collection.guides.values() for event in of_guide(entry)]
    return sorted(news, key=lambda event: -event.date.toordinal())
