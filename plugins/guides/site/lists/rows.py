"""One guide as one line of a list: a plain link, and what one wants to know before opening it."""

from collections.abc import Iterable
from datetime import date
from guides.collection import Collection, Entry
from guides.diagnostics import count
from guides.site.difficulty import difficulty
from guides.model import Deadline, Guide
from guides.model.channels import Via
from guides.model.words import Before, Unit
from guides.site.evidence import checks
from guides.site.links import Links
from guides.site.escaping import hide

class UnknownListError(ValueError):
    """A page asks for a list that does not exist."""


CHANNELS = {
    Via.WEBSITE: "website",
    Via.APP: "app",
    Via.FORM: "form",
    Via.CHAT: "chat",
    Via.EMAIL: "e-mail",
    Via.PHONE: "phone call",
    Via.POST: "letter",
    Via.IN_PERSON: "visit",
    Via.APPLE: "Apple",
    Via.GOOGLE_PLAY: "Google Play",
    Via.AMAZON: "Amazon",
    Via.ROKU: "Roku",
    Via.PAYPAL: "PayPal",
    Via.CARRIER: "phone or TV company",
}
"""Channels in the fewest words, the service's own ones first."""

_BEFORE = {
    Before.RENEWAL: "renewal",
    Before.TRIAL_END: "the trial ends",
    Before.ANNIVERSARY: "the anniversary",
    Before.DELIVERY: "the next delivery",
}
_UNITS = {Unit.HOURS: "hour", Unit.DAYS: "day", Unit.BUSINESS_DAYS: "business day", Unit.MONTHS: "month"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def link(name: str, url: str, hint: str = "") -> str:
    """Give a line that is a link as a whole, with a hint at its end."""
    return f"- [{hide(name)}{f' <span>{hide(hint)}</span>' if hint else ''}]({url})"


def box(lines: Iterable[str]) -> list[str]:
    """Put lines together, or say that there are none."""
    rows = list(lines)
    return ['<div class="list" markdown>', "", *rows, "", "</div>"] if rows else ["None at the moment."]


def kept(collection: Collection) -> list[Entry[Guide]]:
    """Give the guides that are not retired, by their names."""
    entries = (entry for entry in collection.guides.values() if entry.page.retired is None)
    return sorted(entries, key=lambda entry: (entry.page.service.name.casefold(), entry.slug))


def short_day(value: date) -> str:
    """Write a date as `23 Nov 2026`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def last_check(entry: Entry[Guide]) -> date | None:
    """Give the day of a guide's newest check."""
    return max(checks(entry.page), default=None)


def channels(guide: Guide) -> tuple[Via, ...]:
    """Give the channels of a guide, each once, in the order of CHANNELS."""
    used = {route.via for route in guide.routes}
    return tuple(via for via in CHANNELS if via in used)


def _deadline(value: Deadline | None) -> str:
    if value is None:
        return "before renewal"
    amount = count(value.amount, _UNITS[value.unit]) if value.amount else "any time"
    return f"{amount} before {_BEFORE[value.before or Before.RENEWAL]}"


def _channels(guide: Guide) -> str:
    used = channels(guide)
    if own := [CHANNELS[via] for via in used if not via.is_biller]:
        return ", ".join(own)
    return f"only through {', '.join(CHANNELS[via] for via in used)}"


def guide_row(entry: Entry[Guide], links: Links, *facts: str, data: str = "") -> str:
    """Give a guide's line: its facts, or those that the list is about."""
    guide = entry.page
    check = last_check(entry)
    dated = f"checked {short_day(check)}" if check else ""
    told = facts or (difficulty(guide).word, _channels(guide), _deadline(guide.deadline), dated)
    text = " · ".join(hide(fact) for fact in told if fact)
    return f"- [{hide(guide.service.name)}]({links.to(entry.uri)}) <span{data}>{text}</span>"


def sortable_row(entry: Entry[Guide], links: Links) -> str:
    """Give a guide's line with what the script needs that filters and sorts the list of all guides.

    `data-f` has category, level, channels and the day of the last check.
    """
    guide = entry.page
    check = last_check(entry)
    facts = (guide.service.category, str(difficulty(guide).level), " ".join(channels(guide)))
    return guide_row(entry, links, data=f' data-f="{"|".join((*facts, check.isoformat() if check else ""))}"')


def guide_rows(entries: Iterable[Entry[Guide]], links: Links) -> list[str]:
    """Give the lines of several guides."""
    return [guide_row(entry, links) for entry in entries]


def rows(lines: Iterable[str]) -> list[str]:
    """Put lines with facts together, or say that there are none."""
    found = list(lines)
    return ['<div class="rows" markdown>', "", *found, "", "</div>"] if found else ["None at the moment."]
