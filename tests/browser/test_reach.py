"""Every kind of page for readers who use a keyboard, large letters, their own colours, or strong contrast."""

import pytest

from browser.measure import accessibility, sideways
from browser.report import Problem, none
from browser.site import Site
from browser.watch import Browse, Palette

KINDS = (
    "",
    "guides/",
    "guides/netflix/",
    "guides/la-fitness/",
    "billers/apple/",
    "categories/music/",
    "help/who-bills-me/",
    "law/germany/",
    "browse/channels/",
    "about/how-we-rate/",
    "contribute/write/",
    "no-such-page/",
)
"""One page of each kind; the last answers with the page that says so."""

NEXT = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const label = element.labels?.[0];
  const seen = [element, label].some((one) => {
    if (!one) return false;
    const { top, bottom, left, right, width, height } = one.getBoundingClientRect();
    return width > 1 && height > 1 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  });
  return [seen, element.outerHTML.slice(0, 90)];
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_focus_stays_in_view(site: Site, browse: Browse, width: int) -> None:
    """After each press of Tab, what has the focus or its label is in the window."""
    page = browse(width=width, height=800, allow="status of 404")
    problems = []
    for path in KINDS:
        # Scripts that come last add to a page; nobody has gone through half of it by then.
        page.goto(site.home + path, wait_until="networkidle")
        for _ in range(60):
            page.keyboard.press("Tab")
            found = page.evaluate(NEXT)
            if found is None:
                break
            if not found[0]:
                problems.append(Problem(found[1], path))
    none(problems)


@pytest.mark.parametrize("letters", [24, 32])
def test_large_letters_push_nothing_out_of_the_window(site: Site, browse: Browse, letters: int) -> None:
    """At 150 and 200 % of the browser's own size, which is 16 pixels."""
    page = browse(width=390, height=844, allow="status of 404")
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": letters, "fixed": letters}})
    problems = []
    for path in KINDS:
        page.goto(site.home + path)
        problems += sideways(page)
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == letters * 1.25
    none(problems)


BOUNDS = """() => [...document.querySelectorAll(
  ".find input, .find button, .go, .who li a, .offer, .contents-button, .hero .names a")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width)
  .filter((one) => { const { borderTopWidth, borderTopStyle } = getComputedStyle(one);
    return !(parseFloat(borderTopWidth) > 0 && borderTopStyle !== "none"); })
  .map((one) => one.outerHTML.slice(0, 90))"""
"""What is pressed or filled, and has no line around it that the system would draw in its own colour."""

BACKDROPS = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width)
  .filter((one) => getComputedStyle(one).borderImageSource !== "none"
    || /gradient|url/.test(getComputedStyle(one).backgroundImage))
  .map((one) => one.outerHTML.slice(0, 90))"""
"""Pictures behind text stay as they are where the system gives its own colours, and text is boxed upon them."""


def test_the_systems_own_colours_leave_edges_to_see(site: Site, browse: Browse) -> None:
    page = browse(width=390, height=844, allow="status of 404")
    page.emulate_media(forced_colors="active")
    problems = []
    for path in KINDS:
        page.goto(site.home + path)
        problems += [Problem(f"no edge: {one}", path) for one in page.evaluate(BOUNDS)]
        problems += [Problem(f"a picture behind text: {one}", path) for one in page.evaluate(BACKDROPS)]
    none(problems)


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_text_has_the_stronger_contrast(site: Site, browse: Browse, palette: Palette) -> None:
    """Seven to one, which is level AAA."""
    page = browse(palette=palette, allow="status of 404")
    problems = []
    for path in KINDS:
        page.goto(site.home + path)
        problems += accessibility(page, ["wcag2aaa"], ["color-contrast-enhanced"])
    none(problems)


def test_no_landmark_is_like_another(site: Site, browse: Browse) -> None:
    page = browse(allow="status of 404")
    page.goto(f"{site.home}no-such-page/")
    none(accessibility(page))
