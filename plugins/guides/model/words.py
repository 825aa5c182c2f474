"""The closed vocabularies of a guide, each with the words that a reader sees."""

from enum import StrEnum


class Via(StrEnum):
    """The channel through which a route cancels."""

    WEBSITE = "website"
    APP = "app"
    APPLE = "apple"
    GOOGLE_PLAY = "google-play"
    AMAZON = "amazon"
    ROKU = "roku"
    PAYPAL = "paypal"
    CARRIER = "carrier"
    PHONE = "phone"
    CHAT = "chat"
    EMAIL = "email"
    FORM = "form"
    POST = "post"
    IN_PERSON = "in-person"

    @property
    def is_biller(self) -> bool:
        """Whether somebody other than the service takes the money on this route."""
        return self in BILLERS


BILLERS = frozenset({Via.APPLE, Via.GOOGLE_PLAY, Via.AMAZON, Via.ROKU, Via.PAYPAL, Via.CARRIER})


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
    MONTHS = "months"


class Before(StrEnum):
    """What a deadline counts back from."""

    RENEWAL = "renewal"
    TRIAL_END = "trial-end"
    ANNIVERSARY = "anniversary"
    DELIVERY = "delivery"


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
