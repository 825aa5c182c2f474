"""The words that a reader sees for what the data say. Plain functions of plain values.

Whoever translates the site begins here and in the templates. Other words stand in the table of
channels, in the names of regions, and beside what they label: in the views, the lists and the outputs.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup

from guides.diagnostics import count
from guides.model import Access, ChangedPage, Check, Deadline, LawRule, Reading, Route, Source, regions
from guides.model.guide import Retired
from guides.model.route import Message, Phone
from guides.model.words import (
    After,
    Alternative,
    Before,
    Confirmation,
    Copy,
    FeeKind,
    How,
    Opens,
    PaidAccess,
    Status,
    TrialAccess,
    Unit,
)

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
_SHORT_MONTH = 3
"""Letters of a month's name where there is little room."""

_BEFORE = {
    Before.RENEWAL: "the renewal date",
    Before.TRIAL_END: "the trial ends",
    Before.ANNIVERSARY: "the anniversary of your contract",
    Before.TERM_END: "the minimum term ends",
    Before.CONTRACT_END: "the contract ends",
    Before.MONTH_END: "the end of the month",
    Before.DELIVERY: "the next delivery",
}
_BEFORE_SHORT = {
    Before.RENEWAL: "renewal",
    Before.TRIAL_END: "the trial ends",
    Before.ANNIVERSARY: "the anniversary",
    Before.TERM_END: "the term ends",
    Before.CONTRACT_END: "the contract ends",
    Before.MONTH_END: "the month ends",
    Before.DELIVERY: "the delivery",
}

_UNITS = {
    Unit.HOURS: "hour",
    Unit.DAYS: "day",
    Unit.BUSINESS_DAYS: "business day",
    Unit.WEEKS: "week",
    Unit.MONTHS: "month",
}
HOURS = {Unit.HOURS: 1.0, Unit.DAYS: 24.0, Unit.BUSINESS_DAYS: 24.0 * 7 / 5, Unit.WEEKS: 168.0, Unit.MONTHS: 720.0}
"""How long a unit is, to compare deadlines; a business day is a seventh of a week of five."""

_ZONES = {
    "UTC": "UTC, the time of London in winter",
    "America/New_York": "Eastern Time",
    "America/Chicago": "Central Time",
    "America/Denver": "Mountain Time",
    "America/Los_Angeles": "Pacific Time",
    "Europe/London": "UK time",
    "Europe/Berlin": "German time",
    "Europe/Paris": "French time",
    "Asia/Kolkata": "Indian time",
    "Australia/Sydney": "Sydney time",
}

DEPENDS_ON_PLAN = "it depends on the plan"
_PAID = {
    PaidAccess.UNTIL_PERIOD_END: "until the paid period ends",
    PaidAccess.ENDS_AT_ONCE: "ends at once",
    PaidAccess.YOU_CHOOSE: "you choose: now, or when the period ends",
    PaidAccess.DEPENDS: DEPENDS_ON_PLAN,
}
_TRIAL = {
    TrialAccess.UNTIL_TRIAL_END: "until the trial ends",
    TrialAccess.ENDS_AT_ONCE: "it ends at once",
    TrialAccess.DEPENDS: "it may end at once",
    TrialAccess.NO_TRIAL: "there is no trial",
}
NOT_SAID = "the company does not say"
"""Its texts were read, and are silent."""
NOT_FOUND = "we found no text about it"
"""Nobody knows yet."""

_CONFIRMATIONS = {
    Confirmation.EMAIL: (
        "A confirmation comes by e\u2011mail. If it does not, look in the spam folder, then ask for it."
    ),
    Confirmation.ON_SCREEN: "The confirmation is shown on the screen.",
    Confirmation.NONE: "No confirmation is sent.",
    Confirmation.UNKNOWN: "",
}

ALTERNATIVES = {
    Alternative.PAUSE: "Pause",
    Alternative.DOWNGRADE: "Take a smaller plan",
    Alternative.FREE_TIER: "Use it for free",
    Alternative.SWITCH: "Switch",
    Alternative.DISCOUNT: "Ask for a lower price",
}

FEES = {
    FeeKind.EARLY_EXIT: "Leaving early",
    FeeKind.EQUIPMENT: "Equipment",
    FeeKind.OPEN_BILLS: "Open bills",
}

_PAGES = {
    Opens.CANCELLATION: ("Open the cancellation page", "log in first"),
    Opens.ACCOUNT: ("Open your account page", "log in first"),
    Opens.HOME: ("Open the website", "log in there"),
    Opens.HELP: ("Open the company’s help page", ""),
}
"""What the button to a vendor's page says, and what one needs there."""

CANCEL_BY = "Cancel by"
ACCESS = "Access afterwards"
MONEY_BACK = "Money back"
PAID_PLAN = "Paid plan"
FREE_TRIAL = "Free trial"
CANCELLED_TRIAL = "A cancelled trial"
"""What a fact is about, on the first screen and in the list of deadlines."""
SUBSCRIPTION = "the subscription"
"""What steps of a biller call a service where none is meant."""
KEEP_TRIAL = "you keep it to the end"
DEPENDS_ON_PLACE = "it depends on where you live"
CALL, TEXT, FAX, WRITE, NO_VERB = ("Call", ""), ("Text", "to"), ("Fax", "to"), ("Write", "to"), ("", "")
"""What one does with a number or an address, and the word between: `Text` STOP `to` it. Paper has none."""
NUMBER_FROM, ADDRESS_FROM, POSTAL_FROM = "the number on", "the address on", "The address is the one on"
"""Leads to the page that names it."""
LEFTOVERS = ("Your data", "Credits", "Add-ons")
"""What may be left after the end."""
TROUBLE = "If it does not work"
"""How a section of an author is headed that stands right below the steps."""

_CHECKED = {
    How.WALKTHROUGH: "walked through on {}",
    How.OFFICIAL_PAGE: "compared on {}",
    How.REPORTED: "looked for on {}; we found no text of the company about this way",
}

_STATUS = {
    Status.IN_FORCE: ("In force", "since", False),
    Status.PASSED: ("Passed, not in force", "until", True),
    Status.POSTPONED: ("Not in force: postponed", "to", True),
    Status.PROPOSED: ("Not law: proposed", "on", True),
    Status.VACATED: ("Not in force: struck down", "on", True),
}


TITLES = {
    "who-bills-you": "Who bills you?",
    "where-are-you": "Where are you?",
    "at-a-glance": "At a glance",
    "save-first": "First save this",
    "other-billers": "If somebody else bills you",
    "after-you-cancel": "Is it really cancelled?",
    "proof": "Keep as proof",
    "by-when": "By when, exactly",
    "what-stays": "What you keep, and until when",
    "money-back": "Money back: the rules",
    "fees": "What leaving costs",
    "not-enough": "What does not cancel",
    "alternatives": "Instead of cancelling",
    "difficulty": "How hard it is",
    "changes": "What changed in this guide",
    "sources": "Sources and checks",
}
"""What stands above the parts of a page, and of the texts that say the same (`told.py`)."""

RETIRED = "This guide is no longer kept"
GO_TO = "Go to"
OVERTAKEN = "The page behind these steps changed; we have not compared it yet."
WHY_NO_WEBSITE = "Why not on the website?"
STARTS_AT = "It starts at"
YOU_NEED = "You need:"
REPORTED = "Not confirmed: the company’s own text was not found. What you see may read differently."
NOT_WALKED = "Nobody has walked through it for us yet."
NOT_ADVICE = "This is not legal advice. What the company shows you in your own account decides."
ARCHIVE = Markup(
    'Copies by <a href="https://opentermsarchive.org">Open Terms Archive contributors</a>, used under ODC-BY 1.0.'
)


def unconfirmed(company: str, service: str) -> tuple[str, str]:
    """Warn of a guide for which no text of the company was found: a title, and what to do."""
    what = (
        f"We found no text of {company} about this. What follows was reported by others. "
        f"Open your account at {service}, and look at your statement to see who bills you."
    )
    return f"Not confirmed by {company}", what


def only_payment(service: str = "") -> tuple[str, str]:
    """Warn of a biller that only stops the payment, on the page of a service or on its own."""
    what = f"This stops the payment. It does not cancel {service or 'the subscription'}:"
    return what, f"do that {'too' if service else 'with the service too'}, or the debt may stay."


def overtaken(changed: ChangedPage) -> str:
    """Say when a page lost what the guide quotes from it."""
    return f"On {day(changed.seen)} it had all that we quote from it, on {day(changed.gone)} no longer."


def byline(published: date, checked: date | None, *, is_unconfirmed: bool) -> str:
    """Say when a guide appeared, and when it was last compared."""
    looked = f" · {'looked for texts' if is_unconfirmed else 'checked'} {day(checked)}" if checked else ""
    return f"Published {day(published)}{looked}"


def day(value: date | str) -> str:
    """Write a date as `23 November 2026`, and one without a day as `November 2026`."""
    if isinstance(value, date):
        value = value.isoformat()
    year, month, *rest = value.split("-")
    name = _MONTHS[int(month) - 1]
    return f"{int(rest[0])} {name} {year}" if rest else f"{name} {year}"


def short_day(value: date) -> str:
    """Write a date as `23 Nov 2026`."""
    return f"{value.day} {_MONTHS[value.month - 1][:_SHORT_MONTH]} {value.year}"


@lru_cache(maxsize=20_000)
def host(url: str) -> str:
    """Give the host of an address without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def amount(value: Deadline) -> str:
    """Say how long a notice is: `24 hours`, `1 month`."""
    return count(value.amount, _UNITS[value.unit])


def hours(value: Deadline | None) -> float:
    """Give about how many hours before the charge a deadline lies; 0 where none is known."""
    return value.amount * HOURS[value.unit] if value and value.before else 0.0


def deadline(value: Deadline) -> str:
    """Say by when to cancel: `1 day before the renewal date`."""
    if value.after is After.CANCELLING:
        text = f"any day; it ends {amount(value)} later"
    elif value.amount == 0:
        text = f"before {_BEFORE[value.before or Before.RENEWAL]}"
    else:
        text = f"{amount(value)} before {_BEFORE[value.before or Before.RENEWAL]}"
    details = ", ".join(filter(None, [time_zone(value.time_zone), value.where]))
    return f"{text} ({details})" if details else text


def trial_deadline(value: Deadline) -> str:
    """Say by when to cancel a trial, where the trial is what is spoken of: `24 hours before it ends`."""
    return deadline(value).replace(_BEFORE[Before.TRIAL_END], "it ends")


def short_deadline(value: Deadline) -> str:
    """Say the same in the fewest words: `14 days before renewal`, `30 days' notice`."""
    if value.after is After.CANCELLING:
        return notice(value)
    return f"{amount(value)} before {_BEFORE_SHORT[value.before or Before.RENEWAL]}"


def notice(value: Deadline) -> str:
    """Name a notice: `30 days’ notice`, `1 month’s notice`."""
    return f"{amount(value)}{'’s' if value.amount == 1 else '’'} notice"


def time_zone(name: str | None) -> str:
    """Name a time zone as people do."""
    return _ZONES.get(name, f"the time of {name.rpartition('/')[2].replace('_', ' ')}") if name else ""


def no_deadline(*, is_silent: bool) -> str:
    """Say by when to cancel where nothing is stated."""
    return f"before the renewal date; {'the company names no notice' if is_silent else 'we found no word on notice'}"


def paid_access(access: Access, *, is_silent: bool) -> str:
    """Say until when a paid subscription can be used."""
    return _PAID.get(access.paid) or (NOT_SAID if is_silent else NOT_FOUND)


def trial_access(access: Access, *, is_silent: bool) -> str:
    """Say until when a free trial can be used."""
    return _TRIAL.get(access.trial) or (NOT_SAID if is_silent else NOT_FOUND)


def route_title(route: Route) -> str:
    """Give the heading of a route's section: `On the website (Family plan)`, `iPhone or iPad`."""
    title = route.via.channel.title
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
        return "Take a screenshot of the last page and of the end date."
    return f"{_CONFIRMATIONS[route.confirmation]} {route.via.channel.keep}".strip()


def effort(route: Route) -> str:
    """Say how long a route is: `5 steps, about 3 minutes`."""
    parts = [count(len(route.steps), "step")]
    if route.minutes:
        parts.append(f"about {count(route.minutes, 'minute')}")
    return ", ".join(parts)


def offers(number: int) -> str:
    """Say what stands between the first press and the end: `2 offers to stay on the way.`."""
    return f"{count(number, 'offer')} to stay on the way." if number else ""


FINISHES_WITH = "It ends with {}."
"""What is said of the button that really ends a subscription."""


def text_age(reading: Check | Reading | Source) -> str:
    """Say of when a text is, and of when the copy that was read."""
    dated = reading.date if isinstance(reading, Source) else reading.source_date
    parts = [f"text of {day(dated)}" if dated else "a text without a date"]
    if reading.copy_date:
        parts.append(f"copy of {day(reading.copy_date)}")
    if isinstance(reading, Source):
        if reading.language:
            parts.append(f"in {reading.language}")
        if reading.copy_read is Copy.OPEN_TERMS_ARCHIVE:
            parts.append("read at Open Terms Archive")
        elif reading.copy_read:
            parts.append("read in a stored copy")
    return ", ".join(parts)


def checked(check: Check) -> str:
    """Say how a route was confirmed, before the list of what was read."""
    return _CHECKED[check.how].format(day(check.date))


def joined(words: Sequence[str], last: str = "and") -> str:
    """Put words in a row: `Apple, Google Play and Roku`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def status(rule: LawRule) -> tuple[str, bool]:
    """Say whether a rule of law holds, and whether that must not be overlooked."""
    words, preposition, is_loud = _STATUS[rule.status]
    return (f"{words} {preposition} {day(rule.since)}" if rule.since else words), is_loud


def opens_page(route: Route, url: str) -> tuple[str, str]:
    """Give the label of a button to a vendor's page, and the line below it."""
    label, need = _PAGES[route.opens]
    return label, f"{host(url)}{f', {need}' if need and route.login else ''}"


def within(where: Sequence[str]) -> str:
    """Say in which places alone a number or an address holds."""
    return f", in {regions.short(where)} only" if where else ""


def only_in(where: Sequence[str]) -> str:
    """Say in which places a route is open, if they are too many for its heading."""
    return f"Only in {regions.names(where)}."


def staffed(hours_of_day: str) -> str:
    """Say when somebody answers."""
    return f"Staffed: {hours_of_day}."


def on_statement(names: Sequence[str]) -> str:
    """Say how a charge reads on a bank statement."""
    return f"On the statement: {', '.join(names)}."


def earlier(value: Deadline) -> str:
    """Say of one who bills that one has to cancel sooner there."""
    return f"{amount(value)} earlier"


def earlier_at(billers: Sequence[str]) -> str:
    """Say at which billers one has to cancel sooner, and how much."""
    return f"earlier: {joined(billers)}"


def cancel_trial(value: Deadline) -> str:
    """Say by when to cancel a trial, as the first part of an answer."""
    return f"cancel {trial_deadline(value)}"


def may_end_at_once(billers: Sequence[str]) -> str:
    """Say at which billers a cancelled trial may be over."""
    return f"{joined(billers)}: may end at once"


def of_paid_plan(access: Access) -> str:
    """Say in a sentence until when a paid subscription can be used."""
    return f"A paid plan: {paid_access(access, is_silent=False)}."


def of_trial(access: Access) -> str:
    """Say in a sentence until when a free trial can be used."""
    return f"A free trial: {trial_access(access, is_silent=False)}."


def retired(value: Retired) -> str:
    """Say since when a guide is no longer kept, and why."""
    return f"Since {day(value.date)}. {value.reason}"


def changed(what: str) -> str:
    """Head a report that something is different now."""
    return f"{what}: something changed"


def did_not_work(what: str) -> str:
    """Head a report that a step is wrong."""
    return f"{what}: a step did not work"


def reach(phone: Phone | Message) -> str:
    """Say what follows a number: its extension, and from where a short one works."""
    extension = f", extension {phone.extension}" if isinstance(phone, Phone) and phone.extension else ""
    if not phone.is_short:
        return extension
    whose = f" from a phone of {phone.network}" if phone.network else ""
    return f"{extension},{whose} in {regions.short((phone.country or '',))} only"
