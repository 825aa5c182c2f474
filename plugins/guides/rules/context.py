"""What the rules on one file look at, and what they may know of the others."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from guides.diagnostics import Diagnostic
from guides.model import Authority, Biller, Guide, Picture
from guides.rules.lib import hosts
from guides.rules.lib.hosts import Names
from guides.source.folders import GUIDES, lies_in
from guides.source.frontmatter import Document
from guides.source.markdown import Body
from guides.source.raw import at, merchant_key, records
from guides.source.text import Prose

HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(/[\w.@-]+)*", re.ASCII | re.IGNORECASE)
"""A host, and perhaps a part of it that one publisher has for itself."""


def declared_domains(document: Document) -> tuple[str, ...]:
    """Give the hosts that a file declares as its own, as far as they have the form of one."""
    declared = at(document.data, merchant_key(document.data), "domains")
    texts = declared if isinstance(declared, list) else []
    return tuple(text for text in texts if isinstance(text, str) and HOST.fullmatch(text) and "/" not in text)


@dataclass(frozen=True, slots=True)
class Context:
    """The rest of the site, as far as a guide's links and pictures lead there.

    `cited` are hosts that pages other than guides rest on. `billers` has the domains of each biller by the
    `via` that guides name it with, `vendors` those of each company, `files` all files below docs/. `contacts`
    are the publisher's own, for the imprint. `today` is missing in a build, which must give the same pages on
    any day.
    """

    authorities: Mapping[str, Authority] = field(default_factory=dict)
    cited: Mapping[str, Authority] = field(default_factory=dict)
    billers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vendors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    contacts: tuple[str, ...] = ()
    anchors: Callable[[str], frozenset[str] | None] = lambda _: None
    today: date | None = None

    def authority(self, host: str, path: str) -> str | None:
        """Name the authority that a page belongs to, if it is one's."""
        return _named(self.authorities, host, path)

    def is_cited(self, host: str, path: str) -> bool:
        """Whether pages that are no guides may cite a page."""
        return _named(self.cited, host, path) is not None


def _named(records: Mapping[str, Authority], host: str, path: str) -> str | None:
    """Find the record whose host, or part of one, a page belongs to."""
    ends = hosts.ends(host)
    for key in records:
        if key.partition("/")[0] in ends and hosts.stands_in(host, path, key):
            return key
    return None


ALONE = Context()
"""A file on its own."""


def resolve(uri: str, target: str) -> str:
    """Give the path below docs/ that a relative link of a page leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), target)) if target else uri


@dataclass(frozen=True)
class Subject:
    """One file, read, and what stands around it.

    `page` is missing when its data are not valid, `uri` is the file's path below docs/.
    """

    document: Document
    body: Body
    page: Guide | Biller | None
    uri: str = ""
    context: Context = ALONE

    @cached_property
    def prose(self) -> Prose:
        """The texts and the links of the file."""
        return Prose(self.document, self.body)

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """The hosts that the file declares as those of its service or biller."""
        declared = at(self.document.data, merchant_key(self.document.data), "domains")
        texts = [domain for domain in declared if isinstance(domain, str)] if isinstance(declared, list) else []
        # An address in the place of a host is told once, and not at each link to it as well.
        return tuple(hosts.host_in(text) for text in texts)

    @cached_property
    def lacks_domains(self) -> bool:
        """Whether a guide's domains cannot be read, which is told once and not at each of its links as well."""
        return not declared_domains(self.document) and self.page is None and lies_in(self.uri, GUIDES)

    @cached_property
    def billers(self) -> tuple[str, ...]:
        """The domains of the billers that the file's routes name."""
        named = [route.get("via") for _, route in records(self.document.data, "routes")]
        return tuple(domain for via, domains in self.context.billers.items() if via in named for domain in domains)

    @cached_property
    def vendors(self) -> tuple[str, ...]:
        """The domains of the service, its company and its billers, as far as somebody registered them."""
        vendor = at(self.document.data, merchant_key(self.document.data), "vendor")
        kin = self.context.vendors.get(vendor, ()) if isinstance(vendor, str) else ()
        return tuple(domain for domain in (*self.domains, *kin, *self.billers) if hosts.owner(domain) is not None)


Checker = Callable[[Subject], Iterator[Diagnostic]]
"""What looks at one file for the findings of one rule or of a few that are akin."""
