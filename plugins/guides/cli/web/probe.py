"""Finds out what became of one link."""

import ipaddress
import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from guides.cli.web import robots
from guides.cli.web.client import Answer, Client, NoAnswerError
from guides.cli.web.limits import Manners
from guides.cli.web.rate_limit import TimeIsUpError, Turns
from guides.cli.web.robots import Robots
from guides.rules.lib import hosts

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
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
"""Answers that say something about us and nothing about the link."""
_FINE, _ERRORS, _SERVER_FAILS, _BUSY = range(200, 300), 400, 500, 429
_PASSING = frozenset({408, 425, _BUSY})


class Kind(StrEnum):
    """What became of a link."""

    FINE = "fine"
    FOREIGN = "foreign"
    BROKEN = "broken"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a link; `target` is where it leads now."""

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


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _is_final(status: int) -> bool:
    """Whether asking again would change nothing."""
    return status < _SERVER_FAILS and status not in _PASSING


def _later(answer: Answer) -> float | None:
    """Read Retry-After: seconds, or a date."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0)
    except (ValueError, OverflowError, OSError):
        return None


def _end(seen: list[str]) -> str:
    """Give where a link has led so far, if it led on."""
    return seen[-1] if len(seen) > 1 else ""


def _wrong(url: str, target: str, domains: frozenset[str], seen: list[str], answer: Answer) -> Finding | None:
    """Say what is wrong with where a link leads on to, if anything is."""
    if not target.lower().startswith(("https://", "http://")):
        return Finding(url, Kind.BROKEN, "it leads to something that is no web page", target)
    host = urlsplit(target).hostname or ""
    if owner(target) != owner(url) and not any(hosts.is_below(host, domain) for domain in domains):
        return Finding(url, Kind.FOREIGN, "it leads to another owner’s site", target)
    if target in seen:
        # A browser keeps cookies, and may get further than we do.
        kind = Kind.UNSURE if "set-cookie" in answer.headers else Kind.BROKEN
        return Finding(url, kind, "it leads in a circle", target)
    return None


def _judged(url: str, answer: Answer, target: str) -> Finding:
    """Say what the last answer means."""
    if answer.status in _FINE:
        return Finding(url, Kind.FINE, "", target)
    if words := _UNSURE.get(answer.status):
        return Finding(url, Kind.UNSURE, f"{words} (answer {answer.status})", target)
    return Finding(url, Kind.BROKEN, f"the server answers {answer.status}", target)


@dataclass(frozen=True, slots=True)
class Prober:
    """Asks for links, politely; what hosts want of robots is asked once a run."""

    client: Client
    turns: Turns
    _robots: dict[str, Robots | str] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def _manners(self) -> Manners:
        return self.client.manners

    def probe(self, url: str, domains: frozenset[str]) -> Finding:
        """Ask for a link; `domains` are hosts to which it may lead on, beside its own owner's."""
        seen = [url]
        try:
            while len(seen) <= self._manners.hops:
                answer = self._answer(seen[-1])
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    return _judged(url, answer, _end(seen))
                target = urljoin(seen[-1], answer.headers["location"].strip()).partition("#")[0]
                if wrong := _wrong(url, target, domains, seen, answer):
                    return wrong
                seen.append(target)
        except (NoAnswerError, ValueError) as error:
            said = str(error) if isinstance(error, NoAnswerError) else "it leads to something that is no address"
            return Finding(url, Kind.BROKEN, said, _end(seen))
        except (_RefusedError, TimeIsUpError) as error:
            return Finding(url, Kind.UNSURE, str(error), _end(seen))
        return Finding(url, Kind.BROKEN, f"it leads on more than {self._manners.hops} times", seen[-1])

    def _answer(self, url: str) -> Answer:
        """Ask for a page: its head first, the page itself when the server refuses that, again when it fails."""
        wanted = self._wanted(_origin(url))
        if not wanted.allows(url):
            raise _RefusedError("its robots.txt asks us not to")
        answer: Answer | NoAnswerError = NoAnswerError("nobody asked")
        for attempt in range(self._manners.tries):
            if attempt:
                self._pause(url, attempt, answer)
            try:
                answer = self._ask("GET" if attempt else "HEAD", url, wanted.delay)
            except NoAnswerError as error:
                answer = error
            else:
                if answer.status < _ERRORS or (attempt and _is_final(answer.status)):
                    return answer
        if isinstance(answer, NoAnswerError):
            raise answer
        return answer

    def _pause(self, url: str, attempt: int, answer: Answer | NoAnswerError) -> None:
        """Wait before the next attempt: as long as the server wants, else a little longer each time."""
        later = None if isinstance(answer, NoAnswerError) else _later(answer)
        if later is not None and later > self._manners.patience:
            raise _RefusedError("it asks us to come later")
        if later is not None:
            self.turns.hold(_origin(url), later)
        elif isinstance(answer, NoAnswerError) or attempt > 1 or answer.status == _BUSY:
            self.turns.wait(self._manners.backoff * 2 ** (attempt - 1))
        # Else only the head was refused: there is nothing to wait for.

    def _ask(self, method: str, url: str, delay: float, most: int = 0) -> Answer:
        with self.turns.turn(_origin(url), max(self._manners.delay, min(delay, self._manners.patience))):
            return self.client.ask(method, url, most)

    def _wanted(self, origin: str) -> Robots:
        """Give what a host asks of robots; the first who needs it asks for all."""
        with self._lock:
            known = self._robots.get(origin)
        if known is None:
            try:
                known = self._read_robots(origin)
            except NoAnswerError as error:
                known = str(error)
            with self._lock:
                self._robots[origin] = known
        if isinstance(known, str):
            raise NoAnswerError(known)
        return known

    def _read_robots(self, origin: str) -> Robots:
        url = f"{origin}/robots.txt"
        for attempt in range(self._manners.hops):
            try:
                answer = self._ask("GET", url, 0, robots.MOST_BYTES)
            except NoAnswerError:
                if attempt:
                    raise
                self.turns.wait(self._manners.backoff)
                continue
            if answer.status in _REDIRECTS and "location" in answer.headers:
                url = urljoin(url, answer.headers["location"].strip())
                if owner(url) != owner(origin):
                    return robots.OPEN
            elif answer.status >= _SERVER_FAILS or answer.status == _BUSY:
                # The RFC: what cannot be read must be taken for a refusal.
                return robots.CLOSED
            else:
                return robots.parse(answer.body, self._manners.agent) if answer.status in _FINE else robots.OPEN
        return robots.OPEN


class _RefusedError(Exception):
    """A host does not want to be asked; that says nothing about the link."""
