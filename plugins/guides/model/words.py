"""The closed vocabularies of a guide, as they are written in its data; readers see other words for them."""

from enum import StrEnum


class Opens(StrEnum):
    """What the address of a route shows."""

    CANCELLATION = "cancellation"
    ACCOUNT = "account"
    HOME = "home"
    HELP = "help"


class How(StrEnum):
    """How a route was checked."""

    WALKTHROUGH = "walkthrough"
    OFFICIAL_PAGE = "official-page"
    REPORTED = "reported"


class Unit(StrEnum):
    """What a deadline is counted in."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business-days"
    WEEKS = "weeks"
    MONTHS = "months"


class Before(StrEnum):
    """What a deadline counts back from."""

    RENEWAL = "renewal"
    TRIAL_END = "trial-end"
    ANNIVERSARY = "anniversary"
    TERM_END = "term-end"
    CONTRACT_END = "contract-end"
    MONTH_END = "month-end"
    DELIVERY = "delivery"


class After(StrEnum):
    """What a notice period counts from."""

    CANCELLING = "cancelling"


class Topic(StrEnum):
    """What a guide may find the company's texts silent about."""

    DEADLINE = "deadline"
    ACCESS = "access"
    TRIAL = "trial"
    REFUNDS = "refunds"


class FeeKind(StrEnum):
    """What a fee is for."""

    EARLY_EXIT = "early-exit"
    EQUIPMENT = "equipment"
    OPEN_BILLS = "open-bills"


class PaidAccess(StrEnum):
    """When access ends after a paid subscription is cancelled."""

    UNTIL_PERIOD_END = "until-period-end"
    ENDS_AT_ONCE = "ends-at-once"
    YOU_CHOOSE = "you-choose"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


class TrialAccess(StrEnum):
    """When access ends after a free trial is cancelled."""

    UNTIL_TRIAL_END = "until-trial-end"
    ENDS_AT_ONCE = "ends-at-once"
    DEPENDS = "depends"
    NO_TRIAL = "no-trial"
    UNKNOWN = "unknown"


class Confirmation(StrEnum):
    """The written confirmation that a route ends with."""

    EMAIL = "email"
    ON_SCREEN = "on-screen"
    NONE = "none"
    UNKNOWN = "unknown"


class Alternative(StrEnum):
    """What can be done instead of cancelling."""

    PAUSE = "pause"
    DOWNGRADE = "downgrade"
    FREE_TIER = "free-tier"
    SWITCH = "switch"
    DISCOUNT = "discount"


class Copy(StrEnum):
    """Where a text was read when the live page was not."""

    OPEN_TERMS_ARCHIVE = "open-terms-archive"
    STORED = "stored"


class Status(StrEnum):
    """Whether a rule of law holds today."""

    IN_FORCE = "in-force"
    PASSED = "passed-not-in-force"
    POSTPONED = "postponed"
    PROPOSED = "proposed"
    VACATED = "vacated"
