"""Each check of this folder finds the fault that `bad/index.html` has for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import chromium
from browser.checkers import HERE, apart, broken_links, html_errors
from browser.measure import accessibility, brightness, sideways
from browser.report import Problem, missing, none
from browser.site import Site, served
from browser.test_files import from_elsewhere
from browser.watch import Palette, watched

BAD = Site(HERE / "bad", "https://example.org/")


@pytest.fixture(scope="module")
def bad() -> Iterator[str]:
    """Address of the bad page."""
    with served(BAD) as origin:
        yield origin


def test_watch_notes_what_leaves_the_origin_and_what_fails(browser: Browser, bad: str) -> None:
    """Requests of every kind, console errors and failures are noted, none is let out."""
    with watched(browser, bad) as (page, watch):
        page.goto("/", wait_until="networkidle")
    told = [f"{problem.where}: {problem.what}" for problem in watch.problems]
    for fault in (
        "requests https://images.example/a.png",
        "requests http://styles.example/a.css",
        "requests https://api.example/",
        "opens a socket to wss://socket.example/",
        "console: a complaint",
        "error: a failure",
    ):
        assert any(each.startswith(f"/: {fault}") for each in told), fault


def test_watch_notes_a_violated_policy(browser: Browser, tmp_path: Path) -> None:
    """A content security policy that refuses a script is told as a problem."""
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
    (tmp_path / "index.html").write_text(f"<!doctype html>{policy}<script>1</script>")
    with (
        served(Site(tmp_path, "https://example.org/")) as origin,
        watched(browser, origin) as (page, watch),
    ):
        page.goto("/")
    assert any("content security policy: script-src-elem" in each.what for each in watch.problems)


def test_watch_lets_an_expected_complaint_pass(browser: Browser, bad: str) -> None:
    """Only what contains the allowed words passes."""
    with watched(browser, bad, allow="status of 404") as (page, watch):
        page.goto("/none/")
    assert watch.problems == []
    with watched(browser, bad) as (page, watch):
        page.goto("/none/")
    assert "status of 404" in watch.problems[0].what


def test_axe_finds_pale_text(browser: Browser, bad: str) -> None:
    """The one WCAG fault that hides most easily."""
    with watched(browser, bad) as (page, _):
        page.goto("/")
        found = accessibility(page)
    assert [problem.what.split(":")[0] for problem in found] == ["color-contrast"]


def test_sideways_finds_what_is_wide_and_what_is_cut_off(browser: Browser, bad: str) -> None:
    """The left side counts too, though no browser scrolls there."""
    with watched(browser, bad, width=320) as (page, _):
        page.goto("/")
        found = sideways(page)
    assert len(found) == 3
    assert found[0].what.startswith("the page is 5")
    assert any("reaches from -" in each.what for each in found)


@pytest.mark.parametrize(("palette", "least", "most"), [("light", 1, 1), ("dark", 0.01, 0.1)])
def test_brightness_tells_palettes_apart(browser: Browser, palette: Palette, least: float, most: float) -> None:
    """A page that follows its reader's palette is white, or nearly black."""
    with watched(browser, "", palette=palette) as (page, _):
        page.set_content('<body style="color-scheme: light dark; background: light-dark(#fff, #111)">')
        assert least <= brightness(page) <= most


def test_nu_finds_an_element_of_old(tmp_path: Path) -> None:
    """And a baseline takes out just what it names."""
    found = html_errors(BAD.folder)
    assert any("center" in error.what for error in found)
    baseline = tmp_path / "baseline.txt"
    baseline.write_text("# The element of old.\ncenter\n\nnothing like this\n")
    rest, vain = apart(found, baseline)
    assert len(rest) == len(found) - 1
    assert vain == ["nothing like this"]


def test_lychee_finds_broken_links_of_this_site_only() -> None:
    """Pages, anchors, and full addresses of the site's own; other hosts are not asked."""
    told = "\n".join(problem.what for problem in broken_links(BAD))
    assert "missing" in told
    assert "#missing" in told
    assert "moved" in told
    assert "elsewhere.example" not in told


def test_files_name_what_they_would_load_from_elsewhere() -> None:
    """A picture, a prepared connection, and an imported style sheet."""
    told = "\n".join(problem.what for problem in from_elsewhere(BAD))
    for host in ("images.example", "fonts.example", "styles.example"):
        assert host in told
    assert "elsewhere.example" not in told


def test_sample_is_bounded_and_does_not_depend_on_what_else_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve pages of a large folder; a new guide moves at most one of them out."""
    monkeypatch.delenv("GUIDES_ALL_PAGES", raising=False)
    site = Site(tmp_path, "https://example.org/deep/")
    for name in ("index", "404", *(f"guides/s{number}/index" for number in range(50))):
        file = site.folder / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    before = site.pages()
    assert len(before) == 2 + 12
    assert {"/deep/", "/deep/404.html"} < set(before)
    (site.folder / "guides/new").mkdir()
    (site.folder / "guides/new/index.html").touch()
    assert len(set(before) - set(site.pages())) <= 1
    monkeypatch.setenv("GUIDES_ALL_PAGES", "1")
    assert len(site.pages()) == 2 + 51


def test_chromium_is_the_one_asked_for_then_playwrights_then_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a wrong CHROMIUM_PATH is an error, not a reason to take another."""
    for name in ("asked", "own", "chromium-browser"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "asked"))
    assert chromium.find(str(tmp_path / "own")) == str(tmp_path / "asked")
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "none"))
    with pytest.raises(chromium.NoBrowserError, match="CHROMIUM_PATH="):
        chromium.find("")
    monkeypatch.delenv("CHROMIUM_PATH")
    assert chromium.find(str(tmp_path / "own")) == str(tmp_path / "own")
    assert chromium.find(str(tmp_path / "none")) == str(tmp_path / "chromium-browser")


def test_without_a_browser_the_message_tells_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With what the attempt to install one said."""
    monkeypatch.setattr(chromium, "find", lambda _: None)
    monkeypatch.setattr(chromium, "install", lambda: "`it` failed")
    with pytest.raises(chromium.NoBrowserError, match=r"(?s)playwright install.*`it` failed"):
        chromium.provide("")


def test_a_driver_that_does_not_start_is_mended_or_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As root on Debian the library that is lacking is installed; elsewhere its name is told."""
    commands: list[str] = []
    lacking = {"libatomic1"}

    def run(*command: str) -> str:
        commands.append(command[-1])
        lacking.discard(command[-1])
        return "libatomic.so.1 is not there" if lacking and command[-1] == "--version" else ""

    monkeypatch.setattr(chromium, "run", run)
    monkeypatch.setattr(chromium, "may_use_apt", lambda: False)
    with pytest.raises(chromium.NoBrowserError, match=r"does not start(?s:.)*libatomic"):
        chromium.start_driver()
    monkeypatch.setattr(chromium, "may_use_apt", lambda: True)
    chromium.start_driver()
    assert commands == ["--version", "--version", "-q", "libatomic1", "--version"]


def test_a_problem_is_told_once_with_the_first_of_its_places() -> None:
    """A fault in a template must not bury the others under a thousand lines."""
    none([])
    with pytest.raises(pytest.fail.Exception) as failure:
        none([Problem("pale", f"/{number}") for number in range(8)] + [Problem("wide", "/")])
    assert str(failure.value).splitlines() == [
        "2 kinds of problem",
        "- pale",
        *("    /0", "    /1", "    /2", "    /3", "    /4"),
        "    and 3 more",
        "- wide",
        "    /",
    ]


def test_what_is_missing_is_skipped_but_fails_where_ci_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A check that silently does not run is none."""
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="install it"):
        missing("install it")
    monkeypatch.setenv("CI", "")
    with pytest.raises(pytest.skip.Exception, match="install it"):
        missing("install it")
