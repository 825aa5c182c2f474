"""What holds for every page of the site, seen through a browser.

One test opens all pages in turn, in one context: a context for each page would cost
more than the measuring.
"""

import pytest
from playwright.sync_api import Page, expect

from browser.measure import accessibility, brightness, sideways
from browser.report import none
from browser.site import Site
from browser.watch import Browse, Palette


def test_pages_ask_nobody_else_and_report_no_error(site: Site, page: Page) -> None:
    """The watch of `page` fails this test; the end of a page loads what is lazy."""
    for path in site.pages():
        answer = page.goto(path, wait_until="load")
        assert answer
        assert answer.ok, path
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_accessible(site: Site, browse: Browse, palette: Palette, width: int) -> None:
    """WCAG 2.2 AA and axe's best practices, as far as axe can tell."""
    page = browse(palette=palette, width=width)
    problems = []
    for path in site.pages():
        page.goto(path)
        light = brightness(page)
        assert light > 0.8 if palette == "light" else light < 0.3, f"{path} is not {palette}"
        problems += accessibility(page)
    none(problems)


def test_nothing_scrolls_sideways_on_a_small_screen(site: Site, browse: Browse) -> None:
    """320 pixels are also what a page has at 1280 pixels and 400 % zoom."""
    page = browse(width=320)
    problems = []
    for path in site.pages():
        page.goto(path)
        problems += sideways(page)
    none(problems)


def test_missing_page_shows_the_way_at_any_depth(site: Site, browse: Browse) -> None:
    """A static host answers with 404.html wherever the reader is: its links must hold there."""
    page = browse(allow="status of 404")
    answer = page.goto(f"{site.home}no/such/page/")
    assert answer
    assert answer.status == 404
    sheets = page.evaluate("[...document.styleSheets].map((sheet) => sheet.cssRules.length)")
    assert sheets
    assert all(sheets), f"a style sheet is missing or empty: rules in each are {sheets}"
    page.locator("a[href]").first.wait_for(state="attached")
    home = page.evaluate("[...document.links].map((link) => link.pathname)")
    assert site.home in home


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_words_in_an_empty_field_are_all_seen(site: Site, browse: Browse, width: int) -> None:
    """On the home page and in the head of the others: whoever reads half of them does not know what may be typed."""
    page = browse(width=width)
    for path in ("", "guides/netflix/"):
        page.goto(site.home + path)
        cut = page.locator(".find input:visible").evaluate_all(PLACEHOLDERS_CUT)
        assert cut == [], path


PLACEHOLDERS_CUT = """fields => fields.filter(field => {
  const own = getComputedStyle(field)
  const words = getComputedStyle(field, "::placeholder")
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = `${words.fontWeight} ${words.fontSize} ${words.fontFamily}`
  const room = field.clientWidth - parseFloat(own.paddingLeft) - parseFloat(own.paddingRight)
  return pen.measureText(field.placeholder).width > room
}).map(field => field.placeholder)"""


@pytest.mark.parametrize("path", ["guides/netflix/", "help/stop-the-payment/"])
def test_the_contents_of_a_phone_close_when_they_have_led_somewhere(site: Site, browse: Browse, path: str) -> None:
    """And the next press of Tab goes on from there."""
    page = browse(width=390, height=844)
    page.goto(site.home + path)
    contents = page.locator("#contents")
    page.get_by_role("button", name="On this page").click()
    entry = contents.get_by_role("link").last
    anchor = (entry.get_attribute("href") or "").removeprefix("#")
    entry.press("Enter")
    expect(contents).to_be_hidden()
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_be_in_viewport()
    assert page.evaluate(
        "(id) => !!(document.getElementById(id).compareDocumentPosition(document.activeElement) & 4"
        " || document.getElementById(id).contains(document.activeElement))",
        anchor,
    )
