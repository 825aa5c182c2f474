"""Rules about dates that need no clock."""

from collections.abc import Iterator

from guides.diagnostics import Diagnostic
from guides.rules.subject import Rule, Subject
from guides.rules.written import at, day, records


def published_before_checked(subject: Subject) -> Iterator[Diagnostic]:
    """A route cannot have been confirmed for a guide that did not exist yet."""
    published = day(subject.document.data.get("published"))
    for loc, route in records(subject.document.data, "routes"):
        checked = day(at(route, "check", "date"))
        if checked and published and checked < published:
            message = f"The route was checked on {checked}, before the guide was published on {published}."
            fix = "Correct one of the two dates; `published` is the day on which the guide first appeared."
            position = subject.document.locate((*loc, "check", "date"))
            yield subject.document.report(position, "date-order", message, fix)


def read_after_written(subject: Subject) -> Iterator[Diagnostic]:
    """A text cannot be newer than the day on which it was read."""
    for loc, route in records(subject.document.data, "routes"):
        checked = day(at(route, "check", "date"))
        readings = [((), route.get("check")), *records(route.get("check"), "also")]
        for inner, reading in readings:
            written = day(at(reading, "source_date"))
            if checked and written and written > checked:
                message = f"The text is of {written}, but the route was checked on {checked}, before it was written."
                fix = "Correct one of the two: `date` is the day of reading, `source_date` the date of the text itself."
                position = subject.document.locate((*loc, "check", *inner, "source_date"))
                yield subject.document.report(position, "date-order", message, fix)


RULES: tuple[Rule, ...] = (published_before_checked, read_after_written)
