"""Rules about the domains that guides declare: on them rests what every link may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guides.collection import AnyEntry, Collection, Newcomers
from guides.diagnostics import Diagnostic, Rule, Severity
from guides.diagnostics.rule import LINKS
from guides.rules.context import Checker, Subject
from guides.rules.lib import hosts
from guides.rules.lib.brands import Brands, folded
from guides.rules.lib.hosts import Names
from guides.rules.lib.wordlists import entries
from guides.source.frontmatter import Document, Loc
from guides.source.raw import at, merchant_key

_BRAND = 5
"""From this many letters on, a name that two services share is no accident."""


def _names(document: Document) -> str:
    """Give all names of a payee as one word, to see whether a domain is named after it."""
    who = at(document.data, merchant_key(document.data))
    texts = [at(who, "name"), *(aliases if isinstance(aliases := at(who, "aliases"), list) else [])]
    return " ".join("".join(letter for letter in str(text).lower() if letter.isalnum()) for text in texts)


DOMAIN_SHARED = Rule(
    "domain-shared",
    LINKS,
    "A declared domain is the vendor’s alone, not one below which anybody can publish: `co.uk`, `github.io`.",
    bad="service: {name: Films, category: learning, domains: [co.uk]}",
    good="service: {name: Films, category: learning, domains: [films.co.uk]}",
)


def owned(subject: Subject) -> Iterator[Diagnostic]:
    """A declared domain is one that the vendor alone can publish at."""
    for index, domain in enumerate(subject.domains):
        loc: Loc = (merchant_key(subject.document.data), "domains", index)
        if "." not in domain:
            continue  # reported by the model
        if hosts.owner(domain) is None:
            message = f"Everybody can register a name below `{domain}`."
            fix = f"Write the vendor’s own part of it: `name.{domain}`."
        elif hosts.listed(domain, "", "shorteners") or hosts.listed(domain, "", "wrappers"):
            message = f"Links at `{domain}` lead anywhere."
            fix = "Remove it, and write the addresses that they lead to."
        elif domain in entries("platforms") and hosts.label(domain) not in _names(subject.document):
            message = f"Anybody can publish at `{domain}`."
            fix = f"Write the vendor’s own part of it: `name.{domain}`."
        elif domain in entries("open_hosts"):
            message = f"Anybody can publish at `{domain}`."
            fix = "Remove it."
        else:
            continue
        yield DOMAIN_SHARED.at(subject.document, subject.document.locate(loc), message, fix)


@dataclass(frozen=True, slots=True)
class _Declared:
    """A domain that a guide declares. `rank` is lower the likelier it is the original."""

    rank: tuple[bool, bool]
    domain: str
    document: Document
    loc: Loc

    @property
    def vendor(self) -> str:
        return str(at(self.document.data, merchant_key(self.document.data), "vendor") or self.document.path)

    @property
    def registered(self) -> str:
        return hosts.owner(self.domain) or self.domain


def _declared(collection: Collection, new: Newcomers) -> list[_Declared]:
    """List who declares which domain, the original before the imitation.

    That is the one that has its service's name, then the one whose guide is not new. The day
    on which a guide says that it appeared does not count: an imitation could say any.
    """
    files = [(entry.uri, entry.document) for entry in collection.guides.values()]
    files += [(entry.uri, entry.document) for entry in collection.billers.values()]
    files += [(one.uri, one.document) for one in collection.broken if one.document is not None]
    newcomers = new()
    claims = []
    for uri, document in files:
        domains = at(document.data, merchant_key(document.data), "domains")
        for index, domain in enumerate(domains if isinstance(domains, list) else ()):
            if isinstance(domain, str) and hosts.owner(domain):
                loc: Loc = (merchant_key(document.data), "domains", index)
                name = "".join(filter(str.isalnum, hosts.label(hosts.owner(domain) or "")))
                is_named = name in _names(document).split()
                claims.append(_Declared((not is_named, uri in newcomers), domain, document, loc))
    return sorted(claims, key=lambda one: (one.rank, one.document.path))


DOMAIN_LOOK_ALIKE = Rule(
    "domain-look-alike",
    LINKS,
    "A declared domain cannot be taken for one of another guide.",
    bad="service: {name: Films, category: learning, domains: [lesson5.example]}",
    good="service: {name: Films, category: learning, domains: [films.example]}",
)
DOMAIN_SAME_NAME = Rule(
    "domain-same-name",
    LINKS,
    "Domains of one name and different endings belong to one company.",
    bad="service: {name: Lessons, category: learning, domains: [lessons.org]}",
    good="service: {name: Films, category: learning, domains: [films.example]}",
    severity=Severity.WARNING,
    suppressible=True,
)


def _namesake(one: _Declared, other: str) -> Diagnostic:
    """Report the name of another service with another ending: an error unless the service has that name itself."""
    own = hosts.label(one.registered)
    rule = DOMAIN_SAME_NAME if own in _names(one.document).split() or len(own) < _BRAND else DOMAIN_LOOK_ALIKE
    message = f"`{one.domain}` has the same name as `{other}`, which belongs to another service."
    fix = "Check whose it is. If both belong to one company, give both guides the same `vendor`."
    return rule.at(one.document, one.document.locate(one.loc), message, fix)


def _look_alike(one: _Declared, imitated: str) -> Diagnostic:
    message = f"`{one.domain}` reads like `{imitated}`, and is not it."
    fix = (
        "Check the spelling. If both are real companies, name this host in docs/about/authorities.yml, with the reason."
    )
    return DOMAIN_LOOK_ALIKE.at(one.document, one.document.locate(one.loc), message, fix)


def imitations(collection: Collection, new: Newcomers) -> Iterator[Diagnostic]:
    """No declared domain can be taken for another one, of whatever service."""
    names = Names()
    owners: dict[str, _Declared] = {}
    kin: dict[str, list[str]] = {}
    for one in _declared(collection, new):
        own = kin.setdefault(one.vendor, [])
        if one.registered not in names.domains and one.registered not in collection.authorities:
            imitated = names.imitated(one.domain, own)
            if imitated is None and hosts.has_nested_ending(one.domain):
                yield _look_alike(one, one.domain.removesuffix(one.registered).rstrip("."))
            elif imitated:
                yield _look_alike(one, imitated)
                # Where nothing tells the original from the imitation, both are told.
                if (other := owners.get(imitated)) and other.rank == one.rank:
                    yield _look_alike(other, one.domain)
            elif same := [
                name for name in names.of_name(hosts.label(one.registered)) if owners[name].vendor != one.vendor
            ]:
                yield _namesake(one, same[0])
                if owners[same[0]].rank == one.rank:
                    yield _namesake(owners[same[0]], one.registered)
        names.add(one.registered)
        if owners.setdefault(one.registered, one).vendor == one.vendor:
            own.append(one.registered)


def _kin(collection: Collection) -> dict[str, set[str]]:
    """Give, for each name, the domains and the company of whoever has it."""
    kin: dict[str, set[str]] = {}
    entries_: list[AnyEntry] = [*collection.guides.values(), *collection.billers.values()]
    for entry in entries_:
        who = entry.page.merchant
        theirs = {*(hosts.owner(domain) or domain for domain in who.domains), *filter(None, [who.vendor])}
        for name in (who.name, who.vendor or ""):
            kin.setdefault(folded(name), set()).update(theirs)
    return kin


def borrowed_names(collection: Collection) -> Iterator[Diagnostic]:
    """No declared domain has the name of somebody else's service in it, be there a guide for that or not."""
    brands, kin = Brands(), _kin(collection)
    files: list[AnyEntry] = [*collection.guides.values(), *collection.billers.values()]
    for entry in files:
        brands.add(entry.page.merchant.name)
    for known in collection.known:
        brands.add(known.service.name)
    for host in collection.authorities:
        brands.add_authority(host.partition("/")[0])
    for entry in files:
        who = entry.page.merchant
        own = {folded(name) for name in (who.name, who.vendor or "")}
        for index, domain in enumerate(who.domains):
            name = brands.borrowed(domain, own)
            theirs = kin.get(folded(name), set()) if name else set()
            # A company’s services share its domains and its name.
            if name is None or theirs & {who.vendor, hosts.owner(domain)} or domain in collection.authorities:
                continue
            loc: Loc = (merchant_key(entry.document.data), "domains", index)
            message = f"`{domain}` has the name of {name} in it, which is not this service."
            fix = f"Check whose it is. If it belongs to {name}’s company, give both the same `vendor`."
            yield DOMAIN_LOOK_ALIKE.at(entry.document, entry.document.locate(loc), message, fix)


CHECKERS: tuple[Checker, ...] = (owned,)
