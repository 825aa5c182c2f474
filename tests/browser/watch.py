"""A browser that lets nothing out and forgets no complaint."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypedDict, Unpack

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route

from browser.report import Problem, none

Palette = Literal["light", "dark"]

# Violations of the content security policy that the console would not show as errors.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => console.error(
  `content security policy: ${event.effectiveDirective} refuses ${event.blockedURI}`))
"""


@dataclass
class Watch:
    """What the pages of one context did that no page of this site may do.

    No slots: Playwright keeps attributes of its own on the object whose methods it calls.
    """

    origin: str
    allow: str = ""
    """Part of the complaints that a test expects, such as the one about a missing page."""
    problems: list[Problem] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        """Listen to all that happens in `context`, and stop what would leave the origin."""
        context.add_init_script(REPORT_VIOLATIONS)
        # An expression and no function: Playwright itself then lets the site's own requests pass, unasked.
        context.route(re.compile(rf"^(?!{re.escape(self.origin)}/|data:|blob:|about:)"), self.refuse)
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.add(error.page, f"error: {error.error}"))
        context.on("page", self.on_page)

    def on_page(self, page: Page) -> None:
        """Sockets are no requests: they are watched apart."""
        page.on("websocket", lambda socket: self.add(page, f"opens a socket to {socket.url}"))

    def refuse(self, route: Route, request: Request) -> None:
        """Note a request that would leave the origin, and let it fail."""
        page = None if request.service_worker else request.frame.page
        self.add(page, f"requests {request.url}")
        route.abort()

    def on_console(self, message: ConsoleMessage) -> None:
        """Note errors; what else a page says to a developer does no harm."""
        if message.type == "error":
            where = message.location.get("url", "")
            self.add(message.page, f"console: {message.text} {where}".rstrip())

    def add(self, page: Page | None, what: str) -> None:
        """Note a problem with the page that caused it."""
        if self.allow and self.allow in what:
            return
        url = page.url.removeprefix(self.origin) if page else "worker"
        self.problems.append(Problem(what, url))


class Options(TypedDict, total=False):
    """How a page is opened."""

    palette: Palette
    width: int
    height: int
    javascript: bool
    allow: str
    zone: str


class Browse(Protocol):
    """What the fixture of that name gives: a way to open watched pages."""

    def __call__(self, **options: Unpack[Options]) -> Page:
        """Open a page."""


@contextmanager
def watched(browser: Browser, origin: str, **options: Unpack[Options]) -> Iterator[tuple[Page, Watch]]:
    """Open one page in a context of its own; the caller looks at the watch's problems.

    Reduced motion is asked for, so that nothing is measured halfway through a fade.
    """
    context = browser.new_context(
        base_url=origin,
        color_scheme=options.get("palette", "light"),
        viewport={"width": options.get("width", 1280), "height": options.get("height", 800)},
        java_script_enabled=options.get("javascript", True),
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id=options.get("zone", "UTC"),
    )
    context.set_default_timeout(10_000)
    watch = Watch(origin, options.get("allow", ""))
    watch.attach(context)
    try:
        yield context.new_page(), watch
    finally:
        context.close()


@contextmanager
def browsing(browser: Browser, origin: str) -> Iterator[Browse]:
    """Give a way to open watched pages; whatever the watches saw fails when all is done."""
    with ExitStack() as stack:
        watches: list[Watch] = []

        def new_page(**options: Unpack[Options]) -> Page:
            page, watch = stack.enter_context(watched(browser, origin, **options))
            watches.append(watch)
            return page

        yield new_page
    none(problem for watch in watches for problem in watch.problems)
