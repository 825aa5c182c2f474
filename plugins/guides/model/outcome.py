"""By when to cancel, and what follows from it."""

from pydantic import Field, StrictInt

from guides.model.fields import Inline, Model, Plain, Url
from guides.model.words import Alternative, Before, PaidAccess, TrialAccess, Unit


class Deadline(Model):
    """The last moment to cancel before the next charge."""

    amount: StrictInt = Field(ge=0, le=400)
    """How many units before; 0 when any moment before will do."""
    unit: Unit
    """What the amount counts."""
    before: Before
    """What is counted back from."""
    where: Plain | None = None
    """Where or for whom it holds, if not for everyone: `US`, `yearly plans`."""
    time_zone: Plain | None = None
    """The time zone that the vendor counts in: `Pacific Time`."""
    note: Inline | None = None
    """What else decides the moment: a time of day, a postmark."""
    source: Url | None = None
    """The page that states the deadline, where it is not the route's own."""


class Access(Model):
    """Until when the service can be used after cancelling."""

    paid: PaidAccess = PaidAccess.UNKNOWN
    """After a paid subscription is cancelled."""
    trial: TrialAccess = TrialAccess.UNKNOWN
    """After a free trial is cancelled."""
    note: Inline | None = None
    """What else decides it."""
    source: Url | None = None
    """The page that says so for the paid plan, where it is not the route's own."""
    trial_source: Url | None = None
    """The page that says so for the trial, where it is another one."""


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
