"""What a guide may say: the shape of its front matter, field by field.

The docstring under each field is the one description of it. The JSON schema, the reference
page for contributors and the editor support are all generated from here.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from guides.fields import Day, Domain, Email, Inline, PhoneNumber, Plain, Region, Slug, Url
from guides.words import Alternative, Before, Confirmation, Copy, How, PaidAccess, TrialAccess, Unit, Via


class Model(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, revalidate_instances="never")


class FormerName(Model):
    """A name that the service had before."""

    name: Plain
    """The former name, as readers may still search for it."""
    until: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    """When the name was given up: YYYY, YYYY-MM or YYYY-MM-DD, in quotes if only a year."""


class Payee(Model):
    """Who may appear on a bank statement."""

    name: Plain
    """The name that readers know."""
    aliases: tuple[Plain, ...] = ()
    """Other names that readers search for: products, plans, short forms."""
    vendor: Plain | None = None
    """The company, when it has several services; only services of one vendor may share domains."""
    domains: tuple[Domain, ...] = Field(min_length=1)
    """Host names that belong to the vendor. Links in the guide must lead to one of them."""
    statement: tuple[Plain, ...] = ()
    """How a charge reads on a bank statement, from a source: `COURSERA.ORG`."""


class Service(Payee):
    """What is subscribed to."""

    category: Slug
    """The file name, without `.md`, of a page in docs/categories/."""
    history: tuple[FormerName, ...] = ()
    """Names that the service had before."""


class BillerIdentity(Payee):
    """Who takes the money when it is not the service itself."""

    via: Via
    """The `via` by which guides name this biller."""
    how_to_tell: Inline
    """How readers recognise that this biller takes the money."""
    ends_contract: StrictBool = True
    """Whether cancelling here ends the subscription; `false` where it only stops the payment."""

    @model_validator(mode="after")
    def _bills(self) -> Self:
        if not self.via.is_biller:
            raise PydanticCustomError("not_a_biller", "has a `via` that names a channel, not a biller")
        return self


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


class Phone(Model):
    """A phone number that the vendor publishes."""

    number: PhoneNumber
    """The number in E.164, in quotes: "+18005551234"."""
    source: Url
    """The vendor's own page that names the number."""


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


class Check(Model):
    """When and how a route was last confirmed."""

    date: Day
    """The day on which a person compared the route with its source."""
    how: How
    """`walkthrough`: somebody did it. `official-page`: the vendor's own text was read. `reported`: no vendor text was found."""
    source: Url | None = None
    """The page that was read. Only `reported` may go without."""
    source_date: Day | None = None
    """The date of the text that was read; leave it out when it is not known."""
    outcome: Literal["confirmed"] | None = None
    """`confirmed` when a later check found nothing to change."""

    @model_validator(mode="after")
    def _has_source(self) -> Self:
        if self.source is None and self.how is not How.REPORTED:
            message = "needs a `source`: the vendor's page that was read (only `how: reported` goes without)"
            raise PydanticCustomError("check_source", message)
        if self.source_date is not None and self.source_date > self.date:
            raise PydanticCustomError("check_order", "has a `source_date` after its `date`: a text cannot be newer than its reading")
        return self


class Deadline(Model):
    """The last moment to cancel before the next charge."""

    amount: StrictInt = Field(ge=0, le=400)
    """How many units before; 0 when any moment before will do."""
    unit: Unit
    """What the amount counts."""
    before: Before
    """What is counted back from."""
    time_zone: Plain | None = None
    """The time zone that the vendor counts in: `Pacific Time`."""
    note: Inline | None = None
    """What else decides the moment: a time of day, a postmark."""
    source: Url | None = None
    """The page that states the deadline, where it is not the route's own."""


class Route(Model):
    """One way to cancel."""

    via: Via
    """The channel. A biller (`apple`, `google-play`, `amazon`, `roku`, `paypal`, `carrier`) without steps takes them from its own guide."""
    device: Plain | None = None
    """The device that the steps are for, when there is a route for each: `iPhone or iPad`."""
    plan: Plain | None = None
    """The plan that the steps are for, when plans differ: `Family plan`."""
    regions: tuple[Region, ...] = ()
    """Where the route is open: country codes, `EU` or `EEA`. Empty means everywhere."""
    url: Url | None = None
    """The vendor's page where the route starts; the page's button leads there."""
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
    email: Mailbox | None = None
    """The address to write to."""
    address: PostalAddress | None = None
    """The address to send a letter to."""
    confirmation: Confirmation = Confirmation.UNKNOWN
    """The written confirmation that follows."""
    note: Inline | None = None
    """One thing to know before starting."""
    check: Check | None = None
    """When and how the route was last confirmed. Left out only where a biller's guide has the steps."""

    @property
    def is_shared(self) -> bool:
        """Whether the steps stand in a biller's guide."""
        return self.via.is_biller and not self.steps

    @model_validator(mode="after")
    def _has_steps(self) -> Self:
        if self.is_shared:
            return self
        if not self.steps:
            message = "needs at least one step: only a biller's route may leave them to the biller's guide"
            raise PydanticCustomError("no_steps", message)
        if self.check is None:
            raise PydanticCustomError("no_check", "needs a `check`: when, how and against which page the steps were confirmed")
        return self


class Access(Model):
    """Until when the service can be used after cancelling."""

    paid: PaidAccess = PaidAccess.UNKNOWN
    """After a paid subscription is cancelled."""
    trial: TrialAccess = TrialAccess.UNKNOWN
    """After a free trial is cancelled."""
    note: Inline | None = None
    """What else decides it."""
    source: Url | None = None
    """The page that says so, where it is not the route's own."""


class Rule(Model):
    """One rule about money, and where it holds."""

    rule: Inline
    """The rule in one sentence."""
    where: Plain = "worldwide"
    """Where it holds: `worldwide`, `EU and UK`, `US`."""
    source: Url | None = None
    """The page that states it."""


class Outcome(Model):
    """What follows from cancelling."""

    access: Access = Access()
    """Until when the service can be used."""
    refunds: tuple[Rule, ...] = ()
    """Who gets money back, one rule an entry."""
    fees: tuple[Rule, ...] = ()
    """What leaving early costs, one rule an entry."""
    data: Inline | None = None
    """What happens to files, playlists, history."""
    credits: Inline | None = None
    """What happens to unused credits."""
    add_ons: Inline | None = None
    """What goes on billing: apps, domains, extra channels."""


class Instead(Model):
    """Something to do instead of cancelling."""

    kind: Alternative
    """What kind of alternative it is."""
    text: Inline
    """What it is and what it costs, in one or two sentences."""
    url: Url | None = None
    """The vendor's page about it."""


class Change(Model):
    """What changed in substance."""

    date: Day
    """The day of the change."""
    what: Inline
    """What is different now, in one sentence."""


class Source(Model):
    """A page that the guide rests on."""

    url: Url
    """The page."""
    title: Plain
    """Its title, as the link reads."""
    date: Day | None = None
    """The date of the text that was read; leave it out when it is not known."""
    copy_read: Copy | None = Field(default=None, alias="copy")
    """`open-terms-archive` or `stored` when a copy was read, not the live page."""


class Retired(Model):
    """Why a guide is no longer kept."""

    date: Day
    """The day on which the guide was retired."""
    reason: Inline
    """Why: the service closed, was merged, was renamed."""
    replaced_by: Slug | None = None
    """The guide that readers should go to."""


class Ignored(Model):
    """A rule that does not hold for this guide."""

    rule: Slug
    """The id of the rule, as the checker prints it."""
    reason: Annotated[str, StringConstraints(min_length=10, max_length=300)]
    """Why the rule is wrong here."""


class Search(Model):
    """How the search treats the page."""

    exclude: StrictBool = False
    """Leave the page out of the search."""
    boost: StrictInt = Field(default=1, ge=1, le=10)
    """Weight in the search."""


class Page(Model):
    """What a service's guide and a biller's guide have in common."""

    title: Annotated[Plain, StringConstraints(max_length=70)]
    """The page's title: `How to cancel Coursera`."""
    description: Annotated[Plain, StringConstraints(min_length=30, max_length=160)]
    """The answer, in one or two sentences: where to cancel, by when, what follows."""
    authors: tuple[Slug, ...] = Field(min_length=1)
    """Keys of docs/about/authors.yml."""
    published: Day
    """The day on which the guide first appeared."""
    routes: tuple[Route, ...] = Field(min_length=1, max_length=20)
    """The ways to cancel, easiest first."""
    proof: tuple[Inline, ...] = ()
    """What to keep: the confirmation e-mail, a screenshot of the new end date."""
    not_enough: tuple[Inline, ...] = ()
    """What does not cancel: deleting the app, removing the card."""
    sources: tuple[Source, ...] = ()
    """Pages that the guide rests on, with their titles."""
    changes: tuple[Change, ...] = ()
    """What changed in this guide in substance, newest first."""
    disclaimer: Inline | None = None
    """A sentence to add to the standard disclaimer."""
    ignore: tuple[Ignored, ...] = ()
    """Rules of the checker that do not hold here, each with a reason."""
    hide: tuple[Literal["navigation", "toc", "footer", "path", "feedback", "tags"], ...] = ()
    """Parts of the page to hide (a key of the theme)."""
    tags: tuple[Plain, ...] = ()
    """Tags (a key of the theme)."""
    icon: Plain | None = None
    """An icon (a key of the theme)."""
    search: Search | None = None
    """Search settings (a key of the theme)."""
    status: Plain | None = None
    """A status mark (a key of the theme)."""


class Guide(Page):
    """A guide about one service: docs/guides/<slug>.md."""

    service: Service
    """What is subscribed to."""
    no_website: Inline | None = None
    """Why there is no route through the website, where there is none."""
    deadline: Deadline | None = None
    """The last moment to cancel before the next charge. Leave it out when the vendor names none."""
    trial_deadline: Deadline | None = None
    """The same for a free trial, where it differs."""
    outcome: Outcome = Outcome()
    """What follows from cancelling."""
    alternatives: tuple[Instead, ...] = ()
    """What can be done instead."""
    related: tuple[Slug, ...] = ()
    """Guides that readers of this one need, by slug."""
    former_slugs: tuple[Slug, ...] = ()
    """Addresses that this guide had before; they lead here."""
    retired: Retired | None = None
    """Set when the guide is no longer kept."""


class Biller(Page):
    """A guide about one biller: docs/billers/<slug>.md. `{service}` in its steps is replaced by the service's name."""

    biller: BillerIdentity
    """Who takes the money."""
    deadline: Deadline | None = None
    """The last moment to cancel with this biller."""
    outcome: Outcome = Outcome()
    """What follows from cancelling with this biller."""


class Category(Model):
    """A category of services: docs/categories/<slug>.md."""

    title: Plain
    """The category's name: `Learning`."""
    description: Annotated[Plain, StringConstraints(max_length=160)]
    """What is in it, in one sentence."""


class Author(Model):
    """Somebody who signs guides: one entry of docs/about/authors.yml."""

    name: Plain
    """The name that is printed."""
    bio: Inline
    """One or two sentences."""
    picture: Annotated[str, StringConstraints(pattern=r"^[a-z0-9/_-]+\.(svg|png|jpg|webp)$")] | None = None
    """A picture below docs/assets/images/."""
    links: tuple[Url, ...] = ()
    """Pages about the author."""
