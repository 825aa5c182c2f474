"""Rules about where the links of a guide lead: to the vendor, to an authority, or to a source."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guides.diagnostics import Diagnostic, Problem, Rule, Severity
from guides.diagnostics.rule import LINKS, PICTURES
from guides.model.fields import as_url
from guides.model.words import How
from guides.rules.context import Checker, Subject
from guides.rules.lib import hosts, urls
from guides.rules.lib.tracking import decoded
from guides.rules.lib.urls import LINK_REDIRECT
from guides.source.frontmatter import Loc
from guides.source.raw import at, records
from guides.source.text import Link

_CONTACTS = frozenset({"phone", "sms", "fax", "email", "address"})
_CHECKED = frozenset({How.WALKTHROUGH.value, How.OFFICIAL_PAGE.value})
_RELATIVE = frozenset({"link", "image", "definition", "reference"})
_ABOUT_THE_HOST = frozenset(
    {urls.LINK_SCHEME, urls.LINK_IP, urls.LINK_SHORTENER, urls.LINK_REDIRECT, urls.LINK_HOST_FORM}
)


def is_vendors(subject: Subject, host: str) -> bool:
    """Whether a host belongs to the guide's service, to its company, or to one of its billers."""
    return any(hosts.is_below(host, domain) for domain in subject.vendors)


def is_trusted(subject: Subject, url: str) -> bool:
    """Whether a page is the vendor's, a biller's or an authority's."""
    host = urls.host_of(url)
    if is_vendors(subject, host):
        return True
    parts = urls.split(url)
    return subject.context.authority(host, decoded(parts.path) if parts else "") is not None


def is_site_link(link: Link) -> bool:
    """Whether a link leads to a place on this site."""
    url = link.url.strip()
    return link.kind in _RELATIVE and not urls.scheme(url) and not url.replace("\\", "/").startswith("//")


def _named_source(loc: Loc) -> bool:
    """Whether a field names a page that was read, as opposed to one that readers shall open."""
    return bool(loc) and (loc[-1] != "url" or loc[0] == "sources")


LINK_HOST = Rule(
    "link-host",
    LINKS,
    "A link leads to one of the domains that the guide declares, to those of a biller that it names, or to an "
    "authority in docs/about/authorities.yml. Any other page can only be named under `sources`.",
    bad="[Your account](https://cinema.example/account)",
    good="[Your account](https://films.example/account)",
)
LINK_LOOK_ALIKE = Rule(
    "link-look-alike",
    LINKS,
    "A host does not imitate one that a guide declares: no letters of other alphabets, no `rn` for `m`, no "
    "single letter more or less, no `lessons-refund.com`.",
    bad="[Lessons](https://lesson5.example/)",
    good="[Your account](https://films.example/account)",
)
CHECK_ELSEWHERE = Rule(
    "check-elsewhere",
    LINKS,
    "The source of an `official-page` or `walkthrough` is the vendor’s, a biller’s or an authority’s page.",
    bad="routes:\n"
    "  - via: website\n"
    "    check: {date: 2026-11-01, how: official-page, source: https://blog.example/films}",
    good="routes:\n"
    "  - via: website\n"
    "    check: {date: 2026-11-01, how: official-page, source: https://films.example/help}",
)
SOURCE_ELSEWHERE = Rule(
    "source-elsewhere",
    LINKS,
    "A source is the vendor’s own page, or there is none.",
    bad="sources: [{url: https://blog.example/films, title: Films reviewed}]",
    good="sources: [{url: https://films.example/help, title: Films help}]",
    severity=Severity.WARNING,
    suppressible=True,
)


_LOG_IN = re.compile(r"[./](?:log-?in|sign-?in|auth|sso)(?=[./])|^\.accounts?\.|/verify/$", re.IGNORECASE)


def _elsewhere(subject: Subject, link: Link, url: str) -> Problem | None:
    """Say what is wrong with leading readers to somebody else's host."""
    host = urls.host_of(url)
    if imitated := subject.context.names.imitated(host, subject.domains):
        return Problem(
            LINK_LOOK_ALIKE,
            f"`{host}` reads like `{imitated}`, and is not it.",
            f"Write {imitated} if that is meant; if both are real companies, name the host in "
            "docs/about/authorities.yml.",
        )
    own = ", ".join(subject.domains) or "none"
    owner = hosts.owner(host) or host
    whose = f"`{host}` belongs to `{owner}`, which" if owner != host else f"`{host}`"
    if link.kind != "field" or not _named_source(link.loc):
        return Problem(
            LINK_HOST,
            f"{whose} is not one of the domains of this guide ({own}).",
            "Link to the vendor’s own page. If the host is the vendor’s, add it to `domains`; if it is a public "
            "authority, to docs/about/authorities.yml. A page on which the guide rests is named under `sources` alone.",
        )
    if _CONTACTS.intersection(link.loc):
        return None  # rules.contacts demands more of these
    return _foreign_source(subject, link, url, own)


def _foreign_source(subject: Subject, link: Link, url: str, own: str) -> Problem | None:
    """Say what is wrong with resting on somebody else's page."""
    host = urls.host_of(url)
    if link.loc[-2:] == ("check", "source") and _how(subject.document.data, link.loc) in _CHECKED:
        return Problem(
            CHECK_ELSEWHERE,
            f"The check says that the vendor’s own text was read, but `{host}` is not one of its domains ({own}).",
            "If the host is the vendor’s, add it to `domains`. If not, the route is only `how: reported`.",
        )
    parts = urls.split(url)
    if _LOG_IN.search(f".{host}.") or _LOG_IN.search(f"{parts.path if parts else ''}/"):
        return Problem(
            LINK_HOST,
            f"The page at `{host}` asks readers to log in, and is not the vendor’s.",
            "Cite a page that can be read without an account.",
        )
    if (hosts.owner(host) or host) in subject.context.names.domains:
        return None  # the page of another vendor about itself
    return Problem(
        SOURCE_ELSEWHERE,
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


IMAGE_REMOTE = Rule(
    "image-remote",
    PICTURES,
    "A picture comes from this site, so that readers ask nobody else for it.",
    bad="![The menu](https://films.example/menu.png)",
    good="![The menu](../assets/images/guides/films-menu.png)",
)


def _problems(subject: Subject, link: Link) -> Iterator[Problem]:
    # The model has reported an address of the wrong form in a field for addresses.
    if link.kind == "field" and not is_valid_field(link.url):
        return
    form = list(urls.problems(link.url))
    yield from form
    if link.kind == "image":
        yield Problem(
            IMAGE_REMOTE, "A picture comes from this site, not from another one.", "Put it into docs/assets/images/."
        )
        return
    # One finding about the host says enough.
    if any(problem.rule in _ABOUT_THE_HOST for problem in form):
        return
    if not is_trusted(subject, link.url) and (problem := _elsewhere(subject, link, link.url)):
        yield problem
    for inner in urls.nested(link.url):
        if is_trusted(subject, inner):
            continue
        problem = _elsewhere(subject, link, inner)
        # An archive's copy of a page is as good a source as the page.
        if problem and problem.rule is SOURCE_ELSEWHERE and is_trusted(subject, link.url):
            yield problem
        elif problem:
            where = urls.host_of(inner)
            yield Problem(
                LINK_REDIRECT,
                f"The address has another one inside, at `{where}`, to which it may send readers on.",
                "Write the address of the vendor’s page without it.",
            )


_RESTS_ON_DOMAINS = frozenset({LINK_HOST, CHECK_ELSEWHERE, SOURCE_ELSEWHERE})


def addresses_lead_home(subject: Subject) -> Iterator[Diagnostic]:
    """Every address is of an honest form and leads to somebody who is named."""
    reported: set[tuple[int, str, str]] = set()
    for link in subject.prose.links:
        if link.kind == "reference" or is_site_link(link) or urls.scheme(link.url) in {"mailto", "tel"}:
            continue
        for problem in _problems(subject, link):
            if subject.lacks_domains and problem.rule in _RESTS_ON_DOMAINS:
                continue
            key = (link.position.line, problem.rule.id, urls.host_of(link.url))
            if key not in reported:
                reported.add(key)
                yield problem.at(subject.document, link.position)


CHECKERS: tuple[Checker, ...] = (addresses_lead_home,)
