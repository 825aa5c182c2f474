"""Choosing who bills makes the page fit: that route first, its own answers above, and the choice in the address."""

import re
from statistics import median

import pytest
from playwright.sync_api import Page, Request, Route, expect

from browser.site import Site
from browser.watch import Browse

GUIDE = "guides/netflix/"
WITH_GOOGLE = "guides/audible/"
WITH_MAC = "guides/1password/"
PHONE = {"width": 390, "height": 844}
NOTE_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.shifted += shift.hadRecentInput ? 0 : shift.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def phone(browse: Browse) -> Page:
    """Open a page as wide as a phone."""
    return browse(width=PHONE["width"], height=PHONE["height"])


def opened(page: Page) -> list[str]:
    """Give the ways that are open and seen."""
    ways = page.locator("details.way[open]:visible")
    return [way.get_attribute("id") or "" for way in ways.all()]


def current(page: Page) -> list[str]:
    """Give the anchors of the choices that are marked."""
    return [link.get_attribute("href") or "" for link in page.locator(".who [aria-current=true]").all()]


def pretend(page: Page, agent: str, touch: int = 0) -> None:
    """Be another device, as far as a script can ask."""
    page.add_init_script(
        f"Object.defineProperty(navigator, 'userAgent', {{get: () => '{agent}'}});"
        f"Object.defineProperty(navigator, 'maxTouchPoints', {{get: () => {touch}}});"
    )


def test_choosing_a_biller_shows_its_route_and_its_answers(site: Site, browse: Browse) -> None:
    """All in the window: the choice, its deadline, and where its route begins."""
    page = phone(browse)
    page.goto(site.home + GUIDE)
    expect(page.locator(".facts").first).to_contain_text("until the paid period ends")
    page.locator(".who a", has_text="Apple").click()
    assert page.url.endswith("#apple")
    assert current(page) == ["#apple"]
    assert opened(page) == ["way-apple-web"]
    facts = page.locator(".facts").first
    expect(facts).to_contain_text("24 hours before the renewal date")
    expect(facts).to_contain_text("ask Apple")
    expect(facts).to_contain_text("A cancelled trial")
    expect(page.locator("a.go")).to_be_hidden()
    for part in (page.locator(".who a", has_text="Apple"), facts, page.locator("#apple"), page.locator("#apple-web")):
        expect(part).to_be_in_viewport()
    order = [found.get_attribute("id") for found in page.locator("#apple, #website").all()]
    assert order == ["apple", "website"]


def test_choosing_the_service_again_gives_the_page_as_it_came(site: Site, browse: Browse) -> None:
    page = phone(browse)
    page.goto(site.home + GUIDE)
    before = page.locator("article").inner_text()
    page.locator(".who a", has_text="Apple").click()
    page.locator(".who li a").first.click()
    assert current(page) == ["#website"]
    assert opened(page) == ["way-website"]
    expect(page.locator("a.go")).to_be_visible()
    assert page.locator("article").inner_text() == before


def test_the_choice_stands_in_the_address(site: Site, browse: Browse) -> None:
    """It survives a reload, the way back, and a link to another part of the page."""
    page = phone(browse)
    page.goto(site.home + GUIDE)
    page.locator(".who a", has_text="Apple").click()
    page.locator(".who a[href='#carrier']").click()
    page.reload()
    assert current(page) == ["#carrier"]
    page.go_back()
    assert current(page) == ["#apple"]
    assert opened(page) == ["way-apple-web"]
    page.go_back()
    assert current(page) == []
    assert opened(page) == ["way-website"]
    page.go_forward()
    assert current(page) == ["#apple"]
    page.evaluate("location.hash = '#by-when'")
    expect(page.locator("details:has(> summary #by-when)")).to_have_attribute("open", "")
    assert current(page) == ["#apple"]
    page.reload()
    assert current(page) == ["#apple"]


@pytest.mark.parametrize(
    ("agent", "touch", "way"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", 5, "way-apple-iphone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 5, "way-apple-iphone"),  # an iPad says it is a Mac
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", 0, "way-apple-mac"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9)", 5, "way-apple-web"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", 0, "way-apple-web"),
    ],
)
def test_the_way_of_the_readers_device_opens(site: Site, browse: Browse, agent: str, touch: int, way: str) -> None:
    page = phone(browse)
    pretend(page, agent, touch)
    page.goto(f"{site.home}{WITH_MAC}#apple")
    assert opened(page) == [way]


def test_android_opens_for_google_play(site: Site, browse: Browse) -> None:
    page = phone(browse)
    pretend(page, "Mozilla/5.0 (Linux; Android 15; Pixel 9)", 5)
    page.goto(f"{site.home}{WITH_GOOGLE}#google-play")
    assert opened(page) == ["way-google-play-android"]


def test_an_unconfirmed_way_never_opens_before_a_confirmed_one(site: Site, browse: Browse) -> None:
    """Here the way of the reader's device is made an unconfirmed one."""
    page = phone(browse)
    pretend(page, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", 5)

    def doubt(route: Route) -> None:
        body = route.fetch().text()
        named = 'class="way steps" id="way-apple-iphone"'
        assert named in body
        route.fulfill(body=body.replace(named, named.replace("steps", "steps reported")), content_type="text/html")

    page.route(f"**/{GUIDE}", doubt)
    page.goto(f"{site.home}{GUIDE}#apple")
    assert opened(page) == ["way-apple-web"]


def test_a_step_can_be_sent(site: Site, browse: Browse) -> None:
    """Its address opens the box that it stands in, whatever the device, and shows the row."""
    page = phone(browse)
    page.goto(f"{site.home}{GUIDE}#apple-iphone-4")
    assert opened(page) == ["way-apple-iphone"]
    assert current(page) == ["#apple"]
    expect(page.locator("#apple-iphone-4")).to_be_in_viewport()
    expect(page.locator("tr:target")).to_have_id("apple-iphone-4")


def test_pressing_a_steps_number_moves_no_box(site: Site, browse: Browse) -> None:
    page = phone(browse)
    page.goto(site.home + GUIDE)
    page.locator(".who a", has_text="Apple").click()
    page.locator("#apple-web-2 td a").first.click()
    assert page.url.endswith("#apple-web-2")
    assert opened(page) == ["way-apple-web"]
    expect(page.locator("#apple-web-2")).to_be_in_viewport()


@pytest.mark.parametrize("anchor", ["by-when", "money-back", "not-enough", "sources", "my-date", "disclaimer"])
def test_an_address_opens_what_is_folded(site: Site, browse: Browse, anchor: str) -> None:
    page = phone(browse)
    page.goto(f"{site.home}{GUIDE}#{anchor}")
    expect(page.locator(f"details:has(> summary #{anchor})")).to_have_attribute("open", "")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.parametrize("anchor", ["who-bills-you", "other-billers", "proof", "charged-again", "feedback"])
def test_older_addresses_go_on_working(site: Site, browse: Browse, anchor: str) -> None:
    page = phone(browse)
    page.goto(f"{site.home}{GUIDE}#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_paper_has_the_chosen_route_alone(site: Site, browse: Browse) -> None:
    """The theme opens every box before printing; what was closed stays off the paper."""
    page = phone(browse)
    page.goto(f"{site.home}{GUIDE}#apple")
    expect(page.locator("#apple-web-1")).to_be_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(200)
    expect(page.locator("#apple-web-1")).to_be_visible()
    for closed in ("#apple-iphone-1", "#website-1", "#carrier", "#money-back", "button.offer >> nth=0", "a.go"):
        expect(page.locator(closed).first).to_be_hidden()
    expect(page.locator(".facts").first).to_contain_text("24 hours before")


def test_four_sheets_are_enough(site: Site, browse: Browse) -> None:
    """Real prints, in which the theme opens every box first."""
    page = phone(browse)
    sheets = []
    for path in (f"{GUIDE}#apple", *(path for path in site.pages() if "/guides/" in path)):
        page.goto(path if path.startswith("/") else site.home + path)
        sheets.append(len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))))
    assert min(sheets) > 0
    assert sheets[0] <= 4
    assert median(sheets) <= 4
    assert max(sheets) <= 6, sheets


@pytest.mark.parametrize("anchor", ["", "#apple", "#apple-iphone-4", "#money-back", "#proof", "#website-step-3"])
def test_an_address_shifts_nothing(site: Site, browse: Browse, anchor: str) -> None:
    page = phone(browse)
    page.add_init_script(NOTE_SHIFTS)
    page.goto(f"{site.home}{GUIDE}{anchor}", wait_until="networkidle")
    assert page.evaluate("window.shifted") < 0.1


def test_a_choice_by_keyboard_keeps_its_place(site: Site, browse: Browse) -> None:
    page = phone(browse)
    page.goto(site.home + GUIDE)
    link = page.locator(".who a", has_text="Apple")
    link.focus()
    page.keyboard.press("Enter")
    assert current(page) == ["#apple"]
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_be_in_viewport()


def test_a_biller_has_its_devices_to_choose(site: Site, browse: Browse) -> None:
    page = phone(browse)
    page.goto(f"{site.home}billers/apple/")
    page.locator(".who a", has_text="Mac").first.click()
    anchor = page.url.split("#")[1]
    assert current(page) == [f"#{anchor}"]
    assert opened(page) == [f"way-{anchor}"]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_without_a_script_the_links_lead_to_the_routes(site: Site, browse: Browse) -> None:
    page = browse(width=PHONE["width"], height=PHONE["height"], javascript=False)
    page.goto(site.home + GUIDE)
    page.locator(".who a", has_text="Apple").click()
    expect(page.locator("h3#apple")).to_be_in_viewport()
    assert page.locator("button.offer:visible").count() == 0


def test_only_the_choice_is_loaded_at_once(site: Site, browse: Browse) -> None:
    """Forms come when they are opened."""
    page = phone(browse)
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/javascripts/guide/" in request.url:
            asked.append(request.url.rsplit("/", 1)[1])

    page.on("request", note)
    page.goto(site.home + GUIDE, wait_until="networkidle")
    assert asked == ["choose.js"]
    page.locator("#my-date").click()
    page.locator(".my-date form").wait_for()
    assert sorted(asked) == ["calendar.js", "choose.js", "moments.js", "my-date.js", "parts.js"]


def test_every_choice_of_every_guide_leads_to_its_route(site: Site, browse: Browse) -> None:
    """Pages differ in their billers and anchors; the sample of pages shows them all."""
    page = phone(browse)
    problems = []
    for path in site.pages():
        if "/guides/" not in path and "/billers/" not in path:
            continue
        page.goto(path)
        for link in page.locator(".who li a[href^='#']").all():
            link.click()
            anchor = link.get_attribute("href") or ""
            seen = page.evaluate(
                "(anchor) => { const { top, bottom } = document.querySelector(anchor).getBoundingClientRect();"
                "return bottom > 0 && top < innerHeight && [...document.querySelectorAll('.way[open]')].some("
                "(way) => way.checkVisibility() && (way.contains(document.querySelector(anchor))"
                " || document.querySelector(anchor).closest('.payer')?.contains(way))); }",
                anchor,
            )
            if current(page) != [anchor] or not seen:
                problems.append(f"{path}{anchor}")
    assert not problems
