"""The site without a network, below a path of its host and under its own headers."""

import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.site import Site, sample_built, served
from browser.watch import Browse, browsing
from guides.site.outputs import offline
from support import once

FILLED = """async () => {
  const names = await caches.keys();
  const name = names.find((name) => name.startsWith("guides:filled:"));
  return name !== undefined && (await (await caches.open(name)).keys()).some(({ url }) => url.endsWith(".filled-with"));
}"""


@pytest.fixture(scope="module")
def below(shared: Path) -> Site:
    """Build the sample for a host on which it is not alone."""

    def make(folder: Path) -> None:
        site = sample_built(folder / "work", settings="site_url: https://x.example/sub/\n")
        (folder / "host").mkdir()
        site.folder.rename(folder / "host/sub")

    return Site(once(shared / "offline", make) / "host", "https://x.example/sub/")


@dataclass
class Reader:
    """A browser, and the one server that it can reach."""

    browse: Browse
    server: ExitStack

    def visit(self, path: str = "/sub/guides/lessons/") -> Page:
        """Read a page, and stay until everything is kept."""
        page = self.browse(allow="Failed to load resource", width=390)
        page.goto(path)
        until(page, FILLED)
        return page

    def cut(self) -> None:
        """Take the network away; to tell the browser alone would leave its worker connected."""
        self.server.close()


@pytest.fixture
def reader(browser: Browser, below: Site) -> Iterator[Reader]:
    block = re.search(r"^/\S*\*\n((?:  .+\n)+)", (below.folder / "_headers").read_text("utf-8"), re.MULTILINE)
    assert block
    headers = dict(line.strip().split(": ", 1) for line in block[1].splitlines())
    # A connection that stays open would outlive the server.
    headers["Connection"] = "close"
    with ExitStack() as server:
        origin = server.enter_context(served(below, headers))
        with browsing(browser, origin) as browse:
            yield Reader(browse, server)


def until(page: Page, script: str) -> None:
    """Wait for what a script finds out in its own time; `wait_for_function` takes a promise for a yes."""
    for _ in range(120):
        if page.evaluate(script):
            return
        page.wait_for_timeout(500)
    pytest.fail(f"never true: {script}")


def test_what_was_read_opens_without_a_network_and_says_of_when_it_is(reader: Reader) -> None:
    page = reader.visit()
    page.goto("/sub/guides/lessons/")
    assert page.evaluate("navigator.serviceWorker.controller.state") == "activated"
    expect(page.locator(".saved")).to_have_count(0)
    reader.cut()
    today = page.evaluate(
        "new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date())"
    )
    for path, title in (("guides/lessons/", "How to cancel Lessons"), ("billers/apple/", "billed by Apple")):
        page.goto(f"/sub/{path}")
        expect(page.locator("h1")).to_contain_text(title)
        expect(page.locator("article > .saved:first-child")).to_have_text(
            f"Saved on {today}. The network does not answer; the page may have changed since."
        )
        expect(page.locator(".way tbody tr").first).to_be_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.saved')).borderLeftStyle") == "solid"


def test_a_network_that_never_answers_is_not_waited_for(reader: Reader) -> None:
    """As on a train: there is a connection, and nothing comes. The test would end by the browser's half a minute."""
    page = reader.visit()
    port = urlsplit(page.url).port
    assert port
    reader.cut()
    with socket.socket() as silent:
        silent.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        silent.bind(("127.0.0.1", port))
        silent.listen(50)
        page.goto("/sub/guides/lessons/", wait_until="commit")
        expect(page.locator("article > .saved")).to_contain_text("The network does not answer")


def test_the_finder_leads_without_a_network_to_what_was_read(reader: Reader) -> None:
    page = reader.visit()
    reader.cut()
    page.goto("/sub/billers/apple/")
    page.locator("[data-finder] input").first.fill("lesons")
    page.locator("[role=option]", has_text="Lessons").first.click()
    expect(page.locator("h1")).to_contain_text("How to cancel Lessons")


def test_what_was_not_read_is_told_so_with_what_was(reader: Reader) -> None:
    page = reader.visit()
    reader.cut()
    page.goto("/sub/guides/minimal/")
    expect(page.locator("h1")).to_have_text("This page is not saved on this device")
    assert page.title() == "Not saved on this device"
    page.get_by_role("link", name="How to cancel Lessons").click()
    expect(page.locator(".saved")).to_be_visible()


def test_a_first_visit_asks_for_nothing_of_it(reader: Reader) -> None:
    page = reader.browse()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/sub/guides/lessons/", wait_until="networkidle")
    assert [url for url in asked if "offline.js" in url or url.endswith("sw.js")] == []
    until(page, FILLED)
    assert [url.rpartition("/")[2] for url in asked if "offline.js" in url] == ["offline.js"]


def test_who_saves_data_keeps_what_was_read_and_fetches_nothing_more(reader: Reader) -> None:
    page = reader.browse()
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto("/sub/guides/lessons/")
    has_read = """async () => {
      const names = await caches.keys();
      const read = names.find((name) => name.startsWith("guides:read:"));
      return read && (await (await caches.open(read)).match(location.href)) !== undefined;
    }"""
    until(page, has_read)
    page.wait_for_timeout(1000)
    assert page.evaluate("async () => (await caches.keys()).filter((name) => name.includes('filled'))") == []


def test_clear_everything_takes_copies_ticks_and_drafts_away(reader: Reader) -> None:
    page = reader.visit()
    page.evaluate("localStorage.setItem('guide-draft:films', 'text'); localStorage.setItem('other', 'stays')")
    page.locator("button.offer").first.click()
    page.locator(".way td > input").first.check()
    page.get_by_role("button", name="Clear everything").click()
    expect(page.get_by_text("Nothing of this site is kept in this browser any more.")).to_be_visible()
    assert page.evaluate("async () => [Object.keys(localStorage), await caches.keys()]") == [["other"], []]


def test_switched_off_it_leaves_the_browsers_of_readers(reader: Reader, below: Site) -> None:
    page = reader.visit()
    worker = below.folder / offline.WORKER
    kept = worker.read_bytes()
    try:
        worker.write_text(offline.worker(below.folder, is_on=False), encoding="utf-8")
        page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
        until(
            page,
            "async () => !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length",
        )
    finally:
        worker.write_bytes(kept)
