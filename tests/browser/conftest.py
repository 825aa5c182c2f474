"""A browser, the built site and a watch over both, for the tests in this folder.

Tests take `page` (a wide, light page), or `browse` for a page with a palette, a width
or without JavaScript. Whatever such a page asks of another host, and every error it
reports, fails the test that opened it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser import chromium
from browser.report import missing
from browser.site import Site, served
from browser.watch import Browse, browsing
from support import locked


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, so that `-m "not browser"` leaves the quick tests."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def origin(site: Site) -> Iterator[str]:
    """Address of the served site's host, without a slash at its end."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser(shared: Path) -> Iterator[Browser]:
    """Chromium; without one these tests are skipped, but fail where CI is set."""
    lack = ""
    try:
        with locked(shared / "chromium.lock"):
            chromium.start_driver()
            with sync_playwright() as playwright:
                path = chromium.provide(playwright.chromium.executable_path)
    except chromium.NoBrowserError as error:
        lack = str(error)
    if lack:
        missing(lack)
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield instance
        instance.close()


@pytest.fixture
def browse(browser: Browser, origin: str) -> Iterator[Browse]:
    """Open pages; takes the keywords of `watched`."""
    with browsing(browser, origin) as new_page:
        yield new_page


@pytest.fixture
def page(browse: Browse) -> Page:
    """A wide page with the light palette."""
    return browse()
