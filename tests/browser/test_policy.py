"""The site under the headers that it gives its host: nothing on any kind of page runs into them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser import nginx
from browser.site import Site, is_redirect, policy_headers, served
from browser.watch import Browse, browsing

KINDS = (
    "",
    "guides/",
    "guides/spotify/",
    "guides/planet-fitness/",
    "billers/apple/",
    "categories/music/",
    "help/charged-after-cancelling/",
    "law/germany/",
    "contribute/api/",
    "no-such-page/",
)


@pytest.fixture
def strict(browser: Browser, site: Site) -> Iterator[Browse]:
    """Open pages under those headers. Whoever watches them fails the test on each violation."""
    with served(site, policy_headers(site)) as origin, browsing(browser, origin) as new_page:
        yield new_page


@pytest.mark.parametrize("path", KINDS)
def test_no_kind_of_page_runs_into_the_policy(strict: Browse, site: Site, path: str) -> None:
    page = strict(allow="status of 404")
    answer = page.goto(f"{site.home}{path}")
    assert answer
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    page.wait_for_load_state("networkidle")


def test_no_kind_of_page_runs_into_what_nginx_sends(browser: Browser, site: Site, shared: Path, tmp_path: Path) -> None:
    if (program := nginx.provide(shared)) is None:
        pytest.skip("needs nginx")
    with (
        nginx.serving(program, site.root, tmp_path, site.home) as host,
        browsing(browser, f"http://{host}") as new_page,
    ):
        page = new_page(allow="status of 404")
        for path in KINDS:
            answer = page.goto(f"{site.home}{path}")
            assert answer
            assert "default-src 'none'" in answer.headers["content-security-policy"], path
            page.wait_for_load_state("networkidle")


def test_the_finder_and_the_search_in_texts_work_under_it(strict: Browse, site: Site) -> None:
    page = strict()
    page.goto(site.home)
    page.locator("[data-finder] input").first.fill("spotify")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.goto(f"{site.home}guides/?q=certificates")
    page.wait_for_load_state("networkidle")


def test_the_policy_stops_a_script_that_is_not_ours(strict: Browse, site: Site) -> None:
    page = strict(allow="ontent")
    page.goto(site.home)
    page.evaluate(
        "const own = document.createElement('script'); own.textContent = 'evil = 1'; document.head.append(own)"
    )
    assert page.evaluate("typeof evil") == "undefined"


def test_a_former_address_keeps_the_place_in_the_page(strict: Browse, site: Site) -> None:
    page = strict()
    file = next(file for file in sorted((site.folder / "guides").glob("*/index.html")) if is_redirect(file))
    page.goto(f"{site.home}guides/{file.parent.name}/?from=test#proof")
    page.wait_for_url(re.compile("#proof$"))
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("?from=test#proof")
    assert f"/{file.parent.name}/" not in page.url
