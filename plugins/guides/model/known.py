"""Services that are known by name and have no guide, so that the finder can say so instead of guessing."""

from pydantic import Field

from guides.model.fields import Domain, Model, Plain, Slug, Url


class KnownService(Model):
    """One service without a guide: an entry of docs/services/<category>.yml. Facts only, no advice."""

    name: Plain
    """The name that readers know. Its Latin letters and digits are its address."""
    aliases: tuple[Plain, ...] = ()
    """Other names that readers search for: plans, short forms, the name in another script."""
    domain: Domain | None = None
    """A host of the vendor, only where a named source gives it. It is searched for and never a link."""
    source: Slug | None = None
    """The key of docs/services/sources.yml that gives the domain."""


class KnownServices(Model):
    """The services without a guide of one category: docs/services/<category>.yml."""

    services: tuple[KnownService, ...] = Field(min_length=1, max_length=2000)
    """The services, one a line."""


class NameSource(Model):
    """Where domains of known services come from: one entry of docs/services/sources.yml."""

    name: Plain
    """What the source is called."""
    licence: Plain
    """The licence under which it may be used: `CC0 1.0`."""
    url: Url
    """Where it is found."""
