"""Rules about dates. Only one of them needs a clock, and it is silent without one."""

from collections.abc import Iterator
from datetime import date, timedelta

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import DATES
from guides.rules.context import Checker, Subject
from guides.source.frontmatter import Loc
from guides.source.raw import at, day, records
from guides.source.schema_errors import name_of

_MONTH = len("2026-11")
_EARTH = timedelta(days=1)
"""Somewhere it is already tomorrow."""


def _first_day(value: object) -> date | None:
    """Give a day, or the first one of a month where a text names no day."""
    return day(f"{value}-01" if isinstance(value, str) and len(value) == _MONTH else value)


DATE_ORDER = Rule(
    "date-order",
    DATES,
    "A text is not newer than its reading, and a check not older than the guide.",
    bad="routes:\n  - via: website\n    check: {date: 2026-11-01, how: official-page, source_date: 2026-11-20}",
    good="routes:\n  - via: website\n    check: {date: 2026-11-20, how: official-page, source_date: 2026-11-01}",
)


def published_before_checked(subject: Subject) -> Iterator[Diagnostic]:
    """A route cannot have been confirmed for a guide that did not exist yet."""
    published = day(subject.document.data.get("published"))
    for loc, route in records(subject.document.data, "routes"):
        checked = day(at(route, "check", "date"))
        if checked and published and checked < published:
            message = f"The route was checked on {checked}, before the guide was published on {published}."
            fix = "Correct one of the two dates; `published` is the day on which the guide first appeared."
            position = subject.document.locate((*loc, "check", "date"))
            yield DATE_ORDER.at(subject.document, position, message, fix)


def read_after_written(subject: Subject) -> Iterator[Diagnostic]:
    """A text cannot be newer than the day on which it was read."""
    for loc, route in records(subject.document.data, "routes"):
        checked = day(at(route, "check", "date"))
        readings = [((), route.get("check")), *records(route.get("check"), "also")]
        for inner, reading in readings:
            said = at(reading, "source_date")
            written = _first_day(said)
            copied = day(at(reading, "copy_date"))
            # It may be older than the text’s own date: terms are shown before they are in force.
            if checked and copied and copied > checked:
                message = f"The copy is of {copied}, but the route was checked on {checked}, before there was one."
                fix = "Correct one of the two: `copy_date` is the day of the copy that was read."
                position = subject.document.locate((*loc, "check", *inner, "copy_date"))
                yield DATE_ORDER.at(subject.document, position, message, fix)
            if checked and written and written > checked:
                message = f"The text is of {said}, but the route was checked on {checked}, before it was written."
                fix = "Correct one of the two: `date` is the day of reading, `source_date` the date of the text itself."
                position = subject.document.locate((*loc, "check", *inner, "source_date"))
                yield DATE_ORDER.at(subject.document, position, message, fix)


def changes_in_order(subject: Subject) -> Iterator[Diagnostic]:
    """Changes come newest first, and after the guide appeared; so does its end."""
    published = day(subject.document.data.get("published"))
    above: date | None = None
    for loc, change in records(subject.document.data, "changes"):
        changed = day(change.get("date"))
        position = subject.document.locate((*loc, "date"))
        if changed and published and changed < published:
            message = f"The change is of {changed}, before the guide was published on {published}."
            fix = "Correct one of the two dates; what came before the first day is no change."
            yield DATE_ORDER.at(subject.document, position, message, fix)
        elif changed and above and changed > above:
            message = f"The change of {changed} stands below an older one, of {above}."
            yield DATE_ORDER.at(subject.document, position, message, "Put the newest change first.")
        above = changed or above
    retired = day(at(subject.document.data, "retired", "date"))
    if retired and published and retired < published:
        message = f"The guide was retired on {retired}, before it was published on {published}."
        position = subject.document.locate(("retired", "date"))
        yield DATE_ORDER.at(subject.document, position, message, "Correct one of the two dates.")


def _days(subject: Subject) -> Iterator[tuple[Loc, date]]:
    """Give every day that a guide says has been."""
    data = subject.document.data
    places: list[Loc] = [("published",), ("retired", "date")]
    for loc, route in records(data, "routes"):
        places.append((*loc, "check", "date"))
        readings: list[Loc] = [(), *(inner for inner, _ in records(route.get("check"), "also"))]
        places += [(*loc, "check", *inner, name) for inner in readings for name in ("source_date", "copy_date")]
    places += [(*loc, "date") for name in ("sources", "changes") for loc, _ in records(data, name)]
    for loc in places:
        value: object = data
        for part in loc:
            value = value[part] if isinstance(part, int) and isinstance(value, list) else at(value, str(part))
        if that_day := _first_day(value):
            yield loc, that_day


DATE_FUTURE = Rule(
    "date-future",
    DATES,
    "No date lies in the future. Found by `guides check`, not by a build, which knows no clock.",
    bad="published: 2036-11-01",
    good="published: 2026-11-01",
)


def not_in_the_future(subject: Subject) -> Iterator[Diagnostic]:
    """Nothing was published, checked or read on a day that has not come. Runs only where there is a clock."""
    today = subject.context.today
    if today is None:
        return
    for loc, that_day in _days(subject):
        if that_day > today + _EARTH:
            message = f"`{name_of(loc)}` is {that_day}, a day that has not come: today is {today}."
            fix = "Write the day on which it happened; the order is year, month, day."
            yield DATE_FUTURE.at(subject.document, subject.document.locate(loc), message, fix)


CHECKERS: tuple[Checker, ...] = (published_before_checked, read_after_written, changes_in_order, not_in_the_future)
