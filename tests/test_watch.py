"""`guides watch` against a server on this machine that misbehaves in every way that servers do.

The visits are made in processes of their own: an engine of Scrapy runs once in a process.
"""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from guides import cli
from guides.cli import watch
from guides.cli.watching import memory, report, texts
from guides.cli.watching.addresses import Address, Quote, Use, collect
from guides.cli.watching.judge import Finding, Kind, judge, owner
from guides.cli.watching.memory import Change, Lost, Memory, Record
from guides.cli.watching.visits import Hop, Visit
from misbehaving import FINE, Behaviour, Serve, answer, at_first, serve
from support import HERE, QUIET, ROOT

__all__ = ["serve"]

HASTY = {
    "request": 1.5,
    "total": 60,
    "delay": 0,
    "backoff": 0.01,
    "patience": 0.3,
    "most_bytes": 200_000,
    "private": True,
}
MOST_HOPS = 8
NEEDED = ("scrapy", "trafilatura")
LACKS = [name for name in NEEDED if importlib.util.find_spec(name) is None]


@pytest.fixture
def crawler() -> None:
    """Skip where the extra is not installed; where all tests must run, `make test` installs it."""
    if LACKS:
        said = f"the extra `watch` is not installed: no {' and no '.join(LACKS)}"
        assert not os.environ.get("CI"), said
        pytest.skip(f"{said} (make .venv/watch.ready)")


visiting = pytest.mark.usefixtures("crawler")


def process(folder: Path, *words: str, manners: dict[str, Any] | None = None) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(HERE / "watching.py"), json.dumps({**HASTY, **(manners or {})}), *words]
    path = os.pathsep.join([str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")])
    environment = {**QUIET, "PYTHONPATH": path}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def visits(folder: Path, urls: Sequence[str], domains: Sequence[str] = (), **manners: object) -> list[Visit]:
    done = process(folder, "VISIT", json.dumps([[url, list(domains)] for url in urls]), manners=manners)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    return [Visit(**{**row, "hops": tuple(Hop(**hop) for hop in row["hops"])}) for row in rows]


def told(folder: Path, urls: Sequence[str], domains: Sequence[str] = (), **manners: object) -> list[Finding]:
    found = visits(folder, urls, domains, **manners)
    return [judge(one.url, frozenset(domains), one, MOST_HOPS) for one in found]


def page(text: str, *, title: str = "Help") -> Behaviour:
    """Answer with a page whose main text is this, between a menu and a footer."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n"))
    html = (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav>"
        f"<main><article><h1>{title}</h1>{paragraphs}</article></main><footer>© all rights</footer></body></html>"
    )
    return answer("200 OK", "Content-Type: text/html; charset=utf-8", body=html.encode())


LONG = (
    "You can end your plan at any time before it renews, and nothing more is charged to you after that day.\n"
    "Open the menu under your picture, choose Manage plan, and then choose Cancel plan at the bottom of the page.\n"
    "You keep what you paid for until the end of the period, and a message confirms it to you within 3 days."
)
MORE: dict[str, Behaviour] = {
    "/page": page(LONG),
    "/renamed-for-good": answer("308 Permanent Redirect", "Location: /page"),
    "/for-good-then-not": answer("301 Moved", "Location: /for-now"),
    "/for-now": answer("302 Found", "Location: /page"),
    "/help/old-article": answer("302 Found", "Location: /"),
    "/help/old-in-german": answer("302 Found", "Location: /de-de/"),
    "/": page(LONG, title="Welcome"),
    "/de-de/": page(LONG, title="Willkommen"),
    "/soft": page("Sorry, this page does not exist. Try the search.", title="Page not found"),
    "/about-404": page("\n".join([LONG] * 4), title="What a 404 not found answer means"),
    "/long": answer("200 OK", "Content-Type: text/html", body=b"<p>" + b"A long page. " * 40_000),
}

BROKEN = {
    "/missing": "the server answers 404",
    "/gone": "the server answers 410",
    "/fails": "the server answers 500",
    "/hangs": "no answer in time",
    "/drips": "no answer in time",
    "/resets": "the connection breaks off",
    "/hangs-up": "the connection breaks off",
    "/garbage": "the connection breaks off",
    "/loop": "it leads in a circle",
    "/loop-self": "it leads in a circle",
    "/script": "it leads to something that is no web page",
    "/bad-location": "it leads to something that is no address",
    "/no-location": "the server answers 302",
    "/chain": "it leads on more than 8 times",
}
REFUSED = {
    "/refused": "it refuses robots (answer 403)",
    "/login": "it asks for a log-in (answer 401)",
    "/robots-only": "it refuses robots (answer 999)",
    "/busy-for-hours": "it asks us to come later",
    "/busy-always": "it asks us to come later (answer 429)",
    "/cookie-loop": "it leads in a circle",
}
FINE_PATHS = (
    "/fine",
    "/page",
    "/about-404",
    "/busy-once",
    "/busy-until",
    "/fails-twice",
    "/hangs-up-once",
    "/for-now",
    "/long",
)
MOVED = {"/moved": "/fine", "/renamed-for-good": "/page", "/for-good-then-not": "/for-now"}
HOME = {"/help/old-article": "/", "/help/old-in-german": "/de-de/"}


@visiting
def test_each_page_is_told_right_and_none_twice(serve: Serve, tmp_path: Path) -> None:
    server = serve()
    server.on.update(MORE)
    paths = [*FINE_PATHS, *BROKEN, *REFUSED, *MOVED, *HOME, "/soft", "/elsewhere"]
    found = told(tmp_path, [f"{server.top}{path}" for path in paths])
    expected = {
        **dict.fromkeys(FINE_PATHS, (Kind.FINE, "")),
        **{path: (Kind.BROKEN, reason) for path, reason in BROKEN.items()},
        **{path: (Kind.REFUSED, reason) for path, reason in REFUSED.items()},
        **dict.fromkeys(MOVED, (Kind.MOVED, "it has moved for good")),
        **dict.fromkeys(HOME, (Kind.HOME, "it leads to the home page")),
        "/soft": (Kind.MISSING, "the page says that it was not found, with the status of one that was"),
        "/elsewhere": (Kind.FOREIGN, "it leads to another owner’s site"),
    }
    assert {path: (one.kind, one.reason) for path, one in zip(paths, found, strict=True)} == expected
    target = {path: one.target.removeprefix(server.top) for path, one in zip(paths, found, strict=True)}
    assert {path: target[path] for path in (*MOVED, *HOME)} == {**MOVED, **HOME}
    assert target["/elsewhere"] == "https://elsewhere.example/account"
    # Whoever answered is not asked again, and whoever failed is not asked for ever.
    assert server.log.methods("/missing") == ["GET"]
    assert server.log.methods("/refused") == ["GET"]
    assert len(server.log.methods("/fails")) == 3


@visiting
def test_what_a_page_says_is_read_without_its_frame(serve: Serve, tmp_path: Path) -> None:
    server = serve()
    server.on.update(MORE)
    (found,) = visits(tmp_path, [f"{server.top}/page"])
    assert "choose Cancel plan at the bottom" in found.main
    assert "all rights" not in found.main
    assert found.title == "Help"


@visiting
def test_hosts_that_are_not_there_or_are_not_public(serve: Serve, tmp_path: Path) -> None:
    server = serve()
    encrypted = f"{server.top.replace('http:', 'https:')}/fine"
    found = told(tmp_path, ["https://nowhere.example/", "http://127.0.0.1:9/", encrypted])
    assert [one.kind for one in found] == [Kind.BROKEN] * 3
    assert found[0].reason == "the name of the host leads nowhere"
    assert found[1].reason == "the host refuses the connection"
    assert found[2].reason.startswith("the encrypted connection fails")
    asked = len(server.log.requests)
    by_name = server.top.replace("127.0.0.1", "localhost")
    found = told(tmp_path, [f"{server.top}/fine", f"{by_name}/fine", "http://[::1]/"], private=False)
    assert [one.reason for one in found] == ["the name of the host leads into a private network"] * 3
    assert len(server.log.requests) == asked


@visiting
def test_a_site_that_the_guide_declares_is_no_other_owners(serve: Serve, tmp_path: Path) -> None:
    (found,) = told(tmp_path, [f"{serve().top}/elsewhere"], ["elsewhere.example"])
    # There is no such site; that it was asked is the point.
    assert (found.kind, found.reason) == (Kind.BROKEN, "the name of the host leads nowhere")


@visiting
def test_a_host_has_its_pauses_and_learns_who_asks(serve: Serve, tmp_path: Path) -> None:
    first, second = serve(), serve()
    urls = [f"{server.top}/fine?{number}" for number in range(3) for server in (first, second)]
    found = told(tmp_path, urls, delay=0.5, agent="guides-watch/1 (test; +https://site.example/)")
    assert [one.url for one in found] == urls
    starts = sorted(request.start for server in (first, second) for request in server.log.requests)
    assert (first.log.most_busy, second.log.most_busy) == (1, 1)
    # Both servers are one host here. On a busy machine one of them may hear late of what was sent in time.
    assert min(after - before for before, after in pairwise(starts)) >= 0.1
    assert starts[-1] - starts[0] >= 2
    assert "User-Agent: guides-watch/1 (test; +https://site.example/)" in first.log.requests[-1].head.split("\r\n")


@visiting
@pytest.mark.parametrize(
    ("robots", "kind", "reason"),
    [
        (answer("200 OK", body=b"User-agent: *\nDisallow: /fi*e$\n"), Kind.REFUSED, "its robots.txt asks us not to"),
        (
            answer("200 OK", body=b"User-agent: guides-watch\nDisallow: /f\n"),
            Kind.REFUSED,
            "its robots.txt asks us not to",
        ),
        (answer("200 OK", body=b"User-agent: other\nDisallow: /\n"), Kind.FINE, ""),
        (answer("403 Forbidden", body=b"User-agent: *\nDisallow: /\n"), Kind.FINE, ""),
        (answer("500 Internal Server Error"), Kind.REFUSED, "its robots.txt asks us not to"),
    ],
)
def test_what_robots_must_not_see_is_not_asked(
    serve: Serve, tmp_path: Path, robots: Behaviour, kind: Kind, reason: str
) -> None:
    server = serve(robots)
    (found,) = told(tmp_path, [f"{server.top}/fine"])
    assert (found.kind, found.reason) == (kind, reason)
    assert bool(server.log.methods("/fine")) is (kind is Kind.FINE)


@visiting
def test_the_whole_run_ends_in_time(serve: Serve, tmp_path: Path) -> None:
    urls = [f"{serve().top}/hangs?{number}" for number in range(20)]
    found = told(tmp_path, urls, total=1)
    assert found[-1] == Finding(urls[-1], Kind.REFUSED, "there was no time left to ask")


# --- What was found, judged ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "whose"),
    [
        ("https://help.lessons.co.uk/a", "lessons.co.uk"),
        ("http://127.0.0.1:80/", "127.0.0.1"),
        ("https://localhost/", "localhost"),
    ],
)
def test_whose_page_it_is(url: str, whose: str) -> None:
    assert owner(url) == whose


def judged(url: str, *hops: tuple[int, str], status: int = 200, main: str = LONG) -> Finding:
    return judge(url, frozenset(), Visit(url, tuple(Hop(*hop) for hop in hops), status, main=main), MOST_HOPS)


def test_a_home_page_that_moves_is_no_lost_page() -> None:
    found = judged("https://a.example/", (301, "https://www.a.example/en/"))
    assert (found.kind, found.target) == (Kind.MOVED, "https://www.a.example/en/")


@pytest.mark.parametrize("path", ["/account", "/x/", "/help?home=1"])
def test_a_page_that_is_no_home_page_is_not_taken_for_one(path: str) -> None:
    found = judged("https://a.example/old", (302, f"https://a.example{path}"))
    assert (found.kind, found.target) == (Kind.FINE, f"https://a.example{path}")


def test_a_page_that_did_not_change_is_fine() -> None:
    assert judged("https://a.example/b", status=304, main="").kind is Kind.FINE


@pytest.mark.parametrize(
    "line", ["Seite nicht gefunden", "Page introuvable", "We can't find that page", "404", "This page no longer exists"]
)
def test_not_found_is_understood_in_the_languages_of_our_sources(line: str) -> None:
    assert judged("https://a.example/b", main=line).kind is Kind.MISSING


def test_words_before_and_after_a_change_are_few() -> None:
    before, after = texts.change(LONG, LONG.replace("Cancel plan at the bottom", "End plan at the top"))
    assert before == "plan, and then choose Cancel plan at the bottom"
    assert after == "plan, and then choose End plan at the top"
    assert "Cancel plan" in before
    assert "End plan" in after
    assert len(before.split()) <= 15
    assert len(after.split()) <= 15
    long_before, long_after = texts.change("one " + "two " * 400, "one " + "three " * 400)
    assert (len(long_before.split()), len(long_after.split())) == (15, 15)


def test_what_a_guide_quotes_is_looked_for_as_a_reader_would() -> None:
    said = "Choose  CANCEL plan’s end. It costs 14 dollars. Call (800) 555-1234."
    quotes = [
        Quote("label", "Cancel plan's end"),
        Quote("label", "End plan"),
        Quote("number", "14"),
        Quote("number", "4"),
        Quote("phone", "+18005551234"),
        Quote("phone", "+18005559999"),
    ]
    assert [quote.text for quote in texts.missing(said, quotes)] == ["End plan", "4", "+18005559999"]


# --- What is remembered -------------------------------------------------------------------

URL = "https://a.example/help"
BUTTON = Quote("label", "Cancel plan")


def remembered(
    *mains: str, checked: date | None = None, quotes: tuple[Quote, ...] = (BUTTON,), start: Memory | None = None
) -> Record:
    """Visit a page on the first of December and every week after it."""
    known = start or Memory()
    for week, main in enumerate(mains):
        address = Address(URL, ("docs/guides/a.md:1",), use=Use.CHECK, quotes=quotes, checked=checked)
        seen = Visit(URL, status=200, main=main, text=main)
        known = memory.after(known, [address], {URL: (Finding(URL, Kind.FINE), seen)}, date(2026, 12, 1 + 7 * week))
    return known.pages[URL]


def test_the_first_visit_only_learns() -> None:
    record = remembered(LONG)
    assert record.change is None
    assert (record.since, record.read) == (date(2026, 12, 1), date(2026, 12, 1))


def test_a_changed_text_is_news_until_somebody_compared_it() -> None:
    other = LONG.replace("Cancel plan", "End plan")
    assert remembered(LONG, LONG).change is None
    assert remembered(LONG, f"  {LONG.upper()}\n").change is None
    assert remembered(LONG, other).change == Change(date(2026, 12, 1), date(2026, 12, 8))
    assert remembered(LONG, other, other).change == Change(date(2026, 12, 1), date(2026, 12, 8))
    known = Memory({URL: remembered(LONG, other)})
    assert remembered(other, start=known, checked=date(2026, 12, 8)).change is not None
    assert remembered(other, start=known, checked=date(2026, 12, 9)).change is None


def test_a_label_is_gone_when_it_is_missing_in_two_visits() -> None:
    other = LONG.replace("Cancel plan", "End plan")
    key = texts.quote_key(BUTTON)
    assert remembered(LONG, other).gone(2) == ()
    assert remembered(LONG, other, other).gone(2) == (key,)
    assert remembered(LONG, other, LONG, other).gone(2) == ()
    assert remembered(LONG, other, other).quotes[key] == Lost(
        date(2026, 12, 1), (date(2026, 12, 8), date(2026, 12, 15))
    )


def test_a_page_that_says_it_is_unchanged_lacks_what_it_lacked() -> None:
    known = Memory({URL: remembered(LONG, LONG.replace("Cancel plan", "End plan"))})
    address = Address(URL, ("docs/guides/a.md:1",), use=Use.CHECK, quotes=(BUTTON,))
    found = {URL: (Finding(URL, Kind.FINE), Visit(URL, status=304))}
    record = memory.after(known, [address], found, date(2026, 12, 15)).pages[URL]
    assert record.gone(2) == (texts.quote_key(BUTTON),)
    assert record.read == date(2026, 12, 15)


def test_only_a_guide_that_quotes_what_is_gone_is_told_to_readers(tmp_path: Path) -> None:
    (tmp_path / "docs/guides").mkdir(parents=True)
    for slug, button in (("films", "Cancel plan"), ("lessons", "Log in"), ("music", "Cancel plan")):
        (tmp_path / f"docs/guides/{slug}.md").write_text(
            f"---\nroutes:\n  - via: website\n    steps:\n      - action: Choose **{button}**\n"
            f"    check: {{date: 2026-11-01, how: official-page, source: {URL}}}\n---\n",
            encoding="utf-8",
        )
    addresses = collect(tmp_path / "docs", "docs/")
    known = Memory()
    for day, main in ((1, f"Log in. {LONG}"), (8, "Log in. End plan."), (15, "Log in. End plan.")):
        found = {URL: (Finding(URL, Kind.FINE), Visit(URL, status=200, main=main, text=main))}
        known = memory.after(known, addresses, found, date(2026, 12, day))
    told = report.report(addresses, {}, known, {}, 3)
    page = report.Overtaken(URL, date(2026, 12, 1), date(2026, 12, 8))
    assert told.overtaken == {"docs/guides/films.md": [page], "docs/guides/music.md": [page]}


def test_a_label_that_was_never_there_cannot_be_lost() -> None:
    assert remembered("Nothing of it.", "Nothing of it.", "Nothing.").quotes == {}


def test_a_memory_holds_no_text_of_anybody(tmp_path: Path) -> None:
    written = memory.as_json(Memory({URL: remembered(LONG, LONG.replace("Cancel", "End"))}))
    assert "Cancel" not in written
    assert "plan" not in written
    path = tmp_path / "memory.json"
    path.write_text(written, encoding="utf-8")
    assert memory.as_json(memory.read(path)) == written


def test_days_are_kept_apart_from_each_other() -> None:
    lost, url = Finding("https://a.example/", Kind.BROKEN, "x"), "https://a.example/"
    known = Memory()
    for day in (3, 1, 3):
        known = memory.after(known, [Address(url, ())], {url: (lost, Visit(url))}, date(2026, 11, day))
    assert known.pages[url].failed == (date(2026, 11, 1), date(2026, 11, 3))


# --- The command ------------------------------------------------------------------------


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with one guide; its links are the test's."""
    (tmp_path / "docs/guides").mkdir(parents=True)
    return tmp_path / "docs"


def guide(pages: Path, top: str, *paths: str, checked: str = "2026-11-01") -> None:
    """Write a guide whose button is the first path, whose steps rest on the second, and which links to the rest."""
    button, source, *others = [*paths, *paths[:1]] if len(paths) == 1 else paths
    text = "".join(f"See [this]({top}{path}#part) page.\n" for path in others)
    (pages / "guides/lessons.md").write_text(
        f"---\nroutes:\n  - via: website\n    url: {top}{button}\n    steps:\n      - action: Choose **Cancel plan**\n"
        f"    check: {{date: {checked}, how: official-page, source: {top}{source}}}\n---\n{text}",
        encoding="utf-8",
    )


def run(pages: Path, *words: str, day: str = "2026-11-02") -> "subprocess.CompletedProcess[str]":
    kept = ("--memory", "kept/memory.json", "--texts", "kept/texts", "--readers", "docs/about/watched.yml")
    done = process(pages.parent, "watch", *kept, "--today", day, *words)
    assert done.returncode in {cli.OK, cli.PROBLEMS}, done.stderr
    return done


def readers(pages: Path) -> list[str]:
    """Give what the last run says to readers, without the comment above it."""
    lines = (pages / "about/watched.yml").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_addresses_are_found_once_each_with_what_they_are_for(pages: Path) -> None:
    guide(pages, "https://lessons.example", "/a", "/b", "/c", "/b")
    (pages / "index.md").write_text("# Home\n\n<https://site.example/> `https://code.example`\n", encoding="utf-8")
    (pages / "about").mkdir()
    (pages / "about/authors.yml").write_text("editors: {links: [https://editors.example/]}\n", encoding="utf-8")
    found = collect(pages, "docs/")
    assert [(one.url, one.places, one.use) for one in found] == [
        ("https://editors.example/", ("docs/about/authors.yml:1",), Use.LINK),
        ("https://lessons.example/a", ("docs/guides/lessons.md:4",), Use.BUTTON),
        ("https://lessons.example/b", ("docs/guides/lessons.md:7", "docs/guides/lessons.md:10"), Use.CHECK),
        ("https://lessons.example/c", ("docs/guides/lessons.md:9",), Use.LINK),
        ("https://site.example/", ("docs/index.md:3",), Use.LINK),
    ]
    assert found[2].quotes == (Quote("label", "Cancel plan"),)
    assert found[2].checked == date(2026, 11, 1)


@visiting
def test_a_lost_page_is_reported_when_it_was_lost_on_several_days(pages: Path, serve: Serve) -> None:
    server = serve()
    server.on.update(MORE)
    guide(pages, server.top, "/missing", "/page")
    done = [run(pages, day=day) for day in ("2026-11-02", "2026-11-03", "2026-11-09")]
    assert [one.returncode for one in done] == [cli.OK, cli.OK, cli.PROBLEMS]
    assert "the server answers 404; so on 3 days since 2026-11-02" in done[-1].stdout
    assert "in docs/guides/lessons.md:4" in done[-1].stdout
    server.on["/missing"] = FINE
    assert run(pages, day="2026-11-16").returncode == cli.OK


@visiting
def test_a_page_that_changed_is_a_task_and_a_label_that_is_gone_reaches_readers(pages: Path, serve: Serve) -> None:
    server = serve()
    server.on.update(MORE)
    server.on["/help"] = MORE["/page"]
    guide(pages, server.top, "/page", "/help")
    assert "to be compared" not in run(pages, day="2026-11-02").stdout
    server.on["/help"] = page(LONG.replace("Cancel plan at the bottom", "End plan at the top"))
    first = run(pages, "--format", "markdown", day="2026-11-09")
    assert first.returncode == cli.OK
    assert "### To be compared" in first.stdout
    assert "its text changed between 2026-11-02 and 2026-11-09; watched since 2026-11-02" in first.stdout
    assert "Cancel plan at the bottom" in first.stdout
    assert "End plan at the top" in first.stdout
    assert readers(pages) == ["{}"]
    second = run(pages, "--format", "markdown", day="2026-11-16")
    assert second.returncode == cli.PROBLEMS
    assert "“Cancel plan” was there on 2026-11-02, and was not in the last 2 visits" in second.stdout
    assert readers(pages) == [
        "guides/lessons.md:",
        "  pages:",
        f'    - {{url: "{server.top}/help", seen: 2026-11-02, gone: 2026-11-09}}',
    ]
    assert "Cancel" not in (pages.parent / "kept/memory.json").read_text("utf-8")
    # Somebody compares the guide with the page.
    guide(pages, server.top, "/page", "/help", checked="2026-11-17")
    third = run(pages, day="2026-11-23")
    assert third.returncode == cli.OK
    assert readers(pages) == ["{}"]


@visiting
def test_unchanged_pages_are_not_sent_again_and_fine_ones_not_asked_for(pages: Path, serve: Serve) -> None:
    server = serve()
    tagged = answer("200 OK", 'ETag: "one"', "Content-Type: text/html", body=b"<p>" + LONG.encode())
    server.on["/tagged"] = at_first(tagged, answer("304 Not Modified"))
    guide(pages, server.top, "/tagged")
    run(pages, day="2026-11-02")
    again = run(pages, "--fresh", "3", day="2026-11-04")
    assert "1 not visited, because they were fine lately" in again.stdout
    assert server.log.methods("/tagged") == ["GET"]
    assert run(pages, "--fresh", "3", day="2026-11-09").returncode == cli.OK
    asked = [request.head for request in server.log.requests if request.path == "/tagged"]
    assert 'If-None-Match: "one"' in asked[-1].split("\r\n")


@visiting
def test_the_greatest_harm_is_told_first_and_nothing_is_markup(pages: Path, serve: Serve) -> None:
    server = serve()
    server.on.update(MORE)
    server.on["/evil"] = answer("301 Moved", "Location: https://evil.example/`<b>|\x1b[31m")
    guide(pages, server.top, "/elsewhere", "/moved", "/evil", "/renamed-for-good")
    done = run(pages, "--format", "markdown")
    assert done.returncode == cli.PROBLEMS
    tasks = [line for line in done.stdout.splitlines() if line.startswith("- [ ]")]
    paths = [line.split("`")[1].removeprefix(server.top) for line in tasks]
    assert paths == ["/elsewhere", "/evil", "/moved", "/renamed-for-good"]
    assert f"  - its new address: `{server.top}/page`" in done.stdout.splitlines()
    (line,) = (line for line in done.stdout.splitlines() if "evil.example" in line)
    assert line.count("`") == 2
    assert not set(line) & {"<", "|", "\x1b"}


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 2, "pages": {}}', "\x00", "[" * 100_000])
@visiting
def test_a_memory_that_is_none(
    pages: Path, content: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pages.parent)
    Path("memory.json").write_text(content, encoding="utf-8")
    with pytest.raises(memory.MemoryFileError, match="remove it to start anew"):
        memory.read(Path("memory.json"))
    capsys.readouterr()


@pytest.mark.parametrize("words", [["--days", "0"], ["--days", "-1"], ["--days", "x"], ["--fresh", "1.5"]])
def test_numbers_that_make_no_sense(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["watch", *words])
    assert stopped.value.code == cli.COULD_NOT_RUN


def test_without_the_extra_the_command_says_what_to_install(
    pages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(pages.parent)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert cli.main(["watch"]) == cli.COULD_NOT_RUN
    assert "pip install -e '.[watch]'" in capsys.readouterr().err


def test_a_host_learns_whom_to_write_to(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pages.parent)
    words = ["watch", "--contact", "https://site.example/about", "--minutes", "2"]
    arguments = cli.parser(words).parse_args(words)
    polite = watch.manners(arguments)
    assert polite.agent.endswith("; +https://site.example/about)")
    assert (polite.total, polite.delay, polite.private) == (120, 1, False)
    assert cli.main(["watch", "--contact", "x\r\nCookie: y"]) == cli.COULD_NOT_RUN


def test_only_the_crawler_knows_the_extra() -> None:
    users = [
        path.name
        for path in (ROOT / "plugins/guides").rglob("*.py")
        if any(
            f"import {name}" in path.read_text("utf-8") or f"from {name}" in path.read_text("utf-8") for name in NEEDED
        )
    ]
    assert users == ["crawl.py"]
