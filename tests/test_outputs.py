"""What is published beside pages and data: feeds, texts for assistants, the sitemap, pictures, headers."""

import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from PIL import Image

from browser.nginx import provide, serving
from guides.collection import Collection
from guides.load import load
from guides.model import Change
from guides.site.outputs import (
    api,
    feeds,
    finished,
    headers,
    markdown_pages,
    news,
    offline,
    pictures,
    security,
    sitemap,
)
from guides.site.outputs.folder import names
from guides.source.settings import SettingsError
from support import SAMPLE, SITE, Renderer, published
from test_finder import retire
from test_jsonld import Vocabulary, nodes

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load(SAMPLE / "docs")[0]


def with_page(collection: Collection, slug: str, **changes: Any) -> Collection:  # noqa: ANN401 - of any field
    entry = collection.guides[slug]
    page = entry.page.model_copy(update=changes)
    return replace(collection, guides=MappingProxyType({**collection.guides, slug: replace(entry, page=page)}))


# --- Feeds ----------------------------------------------------------------------------------


@pytest.fixture
def changed(collection: Collection) -> Collection:
    """A guide with two changes on one day."""
    what = ["The button is **Cancel <plan>** now.", "Refunds & fees were added."]
    changes = tuple(Change(date=date(2026, 11, 25), what=one) for one in what)
    return with_page(collection, "lessons", changes=changes)


def test_a_feed_is_read_by_others_without_a_complaint(changed: Collection) -> None:
    for path, text in feeds.files(changed, SITE):
        if path.endswith(".atom"):
            read = feedparser.parse(text.encode())
            assert not read.bozo, path
            assert read.version == "atom10"
            assert read.feed.links[0].href == f"https://sample.example/{path}"
            assert all(entry.id and entry.title and entry.updated and entry.link for entry in read.entries)
            assert len({entry.id for entry in read.entries}) == len(read.entries)


def test_what_happened_to_a_guide_stands_in_three_feeds(changed: Collection) -> None:
    files = dict(feeds.files(changed, SITE))
    for name in ("changes", "categories/learning", "guides/lessons"):
        read = feedparser.parse(files[f"feeds/{name}.atom"].encode())
        own = [entry for entry in read.entries if entry.link == "https://sample.example/guides/lessons/"]
        assert [(entry.title, entry.updated, entry.id.partition("#")[2]) for entry in own] == [
            ("Changed: Lessons", "2026-11-25T00:00:00Z", "2026-11-25-changed-1"),
            ("Changed: Lessons", "2026-11-25T00:00:00Z", "2026-11-25-changed"),
            ("New: Lessons", "2026-11-01T00:00:00Z", "2026-11-01-new"),
        ]
        assert own[1].content[0].value == "Refunds &amp; fees were added."
        assert "<strong>Cancel &lt;plan&gt;</strong>" in own[0].content[0].value
    assert feedparser.parse(files["feeds/guides/lessons.atom"].encode()).feed.updated == "2026-11-25T00:00:00Z"


def test_the_json_feed_says_the_same(changed: Collection) -> None:
    feed = json.loads(dict(feeds.files(changed, SITE))["feeds/guides/lessons.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://sample.example/feeds/guides/lessons.json"
    assert [item["content_text"] for item in feed["items"]][:2] == [
        "The button is Cancel <plan> now.",
        "Refunds & fees were added.",
    ]
    assert feed["items"][0]["date_published"] == "2026-11-25T00:00:00Z"
    assert feed["items"][0]["tags"] == ["learning"]


def test_a_guide_that_is_retired_is_news(collection: Collection) -> None:
    events = news.of_guide(retire(collection, lessons="minimal").guides["lessons"])
    assert [event.kind for event in events] == ["retired", "new"]


# --- Texts ----------------------------------------------------------------------------------


def page(collection: Collection, path: str) -> str:
    return dict(markdown_pages.pages(collection, SITE))[path]


def test_a_guide_as_markdown_says_when_it_was_checked_and_where_it_is_from(collection: Collection) -> None:
    text = page(collection, "guides/lessons/index.md")
    assert text.startswith("# How to cancel Lessons\n\nCancel under My Purchases")
    assert "From <https://sample.example/guides/lessons/>, last checked on 20 November 2026" in text
    assert "CC BY-SA 4.0" in text
    assert "3. Finish with **Confirm** – Last screen\n" in text
    assert "Compared on 20 November 2026 with [lessons.example](https://lessons.example/help)" in text
    assert "- **Cancel by:** 1 day before the renewal date\n" in text
    assert "- Full refund within 14 days (EU) [lessons.example](https://lessons.example/terms)\n" in text
    assert "**Can I come back?**\n\nYes, with the same account." in text


def test_the_steps_of_billers_stand_in_it(collection: Collection) -> None:
    text = page(collection, "guides/lessons/index.md")
    biller = collection.billers["apple"].page
    assert f"## {biller.biller.name}: " in text
    assert "{service}" not in text
    assert "{service}" not in page(collection, "billers/apple/index.md")


@pytest.fixture(scope="module")
def real() -> Collection:
    return published()


def test_real_guides_are_clean_markdown(real: Collection) -> None:
    for path, text in markdown_pages.pages(real, SITE):
        assert not re.search(r"\[!|^!!!|\{service\}|\n\n\n|\]\((?!https://|mailto:|tel:)", text), path
        assert not re.search(r"\*\*[a-z]{2}:\S", text), path
        assert text.count("\n# ") == 0, path


def test_assistants_get_a_list_of_all_guides(real: Collection) -> None:
    text = markdown_pages.llms(real, SITE)
    assert text.startswith("# Sample\n")
    listed = re.findall(r"\(https://sample\.example/(guides/[^)]+)\)", text)
    kept = [f"guides/{entry.slug}/index.md" for entry in real.kept()]
    assert sorted(listed) == sorted(kept)


# --- The sitemap ------------------------------------------------------------------------------


REDIRECT = '<meta http-equiv="refresh" content="0; url=../">'


def days(collection: Collection, folder: Path) -> dict[str, str | None]:
    pages = {name: finished.read((folder / name).read_text(encoding="utf-8"))[1] for name in names(folder)}
    tree = ET.fromstring(sitemap.sitemap(collection, SITE, pages))  # noqa: S314 - our own
    return {url.findtext(f"{SITEMAP}loc", ""): url.findtext(f"{SITEMAP}lastmod") for url in tree}


def test_a_page_has_the_day_on_which_its_content_changed_or_none(collection: Collection, tmp_path: Path) -> None:
    for path, text in (("", ""), ("guides", ""), ("guides/lessons", ""), ("help/proof", ""), ("guides/old", REDIRECT)):
        (tmp_path / path).mkdir(parents=True, exist_ok=True)
        (tmp_path / path / "index.html").write_text(text, encoding="utf-8")
    assert days(collection, tmp_path) == {
        "https://sample.example/": None,
        "https://sample.example/guides/": None,
        "https://sample.example/guides/lessons/": "2026-11-20",
        "https://sample.example/help/proof/": None,
    }


def test_robots_find_the_sitemap() -> None:
    assert sitemap.robots(SITE).splitlines()[-1] == "Sitemap: https://sample.example/sitemap.xml"


# --- Pictures -----------------------------------------------------------------------------------


def test_a_picture_has_the_size_that_previews_want_and_is_the_same_each_time(collection: Collection) -> None:
    first, second = dict(pictures.files(collection, SITE)), dict(pictures.files(collection, SITE))
    assert first == second
    assert {
        "assets/pictures/site.png",
        "assets/pictures/guides/lessons.png",
        "assets/pictures/billers/apple.png",
    } <= set(first)
    for content in first.values():
        assert Image.open(io.BytesIO(content)).size == (1200, 630)
        assert len(content) < 60_000
    assert len(set(first.values())) == len(first)


def test_words_that_do_not_fit_on_a_picture_end_with_dots() -> None:
    font = pictures._font("DejaVuSans", 38)  # noqa: SLF001
    lines = pictures._lines("much too long a text " * 30, font, 4)  # noqa: SLF001
    assert len(lines) == 4
    assert lines[-1].endswith(" …")
    assert all(font.getlength(line) <= 1040 for line in lines)


# --- Headers --------------------------------------------------------------------------------------

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>T</title><style>a{}</style>
<script>one()</script><script type="application/ld+json">{"@context": 1}</script><script src="x.js"></script>
</head><body><script type="module">two()</script></body></html>"""


def write_headers(site: Path, base: str) -> None:
    headers.write(site, base, [facts.inside for _, facts in finished.go_through(site)])


def test_a_policy_names_what_stands_inside_pages_and_nothing_else() -> None:
    told = headers.policy(headers.read(PAGE))
    # printf 'one()' | openssl dgst -sha256 -binary | base64
    assert "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='" in told
    assert told.count("'sha256-") == 3
    assert "unsafe-inline" not in told
    assert "'unsafe-eval'" not in told
    assert "default-src 'none'" in told
    assert "giscus" not in told


def test_a_style_of_one_element_is_named_by_its_hash_too() -> None:
    told = headers.policy(headers.read(f'{PAGE}<ul style="--n:2"><li style="--n:2">'))
    # printf -- '--n:2' | openssl dgst -sha256 -binary | base64
    assert told.count("'unsafe-hashes'") == 1
    assert "style-src-attr 'unsafe-hashes' 'sha256-VXn0WywE9SOXPjarP6a4jPKPM072GYAhmQH0JD19J0M='" in told


def test_a_form_and_the_discussion_are_let_through_where_a_page_has_them() -> None:
    html = f'{PAGE}<form action="https://forms.example/send?a=1" method=post></form><button data-giscus="{{}}">'
    told = headers.policy(headers.read(html))
    assert "form-action 'self' https://forms.example;" in told
    assert "frame-src https://giscus.app;" in told


def test_a_script_may_send_answers_to_the_publishers_form() -> None:
    told = headers.policy(headers.read(f'{PAGE}<div class="feedback" data-form="https://forms.example/send">'))
    assert "connect-src 'self' https://forms.example;" in told
    assert "connect-src 'self';" in headers.policy(headers.read(f'{PAGE}<div class="feedback" data-form="">'))


def test_the_page_has_the_policy_that_it_can_have(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for path in ("index.html", "sub/index.html"):
        (tmp_path / path).write_text(PAGE, encoding="utf-8")
    write_headers(tmp_path, "/base")
    html = (tmp_path / "sub/index.html").read_text("utf-8")
    assert html.index("Content-Security-Policy") < html.index("<title>")
    assert "frame-ancestors" not in html
    # Once more changes nothing.
    write_headers(tmp_path, "/base")
    assert (tmp_path / "sub/index.html").read_text("utf-8") == html


def test_a_page_without_a_place_for_its_policy_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>T</title>", encoding="utf-8")
    with pytest.raises(ValueError, match="no place for its policy"):
        write_headers(tmp_path, "")


def test_hosts_get_the_policy_and_only_data_are_for_everybody(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/main.0123abcd.min.css").touch()
    (tmp_path / "assets/site.css").touch()
    write_headers(tmp_path, "/base")
    text = (tmp_path / "_headers").read_text("utf-8")
    blocks = dict(re.findall(r"^(/\S+)\n((?:  .+\n)+)", text, re.MULTILINE))
    assert list(blocks) == ["/base/*", "/base/api/*", "/base/feeds/*", "/base/assets/main.*"]
    assert "frame-ancestors 'none'" in blocks["/base/*"]
    assert "nosniff" in blocks["/base/*"]
    assert "Access-Control" not in blocks["/base/*"]
    assert "immutable" in blocks["/base/assets/main.*"]
    assert max(map(len, text.splitlines())) < 2000


@pytest.fixture
def nginx(tmp_path: Path, shared: Path) -> Iterator[str]:
    """Serve a small site with a real nginx and the file that was written for it."""
    if (program := provide(shared)) is None:
        pytest.skip("needs nginx")
    site = tmp_path / "site"
    (site / "api/v1").mkdir(parents=True)
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "api/v1/index.json").write_text("{}", encoding="utf-8")
    (site / "main.0123abcd.min.css").touch()
    write_headers(site, "")
    with serving(program, site, tmp_path) as host:
        yield host


def answered(host: str, path: str) -> dict[str, str]:
    with closing(HTTPConnection(host, timeout=10)) as connection:
        connection.request("HEAD", path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, path
        return {name.casefold(): value for name, value in answer.getheaders()}


def test_nginx_says_what_the_file_for_it_says(nginx: str) -> None:
    page, data, style = (answered(nginx, path) for path in ("/", "/api/v1/index.json", "/main.0123abcd.min.css"))
    assert "default-src 'none'" in page["content-security-policy"]
    assert page["x-content-type-options"] == "nosniff"
    assert page["referrer-policy"] == "no-referrer"
    assert page["strict-transport-security"] == "max-age=31536000"
    assert page["cache-control"] == "no-cache"
    assert "access-control-allow-origin" not in page
    assert data["access-control-allow-origin"] == "*"
    assert style["cache-control"] == "public, max-age=31536000, immutable"


def test_the_data_are_described_where_they_are_explained(real: Collection) -> None:
    _, meta = Renderer(real).page("contribute/api.md", text="# The data")
    (dataset,) = meta["jsonld"]["@graph"]
    assert dataset["@type"] == "Dataset"
    assert dataset["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    paths = [one["contentUrl"].removeprefix("https://sample.example/") for one in dataset["distribution"]]
    assert paths == ["api/v1/all.json", "api/v1/guides.csv"]
    assert set(paths) <= {path for path, _ in api.files(real, SITE)}
    vocabulary = Vocabulary()
    for node in nodes(meta["jsonld"]):
        kinds = vocabulary.ancestors(node["@type"])
        for name in node:
            assert name.startswith("@") or vocabulary.domains[name] & kinds, f"{node['@type']}.{name}"


def small_site(folder: Path) -> Path:
    """A built site of few files."""
    for name, content in {
        "index.html": "Home",
        "guides/index.html": "All guides",
        "guides/films/index.html": "A guide",
        "billers/apple/index.html": "Apple",
        "billers/itunes/index.html": '<meta http-equiv="refresh" content="0; url=../apple/">',
        "assets/finder.json": "{}",
        "assets/finder-known.json": "{}",
        "assets/javascripts/comments.js": "",
        "assets/javascripts/finder/main.js": "",
        "api/v1/index.json": "{}",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def listed(worker: str) -> list[str]:
    found = re.search(r"^const FILES = (\[.*?\]);$", worker, re.MULTILINE | re.DOTALL)
    assert found
    files: list[str] = json.loads(found[1])
    return files


def test_finder_and_billers_are_fetched_in_advance_and_no_guide(tmp_path: Path) -> None:
    files = listed(offline.worker(small_site(tmp_path), is_on=True))
    # Pages name both indexes with the same mark.
    (mark,) = {name.partition("?")[2] for name in files if "?" in name}
    assert files == [
        *("", "guides/", "billers/apple/", "assets/javascripts/finder/main.js"),
        *(f"assets/finder.json?{mark}", f"assets/finder-known.json?{mark}"),
    ]


def test_a_worker_is_another_one_when_what_it_keeps_changed(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    first = offline.worker(site, is_on=True)
    assert offline.worker(site, is_on=True) == first
    (site / "guides/films/index.html").write_text("Another text", encoding="utf-8")
    assert offline.worker(site, is_on=True) == first
    (site / "billers/apple/index.html").write_text("Another text", encoding="utf-8")
    assert offline.worker(site, is_on=True).splitlines()[0] != first.splitlines()[0]


def test_no_host_keeps_the_worker(tmp_path: Path) -> None:
    """A browser asks for it to learn of a new version, or that there is none any more."""
    site = small_site(tmp_path)
    for path in site.rglob("*.html"):
        path.write_text('<meta charset="utf-8">', encoding="utf-8")
    (site / "sw.js").write_text("", encoding="utf-8")
    write_headers(site, "")
    assert "immutable" not in (site / "_headers").read_text("utf-8")
    pattern = re.search(r'if \(\$uri ~ "(.*)"\) \{ set \$kept', (site / "_server/nginx.conf").read_text("utf-8"))
    assert pattern
    assert not re.search(pattern[1], "/sw.js")


REPORT = "https://films.example/report"


@pytest.mark.parametrize(
    ("expires", "written"),
    [
        (date(2027, 11, 1), "2027-11-01T00:00:00Z"),
        ("2027-11-01", "2027-11-01T00:00:00Z"),
        ("2027-11-01T12:00:00+02:00", "2027-11-01T10:00:00Z"),
    ],
)
def test_who_finds_a_weakness_is_told_whom_to_write_to(expires: object, written: str) -> None:
    contact = security.of({"extra": {"security": {"contact": [REPORT, "mailto:a@films.example"], "expires": expires}}})
    assert contact
    assert security.text(contact, "https://sample.example/").splitlines() == [
        f"Contact: {REPORT}",
        "Contact: mailto:a@films.example",
        f"Expires: {written}",
        "Canonical: https://sample.example/.well-known/security.txt",
        "Preferred-Languages: en",
    ]


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"contact": REPORT}, "has a contact and a day"),
        ({"contact": REPORT, "expires": "2027-11-01", "policy": "x"}, "has a contact and a day"),
        ("a@films.example", "has a contact and a day"),
        ({"contact": "a@films.example", "expires": "2027-11-01"}, "begins with https://, mailto: or tel:"),
        ({"contact": [], "expires": "2027-11-01"}, "begins with https://, mailto: or tel:"),
        ({"contact": f"{REPORT}\nPolicy: x", "expires": "2027-11-01"}, "begins with https://, mailto: or tel:"),
        ({"contact": REPORT, "expires": "next year"}, "is a day such as 2027-11-01"),
        ({"contact": REPORT, "expires": 2027}, "is a day such as 2027-11-01"),
    ],
)
def test_a_contact_that_nobody_could_use_stops_a_build(said: object, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        security.of({"extra": {"security": said}})


def test_the_contact_lies_where_it_is_looked_for_and_only_if_there_is_one(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    security.write(site, None, SITE.url)
    assert not list(site.rglob("security.txt"))
    contact = security.of({"extra": {"security": {"contact": REPORT, "expires": "2027-11-01"}}})
    security.write(site, contact, SITE.url)
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("security.txt")) == [
        ".well-known/security.txt",
        "security.txt",
    ]
