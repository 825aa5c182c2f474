"""What the law says, as dated data: one page a place."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from guides.model.fields import Day, Inline, Model, Plain, Searched, Url
from guides.model.words import Status

LetterFor = Literal["cancelling", "withdrawing"]


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
    letter: Plain | None = None
    """The sentence that a reader's letter may use, where this rule holds: `… (§ 309 no. 9 BGB).`"""
    letter_for: LetterFor | None = None
    """What such a letter is for: `cancelling`, or `withdrawing` from a new contract."""

    @model_validator(mode="after")
    def _letter_has_a_purpose(self) -> "LawRule":
        if (self.letter is None) != (self.letter_for is None):
            raise PydanticCustomError("letter_purpose", "has to have both `letter` and `letter_for`, or neither")
        if self.letter and self.status is not Status.IN_FORCE:
            raise PydanticCustomError("letter_in_force", "may have a `letter` only while the rule is in force")
        return self


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
