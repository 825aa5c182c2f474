"""Says what became of a page: plain functions of what a visit found."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from guides.cli.watching.visits import Hop, Visit
from guides.rules.lib import hosts

_UNSURE = {
    401: "it asks for a log-in",
    402: "it asks for a payment",
    403: "it refuses robots",
    405: "it refuses robots",
    406: "it refuses robots",
    407: "it asks for a log-in",
    429: "it asks us to come later",
    451: "it is closed for legal reasons where we asked from",
    999: "it refuses robots",
}
"""Answers that say something about us and nothing about the page."""
_FINE, _UNCHANGED = range(200, 300), 304
_FOR_GOOD = frozenset({301, 308})
_LANGUAGE = re.compile(r"/?([a-z]{2}([-_][a-z]{2})?(/|$)){0,2}(index\.\w+|home/?)?", re.IGNORECASE)
_MISSING = re.compile(
    r"\b404\b|page (was |could )?(not|n.t) (be )?found|not found|no longer (available|exists)|does(n.t| not) exist"
    r"|can.t find (that|the|this) page|seite (wurde )?nicht gefunden|page (introuvable|non trouvée)"
    r"|página no encontrada|pagina non trovata",
    re.IGNORECASE,
)
_FEW_WORDS = 120
"""A page that says at its top that it was not found, and says little else, is none."""


class Kind(StrEnum):
    """What became of a page."""

    FINE = "fine"
    FOREIGN = "foreign"
    BROKEN = "broken"
    HOME = "home"
    MISSING = "missing"
    MOVED = "moved"
    REFUSED = "refused"


LOST = frozenset({Kind.BROKEN, Kind.HOME, Kind.MISSING})
"""Kinds that one bad day of a server can look like."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a page; `target` is where it leads now, for a page that moved its new address."""

    url: str
    kind: Kind
    reason: str = ""
    target: str = ""


def owner(url: str) -> str:
    """Give whose page an address is: the part of its host that somebody registered."""
    host = urlsplit(url).hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return hosts.owner(host) or host
    return host


def leads_wrong(url: str, domains: frozenset[str], hops: Sequence[Hop]) -> tuple[Kind, str] | None:
    """Say what is wrong with where the last redirect leads, if anything is."""
    target = hops[-1].target
    if not target.lower().startswith(("https://", "http://")):
        return Kind.BROKEN, "it leads to something that is no web page"
    host = urlsplit(target).hostname or ""
    if owner(target) != owner(url) and not any(hosts.is_below(host, domain) for domain in domains):
        return Kind.FOREIGN, "it leads to another owner’s site"
    if target in (url, *(hop.target for hop in hops[:-1])):
        return Kind.BROKEN, "it leads in a circle"
    return None


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _LANGUAGE.fullmatch(parts.path or "/") is not None


def _is_missing(visit: Visit) -> bool:
    """Whether a page says itself that it is none, although its status says otherwise."""
    top = visit.main.lstrip().partition("\n")[0][:200]
    said = _MISSING.search(visit.title) or _MISSING.search(top)
    return bool(said) and len(visit.main.split()) < _FEW_WORDS


def _new_address(visit: Visit) -> str:
    """Give where an address has moved for good: as far as redirects say that it is."""
    new = ""
    for hop in visit.hops:
        if hop.status not in _FOR_GOOD:
            break
        new = hop.target
    return new


def _of_answer(url: str, visit: Visit) -> Finding:
    if words := _UNSURE.get(visit.status):
        return Finding(url, Kind.REFUSED, f"{words} (answer {visit.status})", visit.target)
    if visit.status not in _FINE and visit.status != _UNCHANGED:
        return Finding(url, Kind.BROKEN, f"the server answers {visit.status}", visit.target)
    if visit.target and _is_home(visit.target) and not _is_home(url):
        return Finding(url, Kind.HOME, "it leads to the home page", visit.target)
    if _is_missing(visit):
        return Finding(
            url, Kind.MISSING, "the page says that it was not found, with the status of one that was", visit.target
        )
    if new := _new_address(visit):
        return Finding(url, Kind.MOVED, "it has moved for good", new)
    return Finding(url, Kind.FINE, "", visit.target)


def judge(url: str, domains: frozenset[str], visit: Visit, most_hops: int) -> Finding:
    """Say what became of a page."""
    if visit.failed:
        return Finding(url, Kind.BROKEN, visit.failed, visit.target)
    if visit.refused:
        return Finding(url, Kind.REFUSED, visit.refused, visit.target)
    if visit.hops and (wrong := leads_wrong(url, domains, visit.hops)):
        kind, reason = wrong
        # A browser keeps cookies, and may get further than we do.
        if reason.endswith("circle") and visit.sets_cookie:
            kind = Kind.REFUSED
        return Finding(url, kind, reason, visit.target)
    if len(visit.hops) > most_hops:
        return Finding(url, Kind.BROKEN, f"it leads on more than {most_hops} times", visit.target)
    return _of_answer(url, visit)
