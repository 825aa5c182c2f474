"""What a page rests on: its checks, its deadlines' pages, and every source that it cites."""

from collections.abc import Iterator
from datetime import date

from guides.model import Check, Deadline, Page, Reading, Rule, Source
from guides.model.words import How
from guides.site import wording


def checks(page: Page) -> list[date]:
    """Give the days on which the routes of a page were checked, oldest first."""
    return sorted(route.check.date for route in page.routes if route.check)


def is_unconfirmed(page: Page) -> bool:
    """Whether no route of the page rests on a text of the vendor."""
    own = [route for route in page.routes if route.check and not route.is_shared]
    return bool(own) and all(route.check is not None and route.check.how is How.REPORTED for route in own)


def deadlines(page: Page) -> list[Deadline]:
    """Give every deadline of a page, the one that counts for most readers first."""
    return [*filter(None, [page.deadline, page.trial_deadline]), *page.other_deadlines]


def _cited(page: Page) -> Iterator[Source]:
    """Give each page that a route, a rule or a fact of the guide cites, as often as it does."""
    for route in page.routes:
        readings: list[Check | Reading] = [route.check, *route.check.also] if route.check else []
        for reading in readings:
            if reading.source:
                yield Source(url=reading.source, title=wording.host(reading.source), date=reading.source_date)
    outcome = page.outcome
    rules: list[Rule | Deadline] = [*outcome.refunds, *outcome.fees, *deadlines(page)]
    for url in [*(rule.source for rule in rules), outcome.access.source, outcome.access.trial_source]:
        if url:
            yield Source(url=url, title=wording.host(url))


def sources(page: Page) -> tuple[Source, ...]:
    """Give every page that the guide rests on, once: the titled ones first."""
    found = {source.url: source for source in page.sources}
    for source in _cited(page):
        found.setdefault(source.url, source)
    return tuple(found.values())
