"""The list of all guides, filtered and sorted, and as it is without a script."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from browser.site import Site
from browser.watch import Browse


def shown(page: Page) -> list[str]:
    """Give the names of the guides that are seen, in their order."""
    return [(line.text_content() or "").strip() for line in page.locator(".rows li:visible a").all()]


def facts(page: Page) -> list[list[str]]:
    """Give category, level, channels and last check of the guides that are seen."""
    lines = page.locator(".rows li:visible [data-f]").all()
    return [(line.get_attribute("data-f") or "").split("|") for line in lines]


def test_filters_work_together_and_are_announced(site: Site, page: Page) -> None:
    page.goto(f"{site.home}guides/")
    total = len(shown(page))
    page.get_by_label("Category").select_option("video")
    page.get_by_label("Billed by").select_option("apple")
    kept = facts(page)
    assert 0 < len(kept) < total
    assert all(category == "video" and "apple" in vias.split() for category, _, vias, _ in kept)
    expect(page.locator("form.browse output")).to_have_text(f"{len(kept)} of {total} guides")
    assert page.locator("h2:visible", has_text=re.compile(r"^[A-Z]")).count() <= len(kept)


def test_every_order_sorts(site: Site, page: Page) -> None:
    page.goto(f"{site.home}guides/")
    names = shown(page)
    assert names == sorted(names, key=str.casefold)
    for order, key, reverse in (("easiest", 1, False), ("hardest", 1, True), ("newest", 3, True), ("oldest", 3, False)):
        page.get_by_label("Order").select_option(order)
        values = [line[key] for line in facts(page)]
        if key == 1 and not reverse:
            values = [value.replace("0", "9") for value in values]
        assert values == sorted(values, reverse=reverse), order
    page.get_by_role("button", name="Clear", exact=True).last.click()
    expect(page.get_by_label("Order")).to_have_value("")
    assert shown(page) == names


def test_choices_are_kept_in_the_address(site: Site, page: Page) -> None:
    page.goto(f"{site.home}guides/")
    page.get_by_label("Difficulty").select_option("2")
    page.get_by_label("Order").select_option("oldest")
    # The browser tells of a changed address a moment later.
    page.wait_for_function("location.search.includes('sort=oldest')")
    assert parse_qs(urlsplit(page.evaluate("location.href")).query) == {"difficulty": ["2"], "sort": ["oldest"]}
    before = shown(page)
    page.reload()
    expect(page.get_by_label("Order")).to_have_value("oldest")
    assert shown(page) == before


def test_an_address_with_a_choice_that_is_none_shows_everything(site: Site, page: Page) -> None:
    page.goto(f"{site.home}guides/?category=nothing&sort=__proto__")
    assert len(shown(page)) == page.locator(".rows li").count() > 0


def test_lists_are_plain_links_without_a_script(site: Site, browse: Browse) -> None:
    page = browse(javascript=False)
    for path in ("guides/", "browse/difficulty/", "browse/checked/", "categories/video/"):
        page.goto(site.home + path)
        links = page.locator(".rows li a")
        assert links.count() > 0, path
        assert links.first.get_attribute("href"), path
        expect(page.locator(".rows li").first).to_contain_text("checked")


def test_letters_lead_down_the_list(site: Site, page: Page) -> None:
    page.goto(f"{site.home}guides/")
    page.locator(".letters a").last.click()
    expect(page.locator("h2:target")).to_be_in_viewport()


def test_another_name_leads_to_the_guide(site: Site, browse: Browse) -> None:
    page = browse(javascript=False)
    page.goto(f"{site.home}guides/max/")
    page.wait_for_url("**/guides/hbo-max/")
