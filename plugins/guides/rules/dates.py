"""Rules about dates that need no clock."""

from collections.abc import Iterator

from guides.diagnostics import Diagnostic
from guides.frontmatter import Loc
from guides.rules.subject import Rule, Subject


def published_before_checked(subject: Subject) -> Iterator[Diagnostic]:
    """A route cannot have been confirmed for a guide that did not exist yet."""
    page = subject.page
    if page is None:
        return
    for index, route in enumerate(page.routes):
        if route.check is not None and route.check.date < page.published:
            loc: Loc = ("routes", index, "check", "date")
            message = (
                f"The route was checked on {route.check.date}, before the guide was published on {page.published}."
            )
            fix = "Correct one of the two dates; `published` is the day on which the guide first appeared."
            yield subject.document.report(subject.document.locate(loc), "date-order", message, fix)


RULES: tuple[Rule, ...] = (published_before_checked,)
