"""The form of every file of the data: typed records, of which the schemas and the OpenAPI document are made.

What stands here is what other programs rely on. Fields are added, never changed or taken away.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from guides.model import Biller, ChangedPage, Check, Deadline, Guide, Route, Step
from guides.model.channels import Via
from guides.model.fields import Day, Model, Slug, Url
from guides.model.words import Opens
from guides.site.outputs.news import Kind

Address = Annotated[str, Field(json_schema_extra={"format": "uri"})]
"""A whole address, of this site or of another one."""


class Text(Model):
    """A longer text twice: as Markdown whose links are whole addresses, and as plain text."""

    markdown: str
    """The text as Markdown, without boxes or other marks of our own."""
    text: str
    """The same in plain words, a line for each paragraph, item and cell."""


class Sum(Model):
    """One recorded fact and what it adds to the difficulty."""

    fact: str
    """The fact, in words."""
    points: int
    """What it adds."""


class Rating(Model):
    """How hard it is to cancel, computed from recorded facts."""

    level: int = Field(ge=0, le=5)
    """1 (very easy) to 5 (very hard), 0 when it is not rated."""
    word: str
    """The level in words."""
    sum: tuple[Sum, ...]
    """What the level comes from."""


class StepRecord(Step):
    """One step, also in plain words."""

    text: str
    """The whole step in plain words: what to do, where to find it, what else helps."""


class RouteRecord(Route):
    """One way to cancel, with its steps, whoever bills: nothing is left to be looked up elsewhere."""

    title: str
    """The heading of the way: `On the website`, `iPhone or iPad`."""
    biller: Slug | None = None
    """The biller's guide that the steps come from; absent when they are the guide's own."""
    steps: tuple[StepRecord, ...] = Field(default=(), max_length=20)
    """What to do, in order. Empty only where a way has no steps."""


class GuideRecord(Guide):
    """All data of one guide: every field of its front matter, and what follows from them."""

    version: Literal[1]
    """The version of the data."""
    slug: Slug
    """The name of the guide in all addresses."""
    page: Address
    """The guide, for people."""
    markdown: Address
    """The guide as one Markdown text."""
    updated: Day
    """The day of the newest check or change."""
    checked: Day | None = None
    """The day of the newest check."""
    overtaken: ChangedPage | None = None
    """The page behind the steps that changed last, where nobody has compared the guide with it since."""
    difficulty: Rating
    """How hard it is to cancel."""
    routes: tuple[RouteRecord, ...] = ()
    """The ways to cancel, easiest first; those of billers with their steps, about this service."""
    body: Text
    """What the author wrote below the data."""


class BillerRecord(Biller):
    """All data of one biller: every field of its front matter, and what follows from them."""

    version: Literal[1]
    """The version of the data."""
    slug: Slug
    """The name of the biller's guide in all addresses."""
    page: Address
    """The guide, for people."""
    markdown: Address
    """The guide as one Markdown text."""
    updated: Day
    """The day of the newest check or change."""
    checked: Day | None = None
    """The day of the newest check."""
    overtaken: ChangedPage | None = None
    """The page behind the steps that changed last, where nobody has compared the guide with it since."""
    routes: tuple[RouteRecord, ...] = ()
    """The ways to cancel, with steps about “the subscription”."""
    body: Text
    """What the author wrote below the data."""


class Button(Model):
    """The company's page where cancelling starts."""

    url: Url
    """The page."""
    opens: Opens
    """What it shows: the `cancellation` page itself, the `account`, the `home` page, or only `help`."""


class Line(Model):
    """One guide in the list of all: enough to recognise a service and to open the right page."""

    slug: Slug
    """The name of the guide in all addresses."""
    name: str
    """The service, as readers know it."""
    aliases: tuple[str, ...]
    """Other names: products, plans, short forms."""
    former_names: tuple[str, ...]
    """Names that the service had before."""
    category: Slug
    """A slug of a page under `categories/`."""
    domains: tuple[str, ...]
    """Hosts that belong to the company."""
    statement: tuple[str, ...]
    """How a charge reads on a bank statement, where a source says so."""
    billers: tuple[Via, ...]
    """Who may take the money in the service's place."""
    channels: tuple[Via, ...]
    """The service's own ways to cancel."""
    deadline: Deadline | None
    """The last moment to cancel before the next charge; null when the company names none."""
    cancel_by: str
    """The same in words."""
    button: Button | None
    """The page where cancelling starts; null when there is none."""
    difficulty: int = Field(ge=0, le=5)
    """1 (very easy) to 5 (very hard), 0 when it is not rated."""
    updated: Day
    """The day of the newest check or change."""
    checked: Day | None
    """The day of the newest check."""
    retired: bool
    """Whether the guide is no longer kept."""
    replaced_by: Slug | None
    """The guide that took the place of a retired one."""
    page: Address
    """The guide, for people."""
    data: Address
    """The guide, for programs."""
    markdown: Address
    """The guide as one Markdown text."""


class BillerLine(Model):
    """One biller in the list of all."""

    slug: Slug
    """The name of the biller's guide in all addresses."""
    via: Via
    """The word by which guides name it."""
    name: str
    """The biller, as readers know it."""
    aliases: tuple[str, ...]
    """Other names."""
    domains: tuple[str, ...]
    """Hosts that belong to it."""
    statement: tuple[str, ...]
    """How a charge reads on a bank statement."""
    ends_contract: bool
    """Whether cancelling there ends the subscription; `false` where it only stops the payment."""
    page: Address
    """The guide, for people."""
    data: Address
    """The guide, for programs."""
    markdown: Address
    """The guide as one Markdown text."""


class Document(Model):
    """What every file has."""

    version: Literal[1]
    """The version of the data."""
    licence: Literal["CC-BY-SA-4.0"]
    """The licence of the guides, by its SPDX name."""


class Index(Document):
    """All guides and billers, in few words."""

    guides: tuple[Line, ...]
    """The guides, in the order of their slugs."""
    billers: tuple[BillerLine, ...]
    """The billers, in the order of their slugs."""


class Named(Model):
    """A guide or a biller that something leads to."""

    kind: Literal["guide", "biller"]
    """Which of the two it is."""
    slug: Slug
    """Its name in all addresses."""
    name: str
    """Its name, as readers know it."""
    page: Address
    """Its page, for people."""
    data: Address
    """Its data, for programs."""


class Domains(Document):
    """Every registered domain that belongs to a service or a biller."""

    domains: dict[str, tuple[Named, ...]]
    """From a registered domain (`coursera.org`, not `www.coursera.org`) to what it leads to."""


class Domain(Document):
    """What one registered domain leads to, in full."""

    domain: str
    """The registered domain."""
    guides: tuple[Line, ...]
    """The guides of services with a host below it."""
    billers: tuple[BillerLine, ...]
    """The billers with a host below it."""


class StatementKey(Named):
    """One text that a line of a bank statement may hold."""

    key: str
    """The text as it is compared: capitals and digits, every run of other characters one space."""
    text: str
    """The text as it is written."""
    source: Literal["statement", "domain", "name"]
    """`statement` where a source says that charges read so; a `domain` or a `name` is only likely."""


class Statements(Document):
    """What decodes a line of a bank statement.

    Write the line in capitals; make every run of characters that are no letters A to Z and no digits
    one space; put a space at both ends. A key fits when it stands in that line between two spaces.
    Of the fitting keys of guides the first says what is paid for, of those of billers who takes the money.
    """

    keys: tuple[StatementKey, ...]
    """The keys: those of statements first, then domains, then names; longest first in each."""


class Change(Model):
    """One thing that happened to a guide."""

    date: date
    """The day."""
    kind: Kind
    """`new`, `changed` in substance, or `retired`."""
    slug: Slug
    """The guide."""
    name: str
    """The service."""
    what: str
    """What happened, as inline Markdown."""
    text: str
    """The same in plain words."""
    page: Address
    """The guide, for people."""
    data: Address
    """The guide, for programs."""


class Changes(Document):
    """What happened to all guides."""

    changes: tuple[Change, ...]
    """Newest first."""


class Everything(Document):
    """All data at once."""

    guides: tuple[GuideRecord, ...]
    """The guides, in the order of their slugs."""
    billers: tuple[BillerRecord, ...]
    """The billers, in the order of their slugs."""


__all__ = [
    "Biller",
    "BillerLine",
    "BillerRecord",
    "Button",
    "Change",
    "Changes",
    "Check",
    "Document",
    "Domain",
    "Domains",
    "Everything",
    "GuideRecord",
    "Index",
    "Line",
    "Named",
    "Rating",
    "RouteRecord",
    "StatementKey",
    "Statements",
    "StepRecord",
    "Sum",
    "Text",
]
