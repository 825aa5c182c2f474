"""What a rule on one file may know of the others."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from guides.knowledge import hosts
from guides.knowledge.hosts import Names
from guides.model import Authority, Picture


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The rest of the site, as far as a guide's links and pictures lead there.

    `billers` has the domains of each biller by the `via` that guides name it with, `vendors` those
    of each company, `files` all files below docs/. `today` is missing in a build, which must give
    the same pages on any day.
    """

    authorities: Mapping[str, Authority] = field(default_factory=dict)
    billers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vendors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    anchors: Callable[[str], frozenset[str] | None] = lambda _: None
    today: date | None = None

    def authority(self, host: str, path: str) -> str | None:
        """Name the authority that a page belongs to, if it is one's."""
        labels = host.split(".")
        ends = {".".join(labels[index:]) for index in range(len(labels))}
        for key in self.authorities:
            if key.partition("/")[0] in ends and hosts.stands_in(host, path, key):
                return key
        return None


NOWHERE = Surroundings()
"""A file on its own."""


def resolve(uri: str, target: str) -> str:
    """Give the path below docs/ that a relative link of a page leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), target)) if target else uri
