"""The site as an archive: unpacked into a folder with a space in its name, and opened without a server."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from browser.site import REPOSITORY, Site
from browser.watch import Browse, browsing
from guides.site.outputs import disk
from support import once

ADDRESS = re.compile(r'\s(?:href|src|action|data-to)="([^"]+)"')


@pytest.fixture(scope="module")
def archive(site: Site) -> bytes:
    return disk.archive(site.folder, REPOSITORY / "docs", "how-to-cancel")


@pytest.fixture(scope="module")
def unpacked(archive: bytes, shared: Path) -> Path:
    def make(folder: Path) -> None:
        zipfile.ZipFile(io.BytesIO(archive)).extractall(folder)

    return once(shared / "a disk", make) / "how-to-cancel"


@pytest.fixture
def reader(browser: Browser, unpacked: Path) -> Iterator[Browse]:
    with browsing(browser, unpacked.as_uri()) as new_page:
        yield new_page


def test_the_finder_leads_to_a_guide_with_its_steps(reader: Browse, unpacked: Path) -> None:
    page = reader()
    page.goto(f"{unpacked.as_uri()}/index.html")
    page.locator("[data-finder] input").first.fill("netflx")
    page.locator("[role=option]", has_text="Netflix").first.click()
    expect(page.locator("h1")).to_contain_text("Netflix")
    assert page.url.endswith("/guides/netflix/index.html")
    expect(page.locator(".way tbody tr").first).to_be_visible()
    page.locator("button.offer").first.click()
    page.locator(".way td > input").first.check()
    page.reload()
    expect(page.locator(".way td > input").first).to_be_checked()
    page.get_by_role("link", name="Not sure?").click()
    expect(page.locator("h1")).to_contain_text("bill")


def test_what_a_guide_would_fetch_is_inside(reader: Browse, unpacked: Path) -> None:
    page = reader()
    page.goto(f"{unpacked.as_uri()}/guides/planet-fitness/index.html#letter")
    expect(page.locator(".letter option", has_text="California")).to_have_count(1)


def test_what_a_disk_cannot_give_is_told(reader: Browse, unpacked: Path) -> None:
    page = reader()
    page.goto(f"{unpacked.as_uri()}/guides/index.html?q=certificates&text=1")
    expect(page.get_by_text("The text of pages can be searched on the website only")).to_be_visible()
    page.goto(f"{unpacked.as_uri()}/contribute/write/index.html")
    expect(page.locator("#write")).to_contain_text("a page from a disk cannot load what checks a guide")
    assert page.evaluate("navigator.serviceWorker === undefined || !navigator.serviceWorker.controller")


def test_every_link_names_a_file(unpacked: Path) -> None:
    lost = set()
    pages = sorted(unpacked.rglob("*.html"))
    for page in pages:
        for address in ADDRESS.findall(page.read_text(encoding="utf-8")):
            target = urlsplit(urljoin(page.as_uri(), address))
            if target.scheme == "file" and not Path(unquote(target.path)).is_file():
                lost.add((page.relative_to(unpacked).as_posix(), address))
    assert len(pages) > 300
    assert sorted({address.lstrip("./") for _, address in lost}) == ["opensearch.xml"]


def test_an_archive_has_the_same_bytes_each_time_and_no_worker(archive: bytes, site: Site) -> None:
    assert disk.archive(site.folder, REPOSITORY / "docs", "how-to-cancel") == archive
    names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
    assert names == sorted(names)
    assert [name for name in names if "sw.js" in name or "offline" in name or "pagefind" in name] == []
