"""One guide as one line of a list: a plain link, and what one wants to know before opening it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from markupsafe import Markup

from guides.collection import Collection, Entry
from guides.model import Guide
from guides.model.channels import CHANNELS, Via
from guides.site import wording
from guides.site.difficulty import Difficulty, difficulty, what_differs
from guides.site.html import environment
from guides.site.links import Links
from guides.site.text import inline
from guides.site.views import checks, is_unconfirmed


class UnknownListError(ValueError):
    """A page asks for a list that does not exist."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a name that is a link, and a hint; `data` is what a script sorts and filters by."""

    name: str
    url: str
    hint: str | Markup = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines below a heading."""

    title: str
    anchor: str
    rows: tuple[Row, ...]
    lead: str | Markup = ""
    as_names: bool = False


@cache
def macros() -> Any:  # noqa: ANN401 - the macros of a template have no type
    """Give the kinds of list that the template knows."""
    return environment().get_template("lists.html.jinja").module


def by_name(collection: Collection) -> tuple[Entry[Guide], ...]:
    """Give the guides that are not retired, by their names."""
    return collection.once(_by_name)


def _by_name(collection: Collection) -> tuple[Entry[Guide], ...]:
    return tuple(sorted(collection.kept(), key=lambda entry: (entry.page.service.name.casefold(), entry.slug)))


def last_check(entry: Entry[Guide]) -> date | None:
    """Give the day of a guide's newest check."""
    return max(checks(entry.page), default=None)


def channels(guide: Guide) -> tuple[Via, ...]:
    """Give the channels of a guide, each once, in the order of the table."""
    used = {route.via for route in guide.routes}
    return tuple(via for via in CHANNELS if via in used)


def _ratings(collection: Collection) -> dict[str, Difficulty]:
    return {entry.uri: difficulty(entry.page) for entry in collection.kept()}


def rating(entry: Entry[Guide], collection: Collection) -> Difficulty:
    """Rate a guide that is not retired, once for all lists."""
    return collection.once(_ratings)[entry.uri]


def _common_level(collection: Collection) -> int | None:
    """Give the difficulty that more than half of all guides have."""
    counts = Counter(one.level for one in collection.once(_ratings).values())
    level, number = next(iter(counts.most_common(1)), (None, 0))
    return level if number * 2 > counts.total() else None


def word_for(entry: Entry[Guide], collection: Collection) -> str:
    """Give the word of a guide's difficulty, unless more than half of all guides have the same."""
    rated = rating(entry, collection)
    return rated.word if rated.level and rated.level != collection.once(_common_level) else ""


def _hint(entry: Entry[Guide], collection: Collection) -> str:
    """Say what makes a guide different, and when it was checked."""
    guide = entry.page
    check = last_check(entry)
    dated = f"{'not confirmed' if is_unconfirmed(guide) else 'checked'} {wording.short_day(check)}" if check else ""
    return " · ".join(filter(None, [*what_differs(guide), word_for(entry, collection), dated]))


def _hints(_: Collection) -> dict[str, str]:
    """Give a place for the hints of a collection: a guide stands in several lists."""
    return {}


def guide_row(entry: Entry[Guide], links: Links, collection: Collection, *, data: str = "") -> Row:
    """Give a guide's line: what makes it different, and when it was checked."""
    hints = collection.once(_hints)
    if (hint := hints.get(entry.uri)) is None:
        hint = hints[entry.uri] = _hint(entry, collection)
    return Row(entry.page.service.name, links.to(entry.uri), hint, data)


def sortable_row(entry: Entry[Guide], links: Links, collection: Collection) -> Row:
    """Give a guide's line with what the script needs that filters and sorts the list of all guides.

    `data` has category, level, channels and the day of the last check.
    """
    guide = entry.page
    check = last_check(entry)
    facts = (guide.service.category, str(rating(entry, collection).level), " ".join(channels(guide)))
    return guide_row(entry, links, collection, data="|".join((*facts, check.isoformat() if check else "")))


def guide_rows(entries: Iterable[Entry[Guide]], links: Links, collection: Collection) -> tuple[Row, ...]:
    """Give the lines of several guides."""
    return tuple(guide_row(entry, links, collection) for entry in entries)


def code(description: str) -> Markup:
    """Show what stands between backticks as code, and the rest as a field's inline Markdown."""
    parts = description.split("`")
    return Markup().join(
        Markup("<code>{}</code>").format(part) if index % 2 else inline(part) for index, part in enumerate(parts)
    )
