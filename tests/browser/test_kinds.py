"""Guides of every kind, as readers of all kinds get them: with all fields and with the fewest, one way or eight."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.measure import accessibility, sideways
from browser.report import none
from browser.site import REPOSITORY, sample_built, served
from browser.watch import Browse, Palette, browsing

KINDS = ("everything", "minimal", "by-phone", "by-post", "eight-ways")


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the sample with a guide of each kind, none of them retired."""
    guides = tmp_path_factory.mktemp("kinds")
    for file in (Path(__file__).parent / "kinds").iterdir():
        (guides / file.name).write_bytes(file.read_bytes())
    everything = (REPOSITORY / "tests/sample/docs/guides/everything.md").read_text("utf-8")
    kept = [line for line in everything.splitlines() if not line.startswith("retired:")]
    (guides / "everything.md").write_text("\n".join(kept), "utf-8")
    with served(sample_built(tmp_path_factory.mktemp("sample"), guides=guides)) as address:
        yield address


@pytest.fixture
def browse(browser: Browser, kinds: str) -> Iterator[Browse]:
    """Open these pages, and not the real ones."""
    with browsing(browser, kinds) as new_page:
        yield new_page


def opened(page: Page, kind: str) -> Page:
    answer = page.goto(f"/guides/{kind}/")
    assert answer
    assert answer.ok
    return page


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_kind_fits_and_is_accessible(browse: Browse, palette: Palette, width: int) -> None:
    """Nothing runs out of the window, and axe finds nothing."""
    page = browse(palette=palette, width=width)
    problems = []
    for kind in KINDS:
        opened(page, kind)
        problems += [*sideways(page), *accessibility(page)]
    none(problems)


@pytest.mark.parametrize("kind", KINDS)
def test_a_screen_reader_hears_the_page_in_its_order(browse: Browse, kind: str) -> None:
    """One title; the answer before the facts, these before the ways, and the steps as tables with names."""
    tree = opened(browse(width=390), kind).locator("main").aria_snapshot()
    assert tree.count("[level=1]") == 1
    order = [
        "[level=1]",
        'heading "Who bills you?',
        "- term:",
        "- table",
        'heading "Is it really cancelled?',
        'heading "If you',
    ]
    places = [tree.find(part) for part in order]
    assert -1 not in places, [part for part, place in zip(order, places, strict=True) if place == -1]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("kind", "label", "target"),
    [
        ("by-phone", "Call (800) 555-1234", "tel:+18005551234"),
        ("by-post", "Write a letter", "#post"),
        ("minimal", "Write a letter", "#post"),
        ("eight-ways", "Open the cancellation page", "https://www.eightfold.example/plans"),
    ],
)
def test_the_first_screen_of_a_phone_has_a_button(browse: Browse, kind: str, label: str, target: str) -> None:
    """Whatever the way is, its beginning is in reach of the thumb, unless warnings have to be read before."""
    page = opened(browse(width=390, height=844), kind)
    button = page.locator("a.go")
    expect(button).to_contain_text(label)
    assert (button.get_attribute("href") or "") == target
    box = button.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_script_every_step_can_be_reached(browse: Browse, kind: str) -> None:
    """Each choice leads to a section, and what is folded opens without a script."""
    page = opened(browse(javascript=False, width=390), kind)
    for link in page.locator(".who a[href^='#']").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        expect(page.locator(f"[id='{target}']")).to_be_visible()
    for payer in page.locator("details.payer").all():
        payer.locator("summary").first.click()
    for box in page.locator("details.steps").all():
        if box.get_attribute("open") is None:
            box.locator("summary").click()
        expect(box.locator("td").nth(1)).to_be_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_paper_has_the_steps_and_no_controls(browse: Browse, kind: str) -> None:
    """What is printed can be followed without the screen."""
    page = opened(browse(), kind)
    page.emulate_media(media="print")
    expect(page.locator(".own .steps table").first.locator("td").nth(1)).to_be_visible()
    for control in (".site-header", ".actions", "#related"):
        expect(page.locator(control).first).to_be_hidden()
