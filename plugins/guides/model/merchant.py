"""Who is subscribed to, and who takes the money."""

from typing import Annotated

from pydantic import Field, StrictBool, StringConstraints

from guides.model.channels import Via
from guides.model.fields import Domain, Inline, Model, Plain, Slug


class FormerName(Model):
    """A name that the service had before."""

    name: Plain
    """The former name, as readers may still search for it."""
    until: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None
    """When the name was given up: YYYY, YYYY-MM or YYYY-MM-DD, in quotes if only a year."""


class Merchant(Model):
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

    @property
    def company(self) -> str:
        """Who has a help page and terms: iCloud+ has none, Apple has."""
        return self.vendor or self.name


class Service(Merchant):
    """What is subscribed to."""

    category: Slug
    """The file name, without `.md`, of a page in docs/categories/."""
    history: tuple[FormerName, ...] = ()
    """Names that the service had before."""


class BillerIdentity(Merchant):
    """Who takes the money when it is not the service itself."""

    via: Via
    """The `via` by which guides name this biller."""
    how_to_tell: Inline
    """How readers recognise that this biller takes the money."""
    ends_contract: StrictBool = True
    """Whether cancelling here ends the subscription; `false` where it only stops the payment."""
