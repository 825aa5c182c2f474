"""Visits pages with Scrapy: politely, one request a second and host, robots.txt obeyed.

Scrapy brings queues, delays, time limits, conditional answers, decoding and robots.txt; what is
added here is what it leaves open: to follow redirects one by one, since each has a meaning; to
wait longer after each failure; to take a robots.txt that cannot be read for a refusal; and to ask
nobody in a private network, whatever a name leads to.
"""

import asyncio
import ipaddress
import logging
import time
from collections.abc import AsyncIterator, Sequence
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

import trafilatura
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    StopDownload,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response, TextResponse
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError
from twisted.python.failure import Failure

from guides.cli.watching.judge import leads_wrong
from guides.cli.watching.visits import Errand, Hop, Manners, Visit

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RETRY = (408, 425, 429, 500, 502, 503, 504, 522, 524)
_SERVER_FAILS = 500
_ROBOTS = "Forbidden by robots.txt"
_PRIVATE = "the name of the host leads into a private network"
# The first that fits counts.
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (CannotResolveHostError, "the name of the host leads nowhere"),
    (DownloadConnectionRefusedError, "the host refuses the connection"),
    (DownloadTimeoutError, "no answer in time"),
    (UnsupportedURLSchemeError, "it leads to something that is no web page"),
    (ValueError, "it leads to something that is no address"),
)


def _is_private(address: str) -> bool:
    number = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    return not number.is_global or number.is_multicast


class PublicResolver(CachingThreadedResolver):
    """Resolves names, but not into a private network: what it gives is what is connected to."""

    refused: ClassVar[set[str]] = set()
    """The names that it refused; Twisted tells whoever asked no more than that a name leads nowhere."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802 - Twisted's name
        """Look a name up."""

        def refuse_private(address: str) -> str:
            if _is_private(address):
                self.refused.add(name)
                raise DNSLookupError(_PRIVATE)
            return address

        answer: Deferred[str] = super().getHostByName(name, timeout)
        answer.addCallback(refuse_private)
        return answer


class Robots(RobotsTxtMiddleware):
    """Takes a robots.txt that cannot be read for a refusal, as RFC 9309 has it."""

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= _SERVER_FAILS or response.status == 429:  # noqa: PLR2004 - too many requests
            response = response.replace(body=b"User-agent: *\nDisallow: /\n")
        elif response.status >= 300:  # noqa: PLR2004 - there is none
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)


def _later(response: Response) -> float | None:
    """Read Retry-After: seconds, or a date."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(parsedate_to_datetime(value).timestamp() - time.time(), 0)
    except (ValueError, OverflowError, OSError):
        return None


class Patience(RetryMiddleware):
    """Asks again after a while that grows, or that the server names; not at all when it names hours."""

    async def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Wait before the request is sent again."""
        again = super().process_response(request, response)
        if again is response:
            return response
        manners: Manners = self.crawler.spidercls.manners
        later = _later(response)
        if later is not None and later > manners.patience:
            return response.replace(flags=[*response.flags, "later"])
        await asyncio.sleep(self._growing(request, manners) if later is None else later)
        return again

    async def process_exception(
        self, request: Request, exception: Exception, spider: Spider | None = None
    ) -> Request | Response | None:
        """Wait before the request is sent again."""
        again = super().process_exception(request, exception)
        if again is not None:
            await asyncio.sleep(self._growing(request, self.crawler.spidercls.manners))
        return again

    @staticmethod
    def _growing(request: Request, manners: Manners) -> float:
        times: int = request.meta.get("retry_times", 0)
        return float(manners.backoff * 2**times)


class Visitor(Spider):
    """Visits each page, following redirects as long as they lead to pages of the same owner."""

    name = "guides-watch"
    manners: Manners = Manners()

    def __init__(self, errands: Sequence[Errand], visits: dict[str, Visit], manners: Manners) -> None:
        """Take the errands, and where to put what is found."""
        super().__init__()
        self.errands, self.visits = errands, visits
        type(self).manners = manners

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "Visitor":  # noqa: ANN401 - as the base has it
        """Stop reading pages that are too long."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.enough, signals.bytes_received)
        return spider

    def enough(self, data: bytes, request: Request) -> None:
        """Stop reading when a page has been longer than any page for readers."""
        request.meta["bytes"] = request.meta.get("bytes", 0) + len(data)
        if request.meta["bytes"] > self.manners.most_bytes:
            raise StopDownload(fail=False)

    async def start(self) -> AsyncIterator[Any]:
        """Set out for every page."""
        for errand in self.errands:
            if request := self.request(errand, errand.url, ()):
                yield request

    def request(self, errand: Errand, url: str, hops: tuple[Hop, ...]) -> Request | None:
        """Ask for an address, unless it is one that nobody may be sent to."""
        host = urlsplit(url).hostname or ""
        try:
            if not self.manners.private and _is_private(host):
                self.visits[errand.url] = Visit(errand.url, hops, failed=_PRIVATE)
                return None
        except ValueError:
            pass  # a name, which the resolver looks at
        headers = {"If-None-Match": errand.etag, "If-Modified-Since": errand.modified}
        return Request(
            url,
            callback=self.answered,
            errback=self.failed,
            cb_kwargs={"errand": errand, "hops": hops},
            headers={name: value for name, value in headers.items() if value},
            # One page may be the end of several addresses.
            dont_filter=True,
            meta={"handle_httpstatus_all": True, "dont_redirect": True},
        )

    def answered(self, response: Response, errand: Errand, hops: tuple[Hop, ...]) -> Request | None:
        """Follow a redirect, or note what a page says."""
        cookie = "Set-Cookie" in response.headers
        location = response.headers.get("Location")
        if response.status in REDIRECTS and location is not None:
            try:
                target = urljoin(response.url, location.decode("latin-1").strip()).partition("#")[0]
                hops = (*hops, Hop(response.status, target))
                if leads_wrong(errand.url, errand.domains, hops) or len(hops) > self.manners.hops:
                    self.visits[errand.url] = Visit(errand.url, hops, response.status, sets_cookie=cookie)
                    return None
                return self.request(errand, target, hops)
            except ValueError:
                self.visits[errand.url] = Visit(errand.url, hops, failed="it leads to something that is no address")
                return None
        self.visits[errand.url] = self.noted(response, errand, hops)
        return None

    def noted(self, response: Response, errand: Errand, hops: tuple[Hop, ...]) -> Visit:
        """Read a page."""

        def header(name: str) -> str:
            return (response.headers.get(name) or b"").decode("latin-1")[:200]

        is_text = isinstance(response, TextResponse) and 200 <= response.status < 300  # noqa: PLR2004 - a page
        html = response.text if is_text else ""
        return Visit(
            url=errand.url,
            hops=hops,
            status=response.status,
            refused="it asks us to come later" if "later" in response.flags else "",
            sets_cookie="Set-Cookie" in response.headers,
            is_cut="download_stopped" in response.flags,
            etag=header("ETag"),
            modified=header("Last-Modified"),
            title=" ".join((response.xpath("string(//title)").get() or "").split())[:300] if is_text and html else "",
            main=(trafilatura.extract(html, favor_recall=True, include_comments=False) or "") if html else "",
            text=(trafilatura.html2txt(html) or "") if html else "",
        )

    def failed(self, failure: Failure) -> None:
        """Note that there was no answer, and why."""
        request: Request = failure.request
        errand, hops = request.cb_kwargs["errand"], request.cb_kwargs["hops"]
        error = failure.value
        if isinstance(error, IgnoreRequest):
            why = "its robots.txt asks us not to" if str(error) == _ROBOTS else str(error)
            self.visits[errand.url] = Visit(errand.url, hops, refused=why)
            return
        is_private = urlsplit(request.url).hostname in PublicResolver.refused
        self.visits[errand.url] = Visit(errand.url, hops, failed=_PRIVATE if is_private else _words(error))


def _words(error: BaseException) -> str:
    """Say in words why there was no answer."""
    told = f"{error} {error.__cause__}"
    if "ssl" in told.casefold() or "certificate" in told.casefold():
        return "the encrypted connection fails: the certificate is not valid, or out of date"
    return next((words for kind, words in _WORDS if isinstance(error, kind)), "the connection breaks off")


def _settings(manners: Manners) -> dict[str, Any]:
    return {
        "USER_AGENT": manners.agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": manners.agent.partition("/")[0],
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_REQUESTS": 32,
        "DOWNLOAD_DELAY": manners.delay,
        "RANDOMIZE_DOWNLOAD_DELAY": False,
        "DOWNLOAD_TIMEOUT": manners.request,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        # It is `enough` that stops long pages, without losing what was read.
        "DOWNLOAD_MAXSIZE": 0,
        "DOWNLOAD_WARNSIZE": 0,
        "DNS_TIMEOUT": 10,
        "CLOSESPIDER_TIMEOUT": manners.total,
        "COOKIES_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "REFERER_ENABLED": False,
        # A proxy would look names up for us, where the resolver cannot see it.
        "HTTPPROXY_ENABLED": False,
        "RETRY_TIMES": manners.tries - 1,
        "RETRY_HTTP_CODES": list(_RETRY),
        "DNS_RESOLVER": CachingThreadedResolver if manners.private else PublicResolver,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "en,*;q=0.5",
        },
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            Robots: 100,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            Patience: 550,
        },
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }


def visit(errands: Sequence[Errand], manners: Manners) -> list[Visit]:
    """Visit every page, once in a process, in the given order; what the time did not suffice for counts as refused."""
    visits: dict[str, Visit] = {}
    if errands:
        # Scrapy logs what it does; what matters of it is in the visits.
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        process = CrawlerProcess(_settings(manners))
        process.crawl(Visitor, errands=errands, visits=visits, manners=manners)
        process.start()
    late = "there was no time left to ask"
    return [visits.get(errand.url) or Visit(errand.url, refused=late) for errand in errands]
