"""The words that a reader sees for what the data say. Plain functions of plain values."""

from datetime import date
from urllib.parse import urlsplit

from guides.diagnostics import count
from guides.model import regions
from guides.model import Access, Check, Deadline, LawRule, Reading, Route
from guides.model.channels import Via
from guides.model.words import Alternative, Before, Confirmation, PaidAccess, Status, TrialAccess, Unit

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

ROUTE_TITLES = {
    Via.WEBSITE: "On the website",
    Via.APP: "In the app",
    Via.APPLE: "Apple bills you",
    Via.GOOGLE_PLAY: "Google Play bills you",
    Via.AMAZON: "Amazon bills you",
    Via.ROKU: "Roku bills you",
    Via.PAYPAL: "PayPal takes the money",
    Via.CARRIER: "A phone or TV company bills you",
    Via.PHONE: "By phone",
    Via.CHAT: "In a chat",
    Via.EMAIL: "By e-mail",
    Via.FORM: "With a form",
    Via.POST: "By post",
    Via.IN_PERSON: "In person",
}

_BEFORE = {
    Before.RENEWAL: "the renewal date",
    Before.TRIAL_END: "the trial ends",
    Before.ANNIVERSARY: "the anniversary of your contract",
    Before.DELIVERY: "the next delivery",
}

_UNITS = {Unit.HOURS: "hour", Unit.DAYS: "day", Unit.BUSINESS_DAYS: "business day", Unit.MONTHS: "month"}

_PAID = {
    PaidAccess.UNTIL_PERIOD_END: "until the paid period ends",
    PaidAccess.ENDS_AT_ONCE: "ends at once",
    PaidAccess.YOU_CHOOSE: "you choose: now, or when the period ends",
    PaidAccess.DEPENDS: "it depends, see below",
    PaidAccess.UNKNOWN: "not stated",
}

_TRIAL = {
    TrialAccess.UNTIL_TRIAL_END: "until the trial ends",
    TrialAccess.ENDS_AT_ONCE: "ends at once",
    TrialAccess.DEPENDS: "it depends, see below",
    TrialAccess.NO_TRIAL: "there is no trial",
    TrialAccess.UNKNOWN: "not stated",
}

_CONFIRMATIONS = {
    Confirmation.EMAIL: "A confirmation comes by e-mail. If it does not, look in the spam folder, then ask for it.",
    Confirmation.ON_SCREEN: "The confirmation is on the screen only.",
    Confirmation.NONE: "No confirmation is sent.",
    Confirmation.UNKNOWN: "Whether a confirmation comes is not stated.",
}

_SCREENSHOT = "Take a screenshot of the last page and of the end date."
_MAKE_SURE = {
    Via.PHONE: "Write down the day, the time, the name of the person and the confirmation number, if there is one.",
    Via.CHAT: "Save the chat, or take screenshots of it before you close it.",
    Via.EMAIL: "Keep the e-mail that you sent, and ask for an answer that names the end date.",
    Via.POST: "Keep a copy of the letter and the receipt of the post office.",
    Via.IN_PERSON: "Ask for a signed copy with the day on it.",
}
"""What to have in hand after cancelling in a way that is no page; of a page, take a picture."""

ALTERNATIVES = {
    Alternative.PAUSE: "Pause",
    Alternative.DOWNGRADE: "Take a smaller plan",
    Alternative.FREE_TIER: "Use it for free",
    Alternative.SWITCH: "Switch",
    Alternative.DISCOUNT: "Ask for a lower price",
}

_STATUS = {
    Status.IN_FORCE: ("In force", "since"),
    Status.PASSED: ("**Passed, not in force**", "it will be from"),
    Status.POSTPONED: ("**Not in force:** postponed", "to"),
    Status.PROPOSED: ("**Not law:** proposed", "on"),
    Status.VACATED: ("**Not in force:** struck down", "on"),
}


def day(value: date) -> str:
    """Write a date as `23 November 2026`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def host(url: str) -> str:
    """Give the host of an address without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def deadline(value: Deadline | None) -> str:
    """Say by when to cancel."""
    if value is None:
        return "before the renewal date; no notice is stated"
    if value.amount == 0:
        text = f"any time before {_BEFORE[value.before or Before.RENEWAL]}"
    else:
        text = f"{count(value.amount, _UNITS[value.unit])} before {_BEFORE[value.before or Before.RENEWAL]}"
    details = ", ".join(filter(None, [value.time_zone, value.where]))
    return f"{text} ({details})" if details else text


def paid_access(access: Access) -> str:
    """Say until when a paid subscription can be used."""
    return _PAID[access.paid]


def trial_access(access: Access) -> str:
    """Say until when a free trial can be used."""
    return _TRIAL[access.trial]


def route_title(route: Route) -> str:
    """Give the heading of a route's section: `On the website (Family plan)`, `iPhone or iPad`."""
    title = ROUTE_TITLES[route.via]
    extra: list[str | None] = [route.name, route.plan]
    if route.via.is_biller and not route.is_shared:
        # In the biller's own guide the biller goes without saying.
        title, *rest = [part for part in (route.device, *extra) if part] or [title]
        extra = [*rest]
    elif route.device:
        title = f"{title}: {route.device}"
    if route.regions:
        extra.append(f"only in {regions.short(route.regions)}")
    details = "; ".join(filter(None, extra))
    return f"{title} ({details})" if details else title


def confirmation(route: Route | None) -> str:
    """Say what comes after cancelling, and what to have in hand in any case."""
    if route is None:
        return f"{_CONFIRMATIONS[Confirmation.UNKNOWN]} {_SCREENSHOT}"
    return f"{_CONFIRMATIONS[route.confirmation]} {_MAKE_SURE.get(route.via, _SCREENSHOT)}"


def steps_title(route: Route, name: str) -> str:
    """Give the title of a step table: `Cancel Coursera: 5 steps, about 3 minutes`."""
    parts = [count(len(route.steps), "step")]
    if route.minutes:
        parts.append(f"about {count(route.minutes, 'minute')}")
    return f"Cancel {name}: {', '.join(parts)}"


def text_age(reading: Check | Reading) -> str:
    """Say of when the text is that a route was compared with."""
    return f"text of {reading.source_date}" if reading.source_date else "an undated copy"


def status(rule: LawRule) -> str:
    """Say whether a rule of law holds, in Markdown."""
    words, preposition = _STATUS[rule.status]
    return f"{words} {preposition} {day(rule.since)}" if rule.since else words
