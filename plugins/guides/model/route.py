"""The ways to cancel, their steps, and how they were checked."""

from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from guides.model.channels import Via
from guides.model.fields import Day, Email, Inline, Model, MonthOrDay, PhoneNumber, Plain, Region, Slug, Url
from guides.model.words import Confirmation, How, Opens

FRESH_FOR = timedelta(days=180)
"""How long a check counts as fresh; after that the page asks its reader to compare, and `guides stale` lists it."""


class Step(Model):
    """One row of a step table."""

    action: Inline
    """What to do, one action, with the exact label in bold: `Choose **Cancel plan**`."""
    where: Inline | None = None
    """Where to find it on the screen: `Menu under your picture, top right`."""
    note: Inline | None = None
    """What else helps at this step."""


class Screens(Model):
    """What stands between the first press and the end."""

    retention: StrictInt = Field(ge=0, le=20)
    """How many offers to stay (pause, discount, survey) come on the way."""
    finishes_with: Plain | None = None
    """The label of the button that really ends the subscription."""
    hidden: StrictBool = False
    """Whether the way to cancel is hard to find: behind other menus, or not where the company says."""


class _Line(Model):
    """A number that the vendor publishes."""

    number: PhoneNumber
    """The number in E.164, in quotes: "+18005551234"; or a short one as it is dialled, with its country: "150"."""
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    """The country in which a short number works: `GB`."""
    network: Plain | None = None
    """Whose phones reach a short number, if not all do: `EE`."""
    source: Url
    """The vendor's own page that names the number."""

    @property
    def is_short(self) -> bool:
        """Whether the number works only within a country."""
        return not self.number.startswith("+")

    @model_validator(mode="after")
    def _short_number_has_a_country(self) -> Self:
        if self.is_short and self.country is None:
            raise PydanticCustomError("short_number", "is a short number, so it needs `country`, such as `country: GB`")
        return self


class Phone(_Line):
    """A phone or fax number that the vendor publishes."""

    extension: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}$")] | None = None
    """What to dial after somebody answered, in quotes: "904"."""


class Message(_Line):
    """A number that the vendor publishes for text messages."""

    text: Plain | None = None
    """The words to send, if there are fixed ones: `STOP`."""


class Mailbox(Model):
    """An e-mail address that the vendor publishes."""

    address: Email
    """The address."""
    source: Url
    """The vendor's own page that names the address."""


class PostalAddress(Model):
    """A postal address that the vendor publishes."""

    lines: tuple[Plain, ...] = Field(min_length=2, max_length=7)
    """The address, one line an entry, as it goes on the envelope."""
    source: Url
    """The vendor's own page that names the address."""


class Reading(Model):
    """One more text that a route was compared with."""

    source: Url
    """The page that was read."""
    source_date: MonthOrDay | None = None
    """The date that the text gives itself; leave it out when it gives none."""
    copy_date: Day | None = None
    """The day of the copy that was read, when it was no live page and the day is known."""


class Check(Model):
    """When and how a route was last confirmed."""

    date: Day
    """The day on which a person compared the route with its source."""
    how: How
    """`walkthrough`: somebody did it. `official-page`: the vendor's own text was read. `reported`: none was found."""
    source: Url | None = None
    """The page that was read. Only `reported` may go without."""
    source_date: MonthOrDay | None = None
    """The date that the text gives itself (“in effect from”, “last updated”); leave it out when it gives none."""
    copy_date: Day | None = None
    """The day of the copy that was read, when it was no live page and the day is known."""
    also: tuple[Reading, ...] = ()
    """Further pages that the route was compared with, when one does not say it all."""
    outcome: Literal["confirmed"] | None = None
    """`confirmed` when a later check found nothing to change."""


class Route(Model):
    """One way to cancel."""

    via: Via
    """The channel. A biller's (`apple`, `google-play`, …) may go without steps: they come from the biller's guide."""
    id: Slug | None = None
    """In a biller's guide: the word by which guides and addresses name this route: `iphone`."""
    name: Plain | None = None
    """What sets the route apart from another through the same channel: `Turn off the renewal`."""
    device: Plain | None = None
    """The device that the steps are for, when there is a route for each: `iPhone or iPad`."""
    plan: Plain | None = None
    """The plan that the steps are for, when plans differ: `Family plan`."""
    regions: tuple[Region, ...] = ()
    """Where the route is open: country codes, `EU` or `EEA`. Empty means everywhere."""
    url: Url | None = None
    """The vendor's page where the route starts; the page's button leads there."""
    opens: Opens = Opens.ACCOUNT
    """What that page is: the `cancellation` page itself, the `account`, the `home` page, or only `help`."""
    minutes: StrictInt | None = Field(default=None, ge=1, le=600)
    """How long it takes, in minutes."""
    login: StrictBool = True
    """Whether one must be able to log in."""
    requires: tuple[Inline, ...] = ()
    """What must be at hand: the account that must be logged in, a device, a number."""
    screens: Screens | None = None
    """Offers on the way and the button that finishes, if known."""
    how_to_tell: Inline | None = None
    """How readers recognise that this route is theirs: `Your receipt comes from Apple`."""
    steps: tuple[Step, ...] = Field(default=(), max_length=20)
    """What to do, in order. Left out only where a biller's guide has the steps."""
    hours: Plain | None = None
    """When phone or chat is staffed, with the time zone."""
    phone: Phone | None = None
    """The number to call."""
    sms: Message | None = None
    """The number to send a text message to."""
    fax: Phone | None = None
    """The number to send a fax to."""
    email: Mailbox | None = None
    """The address to write to."""
    address: PostalAddress | None = None
    """The address to send a letter to."""
    confirmation: Confirmation = Confirmation.UNKNOWN
    """The written confirmation that follows."""
    note: Inline | None = None
    """One thing to know before starting."""
    fits: tuple[Slug, ...] = ()
    """On a shared route: which of the biller's routes fit, by their `id`. Empty means all that are for no plan."""
    check: Check | None = None
    """When and how the route was last confirmed. Left out only where a biller's guide has the steps."""

    @property
    def is_shared(self) -> bool:
        """Whether the steps stand in a biller's guide."""
        return self.via.is_biller and not self.steps
