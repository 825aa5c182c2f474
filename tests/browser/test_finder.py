"""The finder as a reader meets it: with a keyboard, a screen reader, a finger, and without a script."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.measure import accessibility, sideways
from browser.report import missing, none
from browser.site import REPOSITORY, Site
from browser.watch import Browse, Palette, watched

GUIDE = "guides/hulu/"


@pytest.fixture
def open_page(site: Site, browse: Browse) -> Callable[..., Page]:
    """Open a page of the site, by its path below the home page."""

    def opened(path: str = "", **options: Any) -> Page:  # noqa: ANN401 - the options of `browse`
        page = browse(**options)
        page.goto(site.home + path)
        return page

    return opened


def field(page: Page) -> Any:  # noqa: ANN401 - a locator
    return page.get_by_role("combobox", name=re.compile("Find a guide"))


def options(page: Page) -> Any:  # noqa: ANN401 - a locator
    return page.get_by_role("option")


def wait_for(page: Page, name: str) -> None:
    expect(options(page).first).to_contain_text(name)


def slug(page: Page) -> str:
    return urlsplit(page.url).path.rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("path", ["", GUIDE])
def test_a_guide_is_found_with_the_keyboard_alone(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path)
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("netlfix")
    wait_for(page, "Netflix")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guides/netflix/")


def test_the_states_follow_the_keys(open_page: Callable[..., Page]) -> None:
    page = open_page()
    box = field(page)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.click()
    page.keyboard.type("youtube")
    wait_for(page, "YouTube")
    expect(box).to_have_attribute("aria-expanded", "true")
    controlled = page.locator(f"#{box.get_attribute('aria-controls')}")
    expect(controlled).to_have_role("listbox")
    count = options(page).count()
    assert count >= 3

    def chosen() -> int:
        index = [one.get_attribute("aria-selected") for one in options(page).all()]
        assert index.count("true") == (1 if box.get_attribute("aria-activedescendant") else 0)
        if "true" not in index:
            return -1
        assert options(page).nth(index.index("true")).get_attribute("id") == box.get_attribute("aria-activedescendant")
        return index.index("true")

    assert chosen() == 0
    steps = [("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1), ("ArrowUp", count - 1), ("Home", 0)]
    steps += [("ArrowDown", 1), ("End", count - 1), ("ArrowDown", -1), ("ArrowDown", 0)]
    for key, wanted in steps:
        page.keyboard.press(key)
        assert chosen() == wanted, key
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("youtube")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_a_screen_reader_hears_names_reasons_and_difficulty(open_page: Callable[..., Page]) -> None:
    page = open_page(GUIDE)
    field(page).click()
    page.keyboard.type("photoshop")
    wait_for(page, "Adobe")
    expect(page.get_by_role("listbox")).to_match_aria_snapshot("""
      - listbox "Results":
        - group "Guides":
          - option /Adobe Creative Cloud also called Photoshop/ [selected]
        - group "In the text":
          - option /Search the text of all pages/
        - group "Something else":
          - option /Not here/
    """)
    expect(page.get_by_role("status").filter(has_text="result")).to_have_text(
        re.compile(r"1 result\. First: Adobe Creative Cloud, .+\.")
    )


def test_leaving_the_field_closes_the_list(open_page: Callable[..., Page]) -> None:
    page = open_page(GUIDE)
    field(page).click()
    page.keyboard.type("netflix")
    wait_for(page, "Netflix")
    page.mouse.click(5, 700)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_clear_button_empties_the_field(open_page: Callable[..., Page]) -> None:
    page = open_page()
    clear = page.get_by_role("button", name="Clear")
    expect(clear).to_be_hidden()
    before = field(page).bounding_box()
    field(page).click()
    page.keyboard.type("netflix")
    wait_for(page, "Netflix")
    assert field(page).bounding_box() == before
    clear.click()
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()
    wait_for(page, "Who bills me?")


def test_a_finger_opens_a_guide(site: Site, browser: Browser, origin: str) -> None:
    with watched(browser, origin, width=390) as (_, watch):
        phone = browser.new_context(
            base_url=origin, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 700}
        )
        watch.attach(phone)
        page = phone.new_page()
        page.goto(site.home + GUIDE)
        field(page).tap()
        page.keyboard.type("disny")
        wait_for(page, "Disney+")
        box = options(page).first.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        options(page).first.tap()
        page.wait_for_url("**/guides/disney-plus/")
        phone.close()
        none(watch.problems)


def test_shortcuts_leave_other_typing_alone(open_page: Callable[..., Page]) -> None:
    page = open_page(GUIDE)
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    page.keyboard.type("a/b")
    expect(field(page)).to_have_value("a/b")
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'elsewhere'}))")
    page.locator("#elsewhere").click()
    page.keyboard.press("/")
    expect(page.locator("#elsewhere")).to_have_value("/")


def test_the_home_page_keeps_the_text_in_its_address(open_page: Callable[..., Page]) -> None:
    page = open_page()
    field(page).click()
    page.keyboard.type("hbo")
    wait_for(page, "HBO Max")
    page.wait_for_url("**/?q=hbo")
    page.reload()
    wait_for(page, "HBO Max")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: not urlsplit(url).query)


def test_the_address_of_a_guide_stays_its_own(open_page: Callable[..., Page]) -> None:
    page = open_page(GUIDE)
    field(page).click()
    page.keyboard.type("hbo")
    wait_for(page, "HBO Max")
    assert not urlsplit(page.url).query


def test_a_shared_address_shows_results(open_page: Callable[..., Page]) -> None:
    page = open_page("guides/?q=hello+fersh")
    results = page.locator("#results")
    expect(results.get_by_role("heading", name="Results for “hello fersh”")).to_be_visible()
    expect(results.get_by_role("link").first).to_contain_text("HelloFresh")


def test_without_a_script_the_form_leads_to_all_guides(open_page: Callable[..., Page]) -> None:
    page = open_page("", javascript=False)
    page.get_by_role("searchbox").fill("netflix")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/guides/?q=netflix")
    expect(page.get_by_role("link", name="Netflix", exact=True)).to_be_visible()
    expect(page.locator("form.browse")).to_be_hidden()


def test_what_is_nowhere_is_no_dead_end(open_page: Callable[..., Page]) -> None:
    page = open_page()
    field(page).click()
    page.keyboard.type("Qqzzxw & Söhne")
    wait_for(page, "Search the text")
    expect(options(page).last).to_contain_text("Not here?")
    assert field(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("Enter")
    page.wait_for_url("**/guides/?q=*")
    expect(page.locator("#results").get_by_role("status").first).to_have_text("No guide found.")
    page.locator("#results").get_by_role("link", name="Not here?").click()
    page.wait_for_url("**/services/")


def test_a_name_without_a_guide_leads_to_a_page_with_its_name(open_page: Callable[..., Page]) -> None:
    page = open_page()
    field(page).click()
    page.keyboard.type("seattle times")
    wait_for(page, "The Seattle Times")
    expect(options(page).first).to_contain_text("no guide yet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/?s=the-seattle-times")
    expect(page.get_by_role("heading", level=1)).to_have_text("No guide for The Seattle Times yet")
    asked = urlsplit(page.get_by_role("link", name="Ask for the guide").get_attribute("href") or "")
    assert parse_qs(asked.query)["service"] == ["The Seattle Times"]


def test_nothing_that_an_address_says_is_printed(open_page: Callable[..., Page]) -> None:
    page = open_page("services/?s=call-0800-1234-now")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_contain_text("No guide yet")
    assert "0800" not in page.locator("main").inner_text()


@pytest.mark.parametrize("by", ["Enter", "the button"])
@pytest.mark.parametrize(
    ("text", "shown", "address"),
    [
        ("netlfix", "Netflix", "**/guides/netflix/"),
        ("qqzzxw", "Search the text", "**/guides/?q=qqzzxw"),
    ],
)
def test_the_button_does_what_enter_does(
    open_page: Callable[..., Page], by: str, text: str, shown: str, address: str
) -> None:
    page = open_page()
    field(page).click()
    page.keyboard.type(text)
    wait_for(page, shown)
    if by == "Enter":
        page.keyboard.press("Enter")
    else:
        page.get_by_role("button", name="Find").click()
    page.wait_for_url(address)


def test_every_result_stays_on_the_site(open_page: Callable[..., Page]) -> None:
    page = open_page()
    for text in ("netflix", "seattle times", "qqzzxw", "charged twice", "a"):
        field(page).fill(text)
        expect(options(page).last).to_contain_text("Not here?")
        addresses = page.get_by_role("listbox").locator("a").evaluate_all("(links) => links.map((one) => one.href)")
        assert [one for one in addresses if urlsplit(one).netloc != urlsplit(page.url).netloc] == []


def test_an_empty_field_offers_help_to_who_knows_no_name(open_page: Callable[..., Page]) -> None:
    page = open_page()
    field(page).click()
    wait_for(page, "Who bills me?")
    assert field(page).get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/help/who-bills-me/")


def test_the_line_of_a_statement_is_read_aloud(open_page: Callable[..., Page]) -> None:
    page = open_page()
    field(page).click()
    page.keyboard.type("PAYPAL INST XFER 260312 SPOTIFY WEB ID: PAYPALSI77")
    expect(page.get_by_role("group", name="Read as PayPal, for Spotify Premium")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/guides/spotify/")


def test_several_lines_are_read_one_by_one(open_page: Callable[..., Page]) -> None:
    page = open_page()
    field(page).click()
    wait_for(page, "Who bills me?")
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text", text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        "NETFLIX.COM 866-579-7172 CA\r\n\r\nPAYPAL *SPOTIFY 402935\nQQZZXW LTD\nNETFLIX.COM 866-579-7172 CA",
    )
    groups = page.get_by_role("listbox").get_by_role("group")
    expect(groups).to_have_count(5)
    expect(groups.nth(3).get_by_role("option")).to_contain_text("Netflix")
    expect(groups.nth(0).get_by_role("option")).to_contain_text("Netflix")
    expect(groups.nth(1)).to_contain_text("Read as PayPal, for Spotify Premium")
    expect(groups.nth(2).get_by_role("option")).to_contain_text("Not here?")


def test_a_result_that_stays_with_the_next_letter_is_not_made_again(open_page: Callable[..., Page]) -> None:
    page = open_page()
    field(page).click()
    page.keyboard.type("netfl")
    wait_for(page, "Netflix")
    page.evaluate(
        """() => {
          window.moved = [];
          const seen = (all) => all.forEach(({ addedNodes }) => moved.push(...[...addedNodes].map((one) => one.role)));
          new MutationObserver(seen).observe(
            document.querySelector("[role=listbox]"), { childList: true, subtree: true });
        }"""
    )
    page.keyboard.type("ix")
    page.wait_for_url("**/?q=netflix")
    assert "option" not in page.evaluate("moved")
    field(page).fill("hulu")
    wait_for(page, "Hulu")
    assert "option" in page.evaluate("moved")


def test_the_enter_that_ends_a_composition_opens_nothing(open_page: Callable[..., Page]) -> None:
    """Safari ends the composition before that Enter, and marks it by its code alone."""
    page = open_page()
    field(page).click()
    page.keyboard.type("netflix")
    wait_for(page, "Netflix")
    prevented = page.evaluate(
        """() => !document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
          { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }))"""
    )
    assert prevented is False
    expect(options(page).first).to_be_visible()
    assert slug(page) != "netflix"


def test_a_browser_that_refuses_to_change_the_address_still_finds(site: Site, browse: Browse) -> None:
    page = browse()
    page.add_init_script("history.replaceState = () => { throw new DOMException('too often', 'SecurityError'); }")
    page.goto(site.home)
    field(page).click()
    page.keyboard.type("netflix")
    wait_for(page, "Netflix")
    page.wait_for_timeout(400)
    page.keyboard.type(" cancel")
    wait_for(page, "Netflix")


def test_the_address_changes_after_a_pause_and_not_at_every_key(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.evaluate(
        """() => {
          window.changes = 0;
          const old = history.replaceState;
          history.replaceState = (...given) => { changes++; old.apply(history, given); };
        }"""
    )
    field(page).click()
    page.keyboard.type("netflix and more", delay=5)
    page.wait_for_url("**/?q=netflix+and+more")
    assert page.evaluate("changes") <= 2


def test_the_slash_can_be_switched_off(open_page: Callable[..., Page]) -> None:
    page = open_page("guides/")
    page.get_by_role("checkbox", name="The key / leads to the search field").uncheck()
    page.goto(page.url)
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(field(page)).not_to_be_focused()
    assert field(page).get_attribute("aria-keyshortcuts") == "Control+K Meta+K"
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()


def test_the_list_closes_when_a_button_has_the_focus(open_page: Callable[..., Page]) -> None:
    page = open_page()
    field(page).click()
    page.keyboard.type("netflix")
    wait_for(page, "Netflix")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_a_phone_with_its_keyboard_open_shows_results(open_page: Callable[..., Page]) -> None:
    page = open_page(width=390)
    page.set_viewport_size({"width": 390, "height": 430})
    field(page).click()
    page.keyboard.type("disney")
    wait_for(page, "Disney+")
    expect(options(page).nth(2)).to_be_in_viewport(ratio=1)
    box = field(page).bounding_box()
    assert box
    assert box["y"] < 40


def test_an_address_that_leads_nowhere_offers_what_is_near(site: Site, browse: Browse) -> None:
    page = browse(allow="guides/netflx")
    page.goto(f"{site.home}guides/netflx/")
    expect(page.get_by_text("Near the address that you typed:")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Netflix")).first).to_be_visible()


@pytest.mark.parametrize("pattern", ["**/finder.json*", "**/finder/finder.js"])
@pytest.mark.parametrize("path", ["", GUIDE])
def test_a_finder_that_cannot_be_had_says_so(site: Site, browse: Browse, pattern: str, path: str) -> None:
    page = browse(allow="finder")
    page.route(pattern, lambda route: route.abort())
    page.goto(site.home + path)
    field(page).click()
    page.keyboard.type("netflix")
    note = page.locator(".finder-note:visible")
    expect(note).to_contain_text("The finder cannot be loaded at the moment.")
    expect(note.get_by_role("link")).to_have_attribute("href", re.compile("guides/$"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/guides/?q=netflix")
    expect(page.locator("#results")).to_contain_text("The finder cannot be loaded at the moment.")


def test_without_the_names_that_have_no_guide_the_others_are_found(site: Site, browse: Browse) -> None:
    page = browse(allow="finder-known.json")
    page.route("**/finder-known.json*", lambda route: route.abort())
    page.goto(site.home)
    field(page).click()
    page.keyboard.type("netflix")
    wait_for(page, "Netflix")


def test_nothing_of_the_full_text_is_fetched_before_it_is_asked_for(open_page: Callable[..., Page]) -> None:
    page = open_page(GUIDE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    field(page).click()
    page.keyboard.type("refund after a trial")
    expect(page.get_by_role("option", name="Search the text")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "pagefind" in url or "fulltext" in url]
    page.get_by_role("option", name="Search the text").click()
    hits = page.get_by_role("group", name="In the text").get_by_role("option")
    expect(hits.first).to_have_attribute("href", re.compile("^/"))
    assert [url for url in asked if "pagefind.js" in url]
    expect(field(page)).to_be_focused()


def test_a_hit_leads_to_its_section(open_page: Callable[..., Page]) -> None:
    page = open_page("guides/?q=business+days+certified+letter&text=1")
    hits = page.locator("#results .finder-lines").last.get_by_role("link")
    expect(hits.first).to_be_visible()
    addresses = [hit.get_attribute("href") or "" for hit in hits.all()]
    sections = [address for address in addresses if "#" in address]
    assert sections, addresses
    page.goto(sections[0])
    assert page.locator(f"[id='{urlsplit(sections[0]).fragment}']").count() == 1


def test_steps_that_guides_borrow_are_found_on_the_page_of_the_biller(open_page: Callable[..., Page]) -> None:
    page = open_page("guides/?q=settings+app+your+name+subscriptions&text=1")
    expect(page.locator("#results .finder-lines").last).to_contain_text("billed by Apple")


def test_filters_narrow_the_text_as_they_narrow_the_list(open_page: Callable[..., Page]) -> None:
    page = open_page("guides/?q=refund&text=1&category=music")
    found = page.locator("#results").get_by_role("status").last
    expect(found).to_contain_text("page")
    hits = page.locator("#results .finder-lines").last.get_by_role("link")
    expect(hits.first).to_be_visible()
    music = {(link.get_attribute("href") or "").strip("/") for link in page.locator(".rows li:visible a").all()}
    slugs = {urlsplit(hit.get_attribute("href") or "").path.rstrip("/").rpartition("/")[2] for hit in hits.all()}
    assert slugs <= music


def test_a_word_that_is_nowhere_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page("guides/?q=qqzzxw&text=1")
    expect(page.locator("#results").get_by_role("status").last).to_have_text("Nothing found. No page has “qqzzxw”.")


def test_a_missing_full_text_is_told_and_the_rest_works(site: Site, browse: Browse) -> None:
    page = browse(allow="pagefind")
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(site.home)
    field(page).click()
    page.keyboard.type("netflix")
    page.get_by_role("option", name="Search the text").click()
    expect(page.get_by_text("The text of pages cannot be searched")).to_be_visible()
    wait_for(page, "Netflix")


@pytest.mark.parametrize("path", ["", GUIDE])
def test_what_is_typed_before_the_script_is_there_is_answered(site: Site, browse: Browse, path: str) -> None:
    page = browse()
    held: list[Route] = []
    page.route("**/finder/main.js", lambda route: held.append(route))  # noqa: PLW0108 - it marks its handler
    page.goto(site.home + path, wait_until="commit")
    early = page.get_by_role("searchbox")
    early.click()
    page.keyboard.type("netlfix")
    expect(early).to_have_value("netlfix")
    held.pop().continue_()
    wait_for(page, "Netflix")


@pytest.mark.parametrize("path", ["", GUIDE])
def test_nothing_is_fetched_before_the_field_is_about_to_be_used(site: Site, browse: Browse, path: str) -> None:
    page = browse()
    page.goto(site.home + path)
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    page.wait_for_load_state("networkidle")
    asked = "performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop().split('?')[0])"
    assert {"finder.json", "finder-known.json", "finder.js"} & set(page.evaluate(asked)) == set()
    with page.expect_request("**/finder.json*"):
        field(page).hover()
    field(page).focus()
    page.keyboard.type("netflix")
    wait_for(page, "Netflix")
    assert {"finder.json", "finder-known.json", "finder.js"} <= set(page.evaluate(asked))


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_open_results_are_accessible_and_fit(site: Site, browse: Browse, palette: Palette, width: int) -> None:
    page = browse(palette=palette, width=width)
    problems = []
    for path in ("", GUIDE):
        page.goto(site.home + path)
        field(page).click()
        page.keyboard.type("apple music premium")
        expect(options(page).first).to_be_visible()
        problems += accessibility(page) + sideways(page)
        page.get_by_role("option", name="Search the text").click()
        expect(page.get_by_role("group", name="In the text").get_by_role("option").first).to_contain_text("How to")
        problems += accessibility(page) + sideways(page)
    page.goto(f"{site.home}guides/?q=refund&text=1&sort=hardest")
    expect(page.locator("#results .finder-lines").last.get_by_role("link").first).to_be_visible()
    none(problems + accessibility(page) + sideways(page))


def test_the_choice_is_seen_in_forced_colours(site: Site, browse: Browse) -> None:
    page = browse()
    page.emulate_media(forced_colors="active")
    page.goto(site.home)
    field(page).click()
    page.keyboard.type("netflix")
    wait_for(page, "Netflix")
    style = "(node) => getComputedStyle(node).outlineStyle"
    assert options(page).first.evaluate(style) == "solid"
    assert options(page).last.evaluate(style) == "none"


def test_the_page_does_not_jump(open_page: Callable[..., Page]) -> None:
    """Nothing moves by itself, from the first paint of the home page to the open list."""
    page = open_page(width=390)
    page.evaluate(
        """() => new PerformanceObserver((list) => {
          // What moves because of a key is what the reader asked for.
          for (const { value, hadRecentInput } of list.getEntries())
            if (!hadRecentInput) window.shifts = (window.shifts ?? 0) + value;
        }).observe({ type: "layout-shift", buffered: true })"""
    )
    field(page).click()
    page.keyboard.type("netflix")
    wait_for(page, "Netflix")
    assert (page.evaluate("window.shifts") or 0) < 0.01


ASKED = """async (queries) => {
  const url = new URL(document.querySelector("meta[name=finder-index]").content, document.baseURI).href;
  const file = async (address) => (await fetch(address)).json();
  const base = url.slice(0, url.lastIndexOf("/"));
  const { answerer } = await import(`${base}/javascripts/finder/finder.js`);
  const answer = await answerer(await file(url), await file(url.replace("finder.json", "finder-known.json")));
  return queries.map((text) => {
    const { matches, isSure } = answer(text, 3);
    return [isSure, ...matches.map(({ item }) => `${item.room}/${item.slug}`)];
  });
}"""


def test_the_published_finder_answers_the_lists_as_its_modules_do(open_page: Callable[..., Page], site: Site) -> None:
    """`tests/finder/lists.test.js` judges these answers; the bundle in a browser must give the same."""
    node = shutil.which("node")
    if not node:
        missing("What the modules answer is asked of Node 20 or newer.")
    lists = (
        path.read_text(encoding="utf-8").splitlines() for path in sorted((REPOSITORY / "tests/finder").rglob("*.tsv"))
    )
    queries = [line.split("\t")[0] for lines in lists for line in lines if line and not line.startswith("#")]
    assert len(queries) > 1300
    files = [site.folder / "assets" / name for name in ("finder.json", "finder-known.json")]
    command: list[str | Path] = [node, REPOSITORY / "tests/finder/answers.js", *files]
    told = subprocess.run(command, input=json.dumps(queries), capture_output=True, encoding="utf-8", check=True)
    ours = zip(queries, open_page().evaluate(ASKED, queries), json.loads(told.stdout), strict=True)
    assert [(query, there, here) for query, there, here in ours if there != here] == []
