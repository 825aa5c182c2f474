"""Rules about the domains that guides declare: on them rests what every link may do."""

from __future__ import annotations

from collections.abc import Iterator

from guides.collection import Collection
from guides.diagnostics import Diagnostic, Rule, Severity
from guides.diagnostics.rule import LINKS
from guides.rules.context import Checker, Subject
from guides.rules.lib import hosts
from guides.rules.lib.hosts import Names
from guides.rules.lib.wordlists import entries
from guides.source.frontmatter import Document, Loc
from guides.source.raw import at, day, merchant_key

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
        if "." not in domain or domain != domain.lower():
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


def _declared(collection: Collection) -> list[tuple[str, Document, Loc]]:
    """List who declares which domain, the original before the imitation.

    That is the one that has its service's name, then the one whose guide is older.
    """
    documents = [entry.document for entry in collection.guides.values()]
    documents += [entry.document for entry in collection.billers.values()]
    documents += [broken.document for broken in collection.broken if broken.document is not None]
    declared = []
    for document in documents:
        domains = at(document.data, merchant_key(document.data), "domains")
        published = day(document.data.get("published"))
        for index, domain in enumerate(domains if isinstance(domains, list) else ()):
            if isinstance(domain, str) and hosts.owner(domain):
                loc: Loc = (merchant_key(document.data), "domains", index)
                name = "".join(filter(str.isalnum, hosts.label(hosts.owner(domain) or "")))
                is_named = name in _names(document).split()
                order = (not is_named, str(published or "9999"), document.path, index)
                declared.append((order, domain, document, loc))
    declared.sort(key=lambda claim: claim[0])
    return [(domain, document, loc) for _, domain, document, loc in declared]


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


def _namesake(document: Document, loc: Loc, domain: str, other: str) -> Diagnostic:
    """Report the name of another service with another ending: an error unless the service has that name itself."""
    own = hosts.label(hosts.owner(domain) or domain)
    is_its_name = own in _names(document).split() or len(own) < _BRAND
    rule = DOMAIN_SAME_NAME if is_its_name else DOMAIN_LOOK_ALIKE
    message = f"`{domain}` has the same name as `{other}`, which belongs to another service."
    fix = "Check whose it is. If both belong to one company, give both guides the same `vendor`."
    return rule.at(document, document.locate(loc), message, fix)


def imitations(collection: Collection) -> Iterator[Diagnostic]:
    """No declared domain can be taken for another one, of whatever service."""
    names = Names()
    vendors: dict[str, str] = {}
    kin: dict[str, list[str]] = {}
    for domain, document, loc in _declared(collection):
        registered = hosts.owner(domain) or domain
        vendor = str(at(document.data, merchant_key(document.data), "vendor") or document.path)
        own = kin.setdefault(vendor, [])
        if registered not in names.domains and registered not in collection.authorities:
            imitated = names.imitated(domain, own)
            if imitated is None and hosts.has_nested_ending(domain):
                imitated = domain.removesuffix(registered).rstrip(".")
            if imitated:
                message = f"`{domain}` reads like `{imitated}`, and is not it."
                fix = (
                    "Check the spelling. If both are real companies, name this host in docs/about/authorities.yml, "
                    "with the reason."
                )
                yield DOMAIN_LOOK_ALIKE.at(document, document.locate(loc), message, fix)
            elif others := [other for other in names.of_name(hosts.label(registered)) if vendors[other] != vendor]:
                yield _namesake(document, loc, domain, others[0])
        names.add(registered)
        if vendors.setdefault(registered, vendor) == vendor:
            own.append(registered)


CHECKERS: tuple[Checker, ...] = (owned,)
