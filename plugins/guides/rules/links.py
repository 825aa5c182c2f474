"""Rules about where the links of a guide lead: to the vendor, to an authority, or to a source."""

from collections.abc import Iterator, Mapping
from typing import Any

from guides.diagnostics import Diagnostic
from guides.model.fields import as_url
from guides.model.words import How
from guides.rules.context import Rule, Subject
from guides.rules.lib import hosts, urls
from guides.rules.lib.tracking import decoded
from guides.rules.lib.urls import Problem
from guides.source.frontmatter import Loc
from guides.source.raw import at, records
from guides.source.text import Link

_CONTACTS = frozenset({"phone", "email", "address"})
_CHECKED = frozenset({How.WALKTHROUGH.value, How.OFFICIAL_PAGE.value})
_RELATIVE = frozenset({"link", "image", "definition", "reference"})


def is_vendors(subject: Subject, host: str) -> bool:
    """Whether a host belongs to the guide's service, to its company, or to one of its billers."""
    return any(hosts.is_below(host, domain) for domain in subject.vendors)


def is_trusted(subject: Subject, url: str) -> bool:
    """Whether a page is the vendor's, a biller's or an authority's."""
    host = urls.host_of(url)
    parts = urls.split(url)
    path = decoded(parts.path) if parts else ""
    return is_vendors(subject, host) or subject.around.authority(host, path) is not None


def is_site_link(link: Link) -> bool:
    """Whether a link leads to a place on this site."""
    url = link.url.strip()
    return link.kind in _RELATIVE and not urls.scheme(url) and not url.replace("\\", "/").startswith("//")


def _named_source(loc: Loc) -> bool:
    """Whether a field names a page that was read, as opposed to one that readers shall open."""
    return bool(loc) and (loc[-1] != "url" or loc[0] == "sources")


def sources(subject: Subject) -> frozenset[str]:
    """Give the addresses that the guide declares as its sources, without what stands behind `#`."""
    return frozenset(
        link.url.partition("#")[0]
        for link in subject.prose.links
        if link.kind == "field" and _named_source(link.loc) and not _CONTACTS.intersection(link.loc)
    )


def _elsewhere(subject: Subject, link: Link, url: str) -> Problem | None:
    """Say what is wrong with leading readers to somebody else's host."""
    host = urls.host_of(url)
    if imitated := subject.around.names.imitated(host, subject.domains):
        return Problem(
            "link-look-alike",
            f"`{host}` reads like `{imitated}`, and is not it.",
            f"Write {imitated} if that is meant; if both are real companies, name the host in "
            "docs/about/authorities.yml.",
        )
    own = ", ".join(subject.domains) or "none"
    owner = hosts.owner(host) or host
    whose = f"`{host}` belongs to `{owner}`" if owner != host else f"`{host}`"
    if link.kind != "field" or not _named_source(link.loc):
        return Problem(
            "link-host",
            f"{whose}, which is not one of the domains of this guide ({own}).",
            "Link to the vendor’s own page. If the host is the vendor’s, add it to `domains`; if it is a public "
            "authority, to docs/about/authorities.yml; if the guide rests on the page, to `sources`.",
        )
    if _CONTACTS.intersection(link.loc):
        return None  # rules.contacts demands more of these
    if link.loc[-2:] == ("check", "source") and _how(subject.document.data, link.loc) in _CHECKED:
        return Problem(
            "check-elsewhere",
            f"The check says that the vendor’s own text was read, but `{host}` is not one of its domains ({own}).",
            "If the host is the vendor’s, add it to `domains`. If not, the route is only `how: reported`.",
        )
    if owner in subject.around.names.domains:
        return None  # the page of another vendor about itself
    return Problem(
        "source-elsewhere",
        f"The source is at `{host}`, neither the vendor’s ({own}) nor a named authority’s.",
        "Cite the vendor’s own page, if there is one.",
    )


def _how(data: Mapping[str, Any], loc: Loc) -> object:
    return next((at(route, "check", "how") for place, route in records(data, "routes") if place == loc[:2]), None)


def is_valid_field(url: str) -> bool:
    """Whether a field for an address has one; any other form has been reported by the model."""
    try:
        as_url(url)
    except ValueError:
        return False
    return True


def _problems(subject: Subject, link: Link, known: frozenset[str]) -> Iterator[Problem]:
    # The model has reported an address of the wrong form in a field for addresses.
    if link.kind == "field" and not is_valid_field(link.url):
        return
    form = list(urls.problems(link.url))
    yield from form
    if link.kind == "image":
        yield Problem(
            "image-remote", "A picture comes from this site, not from another one.", "Put it into docs/assets/images/."
        )
        return
    # One finding about the host says enough.
    if any(one.rule in {"link-scheme", "link-ip", "link-shortener", "link-redirect", "link-host-form"} for one in form):
        return
    is_known = link.kind != "field" and link.url.partition("#")[0] in known
    if not is_known and not is_trusted(subject, link.url) and (problem := _elsewhere(subject, link, link.url)):
        yield problem
    for inner in urls.nested(link.url):
        if is_known or is_trusted(subject, inner):
            continue
        problem = _elsewhere(subject, link, inner)
        # An archive's copy of a page is as good a source as the page.
        if problem and problem.rule == "source-elsewhere" and is_trusted(subject, link.url):
            yield problem
        elif problem:
            where = urls.host_of(inner)
            yield Problem(
                "link-redirect",
                f"The address has another one inside, at `{where}`, to which it may send readers on.",
                "Write the address of the vendor’s page without it.",
            )


def addresses_lead_home(subject: Subject) -> Iterator[Diagnostic]:
    """Every address is of an honest form and leads to somebody who is named."""
    known = sources(subject)
    told: set[tuple[int, str, str]] = set()
    for link in subject.prose.links:
        if link.kind == "reference" or is_site_link(link) or urls.scheme(link.url) in {"mailto", "tel"}:
            continue
        for one in _problems(subject, link, known):
            key = (link.position.line, one.rule, urls.host_of(link.url))
            if key not in told:
                told.add(key)
                yield subject.document.report(link.position, one.rule, one.message, one.fix)


RULES: tuple[Rule, ...] = (addresses_lead_home,)
