"""What the reader of one guide sees and can do, on a phone above all."""

import datetime as dt
from statistics import median
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.site import REPOSITORY, Site, is_redirect, sample_built, served
from browser.watch import Browse, watched

GUIDE = "guides/netflix/"
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("slug", ["coursera", "netflix", "hellofresh", "la-fitness"])
def test_the_first_screen_of_a_phone_has_the_answer(site: Site, browse: Browse, slug: str) -> None:
    """Title, answer, the vendor's page, by when, and until when there is access: without scrolling."""
    page = browse(width=PHONE["width"], height=PHONE["height"])
    page.goto(f"{site.home}guides/{slug}/")
    wanted = [page.locator("h1"), page.locator(".answer"), page.locator(".who li a").first]
    wanted += [page.locator("dt", has_text=label) for label in ("Cancel by", "Access afterwards", "Money back")]
    for place in wanted:
        box = place.first.bounding_box()
        assert box, place
        assert box["y"] + box["height"] <= PHONE["height"], place
    expect(page.locator("a.go small")).to_contain_text(".")


MEASURE = """async (paths) => {
  const top = (element) => element ? (element.getBoundingClientRect().top + scrollY) / innerHeight : 0;
  const found = {};
  for (const path of paths) {
    const answer = await fetch(path);
    const guide = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.body.replaceWith(document.adoptNode(guide.body));
    const step = [...document.querySelectorAll(".way[open] tr[id]")].find((row) => row.checkVisibility());
    const trouble = document.getElementById("if-it-does-not-work");
    found[path] = [top(step), document.documentElement.scrollHeight / innerHeight, top(trouble)];
  }
  return found;
}"""
"""Guides take each other's place in one page: to load each with its styles would take a minute."""


def test_every_guide_comes_to_the_point(site: Site, browse: Browse) -> None:
    """In screens of a phone: where the first step begins, how long the page is, where help begins."""
    page = browse(width=PHONE["width"], height=PHONE["height"])
    page.goto(site.home + GUIDE)
    files = [file for file in sorted((site.folder / "guides").glob("*/index.html")) if not is_redirect(file)]
    found = page.evaluate(MEASURE, [site.path(file.relative_to(site.folder)) for file in files])
    steps, lengths, troubles = zip(*found.values(), strict=True)
    assert min(steps) > 0
    assert all(troubles)
    assert median(steps) <= 1.2
    assert median(lengths) <= 7
    assert [path for path, (step, *_) in found.items() if step > 1.6] == []
    assert [path for path, (_, length, _) in found.items() if length > 10] == []
    assert [path for path, (*_, trouble) in found.items() if trouble > 3] == []


def test_the_chooser_leads_to_each_way_without_a_script(site: Site, browse: Browse) -> None:
    """Every answer to “Who bills you?” is a link to a heading of the page."""
    page = browse(javascript=False)
    page.goto(site.home + GUIDE)
    links = page.locator(".who li a:not(.unsure)").all()
    assert len(links) > 1
    for link in links:
        target = link.get_attribute("href") or ""
        assert target.startswith("#")
        assert page.locator(f"h2{target}, h3{target}").count() == 1


def test_choosing_a_biller_opens_its_steps(site: Site, browse: Browse) -> None:
    """Steps for one device unfold below the choice and its deadline; the others stay folded."""
    page = browse(width=PHONE["width"], height=PHONE["height"])
    page.goto(site.home + GUIDE)
    page.locator(".who a", has_text="Apple").click()
    payer = page.locator("details.payer[data-payer=apple]")
    expect(payer).to_have_attribute("open", "")
    expect(payer.locator("details.steps[open] td").first).to_be_visible()
    expect(payer.locator("details.steps[open] summary")).to_be_in_viewport()
    expect(page.locator(".own details[open]")).to_have_count(0)


def test_an_old_check_shows_by_the_clock_of_the_reader(site: Site, browse: Browse) -> None:
    """The page does not know when it is read; a script asks the reader's device."""
    page = browse()
    page.goto(site.home + GUIDE)
    banner = page.locator(".stale")
    expect(banner).to_be_hidden()
    due = dt.date.fromisoformat(banner.get_attribute("data-due") or "")
    page.clock.install(time=dt.datetime.combine(due, dt.time(12), dt.UTC))
    page.reload()
    expect(page.locator(".stale")).to_be_hidden()
    page.clock.set_fixed_time(dt.datetime.combine(due, dt.time(12), dt.UTC) + dt.timedelta(days=1))
    page.reload()
    expect(page.locator(".stale")).to_be_visible()


def test_step_tables_stay_tables_for_a_screen_reader(site: Site, browse: Browse) -> None:
    """On a narrow screen each row is stacked, and still a row of a table with named columns."""
    page = browse(width=320)
    page.goto(site.home + GUIDE)
    tree = page.locator("details.steps[open] table").first.aria_snapshot()
    assert 'columnheader "Action"' in tree
    assert 'row "1 ' in tree
    assert 'cell "1"' in tree


def test_a_step_that_did_not_work_opens_a_filled_form(site: Site, browse: Browse) -> None:
    """The form knows the guide; its fields have the names of the form's file."""
    page = browse()
    page.goto(site.home + GUIDE)
    address = urlsplit(page.locator(".actions a", has_text="a step is different").get_attribute("href") or "")
    values = parse_qs(address.query)
    assert values["guide"] == ["guides/netflix.md"]
    form = (REPOSITORY / ".github/ISSUE_TEMPLATE" / values["template"][0]).read_text("utf-8")
    assert "id: guide\n" in form


def test_print_has_the_steps_that_are_open_and_no_others(site: Site, browse: Browse) -> None:
    """The steps of another biller are no help on paper."""
    page = browse()
    page.goto(site.home + GUIDE)
    page.emulate_media(media="print")
    expect(page.locator(".own details.steps").first.locator("td").nth(1)).to_be_visible()
    expect(page.locator("details.payer").first).to_be_hidden()
    expect(page.locator(".site-header")).to_be_hidden()


@pytest.fixture(scope="module")
def discussed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample's pages in the real look, with comments switched on."""
    giscus = "extra: {giscus: {repo: a/b, repo_id: R_1, category: Guides, category_id: C_1}}\n"
    return sample_built(tmp_path_factory.mktemp("discussed"), settings=giscus)


def test_comments_are_asked_for_after_a_click_only(discussed: Site, browser: Browser) -> None:
    """Nothing goes to the other site before the reader wants it."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="", content_type="text/javascript")

    with served(discussed) as origin, watched(browser, origin) as (page, watch):
        page.context.route("https://giscus.app/**", answer)
        visit(page)
        assert not asked
        page.get_by_role("button", name="Show the comments").click()
        script = page.locator("script[src='https://giscus.app/client.js']")
        expect(script).to_have_attribute("data-repo-id", "R_1")
        page.wait_for_load_state("networkidle")
        assert asked == ["https://giscus.app/client.js"]
        assert not watch.problems


def visit(page: Page) -> None:
    """Open the sample's guide and let everything load that loads by itself."""
    page.goto("/guides/lessons/", wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")


def test_comments_are_off_by_default(site: Site, page: Page) -> None:
    """A guide then has its link to the discussion only."""
    page.goto(site.home + GUIDE)
    expect(page.locator("button[data-giscus]")).to_have_count(0)
    expect(page.get_by_role("link", name="Leave a comment")).to_be_visible()
