"""By when to cancel, and what follows from it."""

from typing import Annotated

from pydantic import Field, StrictInt, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from guides.model.fields import Inline, Model, Plain, TimeZone, Url
from guides.model.words import After, Alternative, Before, FeeKind, PaidAccess, TrialAccess, Unit

AT_A_GLANCE = 48
"""The most letters with which the first screen says what a reader gets back."""

_EVERYWHERE = "worldwide"


class Deadline(Model):
    """The last moment to cancel before the next charge, or how long a subscription goes on after one has cancelled."""

    amount: StrictInt = Field(ge=0, le=400)
    """How many units; 0 when any moment before will do."""
    unit: Unit
    """What the amount counts."""
    before: Before | None = None
    """What is counted back from: a deadline has either this or `after`."""
    after: After | None = None
    """`cancelling` when one may cancel on any day and the subscription ends so much later."""
    where: Plain | None = None
    """Where or for whom it holds, if not for everyone: `US`, `yearly plans`."""
    time_zone: TimeZone | None = None
    """The time zone that the company counts in, by its IANA name: `America/Los_Angeles`."""
    note: Inline | None = None
    """What else decides the moment: a time of day, a postmark."""
    source: Url | None = None
    """The page that states the deadline, where it is not the route's own."""

    @model_validator(mode="after")
    def _counts_one_way(self) -> "Deadline":
        if (self.before is None) == (self.after is None):
            raise PydanticCustomError("deadline_ways", "has to say either `before` what or `after` what it counts")
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
    """The page that says so for the paid plan, where it is not the route's own."""
    trial_source: Url | None = None
    """The page that says so for the trial, where it is another one."""


class Rule(Model):
    """One rule about money, and where it holds."""

    rule: Inline
    """The rule in one sentence."""
    where: Plain = _EVERYWHERE
    """Where it holds: `worldwide`, `EU and UK`, `US`."""
    source: Url | None = None
    """The page that states it."""

    @property
    def only_where(self) -> str:
        """Where it holds, if not everywhere."""
        return "" if self.where == _EVERYWHERE else self.where


class Fee(Rule):
    """One thing to pay on leaving."""

    kind: FeeKind
    """`early-exit` for leaving before a term is over, `equipment` for what is not sent back, `open-bills` for debts."""


class Outcome(Model):
    """What follows from cancelling."""

    # Without a value there is nothing to validate, nor to build what validates, while modules are imported.
    access: Access = Access.model_construct()
    """Until when the service can be used."""
    money_back: Annotated[Plain, StringConstraints(max_length=AT_A_GLANCE)] | None = None
    """What a reader gets back, in about five words: `none`, `EU: 14 days`, `unused: 7 days`. `refunds` has the rule."""
    refunds: tuple[Rule, ...] = ()
    """Who gets money back, one rule an entry."""
    fees: tuple[Fee, ...] = ()
    """What one pays on leaving, one rule an entry."""
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
