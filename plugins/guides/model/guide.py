"""The pages with data: guides, billers, categories, and who signs them."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from guides.model.fields import Day, Inline, Model, MonthOrDay, Plain, Searched, Slug, Url, as_answer
from guides.model.merchant import BillerIdentity, Service
from guides.model.outcome import Deadline, Instead, Outcome
from guides.model.route import Route
from guides.model.words import Copy, Topic


class Change(Model):
    """What changed in substance."""

    date: Day
    """The day of the change."""
    what: Inline
    """What is different now, in one sentence."""
    wrong_since: Day | None = None
    """For a correction: since when the guide said what was wrong. Leave it out where the company changed something."""
    kind: Literal["wording"] | None = None
    """`wording` when nothing changed for readers: a typing error in a step, a clearer sentence. Pages leave it out."""


class Source(Model):
    """A page that the guide rests on."""

    url: Url
    """The page."""
    title: Plain
    """Its title, as the link reads."""
    date: MonthOrDay | None = None
    """The date that the text gives itself; leave it out when it gives none."""
    copy_date: Day | None = None
    """The day of the copy that was read, when it was no live page and the day is known."""
    language: Plain | None = None
    """The language in which it was read, if not English: `Spanish`."""
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


class Dispute(Model):
    """What an authority or a court holds against the way in which one cancels."""

    what: Inline
    """Who says what, in one sentence, with its date."""
    source: Url
    """The authority's or the court's page."""


class Ignored(Model):
    """A rule that does not hold for this guide."""

    rule: Slug
    """The id of the rule, as the checker prints it."""
    reason: Annotated[str, StringConstraints(min_length=10, max_length=300)]
    """Why the rule is wrong here."""


class Page(Model):
    """What a service's guide and a biller's guide have in common."""

    title: Annotated[Plain, StringConstraints(max_length=70)]
    """The page's title: `How to cancel Coursera`."""
    description: Annotated[Inline, AfterValidator(as_answer)]
    """The answer in 30 to 160 characters, with labels in bold: where to cancel, by when, what follows."""
    authors: tuple[Slug, ...] = Field(min_length=1)
    """Keys of docs/about/authors.yml."""
    published: Day
    """The day on which the guide first appeared."""
    routes: tuple[Route, ...] = Field(min_length=1, max_length=20)
    """The ways to cancel, easiest first."""
    deadline: Deadline | None = None
    """The last moment to cancel before the next charge. Leave it out when the vendor names none."""
    trial_deadline: Deadline | None = None
    """The same for a free trial, where it differs."""
    other_deadlines: tuple[Deadline, ...] = ()
    """Deadlines that differ by country or contract; each says so in `where`."""
    silent: tuple[Topic, ...] = ()
    """What the company's texts, which were read, say nothing about. What is neither here nor above was not found."""
    save_first: tuple[Annotated[Inline, StringConstraints(max_length=140)], ...] = Field(default=(), max_length=3)
    """What to save or use up before cancelling, in at most three short lines: downloads, credits, addresses."""
    outcome: Outcome = Outcome.model_construct()
    """What follows from cancelling."""
    alternatives: tuple[Instead, ...] = ()
    """What can be done instead."""
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
    disputed: Dispute | None = None
    """Set when an authority or a court says that cancelling is made hard here."""
    ignore: tuple[Ignored, ...] = ()
    """Rules of the checker that do not hold here, each with a reason."""
    hide: tuple[Literal["toc"], ...] = ()
    """What the page does without: its list of headings."""

    @property
    def news(self) -> tuple[Change, ...]:
        """The changes that readers are told: those in substance."""
        return tuple(change for change in self.changes if change.kind is None)


class Guide(Page):
    """A guide about one service: docs/guides/<slug>.md."""

    service: Service
    """What is subscribed to."""
    no_website: Inline | None = None
    """Why there is no route through the website, where there is none."""
    related: tuple[Slug, ...] = ()
    """Guides that readers of this one need, by slug."""
    former_slugs: tuple[Slug, ...] = ()
    """Addresses that this guide had before; they lead here."""
    retired: Retired | None = None
    """Set when the guide is no longer kept."""

    @property
    def merchant(self) -> Service:
        """Who may stand on the bank statement."""
        return self.service


class Biller(Page):
    """A guide about one biller: docs/billers/<slug>.md. `{service}` in its steps is replaced by the service's name."""

    biller: BillerIdentity
    """Who takes the money."""
    finder: Searched = ()
    """What readers type who have this biller and know no name: `[iphone subscription]`."""

    @property
    def merchant(self) -> BillerIdentity:
        """Who stands on the bank statement."""
        return self.biller


class Category(Model):
    """A category of services: docs/categories/<slug>.md."""

    title: Plain
    """The category's name: `Learning`."""
    description: Annotated[Plain, StringConstraints(max_length=160)]
    """What is in it, in one sentence."""
    finder: Searched = ()
    """What readers type who look for this and know no name: `[gym, personal trainer]`."""


class OtherPage(Model):
    """A page that is made by hand: help, about, contribute, and the pages with lists."""

    title: Annotated[Plain, StringConstraints(max_length=70)]
    """The page's title."""
    description: Annotated[Plain, StringConstraints(max_length=160)] | None = None
    """What stands there, in one or two sentences."""
    finder: Searched = ()
    """What readers type who have this problem: `[charged twice, unknown charge]`."""
    hide: tuple[Literal["toc"], ...] = ()
    """What the page does without: its list of headings."""


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


class Authority(Model):
    """A host outside any service that may be linked to: one entry of docs/about/authorities.yml, or cited.yml."""

    name: Plain
    """Who publishes there: `Federal Trade Commission`."""
    why: Inline
    """Why readers may be sent there, in one sentence."""


class ChangedPage(Model):
    """A page that no longer has a label, a number or a deadline that a guide quotes from it."""

    url: Url
    """The page, as the guide names it, without what stands behind `#`."""
    seen: Day
    """The last visit on which the page had it."""
    gone: Day
    """The first visit on which the page did not have it any more."""


class Watched(Model):
    """What became of the pages behind a guide: one entry of docs/about/watched.yml, written by `guides watch`."""

    pages: tuple[ChangedPage, ...] = Field(min_length=1, max_length=100)
    """The pages that changed. A guide that was checked after `gone` says nothing of it any more."""


class Picture(Model):
    """A picture that the site may show: one entry of docs/about/images.yml."""

    author: Plain
    """Who made it."""
    licence: Plain
    """The licence under which the site may show it: `CC BY-SA 4.0`."""
    source: Url | None = None
    """The page that it comes from, when it was not made for this site."""
