"""The page for writing guides: Python in the browser, a form, the file, and the page as readers get it."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Unpack
from urllib.parse import parse_qs, unquote

import pytest
import yaml
from playwright.sync_api import FilePayload, Page, Request, Route, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from browser.measure import accessibility, sideways
from browser.report import missing, none
from browser.site import Site
from browser.watch import Browse, Options, Palette
from guides.engines import browser as engine
from guides.site import links
from support import HERE, QUIET, ROOT

pytestmark = pytest.mark.slow

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)
LONG = 180_000
"""Milliseconds that Python may take to start on a machine that does other things, too."""
GUIDES = [path for path in (ROOT / "docs/guides").glob("*.md") if path.stem != "index"]
WIDE = 900
"""Pixels from which the form, the file and the page stand beside each other."""


@pytest.fixture
def write_site(site: Site) -> Site:
    """The site, with all that the page loads."""
    if not (site.folder / "assets/write/packages.zip").exists():
        missing("Writing in the browser needs npm and the wheel of pydantic's core for browsers: make site.")
    return site


def with_policy(page: Page) -> None:
    """Serve the page under the policy that the site asks hosts for; headers hold for workers, too."""

    def add(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})

    page.route(lambda url: "/contribute/write/" in url or "/assets/write/worker.js" in url, add)


@contextmanager
def started(page: Page, site: Site, query: str = "", name: str = "") -> Iterator[Page]:
    with_policy(page)
    page.goto(f"{site.home}contribute/write/{query}")
    if name:
        page.get_by_label("Which service is it?").fill(name)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".write-status[data-state]")).to_be_attached(timeout=LONG)
    yield page


def file_of(page: Page) -> str:
    """Give the file as the page would download it."""
    address = page.get_by_role("link", name="Download").get_attribute("href")
    assert address
    return unquote(address.partition(",")[2])


def test_nothing_comes_before_the_press_on_start(write_site: Site, browse: Browse) -> None:
    page = browse()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{write_site.home}contribute/write/")
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert sorted(url.rpartition("/")[2] for url in asked if "/assets/write/" in url) == ["start.js", "write.css"]
    expect(page.locator("#write-size")).to_contain_text(" MB from this site")


def test_an_invented_service_becomes_a_file_that_the_checker_passes(
    write_site: Site, browse: Browse, tmp_path: Path
) -> None:
    page = browse(width=390)
    with_policy(page)
    page.goto(f"{write_site.home}contribute/write/")
    page.get_by_label("Which service is it?").fill("Quixel Yarns")
    page.get_by_role("button", name="Start").click()
    # Nobody waits for Python before the first letter.
    expect(page.locator(".write-status")).to_have_text("You can begin; the checks start meanwhile.")
    field = page.locator("#write-form")
    field.get_by_label("Description").fill("Choose **End plan** under your profile before the renewal date.")
    field.get_by_label("Category").select_option("learning")
    field.get_by_label("Domain 1", exact=True).fill("quixelyarns.com")
    field.get_by_label("URL").first.fill("https://www.quixelyarns.com/account")
    action = field.get_by_label("Action")
    action.nth(0).fill("Log in")
    action.nth(1).fill("Choose **End plan**")
    page.locator("#write-field-routes-0-check-source").fill("https://www.quixelyarns.com/help/end")
    field.get_by_role("button", name="Add: step").click()
    expect(page.locator("#write-field-routes-0-steps-2-action")).to_be_focused()
    page.keyboard.type("Confirm with **Yes**")
    field.get_by_role("button", name="Move Step 3 up").click()
    field.get_by_role("button", name="Move Step 2 down").click()
    expect(page.locator(".write-status[data-state=ready]")).to_be_attached(timeout=LONG)
    text = file_of(page)
    page.get_by_role("tab", name="Page").click()
    article = page.frame_locator("iframe").locator("article")
    expect(article.get_by_role("heading", level=1)).to_contain_text("How to cancel Quixel Yarns")
    expect(article).to_contain_text("Confirm with Yes")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "docs/guides/quixel-yarns.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "guides", "check", "docs/guides/quixel-yarns.md"]
    run = subprocess.run(command, cwd=tmp_path, env=QUIET, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


SLIPS = {one["name"]: one for one in yaml.safe_load((HERE / "slips/slips.yml").read_text(encoding="utf-8"))}
SAMPLE = {
    "a misspelt field": "",
    "a tab": "",
    "a quote that stays open": "",
    "a number sign cuts a text": "routes-0-steps-1-action",
    "an unknown category": "service-category",
    "a day in another order": "published",
    "a label without bold": "routes-0-steps-1-action",
    "a label in another language": "routes-0-steps-1-action",
    "an address without encryption": "routes-0-url",
    "a tracking parameter": "routes-0-url",
    "a number without its country": "routes-1-phone-number",
}
"""Slips, and the field of the form that is about each."""


def test_slips_are_told_beside_the_line_and_the_field_and_their_fixes_mend_them(
    write_site: Site, browse: Browse
) -> None:
    page = browse()
    right = (HERE / "slips/guide.md").read_text(encoding="utf-8")

    def hand_in(text: str) -> None:
        file: FilePayload = {"name": "quixel-yarns.md", "mimeType": "text/markdown", "buffer": text.encode()}
        page.locator("#write-open").set_input_files(file)

    with started(page, write_site, name="Quixel Yarns"):
        status = page.locator(".write-status")
        for name, field in SAMPLE.items():
            slip = SLIPS[name]
            hand_in(right.replace(slip["right"], slip["slip"], 1))
            (told,) = slip["told"]
            place, rule, message, fix = re.fullmatch(r"(\S+) \w+ \[(.+?)\] (.+) fix: (.+)", told).groups()  # type: ignore[union-attr]
            finding = f"Line {place.partition(':')[0]} {message} {fix} {rule}"
            expect(page.locator(".write-findings li")).to_have_text([finding], timeout=LONG)
            expect(page.locator(".cm-lint-marker")).to_have_count(1)
            if field:
                beside = page.locator(f"#write-field-{field}-wrong").inner_text()
                assert re.sub(r"[`*]", "", fix) in re.sub(r"[`*]", "", beside)
            if slip.get("mend") == "--fix":
                page.get_by_role("button", name="Mend what is certain").click()
                assert file_of(page) == right
            else:
                hand_in(right.replace(slip["right"], slip.get("mend", slip["right"]), 1))
            expect(status).to_have_text("No problems: the file is ready", timeout=LONG)
        # And once more as somebody types it, in the form.
        page.locator("#write-field-routes-0-minutes").fill("three")
        expect(page.locator("#write-field-routes-0-minutes-wrong")).to_contain_text("Write digits without quotes: 3.")
        expect(page.locator("#write-field-routes-0-minutes")).to_have_attribute("aria-invalid", "true")
        page.locator("#write-field-routes-0-minutes").fill("3")
        expect(status).to_have_text("No problems: the file is ready", timeout=LONG)


def elements(top: LexborNode) -> list[object]:
    """Give the elements and texts of a part of a page; the order of attributes says nothing."""
    return [(node.tag, dict(node.attributes), node.text(deep=False)) for node in top.traverse(include_text=True)]


def test_the_page_is_that_of_the_build(write_site: Site, browse: Browse) -> None:
    page = browse()
    with_policy(page)
    page.goto(f"{write_site.home}contribute/write/")
    made = page.evaluate(
        """async ([address, texts]) => {
          const worker = new Worker(address, { type: "module" });
          let number = 0;
          const ask = (kind, values) => new Promise((answer, refuse) => {
            const id = ++number;
            worker.addEventListener("message", ({ data }) => {
              if (data.id === id) data.error ? refuse(new Error(data.error)) : answer(data.answer);
            });
            worker.postMessage({ id, kind, ...values });
          });
          await ask("start", { today: "2026-12-31" });
          const made = {};
          for (const [slug, text] of Object.entries(texts)) {
            made[slug] = [await ask("look", { slug, text }), await ask("compare", { slug, text })];
          }
          return made;
        }""",
        [f"{write_site.home}assets/write/worker.js", {path.stem: path.read_text("utf-8") for path in GUIDES}],
    )
    assert len(made) == len(GUIDES)
    for slug, (looked, compared) in made.items():
        built = (write_site.folder / f"guides/{slug}/index.html").read_text(encoding="utf-8")
        article = LexborHTMLParser(built).css_first("article.md-content__inner")
        assert article is not None
        shown = LexborHTMLParser(f"<article>{looked['page']}</article>").css_first("article")
        assert shown is not None
        expected, got = list(map(elements, article.iter())), list(map(elements, shown.iter()))
        start = expected.index(got[0])
        assert got == expected[start : start + len(got)], slug
        assert not [one for one in compared["findings"] if one["severity"] == "error"], slug


@pytest.mark.parametrize(
    ("slug", "step", "row"),
    [
        ("tidal", "website-2", "routes-0-steps-1"),
        ("netflix", "website-step-3", "routes-0-steps-2"),
        ("netflix", "website-2-3", "routes-1-steps-2"),
    ],
)
def test_the_address_of_a_step_leads_to_its_row(
    write_site: Site, browse: Browse, slug: str, step: str, row: str
) -> None:
    page = without_python(browse, write_site, f"?guide={slug}&step={step}")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(f"#write-field-{row}-action")).to_be_focused()


def test_a_name_out_of_the_finder_is_filled_in(write_site: Site, browse: Browse) -> None:
    page = without_python(browse, write_site, "?service=Quixel%20%26%20Yarns")
    expect(page.get_by_label("Which service is it?")).to_have_value("Quixel & Yarns")


def test_an_existing_guide_opens_at_the_step_that_did_not_work(write_site: Site, browse: Browse) -> None:
    page = browse()
    with started(page, write_site, query="?guide=tidal&step=website-step-2"):
        expect(page.locator("#write-field-routes-0-steps-1-action")).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type("Go to **Plan: #1**")
        expect(page.locator(".cm-content")).to_contain_text("Go to **Plan: #1**")
        mine = file_of(page).splitlines()
    theirs = (ROOT / "docs/guides/tidal.md").read_text(encoding="utf-8").splitlines()
    assert [(old, new) for old, new in zip(theirs, mine, strict=True) if old != new] == [
        ("      - action: Go to **Subscription**", '      - action: "Go to **Plan: #1**"'),
    ]


@pytest.mark.parametrize(
    ("palette", "name", "slug"),
    [("light", "Quixel & Yarns+", "quixel-and-yarns-plus"), ("dark", "tidal hifi", "tidal")],
)
def test_it_fits_a_small_phone_and_everything_has_a_name(
    write_site: Site, browse: Browse, palette: Palette, name: str, slug: str
) -> None:
    page = browse(width=320, palette=palette)
    with_policy(page)
    page.goto(f"{write_site.home}contribute/write/")
    page.get_by_label("Which service is it?").fill(name)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".write-status[data-state]")).to_be_attached(timeout=LONG)
    # A name that has a guide opens that one.
    expect(page.locator("#write-slug")).to_have_value(slug)
    for tab in ("Form", "File", "Page"):
        page.get_by_role("tab", name=tab).click()
        none([*accessibility(page), *sideways(page)])


def without_python(browse: Browse, site: Site, query: str = "", **options: Unpack[Options]) -> Page:
    """Open the page in a browser in which Python finds no room."""
    page = browse(**options)
    with_policy(page)
    full = 'export const loadPyodide = () => { throw new RangeError("Out of memory"); };'
    page.route("**/pyodide.mjs", lambda route: route.fulfill(body=full, content_type="text/javascript"))
    page.goto(f"{site.home}contribute/write/{query}")
    return page


def test_without_python_the_form_works_and_says_so(write_site: Site, browse: Browse) -> None:
    page = without_python(browse, write_site)
    page.get_by_label("Which service is it?").fill("Quixel: Yarns")
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".write-note")).to_contain_text("The checks cannot run in this browser")
    page.get_by_label("Description").fill("Choose **End plan** before the renewal date.")
    assert 'title: "How to cancel Quixel: Yarns"' in file_of(page)
    assert "description: 'Choose **End plan** before the renewal date.'" in file_of(page)
    # The draft is there after a reload.
    page.reload()
    page.get_by_label("Which service is it?").fill("Quixel: Yarns")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_label("Description")).to_have_value("Choose **End plan** before the renewal date.")
    page.get_by_role("button", name="Start afresh").click()
    expect(page.get_by_label("Description")).to_have_value("")


def test_without_python_an_existing_guide_opens_too(write_site: Site, browse: Browse) -> None:
    page = without_python(browse, write_site, "?guide=tidal")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#write-field-title")).to_have_value("How to cancel TIDAL")
    assert file_of(page) == (ROOT / "docs/guides/tidal.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("palette", "width"), [("light", 1280), ("dark", 320)])
def test_the_editor_offers_what_may_stand_at_the_cursor(
    write_site: Site, browse: Browse, palette: Palette, width: int
) -> None:
    page = without_python(browse, write_site, "?guide=tidal", width=width, palette=palette)
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".write-note")).to_contain_text("The checks cannot run")
    if width < WIDE:
        page.get_by_role("tab", name="File").click()
    page.locator(".cm-content").click()
    for key in ("Control+Home", "End", "Enter", "Control+Space"):
        page.keyboard.press(key)
    offered = page.get_by_role("listbox", name="Completions").get_by_role("option")
    expect(offered.filter(has_text="trial_deadline")).to_be_attached()
    page.keyboard.type("trial")
    expect(page.get_by_role("option", selected=True).and_(offered)).to_have_text("trial_deadline")
    expect(page.locator(".cm-completionInfo")).to_have_text("The same for a free trial, where it differs.")
    none([*accessibility(page), *sideways(page)])
    # A list takes keys for a moment only after it came, so that what one typed is not taken for a choice.
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    page.keyboard.type("un")
    expect(page.get_by_role("option", selected=True).and_(offered)).to_contain_text("unit")
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    expect(offered).to_have_count(5)
    page.wait_for_timeout(200)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert file_of(page).startswith("---\ntrial_deadline:\n  unit: days\ntitle: How to cancel TIDAL\n")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.write-editor')")


def test_a_file_goes_to_the_publishers_form_when_asked_to(write_site: Site, browse: Browse) -> None:
    page = without_python(browse, write_site, "?guide=tidal", allow="answers")
    answers = [413, 0, 200]
    sent: list[Request] = []

    def configured(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), "form": "/answers"})

    def take(route: Route, request: Request) -> None:
        sent.append(request)
        status = answers[len(sent) - 1]
        if status:
            route.fulfill(status=status, body="")
        else:
            route.abort()

    page.route("**/names.json", configured)
    page.route("**/answers", take)
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Description").fill("Choose **End plan** before the renewal date.")
    text = file_of(page)
    exits = page.get_by_role("region", name="Hand it over")
    expect(exits).to_contain_text(f"Without an account. Sends this file ({len(text.encode()) / 1000:.1f} kB)")
    assert not sent
    for said in (
        "It was not sent: the file is too big for it. Nothing is lost",
        "It was not sent: no connection. Nothing is lost",
        "has it now: docs/guides/tidal.md",
    ):
        exits.get_by_role("button", name="Send to 127.0.0.1").press("Enter")
        expect(exits.get_by_role("status")).to_contain_text(said)
        assert file_of(page) == text
    assert parse_qs(sent[-1].post_data or "") == {"file": ["docs/guides/tidal.md"], "text": [text]}


def test_settings_of_the_site_travel_as_json() -> None:
    config = {
        "markdown_extensions": ["toc", "guides"],
        "mdx_configs": {"toc": {"permalink": True}, "guides": {"build": 1}},
    }
    said = engine.settings(config, links.Site(name="A"), ["index.md"])
    assert json.loads(json.dumps(said)) == {
        "site": {"name": "A", "url": "", "repo_url": "", "edit_uri": "", "email": "", "form": "", "kind": ""},
        "extensions": ["toc"],
        "configs": {"toc": {"permalink": True}},
        "files": ["index.md"],
    }
