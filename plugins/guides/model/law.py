"""What the law says, as dated data: one page a place."""

from typing import Annotated

from pydantic import Field, StringConstraints

from guides.model.fields import Day, Inline, Model, Plain, Searched, Url
from guides.model.words import Status


class LawRule(Model):
    """One rule of law, and whether it holds today."""

    rule: Plain
    """The rule, by the name that one would quote: `Cancellation button (§ 312k BGB)`."""
    status: Status
    """Whether it is in force. A rule that was announced is not yet law."""
    since: Day | None = None
    """Since when it has that status; for `passed-not-in-force`, from when it will be in force."""
    what_you_can_do: Inline
    """What a reader can do with it today, in one sentence."""
    overview: Inline | None = None
    """The same in a few words, for the overview of all places; rules without it are not in the overview."""
    source: Url
    """The page that states it."""
    source_date: Day | None = None
    """The date of the text that was read; leave it out when it is not known."""
    checked: Day
    """The day on which somebody compared the entry with its source."""
    note: Inline | None = None
    """What else one must know: how it was read, whom it does not cover."""


class Law(Model):
    """The rules of one place: docs/law/<slug>.md."""

    title: Annotated[Plain, StringConstraints(max_length=70)]
    """The page's title: `Germany: the cancellation button`."""
    description: Annotated[Plain, StringConstraints(min_length=30, max_length=160)]
    """What holds there, in one or two sentences."""
    place: Plain
    """The country, the state or the union: `Germany`."""
    finder: Searched = ()
    """What readers type who look for this: `[kuendigungsbutton, law in germany]`."""
    law: tuple[LawRule, ...] = Field(min_length=1)
    """The rules, the most useful first."""
